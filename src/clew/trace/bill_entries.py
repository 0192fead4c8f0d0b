"""The entries of bills of materials: each top product as if entered by who sends or makes it, or a virtual maker.

All of them stand in one graph. Questions about components are asked beside it (`ask_beside`), after all hops and
sources are known, so that asking changes no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clew.model.basis import Basis
from clew.model.dates import ALWAYS, EVER
from clew.store.database import given

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Stock = tuple[int, int]
"""Numbers of a holder and an item."""

Asked = tuple[int, int, tuple[int, ...]]
"""Numbers of a holder, a product and the items that stand for it there."""

ENTRY = 2
"""The kind of a hop into an entry."""

HELD = """
CREATE TEMP TABLE bill_held AS
SELECT DISTINCT holder, item FROM (
    SELECT s.consignor AS holder, m.item FROM shipment s JOIN moved m ON m.claim = s.claim
    UNION ALL SELECT e.consignor, m.item FROM entry e JOIN moved m ON m.claim = e.claim
    UNION ALL SELECT p.holder, o.item FROM process p JOIN process_output o ON o.claim = p.claim
    UNION ALL SELECT maker, product FROM bom WHERE maker IS NOT NULL
    UNION ALL SELECT supplier, component FROM bom WHERE supplier IS NOT NULL
)
"""


@dataclass(frozen=True)
class Question:
    """An entry that is asked for: a product at a holder, and the items that stand for it there.

    Attributes
    ----------
    claim : int
        Number of the entry.
    """

    claim: int
    product: int
    holder: int
    items: tuple[int, ...]
    virtual: bool


@dataclass
class Entered:
    """Who holds the products of bills, and the entries of those that are asked for.

    Attributes
    ----------
    holders : dict of int to dict
        Product → holder who sends or makes it → its items there.
    questions : list of Question
        Top products; and products beneath virtual makers that nobody sends or makes.
    virtual : dict of int to Question
        Product → its entry by a virtual maker.
    """

    holders: dict[int, dict[int, tuple[int, ...]]]
    questions: list[Question] = field(default_factory=list)
    virtual: dict[int, Question] = field(default_factory=dict)


def enter(con: DuckDBPyConnection, tops: Sequence[int], lines: dict[int, list[int]], day: int | None) -> Entered:
    """Insert the entries of top products, when the store is built and before the flow runs.

    Parameters
    ----------
    tops : sequence of int
        Item numbers of products.
    lines : dict of int to list of int
        Product → its components.
    day : int or None
        When they are entered; None = after all dates.
    """
    entered = Entered(_held(con))
    alone = _unheld(tops, lines, entered.holders)
    rows: list[tuple[int, int, tuple[int, ...], bool]] = []
    for product in tops:
        rows += [(product, holder, items, False) for holder, items in sorted(entered.holders.get(product, {}).items())]
    makers = _virtual_makers(con, alone)
    rows += [(product, makers[product], (product,), True) for product in alone]
    claims = _insert(con, [(holder, product, items) for product, holder, items, _ in rows], day)
    for claim, (product, holder, items, virtual) in zip(claims, rows, strict=True):
        question = Question(claim, product, holder, items, virtual)
        entered.questions.append(question)
        if virtual:
            entered.virtual[product] = question
    return entered


def ask_beside(con: DuckDBPyConnection, asked: Iterable[Asked], day: int | None) -> list[int]:
    """Insert entries of (holder, product, items) that change no hop and no source, and return their claims.

    Notes
    -----
    To be called after flow and sources. Each holder must have one of the items, by a record or by a bill.
    """
    rows = list(asked)
    claims = _insert(con, rows, day, moved=False)
    if not claims:
        return claims
    first = con.execute("SELECT stocks + hubs + entries FROM node_count").fetchall()[0][0]
    con.execute("INSERT INTO entry_node SELECT unnest(range(?, ?)), unnest(range(?, ?))",
                [claims[0], claims[-1] + 1, first, first + len(claims)])  # fmt: skip
    con.execute("UPDATE node_count SET entries = entries + ?", [len(claims)])
    flat = [(claim, holder, item) for claim, (holder, _, items) in zip(claims, rows, strict=True) for item in items]
    with given(con, claim=[row[0] for row in flat], holder=[row[1] for row in flat], item=[row[2] for row in flat]):
        con.execute(
            "INSERT INTO hop BY NAME SELECT s.stock AS tail, n.node AS head, $kind AS kind, $basis AS basis, g.claim, "
            "$ever AS first_day, $last AS last_day, true AS proven, false AS ghost FROM given g "
            "JOIN stock s ON s.holder = g.holder AND s.item = g.item JOIN entry_node n ON n.claim = g.claim",
            {"kind": ENTRY, "basis": int(Basis.ASSERTED), "ever": EVER, "last": ALWAYS if day is None else day},
        )
    found = con.execute("SELECT count(DISTINCT claim) FROM hop WHERE claim >= ?", [claims[0]]).fetchall()
    assert found[0][0] == len(claims), "a component is asked for where nobody has it"
    return claims


def _held(con: DuckDBPyConnection) -> dict[int, dict[int, tuple[int, ...]]]:
    """Return, of each product of a bill, who sends or makes it, and which of its items."""
    con.execute(HELD)
    rows = con.execute(
        "SELECT i.product, h.holder, h.item FROM bill_held h JOIN item i ON i.item = h.item "
        "WHERE i.product IN (SELECT product FROM bom UNION SELECT component FROM bom) ORDER BY ALL"
    ).fetchall()
    con.execute("DROP TABLE bill_held")
    found: dict[int, dict[int, list[int]]] = {}
    for product, holder, item in rows:
        found.setdefault(product, {}).setdefault(holder, []).append(item)
    return {product: {h: tuple(items) for h, items in held.items()} for product, held in found.items()}


def _unheld(tops: Sequence[int], lines: dict[int, list[int]], held: dict[int, dict[int, tuple[int, ...]]]) -> list[int]:
    """Return top products that nobody sends or makes, and what is beneath them of which the same is true."""
    found = dict.fromkeys(product for product in tops if product not in held)
    waiting = list(found)
    while waiting:
        for component in lines.get(waiting.pop(), ()):
            if component not in held and component not in found:
                found[component] = None
                waiting.append(component)
    return sorted(found)


def _virtual_makers(con: DuckDBPyConnection, products: Sequence[int]) -> dict[int, int]:
    """Insert a party for each product, of which nothing is known, and return their numbers."""
    if not products:
        return {}
    first = con.execute("SELECT coalesce(max(holder), -1) + 1 FROM holder").fetchall()[0][0]
    ids = _ids(con, "item", products)
    taken = {row[0] for row in con.execute("SELECT id FROM holder UNION ALL SELECT id FROM item").fetchall()}
    names = [_free(f"maker of {ids[product]}", taken) for product in products]
    con.execute(
        "INSERT INTO holder BY NAME SELECT unnest(range($first, $first + len($names))) :: INTEGER AS holder, "
        "unnest($names) AS id, unnest($names) AS name, unnest($names) AS id_norm, unnest($names) AS name_norm, "
        "false AS is_facility, false AS has_operator_column",
        {"first": first, "names": names},
    )
    return {product: first + place for place, product in enumerate(products)}


def _insert(con: DuckDBPyConnection, rows: Sequence[Asked], day: int | None, *, moved: bool = True) -> list[int]:
    """Insert entries of (holder, product, items), and return their claims; ids are ``HOLDER/PRODUCT``."""
    if not rows:
        return []
    first = con.execute("SELECT coalesce(max(claim), -1) + 1 FROM claim").fetchall()[0][0]
    holders = _ids(con, "holder", [holder for holder, _, _ in rows])
    products = _ids(con, "item", [product for _, product, _ in rows])
    taken = {row[0] for row in con.execute("SELECT id FROM claim WHERE contains(id, '/')").fetchall()}
    ids = [_free(f"{holders[holder]}/{products[product]}", taken) for holder, product, _ in rows]
    claims = list(range(first, first + len(rows)))
    days = {"day": ALWAYS if day is None else day}
    with given(con, claim=claims, id=ids, holder=[holder for holder, _, _ in rows]):
        con.execute(
            "INSERT INTO claim BY NAME SELECT claim, id, 'entry' AS kind, $day AS first_day, $day AS last_day "
            "FROM given",
            days,
        )
        con.execute(
            "INSERT INTO entry BY NAME SELECT claim, holder AS consignor, $day AS first_day, $day AS last_day, "
            "true AS is_virtual FROM given",
            days,
        )
    if moved:
        pairs = [(claim, item) for claim, (_, _, items) in zip(claims, rows, strict=True) for item in items]
        with given(con, claim=[claim for claim, _ in pairs], item=[item for _, item in pairs]):
            con.execute("INSERT INTO moved BY NAME SELECT claim, item FROM given")
    return claims


def _ids(con: DuckDBPyConnection, table: str, numbers: Iterable[int]) -> dict[int, str]:
    statement = f"SELECT {table}, id FROM {table} WHERE {table} IN (SELECT unnest(CAST(? AS INTEGER[])))"
    return dict(con.execute(statement, [sorted(set(numbers))]).fetchall())


def _free(name: str, taken: set[str]) -> str:
    """Return a name, with a sign behind it where a record bears it, and take it."""
    while name in taken:
        name += "'"
    taken.add(name)
    return name
