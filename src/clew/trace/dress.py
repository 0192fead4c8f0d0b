"""From the answers of an engine to the entries of a result: plain dictionaries in the public order of keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from clew.model.answers import REBUTTED, Answer, Chain, Finding, Hop, Source
from clew.model.basis import Basis
from clew.model.dates import iso
from clew.rules.pack import Pack
from clew.trace.crumbs import Laws, Lists, breadcrumbs
from clew.trace.facts import Facts, claims_of
from clew.trace.gaps.finder import GapFinder

WORDS = {basis: basis.word for basis in Basis}
_iso = cache(iso)


@dataclass(frozen=True)
class Dresser:
    """Dresses answers.

    Attributes
    ----------
    facts : Facts
        Looked up for all answers that are to be dressed.
    rules, listings : mapping
        Of the packs that were asked.
    finder : GapFinder
        Remembers the gaps that entries share.
    virtual : bool
        Whether the entries are made up, one an end stock.
    """

    facts: Facts
    rules: Laws
    listings: Lists
    finder: GapFinder
    virtual: bool

    @classmethod
    def of(cls, facts: Facts, packs: Iterable[Pack], *, virtual: bool) -> Dresser:
        """Return a dresser that knows the rules and listings of packs."""
        packs = tuple(packs)
        rules = {rule.code: rule for pack in packs for rule in pack.rules}
        listings = {(listing.rule, listing.id): listing for pack in packs for listing in pack.listings}
        return cls(facts, rules, listings, GapFinder(listings, facts), virtual)

    def entry(self, answer: Answer) -> dict[str, Any]:
        """Return an entry of the result."""
        contradicted = self.contradicted(answer)
        return {
            "entry": answer.entry,
            **({"virtual": True} if self.virtual else {}),
            "verdict": answer.verdict,
            "basis": _word(self.basis(answer)),
            "findings": [self._finding(answer.entry, finding) for finding in answer.findings],
            "chain": _chain(answer.chain, complete=answer.complete),
            "behind": _chain(answer.behind, complete=answer.complete),
            "fingerprint": answer.fingerprint,
            "exposures": [{"claim": claim, "why": why} for claim, why in answer.exposures],
            "contradicted": contradicted,
            "gaps": self.finder.gaps(answer, contradicted),
        }

    def basis(self, answer: Answer) -> Basis | None:
        """Return how sure the verdict is: the strongest basis of the findings that make it, if any does."""
        signals = {"reached": (False,), "signal": (True,), "unproven": (False, True)}.get(answer.verdict, ())
        return max(
            (
                finding.basis
                for finding in answer.findings
                if finding.in_force and finding.basis and (self.rules[finding.rule].force == "signal") in signals
            ),
            default=None,
        )

    def contradicted(self, answer: Answer) -> list[str]:
        """Return the contradicted claims upstream of an entry, or of its findings."""
        named = {answer.entry, *answer.upstream}
        for finding in answer.findings:
            named.update(claims_of(finding))
        return sorted(claim for claim in named if claim in self.facts.claims and self.facts.claims[claim].contradicted)

    def gaps(self, answer: Answer) -> list[dict[str, Any]]:
        """Return the gaps of an entry, worst first."""
        return self.finder.gaps(answer, self.contradicted(answer))

    def located(self, entries: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
        """Return where each claim that dressed entries name was read."""
        return self.places(claim for entry in entries for claim in named_claims(entry))

    def places(self, claims: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return where each of some claims was read, in their order."""
        named = sorted(set(claims))
        places = ((claim, self.facts.claims[claim].located) for claim in named if claim in self.facts.claims)
        return {
            claim: {"table": place[0], "file": place[1], "row": place[2]}
            for claim, place in places
            if place is not None
        }

    def _finding(self, entry: str, finding: Finding) -> dict[str, Any]:
        rule = self.rules[finding.rule]
        return {
            "rule": finding.rule,
            "force": rule.force,
            "basis": REBUTTED if finding.basis is None else finding.basis.word,
            "in_force": finding.in_force,
            "sources": [source_dict(entry, source) for source in finding.sources],
            "path": {
                "basis": path_basis(finding).word,
                "hops": [self.hop(entry, hop) for hop in finding.path],
            },
            "breadcrumbs": breadcrumbs(finding, rule, self.listings, self.facts),
        }

    def hop(self, entry: str, hop: Hop) -> dict[str, Any]:
        """Return a hop as results say it."""
        claim = self.facts.claims.get(hop.claim) if hop.claim else None
        return {
            "from": {"holder": hop.source.holder, "item": hop.source.item},
            "to": {"holder": hop.target.holder, "item": hop.target.item} if hop.target else {"entry": entry},
            "kind": hop.kind,
            "basis": WORDS[hop.basis],
            "claim": hop.claim,
            "first": _iso(hop.first),
            "last": _iso(hop.last),
            "documents": claim.documents if claim else (),
            "missing": claim.codes if claim else (),
        }


def path_basis(finding: Finding) -> Basis:
    """Return the level at which a path holds: a rebutted one would at *unexcluded*."""
    return finding.basis or Basis.UNEXCLUDED


def named_claims(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield the claims that a dressed entry names, the entry itself too."""
    yield entry["entry"]
    yield from entry["contradicted"]
    yield from (exposure["claim"] for exposure in entry["exposures"])
    yield from (gap["claim"] for gap in entry["gaps"] if "claim" in gap)
    for finding in entry["findings"]:
        yield from (source["claim"] for source in finding["sources"] if "claim" in source)
        yield from (hop["claim"] for hop in finding["path"]["hops"] if hop["claim"])


def _word(basis: Basis | None) -> str | None:
    return None if basis is None else basis.word


def source_dict(entry: str, source: Source) -> dict[str, Any]:
    """Return a source as results say it."""
    stock = source.stock
    at = {"holder": stock.holder, "item": stock.item} if stock else {"entry": entry}
    why = {"claim": source.claim, "listing": source.listing}
    return {**at, **{key: value for key, value in why.items() if value is not None}, "basis": WORDS[source.basis]}


def _chain(chain: Chain, *, complete: bool) -> dict[str, Any]:
    return {
        "complete": complete,
        "frontier": [{"holder": stock.holder, "item": stock.item, "kind": kind} for stock, kind in chain.frontier],
        "unscreened": [{"holder": stock.holder, "item": stock.item, "kind": kind} for stock, kind in chain.unscreened],
        "labor_unrecorded": list(chain.labor_unrecorded),
        "making_sites": chain.making_sites,
    }
