"""Which findings hang on a gap: those with a way from a source to the entry over what the gap is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from clew.model.answers import Answer, Finding
from clew.trace.facts import claims_of

if TYPE_CHECKING:
    from clew.engine.cutout import Subgraph
    from clew.engine.subgraph import Session


@dataclass
class Ways:
    """What lies on the ways of an entry's findings: claim, holder or stock → codes of their rules."""

    claims: dict[str, set[str]] = field(default_factory=dict)
    holders: dict[str, set[str]] = field(default_factory=dict)
    stocks: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def hanging(self, gap: Mapping[str, Any], about: Iterable[str] = ()) -> list[str]:
        """Return the codes of the rules whose findings hang on a gap, sorted."""
        found: set[str] = set()
        for claim in {gap.get("claim"), *about} - {None}:
            found |= self.claims.get(str(claim), set())
        holder, item = gap.get("holder"), gap.get("item")
        if holder is not None and item is not None:
            found |= self.stocks.get((holder, item), set())
        elif holder is not None:
            found |= self.holders.get(holder, set())
        return sorted(found)

    def add(self, rule: str, claims: Iterable[str], stocks: Iterable[tuple[str, str]]) -> None:
        """Note what lies on the ways of a finding."""
        for claim in claims:
            self.claims.setdefault(claim, set()).add(rule)
        for holder, item in stocks:
            self.holders.setdefault(holder, set()).add(rule)
            self.stocks.setdefault((holder, item), set()).add(rule)


def ways_of(answer: Answer, session: Session | None) -> Ways:
    """Return what lies on the ways of the findings of an entry.

    Parameters
    ----------
    session : Session or None
        None: only the path of each finding counts. Else all that lies on some way at the basis of the finding (a
        rebutted one: as if nothing had been rebutted); of a finding that is not in force, its path.
    """
    ways = Ways()
    for finding in answer.findings:
        _add_path(ways, finding)
        if session is not None and finding.in_force:
            cut = session.pruned(answer.entry, int(finding.basis or 0), [finding.rule])
            _add_cut(ways, finding.rule, cut, session)
    return ways


def _add_path(ways: Ways, finding: Finding) -> None:
    stocks = [hop.source for hop in finding.path] + [hop.target for hop in finding.path if hop.target is not None]
    stocks += [source.stock for source in finding.sources if source.stock is not None]
    ways.add(finding.rule, claims_of(finding), ((stock.holder, stock.item) for stock in stocks))


def _add_cut(ways: Ways, rule: str, cut: Subgraph, session: Session) -> None:
    words = session.words
    of_sources = session.labels.sources.claim[cut.source]
    claims = np.unique(np.concatenate((cut.claim, of_sources)))
    stocks = (words.goods(int(node)) for node in cut.node[: cut.stocks].tolist())
    ways.add(
        rule,
        (words.id("claim", claim) for claim in claims[claims >= 0].tolist()),
        ((stock.holder, stock.item) for stock in stocks),
    )
