"""What hubs join and the contract does not: groups of hops into a hub whose goods a hop out of it does not lead on."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.graph import offsets
from clew.engine.jit import Column
from clew.engine.pairs import IDENTITY, INPUTS_UNPROVEN, INPUTS_UNRECORDED, Pairs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Longs = NDArray[np.int64]


@dataclass(frozen=True)
class Unreal:
    """Groups of hops into hubs, see `Pairs.is_real`; that a stock leads to itself is no group.

    Attributes
    ----------
    pairs : Pairs
        Of the graph.
    """

    pairs: Pairs

    @cached_property
    def columns(self) -> tuple[Column, Column, Column]:
        """Where the groups of each hop into a hub begin, these, and the group of each hop out of one (-1 = none)."""
        column = self.pairs.graph.bench.column
        return column(self._groups[0]), column(self._groups[1]), column(self._groups[2])

    @cached_property
    def width(self) -> "Ints":
        """How many groups each hop belongs to, shape (hops)."""
        return np.diff(self._groups[0])

    @cached_property
    def groups(self) -> int:
        """How many groups there are."""
        return int(self._groups[2].max(initial=-1)) + 1

    @cached_property
    def _groups(self) -> tuple["Ints", "Ints", "Ints"]:
        graph = self.pairs.graph
        taken = np.full(len(graph.tail), -1, np.int32)
        into = np.flatnonzero((graph.head >= graph.stocks) & (graph.head < graph.hub_end))
        out = np.flatnonzero((graph.tail >= graph.stocks) & (graph.tail < graph.hub_end))
        members: list[tuple[Longs, Ints]] = []
        count = 0
        for find in (self._by_product, self._by_input, self._by_claim):
            hop, group = find(into, out, taken, count)
            members.append((hop, group))
            count = int(taken.max(initial=-1)) + 1
        hops = np.concatenate([hop for hop, _ in members])
        order = np.argsort(hops, kind="stable")
        group = np.concatenate([group for _, group in members])[order].astype(np.int32)
        return offsets(hops.astype(np.int32), len(graph.tail)), group, taken

    def _by_product(self, into: "Longs", out: "Longs", taken: "Ints", count: int) -> tuple["Longs", "Ints"]:
        """Inferred inputs are of another product."""
        graph, product = self.pairs.graph, self.pairs.product
        kind = graph.kind[out]
        out = out[(kind == INPUTS_UNPROVEN) | ((kind == INPUTS_UNRECORDED) & (graph.claim[out] < 0))]
        products = int(product.max(initial=0)) + 1
        leaving = graph.tail[out].astype(np.int64) * products + product[graph.item[graph.head[out]]]
        arriving = graph.head[into].astype(np.int64) * products + product[graph.item[graph.tail[into]]]
        keys, number = np.unique(leaving, return_inverse=True)
        taken[out] = count + number
        return _matched(into, arriving, keys, count)

    def _by_input(self, into: "Longs", out: "Longs", taken: "Ints", count: int) -> tuple["Longs", "Ints"]:
        """What a process names is no inferred input of it."""
        graph = self.pairs.graph
        out = out[(graph.kind[out] == INPUTS_UNRECORDED) & (graph.claim[out] >= 0)]
        claims, items = int(graph.claim.max(initial=0)) + 1, int(graph.item.max(initial=0)) + 1
        keys, number = np.unique(graph.tail[out].astype(np.int64) * claims + graph.claim[out], return_inverse=True)
        taken[out] = count + number
        named = self.pairs.inputs
        rows = [(k, item) for k, key in enumerate(keys.tolist()) for item in sorted(named.get(key % claims, ()))]
        group, item = (np.array(column, np.int64) for column in zip(*rows, strict=True)) if rows else (_NONE, _NONE)
        wanted = keys[group] // claims * items + item
        arriving = graph.head[into].astype(np.int64) * items + graph.item[graph.tail[into]]
        order = np.argsort(arriving, kind="stable")
        place = np.minimum(np.searchsorted(arriving, wanted, sorter=order), max(len(into) - 1, 0))
        found = arriving[order[place]] == wanted if len(into) else np.zeros(0, bool)
        return into[order[place[found]]], (count + group[found]).astype(np.int32)

    def _by_claim(self, into: "Longs", out: "Longs", taken: "Ints", count: int) -> tuple["Longs", "Ints"]:
        """Where a claim says that two are the same, as surely, the hub says nothing."""
        graph, claimed = self.pairs.graph, self.pairs.claimed
        hops, groups = [], []
        if claimed:
            arriving: dict[int, list[int]] = {}
            for hop in into[graph.kind[into] == IDENTITY].tolist():
                arriving.setdefault(int(graph.head[hop]), []).append(hop)
            for leave in out[graph.kind[out] == IDENTITY].tolist():
                target, sure = int(graph.head[leave]), int(graph.strength[leave])
                mine = [
                    hop
                    for hop in arriving.get(int(graph.tail[leave]), ())
                    if claimed.get((int(graph.tail[hop]), target), 0) >= min(sure, int(graph.strength[hop]))
                ]
                if mine:
                    taken[leave] = count
                    hops += mine
                    groups += [count] * len(mine)
                    count += 1
        return np.array(hops, np.int64), np.array(groups, np.int32)


_NONE = np.empty(0, np.int64)


def _matched(into: "Longs", arriving: "Longs", keys: "Longs", count: int) -> tuple["Longs", "Ints"]:
    """Return the hops whose key is among others, and the number of that."""
    if not len(keys):
        return _NONE, np.empty(0, np.int32)
    place = np.minimum(np.searchsorted(keys, arriving), len(keys) - 1)
    found = keys[place] == arriving
    return into[found], (count + place[found]).astype(np.int32)
