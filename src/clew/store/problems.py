"""A problem of the input: what is wrong, where, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong (code ``E-…``) or odd but possible (code ``W-…``).

    Attributes
    ----------
    file : str
        File as it was named; empty where the problem is in none.
    row : int
        Row as a spreadsheet counts (the header is 1); 0 where it is in none.
    column : str
        Column as the file names it; empty where it is in none.
    value : str
        The text that is wrong.
    hint : str
        What to do: a near spelling, what exists, how to say it.
    """

    file: str
    table: str
    row: int
    column: str
    code: str
    value: str
    message: str
    hint: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it keeps the graph from being traced."""
        return self.code.startswith("E-")

    @property
    def where(self) -> str:
        """Where it is, in words, such as ``shipments.csv, row 3, column item``."""
        parts = [self.file]
        if self.table != PurePath(self.file).stem:
            parts.append(self.table)
        if self.row:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        """Return the problem as one line, with its hint."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.where}: {self.message}{hint} [{self.code}]"


def errors(problems: Sequence[Problem]) -> list[Problem]:
    """Return those that are errors."""
    return [problem for problem in problems if problem.is_error]
