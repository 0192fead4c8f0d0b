"""Impossible days: a lot sent or used before it arrived or was made."""

from __future__ import annotations

from collections.abc import Iterator

from clew.model.dates import iso
from clew.trace.gaps.case import Case, Found

KINDS = ("sent_too_early", "used_too_early")

_ORIGIN = """
CREATE OR REPLACE TEMP TABLE gap_origin AS
SELECT house, item, min(day) AS day, list(DISTINCT id ORDER BY id) AS claims FROM (
    SELECT m.to_house AS house, m.item, m.hop_first AS day, m.id FROM gap_move AS m
    UNION ALL SELECT g.house, g.item, g.hop_first, g.id FROM gap_make AS g
) AS origin SEMI JOIN gap_lot USING (item)
WHERE NOT EXISTS (SELECT 1 FROM gap_open AS o WHERE o.house = origin.house AND o.item = origin.item)
GROUP BY house, item
"""

_SENT = """
SELECT m.id, h.id, l.id, m.hop_last, o.day, o.claims FROM gap_move AS m
JOIN gap_origin AS o ON o.house = m.from_house AND o.item = m.item AND m.hop_last < o.day
JOIN gap_lot AS l ON l.item = m.item JOIN holder AS h ON h.holder = m.consignor
ORDER BY m.id, l.id
"""

_USED = """
SELECT c.id, h.id, l.id, p.hop_last, o.day, o.claims FROM process AS p
JOIN claim AS c ON c.claim = p.claim JOIN process_input AS n ON n.claim = p.claim
LEFT JOIN gap_house AS g ON g.holder = p.holder
JOIN gap_origin AS o ON o.house = coalesce(g.house, p.holder) AND o.item = n.item AND p.hop_last < o.day
JOIN gap_lot AS l ON l.item = n.item JOIN holder AS h ON h.holder = p.holder
ORDER BY c.id, l.id
"""


def find(case: Case) -> Iterator[Found]:
    """Yield lots that left, or were used up, before the first day on which they can have been there.

    Notes
    -----
    Only where an origin of the lot in that house is on record, all of them with a day, and no goods of its product
    without a lot came in.
    """
    case.con.execute(_ORIGIN)
    for kind, query, verb in (("sent_too_early", _SENT, "sent"), ("used_too_early", _USED, "used")):
        for claim, holder, lot, last, first, origins in case.con.execute(query).fetchall():
            yield Found(
                kind,
                f"{case.facts.holder(holder)} {verb} lot {lot} by {iso(last)} ({claim}), and no record has it there "
                f"before {iso(first)} ({origins[0]}): ask for the right days, or where it came from.",
                (holder,),
                claim=claim,
                item=lot,
                about=frozenset((claim, *origins)),
            )
