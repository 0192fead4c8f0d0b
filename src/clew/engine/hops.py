"""The hops of a subgraph as columns to sum over: hubs replaced by their pairs, or as they are."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from clew.engine.cutout import Subgraph
from clew.engine.graph import strong_components

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Hops:
    """Hops between the nodes of a subgraph, none from a stock to itself.

    Attributes
    ----------
    tail, head, first, last : (hops,) int32
        Nodes, and ranks of days.
    into, out : (hops,) int32
        As in `Subgraph.real_pairs`; `into` is -1 of all hops where hubs are kept.
    hubs : bool
        Whether hubs are kept.
    """

    cut: Subgraph
    tail: "Ints"
    head: "Ints"
    first: "Ints"
    last: "Ints"
    into: "Ints"
    out: "Ints"
    hubs: bool

    def kept(self, which: "NDArray[Any]") -> "Hops":
        """Return some of the hops."""
        names = ("tail", "head", "first", "last", "into", "out")
        return replace(self, **{name: getattr(self, name)[which] for name in names})

    def component(self) -> "Ints":
        """Return the number of the strongly connected component of each node: higher ones lead to lower ones."""
        order = np.argsort(self.tail, kind="stable")
        bench = self.cut.session.graph.bench
        return strong_components(bench, self.cut.nodes, self.tail[order], self.head[order])[0]

    def without_cycles(self, component: "Ints", fewest: "Ints") -> "Hops":
        """Return the hops between components, and those within one that lead nearer to the entry.

        Parameters
        ----------
        fewest : (nodes,) int32
            Fewest hops from each node to the entry; a hub is as near as the nearest stock behind it.
        """
        near = fewest[self.head] < fewest[self.tail]
        if self.hubs:
            near |= (fewest[self.head] == fewest[self.tail]) & (self.tail >= self.cut.stocks)
        return self.kept((component[self.tail] != component[self.head]) | near)

    def in_order(self, component: "Ints", fewest: "Ints") -> "Hops":
        """Return the hops (without cycles) such that all into a node come before those out of it."""
        hub = np.zeros(self.cut.nodes, np.int32)
        hub[self.cut.stocks : self.cut.target] = 1
        place = np.empty(self.cut.nodes, np.int32)
        place[np.lexsort((1 - hub, -fewest, -component))] = np.arange(self.cut.nodes, dtype=np.int32)
        return self.kept(np.argsort(place[self.tail], kind="stable"))


def raw(cut: Subgraph) -> Hops:
    """Return the hops with hubs as they are."""
    out = np.flatnonzero(cut.tail != cut.head).astype(np.int32)
    none = np.full(len(out), -1, np.int32)
    return Hops(cut, cut.tail[out], cut.head[out], cut.first[out], cut.last[out], none, out, hubs=cut.hubs > 0)


def expanded(cut: Subgraph) -> Hops:
    """Return the hops with hubs replaced by the pairs that are real: many, ask `Subgraph.joined` first."""
    into, out = _joined(cut)
    source, target = cut.tail[into], cut.head[out]
    basis = np.minimum(cut.basis[into], cut.basis[out])
    real = cut.session.pairs.real(cut.node[source], cut.node[target], cut.kind[out], cut.claim[out], basis)
    into, out = into[real], out[real]
    straight = np.flatnonzero((cut.tail != cut.head) & ~_at_hub(cut, cut.tail) & ~_at_hub(cut, cut.head)).astype(
        np.int32
    )
    into = np.concatenate((np.full(len(straight), -1, np.int32), into))
    out = np.concatenate((straight, out))
    begin = np.where(into >= 0, into, out)
    return Hops(
        cut, cut.tail[begin], cut.head[out], np.maximum(cut.first[begin], cut.first[out]),
        np.minimum(cut.last[begin], cut.last[out]), into, out, hubs=False,
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
