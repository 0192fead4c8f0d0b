"""What networkx and igraph do beside clew on the same pruned subgraph: hubs as nodes, no days, no bases."""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from types import FrameType

    from clew.engine.cutout import Subgraph
    from clew.engine.cutways import Ways

T = TypeVar("T")
PATIENCE = 60
"""Seconds after which a peer is stopped."""


class TooLongError(Exception):
    """The peer took longer than it is given."""


def timed(work: Callable[[], T]) -> tuple[float, T]:
    begin = perf_counter()
    result = work()
    return round(perf_counter() - begin, 4), result


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    def stop(signum: int, frame: "FrameType | None") -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def seconds_of(work: Callable[[], object]) -> float | None:
    """Return the seconds that work takes, None where it is stopped."""
    try:
        with limited(PATIENCE):
            return timed(work)[0]
    except TooLongError:
        return None


def _edges(cut: "Subgraph") -> list[tuple[int, int]]:
    """Return the hops, and one from a node of its own (the last) to each stock with a source."""
    hops = list(zip(cut.tail.tolist(), cut.head.tolist(), strict=True))
    return hops + [(cut.nodes, node) for node in sorted(set(cut.source_node.tolist()))]


def paths_beside(cut: "Subgraph", best: int) -> dict[str, float | None]:
    """Seconds of both for as many shortest simple paths, and of igraph for an order of the nodes if there is one.

    The graphs are made before; that of networkx has no parallel hops. igraph has no count of paths; without a cycle
    it puts the nodes in order, as a count begins.
    """
    import igraph
    import networkx as nx

    edges = _edges(cut)
    graph = nx.DiGraph(edges)
    fast = igraph.Graph(n=cut.nodes + 1, edges=edges, directed=True)
    found = {
        "networkx": seconds_of(lambda: list(islice(nx.shortest_simple_paths(graph, cut.nodes, cut.target), best))),
        "igraph": seconds_of(lambda: fast.get_k_shortest_paths(cut.nodes, cut.target, k=best, mode="out")),
    }
    return {**found, "igraph_order": seconds_of(fast.topological_sorting)} if fast.is_dag() else found


def _rooms(ways: "Ways", costs: Sequence[float]) -> dict[tuple[int, int], float]:
    """Return what each pair of nodes may carry: hops at the costs of their cheapest requests, added up."""
    cut = ways.cut
    rooms: dict[tuple[int, int], float] = {}
    hops = zip(cut.tail.tolist(), cut.head.tolist(), ways.of_hop, strict=True)
    seeds = enumerate(zip(cut.source_node.tolist(), ways.of_source, strict=True))
    begins = [(cut.nodes, node, row) for source, (node, row) in seeds if not ways.is_aside(source)]
    for tail, head, row in [*hops, *begins] if begins else ():
        room = min((costs[each] for each in row), default=float("inf"))
        rooms[tail, head] = rooms.get((tail, head), 0.0) + room
    return rooms


def cuts_beside(ways: "Ways", costs: Sequence[float]) -> dict[str, Any] | None:
    """Seconds and cost of the minimum cut of both; None where nothing flows.

    Days ignored; what a request settles beside is not seen, so a cut costs as much as a plan or more.
    """
    import igraph
    import networkx as nx

    cut, rooms = ways.cut, _rooms(ways, costs)
    if not rooms:
        return None
    graph = nx.DiGraph()
    graph.add_edges_from((*pair, {"capacity": room}) for pair, room in rooms.items())
    ample = sum(room for room in rooms.values() if room != float("inf")) + 1
    fast = igraph.Graph(n=cut.nodes + 1, edges=list(rooms), directed=True)
    capacity = [min(room, ample) for room in rooms.values()]
    return {
        "networkx": _cut(lambda: nx.minimum_cut(graph, cut.nodes, cut.target)[0]),
        "igraph": _cut(lambda: fast.mincut(cut.nodes, cut.target, capacity=capacity).value),
    }


def _cut(work: Callable[[], float]) -> dict[str, float] | None:
    import networkx as nx

    try:
        with limited(PATIENCE):
            took, cost = timed(work)
    except (TooLongError, nx.NetworkXUnbounded):
        return None
    return {"seconds": took, "cost": cost}
