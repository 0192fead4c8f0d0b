"""Leaving out rows that are not sound, and what refers to them, and writing them with the reason."""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clew.model.tables import TABLES
from clew.store import raw
from clew.store.held import Held
from clew.store.problems import Problem

if TYPE_CHECKING:
    import duckdb

HEADER = ("file", "table", "row", "code", "column", "reason", "hint", "record")
LeftOut = tuple[str, str, int, str, str, str, str, str]


def drop(held: Held, unsound: Iterable[tuple[int, int, Problem]]) -> list[LeftOut]:
    """Delete rows from the raw tables and return them, each once, with the first reason."""
    reasons: dict[tuple[int, int], Problem] = {}
    for source, row, problem in unsound:
        if (source, row) not in reasons or problem < reasons[source, row]:
            reasons[source, row] = problem
    left: list[LeftOut] = []
    for table in TABLES:
        places = sorted(place for place in reasons if held.sources[place[0]].table == table)
        if places:
            gone = _drop_from(held.con, table, places, reasons)
            held.records[table] -= len(gone)
            left += gone
    held.forget()
    return left


def _drop_from(
    con: "duckdb.DuckDBPyConnection",
    table: str,
    places: Sequence[tuple[int, int]],
    reasons: dict[tuple[int, int], Problem],
) -> list[LeftOut]:
    names = TABLES[table].names
    columns = ", ".join(raw.quoted(name) for name in names)
    bad = 'SELECT unnest(CAST(? AS INTEGER[])) AS source, unnest(CAST(? AS INTEGER[])) AS "row"'
    parameters = [[source for source, _ in places], [row for _, row in places]]
    statement = f'SELECT source, "row", {columns} FROM raw.{table} SEMI JOIN ({bad}) AS bad USING (source, "row")'
    rows = con.execute(f"{statement} ORDER BY 1, 2", parameters).fetchall()
    con.execute(f'DELETE FROM raw.{table} WHERE (source, "row") IN ({bad})', parameters)
    return [_left(reasons[source, row], dict(zip(names, cells, strict=True))) for source, row, *cells in rows]


def _left(problem: Problem, record: dict[str, str | None]) -> LeftOut:
    return left_out(problem, {name: cell for name, cell in record.items() if cell is not None})


def left_out(problem: Problem, record: object) -> LeftOut:
    """Return a row of the file of rows left out."""
    text = json.dumps(record, ensure_ascii=False)
    return (
        problem.file,
        problem.table,
        problem.row,
        problem.code,
        problem.column,
        problem.message,
        problem.hint,
        text,
    )


def write(path: Path, rows: Sequence[LeftOut]) -> None:
    """Write rows that were left out as CSV, sorted."""
    with path.open("w", encoding="utf-8", newline="", errors="backslashreplace") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(sorted(rows))
