"""Which references lead nowhere, or to something of the wrong kind: found in rows or in columns."""

from dataclasses import dataclass

from clew.model.tables import CLAIM_TABLES, NODE_TABLES, TABLES, Column, Kind
from clew.store import raw
from clew.store.held import Held

BITS = {table: 1 << place for place, table in enumerate(NODE_TABLES)}
"""A bit for each kind of node: an id may be of several kinds while ids clash."""

HOLDER_BITS = BITS["parties"] | BITS["facilities"]


@dataclass(frozen=True, order=True)
class Dangling:
    """A cell that names no node of the kinds that it may.

    Attributes
    ----------
    place : int
        Of its column in `columns`.
    bits : int
        Kinds of nodes that bear the id; 0 if none does.
    """

    place: int
    source: int
    row: int
    value: str
    bits: int


def columns(held: Held) -> list[tuple[str, Column]]:
    """Return the columns that name nodes, of tables that have rows."""
    return [
        (table.name, column)
        for table in TABLES.values()
        for column in table.columns
        if column.kind is Kind.REFERENCE and column.refers[0] in NODE_TABLES and held.has(table.name, column.name)
    ]


def nodes(held: Held) -> list[Dangling]:
    """Return the cells that name no node of the right kind, sorted."""
    return sorted(_in_rows(held) if held.few else _in_columns(held))


def ids(held: Held) -> dict[str, int]:
    """Return the bits of every node id. Only where records are few."""
    found: dict[str, int] = {}
    for table, bit in BITS.items():
        for _, _, cells in held.rows(table):
            if (text := cells["id"]) is not None:
                found[text] = found.get(text, 0) | bit
    return found


def ids_sql(held: Held) -> str:
    """Return SQL for every node id with its bits."""
    selects = [f"SELECT id, {bit} AS bits FROM raw.{table}" for table, bit in BITS.items() if held.records[table]]
    if not selects:
        return "SELECT CAST(NULL AS VARCHAR) AS id, 0 AS bits WHERE false"
    return f"SELECT id, bit_or(bits) AS bits FROM ({' UNION ALL '.join(selects)}) GROUP BY id"


def _mask(column: Column) -> int:
    return sum(BITS[name] for name in column.refers)


def _in_rows(held: Held) -> list[Dangling]:
    known = ids(held)
    found = []
    for place, (table, column) in enumerate(columns(held)):
        mask = _mask(column)
        for source, row, cells in held.rows(table):
            text = cells[column.name]
            if text is None:
                continue
            for value in text.split("|") if column.several else (text,):
                bits = known.get(value, 0)
                if not bits & mask:
                    found.append(Dangling(place, source, row, value, bits))
    return found


def _in_columns(held: Held) -> list[Dangling]:
    selects = []
    for place, (table, column) in enumerate(columns(held)):
        name = raw.quoted(column.name)
        value = f"unnest(string_split({name}, '|'))" if column.several else name
        cells = f'{place} AS place, {_mask(column)} AS mask, source, "row", {value} AS id'
        selects.append(f"SELECT {cells} FROM raw.{table} WHERE {name} IS NOT NULL")
    if not selects:
        return []
    statement = (
        f'SELECT place, source, "row", c.id, coalesce(n.bits, 0) FROM ({" UNION ALL ".join(selects)}) AS c '
        f"LEFT JOIN ({ids_sql(held)}) AS n ON n.id = c.id WHERE coalesce(n.bits, 0) & c.mask = 0"
    )
    return [Dangling(*row) for row in held.con.execute(statement).fetchall()]


def claims(held: Held) -> list[tuple[int, int, str, bool]]:
    """Return the rows of evidence that name no claim: source, row, id, whether a facility bears it."""
    if not held.records["evidence"]:
        return []
    return sorted(_claims_in_rows(held) if held.few else _claims_in_columns(held))


def _claims_in_rows(held: Held) -> list[tuple[int, int, str, bool]]:
    facilities = held.rows("facilities")
    known = {cells["id"] for table in CLAIM_TABLES for _, _, cells in held.rows(table)}
    known |= {cells["id"] for _, _, cells in facilities if cells["operator"] is not None}
    others = {cells["id"] for _, _, cells in facilities}
    return [
        (source, row, claim, claim in others)
        for source, row, cells in held.rows("evidence")
        if (claim := cells["claim"]) is not None and claim not in known
    ]


def _claims_in_columns(held: Held) -> list[tuple[int, int, str, bool]]:
    statement = (
        'SELECT DISTINCT e.source, e."row", e.claim, f.id IS NOT NULL FROM raw.evidence AS e '
        f"ANTI JOIN ({claim_ids(held)}) AS c ON c.id = e.claim LEFT JOIN raw.facilities AS f ON f.id = e.claim "
        "WHERE e.claim IS NOT NULL"
    )
    return held.con.execute(statement).fetchall()


def claim_ids(held: Held) -> str:
    """Return SQL for the id of every claim."""
    selects = [f"SELECT id FROM raw.{table}" for table in CLAIM_TABLES if held.records[table]]
    if held.has("facilities", "operator"):
        selects.append("SELECT id FROM raw.facilities WHERE operator IS NOT NULL")
    return " UNION ALL ".join(selects) or "SELECT CAST(NULL AS VARCHAR) AS id"
