"""What lies upstream of each entry, at a level: one sweep backwards by latest departure, for all entries at once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.days import Calendar
from clew.engine.graph import Graph
from clew.engine.jit import Column
from clew.engine.reach import LEVELS, mask_steps, run_sweep
from clew.model.dates import ALWAYS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]


@dataclass(frozen=True)
class Backward:
    """The hops of a graph reversed, in place and in time: a departure is an arrival of what is asked for.

    Attributes
    ----------
    start, steps : columns
        As `masks.sweep` wants them; first days are the negatives of last days, and the other way round.
    """

    graph: Graph
    calendar: Calendar
    start: Column
    steps: Column

    @classmethod
    def of(cls, graph: Graph) -> "Backward":
        """Reverse a graph."""
        start, hop = graph.backward
        leave = np.minimum(-graph.last[hop], ALWAYS - 1)
        calendar = Calendar(leave)
        steps = mask_steps(
            graph.tail[hop],
            calendar.rank(leave),
            calendar.rank(-graph.first[hop]),
            graph.strength[hop],
            ~graph.proven[hop],
        )
        return cls(graph, calendar, graph.bench.column(start), graph.bench.column(steps))


@dataclass(frozen=True)
class Seen:
    """Masks of a batch of entries at one level.

    Attributes
    ----------
    nodes : column of masks by node
        The entries that goods there can reach from any day.
    probes : column of masks by probe
        The entries that goods can reach from the node and day of the probe.
    carried : column of masks by hop in the order of `Graph.backward`, or of nothing
        The entries to which the hop can carry goods.
    """

    bits: int
    nodes: Column
    probes: Column
    carried: Column


def look_back(
    backward: Backward, level: int, entries: "Ints", nodes: "Ints", days: "Ints", *, keep: bool = False
) -> Seen:
    """Sweep backwards from some entries (as many as fit a mask).

    Parameters
    ----------
    entries : (bits,) int32
    nodes, days : (probes,) int32
        Days (no ranks) from which goods are at the nodes.
    keep : bool
        Whether to fill `Seen.carried`.
    """
    graph = backward.graph
    bits = len(entries)
    ones = (1 << bits) - 1
    passing = [0] * level + [ones] * (LEVELS - level)
    seeds = (np.zeros(bits, np.int32), entries + np.int32(graph.hub_end), [1 << bit for bit in range(bits)])
    probes = (backward.calendar.rank(-days), nodes)
    seen = run_sweep(
        graph.bench, (backward.start, backward.steps), passing, ones if level <= 1 else 0, seeds, probes,
        len(backward.calendar), graph.nodes, keep=keep,
    )  # fmt: skip
    return Seen(bits, *seen)
