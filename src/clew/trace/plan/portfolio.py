"""``clew plan --portfolio``: for all entries together, the requests that settle the most entries (or value) first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from clew.model.basis import Basis
from clew.trace.derive import quiet
from clew.trace.plan.anew import Whole
from clew.trace.plan.asking import Asking
from clew.trace.plan.plan import STOPPED, checked_rules, dresser_of, plain
from clew.trace.plan.planner import breakable
from clew.trace.plan.request import Request, cost_of, dressed, liking
from clew.trace.plan.trial import Case, edits_of, supposed
from clew.trace.run import days_of, run

if TYPE_CHECKING:
    from clew.engine.effort import Effort
    from clew.engine.subgraph import Session
    from clew.model.answers import Answer
    from clew.trace import run as running

SHARED = 0.001
"""What a request that is asked for another entry already costs, as a part of its cost, so that entries share."""

ROUNDS = 4
"""Times that a portfolio is tried out, at most."""


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
    left : set of str
        Entries that a path reaches still, or anew, when everything is answered as hoped.
    tried : bool
        Whether that was found out of all that is asked now.
    """

    plans: dict[frozenset[Request], list[str]] = field(default_factory=dict)
    costs: dict[Request, float] = field(default_factory=dict)
    inputs: dict[Request, set[str]] = field(default_factory=dict)
    unbreakable: int = 0
    left: set[str] = field(default_factory=set)
    tried: bool = False

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
    seconds: float | None,
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

    from clew.engine.effort import Effort
    from clew.engine.subgraph import Session

    trace = run(replace(request, chain="witness"), progress)
    days = days_of(request.as_of)
    session = Session(trace.loaded.con, days)
    case = Case(trace, "", None if rule is None else (rule,), Whole(trace.loaded.con, days))
    checked_rules(case, rule)
    reached = reached_entries(trace.answers, rule, basis)
    effort = Effort.of(len(session.graph.tail), seconds)
    found = _plans(case, session, request, reached, basis, effort)
    values = dict(trace.loaded.con.execute(VALUES).fetchall())
    worth = {entry: float(values.get(entry) or 0) if by == "value" else 1.0 for entry in reached}
    _try_out(case, request, found, rule, basis)
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
    result: dict[str, Any] = {"requests": told}
    notes = _notes(found, len(reached), together, basis)
    if effort.late:
        return {**result, "stopped": STOPPED}, [*notes, f"stopped {STOPPED}."]
    return result, notes


VALUES = "SELECT c.id, e.value_usd FROM entry e JOIN claim c ON c.claim = e.claim"


def _notes(found: Portfolio, reached: int, together: int, basis: Basis) -> list[str]:
    notes = [
        f"{together:,} of {reached:,} entries with a path at {basis.word} or stronger are settled by all of these."
    ]
    if found.unbreakable:
        notes.append(f"{found.unbreakable:,} have a path that cannot be broken by evidence: `clew plan` shows it.")
    if found.left:
        notes.append(
            f"{len(found.left):,} have a path still, or anew, when what breaks those on record is answered as hoped: "
            "`clew plan` of an entry finds more to ask."
        )
    notes.append(
        "tried out with everything answered as hoped, not one request after the other."
        if found.tried
        else "this portfolio is not tried out: `clew plan` of an entry does so."
    )
    return notes


def _try_out(case: Case, request: running.Request, found: Portfolio, rule: str | None, basis: Basis) -> None:
    """Leave out the entries that are not settled when everything is answered as hoped, until all are.

    Notes
    -----
    An answer can make a path surer, or make one, that nobody had to ask about. Where entries are made up, nothing is
    tried out: with one on record, the others are no more.
    """
    if case.trace.dresser.virtual:
        return
    for _ in range(ROUNDS):
        requests = sorted({each for plan in found.plans for each in plan}, key=lambda each: each.order)
        if not requests:
            found.tried = True
            return
        edits = edits_of(case, request, requests, found.inputs, int(basis))
        with supposed(case, request, edits, complete=False) as after:
            left = set(reached_entries(after.trace.answers, rule, basis))
        planned = {entry for entries in found.plans.values() for entry in entries}
        found.left |= left & planned
        found.tried = not left & planned
        if found.tried:
            return
        kept = {plan: [each for each in entries if each not in left] for plan, entries in found.plans.items()}
        found.plans = {plan: entries for plan, entries in kept.items() if entries}


def reached_entries(answers: Iterable[Answer], rule: str | None, basis: Basis) -> list[str]:
    """Return the entries that a path of a basis reaches, by a rule or by any."""
    return [
        answer.entry
        for answer in answers
        if any(f.in_force and (f.basis or 0) >= basis and rule in {None, f.rule} for f in answer.findings)
    ]


def _plans(
    case: Case, session: Session, request: running.Request, entries: list[str], basis: Basis, effort: Effort
) -> Portfolio:
    """Plan for one entry after the other; when the effort is over, greedily."""
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
        plan = Cutter(ways, shared, likings).plan(effort)
        asked.update(plan.requests)
        names = list(known)
        chosen = frozenset(names[number] for number in plan.requests)
        found.plans.setdefault(chosen, []).append(entry)
        for number in plan.requests:
            found.costs[names[number]] = costs[number]
            if names[number] in table.inputs:
                found.inputs.setdefault(names[number], set()).update(table.inputs[names[number]])
    return found
