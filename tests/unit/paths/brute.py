"""All paths of an entry by exhaustion, from the hops and sources of the reference: what the fast ones must equal."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from clew.engine.reference import Oracle
from clew.engine.reference.hops import Edge, Node
from clew.engine.reference.paths import _rank
from clew.engine.reference.reach import Ways
from clew.engine.reference.sources import Taint
from clew.engine.subgraph import Session
from clew.model.basis import Basis
from clew.model.dates import day_range
from clew.model.graph import Graph
from clew.model.policy import Policy
from clew.model.records import Entry
from tests.graphs import TEST_PACKS


@contextmanager
def session_of(graph: Graph, *, fast: bool = False) -> Iterator[Session]:
    """A session of a graph in memory."""
    from clew import formats
    from clew.trace.derive import derive

    con = formats.load_graph(graph).con
    try:
        derive(con, TEST_PACKS, Policy())
        yield Session(con, fast=fast)
    finally:
        con.close()


@dataclass(frozen=True)
class Naive:
    """The hops of one level and the sources that count for an entry."""

    ways: Ways
    taints: tuple[Taint, ...]
    entry: str

    @classmethod
    def of(cls, oracle: Oracle, entry: Entry, level: Basis) -> "Naive":
        first, last = day_range(entry.date)
        taints = tuple(t for t in oracle.real.taints if t.basis >= level and t.begins <= last and first <= t.ends)
        return cls(Ways(oracle.real.edges, level), taints, entry.id)

    def useful(self) -> set[Edge]:
        """The hops on some way from a source to the entry, days fitting."""
        early, late = self.ways.earliest(self.ways.starts(self.taints)), self.ways.latest(self.entry)
        return {
            edge
            for edge in self.ways.edges
            if edge.tail in early
            and edge.head in late
            and early[edge.tail] <= self.ways.last(edge)
            and max(early[edge.tail], self.ways.first(edge)) <= late[edge.head]
        }

    def reaching(self) -> list[Taint]:
        """The sources from which the entry can be reached."""
        late = self.ways.latest(self.entry)
        return [t for t in self.taints if t.node in late and self.ways.start(t) <= late[t.node]]

    def paths(self) -> set[tuple[str, Node, tuple[Edge, ...]]]:
        """All paths: the rule, the node it begins at, the hops."""
        entering: dict[Node, list[Edge]] = {}
        for edge in self.useful():
            entering.setdefault(edge.head, []).append(edge)
        starts: dict[Node, list[Taint]] = {}
        for taint in self.taints:
            starts.setdefault(taint.node, []).append(taint)
        found = set()
        waiting: list[tuple[Node, tuple[Edge, ...]]] = [(self.entry, ())]
        while waiting:
            node, path = waiting.pop()
            for taint in starts.get(node, ()):
                if self.fits(self.ways.start(taint), path):
                    found.add((taint.rule, node, path))
            seen = {node, *(edge.head for edge in path)}
            waiting += [(edge.tail, (edge, *path)) for edge in entering.get(node, ()) if edge.tail not in seen]
            if len(found) + len(waiting) > TOO_MANY:
                raise TooManyError
        return found

    def fits(self, day: int, path: tuple[Edge, ...]) -> bool:
        """Whether goods that are there from a day can take these hops one after another."""
        for edge in path:
            if day > self.ways.last(edge):
                return False
            day = max(day, self.ways.first(edge))
        return True


TOO_MANY = 20_000


class TooManyError(Exception):
    """There are more paths than is worth listing."""


def rank(path: tuple[Edge, ...]) -> tuple[object, ...]:
    """The order of paths of one basis and length, as the best path of a finding has it."""
    return tuple(_rank(edge, 0) for edge in path)


def node_of(edge: Edge) -> Node | None:
    """The far end of a hop as the engine says it: None is the entry."""
    return None if isinstance(edge.head, str) else edge.head
