"""The hops of a subgraph as columns to sum over: hubs replaced by their pairs, or as they are, and their order."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.cutout import Subgraph
from clew.engine.graph import offsets, strong_components
from clew.engine.jit import Column

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Flags = NDArray[np.bool_]


PARTED = 500_000
"""Hops up to which cycles apart from each other are told apart; beyond, all that lies behind a cycle is one part."""


@dataclass(frozen=True)
class Hops:
    """Hops between the nodes of a subgraph.

    Attributes
    ----------
    start : (nodes + 1,) int32
        Where the hops of each tail begin.
    head, number : (hops,) int32
        Nodes; numbers in the graph, or among the hops where hubs are replaced.
    first, last : (numbers,) int32
        Ranks of days.
    arriving : (nodes,) int32
        How many hops there are into each node.
    hubs : bool
        Whether hubs are kept.
    """

    cut: Subgraph
    start: "Ints"
    head: "Ints"
    number: "Ints"
    first: "Ints"
    last: "Ints"
    arriving: "Ints"
    hubs: bool

    def order(self) -> tuple["Ints", bool]:
        """Return the nodes in an order of the flow, and whether all hops lead on in it."""
        cut, bench = self.cut, self.cut.session.graph.bench
        degree, order = bench.column(self.arriving.copy()), bench.scratch(cut.nodes)
        ends = bench.column(self.start), bench.column(self.head)
        count = bench.kernels("orders").peel(*ends, degree, order)
        found = np.array(order, np.int32)
        if count == cut.nodes:
            return found, True
        rest = cut.flow[np.asarray(degree, np.int32)[cut.flow] >= 0]
        if len(self.head) <= PARTED:
            tail = np.repeat(np.arange(cut.nodes, dtype=np.int32), np.diff(self.start))
            component, _ = strong_components(bench, cut.nodes, tail, self.head)
            rest = rest[np.argsort(-component[rest], kind="stable")]
        found[count:] = rest
        return found, False

    def onward(self, order: "Ints", place: "Ints", seeded: "Ints") -> tuple["Ints", "Ints", Column, Column]:
        """Return what leads on in an order from some nodes.

        Parameters
        ----------
        order, place : (nodes,) int32
            The nodes in order, the place of each in it.
        seeded : int32
            The places to begin at, ascending.

        Returns
        -------
        reached, into : (found,), (nodes,) int32
            The nodes found, and the number of that at each place.
        begin, rows : columns
            See `counts.ways`.
        """
        bench, nodes = self.cut.session.graph.bench, self.cut.nodes
        kernels, into, reached = bench.kernels("orders"), bench.full(nodes), bench.scratch(nodes)
        begin, ways = bench.full(nodes + 1), bench.scratch(3 * len(self.head))
        columns = [bench.column(column) for column in (order, place, self.start, self.head, seeded)]
        found = kernels.onward(*columns, into, reached, begin, ways)
        reached, begin = reached[:found], begin[: found + 1]
        rows = bench.scratch(4 * int(begin[found]))
        kernels.rows_by_head(ways, into, begin[:found].copy(), rows)
        table = np.asarray(rows, np.int32).reshape(-1, 4)
        table[:, 3] = number = self.number[table[:, 3]]
        table[:, 1], table[:, 2] = self.first[number], self.last[number]
        return np.asarray(reached, np.int32), np.asarray(into, np.int32), begin, bench.column(table.reshape(-1))


def raw(cut: Subgraph) -> Hops:
    """Return the hops with hubs as they are."""
    return Hops(cut, cut.start, cut.head, cut.hop, *cut.session.days(cut.level), cut.arriving, hubs=cut.hubs > 0)


def expanded(cut: Subgraph) -> Hops:
    """Return the hops with hubs replaced by the pairs that are real: many, ask `Subgraph.joined` first."""
    into, out = _joined(cut)
    source, target = cut.tail[into], cut.head[out]
    basis = np.minimum(cut.basis[into], cut.basis[out])
    real = cut.session.pairs.real(cut.node[source], cut.node[target], cut.kind[out], cut.claim[out], basis)
    into, out = into[real], out[real]
    straight = np.flatnonzero(~_at_hub(cut, cut.tail) & ~_at_hub(cut, cut.head)).astype(np.int32)
    begin, end = np.concatenate((straight, into)), np.concatenate((straight, out))
    order = np.argsort(cut.tail[begin], kind="stable")
    begin, end = begin[order], end[order]
    head = cut.head[end]
    return Hops(
        cut, offsets(cut.tail[begin], cut.nodes), head, np.arange(len(head), dtype=np.int32),
        np.maximum(cut.first[begin], cut.first[end]), np.minimum(cut.last[begin], cut.last[end]),
        np.bincount(head, minlength=cut.nodes).astype(np.int32), hubs=False,
    )  # fmt: skip


def _joined(cut: Subgraph) -> tuple["Ints", "Ints"]:
    """Return all pairs of a hop into a hub and one out of it."""
    back, by_head = cut.backward
    hubs = np.arange(cut.stocks, cut.target)
    arriving, leaving = back[hubs + 1] - back[hubs], cut.start[hubs + 1] - cut.start[hubs]
    pairs = (arriving * leaving).astype(np.int64)
    hub = np.repeat(np.arange(len(hubs)), pairs)
    within = np.arange(int(pairs.sum())) - np.repeat(np.cumsum(pairs) - pairs, pairs)
    into = by_head[back[hubs][hub] + within // np.maximum(leaving, 1)[hub]]
    out = cut.start[hubs][hub] + within % np.maximum(leaving, 1)[hub]
    return into.astype(np.int32), out.astype(np.int32)


def _at_hub(cut: Subgraph, nodes: "Ints") -> "Flags":
    return (nodes >= cut.stocks) & (nodes < cut.target)
