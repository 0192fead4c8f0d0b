"""``clew plan``: the fewest requests that would break every path, or document one, or settle many entries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clew.cli.common import Progress, colour, output
from clew.cli.jsonout import compact, write_document
from clew.cli.options import graph_options, output_options

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clew.model.basis import Basis
    from clew.trace.run import Request

FORMATS = {".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson"}
BASES = ("documented", "asserted", "assumed", "unexcluded")


@click.command("plan", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("names", metavar="GRAPH… ENTRY", nargs=-1, required=True)
@click.option("--prove", is_flag=True, help="The fewest documents that would make one path documented end to end.")
@click.option("--portfolio", is_flag=True, help="For all entries together (no ENTRY): what settles the most, first.")
@click.option("--by", type=click.Choice(("entries", "value")), default="entries", show_default=True,
              help="What a portfolio counts.")  # fmt: skip
@click.option("--rule", metavar="CODE", help="Only paths of this rule.")
@click.option("--basis", type=click.Choice(BASES), default="assumed", show_default=True,
              help="Break paths that are at least this sure.")  # fmt: skip
@click.option("--time-limit", "seconds", type=click.FloatRange(0), metavar="SECONDS",
              help="Then the best plan so far is told, with the bound that is proven. Without it, what is limited is "
                   "the work of the search: every run tells the same.")  # fmt: skip
@graph_options
@output_options("One line of JSON a request.")
def command(
    *,
    names: tuple[str, ...],
    prove: bool,
    portfolio: bool,
    by: str,
    rule: str | None,
    basis: str,
    seconds: float | None,
    form: str | None,
    path: str | None,
    policy: str | None,
    **asked: Any,  # noqa: ANN401
) -> int:
    """Plan what to ask for: the fewest requests that would break every path, and how few it can be.

    A request is one thing one can ask for: the production record of an item, which lot it was, proof against a claim.
    The plan is tried out: its answers are added to a copy of the records, which is traced anew.
    """
    from clew.model.basis import Basis
    from clew.trace.policy import read_policy
    from clew.trace.run import STEPS, Request

    if prove and portfolio:
        raise click.UsageError("--prove and --portfolio cannot be asked together.")
    if not portfolio and len(names) < 2:
        raise click.UsageError("name a GRAPH and an ENTRY, or ask --portfolio.")
    form = form or FORMATS.get(Path(path or "").suffix.lower())
    graphs, entry = (names, "") if portfolio else (names[:-1], names[-1])
    request = Request(graphs=graphs, policy=read_policy(policy), **asked)
    level = Basis[basis.upper()]
    progress = Progress(STEPS)
    notes: list[str] = []
    try:
        if portfolio:
            from clew.trace.plan.portfolio import find_portfolio

            result, notes = find_portfolio(request, rule, level, seconds, by, progress)
        elif prove:
            from clew.trace.plan.prove import find_proof

            result, notes = find_proof(request, entry, rule, progress)
        else:
            result, notes = _plan(request, entry, rule, level, seconds, progress)
    finally:
        progress.close()
    _write(result, form, path)
    for note in notes:
        click.echo(f"note: {note}", err=True)
    return 0


def _plan(
    request: Request,
    entry: str,
    rule: str | None,
    level: Basis,
    seconds: float | None,
    progress: Progress,
) -> tuple[dict[str, Any], list[str]]:
    from clew.trace.plan.plan import find_plan
    from clew.trace.plan.told import notes_of

    found = find_plan(request, entry, rule=rule, basis=level, seconds=seconds, progress=progress)
    return found.result(request), notes_of(found)


def _write(result: Mapping[str, Any], form: str | None, path: str | None) -> None:
    with output(path) as stream:
        if form == "json":
            write_document(result, stream)
        elif form == "ndjson":
            rows: Sequence[Mapping[str, Any]] = [*result["requests"], *result.get("chain", ())]
            for row in rows:
                stream.write(compact(row) + "\n")
        else:
            from clew.cli.told_plan import write_plan

            write_plan(result, stream, colour=colour() and path in {None, "-"})
