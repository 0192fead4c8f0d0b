"""``clew report``: the path report of entries, for people who sign it, in the format of the file's suffix."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from clew.cli.common import output
from clew.cli.options import graph_options, reach_options
from clew.errors import ClewError

SUFFIXES = (".html", ".pdf", ".xlsx", ".json", ".md", ".csv")
LARGE = 50_000_000
"""Bytes of a page that browsers still open without trouble."""

CERTIFIED = 10
"""Entries up to which a report carries their certificates unless it is said otherwise."""


@click.command("report", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("graphs", metavar="GRAPH… [ENTRY]…", nargs=-1, required=True)
@click.option("-o", "--output", "path", metavar="FILE", required=True, help=f"Write here: {' '.join(SUFFIXES)}")
@click.option("--entry", "entries", metavar="ID", multiple=True, help="Only this entry line (may be repeated).")
@click.option("--result", "saved", metavar="FILE", help="Report this saved result of `clew trace`; nothing is traced.")
@click.option(
    "--certify/--no-certify", default=None, help=f"Carry the certificate of each entry.  [default: up to {CERTIFIED}]"
)
@click.option("--plain-letters", is_flag=True, help="In .csv: Latin letters only, for portals that take no others.")
@reach_options
@graph_options
def command(
    graphs: tuple[str, ...],
    path: str,
    entries: tuple[str, ...],
    saved: str | None,
    certify: bool | None,
    plain_letters: bool,
    **asked: Any,  # noqa: ANN401
) -> None:
    """Write the path report: summary, a page a path with its steps and papers, requests, documents, lists.

    By the suffix of FILE: .html one page without scripts, .pdf (extra `pdf`), .xlsx, .json, .md, .csv (the steps).
    `clew verify REPORT GRAPH` says whether a report in .html or .json is of a graph and still holds.
    """
    from clew.cli.seen import see
    from clew.cli.view import apart
    from clew.reports.model import build

    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        hint = f"There are {' '.join(SUFFIXES)}"
        raise ClewError(f"{path}: no report has the suffix {suffix or '(none)'}.", hint=hint, code="E-OUTPUT")
    graphs, entries = apart(graphs, entries)
    seen = see(graphs, entries, saved, certify=CERTIFIED if certify is None else certify, count=True, **asked)
    if suffix == ".pdf":
        from clew.reports.pdf import check_room

        check_room(sum(len(entry["findings"]) for entry in seen.case.entries))
    report = build(seen.case, seen.con, seen.certificates, seen.others)
    if seen.others is None:
        note = "other paths are not counted: the result is of other lists, or editions of them, than those asked here"
        click.echo(f"note: {note}", err=True)
    _write(report, suffix, path, plain_letters=plain_letters)
    if not seen.certificates:
        click.echo("note: without certificates; `clew explain` writes one for each entry", err=True)


def _write(report: dict[str, Any], suffix: str, path: str, *, plain_letters: bool) -> None:
    if suffix in {".xlsx", ".pdf"}:
        made = _binary(report, suffix)
        with output(path) as stream:
            stream.buffer.write(made)
        return
    with output(path) as stream:
        if suffix == ".json":
            stream.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
        elif suffix == ".html":
            from clew.reports.html import page

            text = page(report)
            stream.write(text)
            _say_if_large(len(text.encode()))
        elif suffix == ".md":
            from clew.reports.markdown import text as told

            stream.write(told(report))
        else:
            from clew.reports.tables import csv_text

            stream.write(csv_text(report, plain_letters=plain_letters))


def _say_if_large(size: int) -> None:
    if size > LARGE:
        click.echo(
            f"note: the page has {size / 1e6:,.0f} MB, more than browsers open with ease: --entry ID (may be repeated) "
            "reports some entries only, --chain witness one of each kind of what is open; .json and .xlsx hold all",
            err=True,
        )


def _binary(report: dict[str, Any], suffix: str) -> bytes:
    if suffix == ".xlsx":
        from clew.reports.tables import workbook

        return workbook(report)
    from clew.reports.pdf import document

    made, notes = document(report)
    for note in notes:
        click.echo(f"note: {note}", err=True)
    return made
