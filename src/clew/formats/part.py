"""What a reader hands over: tables of text, and what it could not read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clew.store.problems import Problem

Cell = str | None
Row = tuple[int, Sequence[Cell]]
SEPARATOR = "\x1f"
"""Stands between the cells of a column while they are one text; no character of a table."""

_SHORT = 200


@dataclass(frozen=True)
class Refused:
    """A row that could not even be read as one."""

    table: str
    file: str
    row: int
    cells: tuple[str, ...]
    problem: Problem


@dataclass
class Reading:
    """What came out of a GRAPH: its tables, problems, and rows that are no rows.

    Attributes
    ----------
    name : str
        What the graph is called, where the records say so themselves.
    folders : list of Path
        Temporary folders, to be removed when the records are in the store.
    relocate : list of callable
        Each says of problems where they are in words of its format, instead of file and row.
    """

    parts: list["Part"] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    name: str = ""
    folders: list[Path] = field(default_factory=list)
    relocate: list[Callable[[Sequence[Problem]], list[Problem]]] = field(default_factory=list)

    def take(self, other: "Reading") -> None:
        """Add what another reading found."""
        self.parts += other.parts
        self.problems += other.problems
        self.refused += other.refused

    def refuse(self, problem: Problem, cells: Sequence[str]) -> None:
        """Note a row that could not be read, and why."""
        self.problems.append(problem)
        self.refused.append(Refused(problem.table, problem.file, problem.row, tuple(cells), problem))


@dataclass(frozen=True)
class Given:
    """What a mapping says of a foreign table.

    Attributes
    ----------
    table : str
        Table of the contract that its rows are.
    columns : mapping of str to str
        Column of the contract → column of the foreign table, as written there.
    constants : mapping of str to str
        Column of the contract → what it holds in every row.
    dates : str
        How dates are written (as in strptime); empty: as the contract has them.
    distinct : bool
        Whether many foreign rows make one record of each id (parties out of a list of orders).
    unread : tuple of int
        Places of the foreign columns that nothing reads.
    """

    table: str
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    dates: str = ""
    distinct: bool = False
    unread: tuple[int, ...] = ()


@dataclass(frozen=True)
class Part:
    """One table of one file, in text.

    Attributes
    ----------
    table : str
        Name of the table, as written.
    file : str
        Name of the file, for people.
    header : tuple of str
        Names of the columns, as written.
    relation : str
        SQL for a FROM clause with the columns ``c0``, ``c1``, … (texts) and ``n`` (number of the row, as a
        spreadsheet counts); empty if there are no rows.
    parameters : sequence
        Values for its question marks.
    rows : int or None
        Number of rows, if known beforehand: another number is a failure of the scan.
    neat : bool
        Whether the texts have no white space around them.
    again : callable, optional
        Reads the same file slowly and locates every row that is broken; called if the scan fails.
    prefix : str
        What ids get in front.
    given : Given, optional
        How a mapping reads it; without one, the header says which column is which.
    attached : str
        Database file that `relation` calls ``opened``.
    first_row : int
        If not 0: `relation` has no ``n``; its rows, in their order, are numbered from this on.
    columns, numbers : sequences, optional
        Of rows that a reader holds in memory: its cells by column, blank as None, and the numbers of its rows.
    """

    table: str
    file: str
    header: tuple[str, ...]
    relation: str = ""
    parameters: Sequence[Any] = ()
    rows: int | None = None
    neat: bool = True
    again: Callable[[], Reading] | None = None
    prefix: str = ""
    given: Given | None = None
    attached: str = ""
    first_row: int = 0
    columns: Sequence[Sequence[Cell]] | None = None
    numbers: Sequence[int] = ()


def of_rows(table: str, file: str, header: Sequence[str], rows: Sequence[Row]) -> Part:
    """Return rows of text as a part; cells are stripped, every row as long as the header."""
    if not rows:
        return Part(table, file, tuple(header))
    numbers = [number for number, _ in rows]
    columns = [[_text(cells[place]) for _, cells in rows] for place in range(len(header))]
    return Part(table, file, tuple(header), *relation(numbers, columns), len(rows), columns=columns, numbers=numbers)


def relation(numbers: Sequence[int], columns: Sequence[Sequence[Cell]]) -> tuple[str, list[Any]]:
    """Return SQL for a FROM clause of columns of text, and its parameters.

    Notes
    -----
    Lists as parameters are fastest when they are short; long ones are one text that the database splits.
    """
    if len(numbers) <= _SHORT:
        cells = "".join(f", unnest(?) AS c{place}" for place in range(len(columns)))
        return f"(SELECT unnest(?) AS n{cells})", [list(numbers), *map(list, columns)]
    cells = "".join(f", nullif(unnest(string_split(?, chr(31))), '') AS c{place}" for place in range(len(columns)))
    texts = [SEPARATOR.join(cell or "" for cell in column) for column in columns]
    if numbers[-1] - numbers[0] + 1 == len(numbers):
        return f"(SELECT unnest(range(?, ?)) AS n{cells})", [numbers[0], numbers[-1] + 1, *texts]
    listed = ",".join(map(str, numbers))
    return f"(SELECT unnest(CAST(string_split(?, ',') AS INTEGER[])) AS n{cells})", [listed, *texts]


def _text(cell: Cell) -> str | None:
    return cell.replace(SEPARATOR, " ").strip() or None if cell else None
