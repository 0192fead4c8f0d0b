"""Choke points: the stocks and the claims that every path of a subgraph shares."""

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.cutout import Subgraph
from clew.engine.walks import Walk, Walks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]

COMPARED = 10
"""Paths whose common stocks and claims are looked at."""


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
        self._chain = bench.scratch(len(cut.hop) + len(cut.source))

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


def shared(walks: Walks) -> tuple[list[int], list[int]]:
    """Return the stocks (nodes, in order) and the claims (numbers, ascending) without which no path would be left.

    Notes
    -----
    Only what the best `COMPARED` paths have in common can be. Of that, what cannot be gone around even if days are
    ignored is known from one look along the best path (the dominators of the entry); the rest is tried, one thing after
    the other, days counting: if there is a way without it, what that way does not have is not tried. Hubs need no care:
    a pair that is not real has a real hop beside it. A claim goes with its hops and its sources; the records are not
    read anew without it.
    """
    cut = walks.cut
    best = list(islice(walks.shortest_first(), COMPARED))
    if not best:
        return [], []
    parts = [_parts(cut, walk) for walk in best]
    stocks = set.intersection(*(stocks for stocks, _ in parts))
    claims = set.intersection(*(claims for _, claims in parts)) - {-1}
    sure_stocks, sure_claims = _dominators(cut, best[0])
    kept_stocks, kept_claims = stocks & sure_stocks, claims & sure_claims
    stocks -= kept_stocks
    claims -= kept_claims
    detours = Detours(cut)
    while stocks or claims:
        stock = max(stocks, default=-1)
        claim = -1 if stocks else max(claims)
        stocks.discard(stock)
        claims.discard(claim)
        other = detours.around(stock, claim)
        if other is not None:
            stocks &= other[0]
            claims &= other[1]
        elif stock >= 0:
            kept_stocks.add(stock)
        else:
            kept_claims.add(claim)
    return sorted(kept_stocks, key=lambda node: int(cut.order[node])), sorted(kept_claims)


def _parts(cut: Subgraph, walk: Walk) -> tuple[set[int], set[int]]:
    """Return the stocks of a path, and the claims of its hops and of all sources that it can begin at."""
    stocks = {walk.start} | {int(cut.head[out]) for _, out in walk.pairs}
    claims = {int(cut.claim[out]) for _, out in walk.pairs}
    starts = cut.source[cut.source_node == walk.start]
    claims.update(cut.session.labels.sources.claim[starts].tolist())
    return stocks - {cut.target}, claims


def _dominators(cut: Subgraph, walk: Walk) -> tuple[set[int], set[int]]:
    """Return the nodes and the claims of hops of a path that no way goes around, days ignored."""
    bench = cut.session.graph.bench
    way = [walk.start]
    for hop in (hop for pair in walk.pairs for hop in pair if hop >= 0):
        way += [hop, int(cut.head[hop])]
    parts = np.array(way, np.int32)
    node_place, hop_place = np.full(cut.nodes, -1, np.int32), np.full(len(cut.hop), -1, np.int32)
    node_place[parts[::2]] = np.arange(0, len(way), 2)
    hop_place[parts[1::2]] = np.arange(1, len(way), 2)
    needed = bench.full(len(way))
    columns = [bench.column(a) for a in (cut.start, cut.head, node_place, hop_place, cut.source_node, parts)]
    bench.kernels("bypass").bypass(*columns, needed, bench.scratch(cut.nodes))
    nodes = {part for part, sure in zip(way[::2], needed[::2], strict=True) if sure}
    claims = {int(cut.claim[part]) for part, sure in zip(way[1::2], needed[1::2], strict=True) if sure}
    return nodes, claims
