"""The hops of one level side by side, as its sweeps want them."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.graph import Graph, Travel, backward, offsets
from clew.engine.jit import Bench, Column

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]


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
    def _backward(self) -> tuple[Column, Column]:
        """The same by head: where those of each head begin; tail, first, last, number side by side."""
        bench, steps = self.graph.bench, np.asarray(self.steps, np.int32).reshape(-1, 3)
        start, order = backward(bench, np.ascontiguousarray(steps[:, 0]), self.graph.nodes)
        rows = np.empty((len(order), 4), np.int32)
        rows[:, 0] = np.asarray(self.tail, np.int32)[order]
        rows[:, 1:3] = steps[order, 1:]
        rows[:, 3] = self.number[order]
        return bench.column(start), bench.column(rows.reshape(-1))

    @property
    def back_start(self) -> Column:
        """Where the hops of each head begin, column of nodes + 1."""
        return self._backward[0]

    @cached_property
    def back_near(self) -> Column:
        """Hops by head: tail where days do not bind, else -1 - tail."""
        return near(self.graph.bench, np.asarray(self.back_steps, np.int32).reshape(-1, 4), self.days)

    @property
    def back_steps(self) -> Column:
        """Hops by head: tail, first and last day, number in the graph, column of 4 * hops."""
        return self._backward[1]


def near(bench: Bench, rows: "Ints", days: int) -> Column:
    """Return the tails of hops (tail, first and last day, number), as -1 - tail where days (so many) bind."""
    free = (rows[:, 1] == 0) & (rows[:, 2] >= days)
    return bench.column(np.where(free, rows[:, 0], -1 - rows[:, 0]))


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
