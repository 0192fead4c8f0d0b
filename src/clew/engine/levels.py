"""The hops of one level side by side, as its sweeps want them, and how late goods may be anywhere."""

from dataclasses import dataclass
from functools import cached_property
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
    """Hops of one level that lie upstream of an entry, sorted as those of the graph.

    Attributes
    ----------
    graph : Graph
    level, days : int
        The level, and how many ranks of days there are.
    number : (hops,) int32
        Numbers in the graph.
    start, tail, steps : columns of nodes + 1, of hops, of 3 * hops
        Where the hops of each tail begin; tails; head, first and last day (ranks) of each hop, side by side.
    """

    graph: Graph
    level: int
    days: int
    number: "Ints"
    start: Column
    tail: Column
    steps: Column

    @cached_property
    def backward(self) -> tuple["Ints", "Ints", "Ints"]:
        """The same by head: where those of each head begin; heads; tail, first, last, number in rows of four."""
        steps = np.asarray(self.steps, np.int32).reshape(-1, 3)
        head = np.ascontiguousarray(steps[:, 0])
        start, order = backward(self.graph.bench, head, self.graph.nodes)
        rows = np.empty((len(order), 4), np.int32)
        rows[:, 0] = np.asarray(self.tail, np.int32)[order]
        rows[:, 1:3] = steps[order, 1:]
        rows[:, 3] = self.number[order]
        return start, head[order], rows

    @cached_property
    def back_start(self) -> Column:
        """Where the hops of each head begin, column of nodes + 1."""
        return self.graph.bench.column(self.backward[0])

    @cached_property
    def back_steps(self) -> Column:
        """Hops by head: tail, first and last day, number in the graph, column of 4 * hops."""
        return self.graph.bench.column(self.backward[2].reshape(-1))


def level_of(travel: Travel, level: int) -> Level:
    """Return the hops of a level; made once."""
    known: Level | None = travel.levels.get(level)
    if known is not None:
        return known
    graph, bench = travel.graph, travel.graph.bench
    useful = graph.useful >> level & 1 == 1
    number = np.flatnonzero(useful[graph.head] & (graph.strength >= level)).astype(np.int32)
    tail, (first, last) = graph.tail[number], travel.ranks(level)
    steps = np.empty((len(number), 3), np.int32)
    steps[:, 0], steps[:, 1], steps[:, 2] = graph.head[number], first[number], last[number]
    start = bench.column(offsets(tail, graph.nodes))
    made = Level(graph, level, len(travel.calendar), number, start, bench.column(tail), bench.column(steps.reshape(-1)))
    travel.levels[level] = made
    return made


def bounds(level: Level, targets: "Ints", sweeps: int) -> "Ints":
    """Return the first day (rank) on which goods are too late at each node for every target, 0 where no way leads on.

    Parameters
    ----------
    targets : (n,) int32
        Nodes.
    sweeps : int
        How many sweeps are to be made: for a few, days are not heeded.

    Notes
    -----
    Earliest arrival in the graph turned round, where day d is number days - d: a latest departure.
    """
    graph, bench, days = level.graph, level.graph.bench, level.days
    if sweeps < WORTH_BOUNDS:
        return np.where(graph.useful >> level.level & 1 == 1, NEVER, 0).astype(np.int32)
    start, head, back = level.backward
    count, seeds = len(head), len(targets)
    steps = np.empty((count, 3), np.int32)
    steps[:, 0] = back[:, 0]
    steps[:, 1] = days - np.minimum(back[:, 2], days)
    steps[:, 2] = days - np.minimum(back[:, 1], days)
    turned = bench.full(graph.nodes, NEVER)
    bench.kernels("arrivals").arrive(
        bench.column(start), bench.column(head), bench.column(steps.reshape(-1)), bench.column(targets),
        bench.full(seeds), bench.column(np.arange(count, count + seeds, dtype=np.int32)), bench.full(seeds), seeds,
        turned, bench.full(graph.nodes), bench.full(days + 2, -1), bench.scratch(count + seeds),
        bench.full(count + seeds), bench.scratch(graph.nodes), bench.scratch(graph.nodes),
    )  # fmt: skip
    day = np.asarray(turned, np.int32)
    bound = days + 1 - day
    bound[day == NEVER] = 0
    bound[day == 0] = NEVER
    return bound
