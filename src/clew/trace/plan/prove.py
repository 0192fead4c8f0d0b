"""``clew plan --prove``: the fewest documents that would make one path of claims documented end to end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from clew.model.basis import Basis
from clew.model.policy import Policy
from clew.model.requirements import Requirement, requirements
from clew.trace import asks
from clew.trace.derive import quiet
from clew.trace.facts import ClaimFact, Facts
from clew.trace.plan.plan import checked_rules, dresser_of, path_dict, plain
from clew.trace.plan.planner import in_words
from clew.trace.plan.request import Request, of_whom
from clew.trace.plan.trial import Case, opened

if TYPE_CHECKING:
    from clew.engine.cutout import Subgraph
    from clew.engine.cutways import Way
    from clew.trace import run as running

NONE = "no path is made of claims alone, so documents alone prove none: `clew gaps` tells what to record first."


@dataclass(frozen=True)
class Wanted:
    """A document that is wanted: of a claim, for a part of its record, the cheapest requirement that fills it."""

    claim: str
    requirement: Requirement
    cost: float


def find_proof(
    request: running.Request, entry: str, rule: str | None, progress: Callable[[str], None] = quiet
) -> tuple[dict[str, Any], list[str]]:
    """Return the documents that would document a path end to end, and what to say beside.

    Raises
    ------
    ClewError
        As `clew.trace.run.run` does, and if no pack has the rule.
    """
    case = opened(request, entry, None if rule is None else (rule,), progress)
    checked_rules(case, rule)
    cut = case.cut(int(Basis.ASSERTED))
    head = {"entry": entry, "basis": Basis.DOCUMENTED.word}
    tail = {"unbreakable": [], "chain": [], "verdict": case.trace.answers[0].verdict}
    claims = {claim for claim in (*cut.claim.tolist(), *_source_claims(cut)) if claim >= 0}
    asked = [Request("document", claim=case.session.words.id("claim", claim)) for claim in sorted(claims)]
    facts = dresser_of(case, asked, (), {}).facts
    wanted = {claim: _wanted(fact, request.policy) for claim, fact in facts.claims.items()}
    way = _cheapest(case, cut, wanted)
    if way is None:
        none = {"requests": [], "cost": 0, "bound": 0, "optimal": True}
        return {**head, **none, **tail, "path": None}, [f"{entry}: {NONE}"]
    path = in_words(cut, way)
    names = [path.source.claim, *(hop.claim for hop in path.hops)]
    needed = [each for claim in dict.fromkeys(names) if claim for each in wanted[claim]]
    dresser = dresser_of(case, asked, (path,), {})
    cost = plain(sum(each.cost for each in needed))
    notes = []
    if path.source.listing is not None:
        notes.append("the source is a listing: documents prove the way from it, not that it is the listed one.")
    found = {
        "requests": [_dressed(each, dresser.facts, names.count(each.claim)) for each in needed],
        "cost": cost,
        "bound": cost,
        "optimal": True,
    }
    return {**head, **found, **tail, "path": path_dict(entry, path, dresser)}, notes


def _source_claims(cut: Subgraph) -> list[int]:
    claims: list[int] = cut.session.labels.sources.claim[cut.source].tolist()
    return claims


def _wanted(fact: ClaimFact, policy: Policy) -> tuple[Wanted, ...]:
    """Return the documents that a claim lacks: one for each part of its record that is not filled."""
    rows = [row for row in requirements() if row.claim_kind == fact.kind and row.part is not None]
    found = []
    for part in dict.fromkeys(row.part for row in rows):
        mine = [row for row in rows if row.part == part]
        if all(row in fact.missing for row in mine):
            best = min(mine, key=lambda row: (policy.costs.get(row.code, 1.0), row.code))
            found.append(Wanted(fact.id, best, float(policy.costs.get(best.code, 1.0))))
    return tuple(found)


def _cheapest(case: Case, cut: Subgraph, wanted: dict[str, tuple[Wanted, ...]]) -> Way | None:
    """Return the way whose claims lack the least, days fitting; of several the one with the fewest hops.

    Notes
    -----
    Ways to a node are settled in order of cost; a dearer one counts only if it is there sooner. A claim that a way
    uses twice is counted twice.
    """
    from clew.engine.cutways import Way

    words = case.session.words

    def price(claim: int) -> float:
        return sum(each.cost for each in wanted[words.id("claim", claim)]) if claim >= 0 else 0.0

    prices = {claim: price(claim) for claim in {*cut.claim.tolist(), *_source_claims(cut)}}
    heap: list[tuple[float, int, int, int, int]] = []
    steps: list[tuple[int, int]] = []
    for source, claim in enumerate(_source_claims(cut)):
        steps.append((-1, source))
        node, day = int(cut.source_node[source]), int(cut.source_first[source])
        heappush(heap, (prices[claim], 0, day, node, len(steps) - 1))
    soonest: dict[int, int] = {}
    while heap:
        cost, hops, day, node, step = heappop(heap)
        if day >= soonest.get(node, day + 1):
            continue
        soonest[node] = day
        if node == cut.target:
            way: list[int] = []
            while steps[step][0] >= 0:
                step, hop = steps[step]
                way.append(hop)
            return Way(steps[step][1], tuple(reversed(way)))
        for hop in range(int(cut.start[node]), int(cut.start[node + 1])):
            if day <= int(cut.last[hop]):
                steps.append((step, hop))
                there = max(day, int(cut.first[hop]))
                more = cost + prices[int(cut.claim[hop])]
                heappush(heap, (more, hops + 1, there, int(cut.head[hop]), len(steps) - 1))
    return None


def _dressed(wanted: Wanted, facts: Facts, settles: int) -> dict[str, Any]:
    request = Request("document", claim=wanted.claim)
    return {
        "request": "document",
        "claim": wanted.claim,
        "requirement": wanted.requirement.code,
        "ask": asks.ask_missing(facts.claims[wanted.claim], wanted.requirement, facts),
        "of": of_whom(request, facts),
        "cost": plain(wanted.cost),
        "settles": settles,
    }
