"""Why holders, or items, are one, and why a holder is listed: which single request would end it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from clew.model.answers import Stock
from clew.trace.plan.request import Request

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

UNCONFIRMED = ("name", "similar")

LINKS = """
SELECT x.id, y.id, CASE WHEN t.documented THEN 4 ELSE 3 END, s.claim
FROM same_as s JOIN {node} x ON x.{node} = s.a JOIN {node} y ON y.{node} = s.b
JOIN claim_status t ON t.claim = s.claim
WHERE NOT s.different AND s.is_item = {is_item} AND NOT t.rebutted AND s.a <> s.b
"""
ALIKE = """
WITH alike AS (
    SELECT a.holder AS a, b.holder AS b, 2 AS basis
    FROM holder_identifier a JOIN holder_identifier b ON b.identifier = a.identifier AND b.holder <> a.holder
    UNION ALL
    SELECT a.holder, b.holder, 1
    FROM holder_name a JOIN holder_name b ON b.name_norm = a.name_norm AND b.holder <> a.holder
)
SELECT x.id, y.id, max(l.basis) FROM alike l JOIN holder x ON x.holder = l.a JOIN holder y ON y.holder = l.b
WHERE l.a IN (SELECT holder FROM asked_holder)
AND NOT EXISTS (SELECT 1 FROM operation o JOIN claim_status t ON t.claim = o.claim
    WHERE NOT t.rebutted AND (o.facility = l.a AND o.operator = l.b OR o.facility = l.b AND o.operator = l.a))
AND NOT EXISTS (SELECT 1 FROM same_as s JOIN claim_status t ON t.claim = s.claim
    WHERE NOT t.rebutted AND s.different AND (s.a = l.a AND s.b = l.b OR s.a = l.b AND s.b = l.a))
GROUP BY x.id, y.id ORDER BY ALL
"""
OWNED = """
SELECT x.id, y.id, CASE WHEN t.documented THEN 4 ELSE 3 END
FROM ownership o JOIN holder x ON x.holder = o.owner JOIN holder y ON y.holder = o.owned
JOIN claim_status t ON t.claim = o.claim WHERE NOT t.rebutted
"""

Edge = tuple[str, int, Request | int | None]
"""The far end, the basis, and what ends it: a request, or proof against a claim (a number)."""


class Links:
    """Ties of holders and items in a traced store."""

    def __init__(self, con: DuckDBPyConnection) -> None:
        self._con = con
        self._of_holder: dict[str, list[Edge]] = {}
        self._known: dict[tuple[str, str, bool, int], tuple[Request, ...]] = {}
        self._listed: dict[tuple[int, int], dict[str, set[str]]] = {}

    @cached_property
    def _runs(self) -> set[tuple[str, str]]:
        rows = self._con.execute(
            "SELECT p.id, f.id FROM operation o JOIN holder p ON p.holder = o.operator JOIN holder f "
            "ON f.holder = o.facility JOIN claim_status t ON t.claim = o.claim WHERE NOT t.rebutted"
        ).fetchall()
        return set(rows)

    @cached_property
    def _operators(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for party, facility in sorted(self._runs):
            found.setdefault(facility, []).append(party)
        return found

    def runs(self, party: str, facility: str) -> bool:
        """Whether a party operates a facility."""
        return (party, facility) in self._runs

    @cached_property
    def _claimed(self) -> tuple[dict[str, list[Edge]], dict[str, list[Edge]]]:
        """Direct ties by claim, of holders and of items."""
        found: list[dict[str, list[Edge]]] = []
        for node, is_item in (("holder", False), ("item", True)):
            ties: dict[str, list[Edge]] = {}
            for a, b, basis, claim in self._con.execute(LINKS.format(node=node, is_item=is_item)).fetchall():
                ties.setdefault(a, []).append((b, basis, claim))
                ties.setdefault(b, []).append((a, basis, claim))
            found.append(ties)
        return found[0], found[1]

    def _ties(self, node: str, *, items: bool) -> list[Edge]:
        if items:
            return self._claimed[1].get(node, [])
        if node not in self._of_holder:
            con = self._con
            con.execute("CREATE OR REPLACE TEMP TABLE asked_holder AS SELECT holder FROM holder WHERE id = ?", [node])
            alike: list[Edge] = [
                (b, basis, Request("decision", holder=min(a, b), other=max(a, b)))
                for a, b, basis in con.execute(ALIKE).fetchall()
            ]
            self._of_holder[node] = [*self._claimed[0].get(node, []), *alike]
        return self._of_holder[node]

    def between(
        self, one: Stock, other: Stock, level: int, proof: Callable[[int], tuple[Request, ...]]
    ) -> tuple[Request, ...]:
        """Return the requests each of which alone ends that two stocks are the same at a level."""
        items = one.holder == other.holder
        a, b = (one.item, other.item) if items else (one.holder, other.holder)
        key = (min(a, b), max(a, b), items, level)
        if key not in self._known:
            chain = self._chain(a, b, level, items=items, without=None)
            bridges = [tie for tie in chain or () if self._chain(a, b, level, items=items, without=tie) is None]
            found: list[Request] = []
            for tie in bridges:
                found += proof(tie) if isinstance(tie, int) else [tie]
            self._known[key] = tuple(sorted(found, key=lambda request: request.order))
        return self._known[key]

    def _chain(
        self, a: str, b: str, level: int, *, items: bool, without: Request | int | None
    ) -> list[Request | int] | None:
        """Return the ties of a chain of a level from one to the other, None if there is none."""
        before: dict[str, tuple[str, Request | int]] = {}
        waiting, seen = [a], {a}
        while waiting and b not in seen:
            node = waiting.pop(0)
            for far, basis, tie in self._ties(node, items=items):
                if basis >= level and far not in seen and tie is not None and tie != without:
                    seen.add(far)
                    before[far] = (node, tie)
                    waiting.append(far)
        if b not in seen:
            return None
        ties: list[Request | int] = []
        while b != a:
            b, tie = before[b]
            ties.append(tie)
        return ties

    def listed(self, listing: int, holder: str, level: int) -> Iterator[Request]:
        """Yield the decision that alone ends that a holder, or an operator of it, stands for a listed party."""
        roots = self._roots(listing, level)
        carriers = {holder, *self._operators.get(holder, ())}
        mine = [root for root, reached in roots.items() if reached & carriers]
        if len(mine) == 1 and mine[0] in self._unconfirmed(listing):
            yield Request("decision", holder=mine[0], item="listing", other=self._listing_ids[listing])

    @cached_property
    def _listing_ids(self) -> dict[int, str]:
        return dict(self._con.execute("SELECT listing, id FROM listing").fetchall())

    @cached_property
    def _matches(self) -> dict[int, list[tuple[str, int, str]]]:
        found: dict[int, list[tuple[str, int, str]]] = {}
        rows = self._con.execute(
            "SELECT m.listing, h.id, m.basis, m.how FROM holder_match m JOIN holder h ON h.holder = m.holder "
            "ORDER BY ALL"
        ).fetchall()
        for listing, holder, basis, how in rows:
            found.setdefault(listing, []).append((holder, basis, how))
        return found

    def _unconfirmed(self, listing: int) -> set[str]:
        return {holder for holder, _, how in self._matches.get(listing, ()) if how in UNCONFIRMED}

    @cached_property
    def _owned(self) -> dict[str, list[tuple[str, int]]]:
        found: dict[str, list[tuple[str, int]]] = {}
        for owner, owned, basis in self._con.execute(OWNED).fetchall():
            found.setdefault(owner, []).append((owned, basis))
        return found

    def _roots(self, listing: int, level: int) -> dict[str, set[str]]:
        """Return the holders that each matched holder of a listing brings in, at a level."""
        key = (listing, level)
        if key not in self._listed:
            found = {}
            for root, basis, _ in self._matches.get(listing, ()):
                if basis >= level:
                    found[root] = self._reached(root, level)
            self._listed[key] = found
        return self._listed[key]

    def _reached(self, root: str, level: int) -> set[str]:
        seen, waiting = {root}, [root]
        while waiting:
            node = waiting.pop()
            ties = [(far, basis) for far, basis, _ in self._ties(node, items=False)]
            for far, basis in (*ties, *self._owned.get(node, ())):
                if basis >= level and far not in seen:
                    seen.add(far)
                    waiting.append(far)
        return seen
