"""``clew plan --portfolio``: for all entries together, the requests that settle the most entries (or value) first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any

from clew.model.basis import Basis
from clew.trace.plan.anew import Whole
from clew.trace.plan.asking import Asking
from clew.trace.plan.plan import checked_rules, dresser_of, plain
from clew.trace.plan.planner import breakable
from clew.trace.plan.request import Request, cost_of, dressed, liking
from clew.trace.plan.trial import Case
from clew.trace.run import day_of, quiet, run

if TYPE_CHECKING:
    from clew.engine.subgraph import Session
    from clew.trace import run as running

SHARED = 0.001
"""What a request that is asked for another entry already costs, as a part of its cost, so that entries share."""


@dataclass
class Portfolio:
    """The plans of many entries.

    Attributes
    ----------
    plans : dict of set of requests to entries
        Entries that are settled once all of a set is answered.
    costs : dict of Request to float
    unbreakable : int
        Entries that evidence cannot settle.
    """

    plans: dict[frozenset[Request], list[str]] = field(default_factory=dict)
    costs: dict[Request, float] = field(default_factory=dict)
    inputs: dict[Request, set[str]] = field(default_factory=dict)
    unbreakable: int = 0

    def in_order(self, worth: dict[str, float]) -> Iterator[tuple[Request, list[str]]]:
        """Yield requests with the entries that each settles, given all before.

        The next are those that complete the plan of the most worth for their cost; of several the first by order.
        """
        done: set[Request] = set()
        left = dict(self.plans)
        while left:
            best = min(left, key=lambda plan: self._rank(plan, done, left, worth))
            for request in sorted(best - done, key=lambda each: each.order):
                done.add(request)
                settled = [plan for plan in left if plan <= done]
                yield request, sorted(entry for plan in settled for entry in left.pop(plan))

    def _rank(
        self,
        plan: frozenset[Request],
        done: set[Request],
        left: dict[frozenset[Request], list[str]],
        worth: dict[str, float],
    ) -> tuple[float, float, list[tuple[int, str, str, str, str]]]:
        more = done | plan
        gained = sum(worth[entry] for other, entries in left.items() if other <= more for entry in entries)
        cost = sum(self.costs[each] for each in plan - done)
        return cost / gained if gained else float("inf"), cost, sorted(each.order for each in plan)


def find_portfolio(
    request: running.Request,
    rule: str | None,
    basis: Basis,
    seconds: float,
    by: str,
    progress: Callable[[str], None] = quiet,
) -> tuple[dict[str, Any], list[str]]:
    """Return the requests for all entries together, and what to say beside.

    Raises
    ------
    ClewError
        As `clew.trace.run.run` does, and if no pack has the rule.
    """
    from dataclasses import replace

    from clew.engine.subgraph import Session

    until = monotonic() + seconds
    trace = run(replace(request, chain="witness"), progress)
    as_of = day_of(request.as_of)
    days = None if as_of is None else (as_of, as_of)
    session = Session(trace.loaded.con, days)
    case = Case(trace, "", None if rule is None else (rule,), Whole(trace.loaded.con, days))
    checked_rules(case, rule)
    reached = [
        answer.entry
        for answer in trace.answers
        if any(f.in_force and (f.basis or 0) >= basis and rule in {None, f.rule} for f in answer.findings)
    ]
    found = _plans(case, session, request, reached, basis, until)
    values = dict(trace.loaded.con.execute(VALUES).fetchall())
    worth = {entry: float(values.get(entry) or 0) if by == "value" else 1.0 for entry in reached}
    rows = list(found.in_order(worth))
    dresser = dresser_of(case, [each for each, _ in rows], (), found.inputs)
    told, together = [], 0
    for each, entries in rows:
        together += len(entries)
        said = dressed(
            each, dresser.facts, request.policy, cost=found.costs[each], settles=len(entries),
            inputs=sorted(found.inputs.get(each, ())),
        )  # fmt: skip
        value = sum(float(values.get(entry) or 0) for entry in entries)
        told.append({**said, "value_usd": plain(value), "together": together})
    return {"requests": told}, _notes(found, len(reached), together, basis)


VALUES = "SELECT c.id, e.value_usd FROM entry e JOIN claim c ON c.claim = e.claim"


def _notes(found: Portfolio, reached: int, together: int, basis: Basis) -> list[str]:
    notes = [
        f"{together:,} of {reached:,} entries with a path at {basis.word} or stronger are settled by all of these."
    ]
    if found.unbreakable:
        notes.append(f"{found.unbreakable:,} have a path that cannot be broken by evidence: `clew plan` shows it.")
    notes.append("a portfolio is not tried out: `clew plan` of an entry does so.")
    return notes


def _plans(
    case: Case, session: Session, request: running.Request, entries: list[str], basis: Basis, until: float
) -> Portfolio:
    """Plan for one entry after the other; when the time is over, greedily."""
    from clew.engine.cut import Cutter

    asking = Asking(case.con, request.policy)
    found = Portfolio()
    known: dict[Request, int] = {}
    asked: set[int] = set()
    for entry in entries:
        cut = session.pruned(entry, int(basis), case.rules)
        table = asking.table(cut)
        ways, aside = breakable(cut, table, known)
        if aside:
            found.unbreakable += 1
            continue
        kinds = [asking.kind(each.claim) if each.claim else None for each in known]
        costs = [cost_of(each, request.policy, kind) for each, kind in zip(known, kinds, strict=True)]
        likings = [liking(each, kind) for each, kind in zip(known, kinds, strict=True)]
        shared = [cost * SHARED if number in asked else cost for number, cost in enumerate(costs)]
        plan = Cutter(ways, shared, likings).plan(until)
        asked.update(plan.requests)
        names = list(known)
        chosen = frozenset(names[number] for number in plan.requests)
        found.plans.setdefault(chosen, []).append(entry)
        for number in plan.requests:
            found.costs[names[number]] = costs[number]
            if names[number] in table.inputs:
                found.inputs.setdefault(names[number], set()).update(table.inputs[names[number]])
    return found
