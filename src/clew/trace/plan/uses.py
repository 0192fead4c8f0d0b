"""Where the records name goods at a holder: the cells that an answer to *which lot* or *which goods* corrects."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MOVES = """
SELECT '{table}', c.id FROM {kind} m JOIN claim c ON c.claim = m.claim JOIN moved v ON v.claim = m.claim
JOIN item i ON i.item = v.item JOIN holder h ON h.holder = m.{side} WHERE h.id = $holder AND i.id = $item
"""
_ON_RECORD = "AND (NOT coalesce(m.is_virtual, false) OR c.id = $virtual)"
_MAKES = """
SELECT 'processes.{column}', c.id FROM process m JOIN claim c ON c.claim = m.claim JOIN {table} v ON v.claim = m.claim
JOIN item i ON i.item = v.item JOIN holder h ON h.holder = m.holder WHERE h.id = $holder AND i.id = $item
"""
_USES = " UNION ".join(
    (
        _MOVES.format(table="shipments", kind="shipment", side="consignor"),
        _MOVES.format(table="shipments", kind="shipment", side="consignee"),
        _MOVES.format(table="entries", kind="entry", side="consignor") + _ON_RECORD,
        _MOVES.format(table="entries", kind="entry", side="importer") + _ON_RECORD,
        _MAKES.format(column="inputs", table="process_input"),
        _MAKES.format(column="outputs", table="process_output"),
    )
)
_NAMED = {"processes.inputs": "process_input", "processes.outputs": "process_output"}


def uses(con: DuckDBPyConnection, holder: str, item: str, virtual: str) -> list[tuple[str, str]]:
    """Return where goods come to a holder, are made or used there, and leave it: table (and column) and record.

    Parameters
    ----------
    virtual : str
        The entry that is made up and counts; others that are made up are no records.
    """
    found: list[tuple[str, str]] = con.execute(
        _USES + " ORDER BY ALL", {"holder": holder, "item": item, "virtual": virtual}
    ).fetchall()
    return found


def named(con: DuckDBPyConnection, table: str, record: str) -> list[str]:
    """Return the items that such a cell names, sorted; ``*`` where it is blank."""
    rows = con.execute(
        f"SELECT i.id FROM {_NAMED.get(table, 'moved')} v JOIN claim c ON c.claim = v.claim "
        "JOIN item i ON i.item = v.item WHERE c.id = ? ORDER BY i.id",
        [record],
    ).fetchall()
    return [row[0] for row in rows]
