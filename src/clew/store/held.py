"""The raw records at hand: asked in columns by SQL, or, where they are few, held as rows.

One statement of SQL costs as much as looking at a thousand rows, so every question about the records has
two forms beside each other; a test holds them together on random records.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clew.model.tables import TABLES
from clew.store import raw
from clew.store.sources import Sources

if TYPE_CHECKING:
    import duckdb

FEW = 5000
"""Records up to which they are held as rows."""

Cells = Mapping[str, str | None]
Row = tuple[int, int, Cells]


def are_few(records: Mapping[str, int]) -> bool:
    """Whether there are so few records that working on them in one thread is faster than in several."""
    return sum(records.values()) <= FEW


@dataclass
class Held:
    """Raw records, where they come from, and how many there are.

    Attributes
    ----------
    records : dict of str to int
        Rows by raw table.
    few : bool
        Whether questions are answered by rows in memory.
    norms : callable
        Waits until ``raw.norm`` is filled, and returns what it holds: names in normal form, by name.
    """

    con: "duckdb.DuckDBPyConnection"
    sources: Sources
    records: dict[str, int]
    few: bool = False
    norms: Callable[[], dict[str, str]] = dict
    _rows: dict[str, list[Row]] = field(default_factory=dict)

    @classmethod
    def of(cls, con: "duckdb.DuckDBPyConnection", sources: Sources, records: dict[str, int]) -> "Held":
        """Return records, held as rows if they are few."""
        return cls(con, sources, records, are_few(records))

    def columns(self, table: str) -> list[str]:
        """Return the columns of a table that some file of it has, in the order of the contract."""
        written = {name for source in self.sources.found.values() if source.table == table for name in source.written}
        return [name for name in TABLES[table].names if name in written or name == "id"]

    def has(self, table: str, *columns: str) -> bool:
        """Whether a table has rows, and some file of it all these columns."""
        if not self.records.get(table):
            return False
        written = [source.written for source in self.sources.found.values() if source.table == table]
        return all(any(column in names for names in written) for column in columns)

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table: source, number, cells; none if it has none. Only where they are few."""
        if table not in self._rows:
            self._rows[table] = self._fetch(table) if self.records.get(table) else []
        return self._rows[table]

    def _fetch(self, table: str) -> list[Row]:
        names = self.columns(table)
        cells = ", ".join(raw.quoted(name) for name in names)
        found = self.con.execute(f'SELECT source, "row", {cells} FROM raw.{table}').fetchall()
        blank = dict.fromkeys(TABLES[table].names)
        return [(source, row, {**blank, **dict(zip(names, rest, strict=True))}) for source, row, *rest in found]

    def forget(self) -> None:
        """Forget the rows: the records have changed."""
        self._rows.clear()
