"""The lines of bills of materials: which products are at the top, and which lines are beneath a product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from clew.trace.bill_entries import Entered, Question, Stock

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Key = tuple[int, int, int]
"""Numbers of a line, a holder and a component."""

Had = tuple[int, int, int]
"""Numbers of a holder, a product, and from whom the holder has it, -1 if unknown."""


class Line(NamedTuple):
    """A line of a bill where it is followed: by number its claim, its component, and the supplier, -1 if unknown."""

    claim: int
    component: int
    supplier: int


class Place(NamedTuple):
    """A component line beneath a product: at which level, and which question of a stock answers for it."""

    level: int
    key: Key

    @property
    def claim(self) -> int:
        """The line."""
        return self.key[0]

    @property
    def holder(self) -> int:
        """At whom the component is asked for."""
        return self.key[1]

    @property
    def component(self) -> int:
        """The component."""
        return self.key[2]


def components(con: DuckDBPyConnection) -> dict[int, list[int]]:
    """Return the components of each product that has a bill, sorted."""
    found: dict[int, list[int]] = {}
    for product, component in con.execute("SELECT DISTINCT product, component FROM bom ORDER BY ALL").fetchall():
        found.setdefault(product, []).append(component)
    return found


def tops(lines: dict[int, list[int]], among: Iterable[int] | None = None, also: Iterable[int] = ()) -> list[int]:
    """Return the products that are a component of no other; of a cycle without one above it, the first.

    Parameters
    ----------
    lines : dict of int to list of int
        Product → its components.
    among : iterable of int, optional
        Only lines of these products are looked at.
    also : iterable of int
        Products that are at the top whatever they are part of.
    """
    chosen = sorted(lines if among is None else set(among) & lines.keys())
    below = {component for product in chosen for component in lines[product] if component != product}
    found = [product for product in chosen if product not in below]
    reached = _beneath(lines, found)
    rounds: list[tuple[int, set[int]]] = []
    for product in chosen:
        if product not in reached:
            rounds.append((product, _beneath(lines, [product])))
            reached |= rounds[-1][1]
    under: set[int] = set()
    for product, inside in reversed(rounds):
        if product not in under:
            found.append(product)
            under |= inside
    return sorted({*found, *(product for product in also if product in lines)})


def _beneath(lines: dict[int, list[int]], products: Iterable[int]) -> set[int]:
    """Return products and all that is in them."""
    found = set(products)
    waiting = list(found)
    while waiting:
        for component in lines.get(waiting.pop(), ()):
            if component not in found:
                found.add(component)
                waiting.append(component)
    return found


@dataclass
class Explosion:
    """Which lines are followed where, in a store whose flow has run.

    Attributes
    ----------
    at : dict
        Stock → lines followed there.
    named : dict of int to list
        Product → (holder, line) of bills of named makers.
    facilities : dict of int to list of int
        Operator → its facilities.
    virtual : frozenset of int
        Makers of whom nothing is known.
    """

    entered: Entered
    at: dict[Stock, list[Line]] = field(default_factory=dict)
    named: dict[int, list[tuple[int, Line]]] = field(default_factory=dict)
    facilities: dict[int, list[int]] = field(default_factory=dict)
    virtual: frozenset[int] = frozenset()
    known: dict[int, list[Place]] = field(default_factory=dict)
    own: dict[Had, list[tuple[Key, Had]]] = field(default_factory=dict)
    elsewhere: dict[int, list[tuple[int, Key, Had]]] = field(default_factory=dict)

    @classmethod
    def of(cls, con: DuckDBPyConnection, entered: Entered) -> Explosion:
        """Read the lines."""
        found = cls(entered, virtual=frozenset(question.holder for question in entered.virtual.values()))
        rows = con.execute(
            "SELECT b.holder, b.item, m.product, b.claim, b.component, coalesce(m.supplier, -1), m.maker IS NOT NULL "
            "FROM real.bill_hop b JOIN bom m ON m.claim = b.claim JOIN item i ON i.item = b.component "
            "WHERE b.component <> b.item ORDER BY b.holder, b.item, i.id, b.claim"
        ).fetchall()
        for holder, item, product, claim, component, supplier, is_named in rows:
            line = Line(claim, component, supplier)
            found.at.setdefault((holder, item), []).append(line)
            if is_named:
                found.named.setdefault(product, []).append((holder, line))
        for operator, facility in con.execute("SELECT operator, facility FROM real.runs ORDER BY ALL").fetchall():
            found.facilities.setdefault(operator, []).append(facility)
        return found

    def beneath(self, question: Question) -> list[Place]:
        """Return all lines beneath a product at a holder, each once at each stock that answers for it, by level.

        Notes
        -----
        A bill is followed at the holder, at the supplier that a line names, and, where it names none, at every maker
        that has a bill of the component. Cycles end where they come back.
        """
        known = self.known.get(question.claim)
        if known is None:
            known = self.known[question.claim] = self._beneath(question)
        return known

    def _beneath(self, question: Question) -> list[Place]:
        level: list[Had] = [(holder, question.product, -1) for holder in self._houses(question.holder)]
        found: dict[Key, int] = {}
        depth = 0
        while level:
            depth += 1
            deeper: list[Had] = []
            for had in level:
                for key, below in self._own(had):
                    if key not in found:
                        found[key] = depth
                        deeper.append(below)
                holder, product, supplier = had
                for at, key, below in self._elsewhere(product) if supplier < 0 else ():
                    if at != holder and key not in found:
                        found[key] = depth
                        deeper.append(below)
            level = deeper
        return [Place(depth, key) for key, depth in found.items()]

    def _own(self, had: Had) -> list[tuple[Key, Had]]:
        """Return the lines of a product at a holder who has it from a supplier (-1: nobody says from whom).

        Those of makers elsewhere are not among them: they would be repeated for each holder.
        """
        known = self.own.get(had)
        if known is None:
            holder, product, supplier = had
            places = (holder, *self._houses(supplier)) if supplier >= 0 else (holder,)
            lines = (
                (one, line)
                for one in places
                for item in self.items(one, product)
                for line in self.at.get((one, item), ())
            )
            known = self.own[had] = list(self._followed(lines))
        return known

    def _elsewhere(self, product: int) -> list[tuple[int, Key, Had]]:
        """Return the lines of a product in the bills of named makers, each with who makes it."""
        known = self.elsewhere.get(product)
        if known is None:
            makers = self.named.get(product, ())
            known = self.elsewhere[product] = [
                (maker, key, below) for maker, line in makers for key, below in self._followed(((maker, line),))
            ]
        return known

    def _followed(self, lines: Iterable[tuple[int, Line]]) -> Iterator[tuple[Key, Had]]:
        """Yield where lines at holders lead: what is said of them, and where their components are followed."""
        for holder, line in lines:
            for one in self._holders(holder, line.component):
                yield (line.claim, one, line.component), (one, line.component, line.supplier)

    def items(self, holder: int, product: int) -> tuple[int, ...]:
        """Return the items that stand for a product at a holder: itself, and what the holder sends or makes of it."""
        held = self.entered.holders.get(product, {}).get(holder, ())
        return held if product in held else (product, *held)

    def _houses(self, holder: int) -> tuple[int, ...]:
        return (holder, *self.facilities.get(holder, ()))

    def _holders(self, holder: int, component: int) -> Iterable[int]:
        """Return who answers for a component at a holder: for a virtual maker, all who send or make it."""
        if holder not in self.virtual:
            return (holder,)
        return self.entered.holders.get(component) or (self.entered.virtual[component].holder,)
