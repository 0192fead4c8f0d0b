"""A table as a reader hands it over: a header and rows of text."""

from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | None


@dataclass(frozen=True)
class Sheet:
    """One table of one file, in text.

    Attributes
    ----------
    table : str
        Name of the table, as written.
    file : str
        Name of the file, for people.
    header : sequence of str
        Names of the columns, as written.
    rows : sequence of (int, sequence of str or None)
        Number of the row as a spreadsheet counts, and its cells.
    """

    table: str
    file: str
    header: Sequence[str]
    rows: Sequence[tuple[int, Sequence[Cell]]]
