"""``clew trace``: the main job, a supply graph in, the verdict and chain of every entry line out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from clew.cli.common import Progress, colour, number, output
from clew.cli.jsonout import write_json, write_ndjson
from clew.cli.options import address_options, output_options, reach_options
from clew.errors import ClewError

if TYPE_CHECKING:
    from clew.trace.kept import Keeper
    from clew.trace.run import Request, Trace

LADDER = ("unproven", "unresolved", "signal", "reached")
FORMATS = {".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson"}


@click.command("trace", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("graphs", metavar="GRAPH…", nargs=-1, required=True)
@click.option("--entry", "entries", metavar="ID", multiple=True, help="Only this entry line (may be repeated).")
@click.option(
    "--pack", "packs", metavar="NAME|FILE", multiple=True, help="Only this pack; `default` = all built-in ones."
)
@click.option("--as-of", metavar="DATE", help="Rules in force on this day, instead of on the entry's own.")
@click.option("--policy", metavar="FILE", help="The numbers to go by (YAML): proof, matching, handling tasks.")
@click.option("--map", "mapping", metavar="FILE", help="How other people's tables and columns are called (YAML).")
@click.option("--encoding", default="utf-8", show_default=True, help="Encoding of CSV files.")
@click.option("--keep-going", is_flag=True, help="Trace the rows that are sound; write the others to a file.")
@reach_options
@output_options("One line of JSON an entry.")
@click.option("--fail-on", type=click.Choice(LADDER), help="Exit with 1 if any verdict is this or worse.")
@click.option("--keep", is_flag=True, help="Keep the result of a case beside it: `clew explore` opens it at once.")
@click.option("--engine", type=click.Choice(["arrays", "reference"]), default="arrays", hidden=True)
@address_options
def command(
    form: str | None,
    path: str | None,
    fail_on: str | None,
    policy: str | None,
    keep: bool,
    **asked: Any,  # noqa: ANN401
) -> int:
    """Trace every entry line: verdict, findings, best path, chain and gaps.

    GRAPH is a folder of tables, a JSON document, an .xlsx workbook or a saved case; several are read as one.
    Without entries in it, every stock that was received and never sent on is traced as if entered.
    """
    from clew.trace.policy import read_policy
    from clew.trace.run import STEPS, Request, run

    request = Request(policy=read_policy(policy), **asked)
    form = form or FORMATS.get(Path(path or "").suffix.lower())
    keeper = _keeper(request) if keep else None
    progress = Progress(STEPS)
    try:
        trace = run(request, progress)
    finally:
        progress.close()
    with output(path) as stream:
        _write(trace, form, stream, to_file=path not in {None, "-"})
    _notes(trace)
    if keeper is not None:
        why = keeper.keep(trace)
        click.echo(f"the result is not kept: {why}" if why else f"kept in {keeper.path}", err=True)
    return int(fail_on is not None and _worst(trace) >= LADDER.index(fail_on))


def _keeper(request: Request) -> Keeper:
    from clew.trace.kept import Keeper

    keeper = Keeper.of(request)
    if keeper is None:
        hint = "clew convert GRAPH NAME.clew makes a case."
        raise ClewError(
            "--keep keeps the whole result of one case: without --entry, --from, --to, --map or --keep-going.",
            hint=hint,
            code="E-USAGE",
        )
    return keeper


def _write(trace: Trace, form: str | None, stream: TextIO, *, to_file: bool) -> None:
    if form == "json":
        write_json(trace, stream)
    elif form == "ndjson":
        write_ndjson(trace, stream)
    else:
        from clew.cli.table import write_table

        write_table(trace, stream, colour=colour() and not to_file)


def _worst(trace: Trace) -> int:
    found = [LADDER.index(answer.verdict) for answer in trace.answers if answer.verdict in LADDER]
    return max(found, default=-1)


def _notes(trace: Trace) -> None:
    """Say on standard error what the reader of the result should know beside it."""
    import time

    from clew.trace.editions import age_words

    ages = age_words(trace.packs, int(time.time() // 86400))
    if ages:
        click.echo(f"note: {ages}", err=True)
    if trace.would_compile:
        click.echo("note: this graph is large; `pip install 'clew[fast]'` makes it faster", err=True)
    warnings = sum(not problem.is_error for problem in trace.loaded.problems)
    if warnings:
        click.echo(f"note: {number(warnings, 'warning')} about the records; `clew check` lists them", err=True)
    if trace.loaded.left_out:
        left_out = number(trace.loaded.left_out, "row")
        click.echo(f"note: {left_out} left out, see {trace.loaded.left_out_file}", err=True)
