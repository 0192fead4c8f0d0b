"""Choke points are just what all paths have in common, stocks and claims."""

import random

import pytest

from clew.engine.reference import Oracle
from clew.engine.reference.hops import Node
from clew.engine.reference.sources import Taint
from clew.engine.shared import shared
from clew.engine.subgraph import Session
from clew.engine.walks import Walks
from clew.model.answers import Stock
from clew.model.basis import LEVELS
from tests.graphs import TEST_PACKS, random_graph
from tests.unit.paths.brute import Naive, TooManyError, session_of


def on_every_path(naive: Naive) -> tuple[set[Node], set[str]]:
    """What all paths share, each source of a path apart."""
    starts: dict[tuple[str, Node], list[Taint]] = {}
    for taint in naive.taints:
        starts.setdefault((taint.rule, taint.node), []).append(taint)
    stocks: list[set[Node]] = []
    claims: list[set[str]] = []
    for rule, node, path in naive.paths():
        for taint in starts[rule, node]:
            if naive.fits(naive.ways.start(taint), path):
                stocks.append({node, *(edge.head for edge in path)} - {naive.entry})
                claims.append({c for c in (taint.claim, *(edge.claim for edge in path)) if c})
    return (set.intersection(*stocks), set.intersection(*claims)) if stocks else (set(), set())


def agree(session: Session, naive: Naive) -> int:
    try:
        expected = on_every_path(naive)
    except TooManyError:
        return 0
    cut = session.pruned(naive.entry, int(naive.ways.level))
    stocks, claims = shared(Walks(cut))
    said = [cut.stock(node) for node in stocks]
    assert said == sorted(expected[0], key=lambda stock: (stock.holder, stock.item) if isinstance(stock, Stock) else ())
    assert [session.words.claim(claim) for claim in claims] == sorted(expected[1])
    return len(stocks) + len(claims)


def compared(seed: int) -> int:
    graph = random_graph(random.Random(seed))
    oracle = Oracle(graph, TEST_PACKS)
    with session_of(graph) as session:
        return sum(agree(session, Naive.of(oracle, entry, level)) for entry in graph.entries for level in LEVELS)


@pytest.mark.parametrize("seed", range(1, 60, 5))
def test_equal_what_all_paths_have(seed: int) -> None:
    compared(seed)
