"""Paths are just those that exhaustion finds, each once, in the order of the contract."""

import random

import pytest

from clew.engine import walks
from clew.engine.reference import Oracle
from clew.engine.reference.hops import Edge, Node
from clew.engine.subgraph import Session, Subgraph
from clew.engine.tellings import Teller
from clew.engine.walks import Walk, Walks
from clew.model.answers import Stock
from clew.model.basis import LEVELS
from tests.graphs import TEST_PACKS, random_graph
from tests.unit.paths.brute import Naive, TooManyError, node_of, rank, session_of

Path = tuple[str, Node | None, tuple[object, ...]]


def said(edge: Edge) -> tuple[object, ...]:
    return edge.tail, node_of(edge), edge.kind, edge.basis, edge.claim, edge.first, edge.last


def ours(cut: Subgraph, found: list[Walk]) -> list[Path]:
    """Walks in words, one a rule."""
    teller = Teller(cut)
    paths = []
    for walk in found:
        hops = [cut.real_hop(*pair) for pair in walk.pairs]
        words = tuple((h.source, h.target, h.kind, h.basis, h.claim, h.first, h.last) for h in hops)
        rules = cut.session.labels.rules
        paths += [(rules[t.rule][0], cut.stock(walk.start), words) for t in teller.tell(walk)]
    return paths


def theirs(naive: Naive) -> list[Path]:
    def key(path: tuple[str, Node, tuple[Edge, ...]]) -> tuple[object, ...]:
        start = (path[1].holder, path[1].item) if isinstance(path[1], Stock) else ("", "")
        return len(path[2]), start, rank(path[2]), path[0]

    found = sorted(naive.paths(), key=key)
    return [(rule, n if isinstance(n, Stock) else None, tuple(map(said, path))) for rule, n, path in found]


def compared(seed: int, *, fast: bool = False) -> int:
    """Compare all entries of a graph at all levels; return how many paths that were."""
    graph = random_graph(random.Random(seed))
    oracle = Oracle(graph, TEST_PACKS)
    total = 0
    with session_of(graph, fast=fast) as session:
        for entry in graph.entries:
            for level in LEVELS:
                try:
                    total += agree(session, Naive.of(oracle, entry, level))
                except TooManyError:
                    continue
    return total


def agree(session: Session, naive: Naive) -> int:
    expected = theirs(naive)
    cut = session.pruned(naive.entry, int(naive.ways.level))
    assert ours(cut, list(Walks(cut).shortest_first())) == expected
    return len(expected)


@pytest.mark.parametrize("seed", range(0, 60, 5))
def test_equal_exhaustion(seed: int) -> None:
    compared(seed)


@pytest.mark.parametrize("seed", range(1, 60, 12))
def test_equal_exhaustion_where_every_step_is_checked(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walks, "PATIENCE", -1)
    assert compared(seed) >= 0
