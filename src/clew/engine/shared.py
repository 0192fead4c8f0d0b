"""Choke points: the stocks and the claims that every path of a subgraph shares."""

from typing import TYPE_CHECKING

import numpy as np

from clew.engine.cutout import Subgraph

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]


class Detours:
    """Finds ways to the entry that leave something out."""

    def __init__(self, cut: Subgraph) -> None:
        self._cut = cut
        self._bench = bench = cut.session.graph.bench
        sources = cut.session.labels.sources
        self._columns = [bench.column(array) for array in (cut.start, cut.head, cut.first, cut.last, cut.claim)]
        self._seed_claim: Ints = sources.claim[cut.source]
        seeds = (cut.source_node, cut.source_first, self._seed_claim)
        self._seeds = [bench.column(array) for array in seeds]
        self._chain = cut.session.scratch(len(cut.hop) + len(cut.source))

    def around(self, node: int = -1, claim: int = -1) -> tuple[set[int], set[int]] | None:
        """Return the stocks and claims on a way without a node, or without a claim; None if there is none."""
        cut, bench = self._cut, self._bench
        parent, bucket = bench.full(cut.nodes, -1), bench.full(len(cut.session.travel.calendar) + 1, -1)
        found = bench.kernels("detours").detour(
            cut.target, node, claim, *self._columns, *self._seeds, parent, bucket, self._chain
        )
        return self._way(parent) if found else None

    def _way(self, parent: "Ints | list[int]") -> tuple[set[int], set[int]]:
        cut = self._cut
        stocks: set[int] = set()
        claims: set[int] = set()
        here = cut.target
        while True:
            slot = int(parent[here])
            if slot >= len(cut.hop):
                claims.add(int(self._seed_claim[slot - len(cut.hop)]))
                return stocks, claims - {-1}
            claims.add(int(cut.claim[slot]))
            here = int(cut.tail[slot])
            if not cut.is_hub(here):
                stocks.add(here)


def shared(cut: Subgraph) -> tuple[list[int], list[int]]:
    """Return the stocks (nodes, in order) and the claims (numbers, ascending) without which no path would be left.

    Notes
    -----
    What some way has is tried, one thing after the other: if there is a way without it, what that way does not have
    is not tried. So about as many sweeps as there are choke points. Days count, hubs need no care: a pair that is not
    real has a real hop beside it. A claim goes with its hops and its sources; the records are not read anew without it.
    """
    detours = Detours(cut)
    way = detours.around() if len(cut.source) else None
    if way is None:
        return [], []
    stocks, claims = way
    kept_stocks, kept_claims = [], []
    while stocks or claims:
        stock = max(stocks, default=-1)
        claim = -1 if stocks else max(claims)
        other = detours.around(stock, claim)
        stocks.discard(stock)
        claims.discard(claim)
        if other is not None:
            stocks &= other[0]
            claims &= other[1]
        elif stock >= 0:
            kept_stocks.append(stock)
        else:
            kept_claims.append(claim)
    return sorted(kept_stocks, key=lambda node: int(cut.order[node])), sorted(kept_claims)
