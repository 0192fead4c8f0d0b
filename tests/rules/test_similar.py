"""Similar names: the bound loses none, whatever the threshold; fast enough for many."""

import random
import time

import pytest
from rapidfuzz.distance import JaroWinkler

from clew.rules.similar import similar_pairs

LETTERS = "abcdeilnorst  "


def brute(ours: list[str], theirs: list[str], similar_from: float) -> list[tuple[int, int, float]]:
    """All pairs, one by one."""
    return [
        (a, b, score)
        for a, one in enumerate(ours)
        for b, other in enumerate(theirs)
        if (score := JaroWinkler.similarity(one, other)) >= similar_from and one != other
    ]


def names(seed: int, count: int, least: int = 0) -> list[str]:
    """Distinct names of all lengths, many alike: a name, and names made of it by small changes."""
    dice = random.Random(seed)
    found: set[str] = set()
    while len(found) < count:
        name = "".join(dice.choices(LETTERS, k=dice.randint(least, 30))).strip()
        for _ in range(3):
            found.add(name)
            at = dice.randrange(len(name) + 1)
            name = dice.choice([name[:at] + name[at + 1 :], name[:at] + dice.choice("xyz★é") + name[at:], name[::-1]])
    return sorted(found)


@pytest.mark.parametrize("similar_from", [1.0, 0.97, 0.92, 0.85, 0.7, 0.4, 0.1])
def test_same_as_brute_force(similar_from: float) -> None:
    ours, theirs = names(1, 150), names(2, 120) + names(1, 40)[:20]
    theirs = sorted(set(theirs))
    found = similar_pairs(ours, theirs, similar_from)
    assert found == brute(ours, theirs, similar_from)
    assert found or similar_from == 1.0


def test_many_blocks_and_the_batch_function() -> None:
    ours = names(3, 3500, least=8)
    theirs = [name[:-1] + "q" for name in ours[:40]]
    expected = brute(ours, theirs, 0.92)
    assert len(expected) > 40
    assert similar_pairs(ours, theirs, 0.92) == expected


def test_equal_names_are_not_similar() -> None:
    assert similar_pairs(["vega mill"], ["vega mill"], 0.92) == []


def test_the_two_real_firms_are_similar() -> None:
    ((_, _, score),) = similar_pairs(["huafu hongfeng cotton"], ["huafu hongsheng cotton"], 0.92)
    assert 0.96 < score < 0.98


@pytest.mark.parametrize(("ours", "theirs"), [([], ["a"]), (["a"], []), ([""], ["a"]), (["a"], [""])])
def test_nothing_to_compare(ours: list[str], theirs: list[str]) -> None:
    assert similar_pairs(ours, theirs, 0.92) == []


def test_signs_beyond_latin_and_line_feeds_do_not_shift_the_names() -> None:
    ours = ["★\n☆ one mill", "one mill of vega", "中"]
    theirs = ["one mill of vegas", "★\n☆ one mills", "中国"]
    assert similar_pairs(ours, theirs, 0.8) == brute(ours, theirs, 0.8)


def test_twenty_thousand_names_take_a_moment() -> None:
    ours, theirs = names(5, 20_000, least=12), names(6, 1500, least=12)
    start = time.process_time()
    similar_pairs(ours, theirs, 0.92)
    assert time.process_time() - start < 6
