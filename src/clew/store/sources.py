"""Where raw rows come from: a number for each table of each file, and what its columns are called there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Source:
    """One table of one file.

    Attributes
    ----------
    table : str
        Raw table that its rows went to.
    label : str
        Table as the file has it (``supplies`` where `table` is ``shipments``).
    file : str
        Name of the file, for people.
    written : mapping
        Column of the raw table → its name in the file.
    absent : frozenset of str
        Required columns that it lacks altogether.
    prefix : str
        What its ids got in front.
    """

    table: str
    label: str
    file: str
    written: Mapping[str, str] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    prefix: str = ""

    def name(self, column: str) -> str:
        """Return what the file calls a column."""
        return self.written.get(column, column)


@dataclass
class Sources:
    """All sources, by number."""

    found: dict[int, Source] = field(default_factory=dict)
    _next: int = 0

    def add(self, source: Source) -> int:
        """Give a source its number."""
        number = self._next
        self.found[number] = source
        self._next += 1
        return number

    def drop(self, number: int) -> None:
        """Take back the source that was added last."""
        del self.found[number]

    def __getitem__(self, number: int) -> Source:
        """Return the source of a number."""
        return self.found[number]

    def write(self, con: "duckdb.DuckDBPyConnection") -> None:
        """Make the table ``raw.source`` of all sources."""
        rows = ", ".join("(?, ?, ?)" for _ in self.found)
        values = [value for number, source in self.found.items() for value in (number, source.label, source.file)]
        if rows:
            con.execute(f"INSERT INTO raw.source VALUES {rows}", values)
