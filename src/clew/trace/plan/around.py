"""Which holders a change of records can matter to, and which others must be seen to derive what is at these.

What the contract derives *at* a holder h (the hops into its stocks, the sources on them, what is missing there)
depends on the records around h and on no others. That is proven by `clew verify`, which derives the stocks of a
certificate from just these records; `clew.engine.reference.around` says which they are. Here the same is said of
numbers in a traced store, and turned round: at whom it can matter that some holders' records changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clew.flow import script
from clew.flow.components import labels

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]

KIN = """
SELECT facility AS a, operator AS b FROM operation
UNION ALL SELECT a, b FROM same_as WHERE NOT is_item
UNION ALL SELECT holder, min(holder) OVER (PARTITION BY identifier) FROM holder_identifier
UNION ALL SELECT holder, min(holder) OVER (PARTITION BY name_norm) FROM holder_name
"""
"""Ties that make holders kin, whatever was decided or rebutted; *groups* have ownership and ids beside these."""

TOUCHING = """
SELECT DISTINCT i.product AS product, t.holder AS holder
FROM (
    SELECT s.consignor AS holder, m.item FROM shipment s JOIN moved m ON m.claim = s.claim
    UNION ALL SELECT e.consignor, m.item FROM entry e JOIN moved m ON m.claim = e.claim
    UNION ALL SELECT p.holder, n.item FROM process p JOIN process_input n ON n.claim = p.claim
    UNION ALL SELECT p.holder, o.item FROM process p JOIN process_output o ON o.claim = p.claim
    UNION ALL SELECT maker, product FROM bom WHERE maker IS NOT NULL
    UNION ALL SELECT supplier, component FROM bom WHERE supplier IS NOT NULL
) t JOIN item i ON i.item = t.item
ORDER BY ALL
"""


@dataclass(frozen=True)
class Bins:
    """Numbers in bins: the members of bin k are ``member[start[k] : start[k + 1]]``."""

    member: Ints
    start: Ints

    @classmethod
    def of(cls, bins: Ints, member: Ints, count: int) -> Bins:
        """Return members by their bins."""
        order = np.argsort(bins, kind="stable")
        return cls(member[order].astype(np.int32), np.searchsorted(bins[order], np.arange(count + 1)).astype(np.int32))

    def of_all(self, bins: Iterable[int]) -> set[int]:
        """Return the members of some bins."""
        found: set[int] = set()
        for each in bins:
            found.update(self.member[self.start[each] : self.start[each + 1]].tolist())
        return found


@dataclass(frozen=True)
class Circles:
    """Holders that hang together by ties."""

    label: Ints
    bins: Bins

    @classmethod
    def of(cls, con: DuckDBPyConnection, ties: str) -> Circles:
        """Return the circles by the ties that a query gives."""
        count = con.execute("SELECT count(*) FROM holder").fetchall()[0][0]
        pairs = con.execute(ties).fetchnumpy()
        label = labels(count, np.asarray(pairs["a"]), np.asarray(pairs["b"]))
        return cls(label, Bins.of(label, np.arange(count, dtype=np.int32), count))

    def close(self, holders: Iterable[int]) -> set[int]:
        """Return holders and all that hang together with them."""
        return self.bins.of_all(np.unique(self.label[np.fromiter(holders, np.int64)]).tolist())


class Line(NamedTuple):
    """A line of a bill of materials; -1 is any maker, no supplier."""

    claim: int
    product: int
    component: int
    maker: int
    supplier: int


class Around:
    """The ties of a traced store: how far a change goes. Indexes are made when first needed.

    Parameters
    ----------
    con : DuckDBPyConnection
        Typed tables.
    """

    def __init__(self, con: DuckDBPyConnection) -> None:
        self.con = con

    @cached_property
    def kin(self) -> Circles:
        """Holders tied by operation, sameness, names and identifiers."""
        return Circles.of(self.con, KIN)

    @cached_property
    def groups(self) -> Circles:
        """Holders that count as one issuer."""
        return Circles.of(self.con, script.text("evidence/ties"))

    @cached_property
    def _touching(self) -> tuple[Bins, Bins]:
        """Holders by product that they touch, and the other way about."""
        items, holders = self.con.execute(
            "SELECT (SELECT count(*) FROM item), (SELECT count(*) FROM holder)"
        ).fetchall()[0]
        rows = self.con.execute(TOUCHING).fetchnumpy()
        product, holder = np.asarray(rows["product"]), np.asarray(rows["holder"])
        return Bins.of(product, holder, items), Bins.of(holder, product, holders)

    @cached_property
    def lines(self) -> list[Line]:
        """All lines of bills."""
        sql = "SELECT claim, product, component, coalesce(maker, -1), coalesce(supplier, -1) FROM bom ORDER BY claim"
        return [Line(*row) for row in self.con.execute(sql).fetchall()]

    @cached_property
    def _ownership(self) -> list[tuple[int, int]]:
        return self.con.execute("SELECT owner, owned FROM ownership ORDER BY ALL").fetchall()

    def touching(self, products: Iterable[int]) -> set[int]:
        """Return who sends, makes or uses items of products."""
        return self._touching[0].of_all(products)

    def owners(self, holders: Iterable[int]) -> set[int]:
        """Return holders with their kin and those that own them, in chains."""
        return self._chains(holders, [(owned, owner) for owner, owned in self._ownership])

    def owned(self, holders: Iterable[int]) -> set[int]:
        """Return holders with their kin and those that they own, in chains."""
        return self._chains(holders, self._ownership)

    def _chains(self, holders: Iterable[int], ways: list[tuple[int, int]]) -> set[int]:
        found = fresh = self.kin.close(holders)
        while fresh:
            fresh = self.kin.close({there for here, there in ways if here in fresh}) - found
            found = found | fresh
        return found

    def affected(self, holders: Iterable[int], goods: Iterable[int]) -> set[int]:
        """Return at whom it can matter that records of holders change, of which goods of products come, go or are new.

        A bill adds to what its supplier sent wherever it is applied: with those who apply a line goes its supplier.
        """
        found = self.kin.close(holders)
        products = set(goods)
        while True:
            lines = [
                line for line in self.lines if line.product in products and (line.maker < 0 or line.maker in found)
            ]
            more = self.kin.close({line.supplier for line in lines} - {-1})
            parts = {line.component for line in lines}
            if more <= found and parts <= products:
                return found
            found, products = found | more, products | parts

    def goods_of(self, holders: Iterable[int]) -> set[int]:
        """Return the products that holders and their kin touch."""
        return self._touching[1].of_all(self.kin.close(holders))

    def appliers(self, suppliers: set[int]) -> tuple[set[int], set[int]]:
        """Return who may apply the lines that some supply, and of which products they must have goods for that.

        What these supply of the same products is followed in turn: it may be all they have of them.
        """
        found: set[int] = set()
        products: set[int] = set()
        lines = [line for line in self.lines if line.supplier in suppliers]
        seen: set[int] = set()
        while lines:
            seen |= {line.claim for line in lines}
            products |= {line.product for line in lines}
            makers = {line.maker for line in lines} - {-1}
            found |= self.kin.close(makers | self.touching({line.product for line in lines if line.maker < 0}))
            lines = [
                line
                for line in self.lines
                if line.claim not in seen
                and line.component in products
                and (line.supplier < 0 or line.supplier in found or line.maker < 0 or line.maker in found)
            ]
        return found, products
