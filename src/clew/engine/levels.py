"""The hops of one level side by side, and how late goods may be anywhere, as the sweeps for paths want them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.graph import Graph, Travel, backward, offsets
from clew.engine.jit import NEVER, Column

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]

WORTH_BOUNDS = 3
"""How many sweeps at a level make up for the one backwards that shortens them."""


@dataclass(frozen=True)
class Level:
    """Hops of one level that lie upstream of an entry.

    Attributes
    ----------
    start : column of nodes + 1
        Where the hops of each tail begin.
    steps : column of 3 * hops
        Head, first and last day (ranks) of each hop, side by side.
    bound : (nodes,) int32
        Goods that are at a node on this day (rank) or later reach no entry.
    """

    start: Column
    steps: Column
    bound: "Ints"


def level_of(travel: Travel, level: int, sweeps: int) -> Level:
    """Return the hops of a level.

    Parameters
    ----------
    sweeps : int
        How many sweeps are to be made: with a few, bounds heed days, else only whether there is a way.
    """
    graph, bench = travel.graph, travel.graph.bench
    useful = graph.useful >> level & 1 == 1
    hops = useful[graph.head] & ((graph.strength >= level) if level else True)
    tail, head = graph.tail[hops], graph.head[hops]
    first, last = (np.asarray(days, np.int32)[hops] for days in travel.days(level))
    steps = np.stack((head, first, last), axis=1).reshape(-1)
    if sweeps >= WORTH_BOUNDS:
        bound = _bounds(graph, len(travel.calendar), (tail, head, first, last))
    else:
        bound = np.where(useful, NEVER, 0).astype(np.int32)
    return Level(bench.column(offsets(tail, graph.nodes)), bench.column(steps), bound)


def _bounds(graph: Graph, days: int, hops: tuple["Ints", "Ints", "Ints", "Ints"]) -> "Ints":
    """Return the first day on which goods are too late at each node for every entry, days fitting.

    Notes
    -----
    Earliest arrival in the graph turned round, where day d is number days - d: a latest departure.
    """
    bench = graph.bench
    tail, head, first, last = hops
    start, order = backward(bench, head, graph.nodes)
    entries = np.flatnonzero(graph.useful[graph.hub_end :]).astype(np.int32) + np.int32(graph.hub_end)
    count, seeds = len(tail), len(entries)
    turned = bench.full(graph.nodes, NEVER)
    bench.kernels("arrivals").arrive(
        bench.column(start), bench.column(head[order]), bench.column(tail[order]), bench.full(count), 0,
        bench.column(days - np.minimum(last[order], days)), bench.column(days - np.minimum(first[order], days)),
        bench.column(entries), bench.full(seeds), bench.column(np.arange(count, count + seeds, dtype=np.int32)),
        bench.full(seeds), seeds, turned, bench.full(graph.nodes), bench.full(days + 2, -1), bench.full(count + seeds),
        bench.full(count + seeds), bench.full(graph.nodes), bench.full(graph.nodes),
    )  # fmt: skip
    day = np.asarray(turned, np.int32)
    bound = days + 1 - day
    bound[day == NEVER] = 0
    bound[day == 0] = NEVER
    return bound
