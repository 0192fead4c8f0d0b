"""Whom changes of records touch: the holders at which something may be derived anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clew.model.tables import CLAIM_TABLES, TABLES

if TYPE_CHECKING:
    from clew.trace.plan.around import Around
    from clew.trace.plan.edits import Cells, Edits

HOLDERS_OF = """
SELECT claim, consignor AS holder FROM shipment UNION ALL SELECT claim, consignee FROM shipment
UNION ALL SELECT claim, consignor FROM entry UNION ALL SELECT claim, importer FROM entry WHERE importer IS NOT NULL
UNION ALL SELECT claim, holder FROM process
UNION ALL SELECT claim, maker FROM bom WHERE maker IS NOT NULL
UNION ALL SELECT claim, supplier FROM bom WHERE supplier IS NOT NULL
UNION ALL SELECT claim, holder FROM workforce
UNION ALL SELECT claim, facility FROM operation UNION ALL SELECT claim, operator FROM operation
UNION ALL SELECT claim, owner FROM ownership UNION ALL SELECT claim, owned FROM ownership
UNION ALL SELECT claim, a FROM same_as WHERE NOT is_item UNION ALL SELECT claim, b FROM same_as WHERE NOT is_item
UNION ALL SELECT claim, holder FROM segregation
"""
"""The holders that claims name."""

GOODS_OF = """
SELECT DISTINCT i.product FROM (
    SELECT claim, item FROM moved UNION ALL SELECT claim, item FROM process_input
    UNION ALL SELECT claim, item FROM process_output
) g JOIN item i ON i.item = g.item WHERE g.claim IN ({})
"""
"""The products of the goods that claims say are moved, used or made."""

CONSIGNEES = """
SELECT consignee FROM shipment WHERE consignor IN (SELECT unnest($holders))
UNION SELECT importer FROM entry WHERE consignor IN (SELECT unnest($holders)) AND importer IS NOT NULL
"""
EMPLOYED = """
WITH word AS (
    SELECT holder, employer AS id, employer_norm AS name FROM workforce WHERE employer IS NOT NULL
    UNION ALL SELECT holder, recruiter, recruiter_norm FROM workforce WHERE recruiter IS NOT NULL
)
SELECT w.holder FROM word w JOIN holder h ON h.id = w.id WHERE h.holder IN (SELECT unnest($holders))
UNION SELECT w.holder FROM word w JOIN holder_name n ON n.name_norm = w.name WHERE n.holder IN (SELECT unnest($holders))
"""
STOCKED = "SELECT DISTINCT s.holder FROM stock s JOIN item i ON i.item = s.item WHERE {} IN (SELECT unnest($items))"
FLOWS = {"shipments", "entries", "processes", "bom"}
TIES = {"parties", "facilities", "operations", "owners", "same_as", "matches"}
TIE_KINDS = {"operation", "ownership", "identity"}
BINDING = {"operations", "same_as"}
BINDING_KINDS = {"operation", "identity"}
"""Ties that decide who applies a bill, and what is sent from whom."""


@dataclass
class Touched:
    """What changes name, by numbers in the store.

    Attributes
    ----------
    holders, makers : set of int
        All that are named, and those whose processes change: whether goods came back to others depends on them.
    products : set of int
        Of which goods come or go, or did.
    tied, bound : set of int
        Holders whose ties change, and of these those by which goods are theirs.
    stocked : set of int
        Items and products that change wherever they are.
    """

    holders: set[int] = field(default_factory=set)
    makers: set[int] = field(default_factory=set)
    products: set[int] = field(default_factory=set)
    tied: set[int] = field(default_factory=set)
    bound: set[int] = field(default_factory=set)
    stocked: set[int] = field(default_factory=set)


def affected(around: Around, edits: Edits) -> tuple[set[int], set[int]]:
    """Return the holders at which changes can make a difference (of those that are added none), and their goods.

    The goods are products of which any come or go.
    """
    touched = _touched(around, edits)
    holders = touched.holders | touched.makers | touched.tied
    con = around.con
    if touched.makers:
        makers = list(around.kin.close(touched.makers))
        holders |= {row[0] for row in con.execute(CONSIGNEES, {"holders": makers}).fetchall()}
    goods = touched.products
    if touched.tied:
        goods |= around.goods_of(touched.bound)
        below = around.owned(touched.tied)
        holders |= below | {row[0] for row in con.execute(EMPLOYED, {"holders": list(below)}).fetchall()}
    if touched.stocked:
        items = list(touched.stocked)
        holders |= {row[0] for row in con.execute(STOCKED.format("i.item"), {"items": items}).fetchall()}
        holders |= {row[0] for row in con.execute(STOCKED.format("i.product"), {"items": items}).fetchall()}
    return around.affected(holders, goods), goods


def _touched(around: Around, edits: Edits) -> Touched:
    found = Touched()
    rows = [(table, cells) for table, added in edits.added.items() for cells in added]
    rows += [(table, {"id": record, **cells}) for (table, record), cells in edits.changed.items()]
    _named(around, rows, found)
    claims = {cells["claim"] for table, cells in rows if table == "evidence"}
    claims |= {cells["id"] for table, cells in rows if table in CLAIM_TABLES or table == "facilities"}
    _claimed(around, claims, found)
    products = [record for table, record in edits.changed if table == "products"]
    sql = "SELECT item FROM item WHERE id IN (SELECT unnest(?))"
    found.stocked |= {row[0] for row in around.con.execute(sql, [products]).fetchall()}
    return found


def _named(around: Around, rows: Iterable[tuple[str, Cells]], found: Touched) -> None:
    """Note the holders and goods that rows name themselves."""
    con = around.con
    texts: dict[str, set[str]] = {"holder": set(), "item": set(), "maker": set(), "tied": set(), "bound": set()}
    for table, cells in rows:
        for column in TABLES[table].columns:
            values = {each.strip() for each in cells.get(column.name, "").split("|")} - {""}
            own = column.name == "id" and table in {"parties", "facilities"}
            if own or {"parties", "facilities"} & set(column.refers):
                texts["holder"] |= values
                texts["maker"] |= values if table == "processes" else set()
                texts["tied"] |= values if table in TIES else set()
                texts["bound"] |= values if table in BINDING or column.name == "operator" else set()
            elif {"products", "lots"} & set(column.refers) and table in FLOWS:
                texts["item"] |= values
    for name, into in (
        ("holder", found.holders),
        ("maker", found.makers),
        ("tied", found.tied),
        ("bound", found.bound),
    ):
        sql = "SELECT holder FROM holder WHERE id IN (SELECT unnest(?))"
        into |= {row[0] for row in con.execute(sql, [sorted(texts[name])]).fetchall()}
    sql = "SELECT product FROM item WHERE id IN (SELECT unnest(?))"
    found.products |= {row[0] for row in con.execute(sql, [sorted(texts["item"])]).fetchall()}


def _claimed(around: Around, claims: Iterable[str], found: Touched) -> None:
    """Note the holders, and what else they are about, of claims that change or are spoken of."""
    con = around.con
    sql = "SELECT claim, kind FROM claim WHERE id IN (SELECT unnest(?))"
    kinds = dict(con.execute(sql, [sorted(claims)]).fetchall())
    sql = f"SELECT claim, holder FROM ({HOLDERS_OF}) WHERE claim IN (SELECT unnest(?))"
    for claim, holder in con.execute(sql, [list(kinds)]).fetchall():
        found.holders.add(holder)
        if kinds[claim] == "process":
            found.makers.add(holder)
        if kinds[claim] in TIE_KINDS:
            found.tied.add(holder)
        if kinds[claim] in BINDING_KINDS:
            found.bound.add(holder)
    sql = GOODS_OF.format("SELECT unnest(CAST(? AS INTEGER[]))")
    found.products |= {row[0] for row in con.execute(sql, [list(kinds)]).fetchall()}
    for line in around.lines:
        if line.claim in kinds:
            found.products |= {line.product, line.component}
            found.holders |= around.touching([line.product]) if line.maker < 0 else set()
    if "identity" in kinds.values():
        found.stocked |= _same_items(around, kinds)


def _same_items(around: Around, claims: Iterable[int]) -> set[int]:
    """Return all items that hang together with those that claims make one."""
    pairs = around.con.execute("SELECT claim, a, b FROM same_as WHERE is_item ORDER BY claim").fetchall()
    named = set(claims)
    found = {item for claim, a, b in pairs if claim in named for item in (a, b)}
    fresh = found
    while fresh:
        fresh = {item for _, a, b in pairs if a in fresh or b in fresh for item in (a, b)} - found
        found = found | fresh
    return found
