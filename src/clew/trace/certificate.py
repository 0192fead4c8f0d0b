"""The certificate of a verdict: the engine's answer with the reasons for it, for anyone to check against the records.

Findings, paths, chains and the verdict are the engine's, the closed set is that of its hops. Which records make a
hop, and which proof took hops away, is told by the reference, from the records around the holders that are named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from clew import __version__
from clew.engine.reference.answers import Oracle
from clew.engine.reference.around import Surroundings
from clew.engine.reference.hops import Edge
from clew.engine.reference.reasons import Reasons
from clew.engine.reference.verify import digest
from clew.errors import ClewError
from clew.formats import to_graph
from clew.model.answers import REBUTTED, Answer, Finding, Hop, Stock
from clew.model.certificates import CONTRACT, FORMAT, LEVEL_WORDS, NOT_REACHED
from clew.model.dates import day_range, iso
from clew.trace.certify_terms import terms
from clew.trace.certify_upstream import STRENGTH, Lying, Upstream, look
from clew.trace.derive import quiet
from clew.trace.run import Request, Trace, day_of, run
from clew.trace.select import entries_by_id

if TYPE_CHECKING:
    from clew.model.policy import Policy

Plain = dict[str, Any]


def explain(request: Request, entry: str, progress: Callable[[str], None] = quiet) -> tuple[Plain, Trace]:
    """Trace an entry and return the certificate of its verdict, with the trace that it is of.

    Raises
    ------
    ClewError
        If the input, a pack, an id or a date is wrong, or if the graph has no entries on record.
    """
    trace = run(replace(request, entries=(entry,), chain="full"), progress)
    if trace.dresser.virtual:
        raise ClewError(
            f"{entry} is made up: this graph has no entries on record, so no record says that it happened.",
            hint="Add a table `entries` with it (id, consignor, item, date), then explain that.",
            code="E-ENTRY",
        )
    return certificate(trace, request.policy, day_of(request.as_of)), trace


def certificate(trace: Trace, policy: Policy, as_of: int | None = None) -> Plain:
    """Return the certificate of the one entry of a trace."""
    (answer,) = trace.answers
    con = trace.loaded.con
    upstream = look(con, entries_by_id(con, [answer.entry])[0])
    stocks = sorted({stock for level in upstream.until.values() for stock in level})
    writer = _Writer(answer, upstream, trace, _reasons(trace, policy, stocks), as_of)
    dressed = trace.dresser.entry(answer)
    made = {
        "certificate": FORMAT,
        "clew": __version__,
        **terms(trace.loaded, trace.packs, policy, as_of),
        "entry": answer.entry,
        "verdict": answer.verdict,
        "findings": list(writer.findings()),
        "chain": dressed["chain"],
        "behind": dressed["behind"],
        "closed": [writer.closed(stock) for stock in stocks],
        "relied_on": writer.reasons.relied_on(stocks),
    }
    return {**made, "digest": digest(made)}


def _reasons(trace: Trace, policy: Policy, stocks: list[Stock]) -> Reasons:
    graph = to_graph(trace.loaded.con)
    entry = next(record for record in graph.entries if record.id == trace.answers[0].entry)
    around = Surroundings(graph)
    part = around.around({stock.holder for stock in stocks} | {entry.consignor, entry.importer or ""})
    return Reasons(Oracle(part, trace.packs, policy, around.groups))


class _Writer:
    """Writes the parts of a certificate."""

    def __init__(self, answer: Answer, upstream: Upstream, trace: Trace, reasons: Reasons, as_of: int | None) -> None:
        self.answer = answer
        self.upstream = upstream
        self.reasons = reasons
        self.rules = {rule.code: rule for pack in trace.packs for rule in pack.rules}
        record = next(record for record in reasons.oracle.graph.entries if record.id == answer.entry)
        self.days = day_range(record.date) if as_of is None else (as_of, as_of)

    def closed(self, stock: Stock) -> Plain:
        """Return a stock with its latest days."""
        until = {
            level: "never" if day is None else iso(day) or "always"
            for level in LEVEL_WORDS
            for day in [self.upstream.until[level].get(stock)]
            if stock in self.upstream.until[level]
        }
        return {"holder": stock.holder, "item": stock.item, "until": until}

    def findings(self) -> Iterator[Plain]:
        """Yield what every rule is to the entry, in force and not."""
        found = {(finding.rule, finding.in_force): finding for finding in self.answer.findings}
        for code in sorted(self.rules):
            for in_force in (True, False):
                yield self._finding(code, found.get((code, in_force)), in_force=in_force)

    def _finding(self, code: str, finding: Finding | None, *, in_force: bool) -> Plain:
        status = NOT_REACHED
        if finding is not None:
            status = finding.basis.word if finding.basis else REBUTTED
        above = [*LEVEL_WORDS, NOT_REACHED].index(status) - 1
        stronger = LEVEL_WORDS[above] if above >= 0 else None
        mine = [source for source in self.upstream.sources if source.rule == code and self._holds(source) == in_force]
        return {
            "rule": code,
            "force": self.rules[code].force,
            "in_force": in_force,
            "status": status,
            "sources": [
                {**self._node(source.stock), **_why(source.claim, source.listing), "basis": source.basis.word}
                for source in (finding.sources if finding else ())
            ],
            "path": self._path(finding, status, mine) if finding else None,
            "not_at": stronger,
            "too_late": self._too_late(mine, stronger) if stronger else [],
        }

    def _holds(self, source: Lying) -> bool:
        return source.begins <= self.days[1] and self.days[0] <= source.ends

    def _too_late(self, mine: list[Lying], level: str) -> list[Plain]:
        found: dict[tuple[Stock, str, str], int] = {}
        for source in mine:
            stock = source.stock
            if stock is None or stock not in self.upstream.until[level] or source.strength < STRENGTH[level]:
                continue
            day, key = source.start(level), (stock, source.claim or "", source.listing or "")
            if day > self.upstream.latest(level, stock):
                found[key] = min(day, found.get(key, day))
        return [
            {**self._node(stock), **_why(claim, listing), "first": iso(day)}
            for (stock, claim, listing), day in sorted(found.items())
        ]

    def _path(self, finding: Finding, level: str, mine: list[Lying]) -> Plain:
        start = finding.path[0].source if finding.path else None
        day, claim, listing = min(
            (source.start(level), source.claim or "", source.listing or "")
            for source in mine
            if source.stock == start and source.strength >= STRENGTH[level]
        )
        return {
            "basis": "unexcluded" if level == REBUTTED else level,
            "start": {**self._node(start), **_why(claim, listing), "first": iso(day)},
            "hops": [self._hop(hop, credulous=level == REBUTTED) for hop in finding.path],
        }

    def _hop(self, hop: Hop, *, credulous: bool) -> Plain:
        edge = Edge(hop.source, hop.target or self.answer.entry, hop.kind, hop.basis, hop.claim)
        records = self.reasons.records(edge, credulous=credulous)
        return {
            "from": self._node(hop.source),
            "to": self._node(hop.target),
            "kind": hop.kind,
            "rule": CONTRACT[hop.kind],
            "basis": hop.basis.word,
            "claim": hop.claim,
            "first": iso(hop.first),
            "last": iso(hop.last),
            "records": records,
            "documents": self.reasons.documents(records),
        }

    def _node(self, stock: Stock | None) -> Plain:
        return {"holder": stock.holder, "item": stock.item} if stock else {"entry": self.answer.entry}


def _why(claim: str | None, listing: str | None) -> Plain:
    return {**({"claim": claim} if claim else {}), **({"listing": listing} if listing else {})}
