"""The chains of entries: which gaps of a level reach which entry, all of them or one witness of each list."""

from typing import TYPE_CHECKING, TypeVar

import numpy as np

from clew.engine.backward import Seen, chosen
from clew.engine.gaps import LEFT_TOO_EARLY, Gaps, earliest
from clew.engine.graph import Graph, Travel
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
    rows, table = _frontier(
        graph, words, gaps, _table(graph, seen, gaps.opened), chosen(graph, seen.probes, early, seen.bits)
    )
    screened = _sorted_rows(graph, words, gaps.unscreened, _table(graph, seen, gaps.unscreened))
    labor = _by_holder(graph, gaps.labor, chosen(graph, seen.nodes, gaps.labor, seen.bits))
    making = _by_holder(graph, gaps.making, chosen(graph, seen.nodes, gaps.making, seen.bits))[1].sum(axis=0)
    names = [words.id("holder", int(holder)) for holder in labor[0]]
    return [
        Chain(
            frontier=picked(rows, table[:, bit]),
            unscreened=picked(screened[0], screened[1][:, bit]),
            labor_unrecorded=picked(names, labor[1][:, bit]),
            making_sites=int(making[bit]),
        )
        for bit in range(seen.bits)
    ]


def picked(rows: list[T], flags: "Flags") -> tuple[T, ...]:
    """Return the rows that are flagged."""
    return tuple([rows[k] for k in np.flatnonzero(flags).tolist()])


def _table(graph: Graph, seen: Seen, rows: list[tuple[int, str]]) -> "Flags":
    """Return which rows reach which entries."""
    return chosen(graph, seen.nodes, np.array([stock for stock, _ in rows], np.int32), seen.bits)


def _frontier(
    graph: Graph, words: Words, gaps: Gaps, opened: "Flags", early: "Flags"
) -> tuple[list[tuple[Stock, str]], "Flags"]:
    """Return the rows of the frontier and which entries they reach, stocks left too early once each."""
    stocks, begin = np.unique(graph.tail[gaps.early], return_index=True)
    left = np.logical_or.reduceat(early, begin, axis=0) if len(stocks) else early
    rows = gaps.opened + [(stock, LEFT_TOO_EARLY) for stock in stocks.tolist()]
    return _sorted_rows(graph, words, rows, np.concatenate((opened, left)))


def _sorted_rows(
    graph: Graph, words: Words, rows: list[tuple[int, str]], table: "Flags"
) -> tuple[list[tuple[Stock, str]], "Flags"]:
    """Return those rows that reach an entry, with names and sorted, and their flags."""
    place = graph.place_in_order
    alive = np.flatnonzero(table.any(axis=1)).tolist()
    order = sorted(alive, key=lambda k: (place[rows[k][0]], rows[k][1]))
    return words.rows([rows[k] for k in order]), table[order]


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
    return _by_holder(graph, stocks, chosen(graph, seen.nodes, stocks, seen.bits))


def witness_chains(travel: Travel, words: Words, gaps: Gaps) -> list[Chain]:
    """Return the chains of all entries with one witness of each list that is not empty.

    Notes
    -----
    Three sweeps of earliest arrival, each with the witness that comes first.
    """
    graph = travel.graph
    first = np.asarray(travel.days(gaps.level)[0], np.int32)
    once = [row for k, row in enumerate(gaps.opened) if not k or gaps.opened[k - 1][0] != row[0]]
    rows = once + [(stock, LEFT_TOO_EARLY) for stock in graph.tail[gaps.early].tolist()]
    nodes = np.concatenate((np.array([stock for stock, _ in once], np.int32), graph.head[gaps.early]))
    days = np.concatenate((np.zeros(len(once), np.int32), first[gaps.early]))
    frontier = witnesses(travel, gaps.level, nodes, days)
    unscreened = np.array([stock for stock, _ in gaps.unscreened], np.int32)
    screened = witnesses(travel, gaps.level, unscreened, np.zeros_like(unscreened))
    labor = witnesses(travel, gaps.level, gaps.labor, np.zeros_like(gaps.labor))
    return [
        Chain(
            frontier=tuple(words.rows([rows[a]])) if a >= 0 else (),
            unscreened=tuple(words.rows([gaps.unscreened[b]])) if b >= 0 else (),
            labor_unrecorded=(words.holder(int(gaps.labor[c])),) if c >= 0 else (),
        )
        for a, b, c in zip(frontier, screened, labor, strict=True)
    ]


def witnesses(travel: Travel, level: int, nodes: "Ints", days: "Ints") -> list[int]:
    """Return for each entry the number of a seed that reaches it, -1 if none does."""
    graph = travel.graph
    if not len(nodes):
        return [-1] * graph.entries
    _, said = earliest(travel, level, nodes, days, np.arange(len(nodes), dtype=np.int32))
    numbers: list[int] = said[graph.hub_end :].tolist()
    return numbers
