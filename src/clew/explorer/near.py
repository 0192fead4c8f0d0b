"""The neighborhood of stocks: where their goods came from and went to, one hop each way, hubs looked through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from clew.errors import ClewError
from clew.model.answers import Hop, Stock

if TYPE_CHECKING:
    from clew.engine.subgraph import Session

SHOWN = 12
"""Neighbors of a stock on each side that are shown; the others are counted."""


@dataclass(frozen=True)
class Around:
    """What leads to a stock, or away from it.

    Attributes
    ----------
    hops : list of (Hop, str or None)
        Each with the entry that it leads into, if it does; the surest first, one a neighbor.
    hidden : int
        Neighbors that are not shown.
    """

    hops: list[tuple[Hop, str | None]]
    hidden: int


class Near:
    """Finds neighbors of stocks.

    Parameters
    ----------
    level : int
        Basis that hops must have.
    """

    def __init__(self, session: Session, level: int = 2) -> None:
        self._session = session
        self._level = level

    def node(self, stock: Stock) -> int:
        """Return the number of a stock.

        Raises
        ------
        ClewError
            If the graph has no such stock.
        """
        con, graph = self._session.con, self._session.graph
        row = con.execute(
            "SELECT h.holder, i.item FROM holder h, item i WHERE h.id = ? AND i.id = ?", [stock.holder, stock.item]
        ).fetchone()
        found = [] if row is None else np.flatnonzero((graph.holder == row[0]) & (graph.item == row[1])).tolist()
        if not found:
            raise ClewError(f"{stock.item!r} was never at {stock.holder!r} in this graph.", code="E-ITEM")
        return int(found[0])

    def of(self, stock: Stock, shown: int = SHOWN) -> dict[str, Around]:
        """Return what leads to a stock (``in``) and away from it (``out``)."""
        node = self.node(stock)
        return {
            "in": self._around(self._pairs(node, back=True), shown, back=True),
            "out": self._around(self._pairs(node, back=False), shown, back=False),
        }

    def _beside(self, node: int, *, back: bool) -> list[int]:
        graph = self._session.graph
        if back:
            start, order = graph.backward
            hops = order[start[node] : start[node + 1]]
        else:
            hops = np.arange(graph.start[node], graph.start[node + 1])
        return [int(hop) for hop in hops[graph.strength[hops] >= self._level]]

    def _pairs(self, node: int, *, back: bool) -> Iterator[tuple[int, int]]:
        """Yield the hops at a node, those through hubs as pairs of one into the hub and one out of it."""
        graph, pairs = self._session.graph, self._session.pairs
        ends = graph.tail if back else graph.head
        for hop in self._beside(node, back=back):
            hub = int(ends[hop])
            if not graph.stocks <= hub < graph.hub_end:
                yield -1, hop
                continue
            for other in self._beside(hub, back=back):
                into, out = (other, hop) if back else (hop, other)
                source, target = int(graph.tail[into]), int(graph.head[out])
                basis = int(min(graph.basis[into], graph.basis[out]))
                if source != target and pairs.is_real(
                    source, target, int(graph.kind[out]), int(graph.claim[out]), basis
                ):
                    yield into, out

    def _around(self, pairs: Iterator[tuple[int, int]], shown: int, *, back: bool) -> Around:
        graph = self._session.graph
        best: dict[int, tuple[int, int, int, int]] = {}
        for into, out in pairs:
            begin = into if into >= 0 else out
            neighbor = int(graph.tail[begin] if back else graph.head[out])
            basis = int(min(graph.basis[begin], graph.basis[out]))
            key = (-basis, int(graph.kind[out]), into, out)
            if neighbor not in best or key < best[neighbor]:
                best[neighbor] = key
        order = sorted(best, key=lambda neighbor: (best[neighbor][:2], neighbor))
        hops = [self._told(*best[neighbor][2:]) for neighbor in order[:shown]]
        return Around(hops, max(0, len(order) - shown))

    def _told(self, into: int, out: int) -> tuple[Hop, str | None]:
        graph, words = self._session.graph, self._session.words
        head = int(graph.head[out])
        entry = words.id("claim", int(graph.entry_claim[head - graph.hub_end])) if head >= graph.hub_end else None
        return words.hop(into, out), entry


@dataclass(frozen=True)
class Region:
    """Stocks that were expanded, and all their neighbors that are shown.

    Attributes
    ----------
    expanded : tuple of Stock
        Sorted, each once.
    stocks : dict of (Stock or str) to int
        Every stock (and the id of every entry) → how many neighbors of it are hidden; sorted.
    hops : list of (Hop, str or None)
        Each with the entry that it leads into.
    """

    expanded: tuple[Stock, ...]
    stocks: dict[Stock | str, int]
    hops: list[tuple[Hop, str | None]]


def region(session: Session, expanded: Sequence[Stock], level: int = 2) -> Region:
    """Return stocks with what leads to them and away from them: the same for the same set in any order."""
    near = Near(session, level)
    chosen = tuple(sorted(set(expanded)))
    hidden: dict[Stock | str, int] = dict.fromkeys(chosen, 0)
    hops: dict[tuple[Stock, Stock | str], tuple[Hop, str | None]] = {}
    for stock in chosen:
        for around in near.of(stock).values():
            hidden[stock] += around.hidden
            for hop, entry in around.hops:
                head = hop.target or entry or ""
                hops.setdefault((hop.source, head), (hop, entry))
                hidden.setdefault(hop.source, 0)
                hidden.setdefault(head, 0)
    order = sorted(
        hidden, key=lambda each: (isinstance(each, str), each if isinstance(each, str) else (each.holder, each.item))
    )
    keys = sorted(hops, key=lambda ends: (ends[0], isinstance(ends[1], str), str(ends[1])))
    return Region(chosen, {each: hidden[each] for each in order}, [hops[key] for key in keys])


def stocks_of(session: Session, holder: str, shown: int = 200) -> tuple[list[Stock], int]:
    """Return stocks of a holder, or of an item at any holder, and how many there are."""
    con, graph = session.con, session.graph
    row = con.execute("SELECT holder FROM holder WHERE id = ?", [holder]).fetchone()
    found = np.empty(0, np.int64) if row is None else np.flatnonzero(graph.holder == row[0])
    return session.words.stocks(found[:shown].astype(np.int32)), len(found)


def stocks_with(session: Session, item: str, shown: int = 200) -> tuple[list[Stock], int]:
    """Return stocks of an item, and of the lots of a product, and how many there are."""
    con, graph = session.con, session.graph
    rows: Sequence[tuple[Any, ...]] = con.execute(
        "SELECT i.item FROM item i JOIN item a ON i.item = a.item OR (i.product = a.item AND NOT a.is_lot) "
        "WHERE a.id = ? ORDER BY 1",
        [item],
    ).fetchall()
    found = np.flatnonzero(np.isin(graph.item, np.array([row[0] for row in rows], np.int64)))
    return session.words.stocks(found[:shown].astype(np.int32)), len(found)
