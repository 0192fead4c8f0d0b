"""How near the entry is: the fewest hops from a node on a day, known as far as somebody asked."""

from clew.engine.cutout import Subgraph
from clew.engine.jit import Column, longer


class Ladder:
    """Fewest hops to the entry of a subgraph.

    Attributes
    ----------
    depth : int
        Nodes that need no more hops than this are known.
    complete : bool
        Whether all are.
    few, newest : columns of nodes
        The fewest hops of all days, and the last record of each; -1 where nothing is known.
    """

    def __init__(self, cut: Subgraph) -> None:
        bench, nodes = cut.session.graph.bench, cut.nodes
        self._bench, self._nodes = bench, nodes
        back_start, back_hop = cut.backward
        arrays = (back_start, back_hop, cut.tail, cut.basis)
        self._columns = [bench.column(array) for array in arrays]
        self._days = [bench.column(array) for array in (cut.first, cut.last)]
        self._level = cut.level
        self._hubs = cut.stocks, cut.stocks + cut.hubs
        self._latest, self.few, self.newest = (bench.full(nodes, -1) for _ in range(3))
        self._records: list[Column] = [bench.scratch(2 * nodes + 1) for _ in range(4)]
        self._scratch = [bench.scratch(nodes) for _ in range(3)]
        top = len(cut.session.travel.calendar)
        for column, value in zip(self._records, (cut.target, 0, top, -1), strict=True):
            column[0] = value
        self._latest[cut.target], self.few[cut.target], self.newest[cut.target] = top, 0, 0
        self._scratch[0][0] = 0
        self._width = self._count = 1
        self._known: dict[int, list[tuple[int, int]]] = {}
        self.depth = 0

    @property
    def complete(self) -> bool:
        """Whether the fewest hops of all nodes are known."""
        return not self._width

    def climb(self, depth: int) -> None:
        """Find out which nodes need no more hops than `depth`."""
        kernels = self._bench.kernels("ladders")
        while self.depth < depth and self._width:
            self._make_room()
            self._width, self._count = kernels.climb(
                self.depth, self._width, self._count, *self._columns, self._level, *self._days, *self._hubs,
                self._latest, self.few, self.newest, *self._records, *self._scratch,
            )  # fmt: skip
            self._known.clear()
            self.depth += 1

    def _make_room(self) -> None:
        size = len(self._records[0])
        if self._count + self._nodes > size:
            self._records = [longer(column, self._bench.scratch(2 * size)) for column in self._records]

    def rest(self, node: int, day: int) -> int:
        """Return the fewest hops from a node on a (rank of) day; -1 where it is too late, or more than `depth`.

        Notes
        -----
        Exact but that the way may lead through any stock.
        """
        known = self._known.get(node)
        if known is None:
            known = self._rungs(node)
            self._known[node] = known
        for hops, late in known:
            if day <= late:
                return hops
        return -1

    def _rungs(self, node: int) -> list[tuple[int, int]]:
        """Return numbers of hops with the latest day on which they are enough, fewest first."""
        _, hops, day, previous = self._records
        found = []
        record = int(self.newest[node])
        while record >= 0:
            found.append((int(hops[record]), int(day[record])))
            record = int(previous[record])
        return found[::-1]
