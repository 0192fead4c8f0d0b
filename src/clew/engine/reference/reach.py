"""Section 5 of the contract, reach: from which day on a label, or goods, can be on each node."""

from collections.abc import Iterable, Mapping

from clew.engine.reference.hops import Edge, Node
from clew.engine.reference.sources import Taint
from clew.model.basis import Basis
from clew.model.dates import ALWAYS, EVER

Days = dict[Node, int]


class Ways:
    """The hops of one level, with the days that hold at that level."""

    def __init__(self, edges: Iterable[Edge], level: Basis) -> None:
        self.level = level
        self.edges = [edge for edge in edges if edge.basis >= level]
        self.leaving: dict[Node, list[Edge]] = {}
        self.entering: dict[Node, list[Edge]] = {}
        for edge in self.edges:
            self.leaving.setdefault(edge.tail, []).append(edge)
            self.entering.setdefault(edge.head, []).append(edge)

    def first(self, edge: Edge) -> int:
        """Return the first day on which goods can be at the far end of a hop."""
        return EVER if self._open(edge) else edge.first

    def last(self, edge: Edge) -> int:
        """Return the last day on which goods can take a hop."""
        return ALWAYS if self._open(edge) else edge.last

    def _open(self, edge: Edge) -> bool:
        return self.level == Basis.UNEXCLUDED and not edge.proven

    def start(self, taint: Taint) -> int:
        """Return the first day of a source."""
        return taint.first_proven if self.level == Basis.UNEXCLUDED else taint.first

    def earliest(self, starts: Mapping[Node, int]) -> Days:
        """Return the earliest day on each node that goods can reach which are at the starts from given days."""
        found = dict(starts)
        waiting = list(starts)
        while waiting:
            node = waiting.pop()
            for edge in self.leaving.get(node, ()):
                if found[node] > self.last(edge):
                    continue
                day = max(found[node], self.first(edge))
                if day < found.get(edge.head, ALWAYS + 1):
                    found[edge.head] = day
                    waiting.append(edge.head)
        return found

    def latest(self, entry: str) -> Days:
        """Return the latest day on each node from which goods can still reach an entry."""
        found: Days = {entry: ALWAYS}
        waiting: list[Node] = [entry]
        while waiting:
            node = waiting.pop()
            for edge in self.entering.get(node, ()):
                if self.first(edge) > found[node]:
                    continue
                day = min(found[node], self.last(edge))
                if day > found.get(edge.tail, EVER - 1):
                    found[edge.tail] = day
                    waiting.append(edge.tail)
        return found

    def starts(self, taints: Iterable[Taint]) -> Days:
        """Return the first day of the labels that sources of this level put on nodes."""
        found: Days = {}
        for taint in taints:
            if taint.basis >= self.level:
                day = self.start(taint)
                found[taint.node] = min(day, found.get(taint.node, day))
        return found
