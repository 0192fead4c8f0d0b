"""``clew paths``: the paths of an entry, the best first, or all of them as a stream."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from clew.cli.common import Progress, colour, number, output
from clew.cli.jsonout import compact, write_document
from clew.cli.options import graph_options, output_options

if TYPE_CHECKING:
    from clew.trace.paths import Paths

FORMATS = {".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson"}
BASES = ("documented", "asserted", "assumed", "unexcluded")
BEST = 10


@click.command("paths", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("graphs", metavar="GRAPH…", nargs=-1, required=True)
@click.argument("entry", metavar="ENTRY")
@click.option("--rule", metavar="CODE", help="Only paths of this rule.")
@click.option("-k", "best", type=click.IntRange(1), metavar="N", help=f"How many, the best first.  [default: {BEST}]")
@click.option("--all", "every", is_flag=True, help="All of them, as a stream of lines of JSON.")
@click.option("--basis", type=click.Choice(BASES), help="At least this sure; by default as sure as the surest.")
@click.option("--folded", is_flag=True, help="Tell paths together that differ in parallel hops or in one stretch.")
@graph_options
@output_options("One line of JSON a path.")
def command(
    *,
    entry: str,
    rule: str | None,
    best: int | None,
    every: bool,
    basis: str | None,
    folded: bool,
    form: str | None,
    path: str | None,
    policy: str | None,
    **asked: Any,  # noqa: ANN401
) -> int:
    """List the paths of an entry, the best first, how many there are, and what every one of them shares.

    The best: the strongest weakest hop, then the fewest hops, then the smallest ids. A path visits no stock twice and
    its days fit. --all streams every path, and never holds more than a few.
    """
    from clew.trace.paths import find_paths
    from clew.trace.policy import read_policy
    from clew.trace.run import STEPS, Request

    form = form or FORMATS.get(Path(path or "").suffix.lower()) or ("ndjson" if every else None)
    if every and best is not None:
        raise click.UsageError("-k and --all cannot be asked together.")
    if folded and (form or every):
        raise click.UsageError("--folded is for people: machines get every path apart.")
    progress = Progress(STEPS)
    try:
        found = find_paths(
            Request(policy=read_policy(policy), **asked), entry, rule=rule, basis=basis, progress=progress
        )
    finally:
        progress.close()
    with output(path) as stream:
        if every:
            shown = _write_all(found, form, stream)
        elif form:
            shown = _write_best(found, form, stream, best or BEST)
        else:
            from clew.cli.told_paths import write_paths

            write_paths(found, stream, best or BEST, fold=folded, colour=colour() and path in {None, "-"})
            return 0
    _note(found, shown, every=every)
    return 0


def _write_best(found: Paths, form: str, stream: TextIO, best: int) -> int:
    if form == "json":
        shown = list(islice(found.best(), best))
        write_document(found.result(shown), stream)
        return len(shown)
    shown_so_far = 0
    for line in found.dressed(islice(found.best(), best)):
        stream.write(compact(line) + "\n")
        shown_so_far += 1
    return shown_so_far


def _write_all(found: Paths, form: str | None, stream: TextIO) -> int:
    """Write all paths as they are found; in a document their number, known in the end, comes after them."""
    shown = 0
    if form == "json":
        stream.write(compact({**found.head(), "shared": found.shared})[:-1] + ',"paths":[')
    for line in found.dressed(found.best()):
        stream.write(compact(line) + "\n" if form == "ndjson" else (",\n" if shown else "\n") + compact(line))
        shown += 1
        if shown == 1:
            stream.flush()
    if form == "json":
        total = {"total": {"paths": shown, "exact": True}, "shown": shown}
        stream.write("\n]," + compact(total)[1:] + "\n")
    return shown


def _note(found: Paths, shown: int, *, every: bool) -> None:
    """Say on standard error how many paths there are, or why there is none."""
    from clew.trace.told import none_words

    if not shown:
        click.echo(f"note: {none_words(found)}", err=True)
    elif every:
        click.echo(f"note: all paths: {shown:,}", err=True)
    else:
        total = found.count(shown)
        least = "" if total["exact"] else "at least "
        click.echo(f"note: {number(shown, 'path')} of {least}{total['paths']:,}", err=True)
