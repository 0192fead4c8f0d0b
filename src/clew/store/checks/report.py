"""What the checks have found, and which rows are not sound."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clew.store.problems import Problem
from clew.store.sources import Sources

if TYPE_CHECKING:
    import duckdb


@dataclass
class Report:
    """The state of a check.

    Attributes
    ----------
    records : mapping of str to int
        Rows by raw table: of tables without rows nothing is asked.
    problems : list of Problem
        In the order in which they were found.
    unsound : list of (int, int, Problem)
        (source, row, why) of rows with an error.
    """

    con: "duckdb.DuckDBPyConnection"
    sources: Sources
    records: Mapping[str, int]
    problems: list[Problem] = field(default_factory=list)
    unsound: list[tuple[int, int, Problem]] = field(default_factory=list)

    def add(self, source: int, row: int, column: str, problem: tuple[str, str, str, str]) -> Problem:
        """Note a problem of a row.

        Parameters
        ----------
        problem : tuple of str
            Code, value, message, hint.
        """
        code, value, message, hint = problem
        found = self.located(source, row, column, code, value, message, hint)
        self.problems.append(found)
        if found.is_error:
            self.unsound.append((source, row, found))
        return found

    def located(self, source: int, row: int, column: str, *said: str) -> Problem:
        """Return a problem (code, value, message, hint) in the words of its file."""
        where = self.sources[source]
        code, value, message, hint = said
        return Problem(where.file, where.label, row, where.name(column) if column else "", code, value, message, hint)

    def has(self, table: str, *columns: str) -> bool:
        """Whether a table has rows, and some file of it all these columns."""
        if not self.records.get(table):
            return False
        written = [source.written for source in self.sources.found.values() if source.table == table]
        return all(any(column in names for names in written) for column in columns)

    def rows(self, statement: str, *parameters: object) -> list[tuple[object, ...]]:
        """Return the rows of a statement."""
        return self.con.execute(statement, list(parameters)).fetchall()
