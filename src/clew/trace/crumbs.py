"""Breadcrumbs of a finding: everything that it rests on without a record that says so, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from clew.model.answers import Finding, Hop, Source
from clew.model.basis import Basis
from clew.model.dates import iso
from clew.model.names import normal
from clew.rules.pack import Listing, Rule
from clew.trace.facts import Facts

INFERRED = {
    "lot_unrecorded": "Which lot it was is not recorded: any lot of {product} at {holder} may be {item}.",
    "lot_swap": "Nothing proves that {other} at {holder} did not go out as {item}.",
    "inputs_unrecorded": "Where {item} at {holder} came from is not recorded: {other} was there.",
    "inputs_unproven": "Nothing proves that {item} at {holder} is only of the origin on record: {other} was there.",
    "unidentified": "{holder} sent goods that nobody identified: {other} was there.",
}
"""Kind of inferred hop → what is inferred."""

HOW = {
    "identifier": "{holder} bears an identifier of the listed {name} ({theirs}).",
    "confirmed": "A person confirmed that {holder} is the listed {name}.",
    "name": "{holder} bears a name of the listed {name} (“{theirs}”): nobody has confirmed that they are one.",
    "similar": "A name of {holder} (“{ours}”) is similar to one of the listed {name} (“{theirs}”): nobody has decided "
    "whether they are one.",
}
"""How a holder matched a listing → what the finding rests on."""

DERIVED = "{holder} stands for the listed {name} by sameness, ownership, operation or an employer's name."

_normal = cache(normal)

Laws = Mapping[str, Rule]
Lists = Mapping[tuple[str, str], Listing]


def breadcrumbs(finding: Finding, rule: Rule, listings: Lists, facts: Facts) -> list[dict[str, Any]]:
    """Return the breadcrumbs of a finding: of its path from source to entry, of its sources, of its dates.

    Parameters
    ----------
    finding : Finding
        As an engine answers it.
    rule : Rule
        The rule that it is of.
    listings : mapping
        (rule code, listing id) → listing.
    facts : Facts
        Words for what it names.
    """
    crumbs = [
        *_of_sources(finding, listings, facts),
        *_of_path(finding.path, facts),
        *_of_days(finding),
        *_of_dates(finding, rule, listings),
    ]
    unique = {tuple(sorted(crumb.items())): crumb for crumb in crumbs}
    return list(unique.values())


def _of_path(path: Sequence[Hop], facts: Facts) -> Iterator[dict[str, Any]]:
    for hop in path:
        if hop.target is None:
            continue
        if hop.kind in INFERRED:
            item = facts.items.get(hop.target.item)
            yield {
                "kind": hop.kind,
                "text": INFERRED[hop.kind].format(
                    holder=facts.holder(hop.target.holder),
                    item=facts.item(hop.target.item),
                    other=facts.item(hop.source.item),
                    product=item.name if item and item.id != "*" else "these goods",
                ),
                "holder": hop.target.holder,
                "item": hop.target.item,
            }
        elif hop.kind == "identity" and hop.claim is None:
            yield _sameness(hop, facts)


def _sameness(hop: Hop, facts: Facts) -> dict[str, Any]:
    assert hop.target is not None
    kind = sameness_kind(hop, facts)
    one, other = facts.holder(hop.source.holder), facts.holder(hop.target.holder)
    texts = {
        "same_identifier": f"{one} and {other} share an identifier: taken to be one.",
        "same_name": f"{one} and {other} share a name: nobody has decided whether they are one.",
        "same_by_chain": f"{one} and {other} are one by a chain of claims, identifiers or names.",
        "same_item": f"{facts.item(hop.source.item)} and {facts.item(hop.target.item)} are one by a chain of claims.",
    }
    return {"kind": kind, "text": texts[kind], "holder": hop.target.holder, "item": hop.target.item}


def sameness_kind(hop: Hop, facts: Facts) -> str:
    """Return what makes an identity hop without a claim: a shared identifier, a shared name, or a chain."""
    assert hop.target is not None
    if hop.source.holder == hop.target.holder:
        return "same_item"
    one, other = facts.holders.get(hop.source.holder), facts.holders.get(hop.target.holder)
    if one and other and one.identifiers & other.identifiers:
        return "same_identifier"
    if one and other and one.names & other.names:
        return "same_name"
    return "same_by_chain"


def _of_sources(finding: Finding, listings: Lists, facts: Facts) -> Iterator[dict[str, Any]]:
    for source in finding.sources:
        listing = listings.get((finding.rule, source.listing)) if source.listing else None
        if listing is None:
            continue
        if listing.is_place:
            yield from _good_match(source, listing, facts)
        else:
            yield _party_match(source, listing, facts)
        for note in listing.notes:
            yield {"kind": "listing_note", "text": note, "listing": listing.id}


def _party_match(source: Source, listing: Listing, facts: Facts) -> dict[str, Any]:
    holder = source.stock.holder if source.stock else None
    match = facts.matches.get((holder or "", listing.id))
    text = (HOW[match.how] if match else DERIVED).format(
        holder=facts.holder(holder or "the entry"),
        name=listing.name,
        ours=match.ours if match else "",
        theirs=match.theirs if match else "",
    )
    crumb = {"kind": f"{match.how if match else 'derived'}_match", "text": text, "listing": listing.id}
    return crumb | ({"holder": holder} if holder else {})


def _good_match(source: Source, listing: Listing, facts: Facts) -> Iterator[dict[str, Any]]:
    item = facts.items.get(source.stock.item) if source.stock else None
    if item is None or not listing.goods or item.goods & {good.strip().casefold() for good in listing.goods}:
        return
    base = {"holder": source.stock.holder, "item": item.id, "listing": listing.id} if source.stock else {}
    if _normal(item.name) in {_normal(good) for good in listing.goods}:
        text = f"{item.words} is taken for the listed {listing.name} by its name; its `good` does not say so."
        yield {"kind": "good_name_match", "text": text, **base}
    elif item.hs:
        text = (
            f"{item.words} (HS {item.hs}) may be the listed {listing.name} by a candidate HS mapping, which is our own "
            "and not official."
        )
        yield {"kind": "hs_match", "text": text, **base}


def days_do_not_fit(finding: Finding) -> bool:
    """Whether only the days on record stand between a path and a stronger finding: all its parts are stronger."""
    start = finding.path[0].source if finding.path else None
    at_start = [source.basis for source in finding.sources if source.stock == start]
    parts = [*(hop.basis for hop in finding.path), max(at_start, default=Basis.UNEXCLUDED)]
    return finding.basis == Basis.UNEXCLUDED and min(parts) > Basis.UNEXCLUDED


def _of_days(finding: Finding) -> Iterator[dict[str, Any]]:
    if days_do_not_fit(finding):
        yield {
            "kind": "unproven_days",
            "text": "By the days on record these goods do not meet; nothing proves the days.",
        }


def _of_sectors(finding: Finding, facts: Facts) -> Iterator[dict[str, Any]]:
    """Yield the priority sectors of the goods of a UFLPA finding: where CBP looks first, no source."""
    if not finding.rule.startswith("US-UFLPA"):
        return
    from clew.rules.notes import sector_of

    stocks = [source.stock for source in finding.sources] + [hop.source for hop in finding.path]
    for item in sorted({stock.item for stock in stocks if stock is not None}):
        fact = facts.items.get(item)
        for sector in sector_of(fact.hs) if fact and fact.hs else ():
            yield {"kind": "priority_sector", "text": f"{fact.words if fact else item}: {sector}.", "item": item}


def _of_dates(finding: Finding, rule: Rule, listings: Lists) -> Iterator[dict[str, Any]]:
    if finding.in_force:
        return
    days = [(rule.begins, rule.ends)]
    for source in finding.sources:
        listing = listings.get((finding.rule, source.listing)) if source.listing else None
        if listing is not None:
            days.append((listing.begins, listing.ends))
    begins, ends = max(day for day, _ in days), min(day for _, day in days)
    since, until = iso(begins), iso(ends)
    text = f"Not in force on the day of the entry: {rule.code} holds {f'from {since}' if since else 'from ever'}"
    yield {"kind": "not_in_force", "text": text + (f" until {until}." if until else ".")}
