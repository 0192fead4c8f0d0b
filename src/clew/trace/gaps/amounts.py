"""Impossible amounts: more of a lot sent than came in, outputs of a process heavier than its inputs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clew.trace import units
from clew.trace.gaps.case import Case, Found

KINDS = ("more_sent", "outputs_heavier")
SLACK = 1e-6
"""Share by which sums may differ: conversions of units are not exact."""

_IN = """
CREATE OR REPLACE TEMP TABLE gap_in AS
SELECT to_house AS house, item, any_value(u.measure) AS measure, sum(m.quantity * u.factor) AS amount,
    list(DISTINCT m.id ORDER BY m.id) AS claims
FROM gap_move AS m SEMI JOIN gap_lot USING (item) LEFT JOIN gap_unit AS u ON u.unit = m.unit
WHERE NOT EXISTS (SELECT 1 FROM gap_open AS o WHERE o.house = m.to_house AND o.item = m.item)
AND NOT EXISTS (SELECT 1 FROM gap_make AS g WHERE g.house = m.to_house AND g.item = m.item)
GROUP BY ALL HAVING count(*) = count(m.quantity) AND count(DISTINCT u.measure) = 1
"""

_OUT = """
CREATE OR REPLACE TEMP TABLE gap_out AS
SELECT from_house AS house, item, u.measure, sum(m.quantity * u.factor) AS amount, min(m.consignor) AS holder,
    list(DISTINCT m.id ORDER BY m.id) AS claims
FROM gap_move AS m SEMI JOIN gap_lot USING (item) JOIN gap_unit AS u ON u.unit = m.unit
WHERE m.items = 1 AND m.quantity IS NOT NULL GROUP BY ALL
"""

_MORE = f"""
SELECT h.id, l.id, i.measure, i.amount, o.amount, i.claims, o.claims
FROM gap_in AS i JOIN gap_out AS o ON o.house = i.house AND o.item = i.item AND o.measure = i.measure
JOIN holder AS h ON h.holder = o.holder JOIN gap_lot AS l ON l.item = o.item
WHERE o.amount > i.amount * (1 + {SLACK}) ORDER BY h.id, l.id
"""


def find(case: Case) -> Iterator[Found]:
    """Yield amounts that cannot be.

    Notes
    -----
    Whatever is not recorded speaks for the records: a lot is weighed only where every receipt of it by the house has a
    quantity in units that convert, where it is not made there, and where no goods of its product without a lot came in.
    A shipment of several items counts whole where it comes in, and not at all where it goes out.
    """
    rows = case.con.execute("SELECT DISTINCT unit FROM gap_move WHERE quantity IS NOT NULL").fetchall()
    try:
        known = units.measures(unit for (unit,) in rows)
    except units.NoUnits:
        case.notes.append("quantities were not compared: pip install 'clew[units]'")
        return
    _register(case, known)
    yield from _more_sent(case)
    yield from _heavier(case)


def _register(case: Case, known: dict[str, units.Measure]) -> None:
    case.con.execute("CREATE OR REPLACE TEMP TABLE gap_unit (unit VARCHAR, measure VARCHAR, factor DOUBLE)")
    for unit, (measure, factor) in known.items():
        case.con.execute("INSERT INTO gap_unit VALUES (?, ?, ?)", [unit, measure, factor])
    case.con.execute(_IN)
    case.con.execute(_OUT)


def _more_sent(case: Case) -> Iterator[Found]:
    for holder, lot, measure, came, went, receipts, shipments in case.con.execute(_MORE).fetchall():
        yield Found(
            "more_sent",
            f"{case.facts.holder(holder)} sent {_amount(went, measure)} of lot {lot} ({_list(shipments)}) and received "
            f"{_amount(came, measure)} ({_list(receipts)}): ask it where the rest came from, or for the right "
            "quantities.",
            (holder,),
            holder=holder,
            item=lot,
            about=frozenset(shipments) | frozenset(receipts),
        )


_WEIGHED = f"""
CREATE OR REPLACE TEMP TABLE gap_weighed AS
SELECT p.claim, coalesce(h.house, p.holder) AS house, p.holder, count(*) AS named, count(i.amount) AS known,
    sum(i.amount) AS amount, flatten(list(i.claims) FILTER (i.claims IS NOT NULL)) AS claims
FROM process AS p JOIN process_input AS n ON n.claim = p.claim LEFT JOIN gap_house AS h ON h.holder = p.holder
LEFT JOIN gap_in AS i ON i.house = coalesce(h.house, p.holder) AND i.item = n.item AND i.measure = '{units.MASS}'
WHERE NOT coalesce(p.incomplete, false) AND NOT coalesce(p.extraction, false)
GROUP BY ALL HAVING count(*) = count(i.amount)
"""

_OUTPUTS = f"""
SELECT c.id, h.id, w.amount, sum(o.amount), w.claims, flatten(list(o.claims))
FROM gap_weighed AS w JOIN claim AS c ON c.claim = w.claim JOIN holder AS h ON h.holder = w.holder
JOIN gap_make AS g ON g.claim = w.claim
JOIN gap_out AS o ON o.house = w.house AND o.item = g.item AND o.measure = '{units.MASS}'
WHERE NOT EXISTS (
    SELECT 1 FROM gap_make AS q WHERE q.house = w.house AND q.item = g.item AND q.claim <> w.claim)
AND NOT EXISTS (SELECT 1 FROM gap_move AS m WHERE m.to_house = w.house AND m.item = g.item)
AND NOT EXISTS (SELECT 1 FROM gap_open AS e WHERE e.house = w.house AND e.item = g.item)
GROUP BY c.id, h.id, w.amount, w.claims HAVING sum(o.amount) > w.amount * (1 + {SLACK}) ORDER BY c.id
"""


def _heavier(case: Case) -> Iterator[Found]:
    case.con.execute(_WEIGHED)
    rows: list[Any] = case.con.execute(_OUTPUTS).fetchall()
    for process, holder, came, went, receipts, shipments in rows:
        yield Found(
            "outputs_heavier",
            f"The outputs of process {process} that left weigh {_amount(went, units.MASS)} "
            f"({_list(shipments)}), all receipts of its inputs {_amount(came, units.MASS)} ({_list(receipts)}): ask "
            f"{case.facts.holder(holder)} for the yield record, and for inputs that are not named.",
            (holder,),
            claim=process,
            about=frozenset((process, *shipments, *receipts)),
        )


def _amount(amount: float, measure: str) -> str:
    unit = {units.MASS: " kg", "[length]": " m", "[length] ** 2": " m²", "[length] ** 3": " m³"}.get(measure)
    if unit is None:
        unit = measure.removeprefix("unit") if measure.startswith("unit ") else " pairs" if measure == "pairs" else ""
    return f"{amount:,.10g}{unit}".rstrip()


def _list(claims: list[str]) -> str:
    """Name some claims; how many more there are is said."""
    told = sorted(set(claims))
    more = f" and {len(told) - 5:,} more" if len(told) > 5 else ""
    return ", ".join(told[:5]) + more
