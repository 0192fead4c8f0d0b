"""The gaps of an entry: everything that is missing behind it, the worst first, each with what to ask of whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clew.model.answers import Answer, Chain, Finding
from clew.trace import asks
from clew.trace.crumbs import INFERRED, Lists, days_do_not_fit, sameness_kind
from clew.trace.facts import Facts, claims_of

ORDER = (
    "contradicted",
    "unidentified",
    "left_too_early",
    "root",
    "inputs_unrecorded",
    "inputs_incomplete",
    "labor_unrecorded",
    "operator",
    "place",
    "region",
    "lot_unrecorded",
    "unconfirmed_match",
    "unconfirmed_sameness",
    "good",
    "unproven_complete",
    "lot_swap",
    "inputs_unproven",
    "unproven_days",
    "missing",
)
"""Kinds of gaps, the worst first."""

_RANK = {kind: rank for rank, kind in enumerate(ORDER)}
UNCONFIRMED = ("name", "similar")


def gaps(answer: Answer, listings: Lists, facts: Facts, contradicted: list[str]) -> list[dict[str, Any]]:
    """Return the gaps of an entry, worst first, then by holder, item, claim and requirement.

    Notes
    -----
    Those of the chain at *unexcluded* are listed where the chain at *assumed* has none, after all that concerns
    a finding but its missing documents; before, they would hide what is to be asked first.
    """
    first = [_contradicted(claim, facts) for claim in contradicted]
    first += _of_chain(answer.chain, facts)
    last: list[dict[str, Any]] = []
    for finding in answer.findings:
        first += _of_path(finding, facts)
        first += _of_matches(finding, listings, facts)
        first += _of_days(finding)
        last += _missing(finding, facts)
    behind = [] if answer.chain.is_open else list(_of_chain(answer.behind, facts))
    unique: dict[tuple[int | str, ...], dict[str, Any]] = {}
    for found in (first, behind, last):
        unique.update(
            (key, gap)
            for key, gap in sorted(((_key(gap), gap) for gap in found), key=lambda pair: pair[0])
            if key not in unique
        )
    return list(unique.values())


def _key(gap: dict[str, Any]) -> tuple[int | str, ...]:
    texts = (gap.get("holder") or "", gap.get("item") or "", gap.get("claim") or "", gap["requirement"] or "")
    return (_RANK[gap["kind"]], *texts, gap["ask"])


def _of_chain(chain: Chain, facts: Facts) -> Iterator[dict[str, Any]]:
    for stock, kind in chain.frontier:
        yield _gap(kind, asks.ask_frontier(stock, kind, facts), holder=stock.holder, item=stock.item)
    for stock, kind in chain.unscreened:
        yield _gap(kind, asks.ask_unscreened(stock, kind, facts), holder=stock.holder, item=stock.item)
    for holder in chain.labor_unrecorded:
        yield _gap("labor_unrecorded", asks.ask_labor(holder, facts), holder=holder)


def _of_path(finding: Finding, facts: Facts) -> Iterator[dict[str, Any]]:
    for hop in finding.path:
        if hop.target is None:
            continue
        if hop.kind in INFERRED:
            yield _gap(hop.kind, asks.ask_hop(hop, facts), holder=hop.target.holder, item=hop.target.item)
        elif hop.kind == "identity" and hop.claim is None and sameness_kind(hop, facts) != "same_item":
            one, other = sorted((hop.source.holder, hop.target.holder))
            yield _gap("unconfirmed_sameness", asks.ask_sameness(one, other, facts), holder=hop.target.holder)


def _of_matches(finding: Finding, listings: Lists, facts: Facts) -> Iterator[dict[str, Any]]:
    for source in finding.sources:
        if source.listing is None or source.stock is None:
            continue
        holder = source.stock.holder
        listing = listings.get((finding.rule, source.listing))
        if listing is not None and facts.matches.get((holder, listing.id)) in UNCONFIRMED:
            yield _gap("unconfirmed_match", asks.ask_match(holder, listing.id, listing.name, facts), holder=holder)


def _of_days(finding: Finding) -> Iterator[dict[str, Any]]:
    if days_do_not_fit(finding):
        for claim in dict.fromkeys(hop.claim for hop in finding.path if hop.claim and hop.kind != "entry"):
            yield _gap("unproven_days", asks.ask_days(claim), claim=claim)


def _missing(finding: Finding, facts: Facts) -> Iterator[dict[str, Any]]:
    for claim in dict.fromkeys(claims_of(finding)):
        fact = facts.claims.get(claim)
        for requirement in fact.missing if fact else ():
            assert fact is not None
            sentence = asks.ask_missing(fact, requirement, facts)
            yield _gap("missing", sentence, claim=claim, requirement=requirement.code)


def _contradicted(claim: str, facts: Facts) -> dict[str, Any]:
    return _gap("contradicted", asks.ask_contradicted(facts.claims[claim], facts), claim=claim)


def _gap(kind: str, ask: str, *, requirement: str | None = None, **at: str) -> dict[str, Any]:
    return {"kind": kind, **at, "requirement": requirement, "ask": ask}
