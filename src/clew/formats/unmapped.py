"""What a mapping leaves out of a foreign table: columns, rows, and spellings of one record."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from clew.formats.cells import cell, mapped_rows
from clew.formats.part import Part
from clew.model.tables import TABLES
from clew.store import raw
from clew.store.problems import Problem

if TYPE_CHECKING:
    import duckdb


def left_out(
    con: "duckdb.DuckDBPyConnection", part: Part, target: str, places: Mapping[str, int], taken: int
) -> list[Problem]:
    """Count what a mapping leaves out.

    Parameters
    ----------
    places : mapping of str to int
        Column of the raw table → its place in the part.
    taken : int
        Rows that were taken.
    """
    assert part.given is not None
    found = _columns(con, part)
    cells = {name: cell(part, TABLES[target].column(name), place) for name, place in places.items()}
    rows = mapped_rows(part, cells)
    if not part.given.distinct:
        blank = _count(con, f"SELECT count(*) FROM {rows}", part) - taken
        if blank:
            message = f"{blank} rows are blank in every column that the mapping reads as {part.given.table}"
            found.append(_problem(part, blank, message, "is a column missing from the mapping?"))
        return found
    nameless = _count(con, f"SELECT count(*) FROM {rows} WHERE id IS NULL", part)
    if nameless:
        column = part.header[places["id"]]
        message = f"{nameless} rows have no {column}, and make no record of {part.given.table}"
        found.append(_problem(part, nameless, message, "is it the right column?"))
    differing = " OR ".join(f"count(DISTINCT {raw.quoted(name)}) > 1" for name in cells if name != "id")
    if differing:
        several = _count(con, f"SELECT count(*) FROM (SELECT id FROM {rows} GROUP BY id HAVING {differing})", part)
        if several:
            message = f"{several} records of {part.given.table} are written in several ways; the first was taken"
            found.append(_problem(part, several, message, "write them in one way, or give them ids of their own"))
    return found


def _columns(con: "duckdb.DuckDBPyConnection", part: Part) -> list[Problem]:
    if part.given is None or not part.given.unread:
        return []
    counts = ", ".join(f"count(nullif(trim(c{place}), ''))" for place in part.given.unread)
    row = con.execute(f"SELECT {counts} FROM {part.relation}", list(part.parameters)).fetchone() or ()
    names = [part.header[place] or f"({place + 1})" for place in part.given.unread]
    listed = ", ".join(f"{name} ({count})" for name, count in zip(names, row, strict=True))
    message = f"the mapping leaves out {len(names)} columns with {sum(row)} filled cells: {listed}"
    return [_problem(part, sum(row), message, "map a column that says who, what, where or when")]


def _count(con: "duckdb.DuckDBPyConnection", select: str, part: Part) -> int:
    row = con.execute(select, list(part.parameters)).fetchone()
    return int(row[0]) if row else 0


def _problem(part: Part, count: int, message: str, hint: str) -> Problem:
    return Problem(part.file, part.table, 0, "", "W-MAP", str(count), message, hint)
