"""``clew verify``: whether a certificate, or a report, follows from the records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from clew.cli.options import graph_options

if TYPE_CHECKING:
    from clew.engine.reference.verify import Terms
    from clew.model.policy import Policy


@click.command("verify", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("certificate", metavar="CERTIFICATE")
@click.argument("graphs", metavar="GRAPH…", nargs=-1, required=True)
@graph_options
@click.option("--whole", is_flag=True, help="Derive hops from all records, not only from those around (slow).")
def command(certificate: str, whole: bool, **asked: Any) -> int:  # noqa: ANN401
    """Check a certificate against the records alone, without the engine that made it.

    CERTIFICATE is a file of `clew explain`, or a document with such inside; or a report of `clew report`, .html or
    .json: its hash, its page, its certificates are checked, and the same report is traced anew. Exits with 0 if all
    of it holds; with 1 if something does not: the first such thing is named. Name the --pack, --policy and --as-of
    that it was made with, if you accept them.
    """
    from clew.engine.reference.verify import DoesNotHoldError, verify
    from clew.trace.certify_read import read_certificates
    from clew.trace.policy import read_policy

    if certificate.casefold().endswith((".html", ".htm", ".json")):
        from clew.cli.verify_report import verified

        code = verified(certificate, whole=whole, **asked)
        if code is not None:
            return code
    told = read_certificates(certificate)
    terms = terms_of(whole=whole, policy=read_policy(asked.pop("policy")), **asked)
    for one in told:
        try:
            for statement in verify(one, terms):
                click.echo(f"holds: {statement}")
        except DoesNotHoldError as error:
            click.echo(f"does not hold: {error}")
            return 1
    return 0


def terms_of(
    graphs: tuple[str, ...],
    packs: tuple[str, ...],
    as_of: str | None,
    policy: Policy,
    mapping: str | None,
    encoding: str,
    *,
    keep_going: bool,
    whole: bool,
) -> Terms:
    """Read what the certificate is to be checked against."""
    from clew import formats, rules
    from clew.engine.reference.verify import Terms
    from clew.trace.certify_terms import terms
    from clew.trace.run import day_of

    day = day_of(as_of)
    loaded_packs = rules.load_packs(list(packs) or None)
    loaded = formats.load(graphs, mapping=mapping, encoding=encoding, keep_going=keep_going)
    try:
        graph = formats.to_graph(loaded)
        return Terms(terms(loaded, loaded_packs, policy, day), graph, loaded_packs, policy, whole)
    finally:
        loaded.con.close()
