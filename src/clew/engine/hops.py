"""The hops of a subgraph as columns to sum over: hubs replaced by their pairs, or as they are, and their order."""

from dataclasses import dataclass
from functools import cached_property
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
"""Hops up to which cycles apart from each other are told apart; beyond, all that lies between cycles is one part."""


@dataclass(frozen=True)
class Hops:
    """Hops between the nodes of a subgraph.

    Attributes
    ----------
    start : (nodes + 1,) int32
        Where the hops of each tail begin.
    tail, head, first, last : (hops,) int32
        Nodes, and ranks of days.
    number : (hops,) int32
        Numbers in the graph where hubs are kept.
    hubs : bool
        Whether hubs are kept.
    """

    cut: Subgraph
    start: "Ints"
    tail: "Ints"
    head: "Ints"
    first: "Ints"
    last: "Ints"
    number: "Ints"
    hubs: bool

    @cached_property
    def rows(self) -> tuple[Column, Column]:
        """The hops by head but those from a node to itself, see `rows_by_head`."""
        bench, nodes = self.cut.session.graph.bench, self.cut.nodes
        begin, rows = bench.full(nodes + 1), bench.scratch(4 * len(self.tail))
        ends = (bench.column(a) for a in (self.tail, self.head, self.first, self.last, self.number))
        bench.kernels("orders").rows_by_head(*ends, begin, bench.scratch(nodes), rows)
        return begin, rows

    def order(self) -> tuple["Ints", bool]:
        """Return the nodes in an order of the flow, and whether all hops lead on in it."""
        cut, bench = self.cut, self.cut.session.graph.bench
        place, order = bench.full(cut.nodes, -1), bench.scratch(cut.nodes)
        high, end = bench.kernels("orders").peel(
            bench.column(self.start), bench.column(self.head), *self.rows, bench.scratch(cut.nodes), place, order
        )
        found = np.array(order, np.int32)
        if high == cut.nodes:
            return found, True
        core = cut.flow[np.asarray(place, np.int32)[cut.flow] < 0]
        if len(self.tail) <= PARTED:
            core = core[np.argsort(-self._component()[core], kind="stable")]
        found[high:end] = core
        return found, False

    def _component(self) -> "Ints":
        """Return the number of the strongly connected component of each node: higher ones lead to lower ones."""
        return strong_components(self.cut.session.graph.bench, self.cut.nodes, self.tail, self.head)[0]


def raw(cut: Subgraph) -> Hops:
    """Return the hops with hubs as they are."""
    return Hops(cut, cut.start, cut.tail, cut.head, cut.first, cut.last, cut.hop, hubs=cut.hubs > 0)


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
    return Hops(
        cut, offsets(cut.tail[begin], cut.nodes), cut.tail[begin], cut.head[end],
        np.maximum(cut.first[begin], cut.first[end]), np.minimum(cut.last[begin], cut.last[end]), end, hubs=False,
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
