"""Answers as lists of plain values that JSON can hold, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from clew.model.answers import HOP_KINDS, Answer, Chain, Finding, Hop, Source, Stock
from clew.model.basis import Basis

Plain = list[Any]
_BASES = {int(basis): basis for basis in Basis}


class Writer:
    """Makes lists of answers; hops that several paths have stand in one list, and paths name their places in it."""

    def __init__(self) -> None:
        self._hops: dict[Hop, int] = {}

    @property
    def hops(self) -> Iterator[Plain]:
        """The hops of all answers so far."""
        for hop in self._hops:
            ends = _stock(hop.source), _stock(hop.target)
            yield [*ends, HOP_KINDS.index(hop.kind), int(hop.basis), hop.claim, hop.first, hop.last]

    def plain(self, answer: Answer) -> Plain:
        """Return an answer as lists."""
        return [
            answer.entry,
            answer.verdict,
            [self._finding(finding) for finding in answer.findings],
            _chain(answer.chain),
            _chain(answer.behind),
            answer.complete,
            answer.exposures,
            answer.upstream,
            answer.fingerprint,
        ]

    def _finding(self, finding: Finding) -> Plain:
        basis = None if finding.basis is None else int(finding.basis)
        sources = [[_stock(each.stock), each.claim, each.listing, int(each.basis)] for each in finding.sources]
        path = [self._hops.setdefault(hop, len(self._hops)) for hop in finding.path]
        return [finding.rule, finding.in_force, basis, sources, path]


def _stock(stock: Stock | None) -> Plain | None:
    return None if stock is None else [stock.holder, stock.item]


def _chain(chain: Chain) -> Plain:
    lists = [[[stock.holder, stock.item, kind] for stock, kind in each] for each in (chain.frontier, chain.unscreened)]
    return [*lists, chain.labor_unrecorded, chain.making_sites]


class Reader:
    """Makes answers of lists again.

    Parameters
    ----------
    hops : iterable of list
        As `Writer.hops`.
    """

    def __init__(self, hops: Iterable[Plain]) -> None:
        self._stocks: dict[tuple[str, str], Stock] = {}
        self._hops = [self._hop(*each) for each in hops]

    def answer(self, told: Plain) -> Answer:
        """Return the answer that `Writer.plain` was given."""
        entry, verdict, findings, chain, behind, complete, exposures, upstream, fingerprint = told
        return Answer(
            entry,
            verdict,
            tuple(self._finding(*each) for each in findings),
            self._chain(*chain),
            self._chain(*behind),
            complete,
            tuple((claim, why) for claim, why in exposures),
            tuple(upstream),
            fingerprint,
        )

    def _stock(self, holder: str, item: str) -> Stock:
        found = self._stocks.get((holder, item))
        if found is None:
            found = self._stocks[holder, item] = Stock(holder, item)
        return found

    def _hop(
        self, source: Plain, target: Plain | None, kind: int, basis: int, claim: str | None, first: int, last: int
    ) -> Hop:
        end = None if target is None else self._stock(*target)
        return Hop(self._stock(*source), end, HOP_KINDS[kind], _BASES[basis], claim, first, last)

    def _finding(self, rule: str, in_force: bool, basis: int | None, sources: list[Plain], path: list[int]) -> Finding:
        return Finding(
            rule,
            in_force,
            None if basis is None else _BASES[basis],
            tuple(
                Source(None if stock is None else self._stock(*stock), claim, listing, _BASES[basis])
                for stock, claim, listing, basis in sources
            ),
            tuple(self._hops[place] for place in path),
        )

    def _chain(self, frontier: list[Plain], unscreened: list[Plain], labor: list[str], sites: int | None) -> Chain:
        return Chain(self._stocks_of(frontier), self._stocks_of(unscreened), tuple(labor), sites)

    def _stocks_of(self, listed: list[Plain]) -> tuple[tuple[Stock, str], ...]:
        return tuple((self._stock(holder, item), kind) for holder, item, kind in listed)
