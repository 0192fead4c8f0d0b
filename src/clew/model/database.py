"""The graph database: which label, property and relationship type says what, derived from the tables.

A record is a node; its label is its record type, its properties are its columns, so that it can be typed by hand as a
row is. Relationships are drawn from the records, for people and queries; only evidence is a relationship itself.
Labels, types and property names of statements come from here and from nowhere else: no text of a user becomes Cypher.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from clew.model.columns import Column, Kind
from clew.model.tables import TABLES

LABELS: Mapping[str, str] = {name: table.record for name, table in TABLES.items() if name != "evidence"}
"""Table → label of its nodes."""

TABLE_OF: Mapping[str, str] = {label: table for table, label in LABELS.items()}

MARK = "clew"
"""Property of every node and evidence relationship that a push wrote; what bears none was typed by a person."""

SUPPORTS, REBUTS = "SUPPORTS", "REBUTS"
STANCES: Mapping[str, str] = {"supports": SUPPORTS, "rebuts": REBUTS}
"""Stance of a row of evidence → relationship type from the document to the claim."""

SHORTHAND = "shorthand"
"""Property of a SUPPORTS that is drawn from the column ``evidence`` of its claim."""

KEY = "key"
"""Property of an evidence relationship that a push wrote: hash of the row and its number among equal rows."""

RUN = "ClewRun"
"""Label of the mark of a push: ``state`` is ``writing`` until everything is there, then ``complete``."""


@dataclass(frozen=True)
class Plain:
    """A relationship that says in one step what a claim says, for people who query and draw.

    Attributes
    ----------
    table : str
        Table of the claims that it is drawn from; its property ``claim`` names the one.
    start, end : str
        Columns of the table that name its ends.
    says : str
        What it says, in words.
    properties : mapping of str to str
        Property → column of the claim.
    """

    type: str
    table: str
    start: str
    end: str
    says: str
    properties: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, str]:
        """The columns that name its ends."""
        return self.start, self.end


def _same(*columns: str) -> dict[str, str]:
    return {column: column for column in columns}


PLAIN: tuple[Plain, ...] = (
    Plain("OPERATES", "facilities", "operator", "id", "The party operates the facility."),
    Plain(
        "SUPPLIES",
        "shipments",
        "consignor",
        "consignee",
        "Goods went from the one to the other: what and when.",
        _same("item", "departed", "arrived", "date", "start", "end"),
    ),
    Plain(
        "ENTERED",
        "entries",
        "consignor",
        "importer",
        "Goods of the one were entered by the other.",
        _same("item", "date"),
    ),
    Plain("MADE_OF", "processes", "outputs", "inputs", "The one was made of the other.", _same("at", "start", "end")),
    Plain(
        "CONTAINS", "bom", "product", "component", "The one contains the other, by a bill.", _same("maker", "supplier")
    ),
    Plain("SUPPLIES", "bom", "supplier", "maker", "The one supplies a component of a bill.", {"item": "component"}),
    Plain("OPERATES", "operations", "operator", "facility", "The party operates the facility.", _same("start", "end")),
    Plain("OWNS", "owners", "owner", "owned", "The one owns the other.", _same("share", "start", "end")),
    Plain("SAME_AS", "same_as", "a", "b", "The two are one; or, by `decision`, are not.", _same("decision")),
)

PLAIN_TYPES: tuple[str, ...] = tuple(sorted({plain.type for plain in PLAIN}))


def references(table: str) -> Iterator[tuple[Column, str]]:
    """Yield the columns of a table that name other records, each with its relationship type."""
    for column in TABLES[table].columns:
        if column.kind is Kind.REFERENCE and column.name != "evidence":
            yield column, column.name.upper()


def plains(table: str) -> list[Plain]:
    """Return the plain relationships that are drawn from the rows of a table."""
    return [plain for plain in PLAIN if plain.table == table]


def cites(table: str) -> bool:
    """Whether rows of a table cite documents in their column ``evidence``."""
    return table != "evidence" and "evidence" in TABLES[table].names


REFERENCE_TYPES: tuple[str, ...] = tuple(sorted({kind for table in LABELS for _, kind in references(table)}))
TYPES: tuple[str, ...] = tuple(sorted({*REFERENCE_TYPES, *PLAIN_TYPES, SUPPORTS, REBUTS}))
"""Every relationship type that clew draws between records."""

_NAMED = ("Party", "Facility", "Product")
_FOUND_BY = (("Party", "country"), ("Facility", "country"), ("Workforce", "nationality"), ("Entry", "date"))


def constraints() -> list[str]:
    """Return the constraints and indexes as Cypher, in order."""
    lines = [_unique(table, label) for table, label in LABELS.items()]
    lines.append(_unique("runs", RUN))
    for kind in (SUPPORTS, REBUTS):
        lines.append(
            f"CREATE CONSTRAINT clew_{kind.lower()}_key IF NOT EXISTS FOR ()-[r:{kind}]-() REQUIRE r.{KEY} IS UNIQUE"
        )
    found = [*((label, "name") for label in _NAMED), *_FOUND_BY]
    for label, column in found:
        name = f"clew_{label.lower()}_{column}"
        lines.append(f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{column})")
    for kind in PLAIN_TYPES:
        lines.append(f"CREATE INDEX clew_{kind.lower()}_claim IF NOT EXISTS FOR ()-[r:{kind}]-() ON (r.claim)")
    return lines


def _unique(table: str, label: str) -> str:
    return f"CREATE CONSTRAINT clew_{table}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
