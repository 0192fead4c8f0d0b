"""``clew gaps``: what is missing behind entries, hop × requirement, with what to ask of whom."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from clew.cli.common import Progress, colour, output
from clew.cli.jsonout import READABLE, compact, write_document
from clew.cli.options import graph_options, output_options

if TYPE_CHECKING:
    from clew.trace.gaps.told import Gaps

FORMATS = {".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson"}


@click.command("gaps", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("arguments", metavar="GRAPH… [ENTRY]…", nargs=-1, required=True)
@click.option("--entry", "entries", metavar="ID", multiple=True, help="An entry whose id is also the name of a file.")
@click.option("--chain", type=click.Choice(["full", "witness"]), help="Whole chains, or findings and a witness each.")
@click.option("-n", "shown", type=click.IntRange(1), default=20, metavar="N", help="How many gaps a table shows.  [20]")
@graph_options
@output_options("One line of JSON an entry.")
def command(
    *,
    arguments: tuple[str, ...],
    entries: tuple[str, ...],
    shown: int,
    form: str | None,
    path: str | None,
    policy: str | None,
    **asked: Any,  # noqa: ANN401
) -> int:
    """List what is missing behind entries: hop × requirement, and every gap with what to ask of whom.

    Arguments that are files or folders are GRAPHs, the others entries; without any, all entries. First comes what most
    findings hang on, then the worst. Sites without a labor record are asked in the order of the indicators of the
    Advisory of 2018, which are no finding.
    """
    from clew.trace.gaps.run import find_gaps
    from clew.trace.policy import read_policy
    from clew.trace.run import STEPS, Request

    graphs, named = split(arguments)
    form = form or FORMATS.get(Path(path or "").suffix.lower())
    progress = Progress(STEPS)
    try:
        wanted = tuple(dict.fromkeys((*named, *entries)))
        found = find_gaps(Request(graphs=graphs, entries=wanted, policy=read_policy(policy), **asked), progress)
    finally:
        progress.close()
    with output(path) as stream:
        _write(found, form, stream, shown, to_file=path not in {None, "-"})
    for note in found.notes:
        click.echo(f"note: {note}", err=True)
    return 0


def split(arguments: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tell the GRAPHs, of which the first argument is one, from the entries."""
    from clew.formats.gather import place

    graphs = [arguments[0]]
    rest = list(arguments[1:])
    while rest and (rest[0] == "-" or "://" in rest[0] or Path(place(rest[0]).path).exists()):
        graphs.append(rest.pop(0))
    return tuple(graphs), tuple(rest)


def _write(found: Gaps, form: str | None, stream: TextIO, shown: int, *, to_file: bool) -> None:
    if form == "ndjson":
        for entry in found.entries():
            stream.write(compact(entry) + "\n")
    elif form == "json" and len(found.trace.answers) <= READABLE:
        write_document(found.result(), stream)
    elif form == "json":
        stream.write('{"entries":[')
        for place, entry in enumerate(found.entries()):
            stream.write((",\n" if place else "\n") + compact(entry))
        stream.write("\n]}\n")
    else:
        from clew.cli.told_gaps import write_gaps

        write_gaps(found, stream, shown, colour=colour() and not to_file)
