"""Plans against exhaustive search: random requests on small subgraphs with circles and days."""

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from clew.engine.cut import Cutter, Plan
from clew.engine.cutflow import minimum_cut
from clew.engine.cutout import Subgraph
from clew.engine.cutways import Row, Ways
from clew.engine.effort import Effort
from clew.engine.graph import offsets
from clew.engine.jit import Bench

REQUESTS = 7
SOLVED = pytest.mark.parametrize("exact", [True, False], ids=["exact", "greedy"])


def random_rows(count: int, rng: random.Random) -> list[Row]:
    """For each hop or source up to two requests; for some none, as for what is documented."""
    return [tuple(sorted(rng.sample(range(REQUESTS), rng.choice((0, 1, 1, 1, 2))))) for _ in range(count)]


def subgraph(rng: random.Random) -> Subgraph:
    """A subgraph of a few stocks in circles and parallel hops, with days, as if cut out of a graph."""
    nodes, hops = rng.randint(3, 7), rng.randint(4, 14)
    rows = sorted((rng.randrange(nodes - 1), rng.randrange(nodes)) for _ in range(hops))
    rows = sorted({(tail, head) for tail, head in rows if tail != head} | {(nodes - 2, nodes - 1)})
    days = [(rng.choice((0, 0, 0, 1, 2)), rng.choice((3, 3, 3, 2, 1))) for _ in rows]
    sources = [(rng.randrange(nodes - 1), rng.choice((0, 0, 1))) for _ in range(rng.randint(1, 3))]

    def column(values: Iterable[int], kind: type = np.int32) -> Any:
        return np.array(list(values), kind)

    tail, head = (column(ends) for ends in zip(*rows, strict=True))
    ranks = column(first for first, _ in days), column(last for _, last in days)
    graph = SimpleNamespace(bench=Bench(False), tail=tail)
    return Subgraph(
        session=SimpleNamespace(graph=graph, days=lambda _: ranks),  # type: ignore[arg-type]
        entry="E", level=2, stocks=nodes - 1, hubs=0, node=column(range(nodes)), hop=column(range(len(rows))),
        start=offsets(tail, nodes), head=head, flow=column(range(nodes)), arriving=np.bincount(head, minlength=nodes),
        source=column(range(len(sources))),
        source_node=column(node for node, _ in sources), source_first=column(day for _, day in sources),
        source_rule=column([0] * len(sources)),
    )  # fmt: skip


def problems(seeds: Sequence[int]) -> Iterator[tuple[Ways, list[float]]]:
    """Subgraphs with random requests and costs; ways that none breaks are put aside."""
    for seed in seeds:
        rng = random.Random(seed)
        cut = subgraph(rng)
        rows = random_rows(len(cut.hop), rng), random_rows(len(cut.source), rng)
        aside = [way.source for way in Ways(cut, *rows).unbreakable()]
        yield Ways(cut, *rows, aside), [float(rng.choice((1, 1, 2, 3))) for _ in range(REQUESTS)]


def is_left(ways: Ways, requests: Sequence[int]) -> bool:
    """Whether a way is left, said again in the plainest form: rounds over all hops."""
    cut, asked = ways.cut, set(requests)
    day: dict[int, int] = {}
    for source, node in enumerate(cut.source_node.tolist()):
        if not ways.is_aside(source) and not asked & set(ways.of_source[source]):
            day[node] = min(int(cut.source_first[source]), day.get(node, 1 << 30))
    columns = (cut.tail, cut.head, cut.first, cut.last)
    hops = [
        (tail, head, first, last)
        for row, tail, head, first, last in zip(ways.of_hop, *(column.tolist() for column in columns), strict=True)
        if not asked & set(row)
    ]
    for _ in range(cut.nodes):
        for tail, head, first, last in hops:
            if day.get(tail, 1 << 30) <= last:
                day[head] = min(max(day[tail], first), day.get(head, 1 << 30))
    return cut.target in day


def cheapest(ways: Ways, cost: Sequence[float]) -> float:
    """The cost of the cheapest set that leaves no way, by trying all."""
    sets = (subset for size in range(REQUESTS + 1) for subset in combinations(range(REQUESTS), size))
    return min(sum(cost[each] for each in subset) for subset in sets if not is_left(ways, subset))


def planned(ways: Ways, cost: list[float], *, exact: bool, effort: Effort | None = None) -> Plan:
    return Cutter(ways, cost, [0] * REQUESTS, exact=exact).plan(effort or Effort())


@SOLVED
def test_a_plan_is_as_cheap_as_can_be_or_says_how_far_it_may_be(exact: bool) -> None:
    asked = 0
    for ways, cost in problems(range(150)):
        plan, best = planned(ways, cost, exact=exact), cheapest(ways, cost)
        assert not is_left(ways, plan.requests)
        assert plan.cost == sum(cost[each] for each in plan.requests)
        assert plan.bound <= best + 1e-6
        assert plan.cost >= best
        if exact:
            assert (plan.cost, plan.optimal) == (best, True)
        if plan.optimal:
            assert plan.cost == best
        asked += bool(plan.requests)
    assert asked > 50


def test_the_same_problem_has_the_same_plan() -> None:
    plans = [[planned(ways, cost, exact=True) for ways, cost in problems(range(15))] for _ in range(2)]
    assert plans[0] == plans[1]
    assert any(plan.requests for plan in plans[0])


def test_without_time_there_is_a_plan_and_a_bound() -> None:
    bounds = []
    for ways, cost in problems(range(60)):
        effort = Effort(until=0.0)
        plan = planned(ways, cost, exact=True, effort=effort)
        assert not is_left(ways, plan.requests)
        assert plan.bound <= plan.cost
        assert effort.late == bool(plan.requests)
        bounds += [plan.bound] if plan.requests else []
    assert bounds
    assert min(bounds) >= 1


def test_little_work_is_no_lack_of_time_and_leaves_a_plan_and_a_bound() -> None:
    proven = dict.fromkeys((0.0, 1000.0, 1000000000.0), 0)
    for left in proven:
        for ways, cost in problems(range(100)):
            effort = Effort(left)
            plan, best = planned(ways, cost, exact=True, effort=effort), cheapest(ways, cost)
            assert not is_left(ways, plan.requests)
            assert plan.bound <= best <= plan.cost
            assert not effort.late
            proven[left] += plan.optimal
    assert proven[0.0] < proven[1_000.0] < proven[1e9] == 100


def test_a_minimum_cut_breaks_every_way() -> None:
    found = 0
    for ways, cost in problems(range(150)):
        cut = minimum_cut(ways, cost, Effort())
        if cut is not None:
            assert not is_left(ways, cut)
            found += bool(cut)
    assert found > 5


def test_what_is_put_aside_is_what_no_set_breaks() -> None:
    put_aside = 0
    for ways, _ in problems(range(150)):
        bare = Ways(ways.cut, ways.of_hop, ways.of_source)
        unbroken = bare.unbreakable()
        for way in unbroken:
            assert not ways.of_source[way.source]
            assert [ways.of_hop[hop] for hop in way.hops] == [()] * len(way.hops)
            assert_leads_on(ways.cut, way.source, way.hops)
        assert is_left(bare, range(REQUESTS)) == bool(unbroken)
        put_aside += len(unbroken)
    assert put_aside > 5


def assert_leads_on(cut: Subgraph, source: int, hops: Sequence[int]) -> None:
    here, day = int(cut.source_node[source]), int(cut.source_first[source])
    for hop in hops:
        assert int(cut.tail[hop]) == here
        assert day <= int(cut.last[hop])
        here, day = int(cut.head[hop]), max(day, int(cut.first[hop]))
    assert here == cut.target
