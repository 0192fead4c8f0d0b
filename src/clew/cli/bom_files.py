"""The result of ``clew bom`` as tables: CSV and XLSX, a row a product and a row a component line, no cell a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TextIO

from clew.errors import ClewError
from clew.formats.spreadsheet import uncomputed

if TYPE_CHECKING:
    from pathlib import Path

    from clew.trace.bom_result import BomTrace

PRODUCTS = ("product", "holder", "virtual", "verdict", "basis", "findings", "frontier", "unscreened",
            "labor_unrecorded", "complete", "gaps", "first_gap", "left_out")  # fmt: skip
COMPONENTS = ("product", "holder", "level", "component", "bom", "component_holder", "verdict", "findings", "gaps",
              "first_gap")  # fmt: skip
SAID = COMPONENTS[6:]
FAILED = ("bom", "product", "why")
CSV = ("row", *PRODUCTS[:2], *COMPONENTS[2:6], *PRODUCTS[2:], "why")
ROWS = 1_000_000
"""Rows of a sheet; more go on in another sheet, since a workbook has no room for them."""

CELL = 32_767
"""Signs that a cell of a workbook holds at most."""


def _product(element: dict[str, Any]) -> dict[str, Any]:
    """Return the cells of a product."""
    found = element["chain"]
    return {
        "product": element["product"],
        "holder": element["holder"],
        "virtual": "yes" if element.get("virtual") else "",
        "basis": element["basis"],
        **{name: len(found[name]) for name in ("frontier", "unscreened", "labor_unrecorded")},
        "complete": "yes" if found["complete"] else "no",
        "left_out": "|".join(element.get("left_out", ())),
        **dict(zip(SAID, _said(element), strict=True)),
    }


def _said(element: dict[str, Any]) -> tuple[str, str, int, str]:
    """Return what is said of a product or component, the cells of `SAID`."""
    gaps = element["gaps"]
    findings = "; ".join(
        f"{finding['rule']} {finding['basis']}{'' if finding['in_force'] else ' (not in force)'}"
        for finding in element["findings"]
    )
    return element["verdict"], findings, len(gaps), gaps[0]["ask"] if gaps else ""


def write_csv(trace: BomTrace, stream: TextIO) -> None:
    """Write one table: `row` says whether a row is a product, a component line, or a line that failed.

    What is said of a component is written once, and put behind the cells of each of its lines.
    """
    quoted = cache(_csv)
    said: dict[int, str] = {}
    stream.write(_csv(*CSV) + "\n")
    for product, lines in trace.told_lines():
        cells = _product(product)
        rows = [_csv_row("product", cells)]
        above = f"component,{quoted(cells['product'])},{quoted(cells['holder'])}"
        for (level, bom, holder, component), told in lines:
            if id(told) not in said:
                behind = dict(zip(SAID, _said(told), strict=True))
                said[id(told)] = _csv(*(behind.get(name) for name in CSV[CSV.index("virtual") :]))
            rows.append(f"{above},{level},{quoted(component)},{quoted(bom)},{quoted(holder)},{said[id(told)]}\n")
        stream.write("".join(rows))
    stream.write("".join(_csv_row("failed", failed) for failed in trace.failed))


def _csv_row(kind: str, row: dict[str, Any]) -> str:
    return _csv(kind, *(row.get(name) for name in CSV[1:])) + "\n"


def _csv(*cells: object) -> str:
    """Return cells as CSV, without the end of the line."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(map(uncomputed, cells))
    return text.getvalue()


def write_xlsx(trace: BomTrace, path: Path) -> None:
    """Write a workbook with the sheets products, components and failed; it appears when all of it is written."""
    from clew.formats.workbook import begun

    if not path.parent.is_dir():
        hint = "Create it first, or name another file."
        raise ClewError(f"the folder {path.parent} does not exist.", hint=hint, code="E-OUTPUT")
    with begun(path, strings_to_urls=False) as book:
        products: list[Sequence[Any]] = []
        rows: list[Sequence[Any]] = []
        said: dict[int, tuple[Any, ...]] = {}
        for product, lines in trace.told_lines():
            products.append(_cells(_product(product), PRODUCTS))
            for (level, bom, holder, component), told in lines:
                if id(told) not in said:
                    said[id(told)] = _said(told)
                where = (product["product"], product["holder"], level, component, bom, holder)
                rows.append((*where, *said[id(told)]))
        _sheets(book, "products", PRODUCTS, products)
        _sheets(book, "components", COMPONENTS, rows)
        _sheets(book, "failed", FAILED, [_cells(failed, FAILED) for failed in trace.failed])


def _cells(row: dict[str, Any], names: Sequence[str]) -> list[Any]:
    return [row.get(name) for name in names]


def _sheets(book: Any, name: str, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:  # noqa: ANN401
    """Write a table, in several sheets where one is too small."""
    bold = book.add_format({"bold": True, "bg_color": "#DDE6F0", "bottom": 1})
    left, number = iter(rows), 1
    while (part := list(islice(left, ROWS))) or number == 1:
        sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
        for place, title in enumerate(header):
            sheet.write_string(0, place, title, bold)
            sheet.set_column(place, place, 60 if title in {"findings", "first_gap", "why"} else 16)
        sheet.freeze_panes(1, 1)
        for row, cells in enumerate(part, start=1):
            for place, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(row, place, cell)
                elif cell:
                    sheet.write_string(row, place, _short(str(cell)))
        number += 1


def _short(text: str) -> str:
    """Return a text that a cell holds; one that is longer says so itself."""
    if len(text) <= CELL:
        return text
    end = f" … ({len(text):,} signs; the whole text is in --json)"
    return text[: CELL - len(end)] + end
