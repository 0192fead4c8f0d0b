"""The result for people, still as data: entries in groups that read alike, the worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from clew.model.answers import Answer, Chain, Finding
from clew.model.basis import Basis
from clew.trace.dress import Dresser
from clew.trace.reach import CODE as FROM

VERDICTS = ("reached", "signal", "unresolved", "unproven", "rebutted", "no_path")
"""The worst first."""

WORDS = {"no_path": "no path in the data supplied"}
PLACES = 9
"""Holders of a path that are shown before its middle is told as a number."""


OPEN = (
    ("{} stock of unrecorded origin", "{} stocks of unrecorded origin"),
    ("{} stock that no list can be asked about", "{} stocks that no list can be asked about"),
    ("{} site without a labor record", "{} sites without a labor record"),
)
BEHIND = (("the whole origin of {} stock", "the whole origin of {} stocks"), *OPEN[1:])


@dataclass
class Group:
    """Entries of which one line says the same.

    Attributes
    ----------
    entries : list of str
        Their ids.
    steps : tuple of (str, Basis or None)
        Names along the best path, each with the basis of the weakest hop that leads to it (None: the source).
    """

    verdict: str
    rule: str
    basis: Basis | None
    rebutted: bool
    steps: tuple[tuple[str, Basis | None], ...]
    also: tuple[str, ...]
    chain: str
    gap: str
    more_gaps: int
    entries: list[str] = field(default_factory=list)

    @property
    def order(self) -> tuple[Any, ...]:
        """Worst verdict first, then the strongest basis, then by rule and id."""
        return (VERDICTS.index(self.verdict), -(self.basis or 0), self.rule, self.entries[0])


def count(answers: Iterable[Answer]) -> dict[str, int]:
    """Return how many entries have each verdict, the worst first."""
    counted = Counter(answer.verdict for answer in answers)
    return {verdict: counted[verdict] for verdict in VERDICTS if counted[verdict]}


def groups(answers: Sequence[Answer], dresser: Dresser) -> list[Group]:
    """Return all entries in groups that read alike, the worst first."""
    found: dict[tuple[Any, ...], Group] = {}
    for answer in answers:
        group = _group(answer, dresser)
        key = (group.verdict, group.rule, group.basis, group.rebutted, group.steps, group.also, group.chain, group.gap)
        found.setdefault(key, group).entries.append(answer.entry)
    return sorted(found.values(), key=lambda group: group.order)


def _group(answer: Answer, dresser: Dresser) -> Group:
    findings = sorted(answer.findings, key=lambda finding: _weight(finding, dresser))
    first = findings[0] if findings else None
    gaps = dresser.gaps(answer)
    return Group(
        verdict=answer.verdict,
        rule=first.rule if first else "",
        basis=first.basis if first else None,
        rebutted=first is not None and first.basis is None,
        steps=_steps(first, dresser) if first else (),
        also=tuple(_also(finding) for finding in findings[1:]),
        chain=_chain(answer),
        gap=gaps[0]["ask"] if gaps else "",
        more_gaps=max(len(gaps) - 1, 0),
    )


def _weight(finding: Finding, dresser: Dresser) -> tuple[Any, ...]:
    signal = dresser.rules[finding.rule].force == "signal"
    sure = finding.basis is not None and finding.basis >= Basis.ASSUMED
    return (finding.rule != FROM, not finding.in_force, not sure, signal, -(finding.basis or 0), finding.rule)


def _also(finding: Finding) -> str:
    word = finding.basis.word if finding.basis else "rebutted"
    return f"{finding.rule} {word}" + ("" if finding.in_force else " (not in force)")


def _steps(finding: Finding, dresser: Dresser) -> tuple[tuple[str, Basis | None], ...]:
    facts = dresser.facts
    start = finding.path[0].source if finding.path else None
    source = next((source for source in finding.sources if source.stock == start), finding.sources[0])
    steps: list[tuple[str, Basis | None]] = [(_source_words(finding.rule, source.claim, source.listing, dresser), None)]
    weakest = source.basis
    if start is not None:
        steps.append((facts.holder(start.holder), weakest))
        weakest = Basis.DOCUMENTED
    at = start.holder if start else ""
    for hop in finding.path:
        weakest = min(weakest, hop.basis)
        if hop.target is not None and hop.target.holder != at:
            at = hop.target.holder
            steps.append((facts.holder(at), weakest))
            weakest = Basis.DOCUMENTED
    steps.append(("entry", weakest))
    return _shortened(steps)


def _source_words(rule: str, claim: str | None, listing: str | None, dresser: Dresser) -> str:
    listed = dresser.listings.get((rule, listing)) if listing else None
    fact = dresser.facts.claims.get(claim) if claim else None
    words = [f"{fact.kind} {claim}: {fact.about}" if fact.about else f"{fact.kind} {claim}"] if fact else []
    words += [f"listed: {listed.name}"] if listed else []
    return f"[{', '.join(words) or 'source'}]"


def _shortened(steps: list[tuple[str, Basis | None]]) -> tuple[tuple[str, Basis | None], ...]:
    if len(steps) <= PLACES + 2:
        return tuple(steps)
    hidden = steps[5:-4]
    weakest = min((basis for _, basis in hidden if basis), default=None)
    return (*steps[:5], (f"… {len(hidden)} more holders …", weakest), *steps[-4:])


def _chain(answer: Answer) -> str:
    if answer.chain.is_open:
        return f"open: {_open(answer.chain, OPEN, complete=answer.complete)}"
    if answer.behind.is_open:
        return f"recorded throughout; not proven: {_open(answer.behind, BEHIND, complete=answer.complete)}"
    return "recorded throughout"


def _open(chain: Chain, words: Sequence[tuple[str, str]], *, complete: bool) -> str:
    numbers = (
        len({stock for stock, _ in chain.frontier}),
        len({stock for stock, _ in chain.unscreened}),
        len(chain.labor_unrecorded),
    )
    least = "" if complete else "at least "
    return ", ".join(
        word[number != 1].format(f"{least}{number:,}") for number, word in zip(numbers, words, strict=True) if number
    )
