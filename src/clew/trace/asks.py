"""What to ask of whom, for everything that can be missing: one sentence a kind.

``{holder}``, ``{item}`` and ``{product}`` are filled with the words for them, ``{other}`` with those of the
item that an inferred hop comes from.
"""

from functools import cache

from clew.model.answers import Hop, Stock
from clew.model.requirements import Requirement
from clew.trace.facts import ClaimFact, Facts

INFERRED = {
    "lot_unrecorded": "Ask {holder} which lot of {product} this was: packing list, lot card or invoice with it.",
    "lot_swap": "Ask {holder} for proof that {other} did not go out as {item}: segregation procedure and lot cards, "
    "from two issuers, one of them independent.",
    "inputs_unrecorded": "Ask {holder} where {item} came from and what went into it: production record and "
    "raw-material ledger, or the purchase and its transport document.",
    "inputs_unproven": "Ask {holder} for proof that {other} did not go into {item}: production record and ledger with "
    "all inputs, from two issuers, one of them independent.",
    "unidentified": "Ask {holder} which goods these were: invoice and packing list with product and lot.",
}
"""Kind of inferred hop → what settles it."""

FRONTIER = {
    "root": "Ask {holder} where {item} came from: the order, invoice and transport document of its receipt, or the "
    "production, harvest or mine record if it began here.",
    "unidentified": "Ask {holder} which goods it sent: invoice and packing list with product and lot.",
    "inputs_unrecorded": "Ask {holder} what went into {item}: production record and raw-material ledger.",
    "inputs_incomplete": "Ask {holder} for the inputs of {item} that are not named yet: production record and ledger.",
    "unproven_complete": "Ask {holder} for proof that the inputs named for {item} are all: production record and "
    "ledger, from two issuers, one of them independent.",
    "left_too_early": "{item} left {holder} before any of recorded origin can have been there: ask {holder} where "
    "what it sent came from, or for the right dates.",
}
"""Kind of frontier stock → what closes it."""

UNSCREENED = {
    "place": "Record the country and region of {holder}: registry extract or address on an invoice.",
    "region": "Record the region of {holder}: a list names a region of its country, so the country alone does not "
    "answer it.",
    "operator": "Ask who operates {holder}: registry extract or lease.",
    "good": "Say what {item} is: its HS code, or the good of the list vocabulary.",
}
"""Kind of unscreened stock → what lets lists be asked."""

DOCUMENTS = {
    "bol": "bill of lading",
    "cert_origin_12_43": "forced-labor certificate of origin",
    "cf28_response": "response to CBP Form 28",
    "desadv": "despatch advice",
    "importer_statement_12_43b": "importer's detailed statement",
    "inv": "invoice",
    "photo_video": "photo or video",
    "po": "purchase order",
    "prodorder": "production order",
    "recadv": "receiving advice",
}
"""Kinds of documents whose code is no plain word."""

LABOR = (
    "Ask {holder} for its labor file: worker roster with nationalities, recruitment records, payroll and time cards "
    "of those who make these goods."
)


def ask_hop(hop: Hop, facts: Facts) -> str:
    """Return what to ask about an inferred hop."""
    assert hop.target is not None
    return fill(INFERRED[hop.kind], hop.target, facts, other=hop.source.item)


def ask_frontier(stock: Stock, kind: str, facts: Facts) -> str:
    """Return what to ask about goods of unrecorded origin."""
    return fill(FRONTIER[kind], stock, facts)


def ask_unscreened(stock: Stock, kind: str, facts: Facts) -> str:
    """Return what to record so that the lists can be asked."""
    return fill(UNSCREENED[kind], stock, facts)


def ask_labor(holder: str, facts: Facts) -> str:
    """Return what to ask of a site without a workforce on record."""
    return LABOR.format(holder=facts.holder(holder))


def ask_missing(claim: ClaimFact, requirement: Requirement, facts: Facts) -> str:
    """Return which documents to ask for, of whom, so that a claim meets a requirement."""
    wanted = _documents(requirement.document_kinds)
    return f"Ask {whom(claim, facts)} for {wanted}, to show: {requirement.proves} ({claim.kind} {claim.id})."


@cache
def _documents(kinds: tuple[str, ...]) -> str:
    words = [document_words(kind) for kind in kinds]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def document_words(kind: str) -> str:
    """Return a kind of document in words."""
    return DOCUMENTS.get(kind, kind.replace("_", " "))


def ask_contradicted(claim: ClaimFact, facts: Facts) -> str:
    """Return what to do about a claim that documents both support and rebut."""
    return (
        f"Documents disagree about {claim.kind} {claim.id}: ask {whom(claim, facts)} which of them is wrong, and why."
    )


def ask_days(claim: str) -> str:
    """Return what would prove the days of a claim."""
    return (
        f"Ask for proof of the days of {claim}: two kinds of documents that state them, of two issuers, one of them "
        "independent."
    )


def ask_sameness(one: str, other: str, facts: Facts) -> str:
    """Return which decision is wanted on two holders of one name or identifier."""
    return (
        f"Decide whether {facts.holder(one)} [{one}] and {facts.holder(other)} [{other}] are one: a row in `same_as` "
        "(same or different), with a registry extract."
    )


def ask_match(holder: str, listing: str, name: str, facts: Facts) -> str:
    """Return which decision is wanted on a holder that a list may name."""
    return (
        f"Decide whether {facts.holder(holder)} [{holder}] is the listed {name} [{listing}]: a row in `matches` "
        "(confirmed or rejected), with the reason."
    )


def whom(claim: ClaimFact, facts: Facts) -> str:
    """Return of whom to ask about a claim."""
    return " or ".join(facts.holder(holder) for holder in claim.holders) or "whoever gave this record"


def fill(sentence: str, stock: Stock, facts: Facts, other: str | None = None, inputs: str = "") -> str:
    """Return a sentence about goods at a holder, filled."""
    item = facts.items.get(stock.item)
    filled = sentence.format(
        holder=facts.holder(stock.holder),
        item=facts.item(stock.item),
        product=item.name if item and item.id != "*" else "these goods",
        other=facts.item(other) if other is not None else "",
        inputs=inputs,
    )
    return filled[:1].upper() + filled[1:]
