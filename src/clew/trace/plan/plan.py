"""The cheapest requests that would break every path of a basis, tried out on the records they would add."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from clew.errors import ClewError
from clew.model.answers import Answer, Chain, Finding, Stock
from clew.model.basis import Basis
from clew.trace.derive import quiet
from clew.trace.dress import Dresser, source_dict
from clew.trace.facts import look_up
from clew.trace.plan.planner import Planner, in_words
from clew.trace.plan.request import Request, dressed
from clew.trace.plan.trial import Case, hoped, opened
from clew.trace.select import did_you_mean

if TYPE_CHECKING:
    from clew.engine.cut import Plan as Cut
    from clew.engine.ranked import Path
    from clew.trace import run as running

TRIAL = 100
"""How much more work than to look at a hop it is to try a plan out, for each hop of what is derived then."""

STOPPED = "at the time limit; another run may differ"
"""What a result says that cannot be reproduced."""

ROUNDS = 12
"""Times that a plan is tried out and mended, at most."""


@dataclass
class Plan:
    """The plan of an entry.

    Attributes
    ----------
    requests : tuple of Request
        In the order in which they are told.
    settles : dict of Request to int
        How many hops and sources of the paths on record each settles.
    unbreakable : tuple of Path
        One from each source that nothing that can be asked keeps from the entry.
    chain : tuple of Request
        What else keeps the entry `unresolved`.
    verdict : str
        Of the entry, once all is answered as hoped.
    kept : bool
        Whether the records of the answers break every path but the unbreakable ones, as tried out.
    left : Basis or None
        How sure what reaches the entry then still is.
    untried : bool
        Whether what the chain needs is too much to be tried out: the verdict is the one without it.
    late : bool
        Whether the search ended because its time was over: another run may find another plan.
    """

    case: Case
    basis: Basis
    cost: float
    bound: float
    optimal: bool
    requests: tuple[Request, ...]
    settles: dict[Request, int]
    inputs: dict[Request, set[str]]
    unbreakable: tuple[Path, ...]
    chain: tuple[Request, ...] = ()
    verdict: str = ""
    kept: bool = True
    left: Basis | None = None
    exact: bool = True
    untried: bool = False
    late: bool = False
    costs: dict[Request, float] = field(default_factory=dict)

    def result(self, request: running.Request) -> dict[str, Any]:
        """Return the plan as the public document."""
        dresser = self._dresser()
        entry = self.case.entry

        def told(requests: Iterable[Request]) -> list[dict[str, Any]]:
            return [
                dressed(
                    each,
                    dresser.facts,
                    request.policy,
                    cost=self.costs[each],
                    settles=self.settles.get(each, 0),
                    inputs=sorted(self.inputs.get(each, ())),
                )
                for each in requests
            ]

        return {
            "entry": entry,
            "basis": self.basis.word,
            "requests": told(self.requests),
            "cost": plain(self.cost),
            "bound": plain(self.bound),
            "optimal": self.optimal,
            "unbreakable": [path_dict(entry, path, dresser) for path in self.unbreakable],
            "chain": told(self.chain),
            "verdict": self.verdict,
            **({"stopped": STOPPED} if self.late else {}),
        }

    def _dresser(self) -> Dresser:
        return dresser_of(self.case, (*self.requests, *self.chain), self.unbreakable, self.inputs)


def plain(number: float) -> float | int:
    """Return a whole number as one."""
    return int(number) if number == int(number) else round(number, 6)


def path_dict(entry: str, path: Path, dresser: Dresser) -> dict[str, Any]:
    """Return a path as results say it."""
    return {
        "rule": path.rule,
        "basis": path.basis.word,
        "source": source_dict(entry, path.source),
        "hops": [dresser.hop(entry, hop) for hop in path.hops],
    }


def dresser_of(
    case: Case, requests: Iterable[Request], paths: Iterable[Path], inputs: dict[Request, set[str]]
) -> Dresser:
    """Return a dresser that knows all that requests and paths name."""
    requests = tuple(requests)
    stocks = {Stock(each.holder or "", each.item or "*") for each in requests if each.holder or each.item}
    stocks |= {Stock(each.holder, item) for each in requests if each.holder for item in inputs.get(each, ())}
    holders = {each.other for each in requests if each.other and each.item != "listing"}
    claims = tuple((each.claim, "") for each in requests if each.claim)
    chain = Chain(tuple((stock, "root") for stock in sorted(stocks)), (), tuple(sorted(holders)))
    findings = tuple(Finding(path.rule, True, path.basis, (path.source,), path.hops) for path in paths)
    named = Answer(case.entry, "", findings, chain, Chain(), complete=False, exposures=claims)
    facts = look_up(case.con, [named])
    return Dresser.of(facts, case.trace.packs, virtual=case.trace.dresser.virtual)


def checked_rules(case: Case, rule: str | None) -> None:
    """See to it that some pack has a rule.

    Raises
    ------
    ClewError
        If none has it.
    """
    rules = {each.code: each for pack in case.trace.packs for each in pack.rules}
    if rule is not None and rule not in rules:
        hint = did_you_mean(rule, rules) or f"These are asked: {', '.join(sorted(rules))}."
        raise ClewError(f"no pack that is asked has a rule {rule!r}.", hint=hint, code="E-RULE")


def find_plan(
    request: running.Request,
    entry: str,
    *,
    rule: str | None = None,
    basis: Basis = Basis.ASSUMED,
    seconds: float | None = None,
    progress: Callable[[str], None] = quiet,
    case: Case | None = None,
    most: int | None = None,
) -> Plan:
    """Find the cheapest requests that would break every path to an entry, and try them out.

    Parameters
    ----------
    request : Request
        Whose entries are put aside.
    entry : str
        Id.
    rule : str, optional
        Code of the only rule to ask.
    basis : Basis
        Paths that are at least this sure are to be broken.
    seconds : float, optional
        After which the best plan so far is told, with the bound that is proven. By default only the work of the search
        is limited, so that every run finds the same.
    case : Case, optional
        The entry, if it is traced already.
    most : int, optional
        Requests up to which what the chain needs is tried out; however many by default.

    Raises
    ------
    ClewError
        As `run` does, and if no pack has the rule.
    """
    case = case or opened(request, entry, None if rule is None else (rule,), progress)
    checked_rules(case, rule)
    planner = Planner.of(case, request, int(basis), seconds)
    plan = _told(planner, planner.cutter.plan(planner.effort))
    _try_out(planner, plan, most)
    plan.late = planner.effort.late
    return plan


def _told(planner: Planner, cut: Cut) -> Plan:
    requests = planner.requests(cut.requests)
    ways = planner.cutter.ways
    return Plan(
        case=planner.case,
        basis=Basis(planner.level),
        cost=cut.cost,
        bound=cut.bound,
        optimal=cut.optimal,
        requests=requests,
        settles={each: ways.settles(planner.known[each]) for each in requests},
        inputs=planner.table.inputs,
        unbreakable=tuple(in_words(ways.cut, way) for way in planner.aside),
        exact=bool(planner.cutter.exact),
        costs={each: planner.cutter.cost[planner.known[each]] for each in requests},
    )


def _try_out(planner: Planner, plan: Plan, most: int | None) -> None:
    """Try a plan out and mend it until it holds, or effort or rounds are over; then see to the chain."""
    from clew.trace.plan.chain import settle_chain

    if not plan.requests:
        settle_chain(planner, plan, planner.case, most)
        return
    first = True
    for _ in range(ROUNDS):
        with hoped(planner.case, planner.request, plan.requests, plan.inputs, planner.level) as case:
            left = planner.learn(case, plan.requests)
            plan.kept, plan.left, plan.verdict = left is None, left, case.trace.answers[0].verdict
            planner.effort.spend(TRIAL * len(case.session.graph.tail))
            if left is None or (not first and planner.effort.is_over()):
                settle_chain(planner, plan, case, most)
                return
        first = False
        planner.effort.go_on()
        mended = _told(planner, planner.cutter.plan(planner.effort))
        if mended.requests == plan.requests:
            break
        for name in ("cost", "bound", "optimal", "requests", "settles", "costs"):
            setattr(plan, name, getattr(mended, name))
    with hoped(planner.case, planner.request, plan.requests, plan.inputs, planner.level) as case:
        left = planner.learn(case, plan.requests)
        plan.kept, plan.left = left is None, left
        settle_chain(planner, plan, case, most)
