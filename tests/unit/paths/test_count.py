"""The number of paths equals exhaustion where it is said to be exact, and is never more."""

import random

import pytest

from clew.engine import count
from clew.engine.count import count_paths
from clew.engine.kernels import counts
from clew.engine.reference import Oracle
from clew.engine.subgraph import Session
from clew.engine.walks import Walks
from clew.model.basis import LEVELS, Basis
from tests.graphs import TEST_PACKS, random_graph
from tests.unit.paths.brute import Naive, TooManyError, session_of


def has_cycle(naive: Naive) -> bool:
    """Whether the hops between different stocks have a cycle."""
    left = {(edge.tail, edge.head) for edge in naive.useful() if edge.tail != edge.head}
    while left:
        heads = {head for _, head in left}
        gone = {pair for pair in left if pair[0] not in heads}
        if not gone:
            return True
        left -= gone
    return False


def agree(session: Session, naive: Naive, *, always: bool = True) -> int:
    """Compare a count; return 1 if it was exact without being listed one by one."""
    found = count_paths(Walks(session.pruned(naive.entry, int(naive.ways.level))))
    cyclic = has_cycle(naive)
    try:
        expected = len(naive.paths())
    except TooManyError:
        assert found.paths >= count.LISTED or not always
        return 0
    assert found.paths <= expected
    if found.exact:
        assert found.paths == expected
    if always and (not cyclic or expected < count.LISTED):
        assert found.exact
    return int(found.exact and not cyclic and expected > 0)


def compared(seed: int, *, always: bool = True, levels: tuple[Basis, ...] = tuple(LEVELS)) -> int:
    graph = random_graph(random.Random(seed))
    oracle = Oracle(graph, TEST_PACKS)
    with session_of(graph) as session:
        return sum(
            agree(session, Naive.of(oracle, entry, level), always=always) for entry in graph.entries for level in levels
        )


@pytest.mark.parametrize("seed", range(0, 60, 6))
def test_equals_exhaustion(seed: int) -> None:
    compared(seed)


@pytest.mark.parametrize("seed", range(2, 60, 8))
def test_with_hubs_as_they_are(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(count, "EXPANDED", -1)
    compared(seed, always=False)


@pytest.mark.parametrize("seed", [10, 34])
def test_limbs_of_two_bits_say_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With hubs as they are: ways are taken off again, so that numbers are carried, and borrowed, from limb to limb."""
    monkeypatch.setattr(count, "EXPANDED", -1)
    monkeypatch.setattr(count, "BITS", 2)
    monkeypatch.setattr(counts, "BITS", 2)
    monkeypatch.setattr(counts, "LIMB", 3)
    assert compared(seed, always=False)


@pytest.mark.parametrize("seed", range(4, 60, 14))
def test_never_more_than_there_are(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(count, "LISTED", 0)
    monkeypatch.setattr(count, "DAYS", 1)
    monkeypatch.setattr(count, "FINER", 1)
    compared(seed, always=False)


@pytest.mark.parametrize("seed", [3, 21])
def test_compiled_and_plain_say_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"EXPANDED": -1, "LISTED": 0, "DAYS": 2}.items():
        monkeypatch.setattr(count, name, value)
    graph = random_graph(random.Random(seed))
    with session_of(graph) as plain, session_of(graph, fast=True) as fast:
        found = [
            [count_paths(Walks(session.pruned(entry.id, level)), 0) for session in (plain, fast)]
            for entry in graph.entries
            for level in LEVELS
        ]
    assert all(one == other for one, other in found)
    assert any(one.paths > 1 for one, _ in found)
