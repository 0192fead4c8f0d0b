"""What the checks have found, and which rows are not sound."""

from dataclasses import dataclass, field

from clew.store.held import Held
from clew.store.problems import Problem


@dataclass
class Report:
    """The state of a check.

    Attributes
    ----------
    problems : list of Problem
        In the order in which they were found.
    unsound : list of (int, int, Problem)
        (source, row, why) of rows with an error.
    """

    held: Held
    problems: list[Problem] = field(default_factory=list)
    unsound: list[tuple[int, int, Problem]] = field(default_factory=list)

    def add(self, source: int, row: int, column: str, said: tuple[str, str, str, str]) -> Problem:
        """Note a problem of a row.

        Parameters
        ----------
        said : tuple of str
            Code, value, message, hint.
        """
        found = self.located(source, row, column, said)
        self.problems.append(found)
        if found.is_error:
            self.unsound.append((source, row, found))
        return found

    def located(self, source: int, row: int, column: str, said: tuple[str, str, str, str]) -> Problem:
        """Return a problem in the words of its file."""
        where = self.held.sources[source]
        return Problem(where.file, where.label, row, where.name(column), *said)
