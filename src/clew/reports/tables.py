"""A report as tables: CSV of its steps, a workbook of all its parts; no cell is ever computed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from clew.formats.spreadsheet import uncomputed
from clew.model.requirements import requirements
from clew.reports import words
from clew.views.text import visible

Plain = Mapping[str, Any]
Rows = Iterator[list[object]]

# fmt: off
STEPS = [
    "entry", "verdict", "path", "rule", "force", "in_force", "path_basis", "step", "from_id", "from",
    "from_country", "from_goods", "relation", "to_id", "to", "to_country", "to_goods", "evidence", "basis",
    "claim", "first", "last", "documents", "missing", "other_paths",
]
# fmt: on
CELL = 32_000
"""Signs that a cell of a workbook holds, with some to spare."""


def csv_text(report: Plain, *, plain_letters: bool = False) -> str:
    """Return the steps of all paths as CSV; entries without a path have a row too.

    With `plain_letters` every sign beyond ASCII is written in letters, for forms that take no others.
    """
    from anyascii import anyascii

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(STEPS)
    for row in steps(report):
        cells = [visible("" if value is None else value) for value in row]
        writer.writerow([uncomputed(visible(anyascii(each)) if plain_letters else each) for each in cells])
    return out.getvalue()


def steps(report: Plain) -> Rows:
    """Yield a row a step, the source of a path first."""
    for entry in report["entries"]:
        before = [entry["entry"], entry["verdict"]]
        if not entry["paths"]:
            yield [*before, *[""] * (len(STEPS) - 2)]
        for path in entry["paths"]:
            in_force = "yes" if path["in_force"] else "no"
            head = [*before, path["number"], path["rule"], path["force"], in_force, path["basis"]]
            if path["source"]:
                source = path["source"]
                ends = [None, source["words"], None, None, "source", None, None, None, None]
                sure = [words.state_words(source)[2:], None, source["claim"], None, None]
                yield [*head, f"{path['number']}.0", *ends, *sure, *_papers(source), words.others(path)]
            for step in path["steps"]:
                ends = [*_end(step["from"]), step["relation"], *_end(step["to"])]
                sure = [words.state_words(step)[2:], step["basis"], step["claim"], step["first"], step["last"]]
                yield [*head, step["number"], *ends, *sure, *_papers(step), words.others(path)]


def _end(end: Plain) -> list[object]:
    if "entry" in end:
        return [end["entry"], "entry", None, None]
    return [end["holder"], end["name"], end["country"], end["goods"]]


def _papers(step: Plain) -> list[str]:
    return [words.cited(step), "; ".join(words.unmet(step))]


def sheets(report: Plain) -> Iterator[tuple[str, list[str], Rows]]:
    """Yield the sheets of the workbook: name, heads, rows."""
    summary: list[list[object]] = [["statement", report["statement"]]]
    summary += [[label, value] for label, value in words.summary_lines(report)]
    yield "summary", ["what", "says"], iter([*summary, ["footer", words.footer(report)]])
    yield "steps", STEPS, steps(report)
    codes = [each.code for each in requirements()]
    used = [code for code in codes if any(code in entry["matrix"]["requirements"] for entry in report["entries"])]
    yield "matrix", ["entry", "steps", "record", *used], (
        [entry["entry"], *row]
        for entry in report["entries"] for row in words.matrix_rows({**entry["matrix"], "requirements": used})
    )  # fmt: skip
    asked = ["step", "claim", "requirement", "state", "documents", "proves", "asked by", "request"]
    yield "requirements", asked, _requirements(report)
    yield "requests", ["number", "entry", "about", "requirement", "ask", "why it matters"], (
        [each["number"], entry["entry"], each["about"], each["requirement"], each["ask"], each["why"]]
        for entry in report["entries"] for each in entry["requests"]
    )  # fmt: skip
    yield "against", ["entry", "what documents speak against"], (
        [entry["entry"], line] for entry in report["entries"] for line in words.spoken_against(entry)
    )  # fmt: skip
    yield "open", ["entry", "level", "holder", "item", "who", "why"], (
        [entry["entry"], *(each[key] for key in ("level", "holder", "item", "who", "why"))]
        for entry in report["entries"] for each in entry["open"]
    )  # fmt: skip
    if report["ends"]:
        yield "ends", ["holder", "item", "who", "why"], (list(each.values()) for each in report["ends"])
    keys = ["number", "document", "kind", "title", "issuer", "issued", "first", "last", "language", "file", "sha256"]
    yield (
        "documents",
        [*keys, "steps"],
        ([*(each[key] for key in keys), ", ".join(each["steps"])] for each in report["documents"]),
    )
    yield (
        "parties",
        ["holder", "name", "country", "is", "steps"],
        (
            [each["holder"], each["name"], each["country"], each["is"], ", ".join(each["steps"])]
            for each in report["parties"]
        ),
    )
    packs = ["pack", "edition", "retrieved", "superseded_by", "sha256"]
    yield "lists", packs, ([each[key] for key in packs] for each in report["packs"])
    yield "how", ["line"], ([line] for line in (words.OTHERS, *report["limits"], *report["reproduce"]))
    yield "certificates", ["entry", "verdict", "digest"], (list(row) for row in words.certified(report))


def _requirements(report: Plain) -> Rows:
    for entry in report["entries"]:
        for path in entry["paths"]:
            for number, step in ((f"{path['number']}.0", path["source"]), *((s["number"], s) for s in path["steps"])):
                for each in step["requirements"] if step else ():
                    yield [
                        number, step["claim"], each["requirement"], each["state"], ", ".join(each["documents"]),
                        each["proves"], each["asked_by"], each["request"],
                    ]  # fmt: skip


def workbook(report: Plain) -> bytes:
    """Return the report as XLSX, the same bytes for the same report."""
    from datetime import datetime

    import xlsxwriter

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(out, options) as book:
        # A clock inside would give other bytes every day.
        book.set_properties({"created": datetime(2000, 1, 1), "title": "Path report", "author": "clew"})
        head = book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for name, heads, rows in sheets(report):
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(heads) - 1, 90 if name in {"how", "summary"} else 24, wrapped)
            sheet.write_row(0, 0, heads, head)
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row):
                    text = visible("" if value is None else value)
                    sheet.write_string(number, column, text if len(text) <= CELL else f"{text[:CELL]}…", wrapped)
    return out.getvalue()
