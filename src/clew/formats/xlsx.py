"""XLSX workbooks: a sheet a table, read with python-calamine."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from clew.errors import UnreadableError
from clew.formats.headers import folded
from clew.formats.part import Reading, of_rows
from clew.formats.values import text_of
from clew.model.tables import TABLES, Kind
from clew.store.problems import Problem

NOTES = ("read_me", "readme", "notes")
"""Sheets for people, folded; they are no tables."""


def read(path: Path, file: str) -> Reading:
    """Read every sheet of a workbook, hidden ones too; rows are numbered as the spreadsheet does."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(path)
    except (CalamineError, OSError, ValueError) as error:
        hint = "save it as .xlsx (not .xls, not protected by a password)"
        raise UnreadableError(f"{file}: this is no XLSX workbook ({error})", hint=hint) from error
    reading = Reading()
    for name in book.sheet_names:
        if folded(name) not in NOTES:
            reading.take(_sheet(name, file, book.get_sheet_by_name(name).to_python(skip_empty_area=False)))
    return reading


def _sheet(table: str, file: str, cells: Sequence[Sequence[Any]]) -> Reading:
    top = next((place for place, row in enumerate(cells) if any(cell not in ("", None) for cell in row)), None)
    if top is None:
        return Reading()
    reading = Reading()
    width = max(place for place, cell in enumerate(cells[top]) if cell not in ("", None)) + 1
    header = [(text_of(cell) or "").strip() for cell in cells[top][:width]]
    rows = []
    for number, row in enumerate(cells[top + 1 :], start=top + 2):
        if not any(cell not in ("", None) for cell in row):
            continue
        beyond = next((cell for cell in row[width:] if cell not in ("", None)), None)
        texts = [text_of(cell) for cell in row[:width]]
        if beyond is not None:
            message, hint = "a cell stands beyond the last column of the header", "give its column a name, or empty it"
            problem = Problem(file, table, number, "", "E-RAGGED", str(beyond)[:120], message, hint)
            reading.refuse(problem, [text or "" for text in texts] + [str(beyond)])
            continue
        rows.append((number, texts))
    reading.problems += _turned(table, file, header, cells[top + 1 :], top + 2)
    reading.parts.append(of_rows(table, file, header, rows))
    return reading


def _turned(table: str, file: str, header: list[str], cells: Sequence[Sequence[Any]], start: int) -> list[Problem]:
    """Warn of dates in columns of text: the spreadsheet has made them of something else."""
    spec = TABLES.get(folded(table))
    if spec is None:
        return []
    kinds = {column.name: column.kind for column in spec.columns}
    texts = [
        place for place, name in enumerate(header) if kinds.get(folded(name)) in (Kind.ID, Kind.TEXT, Kind.REFERENCE)
    ]
    return [
        Problem(
            file,
            table,
            number,
            header[place],
            "W-SPREADSHEET",
            str(row[place]),
            "the spreadsheet holds a date here, where a text should be",
            "format the column as text and write the cell again",
        )
        for number, row in enumerate(cells, start=start)
        for place in texts
        if isinstance(row[place], datetime | date | time | timedelta)
    ]
