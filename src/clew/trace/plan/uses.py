"""What is on record about the holders, goods and claims that requests name: looked up for all of them at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clew.trace.plan.request import Request

Goods = tuple[str, str]

OPERATORS = """
SELECT DISTINCT f.id, p.id FROM operation o JOIN holder f ON f.holder = o.facility JOIN holder p
ON p.holder = o.operator JOIN claim_status t ON t.claim = o.claim
WHERE f.id IN (SELECT unnest(?)) AND NOT t.rebutted ORDER BY ALL
"""
INPUTLESS = """
SELECT c.id, h.id FROM process p JOIN claim c ON c.claim = p.claim JOIN holder h ON h.holder = p.holder
WHERE c.id IN (SELECT unnest(?)) AND NOT EXISTS (SELECT 1 FROM process_input n WHERE n.claim = p.claim) ORDER BY ALL
"""
WORKERS = """
SELECT h.id, c.id FROM workforce w JOIN claim c ON c.claim = w.claim JOIN holder h ON h.holder = w.holder
WHERE h.id IN (SELECT unnest(?)) AND w.nationality IS NULL ORDER BY ALL
"""
CLAIMS = "SELECT id, kind, first_day, last_day FROM claim WHERE id IN (SELECT unnest(?))"

_MOVES = """
SELECT a.holder, a.item, '{table}', c.id FROM asked a JOIN {kind} m ON m.{side} = a.at
JOIN moved v ON v.claim = m.claim AND v.item = a.goods JOIN claim c ON c.claim = m.claim
"""
_ON_RECORD = "WHERE NOT coalesce(m.is_virtual, false) OR c.id = $virtual"
_MAKES = """
SELECT a.holder, a.item, 'processes.{column}', c.id FROM asked a JOIN process m ON m.holder = a.at
JOIN {table} v ON v.claim = m.claim AND v.item = a.goods JOIN claim c ON c.claim = m.claim
"""
_USES = """
WITH named AS (SELECT unnest($holders) AS holder, unnest($items) AS item),
asked AS (
    SELECT n.holder, n.item, h.holder AS at, i.item AS goods
    FROM named n JOIN holder h ON h.id = n.holder JOIN item i ON i.id = n.item
)
""" + " UNION ".join(
    (
        _MOVES.format(table="shipments", kind="shipment", side="consignor"),
        _MOVES.format(table="shipments", kind="shipment", side="consignee"),
        _MOVES.format(table="entries", kind="entry", side="consignor") + _ON_RECORD,
        _MOVES.format(table="entries", kind="entry", side="importer") + _ON_RECORD,
        _MAKES.format(column="inputs", table="process_input"),
        _MAKES.format(column="outputs", table="process_output"),
    )
)
_NAMED = {
    "shipments": "moved",
    "entries": "moved",
    "processes.inputs": "process_input",
    "processes.outputs": "process_output",
}


class Known:
    """What is on record about what requests name.

    Parameters
    ----------
    virtual : str
        The entry that is made up and counts; others that are made up are no records.

    Attributes
    ----------
    operators : dict of str to list of str
        Of facilities, those that are not rebutted.
    inputless : dict of str to list of str
        Of processes that name no input, their holder.
    workers : dict of str to list of str
        Of holders, the workforces whose nationality nobody recorded.
    claims : dict of str to tuple
        Kind, and first and last day.
    """

    def __init__(self, con: DuckDBPyConnection, requests: Collection[Request], virtual: str) -> None:
        holders = sorted({each.holder for each in requests if each.holder})
        claims = sorted({each.claim for each in requests if each.claim})
        self.operators = _lists(con, OPERATORS, holders)
        self.inputless = _lists(con, INPUTLESS, claims)
        self.workers = _lists(con, WORKERS, holders)
        rows = con.execute(CLAIMS, [claims]).fetchall() if claims else []
        self.claims = {id_: (kind, (first, last)) for id_, kind, first, last in rows}
        asked = {
            (own, "*" if each.kind == "which_goods" else each.item or "")
            for each in requests
            if each.holder and each.kind in {"which_lot", "which_goods"}
            for own in self.own(each.holder)
        }
        self._uses = _uses(con, sorted(asked), virtual)
        self._named = _named(con, {use for uses in self._uses.values() for use in uses})

    def own(self, holder: str) -> list[str]:
        """Return a holder and its operators."""
        return [holder, *self.operators.get(holder, ())]

    def uses(self, holder: str, item: str) -> list[Goods]:
        """Return where goods come to a holder, are made or used there, and leave it: table (and column) and record.

        These are the cells that an answer to *which lot* or *which goods* corrects.
        """
        return self._uses.get((holder, item), [])

    def named(self, table: str, record: str) -> list[str]:
        """Return the items that such a cell names, sorted; ``*`` where it is blank."""
        return list(self._named[table, record])


def _lists(con: DuckDBPyConnection, sql: str, ids: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in con.execute(sql, [ids]).fetchall() if ids else ():
        found.setdefault(key, []).append(value)
    return found


def _uses(con: DuckDBPyConnection, asked: list[Goods], virtual: str) -> dict[Goods, list[Goods]]:
    found: dict[Goods, list[Goods]] = {}
    if asked:
        given: dict[str, Any] = {"holders": [each[0] for each in asked], "items": [each[1] for each in asked]}
        for holder, item, *use in con.execute(_USES + " ORDER BY ALL", {**given, "virtual": virtual}).fetchall():
            found.setdefault((holder, item), []).append((use[0], use[1]))
    return found


def _named(con: DuckDBPyConnection, cells: Iterable[Goods]) -> dict[Goods, list[str]]:
    records: dict[str, list[str]] = {}
    for table, record in sorted(cells):
        records.setdefault(table, []).append(record)
    found: dict[Goods, list[str]] = {}
    for table, ids in records.items():
        rows = con.execute(
            f"SELECT c.id, i.id FROM {_NAMED[table]} v JOIN claim c ON c.claim = v.claim "
            "JOIN item i ON i.item = v.item WHERE c.id IN (SELECT unnest(?)) ORDER BY ALL",
            [ids],
        ).fetchall()
        for record, item in rows:
            found.setdefault((table, record), []).append(item)
    return found
