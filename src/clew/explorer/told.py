"""Paths as the explorer shows them: every hop with its state, its documents, what is missing and what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from clew.model.basis import Basis
from clew.model.dates import iso
from clew.trace import asks
from clew.trace.crumbs import INFERRED, Lists, breadcrumbs, sameness_kind
from clew.trace.dress import source_dict

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clew.model.answers import Finding, Hop, Source, Stock
    from clew.trace.dress import Dresser
    from clew.trace.facts import Facts

SOURCES = 5
"""Sources at the beginning of a path that are told whole; all others are counted."""

STATES = {
    Basis.DOCUMENTED: "documented",
    Basis.ASSERTED: "asserted",
    Basis.ASSUMED: "missing",
    Basis.UNEXCLUDED: "unexcluded",
}
_STATES = ("", *(STATES[basis] for basis in sorted(STATES)))
"""The same by number: to look a basis up by its hash takes ten times as long, and a list has 100,000 hops."""

KINDS = {
    "shipment": "shipped to",
    "entry": "entered",
    "process": "made into",
    "operation": "is site or operator of",
    "component": "becomes part of",
    "identity": "is the same as",
    "lot_unrecorded": "may be (no lot on record)",
    "lot_swap": "may have gone out as",
    "inputs_unrecorded": "may have gone into (no inputs on record)",
    "inputs_unproven": "not proven to have stayed out of",
    "unidentified": "may be among unidentified goods",
}
"""Kind of hop → how it reads between two stocks."""


def state_of(hop: Hop, facts: Facts) -> str:
    """Return how the evidence of a hop is shown: contradicted, or by its basis."""
    claim = facts.claims.get(hop.claim) if hop.claim else None
    return "contradicted" if claim is not None and claim.contradicted else _STATES[hop.basis]


def start_state(finding: Finding) -> str:
    """Return how the evidence of the source that a path begins at is shown."""
    start = finding.path[0].source if finding.path else None
    bases = [source.basis for source in finding.sources if source.stock is start or source.stock == start]
    return _STATES[max(bases, default=Basis.UNEXCLUDED)]


def stock_dict(stock: Stock | None, entry: str, facts: Facts) -> dict[str, Any]:
    """Return a stock, or the entry, with the words for it."""
    if stock is None:
        return {"entry": entry}
    holder = facts.holders.get(stock.holder)
    return {
        "holder": stock.holder,
        "item": stock.item,
        "name": holder.name if holder else stock.holder,
        "country": (holder.country if holder else None) or "",
        "goods": facts.item(stock.item),
    }


def source_words(finding: Finding, facts: Facts, listings: Lists) -> str:
    """Say in a line why a finding's path begins where it does."""
    start = finding.path[0].source if finding.path else None
    source = next((each for each in finding.sources if each.stock == start), None)
    return why(source, finding.rule, facts, listings) if source else finding.rule


def why(source: Source, rule: str, facts: Facts, listings: Lists) -> str:
    """Say why a label lies where it does."""
    listing = listings.get((rule, source.listing)) if source.listing else None
    claim = facts.claims.get(source.claim) if source.claim else None
    words = []
    if claim is not None:
        words.append(f"{claim.kind} {claim.id}" + (f": {claim.about}" if claim.about else ""))
    if listing is not None:
        words.append(f"listed: {listing.name}")
    at = f" at {facts.holder(source.stock.holder)}" if source.stock else ""
    return f"{', '.join(words) or 'source'}{at}"


def path_dict(entry: str, finding: Finding, dresser: Dresser, con: DuckDBPyConnection) -> dict[str, Any]:
    """Return a path whole: its hops with their evidence, its sources, and what it rests on without a record."""
    facts, rule = dresser.facts, dresser.rules[finding.rule]
    start = finding.path[0].source if finding.path else None
    there = [source for source in finding.sources if source.stock == start][:SOURCES]
    claims = {claim for claim in (*(hop.claim for hop in finding.path), *(one.claim for one in there)) if claim}
    papers = evidence(con, sorted(claims))
    stocks: list[Stock | None] = [hop.source for hop in finding.path] + [None]
    return {
        "entry": entry,
        "rule": finding.rule,
        "force": rule.force,
        "citation": rule.citation,
        "in_force": finding.in_force,
        "basis": finding.basis.word if finding.basis else "rebutted",
        "stocks": [stock_dict(stock, entry, facts) for stock in stocks],
        "sources": [_source(entry, source, finding.rule, dresser, papers) for source in there],
        "other_sources": len(finding.sources) - len(there),
        "hops": [_hop(hop, dresser.hop(entry, hop), facts, papers) for hop in finding.path],
        "breadcrumbs": breadcrumbs(finding, rule, dresser.listings, facts),
    }


def _hop(hop: Hop, dressed: dict[str, Any], facts: Facts, papers: dict[str, Any]) -> dict[str, Any]:
    claim = facts.claims.get(hop.claim) if hop.claim else None
    return {
        **dressed,
        "state": state_of(hop, facts),
        "words": KINDS[hop.kind],
        **claim_evidence(hop.claim, facts, papers),
        "asks": [*_hop_asks(hop, facts), *(_claim_asks(claim.id, facts) if claim else [])],
    }


def claim_evidence(claim_id: str | None, facts: Facts, papers: dict[str, Any]) -> dict[str, Any]:
    """Return the documents of a claim, the requirements that none meets, and where the claim was read."""
    claim = facts.claims.get(claim_id) if claim_id else None
    located = claim.located if claim else None
    wanted = papers.get(claim_id or "", {})
    missing = claim.missing if claim else ()
    return {
        "claim_kind": claim.kind if claim else None,
        "days": wanted.get("days", [None, None]),
        "papers": wanted.get("papers", []),
        "requirements": len(missing) + len(wanted.get("met", ())),
        "missing_what": [
            {"requirement": each.code, "proves": each.proves, "asked_by": each.asked_by, "documents": _kinds(each)}
            for each in missing
        ],
        "contradicted": bool(claim and claim.contradicted),
        "located": {"table": located[0], "file": located[1], "row": located[2]} if located else None,
    }


def _kinds(requirement: Any) -> str:  # noqa: ANN401
    return ", ".join(asks.DOCUMENTS.get(kind, kind.replace("_", " ")) for kind in requirement.document_kinds)


def _hop_asks(hop: Hop, facts: Facts) -> list[str]:
    if hop.target is None:
        return []
    if hop.kind in INFERRED:
        return [asks.ask_hop(hop, facts)]
    if hop.kind == "identity" and hop.claim is None and sameness_kind(hop, facts) != "same_item":
        first, second = sorted((hop.source.holder, hop.target.holder))
        return [asks.ask_sameness(first, second, facts)]
    return []


def _claim_asks(claim_id: str, facts: Facts) -> list[str]:
    claim = facts.claims[claim_id]
    first = [asks.ask_contradicted(claim, facts)] if claim.contradicted else []
    return first + [asks.ask_missing(claim, requirement, facts) for requirement in claim.missing]


def _source(entry: str, source: Source, rule: str, dresser: Dresser, papers: dict[str, Any]) -> dict[str, Any]:
    facts = dresser.facts
    listing = dresser.listings.get((rule, source.listing)) if source.listing else None
    told: dict[str, Any] = {
        **source_dict(entry, source),
        "words": why(source, rule, facts, dresser.listings),
        "asks": _claim_asks(source.claim, facts) if source.claim and source.claim in facts.claims else [],
        **claim_evidence(source.claim, facts, papers),
    }
    if listing is not None:
        told["listed"] = {"id": listing.id, "name": listing.name, "place": listing.is_place, "notes": listing.notes}
    if listing is not None and not listing.is_place and source.stock is not None:
        match = facts.matches.get((source.stock.holder, listing.id))
        told["match"] = {"how": match.how, "ours": match.ours, "theirs": match.theirs} if match else None
        if match is not None and match.how in {"name", "similar"}:
            told["asks"].insert(0, asks.ask_match(source.stock.holder, listing.id, listing.name, facts))
    return told


PAPERS = """
SELECT c.id, c.kind, d.id, d.kind, d.title, d.issuer, d.issued, d.first_day, d.last_day, d.language, d.file, d.sha256,
    e.supports, e.complete, d.first_day <= c.last_day AND c.first_day <= d.last_day
FROM claim c JOIN evidence e ON e.claim = c.claim JOIN document d ON d.document = e.document
WHERE c.id IN (SELECT unnest(?)) ORDER BY c.id, d.id, e.supports DESC, e.complete
"""
DAYS = "SELECT id, first_day, last_day FROM claim WHERE id IN (SELECT unnest(?))"
NOTES = """
SELECT claim, document, string_agg(note, ' · ') FROM raw.evidence
WHERE note IS NOT NULL AND claim IN (SELECT unnest(?)) GROUP BY ALL
"""


def evidence(con: DuckDBPyConnection, claims: Sequence[str]) -> dict[str, Any]:
    """Return what documents say of claims: of each, its papers, and the requirements that counting ones meet."""
    from clew.model.requirements import requirements

    if not claims:
        return {}
    notes = {(claim, document): note for claim, document, note in con.execute(NOTES, [list(claims)]).fetchall()}
    found: dict[str, Any] = {
        claim: {"papers": [], "met": set(), "days": [iso(first), iso(last)]}
        for claim, first, last in con.execute(DAYS, [list(claims)]).fetchall()
    }
    for row in con.execute(PAPERS, [list(claims)]).fetchall():
        claim, kind, document, of, title, issuer, issued, first, last, language, file, sha256 = row[:12]
        supports, complete, overlaps = row[12:]
        told = found[claim]
        told["papers"].append(
            {
                "document": document,
                "kind": asks.DOCUMENTS.get(of, of.replace("_", " ")),
                "title": title,
                "issuer": issuer,
                "issued": issued,
                "first": iso(first),
                "last": iso(last),
                "language": language,
                "file": file,
                "sha256": sha256,
                "rebuts": not supports,
                "about": "complete" if complete else None,
                "note": notes.get((claim, document)),
                "in_time": overlaps,
            }
        )
        if supports and not complete and overlaps:
            told["met"].update(
                each.code for each in requirements() if each.claim_kind == kind and of in each.document_kinds
            )
    return found
