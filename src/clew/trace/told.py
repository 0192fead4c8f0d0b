"""Paths in words: how many, from where, over which stocks, and why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clew.model.answers import Hop, Source, Stock
from clew.trace.dress import Dresser

if TYPE_CHECKING:
    from clew.trace.paths import Paths

VERDICTS = {
    "reached": "the entry is reached",
    "signal": "a signal reaches the entry",
    "unresolved": "the entry is unresolved: what is not on record upstream is open",
    "unproven": "the entry is unproven: nothing proves that the recorded sources are the only ones",
    "rebutted": "the entry is rebutted: what would reach it was disproved",
    "no_path": "no path in the data supplied",
}


def none_words(found: Paths) -> str:
    """Say that there is no path, and what the verdict of the entry is."""
    answer = found.answer
    if answer.verdict == "no_path":
        return f"{answer.entry}: {VERDICTS['no_path']}."
    of = f" of {found.rule}" if found.rule else ""
    at = f" at {found.basis.word} or stronger" if found.basis else ""
    weaker = [f.basis for f in answer.findings if f.in_force and f.basis and found.rule in {None, f.rule}]
    more = f" There is one at {max(weaker).word}: ask --basis {max(weaker).word}." if weaker else ""
    return f"{answer.entry}: no path{of}{at}; {VERDICTS[answer.verdict]}.{more}"


def source_words(source: Source, rule: str, dresser: Dresser) -> str:
    """Say why a path begins where it does."""
    listed = dresser.listings.get((rule, source.listing)) if source.listing else None
    fact = dresser.facts.claims.get(source.claim) if source.claim else None
    words = [f"{fact.kind} {fact.id}: {fact.about}" if fact.about else f"{fact.kind} {fact.id}"] if fact else []
    words += [f"listed: {listed.name}"] if listed else []
    return ", ".join(words) or "source"


def stock_words(stock: Stock | None, dresser: Dresser) -> str:
    """Say what goods a stock is, and where."""
    if stock is None:
        return "entry"
    return f"{dresser.facts.holder(stock.holder)}: {dresser.facts.item(stock.item)}"


def hop_words(hops: list[Hop]) -> str:
    """Say by what a hop is made; several are parallel."""
    return " or ".join(f"{hop.kind} {hop.claim}" if hop.claim else hop.kind.replace("_", " ") for hop in hops)
