"""A request: one thing that one can ask for, what it costs by policy, and the words to ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from clew.model.answers import Stock
from clew.model.policy import Policy
from clew.model.requirements import requirements
from clew.trace import asks
from clew.trace.facts import Facts

KINDS = (
    "production_record", "completeness", "which_lot", "which_goods", "which_facility", "decision", "proof",
    "segregation", "origin", "labor_record", "operator", "place", "good", "document",
)  # fmt: skip
"""Kinds of requests; of two that settle the same for the same cost, the first is asked for."""

REQUIREMENT = {
    "production_record": "M-STEP",
    "completeness": "M-IN",
    "which_lot": "T-BL",
    "which_goods": "P-INV",
    "which_facility": "M-STEP",
    "decision": "I-ID",
    "segregation": "M-SEG",
    "origin": "M-STEP",
    "labor_record": "L-ID",
    "operator": "O-REG",
    "place": "O-REG",
    "good": "P-INV",
}
"""The requirement whose cost a request has, unless the policy names the kind of request itself."""

PROOF = (
    "Ask {whom} for proof against {kind} {claim}{about}, if it is wrong: {kinds} kinds of documents that rebut it, of "
    "{issuers} issuers, {outsiders} independent."
)
FACILITY = "Ask {holder} at which of its facilities {item} was made: production record of that facility."
SEGREGATION = (
    "Ask {holder} for proof that {inputs} did not go into {item}: segregation procedure and lot cards, from two "
    "issuers, one of them independent."
)
COMPLETE = (
    "Ask {whom} for all that went into {kind} {claim}: production record and raw-material ledger that name every input."
)
LOT_ORIGIN = (
    "Ask {holder} where {item}, of the lot that {inputs} is to name, came from: the order, invoice and transport "
    "document of its receipt, or the production, harvest or mine record if it began here."
)
CIRCLE = "Decide whether {holder} [{id}] is one with those that bear its name or identifier: a row in `same_as` each."
DOCUMENT = "Ask {whom} for {wanted}, to show: {proves} ({kind} {claim})."
SHOWN = 3
"""Inputs of a segregation that are named; how many more there are is said."""


@dataclass(frozen=True)
class Request:
    """One thing that one can ask for.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    claim, holder, item : str or None
        What it is about: a claim, or goods of an item at a holder, or a holder.
    other : str or None
        Of a decision: the listing, or the other holder (None: all that share a name or identifier with it). Of an
        origin: the holder that is asked which lot of the item, or which goods, it is.
    """

    kind: str
    claim: str | None = None
    holder: str | None = None
    item: str | None = None
    other: str | None = None

    @property
    def order(self) -> tuple[int, str, str, str, str]:
        """The order in which requests are told."""
        texts = self.holder or "", self.item or "", self.claim or "", self.other or ""
        return KINDS.index(self.kind), *texts


def cost_of(request: Request, policy: Policy, claim_kind: str | None = None) -> float:
    """Return what a request costs: what the policy says of its kind, else of its requirement, else 1.

    Notes
    -----
    A proof costs what the cheapest requirement of its kind of claim costs.
    """
    costs = policy.costs
    if request.kind in costs:
        return float(costs[request.kind])
    if request.kind in {"proof", "document"}:
        codes = [row.code for row in requirements() if row.claim_kind == claim_kind]
        return min((float(costs.get(code, 1.0)) for code in codes), default=1.0)
    return float(costs.get(REQUIREMENT[request.kind], 1.0))


def liking(request: Request, claim_kind: str | None) -> int:
    """Return a number that is the smaller the sooner a request is asked, of those of one cost.

    Notes
    -----
    What completes the records comes before proof that a record is wrong, but for one that alleges labor.
    """
    if request.kind == "proof":
        return 10 if claim_kind == "workforce" else 14
    return 12 if request.kind == "segregation" else 11


def ask_for(request: Request, facts: Facts, policy: Policy, inputs: Sequence[str] = ()) -> str:
    """Return the sentence with which to ask."""
    if request.claim is not None:
        return _about_claim(request, facts, policy)
    holder = request.holder or ""
    stock = Stock(holder, request.item or "*")
    if request.kind == "decision":
        return _decision(request, facts)
    if request.kind == "origin" and request.other:
        return asks.fill(LOT_ORIGIN, stock, facts, inputs=facts.holder(request.other))
    sentences = {
        "production_record": asks.INFERRED["inputs_unrecorded"],
        "which_lot": asks.INFERRED["lot_unrecorded"],
        "which_goods": asks.INFERRED["unidentified"][:-1] + ", and where they came from.",
        "which_facility": FACILITY,
        "origin": asks.FRONTIER["root"],
        "labor_record": asks.LABOR,
        "operator": asks.UNSCREENED["operator"],
        "place": asks.UNSCREENED["place"],
        "good": asks.UNSCREENED["good"],
        "segregation": SEGREGATION,
    }
    return asks.fill(sentences[request.kind], stock, facts, inputs=_some(inputs, facts))


def _some(inputs: Sequence[str], facts: Facts) -> str:
    words = [facts.item(item) for item in inputs[:SHOWN]]
    more = len(inputs) - len(words)
    return (", ".join(words) or "other goods") + (f" and {more:,} more" if more > 0 else "")


def _about_claim(request: Request, facts: Facts, policy: Policy) -> str:
    fact = facts.claims[request.claim or ""]
    told = {"whom": asks.whom(fact, facts), "kind": fact.kind, "claim": fact.id}
    if request.kind == "completeness":
        return COMPLETE.format(**told)
    return PROOF.format(
        **told,
        about=f" ({fact.about})" if fact.about else "",
        kinds=policy.kinds,
        issuers=policy.issuers,
        outsiders=policy.outsiders,
    )


def _decision(request: Request, facts: Facts) -> str:
    holder = request.holder or ""
    if request.other is None:
        return CIRCLE.format(holder=facts.holder(holder), id=holder)
    if request.item == "listing":
        return asks.ask_match(holder, request.other, request.other, facts)
    return asks.ask_sameness(holder, request.other, facts)


def of_whom(request: Request, facts: Facts) -> list[str]:
    """Return the ids of those to ask."""
    if request.claim is not None:
        return list(facts.claims[request.claim].holders)
    if request.kind == "good" or request.holder is None:
        return []
    return [request.holder]


def dressed(
    request: Request, facts: Facts, policy: Policy, *, cost: float, settles: int, inputs: Sequence[str] = ()
) -> dict[str, Any]:
    """Return a request as results say it."""
    item = request.item if request.kind not in {"decision"} else None
    at = {"claim": request.claim, "holder": request.holder, "item": item}
    return {
        "request": request.kind,
        **{key: value for key, value in at.items() if value is not None},
        "ask": ask_for(request, facts, policy, inputs),
        "of": of_whom(request, facts),
        "cost": int(cost) if cost == int(cost) else cost,
        "settles": settles,
    }
