"""Gaps of evidence: requirements unmet, documents that do not count, one-sided ones, claims without a day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clew.model.requirements import Requirement
from clew.trace import asks
from clew.trace.gaps.case import Case, Cited, Found

KINDS = ("silent", "self_declared_only", "audit_only", "undated", "missing")
AUDIT = "audit_report"
OF_INPUTS = {"inputs", "balance"}
"""Groups of requirements that are about the inputs of a process."""
DATED = ("shipment", "process", "workforce")
"""Kinds of claims that happened on days; a bill or an ownership may hold at any time."""


def find(case: Case) -> Iterator[Found]:
    """Yield the gaps of evidence of the claims that are looked at."""
    for claim in sorted(case.facts.claims):
        yield from _silent(case, claim)
        yield from _one_sided(case, claim)
        yield from _missing(case, claim)
    yield from _undated(case)


def states(case: Case, claim: str) -> Iterator[tuple[Requirement, str, tuple[str, ...]]]:
    """Yield each requirement of a claim, its state, and the documents that make it so.

    Notes
    -----
    *Contradicted*: a counting document of its kinds rebuts the claim. *Met*: one supports it. *Silent*: one of its
    kinds is cited, but its period does not overlap the claim's days. Else *missing*. An extraction has no inputs that
    could be shown.
    """
    fact = case.facts.claims[claim]
    cited = [each for each in case.cited.get(claim, ()) if not each.complete]
    for requirement in case.asked.get(fact.kind, ()):
        if requirement.group in OF_INPUTS and claim in case.extractions:
            continue
        mine = [each for each in cited if each.kind in requirement.document_kinds]
        against = [each for each in mine if each.counts and not each.supports]
        met = [each for each in mine if each.counts and each.supports]
        state = "contradicted" if against else "met" if met else "silent" if mine else "missing"
        told = against + met if against else met or mine
        yield requirement, state, tuple(sorted({each.document for each in told}))


def _silent(case: Case, claim: str) -> Iterator[Found]:
    kind = case.facts.claims[claim].kind
    silent: dict[str, Cited] = {each.document: each for each in case.cited.get(claim, ()) if not each.counts}
    for document, cited in silent.items():
        why = (
            "its period does not overlap the claim's days"
            if cited.kind_counts
            else f"a {asks.document_words(cited.kind)} does not show a {kind}"
        )
        wanted = [each.code for each in case.asked.get(kind, ()) if cited.kind in each.document_kinds]
        yield Found(
            "silent",
            f"Document {document} does not count for {case.named(claim)}: {why}. Ask {case.whom(claim)} for one "
            "that does.",
            case.of(claim),
            claim=claim,
            document=document,
            requirement=wanted[0] if wanted else None,
        )


def _one_sided(case: Case, claim: str) -> Iterator[Found]:
    counting = [each for each in case.cited.get(claim, ()) if each.counts and each.supports and not each.complete]
    if counting and all(each.self_declared for each in counting):
        yield Found(
            "self_declared_only",
            f"Only documents whose issuers speak of themselves support {case.named(claim)}: ask {case.whom(claim)} "
            "for one of an outsider.",
            case.of(claim),
            claim=claim,
        )
    if counting and all(each.kind == AUDIT for each in counting):
        yield Found(
            "audit_only",
            f"Only an audit speaks to {case.named(claim)}, which does not rebut alone: ask {case.whom(claim)} for "
            "the records behind it.",
            case.of(claim),
            claim=claim,
        )


def _missing(case: Case, claim: str) -> Iterator[Found]:
    for requirement, state, _ in states(case, claim):
        if state in {"missing", "silent"}:
            sentence = asks.ask_missing(case.facts.claims[claim], requirement, case.facts)
            yield Found("missing", sentence, case.of(claim), claim=claim, requirement=requirement.code)


_UNDATED = """
SELECT c.id FROM claim AS c SEMI JOIN gap_claim USING (claim)
WHERE c.kind IN ({kinds}) AND c.first_day <= {ever} AND c.last_day >= {always} ORDER BY c.id
"""


def _undated(case: Case) -> Iterator[Found]:
    from clew.model.dates import ALWAYS, EVER

    kinds = ", ".join(f"'{kind}'" for kind in DATED)
    rows: list[Any] = case.con.execute(_UNDATED.format(kinds=kinds, ever=EVER, always=ALWAYS)).fetchall()
    for (claim,) in rows:
        yield Found(
            "undated",
            f"No day of {case.named(claim)} is on record: ask {case.whom(claim)} when it was; until then it can be "
            "on a path at any time.",
            case.of(claim),
            claim=claim,
        )
