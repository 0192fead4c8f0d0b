"""``clew diff``: what changed between two results, two graphs, or two editions of a list, and because of what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clew.cli.common import Progress, colour, output
from clew.cli.jsonout import compact, write_document
from clew.cli.options import graph_options, output_options

if TYPE_CHECKING:
    from clew.trace.run import Request

FORMATS = {".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson"}


@click.command("diff", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("before", metavar="A")
@click.argument("after", metavar="[B]", required=False)
@click.option("--entry", "entries", metavar="ID", multiple=True, help="Only this entry line (may be repeated).")
@click.option("--pack-before", metavar="NAME|FILE", multiple=True, help="Packs of A, instead of --pack.")
@click.option("--pack-after", metavar="NAME|FILE", multiple=True, help="Packs of B, or of A the second time.")
@graph_options
@output_options("One line of JSON a change.")
def command(
    *,
    before: str,
    after: str | None,
    entries: tuple[str, ...],
    pack_before: tuple[str, ...],
    pack_after: tuple[str, ...],
    form: str | None,
    path: str | None,
    policy: str | None,
    **asked: Any,  # noqa: ANN401
) -> int:
    """Say what changed between two results, graphs or editions: verdicts, findings, chains, each with its cause.

    A and B are saved results (`clew trace --json`) or GRAPHs, or both saved results of `clew bom`. A GRAPH alone is
    traced with the packs of --pack-before and with those of --pack-after.
    """
    from clew.trace.diff import diff, side
    from clew.trace.policy import read_policy
    from clew.trace.run import STEPS, Request

    if after is None and not (pack_before or pack_after):
        raise click.UsageError("name B, or the two editions of a pack with --pack-before and --pack-after.")
    form = form or FORMATS.get(Path(path or "").suffix.lower())
    request = Request((), policy=read_policy(policy), **asked)
    progress = Progress(STEPS)
    try:
        one = side(before, _with(request, pack_before), progress)
        if after is None and one.trace is None:
            raise click.UsageError("A is a saved result: name a GRAPH to trace it with other packs.")
        other = side(after or before, _with(request, pack_after), progress)
    finally:
        progress.close()
    found = diff(one, other, entries)
    with output(path) as stream:
        if form == "json":
            write_document(found, stream)
        elif form == "ndjson":
            stream.writelines(compact(change) + "\n" for change in (*found["entries"], *found.get("lines", ())))
        else:
            from clew.cli.told_diff import write_diff

            write_diff(found, stream, colour=colour() and path in {None, "-"})
    return 0


def _with(request: Request, packs: tuple[str, ...]) -> Request:
    return replace(request, packs=packs) if packs else request
