"""Over all levels, the strongest paths come first, each once, with the strongest level at which it is one."""

import random

import pytest

from clew.engine.ranked import Path, best_first
from clew.engine.reference import Oracle
from clew.engine.reference.hops import Edge, Node
from clew.model.answers import Stock
from clew.model.basis import LEVELS, Basis
from tests.graphs import TEST_PACKS, random_graph
from tests.unit.paths.brute import Naive, TooManyError, rank, session_of

Named = tuple[str, Basis, tuple[tuple[object, ...], ...]]


def expected(naive: dict[Basis, Naive]) -> list[Named]:
    """All paths at *unexcluded*, in order, with the strongest level at which each is found."""
    at = {level: each.paths() for level, each in naive.items()}

    def key(path: tuple[str, Node, tuple[Edge, ...]]) -> tuple[object, ...]:
        start = (path[1].holder, path[1].item) if isinstance(path[1], Stock) else ("", "")
        return -basis(path), len(path[2]), start, rank(path[2]), path[0]

    def basis(path: tuple[str, Node, tuple[Edge, ...]]) -> Basis:
        return max(level for level in LEVELS if path in at[level])

    def hop(edge: Edge) -> tuple[object, ...]:
        return edge.tail, edge.head if isinstance(edge.head, Stock) else None, edge.kind, edge.basis, edge.claim

    found = sorted(at[Basis.UNEXCLUDED], key=key)
    return [(path[0], basis(path), tuple(map(hop, path[2]))) for path in found]


def named(path: Path) -> Named:
    hops = tuple((hop.source, hop.target, hop.kind, hop.basis, hop.claim) for hop in path.hops)
    return path.rule, path.basis, hops


def compared(seed: int) -> int:
    graph = random_graph(random.Random(seed))
    oracle = Oracle(graph, TEST_PACKS)
    count = 0
    with session_of(graph) as session:
        for entry in graph.entries:
            try:
                wanted = expected({level: Naive.of(oracle, entry, level) for level in LEVELS})
            except TooManyError:
                continue
            assert [named(path) for path in best_first(session, entry.id, 1)] == wanted
            count += len(wanted)
    return count


@pytest.mark.parametrize("seed", range(3, 60, 7))
def test_equal_exhaustion_at_every_level(seed: int) -> None:
    compared(seed)
