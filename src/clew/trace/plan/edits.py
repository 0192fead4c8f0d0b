"""Changes of records: what answers add and correct, and how it gets into a saved case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clew.model.requirements import requirements
from clew.model.tables import TABLES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PREFIX = "hoped"
Cells = dict[str, str]


@dataclass
class Edits:
    """Changes of records: rows to add, and cells to fill or correct.

    Attributes
    ----------
    added : dict of table to list of rows
    changed : dict of (table, id) to cells
    lots : dict of id to (holder, item)
        Whose answer made up a lot, and of which goods.
    """

    added: dict[str, list[Cells]] = field(default_factory=dict)
    changed: dict[tuple[str, str], Cells] = field(default_factory=dict)
    lots: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, table: str, **cells: str) -> None:
        """Add a row."""
        self.added.setdefault(table, []).append(cells)

    def change(self, table: str, record: str, **cells: str) -> None:
        """Fill or correct cells."""
        self.changed.setdefault((table, record), {}).update(cells)


def document_kinds(claim_kind: str) -> list[str]:
    """Return the kinds of documents that count for a kind of claim, those first that fill different parts."""
    rows = [row for row in requirements() if row.claim_kind == claim_kind]
    parts: dict[str | None, str] = {}
    for row in rows:
        if row.part is not None:
            parts.setdefault(row.part, row.document_kinds[0])
    kinds = [kind for row in rows for kind in row.document_kinds]
    return list(dict.fromkeys([*parts.values(), *kinds]))


def apply(con: DuckDBPyConnection, edits: Edits) -> None:
    """Change raw records.

    Raises
    ------
    LookupError
        If a record that is to be corrected is not there.
    """
    # Products that were made of supplies are read anew only if they stand for themselves.
    con.execute("UPDATE raw.source SET table_name = 'products' WHERE source IN (SELECT source FROM raw.products)")
    (next_source,) = con.execute("SELECT coalesce(max(source), 0) + 1 FROM raw.source").fetchall()[0]
    for number, (table, rows) in enumerate(sorted(edits.added.items()), next_source):
        con.execute("INSERT INTO raw.source (source, table_name, file) VALUES (?, ?, ?)", [number, table, PREFIX])
        columns = TABLES[table].names
        marks = ", ".join("?" for _ in range(len(columns) + 2))
        names = ", ".join(f'"{column}"' for column in columns)
        con.executemany(
            f'INSERT INTO raw.{table} ({names}, source, "row") VALUES ({marks})',
            [[*(row.get(column) for column in columns), number, place] for place, row in enumerate(rows, 1)],
        )
    for (table, record), cells in sorted(edits.changed.items()):
        sets = ", ".join(f'"{column}" = ?' for column in cells)
        changed = con.execute(f"UPDATE raw.{table} SET {sets} WHERE id = ?", [*cells.values(), record]).fetchall()
        if changed[0][0] != 1:
            raise LookupError(f"{table} {record} is not among the records")
