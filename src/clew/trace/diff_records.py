"""Which records differ between two stores, each with what it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clew.model.tables import TABLES, Kind, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Cells = dict[str, str | None]


@dataclass(frozen=True)
class Change:
    """A record that is in one store only (`added`, `removed`), or says something else (`changed`).

    Attributes
    ----------
    record : str
        Its id; of a record without one, what it says.
    claim : str
        The claim whose record it is, or of which it is evidence; empty otherwise.
    names : frozenset of str
        All ids in it, before and after.
    file, row
        Where it is, in the later store if it is there.
    """

    table: str
    record: str
    change: str
    claim: str
    names: frozenset[str]
    file: str
    row: int

    @property
    def said(self) -> dict[str, Any]:
        """The change as results say it."""
        where = {"file": self.file, "row": self.row} if self.row else {}
        return {"what": "record", "table": self.table, "record": self.record, "change": self.change, **where}


@dataclass(frozen=True)
class _Row:
    cells: Cells
    file: str
    row: int


def record_changes(before: DuckDBPyConnection, after: DuckDBPyConnection) -> list[Change]:
    """Return the records that differ between two stores, in order of table and id.

    Notes
    -----
    Rows are compared by a 64-bit hash of their cells, so that only those that differ are fetched.
    """
    return [change for table in TABLES.values() for change in _of_table(table, before, after)]


def _of_table(table: Table, before: DuckDBPyConnection, after: DuckDBPyConnection) -> Iterator[Change]:
    import numpy as np

    old, new = _hashes(table, before), _hashes(table, after)
    only_old, only_new = np.setdiff1d(old, new), np.setdiff1d(new, old)
    gone = {_record(table, row.cells): row for row in _rows(table, before, only_old.tolist())}
    come = {_record(table, row.cells): row for row in _rows(table, after, only_new.tolist())}
    for record in sorted({*gone, *come}):
        rows = [rows[record] for rows in (gone, come) if record in rows]
        change = "changed" if len(rows) == 2 else "added" if record in come else "removed"
        names = frozenset(name for row in rows for name in _names(table, row.cells))
        last = rows[-1]
        claim = last.cells.get("claim") or (record if table.claim or table.name == "facilities" else "")
        yield Change(table.name, record, change, claim, names, last.file, last.row)


def _columns(table: Table) -> str:
    return ", ".join(f'r."{name}"' for name in table.names)  # documents have a column "file", as sources do


def _hashes(table: Table, con: DuckDBPyConnection) -> Any:  # noqa: ANN401
    return con.execute(f"SELECT hash({_columns(table)}) AS h FROM raw.{table.name} r").fetchnumpy()["h"]


def _rows(table: Table, con: DuckDBPyConnection, hashes: list[int]) -> Iterator[_Row]:
    if not hashes:
        return
    found = con.execute(
        f'SELECT s.file, r."row", {_columns(table)} FROM raw.{table.name} r JOIN raw.source s ON s.source = r.source '
        f"WHERE hash({_columns(table)}) IN (SELECT unnest(CAST(? AS UBIGINT[]))) ORDER BY ALL",
        [hashes],
    ).fetchall()
    for file, row, *cells in found:
        yield _Row(dict(zip(table.names, cells, strict=True)), file, row)


def _record(table: Table, cells: Cells) -> str:
    """Return the id of a record, or what it says in words."""
    if "id" in cells:
        return cells["id"] or ""
    return " ".join(text for text in cells.values() if text)


def _names(table: Table, cells: Cells) -> Iterator[str]:
    """Yield all ids in a record; issuers, employers and recruiters are names or ids."""
    for column in table.columns:
        text = cells[column.name]
        if text and (column.kind in (Kind.ID, Kind.REFERENCE) or column.name in {"issuer", "employer", "recruiter"}):
            yield from text.split("|")
