"""The engine against brute force on random tables: every mode, every list."""

import random
from dataclasses import replace
from unittest.mock import patch

import pytest
from engine_brute import Brute, as_brute
from engine_tables import Tables
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clew.engine import layers, witnesses
from clew.engine.answering import answer
from clew.model.answers import Chain
from clew.model.dates import ALWAYS, EVER

RULES = [(0, "A", "presumption", EVER, ALWAYS), (1, "B", "signal", EVER, ALWAYS)]
LABELS = [(0, 0, EVER, ALWAYS), (1, 0, 5, ALWAYS), (2, 1, EVER, 4), (3, 1, 3, 6)]
FIRST = [EVER, EVER, 1, 2, 3, 5, 7]
LAST = [ALWAYS, ALWAYS, 0, 2, 4, 5, 8]


def random_tables(seed: int, most: int = 4) -> Tables:
    """Tables of a random small graph, with hubs, ghosts, loops, days, several labels and entries."""
    rng = random.Random(seed)
    holders, items = rng.randint(1, most), rng.randint(1, most)
    stocks = sorted(rng.sample([(h, i) for h in range(holders) for i in range(items)], rng.randint(1, holders * items)))
    dates = [(d, d + rng.choice([0, 0, 2])) for d in (rng.randint(0, 9) for _ in range(rng.randint(1, 3)))]
    t = Tables(stocks, rng.randint(0, 2), dates, lots=frozenset({2}), rule=RULES, label=LABELS)
    n = len(stocks)
    days = {c: (rng.choice(FIRST), rng.choice(LAST), rng.random() < 0.5, rng.random() < 0.2) for c in range(t.claims)}
    seen = set()
    for _ in range(rng.randint(0, 2 * n)):
        a, b, kind = rng.randrange(n), rng.randrange(n), rng.choice([1, 1, 1, 3, 4, 5, 6, 7, 8, 9, 10])
        claim = rng.randrange(t.claims) if kind <= 5 else -1
        if (a, b, claim) in seen or (kind > 5 and a == b):
            continue
        seen.add((a, b, claim))
        first, last, proven, ghost = days[claim] if claim >= 0 else (EVER, ALWAYS, True, rng.random() < 0.2)
        basis = rng.choice([3, 4]) if kind in (1, 3) else rng.randint(1, 4)
        t.add(a, b, kind, basis, claim, first, last, proven=proven, ghost=ghost)
    for hub in range(n, n + t.hubs):
        kind = rng.choice([6, 7, 9, 10, 11])
        ghost = rng.random() < 0.2
        claim = rng.randrange(t.claims) if kind == 9 and rng.random() < 0.5 else -1
        first, last, proven, _ = days[claim] if claim >= 0 else (EVER, ALWAYS, True, False)
        outs = rng.sample(range(n), min(n, rng.randint(1, 3)))
        if kind == 7:
            outs = [s for s in outs if (stocks[s][1] in t.lots) == (stocks[outs[0]][1] in t.lots)]
        for s in rng.sample(range(n), min(n, rng.randint(1, 3))):
            t.add(s, hub, kind, rng.choice([1, 2, 2]), ghost=ghost)
        for s in outs:
            t.add(hub, s, kind, rng.choice([1, 2, 2]), claim, first, last, proven=proven, ghost=ghost)
    for k in range(len(dates)):
        for s in rng.sample(range(n), min(n, rng.choice([1, 1, 2]))):
            t.enter(s, k, rng.choice([3, 4]))
    for _ in range(rng.randint(0, 5)):
        node = rng.choice([*range(n), t.first_entry])
        t.mark(
            node, rng.randrange(4), rng.randint(1, 4), rng.choice(FIRST), rng.choice([EVER, EVER, 2, 6]),
            rng.randrange(-1, 5), rng.randrange(-1, 5), ghost=rng.random() < 0.2,
        )  # fmt: skip
    for s in range(n):
        if rng.random() < 0.3:
            extracted = rng.random() < 0.6
            t.stock_made.append((s, extracted, rng.choice(FIRST) if extracted else None, not extracted))
        if rng.random() < 0.15:
            t.stock_open.append((s, rng.choice(["unidentified", "inputs_incomplete", "unproven_complete"])))
        if rng.random() < 0.4:
            t.stock_gap.append((s, rng.randrange(3), *(rng.random() < 0.5 for _ in range(4))))
    if rng.random() < 0.3:
        t.exposure.append((rng.randrange(holders), 7))
        t.workforce.append((7, "loading"))
    return t


def hurried(seed):
    """Searches that stop early, as they do in large graphs only: forwards, and near an entry."""
    rng = random.Random(seed)
    return patch.multiple(layers, AT_FIRST=rng.choice((1, 4, 1024))), patch.object(
        witnesses, "NEAR", rng.choice((2, 9))
    )


def agrees(t: Tables, *, fast=False, shuffle=None):
    brute = Brute(t)
    con = t.store(shuffle=shuffle)
    forwards, near = hurried(len(t.hop))
    with forwards, near:
        full = answer(con, fast=fast)
        short = answer(con, complete=False, fast=fast)
    assert [a.entry for a in full] == [f"c{t.claims + k:07d}" for k in range(len(t.entries))]
    for k, (whole, brief) in enumerate(zip(full, short, strict=True)):
        wanted = brute.findings(k)
        assert [as_brute(f) for f in whole.findings] == wanted
        assert whole.chain == brute.chain(k, 2)
        assert whole.behind == brute.chain(k, 1)
        assert whole.exposures == brute.exposures(k)
        assert brief.verdict == whole.verdict
        assert [f.path for f in brief.findings] == [f.path for f in whole.findings]
        for one, all_ in zip(brief.findings, whole.findings, strict=True):
            begin = one.path[0].source if one.path else None
            assert one.sources
            said = {(s.stock, s.claim, s.listing) for s in all_.sources if s.stock == begin}
            assert {(s.stock, s.claim, s.listing) for s in one.sources} <= said
        for small, large in ((brief.chain, whole.chain), (brief.behind, whole.behind)):
            for name in ("frontier", "unscreened", "labor_unrecorded"):
                some, every = getattr(small, name), getattr(large, name)
                assert len(some) == min(len(every), 1)
                assert set(some) <= set(every)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_engine_equals_brute_force(seed):
    agrees(random_tables(seed), shuffle=random.Random(seed))


@pytest.mark.parametrize("seed", range(20))
def test_compiled_kernels_equal_plain_ones(seed):
    pytest.importorskip("numba")
    t = random_tables(seed)
    con = t.store()
    for complete in (True, False):
        forwards, near = hurried(seed)
        with forwards, near:
            plain, compiled = (answer(con, complete=complete, fast=fast) for fast in (False, True))
        assert plain == compiled
        assert [a.upstream for a in plain] == [a.upstream for a in compiled]


@pytest.mark.parametrize("seed", range(30))
def test_named_entries_alone_get_the_same_answers(seed):
    t = random_tables(seed)
    con = t.store()
    every = answer(con)
    for k, one in enumerate(every):
        assert answer(con, entries=[t.claims + k]) == [one]


def test_where_searches_meet_never_changes_a_path():
    long = 0
    for seed in range(30):
        con = random_tables(seed, most=14).store()
        whole = [each.findings for each in answer(con, complete=False)]
        long += sum(len(finding.path) > 2 for findings in whole for finding in findings)
        for at_first in (1, 8, 64):
            with patch.multiple(layers, AT_FIRST=at_first, SHARE=10**6):
                assert [each.findings for each in answer(con, complete=False)] == whole
    assert long > 5


@pytest.mark.parametrize("complete", [True, False])
def test_entries_without_paths_lack_paths_and_sources_and_no_other_changes(complete):
    findings = 0
    for seed in range(15):
        t = random_tables(seed)
        con, first = t.store(), t.claims
        whole = answer(con, complete=complete)
        parts = answer(con, complete=complete, without_paths=[first])
        assert parts[1:] == whole[1:]
        short = tuple(replace(finding, path=(), sources=()) for finding in whole[0].findings)
        behind = Chain() if whole[0].chain.is_open and not complete else whole[0].behind
        assert parts[0] == replace(whole[0], findings=short, behind=behind)
        findings += len(short)
    assert findings > 8
