"""Plans, and what would be if: requests answered as hoped, or documents that existed, traced anew with these records.

Nothing of the graph or the case changes; what is told is marked as hypothetical.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from clew.errors import ClewError
from clew.explorer.asked import Asked, many, one
from clew.model.answers import REBUTTED, Answer
from clew.model.basis import Basis
from clew.model.requirements import requirements
from clew.trace.plan.trial import Case, edits_of, supposed

if TYPE_CHECKING:
    from clew.explorer.desk import Desk
    from clew.trace.plan.edits import Edits
    from clew.trace.plan.request import Request

SECONDS = 30.0
"""Time after which the search of a plan is ended; its work is over long before, unless the machine is busy."""

MOST = 200
"""Answers and documents that can be supposed at once."""

TRIED = 1000
"""Requests up to which what a chain needs is tried out: with more, a plan takes minutes."""

SUPPOSED = "hypothetical"
_working = Lock()


@dataclass(frozen=True)
class Planned:
    """A plan as it is kept for questions about it: without the copy of the graph on which it was made."""

    requests: tuple[Request, ...]
    inputs: dict[Request, set[str]]
    level: int
    told: dict[str, Any]


def plan(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return the cheapest requests that would break every path to an entry."""
    return _planned(desk, one(asked, "entry"), one(asked, "rule", "")).told


def _planned(desk: Desk, entry: str, rule: str) -> Planned:
    from clew.trace.plan.plan import find_plan
    from clew.trace.plan.told import notes_of

    with desk.at_hand() as traced:
        traced.answer(entry)
        whole = traced.whole
    with _working:
        found: Planned | None = traced.plans.get((entry, rule))
        if found is None:
            case = whole.planned(traced.trace, entry, rule or None)
            made = find_plan(traced.request, entry, rule=rule or None, seconds=SECONDS, case=case, most=TRIED)
            told = {**made.result(traced.request), "notes": notes_of(made), "kept": made.kept, "untried": made.untried}
            told["unbreakable"] = len(told["unbreakable"])
            found = Planned((*made.requests, *made.chain), made.inputs, int(made.basis), told)
            if len(traced.plans) >= 16:
                del traced.plans[next(iter(traced.plans))]
            traced.plans[entry, rule] = found
    return found


def suppose(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return what an entry would be if some requests of its plan were answered as hoped, or documents existed.

    ``pick`` is the number of a request of the plan (its chain after it), ``claim`` a claim for which every document
    existed that the evidence table asks for, ``against`` a claim that proof rebutted.
    """
    entry, rule = one(asked, "entry"), one(asked, "rule", "")
    picks, papers, against = many(asked, "pick"), many(asked, "claim"), many(asked, "against")
    if not 0 < len(picks) + len(papers) + len(against) <= MOST:
        raise ClewError(f"suppose 1 to {MOST} things.", code="E-ASKED")
    planned = _planned(desk, entry, rule) if picks else Planned((), {}, int(Basis.ASSUMED), {})
    requests = [_picked(planned, each) for each in picks]
    with desk.at_hand() as traced:
        now, whole = traced.answer(entry), traced.whole
    with _working:
        case = whole.case(traced.trace, entry)
        edits = _supposed(case, traced.request, requests, planned, papers, against)
        with supposed(case, traced.request, edits, complete=now.complete) as then:
            return _told(now, then.trace.answers[0], then.trace.dresser.rules)


def _picked(planned: Planned, text: str) -> Request:
    if not (text.isascii() and text.isdigit() and int(text[:6]) < len(planned.requests)):
        raise ClewError("the plan has no such request.", code="E-ASKED")
    return planned.requests[int(text)]


def _supposed(
    case: Case,
    request: Any,  # noqa: ANN401
    requests: Sequence[Request],
    planned: Planned,
    papers: Sequence[str],
    against: Sequence[str],
) -> Edits:
    """Return the records of what is supposed."""
    from clew.trace.plan.request import Request

    sql = "SELECT id, kind FROM claim WHERE id IN (SELECT unnest(?))"
    kinds = dict(case.con.execute(sql, [[*papers, *against]]).fetchall())
    for claim in (*papers, *against):
        if claim not in kinds:
            raise ClewError(f"there is no claim {claim!r} in this graph.", code="E-ITEM")
    proofs = [Request("proof", claim=claim) for claim in against]
    edits = edits_of(case, request, [*requests, *proofs], planned.inputs, planned.level)
    for claim in dict.fromkeys(papers):
        _documents(edits, claim, kinds[claim])
    return edits


def _documents(edits: Edits, claim: str, kind: str) -> None:
    """Suppose a document for every requirement of a claim, each of an issuer of its own."""
    for wanted in requirements():
        if wanted.claim_kind == kind:
            document = f"{SUPPOSED}:{claim}:{wanted.code}"
            issuer = f"{SUPPOSED} issuer of {wanted.code}"
            edits.add("documents", id=document, kind=wanted.document_kinds[0], issuer=issuer)
            edits.add("evidence", document=document, claim=claim, stance="supports")


def _told(now: Answer, then: Answer, rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry as it is and as it would be, side by side."""
    found = {each.rule for answer in (now, then) for each in answer.findings}
    bases = [
        {each.rule: each.basis.word if each.basis else REBUTTED for each in answer.findings} for answer in (now, then)
    ]
    return {
        "entry": now.entry,
        "hypothetical": True,
        "verdict": {"now": now.verdict, "then": then.verdict},
        "findings": [
            {"rule": rule, "force": rules[rule].force, "now": bases[0].get(rule), "then": bases[1].get(rule)}
            for rule in sorted(found)
        ],
        "open": {"now": _open(now), "then": _open(then)},
    }


def _open(answer: Answer) -> dict[str, int]:
    chain = answer.chain
    return {
        "frontier": len({stock for stock, _ in chain.frontier}),
        "unscreened": len({stock for stock, _ in chain.unscreened}),
        "labor_unrecorded": len(chain.labor_unrecorded),
    }
