"""Which pairs of a hop into a hub and one out of it are hops of the contract (a hub joins some that are not)."""

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.graph import Graph, fetch

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]

IDENTITY, INPUTS_UNRECORDED, INPUTS_UNPROVEN = 6, 9, 10


class Pairs:
    """Judges pairs, see ``flow/graph/hub.sql`` for what a hub joins."""

    def __init__(self, con: "DuckDBPyConnection", graph: Graph) -> None:
        self._con = con
        self.graph = graph

    @cached_property
    def product(self) -> "NDArray[np.int32]":
        """Product of each item, by number."""
        return fetch(self._con, "SELECT product FROM item ORDER BY item", product=np.int32)["product"]

    @cached_property
    def inputs(self) -> dict[int, frozenset[int]]:
        """The named inputs (item numbers) of each process that hops of rule 9 carry."""
        graph = self.graph
        hub = graph.tail >= graph.stocks
        claims = np.unique(graph.claim[hub & (graph.kind == INPUTS_UNRECORDED) & (graph.claim >= 0)]).tolist()
        if not claims:
            return {}
        query = "SELECT claim, item FROM process_input WHERE claim IN (SELECT unnest(?))"
        found: dict[int, set[int]] = {}
        for claim, item in self._con.execute(query, [claims]).fetchall():
            found.setdefault(claim, set()).add(item)
        return {claim: frozenset(items) for claim, items in found.items()}

    @cached_property
    def claimed(self) -> dict[tuple[int, int], int]:
        """Strongest basis of identity hops by a claim, by (tail, head), where there are hubs of identity."""
        graph = self.graph
        identity = graph.kind == IDENTITY
        if not bool((identity & (graph.tail >= graph.stocks)).any()):
            return {}
        hops = np.flatnonzero(identity & (graph.claim >= 0) & ~graph.ghost)
        found: dict[tuple[int, int], int] = {}
        for tail, head, basis in zip(*(a[hops].tolist() for a in (graph.tail, graph.head, graph.basis)), strict=True):
            found[tail, head] = max(basis, found.get((tail, head), 0))
        return found

    def real(
        self, source: "Ints", target: "Ints", kind: "NDArray[np.uint8]", claim: "Ints", basis: "NDArray[np.uint8]"
    ) -> "NDArray[np.bool_]":
        """Return which pairs are hops of the contract: `is_real` of many at once."""
        graph, product = self.graph, self.product
        good: NDArray[np.bool_] = source != target
        item, other = graph.item[source], graph.item[target]
        by_product = (kind == INPUTS_UNPROVEN) | ((kind == INPUTS_UNRECORDED) & (claim < 0))
        good &= ~by_product | (product[item] != product[other])
        for k in np.flatnonzero(good & (kind == INPUTS_UNRECORDED) & (claim >= 0)).tolist():
            good[k] = int(item[k]) not in self.inputs.get(int(claim[k]), ())
        if self.claimed:
            for k in np.flatnonzero(good & (kind == IDENTITY)).tolist():
                good[k] = self.claimed.get((int(source[k]), int(target[k])), 0) < basis[k]
        return good

    def is_real(self, source: int, target: int, kind: int, claim: int, basis: int) -> bool:
        """Whether the contract has the hop that a hub stands for.

        Parameters
        ----------
        source, target : int
            Stocks: tail of the hop into the hub, head of the one out of it.
        kind, claim : int
            Of the hop out of the hub.
        basis : int
            The weaker of both.
        """
        if source == target:
            return False
        if kind == INPUTS_UNRECORDED and claim >= 0:
            return int(self.graph.item[source]) not in self.inputs.get(claim, ())
        if kind in {INPUTS_UNRECORDED, INPUTS_UNPROVEN}:
            item, product = self.graph.item, self.product
            return bool(product[item[source]] != product[item[target]])
        return kind != IDENTITY or self.claimed.get((source, target), 0) < basis
