"""Houses and the lots that came into and left them: what the checks of impossible records look at, in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TIES = """
SELECT facility, operator FROM operation
UNION SELECT a, b FROM same_as WHERE NOT is_item AND NOT different
ORDER BY ALL
"""

_MOVES = """
CREATE OR REPLACE TEMP TABLE gap_move AS
WITH trip AS (
    SELECT s.claim, s.consignor, s.consignee, s.hop_first, s.hop_last,
        TRY_CAST(r.quantity AS DOUBLE) AS quantity, lower(trim(coalesce(r.unit, ''))) AS unit
    FROM shipment AS s JOIN claim AS c ON c.claim = s.claim
    JOIN raw.shipments AS r ON r.source = c.source AND r."row" = c."row"
    UNION ALL
    SELECT claim, consignor, importer, first_day, last_day, NULL, '' FROM entry WHERE NOT coalesce(is_virtual, false)
), load AS (SELECT claim, count(*) AS items FROM moved GROUP BY claim)
SELECT t.claim, c.id, t.consignor, coalesce(f.house, t.consignor) AS from_house,
    coalesce(h.house, t.consignee) AS to_house, m.item, i.product, l.items, t.quantity, t.unit, t.hop_first, t.hop_last
FROM trip AS t JOIN claim AS c ON c.claim = t.claim JOIN moved AS m ON m.claim = t.claim
JOIN item AS i ON i.item = m.item JOIN load AS l ON l.claim = t.claim
LEFT JOIN gap_house AS f ON f.holder = t.consignor LEFT JOIN gap_house AS h ON h.holder = t.consignee
WHERE coalesce(f.house, t.consignor) IS DISTINCT FROM coalesce(h.house, t.consignee)
"""

_MADE = """
CREATE OR REPLACE TEMP TABLE gap_make AS
SELECT p.claim, c.id, p.holder, coalesce(h.house, p.holder) AS house, o.item, i.product, p.incomplete, p.extraction,
    p.hop_first, p.hop_last
FROM process AS p JOIN claim AS c ON c.claim = p.claim JOIN process_output AS o ON o.claim = p.claim
JOIN item AS i ON i.item = o.item LEFT JOIN gap_house AS h ON h.holder = p.holder
"""

_LOTS = """
CREATE OR REPLACE TEMP TABLE gap_lot AS
SELECT i.item, i.id, i.product FROM item AS i
WHERE i.is_lot AND NOT EXISTS (SELECT 1 FROM same_as AS s WHERE s.is_item AND (s.a = i.item OR s.b = i.item))
AND NOT EXISTS (SELECT 1 FROM bom AS b WHERE b.product = i.product)
"""

_OPEN = """
CREATE OR REPLACE TEMP TABLE gap_open AS
WITH came AS (
    SELECT DISTINCT to_house AS house, item FROM gap_move UNION SELECT DISTINCT house, item FROM gap_make
), near AS (
    SELECT house, item FROM came UNION SELECT DISTINCT from_house, item FROM gap_move
)
SELECT n.house, n.item FROM near AS n JOIN gap_lot AS l ON l.item = n.item
JOIN came AS c ON c.house = n.house AND c.item = l.product
UNION SELECT n.house, n.item FROM near AS n SEMI JOIN gap_lot USING (item)
JOIN came AS c ON c.house = n.house AND c.item = 0
"""


def prepare(con: DuckDBPyConnection) -> None:
    """Make the tables that the checks share.

    Parameters
    ----------
    con : DuckDBPyConnection

    Notes
    -----
    ``gap_house`` (holder, house): holders in chains of operations and of sameness on record are one house, since what
    one receives another may send. ``gap_move``: shipments and entries between houses, an item a row. ``gap_make``: what
    processes make. ``gap_lot``: lots that are no other lot and that no bill makes. ``gap_open``: the houses and lots of
    which more may have come in than is recorded under the lot's id, as goods of its product or unidentified.
    """
    rows = _houses(con.execute(_TIES).fetchall())
    con.execute("CREATE OR REPLACE TEMP TABLE gap_house (holder INTEGER, house INTEGER)")
    if rows:
        con.execute("INSERT INTO gap_house SELECT unnest(?), unnest(?)", [list(rows), list(rows.values())])
    for statement in (_MOVES, _MADE, _LOTS, _OPEN):
        con.execute(statement)


def _houses(ties: list[tuple[int, int]]) -> dict[int, int]:
    """Return the house of each holder that is tied to another: the smallest number in it."""
    parent: dict[int, int] = {}

    def top(holder: int) -> int:
        while parent.setdefault(holder, holder) != holder:
            parent[holder] = parent[parent[holder]]
            holder = parent[holder]
        return holder

    for one, other in ties:
        a, b = sorted((top(one), top(other)))
        parent[b] = a
    return {holder: top(holder) for holder in sorted(parent)}
