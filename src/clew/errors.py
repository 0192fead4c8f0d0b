"""The tree of errors: what a user is told, where it is, what exists, and a hint.

::

    ClewError                  anything that the user can mend (exit code 2)
    ├── InputError             a GRAPH with problems; carries every one of them
    ├── UnreadableError        a GRAPH, or a file, of which nothing can be read
    └── MappingError           a --map file that does not say what it must

Packs and policies raise `ClewError` with codes of their own. Every code has a paragraph in ``docs/errors.md``.
"""

from collections.abc import Sequence
from typing import Any


class ClewError(Exception):
    """Something that the user can mend; shown as a message, never as a traceback.

    Parameters
    ----------
    message : str
        What is wrong, and where.
    hint : str, optional
        What to do about it.
    code : str
        Stable code with a page in the documentation.
    """

    code = "error"

    def __init__(self, message: str, *, hint: str = "", code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if code is not None:
            self.code = code


class UnreadableError(ClewError):
    """A GRAPH, or a file of one, that cannot be read at all."""

    code = "E-FILE"


class MappingError(ClewError):
    """A mapping of foreign tables and columns that cannot be followed."""

    code = "E-MAP"


class InputError(ClewError):
    """A graph with errors.

    Attributes
    ----------
    name : str
        Name of the graph.
    problems : tuple of clew.store.problems.Problem
        Every problem that was found, warnings too, sorted.
    records : dict of str to int
        Rows that were read, by table.
    """

    code = "E-INPUT"
    shown = 12

    def __init__(
        self, name: str, problems: Sequence[Any], records: dict[str, int] | None = None, *, hint: str = ""
    ) -> None:
        errors = [problem for problem in problems if problem.is_error]
        lines = [f"{name}: {len(errors)} problem{'s' * (len(errors) != 1)} in the records; nothing was traced."]
        lines += [f"  {problem}" for problem in errors[: self.shown]]
        if len(errors) > self.shown:
            lines.append(f"  … and {len(errors) - self.shown} more")
        usual = "`clew check` lists them all; --keep-going goes on with the rows that are sound"
        super().__init__("\n".join(lines), hint=hint or usual)
        self.name = name
        self.problems = tuple(problems)
        self.records = dict(records or {})
