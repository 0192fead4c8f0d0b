"""A minimum cut of the hops, each at the cost of its cheapest request, days ignored: a plan to begin with."""

from collections.abc import Sequence

import numpy as np

from clew.engine.cutways import Row, Ways
from clew.engine.effort import Effort
from clew.engine.kernels.flows import ENDLESS

ROUNDS = 400
"""Augmenting ways after which the search is given up: it only seeds another."""

UNIT = 1_000_000
"""What a cost of 1 is in whole numbers."""


def minimum_cut(ways: Ways, cost: Sequence[float], effort: Effort) -> Row | None:
    """Return the requests of a minimum cut, None where a way that no request breaks is in it, or it takes too long.

    Notes
    -----
    Each hop may carry what its cheapest request costs, one without requests anything (days ignored, so such a way need
    not be one). Augmenting ways, the shortest first (Edmonds & Karp).
    """
    cut, bench, column = ways.cut, ways.cut.session.graph.bench, ways.cut.session.graph.bench.column
    hop_request, hop_room = _cheapest(ways.of_hop, cost)
    seed_request, seed_room = _cheapest(ways.of_source, cost)
    seed_room[[ways.is_aside(seed) for seed in range(len(seed_room))]] = 0
    hops = [column(array) for array in (cut.start, cut.tail, cut.head, *cut.backward)]
    rooms = [column(hop_room), column(np.zeros(len(hop_room), np.int64)), column(cut.source_node), column(seed_room)]
    parent, queue = bench.scratch(cut.nodes), bench.scratch(cut.nodes)
    for _ in range(ROUNDS):
        much, looked = bench.kernels("flows").augment(cut.target, *hops, *rooms, parent, queue)
        effort.spend(ways.weight * (looked + cut.nodes))
        if much == 0:
            reached = np.asarray(parent, np.int32) >= 0
            full = hop_request[reached[cut.tail] & ~reached[cut.head]]
            seeds = seed_request[~reached[cut.source_node]]
            return tuple(sorted({*full.tolist(), *seeds.tolist()} - {-1}))
        if much == ENDLESS or effort.is_over():
            return None
    return None


def _cheapest(rows: Sequence[Row], cost: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    """Return the cheapest request of each row (-1 = none), and what it costs as a whole number."""
    known = {row: min(row, key=lambda request: (cost[request], request), default=-1) for row in set(rows)}
    request = np.array([known[row] for row in rows], np.int64)
    room = np.array([*(max(round(each * UNIT), 1) for each in cost), ENDLESS], np.int64)
    return request, room[request]
