"""From tables of text to the raw records: which column is which, and the rows themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from clew.formats.cells import SHIPMENTS_OF_SUPPLIES, numbering, statement
from clew.formats.headers import Places, folded, places_of, unknown_table
from clew.formats.part import Part, Reading, relation
from clew.formats.unmapped import left_out
from clew.model.tables import SHORT_FORMS, TABLES
from clew.store import raw
from clew.store.sources import Source, Sources

if TYPE_CHECKING:
    import duckdb


class _ScanError(Exception):
    """A fast scan found something that it cannot read."""


@dataclass
class Intake:
    """What has been taken in so far.

    Attributes
    ----------
    records : dict of str to int
        Rows by raw table.
    """

    con: "duckdb.DuckDBPyConnection"
    sources: Sources = field(default_factory=Sources)
    records: dict[str, int] = field(default_factory=lambda: dict.fromkeys(TABLES, 0))


def take(intake: Intake, reading: Reading) -> Reading:
    """Put the parts of a reading into the raw tables.

    Returns
    -------
    Reading
        The problems and refused rows, of reading and of the headers; no parts.
    """
    found = Reading([], list(reading.problems), list(reading.refused))
    for part in reading.parts:
        name = part.given.table if part.given is not None else folded(part.table)
        if name in TABLES or name in SHORT_FORMS:
            found.take(_take_part(intake, part, name))
        else:
            found.problems.append(unknown_table(part.table, part.file))
    return found


def _take_part(intake: Intake, part: Part, name: str) -> Reading:
    found = places_of(part, name)
    if not found.sound:
        return Reading([], found.problems)
    target = name if name in TABLES else "shipments"
    places = _renamed(found, name)
    written = {column: part.header[place] for column, place in places.items()}
    absent = frozenset(SHIPMENTS_OF_SUPPLIES[column] if name == "supplies" else column for column in found.absent)
    source = intake.sources.add(Source(target, name, part.file, written, absent, part.prefix))
    if not part.relation:
        return Reading([], found.problems)
    try:
        rows = _insert(intake.con, part, source, target, places)
    except _ScanError:
        assert part.again is not None
        intake.sources.drop(source)
        again = part.again()
        again.parts = [replace(found, given=part.given, prefix=part.prefix) for found in again.parts]
        return take(intake, again)
    intake.records[target] += rows
    if part.given is not None:
        found.problems += left_out(intake.con, part, target, places, rows)
    return Reading([], found.problems)


def _renamed(found: Places, name: str) -> dict[str, int]:
    if name != "supplies":
        return found.places
    return {SHIPMENTS_OF_SUPPLIES[column]: place for column, place in found.places.items()}


def _insert(con: "duckdb.DuckDBPyConnection", part: Part, source: int, target: str, places: Mapping[str, int]) -> int:
    """Insert the rows of a part and return their number."""
    import duckdb

    plain = part.columns is not None and part.given is None and not part.prefix
    if plain:
        part = _neat(part, target, places)
    if part.attached:
        con.execute(f"ATTACH {raw.literal(part.attached)} AS opened (READ_ONLY)")
    try:
        answer = con.execute(statement(part, source, target, places, plain=plain), list(part.parameters)).fetchone()
    except duckdb.Error as error:
        if part.again is None:
            raise
        raise _ScanError from error
    finally:
        if part.attached:
            con.execute("DETACH opened")
    rows = int(answer[0]) if answer else 0
    if part.again is not None and part.given is None and part.rows is not None and rows != part.rows:
        con.execute(f"DELETE FROM raw.{target} WHERE source = ?", [source])
        raise _ScanError
    if part.first_row and part.given is None and rows:
        con.execute(numbering(part, source, target))
    return rows


def _neat(part: Part, target: str, places: Mapping[str, int]) -> Part:
    """Return a part whose cells are in memory with several values already one bar apart."""
    several = [place for name, place in places.items() if TABLES[target].column(name).several]
    columns = list(part.columns or ())
    for place in several:
        if any(text is not None and "|" in text for text in columns[place]):
            columns[place] = [text and _bars(text) for text in columns[place]]
    rows, parameters = relation(part.numbers, columns)
    return replace(part, relation=rows, parameters=parameters)


def _bars(text: str) -> str | None:
    return "|".join(value for each in text.split("|") if (value := each.strip())) or None
