"""A minimum cut of the hops, each at the cost of its cheapest request, days ignored: a plan to begin with."""

from collections import deque
from collections.abc import Sequence

from clew.engine.cutways import Ways

ROUNDS = 400
"""Augmenting ways after which the search is given up: it only seeds another."""


def minimum_cut(ways: Ways, cost: Sequence[float]) -> tuple[int, ...] | None:
    """Return the requests of a minimum cut, None where a way that no request breaks is in it, or it takes too long.

    Notes
    -----
    Each hop may carry what its cheapest request costs, one without requests anything (days ignored, so such a way need
    not be one). Augmenting ways, the shortest first (Edmonds & Karp).
    """
    network = _Network(ways, cost)
    for _ in range(ROUNDS):
        level = network.augment()
        if level is None:
            return network.cut()
        if level == float("inf"):
            return None
    return None


class _Network:
    def __init__(self, ways: Ways, cost: Sequence[float]) -> None:
        cut = ways.cut
        self._source, self._target = cut.nodes, cut.target
        self._arcs: list[list[int]] = [[] for _ in range(cut.nodes + 1)]
        self._head: list[int] = []
        self._room: list[float] = []
        self._request: list[int] = []
        pairs = zip(cut.tail.tolist(), cut.head.tolist(), ways.of_hop, strict=True)
        for tail, head, row in pairs:
            self._add(tail, head, row, cost)
        for source, (node, row) in enumerate(zip(cut.source_node.tolist(), ways.of_source, strict=True)):
            if not ways.is_aside(source):
                self._add(self._source, node, row, cost)

    def _add(self, tail: int, head: int, row: Sequence[int], cost: Sequence[float]) -> None:
        cheapest = min(row, key=lambda request: (cost[request], request), default=-1)
        for node, other, room in ((tail, head, cost[cheapest] if row else float("inf")), (head, tail, 0.0)):
            self._arcs[node].append(len(self._head))
            self._head.append(other)
            self._room.append(room)
            self._request.append(cheapest)

    def augment(self) -> float | None:
        """Send what a shortest way can carry; return how much, None if there is no way."""
        before = self._reached()
        if self._target not in before:
            return None
        way = []
        node = self._target
        while node != self._source:
            way.append(before[node])
            node = self._head[before[node] ^ 1]
        much = min(self._room[arc] for arc in way)
        if much != float("inf"):
            for arc in way:
                self._room[arc] -= much
                self._room[arc ^ 1] += much
        return much

    def _reached(self) -> dict[int, int]:
        before = {self._source: -1}
        waiting = deque([self._source])
        while waiting and self._target not in before:
            node = waiting.popleft()
            for arc in self._arcs[node]:
                head = self._head[arc]
                if self._room[arc] > 0 and head not in before:
                    before[head] = arc
                    waiting.append(head)
        return before

    def cut(self) -> tuple[int, ...]:
        """Return the requests of the hops that are full and lead out of what is reached."""
        reached = self._reached()
        return tuple(
            sorted(
                {
                    self._request[arc]
                    for node in reached
                    for arc in self._arcs[node]
                    if arc % 2 == 0 and self._head[arc] not in reached
                }
            )
        )
