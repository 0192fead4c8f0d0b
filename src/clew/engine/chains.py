"""The chains of entries: which gaps of a level reach which entry, all of them or one witness of each list."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from clew.engine.backward import Seen, chosen
from clew.engine.facts import FRONTIER, LEFT_TOO_EARLY, UNSCREENED, Facts, Rows
from clew.engine.gaps import Gaps, earliest
from clew.engine.gaps import gaps as gaps_of
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
    rows, table = _frontier(graph, gaps, seen, chosen(graph, seen.probes, early, seen.bits))
    frontier = _sorted_rows(graph, words, rows, table, FRONTIER)
    shown = chosen(graph, seen.nodes, gaps.unscreened.stock, seen.bits)
    screened = _sorted_rows(graph, words, gaps.unscreened, shown, UNSCREENED)
    labor = _by_holder(graph, gaps.labor, chosen(graph, seen.nodes, gaps.labor, seen.bits))
    making = _by_holder(graph, gaps.making, chosen(graph, seen.nodes, gaps.making, seen.bits))[1].sum(axis=0)
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
    opened = chosen(graph, seen.nodes, gaps.opened.stock, seen.bits)
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
    return _by_holder(graph, stocks, chosen(graph, seen.nodes, stocks, seen.bits))


@dataclass(frozen=True)
class Witnesses:
    """One row of each list for every entry, -1 where the list is empty; shape (entries).

    Attributes
    ----------
    rows : Rows
        That `frontier` counts in.
    gaps : Gaps
        Whose `unscreened` and `labor` the others count in.
    """

    gaps: Gaps
    rows: Rows
    frontier: "Ints"
    unscreened: "Ints"
    labor: "Ints"


def find_witnesses(travel: Travel, facts: Facts, level: int) -> Witnesses:
    """Find one witness of each list of the chains of all entries at a level.

    Notes
    -----
    Three sweeps of earliest arrival, each with the witness that comes first.
    """
    graph, found = travel.graph, gaps_of(travel, facts, level)
    first = travel.ranks(level)[0][found.early]
    opened = found.opened
    once = opened.chosen(np.diff(opened.stock, prepend=np.int32(-1)) != 0)
    left = graph.tail[found.early]
    rows = Rows(
        np.concatenate((once.stock, left)),
        np.concatenate((once.kind, np.full(len(left), LEFT_TOO_EARLY, np.uint8))),
    )
    nodes = np.concatenate((once.stock, graph.head[found.early]))
    frontier = witnesses(travel, level, nodes, np.concatenate((np.zeros_like(once.stock), first)))
    unscreened = witnesses(travel, level, found.unscreened.stock, np.zeros_like(found.unscreened.stock))
    labor = witnesses(travel, level, found.labor, np.zeros_like(found.labor))
    return Witnesses(found, rows, frontier, unscreened, labor)


def witness_chains(words: Words, found: Witnesses) -> list[Chain]:
    """Put the witnesses of all entries into words."""
    unscreened, labor = found.gaps.unscreened, found.gaps.labor
    return [
        Chain(
            frontier=_row(words, found.rows, a, FRONTIER),
            unscreened=_row(words, unscreened, b, UNSCREENED),
            labor_unrecorded=(words.holder(int(labor[c])),) if c >= 0 else (),
        )
        for a, b, c in zip(found.frontier.tolist(), found.unscreened.tolist(), found.labor.tolist(), strict=True)
    ]


def _row(words: Words, rows: Rows, number: int, kinds: tuple[str, ...]) -> tuple[tuple[Stock, str], ...]:
    """Return a row in words, nothing for -1."""
    if number < 0:
        return ()
    return ((words.goods(int(rows.stock[number])), kinds[int(rows.kind[number])]),)


def witnesses(travel: Travel, level: int, nodes: "Ints", days: "Ints") -> "Ints":
    """Return for each entry the number of a seed that reaches it, -1 if none does."""
    graph = travel.graph
    if not len(nodes):
        return np.full(graph.entries, -1, np.int32)
    _, said = earliest(travel, level, nodes, days, np.arange(len(nodes), dtype=np.int32))
    return said[graph.hub_end :]
