"""``clew verify`` of a report: whether it is of a graph and still holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from clew.engine.reference.verify import Terms

Plain = dict[str, Any]


def verified(path: str, *, whole: bool, **asked: Any) -> int | None:  # noqa: ANN401
    """Check the report in a file and say what holds; return the exit code, None if the file holds no report."""
    from clew.engine.reference.verify import DoesNotHoldError, verify
    from clew.reports.check import read, verify_report

    told = read(path)
    if told is None:
        return None
    known: list[Terms] = []

    def certified(certificate: Plain) -> Iterator[str]:
        from clew.cli.verify import terms_of
        from clew.trace.certify_read import check_form
        from clew.trace.policy import read_policy

        check_form(f"{path}: certificate of {certificate.get('entry')}", certificate)
        if not known:
            known.append(terms_of(whole=whole, **{**asked, "policy": read_policy(asked["policy"])}))
        return verify(certificate, known[0])

    def again(entries: Sequence[str], certificates: Sequence[Plain]) -> Plain:
        from clew.cli.seen import see
        from clew.reports.model import build

        virtual = any(each.get("virtual") for each in told.report["entries"])
        whole_chains = all(each.get("open_is_complete") for each in told.report["entries"])
        chain = "full" if whole_chains else "witness"
        counted = all(path.get("others") for each in told.report["entries"] for path in each["paths"])
        reach = {"source" if way == "from" else "target": of for way, of in (told.report["asked"] or {}).items()}
        wanted = [] if virtual or reach else entries
        seen = see(asked["graphs"], wanted, None, chain=chain, count=counted, **reach, **_rest(asked))
        return build(seen.case, seen.con, certificates, seen.others)

    try:
        for statement in verify_report(told, certified, again):
            click.echo(f"holds: {statement}")
    except DoesNotHoldError as error:
        click.echo(f"does not hold: {error}")
        return 1
    return 0


def _rest(asked: Plain) -> Plain:
    return {key: value for key, value in asked.items() if key != "graphs"}
