"""Writing XLSX workbooks: a sheet a table, every column explained in a note on its head."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from clew.model.tables import Column, Kind, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from clew.formats.part import Cell

_ROWS = 1000
"""Rows that get a list of the words a cell may hold."""


def write(path: Path, tables: Iterable[tuple[Table, Sequence[Sequence["Cell"]]]], *, notes: Sequence[str] = ()) -> None:
    """Write tables as a workbook; the same tables give the same bytes.

    Parameters
    ----------
    notes : sequence of str
        Lines for a first sheet that is called ``read me``.
    """
    with begun(path) as book:
        formats = _formats(book)
        if notes:
            _notes(book, notes)
        for table, rows in tables:
            _sheet(book.add_worksheet(table.name), table, rows, formats)


@contextmanager
def begun(path: Path, **options: bool) -> Iterator["Workbook"]:
    """Begin a workbook in which no text is taken for more; it is there when all of it is written.

    Parameters
    ----------
    options
        More of xlsxwriter's.
    """
    import xlsxwriter

    unfinished = path.with_name(f".{path.name}.unfinished")
    fixed = {"strings_to_numbers": False, "strings_to_formulas": False, **options}
    try:
        with xlsxwriter.Workbook(unfinished, fixed) as book:
            book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
            yield book
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _formats(book: "Workbook") -> dict[str, "Format"]:
    return {
        "required": book.add_format({"bold": True, "bg_color": "#DDE6F0", "bottom": 1, "num_format": "@"}),
        "optional": book.add_format({"bg_color": "#F2F2F2", "bottom": 1, "num_format": "@"}),
        "text": book.add_format({"num_format": "@"}),
    }


def _notes(book: "Workbook", lines: Sequence[str]) -> None:
    sheet = book.add_worksheet("read me")
    sheet.set_column(0, 0, 120, book.add_format({"text_wrap": True}))
    for place, line in enumerate(lines):
        sheet.write_string(place, 0, line)


def _sheet(sheet: "Worksheet", table: Table, rows: Sequence[Sequence["Cell"]], formats: dict[str, "Format"]) -> None:
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, max(12, len(column.name) + 4), formats["text"])
        sheet.write_string(0, place, column.name, formats["required" if column.required else "optional"])
        sheet.write_comment(0, place, explained(column), {"x_scale": 2, "author": "clew"})
        if column.kind is Kind.CODE:
            choice = {"validate": "list", "source": list(column.codes), "error_type": "warning"}
            sheet.data_validation(1, place, max(_ROWS, len(rows)), place, choice)
    sheet.freeze_panes(1, 1)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if cell is not None:
                sheet.write_string(number, place, cell, formats["text"])


def explained(column: Column) -> str:
    """Return what a column means, in a few lines."""
    lines = [column.meaning]
    if column.required:
        lines.append("Required.")
    if column.several:
        lines.append("Several values are separated by |.")
    if column.codes:
        lines.append("One of: " + ", ".join(column.codes) + ".")
    if column.refers:
        lines.append("An id of " + " or ".join(column.refers) + ".")
    if column.kind is Kind.DATE:
        lines.append("A date: 2024, 2024-05 or 2024-05-09.")
    if column.unit:
        lines.append(f"In {column.unit}.")
    if column.example:
        lines.append(f"Example: {column.example}")
    return "\n".join(lines)
