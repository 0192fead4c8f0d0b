"""The column language: what a table and a column of a supply graph are, without their content."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the text of a cell must be."""

    ID = "id"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    COUNTRY = "country"
    CODE = "code"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    meaning : str
        A sentence for people who fill in the table.
    codes : tuple of str
        Of `Kind.CODE`: the words that a cell may hold (compared with case folded).
    refers : tuple of str
        Of `Kind.REFERENCE`: tables whose ids a cell may name.
    several : bool
        Whether a cell may hold several values, separated by ``|``.
    unit : str
        Unit of a number, empty if it has none.
    least, most : float or None
        Bounds of a number, inclusive.
    example : str
        A value as it would stand in a cell.
    """

    name: str
    kind: Kind
    meaning: str
    example: str = ""
    required: bool = False
    several: bool = False
    codes: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    unit: str = ""
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One record type.

    Attributes
    ----------
    says : str
        What a row says, in a sentence.
    record : str
        Name of the class in `clew.model.records`; empty for a short form.
    claim : str
        Kind of the claims that its rows are, in the words of the evidence requirements; empty if they are none.
    periods : tuple of (str, str)
        Pairs of columns of which the first may not be after the second.
    """

    name: str
    says: str
    record: str
    columns: tuple[Column, ...]
    claim: str = ""
    periods: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in the order of the contract."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """Return the column of a name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


HOLDER = ("parties", "facilities")
ITEM = ("products", "lots")
YES_NO = ("yes", "no")


def identity(meaning: str, example: str, *, required: bool = True) -> Column:
    """Return the column ``id``."""
    return Column("id", Kind.ID, meaning, example, required=required)


def text(name: str, meaning: str, example: str, *, required: bool = False, several: bool = False) -> Column:
    """Return a column of free text."""
    return Column(name, Kind.TEXT, meaning, example, required=required, several=several)


def day(name: str, meaning: str, example: str, *, required: bool = False) -> Column:
    """Return a column of partial dates."""
    return Column(name, Kind.DATE, meaning, example, required=required)


def country(name: str, meaning: str, example: str) -> Column:
    """Return a column of countries."""
    return Column(name, Kind.COUNTRY, meaning, example)


def code(name: str, meaning: str, codes: tuple[str, ...], *, required: bool = False) -> Column:
    """Return a column that holds one of a few words; the first of them is the example."""
    return Column(name, Kind.CODE, meaning, codes[0], required=required, codes=codes)


def reference(
    name: str,
    meaning: str,
    refers: tuple[str, ...],
    example: str,
    *,
    required: bool = False,
    several: bool = False,
) -> Column:
    """Return a column that names a record of one of the tables `refers`."""
    return Column(name, Kind.REFERENCE, meaning, example, required=required, several=several, refers=refers)


def number(
    name: str, meaning: str, example: str, *, unit: str = "", least: float | None = None, most: float | None = None
) -> Column:
    """Return a column of numbers."""
    return Column(name, Kind.NUMBER, meaning, example, unit=unit, least=least, most=most)


def documents() -> Column:
    """Return the column ``evidence``, the shorthand for documents that support the claim of the row."""
    meaning = "Documents that support this row (short for rows of evidence.csv with stance supports)."
    return reference("evidence", meaning, ("documents",), "doc-17|doc-18", several=True)
