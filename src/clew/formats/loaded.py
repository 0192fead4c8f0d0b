"""A supply graph that is loaded: its database, what it holds, what was wrong with it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clew.store.held import are_few
from clew.store.problems import Problem

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Loaded:
    """A graph in the store, checked and built.

    Attributes
    ----------
    con : duckdb.DuckDBPyConnection
        Raw records in the schema ``raw``, typed tables in ``main``.
    name : str
        Name of the graph; no path of a machine.
    problems : tuple of Problem
        Sorted. Warnings, and with `keep_going` the errors too.
    left_out : int
        Number of rows that were not sound.
    left_out_file : str or None
        Where they were written, with the reasons.
    sha256 : str
        Hash of the sorted records: the same for the same records in any order, format and file. Empty if
        they have errors.
    records : dict of str to int
        Rows by table, of tables that have any.
    """

    con: "duckdb.DuckDBPyConnection"
    name: str
    problems: tuple[Problem, ...]
    left_out: int
    left_out_file: str | None
    sha256: str
    records: dict[str, int]

    @property
    def few(self) -> bool:
        """Whether there are but few records, see `clew.store.held.are_few`."""
        return are_few(self.records)
