"""One witness of each list of a chain, for all entries at once: the nearest, where it is near."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.facts import FRONTIER, LEFT_TOO_EARLY, UNSCREENED, Facts, Rows
from clew.engine.gaps import Gaps, earliest, left_too_early
from clew.engine.gaps import gaps as gaps_of
from clew.engine.graph import Travel
from clew.engine.levels import level_of
from clew.engine.words import Words
from clew.model.answers import Chain, Stock

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]

NEAR = 1024
"""Nodes that are looked at upstream of an entry before it is known that its witness is far."""

SPARSE = 256
"""Seeds that are fewer than one in so many nodes are not looked for near an entry."""

UNKNOWN = -2
"""What the search near an entry says where it had to stop."""


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


@dataclass(frozen=True)
class Seeds:
    """Where goods are, from which days (ranks), sorted by node; of several on a node the first is meant.

    Attributes
    ----------
    node, day : (seeds,) int32
    """

    node: "Ints"
    day: "Ints"

    @classmethod
    def always(cls, nodes: "Ints") -> "Seeds":
        """Goods that are on nodes on any day."""
        return cls(nodes, np.zeros_like(nodes))


def find_witnesses(travel: Travel, facts: Facts, level: int) -> Witnesses:
    """Find one witness of each list of the chains of all entries at a level.

    Notes
    -----
    What leaves too early is looked for only where an entry has no other stock on its frontier.
    """
    found = gaps_of(travel, facts, level, early=False)
    opened = found.opened
    once = opened.chosen(np.diff(opened.stock, prepend=np.int32(-1)) != 0)
    lists = [Seeds.always(stocks) for stocks in (once.stock, found.unscreened.stock, found.labor)]
    frontier, unscreened, labor = witnesses(travel, level, lists)
    rows, without = once, frontier < 0
    if without.any():
        rows, frontier[without] = _left(travel, facts, level, once, np.flatnonzero(without).astype(np.int32))
    return Witnesses(found, rows, frontier, unscreened, labor)


def _left(travel: Travel, facts: Facts, level: int, once: Rows, entries: "Ints") -> tuple[Rows, "Ints"]:
    """Return rows with the stocks that goods leave too early, and the row of such a one for some entries or -1."""
    graph = travel.graph
    early = left_too_early(travel, facts, level, once.stock)
    early = early[np.lexsort((travel.ranks(level)[0][early], graph.head[early]))]
    left = graph.tail[early]
    kinds = np.full(len(left), LEFT_TOO_EARLY, np.uint8)
    rows = Rows(np.concatenate((once.stock, left)), np.concatenate((once.kind, kinds)))
    (said,) = witnesses(travel, level, [Seeds(graph.head[early], travel.ranks(level)[0][early])], entries)
    return rows, np.where(said >= 0, said + len(once.stock), -1).astype(np.int32)


def witnesses(travel: Travel, level: int, lists: list[Seeds], entries: "Ints | None" = None) -> list["Ints"]:
    """Return for each entry (of some) the number of a seed of each list that reaches it, -1 if none does.

    Notes
    -----
    Backwards from each entry, which in most cases ends at once; forwards from all seeds of a list if it does not, or
    if they are few.
    """
    graph = travel.graph
    targets = np.arange(graph.entries, dtype=np.int32) if entries is None else entries
    targets = targets + np.int32(graph.hub_end)
    dense = [number for number, seeds in enumerate(lists) if len(seeds.node) * SPARSE >= graph.nodes]
    near = dict(zip(dense, _near(travel, level, [lists[number] for number in dense], targets), strict=True))
    unknown = np.full(len(targets), UNKNOWN, np.int32)
    return [_far(travel, level, seeds, near.get(k, unknown), targets) for k, seeds in enumerate(lists)]


def _near(travel: Travel, level: int, lists: list[Seeds], targets: "Ints") -> list["Ints"]:
    """Return the nearest seed of each list upstream of each target, -1 if there is none, `UNKNOWN` if it is far."""
    if not lists:
        return []
    graph, bench, hops = travel.graph, travel.graph.bench, level_of(travel, level)
    sorts, since = np.zeros(graph.nodes, np.uint8), np.zeros(graph.nodes, np.int32)
    for bit, seeds in enumerate(lists):
        sorts[seeds.node] |= 1 << bit
        since[seeds.node[::-1]] = seeds.day[::-1]
    found = bench.full(len(lists) * len(targets))
    bench.kernels("nearest").nearest(
        bench.column(targets), hops.back_start, hops.back_steps,
        bench.column(sorts), bench.column(since), len(lists), NEAR, bench.scratch(graph.nodes),
        bench.full(graph.nodes, -1), bench.full(graph.nodes), bench.scratch(NEAR), found,
    )  # fmt: skip
    table = np.asarray(found, np.int32).reshape(len(targets), len(lists))
    return [
        np.where(table[:, bit] >= 0, np.searchsorted(seeds.node, table[:, bit]), table[:, bit]).astype(np.int32)
        for bit, seeds in enumerate(lists)
    ]


def _far(travel: Travel, level: int, seeds: Seeds, near: "Ints", targets: "Ints") -> "Ints":
    """Fill in what is not known by letting all seeds travel."""
    if not len(seeds.node) or not (near == UNKNOWN).any():
        return np.where(near == UNKNOWN, -1, near).astype(np.int32)
    _, said = earliest(travel, level, seeds.node, seeds.day, np.arange(len(seeds.node), dtype=np.int32))
    return np.where(near == UNKNOWN, said[targets], near).astype(np.int32)


def witness_chains(words: Words, found: Witnesses, entries: "NDArray[np.bool_] | None" = None) -> list[Chain]:
    """Put the witnesses of all entries into words, or of some (the others' are empty); equal chains are one object."""
    columns = [found.frontier, found.unscreened, found.labor]
    if entries is not None:
        columns = [np.where(entries, column, -1).astype(np.int32) for column in columns]
    keys = list(zip(*(column.tolist() for column in columns), strict=True))
    frontier = _told(words, found.rows, columns[0], FRONTIER)
    unscreened = _told(words, found.gaps.unscreened, columns[1], UNSCREENED)
    labor = {row: (words.holder(int(found.gaps.labor[row])),) for row in _rows(columns[2])}
    made = {(a, b, c): Chain(frontier.get(a, ()), unscreened.get(b, ()), labor.get(c, ())) for a, b, c in set(keys)}
    return [made[key] for key in keys]


def _rows(column: "Ints") -> list[int]:
    """Return the numbers of the rows that a column names, each once."""
    rows: list[int] = np.unique(column[column >= 0]).tolist()
    return rows


def _told(words: Words, rows: Rows, column: "Ints", kinds: tuple[str, ...]) -> dict[int, tuple[tuple[Stock, str], ...]]:
    """Return the rows that a column names, in words, by number."""
    named = _rows(column)
    stocks, sorts = words.stocks(rows.stock[named]), rows.kind[named].tolist()
    return {row: ((stock, kinds[kind]),) for row, stock, kind in zip(named, stocks, sorts, strict=True)}
