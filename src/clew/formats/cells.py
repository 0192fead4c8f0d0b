"""The SQL that makes cells of the contract of the cells that a reader hands over."""

from collections.abc import Mapping

from clew.formats.part import Part
from clew.model.tables import TABLES, Column, Kind
from clew.store import raw

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


def statement(part: Part, source: int, target: str, places: Mapping[str, int], *, plain: bool) -> str:
    """Return the INSERT of a part into a raw table.

    Parameters
    ----------
    places : mapping of str to int
        Column of the raw table → its place in the part.
    plain : bool
        Whether the cells of the part are those of the contract already.
    """
    if plain:
        cells = {name: f"c{place}" for name, place in places.items()}
    else:
        cells = {name: cell(part, TABLES[target].column(name), place) for name, place in places.items()}
    constants = _constants(part)
    names = "".join(f", {raw.quoted(name)}" for name in (*cells, *constants))
    insert = f'INSERT INTO raw.{target} (source, "row"{names}) '
    values = "".join(f", {text}" for text in constants.values())
    if part.given is None:
        number = "0" if part.first_row else "n"
        return (
            f"{insert}SELECT {source}, {number}{''.join(f', {text}' for text in cells.values())} FROM {part.relation}"
        )
    rows = mapped_rows(part, cells)
    if not part.given.distinct:
        chosen = "".join(f", {raw.quoted(name)}" for name in cells)
        filled = " OR ".join(f"{raw.quoted(name)} IS NOT NULL" for name in cells) or "true"
        return f"{insert}SELECT {source}, n{chosen}{values} FROM {rows} WHERE {filled}"
    firsts = "".join(", id" if name == "id" else f", arg_min({raw.quoted(name)}, n)" for name in cells)
    return f"{insert}SELECT {source}, min(n){firsts}{values} FROM {rows} WHERE id IS NOT NULL GROUP BY id"


def mapped_rows(part: Part, cells: Mapping[str, str]) -> str:
    """Return SQL for a FROM clause of the cells of a part under the names of the contract."""
    named = "".join(f", {text} AS {raw.quoted(name)}" for name, text in cells.items())
    number = f"row_number() OVER () + {part.first_row - 1} AS n" if part.first_row else "n"
    return f"(SELECT {number}{named} FROM {part.relation})"


def numbering(part: Part, source: int, target: str) -> str:
    """Return the UPDATE that numbers rows in the order in which they came: a window in the INSERT takes one thread."""
    first = f"(SELECT min(rowid) FROM raw.{target} WHERE source = {source})"
    return f'UPDATE raw.{target} SET "row" = rowid - {first} + {part.first_row} WHERE source = {source}'


def _constants(part: Part) -> dict[str, str]:
    if part.given is None:
        return {}
    rename = SHIPMENTS_OF_SUPPLIES if part.given.table == "supplies" else {}
    return {rename.get(name, name): raw.literal(value) for name, value in part.given.constants.items()}


def cell(part: Part, column: Column, place: int) -> str:
    """Return the SQL that makes a cell of the contract of a cell of a part: trimmed, blank as NULL."""
    text = f"c{place}"
    if part.again is not None or part.rows is None:
        text = f"trim({text})" if part.neat else f"trim({text}, {_WIDE_SPACE})"
    if column.several:
        bars = f"trim(regexp_replace({text}, '[|\\s]*\\|[|\\s]*', '|', 'g'), '|')"
        text = f"CASE WHEN contains({text}, '|') THEN {bars} ELSE {text} END"
    if column.kind is Kind.DATE and part.given is not None and part.given.dates:
        parsed = f"try_strptime({text}, {raw.literal(part.given.dates)})"
        text = f"coalesce(strftime({parsed}, '%Y-%m-%d'), {text})"
    text = f"nullif({text}, '')"
    if part.prefix and column.kind in (Kind.ID, Kind.REFERENCE):
        mark = part.prefix.replace("'", "''") + ":"
        text = f"'{mark}' || " + (f"replace({text}, '|', '|{mark}')" if column.several else text)
    return text
