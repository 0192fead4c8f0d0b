"""A try-out that derives anew only what changes answers what the whole graph traced anew does, whatever is asked."""

from collections import Counter

from clew.trace.plan.request import KINDS
from tests.unit.plan.anew import differences


def test_what_is_derived_anew_answers_as_the_whole_does() -> None:
    seen: Counter[str] = Counter()
    found = [each for seed in SEEDS for each in differences(seed, seen, trials=2)]
    assert found == []
    assert seen.keys() >= set(KINDS) - {"document"}
    assert seen["changed"] >= len(SEEDS)


SEEDS = (1, 2)
"""Graphs; `python -m tests.unit.plan.anew` tries any number."""
