"""Headers: which column of the contract stands where, which are unknown, missing or there twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from clew.formats.part import Part
from clew.model.tables import SHORT_FORMS, TABLES, Column, Table
from clew.store.problems import Problem

MISSPELT = 0.75
"""How alike (0 to 1) an unknown name and a known one are, to be taken for a misspelling: then nothing is traced."""


@dataclass
class Places:
    """Where the columns of the contract stand in a header.

    Attributes
    ----------
    absent : list of str
        Required columns that it lacks.
    sound : bool
        Whether it can be said which column is which.
    """

    places: dict[str, int] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sound: bool = True


def folded(name: str) -> str:
    """Return the name of a table or column as the contract would write it: ``Country of origin`` too."""
    return "_".join(name.strip().casefold().replace("-", " ").replace("_", " ").split())


def near_words(word: str, known: Sequence[str], *, alike: float = 0.6) -> list[str]:
    """Return the word of those known that is most like a word, if any is like it."""
    from difflib import get_close_matches

    return get_close_matches(word, known, n=1, cutoff=alike)


def places_of(part: Part, name: str) -> Places:
    """Find the columns of a table of the contract in the header of a part."""
    table = TABLES.get(name) or SHORT_FORMS[name]
    found = Places()
    if part.given is None:
        for place, written in enumerate(part.header):
            _place(found, part, place, written, table.names)
        found.problems += _unknown_columns(found, part, table)
        constants: Sequence[str] = ()
    else:
        where = {written: place for place, written in reversed(list(enumerate(part.header)))}
        found.places = {column: where[written] for column, written in part.given.columns.items()}
        constants = tuple(part.given.constants)
    for column in table.columns:
        if column.required and column.name not in found.places and column.name not in constants:
            found.absent.append(column.name)
            if part.relation:
                found.problems.append(_absent(part, column))
    return found


def unknown_table(table: str, file: str) -> Problem:
    """Return the problem that a table is none of the contract: an error if the name looks misspelt."""
    names = [*TABLES, *SHORT_FORMS]
    near = near_words(folded(table), names)
    hint = "did you mean " + near[0] + "?" if near else "there are " + ", ".join(names)
    message = f"there is no table of the name {table!r}; it was not read"
    code = "E-TABLE" if near_words(folded(table), names, alike=MISSPELT) else "W-TABLE"
    return Problem(file, table, 0, "", code, table, message, hint)


def _place(found: Places, part: Part, place: int, written: str, names: Sequence[str]) -> None:
    column = folded(written)
    if column in found.places:
        message = f"two columns are called {written!r}; which of them holds?"
        problem = Problem(
            part.file, part.table, 1, written, "E-COLUMN-TWICE", written, message, "rename or delete one of them"
        )
        found.problems.append(problem)
        found.sound = False
    elif column in names:
        found.places[column] = place


def _unknown_columns(found: Places, part: Part, table: Table) -> Iterator[Problem]:
    """Report columns that are none of the contract: an error where one that is not there looks misspelt."""
    absent = [column.name for column in table.columns if not column.required and column.name not in found.places]
    for place, written in enumerate(part.header):
        if folded(written) not in table.names:
            misspelt = bool(near_words(folded(written), absent, alike=MISSPELT))
            yield _unknown_column(part, written, place, absent if misspelt else table.names, misspelt=misspelt)


def _unknown_column(part: Part, written: str, place: int, names: Sequence[str], *, misspelt: bool) -> Problem:
    if not written:
        message, hint = f"column {place + 1} has no name; it was not read", "give it a name"
    else:
        message = f"there is no column {written!r} in {folded(part.table)}; it was not read"
        near = near_words(folded(written), names)
        hint = f"did you mean {near[0]}?" if near else "there are " + ", ".join(names)
    code = "E-COLUMN" if misspelt else "W-COLUMN"
    return Problem(part.file, part.table, 1, written or f"({place + 1})", code, written, message, hint)


def _absent(part: Part, column: Column) -> Problem:
    message = f"the column {column.name} is missing, and every row needs it"
    near = near_words(column.name, [folded(name) for name in part.header])
    hint = f"is it the column {near[0]!r}?" if near else column.meaning
    return Problem(part.file, part.table, 1, column.name, "E-COLUMN", "", message, hint)
