"""The chains of entries: all gaps of a level that reach each of them."""

from typing import TYPE_CHECKING, TypeVar

import numpy as np

from clew.engine.backward import Seen
from clew.engine.facts import FRONTIER, LEFT_TOO_EARLY, UNSCREENED, Rows
from clew.engine.gaps import Gaps
from clew.engine.graph import Graph
from clew.engine.reach import chosen
from clew.engine.words import Words
from clew.model.answers import Chain, Stock

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Flags = NDArray[np.bool_]

T = TypeVar("T")


def complete_chains(graph: Graph, words: Words, gaps: Gaps, seen: Seen, probe: int) -> list[Chain]:
    """Return the whole chains of a batch of entries.

    Parameters
    ----------
    seen : Seen
        At the level of `gaps`.
    probe : int
        Number of the first probe of `gaps.early`.
    """
    early = np.arange(probe, probe + len(gaps.early), dtype=np.int32)
    rows, table = _frontier(graph, gaps, seen, chosen(graph.bench, seen.probes, early, seen.bits))
    frontier = _sorted_rows(graph, words, rows, table, FRONTIER)
    shown = chosen(graph.bench, seen.nodes, gaps.unscreened.stock, seen.bits)
    screened = _sorted_rows(graph, words, gaps.unscreened, shown, UNSCREENED)
    labor = _by_holder(graph, gaps.labor, chosen(graph.bench, seen.nodes, gaps.labor, seen.bits))
    making = _by_holder(graph, gaps.making, chosen(graph.bench, seen.nodes, gaps.making, seen.bits))[1].sum(axis=0)
    names = [words.id("holder", int(holder)) for holder in labor[0]]
    return [
        Chain(
            frontier=picked(frontier[0], frontier[1][:, bit]),
            unscreened=picked(screened[0], screened[1][:, bit]),
            labor_unrecorded=picked(names, labor[1][:, bit]),
            making_sites=int(making[bit]),
        )
        for bit in range(seen.bits)
    ]


def picked(rows: list[T], flags: "Flags") -> tuple[T, ...]:
    """Return the rows that are flagged."""
    return tuple([rows[k] for k in np.flatnonzero(flags).tolist()])


def _frontier(graph: Graph, gaps: Gaps, seen: Seen, early: "Flags") -> tuple[Rows, "Flags"]:
    """Return the rows of the frontier and which entries they reach, stocks left too early once each."""
    opened = chosen(graph.bench, seen.nodes, gaps.opened.stock, seen.bits)
    stocks, begin = np.unique(graph.tail[gaps.early], return_index=True)
    left = np.logical_or.reduceat(early, begin, axis=0) if len(stocks) else early
    kinds = np.full(len(stocks), LEFT_TOO_EARLY, np.uint8)
    rows = Rows(np.concatenate((gaps.opened.stock, stocks)), np.concatenate((gaps.opened.kind, kinds)))
    return rows, np.concatenate((opened, left))


def _sorted_rows(
    graph: Graph, words: Words, rows: Rows, table: "Flags", kinds: tuple[str, ...]
) -> tuple[list[tuple[Stock, str]], "Flags"]:
    """Return those rows that reach an entry, with names and sorted, and their flags."""
    alive = np.flatnonzero(table.any(axis=1))
    alive = alive[np.lexsort((rows.kind[alive], graph.place_in_order[rows.stock[alive]]))]
    stocks = words.stocks(rows.stock[alive])
    return [(stock, kinds[kind]) for stock, kind in zip(stocks, rows.kind[alive].tolist(), strict=True)], table[alive]


def _by_holder(graph: Graph, stocks: "Ints", table: "Flags") -> tuple["Ints", "Flags"]:
    """Return the holders of stocks and which entries any of their stocks reaches.

    Notes
    -----
    Stocks are numbered by (holder, item), so those of a holder follow one another.
    """
    holders, begin = np.unique(graph.holder[stocks], return_index=True)
    return holders, np.logical_or.reduceat(table, begin, axis=0) if len(holders) else table


def holders_upstream(graph: Graph, seen: Seen, holders: "Ints") -> tuple["Ints", "Flags"]:
    """Return which of some holders hold stocks that reach the entries."""
    stocks = np.flatnonzero(np.isin(graph.holder, holders)).astype(np.int32)
    return _by_holder(graph, stocks, chosen(graph.bench, seen.nodes, stocks, seen.bits))
