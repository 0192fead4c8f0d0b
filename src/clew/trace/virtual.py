"""Virtual entries: in a graph without entries, every end stock is traced as if entered after all dates.

An *end stock* was received and never sent on, used or entered: neither the item itself, nor its product
where one of the two is not told by lot, at the holder, its operators, or the facilities of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clew.model.dates import ALWAYS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

GONE = """
CREATE TEMP TABLE end_gone AS
WITH tie AS (SELECT DISTINCT facility, operator FROM operation),
kin AS (
    SELECT holder, holder AS member FROM holder
    UNION SELECT facility, operator FROM tie
    UNION SELECT operator, facility FROM tie
    UNION SELECT a.facility, b.facility FROM tie a JOIN tie b ON a.operator = b.operator
),
moving AS (SELECT s.consignor AS holder, m.item FROM shipment s JOIN moved m ON m.claim = s.claim),
making AS (
    SELECT holder, item FROM moving
    UNION SELECT p.holder, o.item FROM process p JOIN process_output o ON o.claim = p.claim
),
lines AS (
    SELECT maker AS holder, component AS item FROM bom WHERE maker IS NOT NULL
    UNION
    SELECT k.holder, b.component
    FROM bom b JOIN item i ON i.product = b.product JOIN making k ON k.item = i.item
    WHERE b.maker IS NULL
),
gone AS (
    SELECT holder, item FROM moving
    UNION SELECT p.holder, n.item FROM process p JOIN process_input n ON n.claim = p.claim
    UNION SELECT holder, item FROM lines
)
SELECT DISTINCT k.holder, g.item FROM gone g JOIN kin k ON k.member = g.holder
"""

ENDS = """
CREATE TEMP TABLE end_stock AS
WITH received AS (
    SELECT DISTINCT s.consignee AS holder, m.item FROM shipment s JOIN moved m ON m.claim = s.claim
),
gone_product AS (
    SELECT DISTINCT g.holder, i.product FROM end_gone g JOIN item i ON i.item = g.item
)
SELECT row_number() OVER (ORDER BY h.id || '/' || i.id, r.holder) - 1 AS place,
    h.id || '/' || i.id AS id, r.holder, r.item
FROM received r JOIN holder h ON h.holder = r.holder JOIN item i ON i.item = r.item
WHERE NOT EXISTS (SELECT 1 FROM end_gone g WHERE g.holder = r.holder AND g.item = r.item)
AND NOT EXISTS (SELECT 1 FROM end_gone g WHERE g.holder = r.holder AND g.item = i.product)
AND (i.is_lot OR NOT EXISTS (SELECT 1 FROM gone_product g WHERE g.holder = r.holder AND g.product = i.product))
"""


def add_virtual_entries(con: DuckDBPyConnection) -> int:
    """Insert an entry for every end stock of a graph that has no entries, and return their number.

    Notes
    -----
    To be called when the store is built and before the flow runs. Ids are ``HOLDER/ITEM``; numbers follow
    those of the claims on record, in order of id.
    """
    if con.execute("SELECT count(*) FROM entry").fetchall()[0][0]:
        return 0
    con.execute(GONE)
    con.execute(ENDS)
    count = _insert(con)
    con.execute("DROP TABLE end_gone")
    return count


def add_virtual_entry(con: DuckDBPyConnection, holder: int, item: int) -> int:
    """Insert an entry for one stock, given by numbers, and return the number of its claim."""
    con.execute(
        "CREATE TEMP TABLE end_stock AS SELECT 0 AS place, h.holder, i.item, h.id || '/' || i.id AS id "
        "FROM holder h, item i WHERE h.holder = ? AND i.item = ?",
        [holder, item],
    )
    _insert(con)
    return int(con.execute("SELECT max(claim) FROM claim").fetchall()[0][0])


def _insert(con: DuckDBPyConnection) -> int:
    """Make claims and entries of the table `end_stock`, drop it, and return how many there are."""
    base = con.execute("SELECT coalesce(max(claim), -1) + 1 FROM claim").fetchall()[0][0]
    con.execute(
        "INSERT INTO claim BY NAME SELECT place + $base AS claim, id, 'entry' AS kind, "
        "$always AS first_day, $always AS last_day FROM end_stock ORDER BY place",
        {"base": base, "always": ALWAYS},
    )
    con.execute(
        "INSERT INTO entry BY NAME SELECT place + $base AS claim, holder AS consignor, $always AS first_day, "
        "$always AS last_day, true AS is_virtual FROM end_stock ORDER BY place",
        {"base": base, "always": ALWAYS},
    )
    con.execute(
        "INSERT INTO moved BY NAME SELECT place + $base AS claim, item FROM end_stock ORDER BY place", {"base": base}
    )
    count = con.execute("SELECT count(*) FROM end_stock").fetchall()[0][0]
    con.execute("DROP TABLE end_stock")
    return int(count)
