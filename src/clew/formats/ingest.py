"""From tables of text to the raw records: which column is which, and the rows themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from clew.formats.headers import Places, folded, places_of, unknown_table
from clew.formats.part import Given, Part, Reading, relation
from clew.model.tables import SHORT_FORMS, TABLES, Column, Kind
from clew.store import raw
from clew.store.problems import Problem
from clew.store.sources import Source, Sources

if TYPE_CHECKING:
    import duckdb

SHIPMENTS_OF_SUPPLIES: Mapping[str, str] = {
    "id": "id",
    "supplier": "consignor",
    "buyer": "consignee",
    "product": "item",
    "since": "start",
    "until": "end",
    "evidence": "evidence",
}
_WIDE_SPACE = r"' ' || chr(9) || chr(10) || chr(11) || chr(13) || chr(160) || chr(8203) || chr(8239) || chr(12288)"


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
        intake.records[target] += _insert(intake.con, part, source, target, places)
    except _ScanError:
        assert part.again is not None
        intake.sources.drop(source)
        again = part.again()
        again.parts = [replace(found, given=part.given, prefix=part.prefix) for found in again.parts]
        return take(intake, again)
    if part.given is not None:
        found.problems += unread(intake.con, part, part.given)
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
        con.execute(f"ATTACH {_literal(part.attached)} AS opened (READ_ONLY)")
    try:
        statement = _statement(part, source, target, places, plain=plain)
        answer = con.execute(statement, list(part.parameters)).fetchone()
    except duckdb.Error as error:
        if part.again is None:
            raise
        raise _ScanError from error
    finally:
        if part.attached:
            con.execute("DETACH opened")
    rows = int(answer[0]) if answer else 0
    if part.again is not None and part.rows is not None and rows != part.rows:
        con.execute(f"DELETE FROM raw.{target} WHERE source = ?", [source])
        raise _ScanError
    return rows


def _neat(part: Part, target: str, places: Mapping[str, int]) -> Part:
    """Return a part whose cells are in memory with several values already one bar apart."""
    several = [place for name, place in places.items() if TABLES[target].column(name).several]
    columns = list(part.columns or ())
    for place in several:
        if any(text is not None and "|" in text for text in columns[place]):
            columns[place] = [text and _bars(text) for text in columns[place]]
    statement, parameters = relation(part.numbers, columns)
    return replace(part, relation=statement, parameters=parameters)


def _bars(text: str) -> str | None:
    return "|".join(value for each in text.split("|") if (value := each.strip())) or None


def _statement(part: Part, source: int, target: str, places: Mapping[str, int], *, plain: bool) -> str:
    if plain:
        cells = {name: f"c{place}" for name, place in places.items()}
    else:
        cells = {name: cell(part, TABLES[target].column(name), place) for name, place in places.items()}
    names = "".join(f", {raw.quoted(name)}" for name in cells)
    insert = f'INSERT INTO raw.{target} (source, "row"{names}) '
    if part.given is None:
        return f"{insert}SELECT {source}, n{''.join(f', {text}' for text in cells.values())} FROM {part.relation}"
    constants = {
        SHIPMENTS_OF_SUPPLIES[name] if part.given.table == "supplies" else name: value
        for name, value in part.given.constants.items()
    }
    insert = f'INSERT INTO raw.{target} (source, "row"{names}{"".join(f", {raw.quoted(name)}" for name in constants)}) '
    aliased = "".join(f", {text} AS {raw.quoted(name)}" for name, text in cells.items())
    filled = " OR ".join(f"{raw.quoted(name)} IS NOT NULL" for name in cells) or "true"
    rows = f"(SELECT n{aliased} FROM {part.relation})"
    values = "".join(f", {_literal(value)}" for value in constants.values())
    if not part.given.distinct:
        return f"{insert}SELECT {source}, n{names}{values} FROM {rows} WHERE {filled}"
    firsts = "".join(f", arg_min({raw.quoted(name)}, n)" for name in cells if name != "id")
    return f"{insert}SELECT {source}, min(n), id{firsts}{values} FROM {rows} WHERE id IS NOT NULL GROUP BY id"


def cell(part: Part, column: Column, place: int) -> str:
    """Return the SQL that makes a cell of the contract of a cell of a part: trimmed, blank as NULL."""
    text = f"c{place}"
    if part.again is not None or part.rows is None:
        text = f"trim({text})" if part.neat else f"trim({text}, {_WIDE_SPACE})"
    if column.several:
        bars = f"trim(regexp_replace({text}, '[|\\s]*\\|[|\\s]*', '|', 'g'), '|')"
        text = f"CASE WHEN contains({text}, '|') THEN {bars} ELSE {text} END"
    if column.kind is Kind.DATE and part.given is not None and part.given.dates:
        parsed = f"try_strptime({text}, {_literal(part.given.dates)})"
        text = f"coalesce(strftime({parsed}, '%Y-%m-%d'), {text})"
    text = f"nullif({text}, '')"
    if part.prefix and column.kind in (Kind.ID, Kind.REFERENCE):
        mark = part.prefix.replace("'", "''") + ":"
        text = f"'{mark}' || " + (f"replace({text}, '|', '|{mark}')" if column.several else text)
    return text


def unread(con: "duckdb.DuckDBPyConnection", part: Part, given: Given) -> list[Problem]:
    """Count what a mapping leaves out, by column."""
    if not given.unread or not part.relation:
        return []
    counts = ", ".join(f"count(nullif(trim(c{place}), ''))" for place in given.unread)
    row = con.execute(f"SELECT {counts} FROM {part.relation}", list(part.parameters)).fetchone() or ()
    filled = [(part.header[place] or f"({place + 1})", count) for place, count in zip(given.unread, row, strict=True)]
    total = sum(count for _, count in filled)
    listed = ", ".join(f"{name} ({count})" for name, count in filled)
    message = f"the mapping leaves out {len(filled)} columns with {total} filled cells: {listed}"
    hint = "map a column that says who, what, where or when"
    return [Problem(part.file, part.table, 0, "", "W-MAP", str(total), message, hint)]


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def finish(intake: Intake) -> None:
    """Complete supplies (ids, and products where no table has any), and prefix issuers and employers that are ids."""
    short = [number for number, source in intake.sources.found.items() if source.label == "supplies"]
    if short:
        listed = ", ".join(map(str, short))
        intake.con.execute(_SUPPLY_IDS.format(sources=listed))
        if not intake.records["products"] and not intake.records["lots"]:
            made = intake.con.execute(_SUPPLY_PRODUCTS.format(sources=listed)).fetchone()
            intake.records["products"] = int(made[0]) if made else 0
    prefixes: dict[str, list[int]] = {}
    for number, source in intake.sources.found.items():
        if source.prefix:
            prefixes.setdefault(source.prefix, []).append(number)
    for prefix, numbers in prefixes.items():
        for table, column in (("documents", "issuer"), ("workforces", "employer"), ("workforces", "recruiter")):
            if intake.records[table]:
                listed = ", ".join(map(str, numbers))
                intake.con.execute(
                    f"UPDATE raw.{table} SET {column} = ? || {column} WHERE source IN ({listed}) "
                    f"AND (? || {column}) IN (SELECT id FROM raw.parties UNION ALL SELECT id FROM raw.facilities)",
                    [f"{prefix}:", f"{prefix}:"],
                )


_SUPPLY_PRODUCTS = """
INSERT INTO raw.products (source, "row", id, name)
SELECT min(source), arg_min("row", source * 4294967296 + "row"), item, item
FROM (SELECT source :: BIGINT AS source, "row", unnest(string_split(item, '|')) AS item FROM raw.shipments
      WHERE source IN ({sources}))
GROUP BY item
"""
"""Who has only supplier relationships has no table of products: what is supplied is a product of that name."""

_SUPPLY_IDS = """
UPDATE raw.shipments AS r SET id = made.id FROM (
    SELECT source, "row", 'supply-' || content || CASE WHEN k > 1 THEN '-' || k ELSE '' END AS id
    FROM (
        SELECT source, "row", content, row_number() OVER (PARTITION BY content ORDER BY source, "row") AS k
        FROM (
            SELECT source, "row", substr(sha256(concat('a' || consignor || chr(31), 'b' || consignee || chr(31),
                'c' || item || chr(31), 'd' || "start" || chr(31), 'e' || "end" || chr(31), 'f' || evidence)), 1, 16)
                AS content
            FROM raw.shipments WHERE id IS NULL AND source IN ({sources})
        )
    )
) AS made
WHERE r.source = made.source AND r."row" = made."row"
"""
