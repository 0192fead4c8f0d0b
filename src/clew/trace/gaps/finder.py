"""The gaps of an entry: everything that is missing behind it, the worst first, each with what to ask of whom."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from clew.model.answers import Answer, Chain, Finding, Hop, Stock
from clew.model.basis import Basis
from clew.model.requirements import Requirement
from clew.trace import asks
from clew.trace.crumbs import INFERRED, Lists, days_do_not_fit, sameness_kind
from clew.trace.facts import Facts, claims_of

ORDER = (
    "contradicted",
    "more_sent",
    "outputs_heavier",
    "sent_too_early",
    "used_too_early",
    "headcount_differs",
    "file_differs",
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
    "undated",
    "silent",
    "self_declared_only",
    "audit_only",
    "missing",
    "file_absent",
    "untranslated",
    "redacted",
    "file_unnamed",
)
"""All kinds of gaps, those too that `clew gaps` alone looks for, the worst first: what cannot be, what is unknown, what
is not proven, what is not in hand."""

RANK = {kind: rank for rank, kind in enumerate(ORDER)}
UNCONFIRMED = ("name", "similar")


Keyed = tuple[tuple[int | str, ...], dict[str, Any]]
"""A gap with its place in the order."""


class GapFinder:
    """Finds the gaps of entries; what several entries share is put into words once.

    Parameters
    ----------
    listings : mapping
        (rule code, listing id) → listing.
    facts : Facts
        Words for what the answers name.
    """

    def __init__(self, listings: Lists, facts: Facts) -> None:
        self._listings = listings
        self._facts = facts
        self._known: dict[tuple[Hashable, ...], Keyed] = {}
        self._of_claim: dict[str, tuple[Keyed, ...]] = {}

    def gaps(self, answer: Answer, contradicted: Iterable[str]) -> list[dict[str, Any]]:
        """Return the gaps of an entry, worst first, then by holder, item, claim and requirement.

        Notes
        -----
        Those of the chain at *unexcluded* are listed where the chain at *assumed* has none: after all that concerns
        a finding, but before the missing documents of one that is *unexcluded* itself.
        """
        first = [self._once(_contradicted, claim) for claim in contradicted]
        first += self._of_chain(answer.chain)
        last: list[Keyed] = []
        for finding in answer.findings:
            first += self._of_path(finding)
            first += self._of_matches(finding)
            first += self._of_days(finding)
            last += self._missing(finding)
        behind = [] if answer.chain.is_open else list(self._of_chain(answer.behind))
        unique: dict[tuple[int | str, ...], dict[str, Any]] = {}
        sure = any(finding.in_force and (finding.basis or 0) >= Basis.ASSUMED for finding in answer.findings)
        for found in (first, last, behind) if sure else (first, behind, last):
            for key, gap in sorted(found, key=lambda keyed: keyed[0]):
                unique.setdefault(key, gap)
        return list(unique.values())

    def _of_chain(self, chain: Chain) -> Iterator[Keyed]:
        for stock, kind in chain.frontier:
            yield self._once(_frontier, stock.holder, stock.item, kind)
        for stock, kind in chain.unscreened:
            yield self._once(_unscreened, stock.holder, stock.item, kind)
        for holder in chain.labor_unrecorded:
            yield self._once(_labor, holder)

    def _of_path(self, finding: Finding) -> Iterator[Keyed]:
        for hop in finding.path:
            if hop.target is None:
                continue
            if hop.kind in INFERRED:
                yield self._once(inferred_gap, hop)
            elif hop.kind == "identity" and hop.claim is None and sameness_kind(hop, self._facts) != "same_item":
                yield self._once(sameness_gap, *sorted((hop.source.holder, hop.target.holder)))

    def _of_matches(self, finding: Finding) -> Iterator[Keyed]:
        for source in finding.sources:
            if source.listing is None or source.stock is None:
                continue
            holder = source.stock.holder
            listing = self._listings.get((finding.rule, source.listing))
            match = self._facts.matches.get((holder, source.listing))
            if listing is not None and match is not None and match.how in UNCONFIRMED:
                yield self._once(_match, holder, listing.id, listing.name)

    def _of_days(self, finding: Finding) -> Iterator[Keyed]:
        if days_do_not_fit(finding):
            for claim in dict.fromkeys(hop.claim for hop in finding.path if hop.claim and hop.kind != "entry"):
                yield self._once(_days, claim)

    def _missing(self, finding: Finding) -> Iterator[Keyed]:
        for claim in dict.fromkeys(claims_of(finding)):
            known = self._of_claim.get(claim)
            if known is None:
                fact = self._facts.claims.get(claim)
                gaps = [_missing(self._facts, claim, requirement) for requirement in (fact.missing if fact else ())]
                known = self._of_claim[claim] = tuple((_key(gap), gap) for gap in gaps)
            yield from known

    def _once(self, make: Callable[..., dict[str, Any]], *about: Hashable) -> Keyed:
        known = self._known.get((make, *about))
        if known is None:
            gap = make(self._facts, *about)
            known = self._known[make, *about] = (_key(gap), gap)
        return known


def _key(gap: dict[str, Any]) -> tuple[int | str, ...]:
    texts = (gap.get("holder") or "", gap.get("item") or "", gap.get("claim") or "", gap["requirement"] or "")
    return (RANK[gap["kind"]], *texts, gap["ask"])


def _frontier(facts: Facts, holder: str, item: str, kind: str) -> dict[str, Any]:
    return _gap(kind, asks.ask_frontier(Stock(holder, item), kind, facts), holder=holder, item=item)


def _unscreened(facts: Facts, holder: str, item: str, kind: str) -> dict[str, Any]:
    return _gap(kind, asks.ask_unscreened(Stock(holder, item), kind, facts), holder=holder, item=item)


def _labor(facts: Facts, holder: str) -> dict[str, Any]:
    return _gap("labor_unrecorded", asks.ask_labor(holder, facts), holder=holder)


def inferred_gap(facts: Facts, hop: Hop) -> dict[str, Any]:
    """Return the gap of an inferred hop."""
    assert hop.target is not None
    return _gap(hop.kind, asks.ask_hop(hop, facts), holder=hop.target.holder, item=hop.target.item)


def sameness_gap(facts: Facts, one: str, other: str) -> dict[str, Any]:
    """Return the gap of two holders that are one by a name or an identifier, which nobody has decided."""
    return _gap("unconfirmed_sameness", asks.ask_sameness(one, other, facts), holder=one)


def _match(facts: Facts, holder: str, listing: str, name: str) -> dict[str, Any]:
    return _gap("unconfirmed_match", asks.ask_match(holder, listing, name, facts), holder=holder)


def _days(_: Facts, claim: str) -> dict[str, Any]:
    return _gap("unproven_days", asks.ask_days(claim), claim=claim)


def _missing(facts: Facts, claim: str, requirement: Requirement) -> dict[str, Any]:
    sentence = asks.ask_missing(facts.claims[claim], requirement, facts)
    return _gap("missing", sentence, claim=claim, requirement=requirement.code)


def _contradicted(facts: Facts, claim: str) -> dict[str, Any]:
    return _gap("contradicted", asks.ask_contradicted(facts.claims[claim], facts), claim=claim)


def _gap(kind: str, ask: str, *, requirement: str | None = None, **at: str) -> dict[str, Any]:
    return {"kind": kind, **at, "requirement": requirement, "ask": ask}
