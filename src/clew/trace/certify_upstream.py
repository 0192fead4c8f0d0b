"""What lies upstream of one entry at each level, and the sources on it, from the tables of a traced store."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.graph import Graph, load
from clew.engine.jit import Bench
from clew.engine.prune import pruned
from clew.errors import ClewError
from clew.model.answers import Stock
from clew.model.certificates import LEVEL_WORDS
from clew.model.dates import ALWAYS, EVER

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STRENGTH = {"documented": 4, "asserted": 3, "assumed": 2, "unexcluded": 1, "rebutted": 0}
"""Level → the least strength of hops that count at it; hops that exist only if proof is ignored have 0."""

SOURCES = """
SELECT s.node, r.code, l.begins, l.ends, CASE WHEN s.ghost THEN 0 ELSE s.basis END AS strength,
    s.first_day, s.first_proven, c.id AS claim, g.id AS listing
FROM source s JOIN label l ON l.label = s.label JOIN rule r ON r.rule = l.rule
LEFT JOIN claim c ON c.claim = s.claim LEFT JOIN listing g ON g.listing = s.listing
ORDER BY ALL
"""
"""Every source, in an order that does not depend on rows."""

Latest = dict[int, int]


@dataclass(frozen=True)
class Lying:
    """A source on a stock, or on the entry itself (None)."""

    stock: Stock | None
    rule: str
    begins: int
    ends: int
    strength: int
    first: int
    first_proven: int
    claim: str | None
    listing: str | None

    def start(self, level: str) -> int:
        """The first day of the source at a level."""
        return self.first_proven if STRENGTH[level] <= 1 else self.first


@dataclass(frozen=True)
class Upstream:
    """All that lies upstream of an entry.

    Attributes
    ----------
    until : mapping
        Level → stock → latest day from which goods there get to the entry, None if by their days none do.
    sources : tuple of Lying
        On these stocks and on the entry.
    """

    until: Mapping[str, Mapping[Stock, int | None]]
    sources: tuple[Lying, ...]

    def latest(self, level: str, stock: Stock | None) -> int:
        """Return the latest day of a stock at a level; of the entry, any day."""
        day = ALWAYS if stock is None else self.until[level].get(stock)
        return EVER - 1 if day is None else day


MOST = 10_000
"""Stocks upstream of an entry beyond which the naive reference would take hours."""


def look(con: DuckDBPyConnection, claim: int) -> Upstream:
    """Look at all that lies upstream of an entry, by the number of its claim.

    Raises
    ------
    ClewError
        If that is more than the verifier can go through.
    """
    graph = pruned(load(con, {claim}, Bench(False)))
    if graph.stocks > MOST:
        raise ClewError(
            f"{graph.stocks:,} stocks lie upstream of this entry, where nothing is excluded: too many to certify "
            f"(at most {MOST:,}), since the verifier derives everything anew, without the engine.",
            hint="Say where goods are from, by lot or by proof, so that less is open; `clew trace` has the answer.",
            code="E-CERTIFICATE",
        )
    stocks = _stocks(con, graph)
    entry = graph.hub_end
    until: dict[str, dict[Stock, int | None]] = {}
    for level in LEVEL_WORDS:
        hops = _hops(graph, level)
        latest = _latest(hops, entry)
        until[level] = {stocks[node]: latest.get(node) for node in sorted(_all(hops, entry)) if node in stocks}
    return Upstream(until, tuple(_sources(con, graph, stocks)))


def _stocks(con: DuckDBPyConnection, graph: Graph) -> dict[int, Stock]:
    """Return the stocks of a graph by their number in it."""
    holders, items = (dict(con.execute(f"SELECT {table}, id FROM {table}").fetchall()) for table in ("holder", "item"))
    pairs = zip(graph.holder.tolist(), graph.item.tolist(), strict=True)
    return {node: Stock(holders[holder], items[item]) for node, (holder, item) in enumerate(pairs)}


Hops = dict[int, list[tuple[int, int, int]]]


def _hops(graph: Graph, level: str) -> Hops:
    """Return (tail, first, last) of the hops of a level, by head."""
    kept = np.flatnonzero(graph.strength >= STRENGTH[level])
    free = ~graph.proven[kept] & (STRENGTH[level] <= 1)
    first = np.where(free, EVER, graph.first[kept])
    last = np.where(free, ALWAYS, graph.last[kept])
    found: Hops = {}
    for tail, head, begins, ends in zip(
        graph.tail[kept].tolist(), graph.head[kept].tolist(), first.tolist(), last.tolist(), strict=True
    ):
        found.setdefault(head, []).append((tail, begins, ends))
    return found


def _all(hops: Hops, entry: int) -> set[int]:
    """Return the nodes from which hops lead to an entry, days ignored."""
    found: set[int] = set()
    waiting = [entry]
    while waiting:
        for tail, _, _ in hops.get(waiting.pop(), ()):
            if tail not in found:
                found.add(tail)
                waiting.append(tail)
    return found


def _latest(hops: Hops, entry: int) -> Latest:
    """Return the latest day of each node from which goods get to an entry: those of the latest days first."""
    found: Latest = {}
    waiting = [(-ALWAYS, entry)]
    while waiting:
        day, node = heapq.heappop(waiting)
        if node in found:
            continue
        found[node] = -day
        for tail, first, last in hops.get(node, ()):
            if tail not in found and first <= -day:
                heapq.heappush(waiting, (-min(-day, last), tail))
    return found


def _sources(con: DuckDBPyConnection, graph: Graph, stocks: Mapping[int, Stock]) -> list[Lying]:
    nodes = {origin: node for node, origin in enumerate(graph.origin.tolist())}
    found = []
    for origin, *rest in con.execute(SOURCES).fetchall():
        node = nodes.get(origin)
        if node is not None and (node in stocks or node == graph.hub_end):
            found.append(Lying(stocks.get(node), *rest))
    return found
