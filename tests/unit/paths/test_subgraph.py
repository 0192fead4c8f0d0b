"""The pruned subgraph is just what lies on some way from a source to the entry, as the reference sees it."""

import random

import numpy as np
import pytest

from clew.engine import cutout
from clew.engine.reference import Oracle
from clew.model.basis import LEVELS
from tests.graphs import TEST_PACKS, random_graph
from tests.unit.paths.brute import Naive, node_of, session_of


@pytest.mark.parametrize("seed", range(0, 60, 5))
def test_equals_the_reference(seed: int) -> None:
    graph = random_graph(random.Random(seed))
    oracle = Oracle(graph, TEST_PACKS)
    with session_of(graph) as session:
        for entry in graph.entries:
            for level in LEVELS:
                naive = Naive.of(oracle, entry, level)
                cut = session.pruned(entry.id, int(level))
                ours = [(h.source, h.target, h.kind, h.basis, h.claim, h.first, h.last) for h in cut.real_hops()]
                theirs = [(e.tail, node_of(e), e.kind, e.basis, e.claim, e.first, e.last) for e in naive.useful()]
                assert sorted(map(repr, ours)) == sorted(map(repr, theirs))
                assert {(code, s.stock, s.claim, s.listing) for code, s in cut.sources()} == {
                    (t.rule, None if isinstance(t.node, str) else t.node, t.claim, t.listing) for t in naive.reaching()
                }


@pytest.mark.parametrize("seed", range(0, 12, 4))
@pytest.mark.parametrize("ahead", [1, 3])
def test_compiled_and_plain_find_the_same_in_the_same_order(
    seed: int, ahead: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cutout, "AHEAD", ahead)
    graph = random_graph(random.Random(seed))
    with session_of(graph, fast=False) as plain, session_of(graph, fast=True) as compiled:
        for entry in graph.entries:
            for level in LEVELS:
                cut, same = (session.pruned(entry.id, int(level)) for session in (plain, compiled))
                for name in ("node", "hop", "start", "head", "tail", "first", "last", "flow", "arriving", "source"):
                    assert np.array_equal(getattr(cut, name), getattr(same, name)), name
                assert np.array_equal(cut.arriving, np.bincount(cut.head, minlength=cut.nodes))
