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
    back_start, back_steps : columns of nodes + 1, of 4 * hops
        The same by head: tail, first and last day, and number in the graph.
    bound : (nodes,) int32
        Goods that are at a node on this day (rank) or later reach no target.
    """

    start: Column
    steps: Column
    back_start: Column
    back_steps: Column
    bound: "Ints"


def level_of(travel: Travel, level: int, targets: "Ints", sweeps: int) -> Level:
    """Return the hops of a level.

    Parameters
    ----------
    targets : (n,) int32
        Nodes of the entries that paths are wanted to.
    sweeps : int
        How many sweeps are to be made: with a few, bounds heed days, else only whether there is a way.
    """
    graph, bench = travel.graph, travel.graph.bench
    useful = graph.useful >> level & 1 == 1
    number = np.flatnonzero(useful[graph.head] & (graph.strength >= level)).astype(np.int32)
    tail, head = graph.tail[number], graph.head[number]
    first, last = (np.asarray(days, np.int32)[number] for days in travel.days(level))
    back_start, order = backward(bench, head, graph.nodes)
    back = np.stack((tail[order], first[order], last[order], number[order]), axis=1)
    if sweeps >= WORTH_BOUNDS:
        bound = _bounds(graph, len(travel.calendar), targets, back_start, back, head[order])
    else:
        bound = np.where(useful, NEVER, 0).astype(np.int32)
    return Level(
        start=bench.column(offsets(tail, graph.nodes)),
        steps=bench.column(np.stack((head, first, last), axis=1).reshape(-1)),
        back_start=bench.column(back_start),
        back_steps=bench.column(back.reshape(-1)),
        bound=bound,
    )


def _bounds(graph: Graph, days: int, targets: "Ints", start: "Ints", back: "Ints", head: "Ints") -> "Ints":
    """Return the first day on which goods are too late at each node for every target, days fitting.

    Notes
    -----
    Earliest arrival in the graph turned round, where day d is number days - d: a latest departure.
    """
    bench = graph.bench
    count, seeds = len(head), len(targets)
    turned = bench.full(graph.nodes, NEVER)
    bench.kernels("arrivals").arrive(
        bench.column(start), bench.column(head), bench.column(back[:, 0]), bench.full(count), 0,
        bench.column(days - np.minimum(back[:, 2], days)), bench.column(days - np.minimum(back[:, 1], days)),
        bench.column(targets), bench.full(seeds), bench.column(np.arange(count, count + seeds, dtype=np.int32)),
        bench.full(seeds), seeds, turned, bench.full(graph.nodes), bench.full(days + 2, -1), bench.full(count + seeds),
        bench.full(count + seeds), bench.full(graph.nodes), bench.full(graph.nodes),
    )  # fmt: skip
    day = np.asarray(turned, np.int32)
    bound = days + 1 - day
    bound[day == NEVER] = 0
    bound[day == 0] = NEVER
    return bound
