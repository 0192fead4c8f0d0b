"""What a question does not need is left out first: all that is not upstream of the wanted entries."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.graph import Graph
from clew.engine.jit import Column
from clew.engine.recorded import members, recorded_hops

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

MOSTLY = 0.95
"""The share of nodes that is worth keeping all of them, rather than a copy without the others."""

HOPS = ("kind", "basis", "claim", "first", "last", "proven", "ghost")


def pruned(graph: Graph) -> Graph:
    """Return the graph of what lies upstream of a wanted entry, days ignored, with `useful` and `member` filled.

    Notes
    -----
    All hops into what is kept are kept, so what can be where, and when, does not change; which stocks belong to the
    recorded graph does depend on hops that are left out, so that is found out before.
    """
    bench = graph.bench
    back_start, back_hop = graph.backward
    roots = graph.hub_end + np.flatnonzero(graph.wanted).astype(np.int32)
    mask = np.zeros(graph.nodes, np.uint8)
    mask[roots] = 0b11111
    queue = np.zeros(graph.nodes, np.int32)
    queue[: len(roots)] = roots
    pending = mask != 0
    passing = np.array([0b1, 0b11, 0b111, 0b1111, 0b11111], np.uint8)
    columns: list[Column] = [
        bench.column(part) for part in (back_start, back_hop, graph.tail, graph.strength, passing, mask, pending, queue)
    ]
    bench.kernels("upstream").upstream(*columns, len(roots))
    useful = np.asarray(columns[5], np.uint8)
    kept = useful != 0
    if kept.size and graph.wanted.all() and kept.mean() >= MOSTLY:
        kept = np.ones(graph.nodes, bool)
    member = np.stack(bench.run(partial(_members, graph, kept), (1, 2)))
    if kept.all():
        return replace(graph, useful=useful, member=member)
    number = np.cumsum(kept, dtype=np.int32) - 1
    hops = kept[graph.head]
    stocks = kept[: graph.stocks]
    return replace(
        graph,
        stocks=int(stocks.sum()),
        hubs=int(kept[graph.stocks : graph.hub_end].sum()),
        entries=int(graph.wanted.sum()),
        tail=number[graph.tail[hops]],
        head=number[graph.head[hops]],
        **{name: getattr(graph, name)[hops] for name in HOPS},
        holder=graph.holder[stocks],
        item=graph.item[stocks],
        entry_claim=graph.entry_claim[graph.wanted],
        entry_first=graph.entry_first[graph.wanted],
        entry_last=graph.entry_last[graph.wanted],
        wanted=graph.wanted[graph.wanted],
        origin=graph.origin[kept],
        useful=useful[kept],
        member=member[:, stocks],
    )


def _members(graph: Graph, kept: "Flags", level: int) -> "Flags":
    """Return which stocks (of those kept) are at an end of a recorded hop of a level."""
    near = kept[graph.tail] | (graph.tail >= graph.stocks)
    if not near.all():
        ends = {name: getattr(graph, name)[near] for name in ("tail", "head", *HOPS)}
        graph = replace(graph, **ends)
    return members(graph, recorded_hops(graph, level))
