"""The result of ``clew bom`` as tables: CSV and XLSX, a row a product and a row a component line, no cell a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TextIO

from clew.errors import ClewError
from clew.formats.spreadsheet import uncomputed

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter import Workbook

    from clew.trace.bom_result import BomTrace, Line

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
    row = _csv()
    quoted = cache(lambda cell: row((cell, ""))[:-1])
    names = CSV[CSV.index("virtual") :]
    behind = ",".join("{" + name + "}" if name in SAID else "" for name in names)
    said: dict[int, str] = {}

    def cells_of(line: Line) -> str:
        component, bom, holder, told = line
        if id(told) not in said:
            said[id(told)] = behind.format(**dict(zip(SAID, map(quoted, _said(told)), strict=True)))
        return f"{quoted(component)},{quoted(bom)},{quoted(holder)},{said[id(told)]}\n"

    cells = trace.lines(cells_of)
    stream.write(row(CSV) + "\n")
    for product, places in trace.told():
        above = f"component,{quoted(product['product'])},{quoted(product['holder'])},"
        lines = [f"{above}{place.level},{cells(place)}" for place in places]
        stream.write(row(_cells({"row": "product", **_product(product)}, CSV)) + "\n" + "".join(lines))
    stream.writelines(row(_cells({"row": "failed", **failed}, CSV)) + "\n" for failed in trace.failed)


def _csv() -> Callable[[Iterable[object]], str]:
    """Return what returns cells as CSV, without the end of the line."""
    text = io.StringIO()
    write = csv.writer(text, lineterminator="").writerow

    def row(cells: Iterable[object]) -> str:
        text.seek(0)
        text.truncate()
        write([uncomputed(cell) for cell in cells])
        return text.getvalue()

    return row


def write_xlsx(trace: BomTrace, path: Path) -> None:
    """Write a workbook with the sheets products, components and failed; it appears when all of it is written."""
    from clew.formats.workbook import begun

    if not path.parent.is_dir():
        hint = "Create it first, or name another file."
        raise ClewError(f"the folder {path.parent} does not exist.", hint=hint, code="E-OUTPUT")
    # Rows are written as they come: nothing of the workbook is held but the row at hand.
    with begun(path, strings_to_urls=False, constant_memory=True) as book:
        products, components = _Sheets(book, "products", PRODUCTS), _Sheets(book, "components", COMPONENTS)
        said: dict[int, tuple[Any, ...]] = {}
        for product, places in trace.told():
            products.add(_cells(_product(product), PRODUCTS))
            for place in places:
                component, bom, holder, told = trace.line(place)
                if id(told) not in said:
                    said[id(told)] = _said(told)
                where = (product["product"], product["holder"], place.level, component, bom, holder)
                components.add((*where, *said[id(told)]))
        failed = _Sheets(book, "failed", FAILED)
        for line in trace.failed:
            failed.add(_cells(line, FAILED))


def _cells(row: dict[str, Any], names: Sequence[str]) -> list[Any]:
    return [row.get(name) for name in names]


class _Sheets:
    """A table in a workbook, in several sheets where one is too small."""

    def __init__(self, book: Workbook, name: str, header: Sequence[str]) -> None:
        self._book, self._name, self._header = book, name, header
        self._bold = book.add_format({"bold": True, "bg_color": "#DDE6F0", "bottom": 1})
        self._number = 0
        self._begin()

    def _begin(self) -> None:
        """Begin a sheet."""
        self._number, self._row = self._number + 1, 0
        self._sheet = self._book.add_worksheet(self._name if self._number == 1 else f"{self._name} {self._number}")
        for place, title in enumerate(self._header):
            self._sheet.set_column(place, place, 60 if title in {"findings", "first_gap", "why"} else 16)
            self._sheet.write_string(0, place, title, self._bold)
        self._sheet.freeze_panes(1, 1)

    def add(self, cells: Sequence[Any]) -> None:
        """Add a row."""
        if self._row == ROWS:
            self._begin()
        self._row += 1
        for place, cell in enumerate(cells):
            if isinstance(cell, int):
                self._sheet.write_number(self._row, place, cell)
            elif cell:
                self._sheet.write_string(self._row, place, _short(str(cell)))


def _short(text: str) -> str:
    """Return a text that a cell holds; one that is longer says so itself."""
    if len(text) <= CELL:
        return text
    end = f" … ({len(text):,} signs; the whole text is in --json)"
    return text[: CELL - len(end)] + end
