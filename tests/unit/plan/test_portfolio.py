"""Portfolios against exhaustive search: what comes first, what each request adds, and what all of them settle."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from clew.engine import reference
from clew.engine.effort import Effort
from clew.engine.subgraph import Session
from clew.formats import case as saved
from clew.formats import load, to_graph
from clew.model.answers import Answer
from clew.model.basis import Basis
from clew.trace.plan.anew import Whole
from clew.trace.plan.portfolio import Portfolio, _plans, _try_out
from clew.trace.plan.request import Request
from clew.trace.plan.trial import Case, change, edits_of
from clew.trace.run import Request as Asked
from clew.trace.run import run
from tests.graphs import TEST_PACKS, random_graph
from tests.unit.plan.carried import saved_case, strongest

ASKED = tuple(Request("proof", claim=f"c{number}") for number in range(6))


def drawn(rng: random.Random) -> tuple[Portfolio, dict[str, float]]:
    """A portfolio of a few entries, and what each entry is worth."""
    found = Portfolio(costs={each: float(rng.choice((1, 1, 2, 3))) for each in ASKED})
    worth = {f"e{number}": float(rng.choice((0, 1, 1, 5))) for number in range(rng.randint(1, 7))}
    for entry in worth:
        found.plans.setdefault(frozenset(rng.sample(ASKED, rng.randint(0, 3))), []).append(entry)
    return found, worth


def rate(plan: frozenset[Request], done: set[Request], found: Portfolio, worth: dict[str, float]) -> float:
    """The cost of what completes a plan for each unit of worth that is settled with it, by looking at every entry."""
    more, settled = done | plan, 0.0
    for other, entries in found.plans.items():
        if other <= more and not other <= done:
            settled += sum(worth[entry] for entry in entries)
    return sum(found.costs[each] for each in plan - done) / settled if settled else float("inf")


def test_each_request_adds_what_is_said_and_none_that_is_left_would_have_added_more() -> None:
    chosen = 0
    for seed in range(300):
        found, worth = drawn(random.Random(seed))
        free = [entry for plan, entries in found.plans.items() if not plan for entry in entries]
        found.plans.pop(frozenset(), None)
        done: set[Request] = set()
        told: list[str] = []
        aim: frozenset[Request] = frozenset()
        for request, settled in found.in_order(worth):
            if aim <= done:
                left = [plan for plan in found.plans if not plan <= done]
                rates = {plan: rate(plan, done, found, worth) for plan in left}
                aims = [plan for plan in left if rates[plan] == min(rates.values()) and request in plan]
                assert aims
                aim = min(
                    aims,
                    key=lambda plan: (sum(found.costs[each] for each in plan - done), sorted(p.order for p in plan)),
                )
                chosen += 1
            before = set(done)
            done.add(request)
            expected = [
                e for plan, entries in found.plans.items() if plan <= done and not plan <= before for e in entries
            ]
            assert settled == sorted(expected)
            told += settled
        assert sorted([*told, *free]) == sorted(worth)
    assert chosen > 300


def test_all_requests_carried_out_settle_the_entries_that_are_said() -> None:
    settled = unsettled = 0
    for seed in SEEDS:
        graph = random_graph(random.Random(seed))
        with saved_case(graph) as path, patch("clew.rules.load_packs", return_value=TEST_PACKS):
            asked = Asked((path,), chain="witness")
            trace = run(asked)
            case = Case(trace, "", None, Whole(trace.loaded.con))
            reached = [answer.entry for answer in trace.answers if (strongest(answer) or 0) >= Basis.ASSUMED]
            found = _plans(case, Session(trace.loaded.con), asked, reached, Basis.ASSUMED, Effort())
            _try_out(case, asked, found, None, Basis.ASSUMED)
            rows = list(found.in_order(dict.fromkeys(reached, 1.0)))
            entries = [entry for _, entries in rows for entry in entries]
            assert len(entries) + len(found.left) + found.unbreakable == len(reached)
            assert found.tried
            after = carried_out(case, asked, [each for each, _ in rows], found)
        left = {answer.entry for answer in after if (strongest(answer) or 0) >= Basis.ASSUMED}
        assert left.isdisjoint(entries), f"seed {seed}: {rows}"
        settled += len(entries)
        unsettled += len(found.left)
    assert settled >= len(SEEDS)
    assert unsettled


def carried_out(case: Case, asked: Asked, requests: list[Request], found: Portfolio) -> list[Answer]:
    """What the reference answers once requests are answered as hoped."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "hoped.clew"
        saved.write(case.con, path)
        change(path, edits_of(case, asked, requests, found.inputs, int(Basis.ASSUMED)))
        return reference.answer(to_graph(load([str(path)]).con), TEST_PACKS, asked.policy)


SEEDS = (6, 15, 21)
"""In the first, what breaks the paths on record makes others."""
