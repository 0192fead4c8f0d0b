"""``clew bom``: a verdict for every product of the bills of materials, and for every component line beneath it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clew.cli.common import Progress, colour, number, output
from clew.cli.jsonout import compact, fastest, write_document
from clew.cli.options import graph_options
from clew.cli.trace import LADDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    from clew.trace.bom_result import BomTrace, Line

FORMATS = {".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson", ".csv": "csv", ".xlsx": "xlsx"}
CIRCLES = 5
"""Lines that close a circle of bills that are named."""

READABLE = 20
"""Products up to which a document is indented."""


@click.command("bom", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("graph", metavar="GRAPH")
@click.argument("bills", metavar="[BOMFILE]…", nargs=-1)
@graph_options
@click.option("--chain", type=click.Choice(["full", "witness"]), help="Whole lists of what is open, or one of each.")
@click.option("--json", "form", flag_value="json", help="One JSON document.")
@click.option("--ndjson", "form", flag_value="ndjson", help="One line of JSON a product.")
@click.option("--csv", "form", flag_value="csv", help="A row a product and a row a component line.")
@click.option(
    "-o", "--output", "path", metavar="FILE", help="Write here: .json .ndjson .csv .xlsx; `-` = standard output."
)
@click.option("--fail-on", type=click.Choice(LADDER), help="Exit with 1 if any verdict is this or worse.")
def command(
    *,
    graph: str,
    bills: tuple[str, ...],
    form: str | None,
    path: str | None,
    fail_on: str | None,
    policy: str | None,
    **asked: Any,  # noqa: ANN401
) -> int:
    """Give every top product of the bills of materials a verdict, and every component line beneath it.

    Bills are those in GRAPH, or BOMFILEs (.csv, .xlsx): flat tables (product, component) or indented ones (level,
    component); --map says how their columns are called. Each product is traced as if entered, on --as-of or after all
    dates, by every holder that sends or makes it. A bad bill stops no other.
    """
    from clew.store.memory import uncollected
    from clew.trace.bom import run_bom
    from clew.trace.policy import read_policy
    from clew.trace.run import STEPS, Request

    form = form or FORMATS.get(Path(path or "").suffix.lower())
    progress = Progress(STEPS)
    try:
        trace = run_bom(Request([graph], policy=read_policy(policy), **asked), bills, progress)
    finally:
        progress.close()
    with uncollected():
        if form == "xlsx" and path:
            from clew.cli.bom_files import write_xlsx

            write_xlsx(trace, Path(path))
        else:
            with output(path) as stream:
                _write(trace, form, stream, to_file=path not in {None, "-"})
    _notes(trace)
    return int(fail_on is not None and _worst(trace) >= LADDER.index(fail_on))


def _write(trace: BomTrace, form: str | None, stream: TextIO, *, to_file: bool) -> None:
    if form == "json":
        _write_json(trace, stream)
    elif form == "ndjson":
        for product, line in _lines(trace):
            stream.write(line[:-1] + ',"located":' + compact(trace.places(trace.claims(product))) + "}\n")
    elif form == "csv":
        from clew.cli.bom_files import write_csv

        write_csv(trace, stream)
    else:
        from clew.cli.bom_table import write_table

        write_table(trace, stream, colour=colour() and not to_file)


def _write_json(trace: BomTrace, stream: TextIO) -> None:
    """Write one document; a long one holds a line for each product."""
    if len(trace.products) <= READABLE:
        elements = list(trace.elements())
        located = trace.places({claim for element in elements for claim in trace.claims(element)})
        write_document({**trace.head, "products": elements, "failed": trace.failed, "located": located}, stream)
        return
    claims: set[str] = set()
    stream.write(compact(trace.head)[:-1] + ',"products":[')
    for place, (product, line) in enumerate(_lines(trace)):
        stream.write((",\n" if place else "\n") + line)
        claims.update(trace.claims(product))
    rest = {"failed": trace.failed, "located": trace.places(claims)}
    stream.write("\n]," + compact(rest)[1:] + "\n")


def _lines(trace: BomTrace) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield products without their component lines, and with these as lines of JSON.

    What is said of a component is written once, and put behind the words of each of its lines.
    """
    written = fastest()
    quoted: Callable[[str], str] = cache(written)
    said: dict[int, str] = {}

    def halves(line: Line) -> tuple[str, str]:
        component, bom, holder, told = line
        if id(told) not in said:
            said[id(told)] = written(told)[1:]
        before = f'{{"component":{quoted(component)},"bom":{quoted(bom)},"holder":{quoted(holder)},"level":'
        return before, said[id(told)]

    halves_of = trace.lines(halves)
    for product, places in trace.told():
        lines = []
        for place in places:
            before, behind = halves_of(place)
            lines.append(f"{before}{place.level},{behind}")
        yield product, f'{written(product)[:-1]},"components":[{",".join(lines)}]}}'


def _worst(trace: BomTrace) -> int:
    verdicts = (trace.answers[question.claim].verdict for question in trace.products)
    return max((LADDER.index(verdict) for verdict in verdicts if verdict in LADDER), default=-1)


def _notes(trace: BomTrace) -> None:
    """Say on standard error what the reader of the result should know beside it."""
    import time

    from clew.trace.editions import age_words

    ages = age_words(trace.packs, int(time.time() // 86400))
    if ages:
        click.echo(f"note: {ages}", err=True)
    if trace.bills.added:
        added = number(trace.bills.added, "product")
        click.echo(f"note: {added} of the bills in no record of the graph: of these it knows nothing", err=True)
    if trace.failed:
        failed, left = number(len(trace.failed), "bad line"), number(len(trace.bills.products), "product")
        without = f"; the bills of {left} are left out" if trace.bills.products else ""
        click.echo(f"note: {failed} in the bills{without}, see `failed`", err=True)
    circles = [problem for problem in trace.loaded.problems if problem.code == "W-BOM-CYCLE"]
    told = [problem for problem in trace.loaded.problems if problem.code in {"W-TABLE", "W-COLUMN", "W-MAP"}]
    for problem in (*told, *circles[:CIRCLES]):
        click.echo(f"note: {problem}", err=True)
    if len(circles) > CIRCLES:
        lines = number(len(circles) - CIRCLES, "more line")
        click.echo(f"note: … and {lines} of products that contain themselves (clew check names all)", err=True)
    if trace.loaded.left_out:
        click.echo(f"note: {number(trace.loaded.left_out, 'row')} left out, see {trace.loaded.left_out_file}", err=True)
