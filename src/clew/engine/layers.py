"""How many hops entries are from the sources of a finding: forwards in layers, backwards until the two meet."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.jit import NEVER, Column, longer
from clew.engine.levels import Level

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]

AT_FIRST, SHARE = 1024, 32
"""Records of the first layers forwards: so many, and one for so many nodes."""


@dataclass
class Layers:
    """Arrivals by number of hops, from the sources of one kind of findings.

    Attributes
    ----------
    depth : int
        Up to how many hops `records` hold them all.
    newest, records : columns
        As `layers.layers` makes them.
    hops : (targets,) int32
        The fewest hops to each target.
    marks, token : columns of nodes, int
        Scratch of the kernels of `trails`: stamp, slot, seen, best; the next mark.
    """

    depth: int
    newest: Column
    records: Column
    hops: "Ints"
    marks: list[Column]
    token: int


def meet(level: Level, nodes: "Ints", days: "Ints", targets: "Ints") -> Layers:
    """Find the fewest hops to targets that sources can reach.

    Parameters
    ----------
    nodes, days : (sources,) int32
        Each node once, and the rank of the day from which the label is on it.
    targets : (n,) int32
        Nodes, each once.

    Notes
    -----
    Most targets are met after a part of what is reached before the farthest of them. So layers forwards and searches
    backwards take turns with about equal work, twice as much each time: never much more than the layers alone.
    """
    graph, bench = level.graph, level.graph.bench
    ends = (graph.stocks, graph.hub_end)
    bound = bench.column(np.where(graph.useful >> level.level & 1 == 1, NEVER, 0).astype(np.int32))
    wanted = np.zeros(graph.nodes, np.uint8)
    wanted[targets] = 1
    asked, hops, goals = bench.column(wanted), bench.full(len(targets), -1), bench.column(targets)
    current, *scratch = (bench.scratch(graph.nodes) for _ in range(3))
    pool = AT_FIRST + graph.nodes // SHARE
    made = Layers(0, bench.full(graph.nodes, -1), bench.scratch(4 * len(nodes)), targets, [], 1)
    made.marks = [bench.full(graph.nodes, -1) for _ in range(4)]
    kernels, back = bench.kernels("layers"), bench.kernels("trails")
    count, reached = kernels.begin(
        bench.column(nodes), bench.column(days), asked, bound, made.newest, made.records, current
    )
    width, left = count, len(targets) - reached
    while True:
        made.records = longer(made.records, bench.scratch(4 * (max(pool, count) + graph.nodes)))
        count, width, made.depth, left = kernels.layers(
            level.start, level.steps, *ends, asked, left, bound, made.newest, made.records, current, *scratch, count,
            width, made.depth, pool,
        )  # fmt: skip
        room = 64 + 16 * pool // max(left, 1)
        unmet, made.token = back.meet(
            goals, hops, made.depth, 4 * pool, level.back_start, level.back_steps, *ends, made.newest, made.records,
            *made.marks, made.token, bench.scratch(3 * room), bench.scratch(12 * room),
        )  # fmt: skip
        if not unmet:
            made.hops = np.asarray(hops, np.int32)
            return made
        pool *= 2
