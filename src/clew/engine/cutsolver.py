"""The cheapest set of requests that hits all rows: exact by an integer program (HiGHS), or greedy."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from clew.engine.effort import Effort

Row = tuple[int, ...]

GAP = 1e-9
FEASIBLE = 2
"""What HiGHS calls a solution that holds."""

ROWS, ENTRIES = 1_000, 12_000
"""Rows, and requests in all of them, up to which the program is solved: beyond, its first node can take a minute."""

NODE, ENTRY, ITERATION = 1_000, 300, 3_000
"""How much work a node and to write the program down are for each request of a row, and a step of the simplex method.

A program cannot be stopped within its first node but by the clock, so how large one may be is limited, too.
"""


@dataclass(frozen=True)
class Condition:
    """Where all of `premise` is asked, one of `wanted` must be, too (none: not all of `premise` may be)."""

    premise: Row
    wanted: Row


@dataclass(frozen=True)
class Hit:
    """A set of requests and how cheap one can be.

    Attributes
    ----------
    requests : tuple of int
    bound : float
        No set is cheaper; 0 where nothing is proven.
    optimal : bool
        Whether `requests` is as cheap as can be.
    """

    requests: Row
    bound: float
    optimal: bool


def solver_installed() -> bool:
    """Whether the extra ``plan`` is installed."""
    return find_spec("highspy") is not None


def greedy(rows: Sequence[Row], conditions: Sequence[Condition], cost: Sequence[float], liking: Sequence[int]) -> Row:
    """Return requests that hit all rows: the one that hits the most for its cost first, then without needless ones."""
    chosen: set[int] = set()
    left = list(range(len(rows)))
    while left:
        hits: dict[int, int] = {}
        for row in left:
            for request in rows[row]:
                hits[request] = hits.get(request, 0) + 1
        best = min(hits, key=lambda request: (cost[request] / hits[request], liking[request], request))
        chosen.add(best)
        left = [row for row in left if best not in rows[row]]
    for condition in conditions:
        if condition.wanted and chosen.issuperset(condition.premise) and not chosen & set(condition.wanted):
            chosen.add(min(condition.wanted, key=lambda request: (cost[request], liking[request], request)))
    return _needed(rows, conditions, chosen, cost)


def _needed(rows: Sequence[Row], conditions: Sequence[Condition], chosen: set[int], cost: Sequence[float]) -> Row:
    """Leave out, the dearest first, what is not needed."""
    kept = set(chosen)
    count = [len(kept.intersection(row)) for row in rows]
    wanted = {request for condition in conditions for request in condition.wanted}
    for request in sorted(chosen - wanted, key=lambda each: (-cost[each], -each)):
        mine = [place for place, row in enumerate(rows) if request in row]
        if all(count[place] > 1 for place in mine):
            kept.discard(request)
            for place in mine:
                count[place] -= 1
    return tuple(sorted(kept))


def packed(rows: Sequence[Row], cost: Sequence[float]) -> float:
    """Return a lower bound: rows paid for, each as far as what is left of the cost of its requests allows."""
    left = dict.fromkeys((request for row in rows for request in row), 0.0)
    for request in left:
        left[request] = cost[request]
    bound = 0.0
    for row in sorted(rows, key=lambda row: (len(row), row)):
        paid = min(left[request] for request in row)
        bound += paid
        for request in row:
            left[request] -= paid
    return bound


def exact(
    rows: Sequence[Row],
    conditions: Sequence[Condition],
    cost: Sequence[float],
    liking: Sequence[int],
    effort: Effort,
) -> Hit | None:
    """Return the cheapest set that hits all rows, of several the one with the least sum of `liking`.

    None if there are too many rows, the effort did not do for any, or no set holds.

    Notes
    -----
    One thread and a fixed seed, so that the same rows give the same set. Two programs: the second keeps the cost.
    """
    if len(rows) > ROWS or sum(map(len, rows)) > ENTRIES:
        return None
    program = _Program(rows, conditions, cost, effort)
    hit = program.solve(cost)
    if hit is None or not hit.optimal or effort.is_over():
        return hit
    program.keep_cost(hit.bound)
    liked = program.solve([float(each) for each in liking])
    return Hit(liked.requests, hit.bound, optimal=True) if liked is not None else hit


class _Program:
    """The integer program of rows and conditions."""

    def __init__(
        self, rows: Sequence[Row], conditions: Sequence[Condition], cost: Sequence[float], effort: Effort
    ) -> None:
        from importlib import import_module

        self._effort = effort
        self._highs: Any = import_module("highspy")
        named = {request for row in rows for request in row}
        named |= {request for each in conditions for request in (*each.premise, *each.wanted)}
        self._used = sorted(named)
        self._cost = [cost[request] for request in self._used]
        place = {request: column for column, request in enumerate(self._used)}
        highspy = self._highs
        # The class that it derives from does all that is needed, and prints no banner among the data.
        self._model = model = highspy.Highs.__base__()
        options: list[tuple[str, float | bool]] = [("output_flag", False), ("threads", 1), ("random_seed", 1)]
        options += [("mip_rel_gap", 0.0), ("mip_abs_gap", GAP)]
        for option, value in options:
            model.setOptionValue(option, value)
        for column in range(len(self._used)):
            model.addVar(0.0, 1.0)
            model.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        for row in rows:
            model.addRow(1.0, highspy.kHighsInf, len(row), [place[r] for r in row], [1.0] * len(row))
        for condition in conditions:
            wanted = [r for r in condition.wanted if r not in condition.premise]
            columns = [place[r] for r in (*wanted, *condition.premise)]
            values = [1.0] * len(wanted) + [-1.0] * len(condition.premise)
            model.addRow(1.0 - len(condition.premise), highspy.kHighsInf, len(columns), columns, values)

    def keep_cost(self, most: float) -> None:
        """Let no set cost more."""
        columns = list(range(len(self._used)))
        self._model.addRow(-self._highs.kHighsInf, most * (1 + GAP) + GAP, len(columns), columns, self._cost)

    def solve(self, goal: Sequence[float]) -> Hit | None:
        """Return the best set, as the effort allows; its bound is that of the goal."""
        model, highs, effort = self._model, self._highs, self._effort
        entries = model.getNumNz()
        model.setOptionValue("mip_max_nodes", max(int(effort.left / (NODE * max(entries, 1))), 1))
        model.setOptionValue("time_limit", effort.seconds)
        for column, request in enumerate(self._used):
            model.changeColCost(column, goal[request])
        model.run()
        status, info = model.getModelStatus(), model.getInfo()
        effort.spend(ENTRY * entries + ITERATION * max(info.simplex_iteration_count, 0))
        effort.late = effort.late or status == highs.HighsModelStatus.kTimeLimit
        if status == highs.HighsModelStatus.kInfeasible or info.primal_solution_status != FEASIBLE:
            return None
        solution = model.getSolution().col_value
        chosen = tuple(request for request, value in zip(self._used, solution, strict=True) if value > 0.5)
        optimal = status == highs.HighsModelStatus.kOptimal
        total = sum(goal[request] for request in chosen)
        return Hit(chosen, total if optimal else max(float(info.mip_dual_bound), 0.0), optimal)
