"""The board: every stock by tier and country, and how sure what leaves the stocks of a cell is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from clew.engine.graph import backward
from clew.engine.jit import Bench
from clew.views.svg import attributes, document, text
from clew.views.text import wide

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from clew.engine.graph import Graph
    from clew.engine.subgraph import Session

    Ints = NDArray[np.int64]

TIERS = 7
"""Tiers that have a column each; what is farther shares the last one."""

COUNTRIES = 24
"""Countries that have a row each, those with most stocks; the others share a row."""

FLOWS = 3
"""Flows into and out of the chosen cell that are drawn, the largest; the others are counted."""

LEGEND = (
    "Bars, of the hops out of a cell, from the left: ○ assumed or missing (hollow),",
    "✕ contradicted, ◐ asserted (half as high), ● documented",
)
"""Below the board, a line each: what is drawn nowhere else."""

ARROWS = "In a cell, → 3: three hops from the chosen cell into it; 3 →: three from it into the chosen cell"

LEVEL = 2
STATES = ("missing", "contradicted", "asserted", "documented")
CELL, ROW, LEFT, HEAD = 76, 56, 50, 28
WIDE, HIGH = 68, 42
"""Width and height of the box of a cell."""

UNKNOWN, OTHERS = "?", "others"
UNRECORDED = ("not on", "record")
"""What stands in the column of countries where none is on record, a line each."""


@dataclass(frozen=True)
class Board:
    """What the cells hold.

    Attributes
    ----------
    rows : tuple of str
        Country codes, most stocks first; `UNKNOWN` where no country is on record.
    tiers : int
        Columns; the last on the right is tier 0, the entries.
    count : (rows, tiers) int
    evidence : (rows, tiers, states) int
        Hops out of the stocks of a cell by `STATES`.
    flow : (rows * tiers, rows * tiers) int
        Hops from cell to cell.
    cell : (stocks,) int
        Number of the cell of each stock, row after row; -1 of those that lead to no entry.
    nowhere : int
        Stocks that lead to no entry.
    farther : bool
        Whether the last column holds several tiers.
    """

    rows: tuple[str, ...]
    others: int
    tiers: int
    count: Ints
    evidence: Ints
    flow: Ints
    cell: Ints
    nowhere: int
    farther: bool


def tiers(graph: Graph, level: int = LEVEL) -> NDArray[np.int32]:
    """Return the fewest hops from each node to an entry, -1 where there is no way; hubs are looked through."""
    found = np.full(graph.nodes, -1, np.int32)
    start, order = backward(Bench(fast=False), graph.head, graph.nodes)  # sorting is sooner done than numba is there
    near: NDArray[Any] = np.arange(graph.hub_end, graph.nodes)
    found[near] = 0
    tier = 0
    while len(near):
        tier += 1
        layer, reached = near, []
        while len(layer):
            hops = order[_ranges(start, layer)]
            tails = np.unique(graph.tail[hops[graph.strength[hops] >= level]])
            tails = tails[found[tails] < 0]
            found[tails] = tier
            reached.append(tails[tails < graph.stocks])
            layer = tails[tails >= graph.stocks]
        near = np.concatenate(reached)
    return found


def _ranges(start: NDArray[np.int32], nodes: NDArray[np.int64]) -> Ints:
    """Return all numbers from ``start[node]`` up to ``start[node + 1]`` of all nodes."""
    counts = (start[nodes + 1] - start[nodes]).astype(np.int64)
    ends = np.cumsum(counts)
    return np.repeat(start[nodes] - ends + counts, counts) + np.arange(counts.sum())


def of(session: Session) -> Board:
    """Return the board of a traced graph."""
    graph, con = session.graph, session.con
    far = tiers(graph)
    codes = con.execute("SELECT coalesce(country, '?') AS place FROM holder ORDER BY holder").fetchnumpy()["place"]
    named, country = np.unique(np.asarray(codes, dtype=str), return_inverse=True)
    reaching = np.flatnonzero(far[: graph.stocks] > 0)
    at = country[graph.holder[reaching]]
    sizes = np.bincount(at, minlength=len(named))
    rank = np.lexsort((named, -sizes))
    rank = rank[sizes[rank] > 0]
    kept = rank[:COUNTRIES]
    rest = rank[COUNTRIES:]
    row_of = np.full(len(named), len(kept), np.int64)
    row_of[kept] = np.arange(len(kept))
    rows = (*(str(named[k]) for k in kept), *((OTHERS,) if len(rest) else ()))
    columns = int(min(far.max(initial=0), TIERS))
    cell = np.full(graph.nodes, -1, np.int64)
    cell[reaching] = row_of[at] * columns + np.minimum(far[reaching], columns) - 1
    size = len(rows) * columns
    count = np.bincount(cell[reaching], minlength=size).reshape(len(rows), columns)
    evidence, flow = _hops(session, cell, size)
    return Board(
        rows,
        len(rest),
        columns,
        count,
        evidence.reshape(len(rows), columns, len(STATES)),
        flow,
        cell[: graph.stocks],
        graph.stocks - len(reaching),
        bool(far.max(initial=0) > columns),
    )


def _hops(session: Session, cell: Ints, size: int) -> tuple[Ints, Ints]:
    """Return the hops out of each cell by state, and the hops from cell to cell (through hubs, those into the hub)."""
    graph = session.graph
    disputed = session.con.execute("SELECT claim FROM claim_status WHERE contradicted").fetchnumpy()["claim"]
    used = np.flatnonzero((graph.strength >= LEVEL) & (graph.tail < graph.stocks) & (cell[graph.tail] >= 0))
    state = np.where(graph.basis[used] == LEVEL, 0, graph.basis[used].astype(np.int64) - 1)
    state = np.where(np.isin(graph.claim[used], disputed), 1, state)
    tail, head = cell[graph.tail[used]], graph.head[used]
    evidence = np.bincount(tail * len(STATES) + state, minlength=size * len(STATES))
    direct = cell[head] >= 0
    flow = np.bincount(tail[direct] * size + cell[head[direct]], minlength=size * size).reshape(size, size)
    into = (head >= graph.stocks) & (head < graph.hub_end)
    hubs, number = np.unique(head[into], return_inverse=True)
    if len(hubs):
        out = _ranges(graph.start, hubs.astype(np.int64))
        owner = np.repeat(np.arange(len(hubs)), np.diff(graph.start)[hubs])
        fits = (graph.strength[out] >= LEVEL) & (cell[graph.head[out]] >= 0)
        pairs = np.unique(owner[fits] * size + cell[graph.head[out[fits]]])
        entering = np.unique(number * size + tail[into], return_counts=True)
        for pair, times in zip(entering[0].tolist(), entering[1].tolist(), strict=True):
            hub, source = divmod(pair, size)
            low, high = np.searchsorted(pairs, (hub * size, (hub + 1) * size))
            flow[source, pairs[low:high] % size] += times
    return evidence, flow


def draw(board: Board, chosen: str = "", *, scheme: str = "") -> str:
    """Return the board as a picture; `chosen` is a cell, ``COUNTRY/TIER``, whose largest flows are drawn."""
    width = LEFT + board.tiers * CELL + 8
    flows, words, more = _flows(board, chosen)
    body = [text(6, 18, "country", "small")]
    for tier in range(board.tiers, 0, -1):
        plus = "+" if board.farther and tier == board.tiers else ""
        body.append(text(_x(board, tier) + WIDE / 2, 18, f"TIER {tier}{plus}", "small", "middle"))
    for row, country in enumerate(board.rows):
        y = HEAD + row * ROW
        if country == UNKNOWN:
            body += [text(6, y + 18 + 13 * line, words, "small") for line, words in enumerate(UNRECORDED)]
        else:
            body.append(text(6, y + 24, f"{board.others} more" if country == OTHERS else country, "strong"))
        body += [
            _cell(board, row, tier, words.get(row * board.tiers + tier - 1, ""), chosen=f"{country}/{tier}" == chosen)
            for tier in range(1, board.tiers + 1)
            if board.count[row, tier - 1]
        ]
    body += flows
    notes = [f"{board.nowhere:,} stocks lead to no entry and are not on the board"] if board.nowhere else []
    notes += [ARROWS] if words else []
    notes += [more] if more else []
    notes += LEGEND
    height = HEAD + len(board.rows) * ROW + 8
    for note in notes:
        height += 16
        body.append(text(6, height - 4, note, "small"))
    least = max((12 + wide(note) for note in notes), default=0)
    title = "Stocks by country and tier, with the evidence of what leaves them"
    return document(max(width, least), height, title, body, scheme=scheme)


def members(board: Board, chosen: str) -> Ints:
    """Return the numbers of the stocks in a cell, ``COUNTRY/TIER``."""
    number = _number(board, chosen)
    return np.flatnonzero(board.cell == number) if number >= 0 else np.empty(0, np.int64)


def place(row: str) -> str:
    """Return words for a row of the board."""
    return {UNKNOWN: "country not on record", OTHERS: "other countries"}.get(row, row)


def _number(board: Board, chosen: str) -> int:
    """Return the number of a cell, -1 if there is none of that name."""
    country, _, tier = chosen.rpartition("/")
    if country not in board.rows or not (tier.isascii() and tier.isdigit()) or not 1 <= int(tier) <= board.tiers:
        return -1
    return board.rows.index(country) * board.tiers + int(tier) - 1


def _x(board: Board, tier: int) -> int:
    return LEFT + (board.tiers - tier) * CELL


def _cell(board: Board, row: int, tier: int, flow: str, *, chosen: bool) -> str:
    count, states = int(board.count[row, tier - 1]), board.evidence[row, tier - 1]
    x, y, total = _x(board, tier), HEAD + row * ROW, int(states.sum())
    gaps = int(states[0] + states[1])
    share = f"{round(100 * gaps / total)}% gap" if total else "no hops"
    shares = ", ".join(f"{int(n):,} {state}" for state, n in zip(STATES, states, strict=True) if n)
    title = f"{place(board.rows[row])}, tier {tier}: {count:,} stocks; hops out of them: {shares or 'none'}"
    data = {"class": "cell chosen" if chosen else "cell", "data-cell": f"{board.rows[row]}/{tier}", "aria-label": title}
    parts = [
        f'<rect class="box" x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="4"/>',
        text(x + 5, y + 15, f"{count:,}", "strong"),
        text(x + 5, y + 28, flow or share, "strong" if flow else "small"),
        *_bar(x + 5, y + 33, WIDE - 10, states.tolist()),
    ]
    return f"<g{attributes(data)}><title>{title}</title>{''.join(parts)}</g>"


def _bar(x: float, y: float, width: float, states: Sequence[int]) -> list[str]:
    """Return the bar of a cell: gaps first and hollow, then what is asserted, half as high, then what is documented."""
    total, at, parts = sum(states), x, []
    heights = {"missing": 5, "contradicted": 6, "asserted": 3, "documented": 6}
    for state, count in zip(STATES, states, strict=True):
        if count:
            long = width * count / total
            low = y + 6 - heights[state]
            parts.append(
                f'<rect class="bar {state}" x="{at:.2f}" y="{low:g}" width="{max(long - 0.5, 0.5):.2f}" '
                f'height="{heights[state]}"/>'
            )
            at += long
    return parts


def _flows(board: Board, chosen: str) -> tuple[list[str], dict[int, str], str]:
    """Return the largest flows of the chosen cell as lines, as words in other cells, and how many are not drawn."""
    me = _number(board, chosen)
    parts: list[str] = []
    words: dict[int, str] = {}
    left = 0
    if me < 0:
        return parts, words, ""
    for flows, outward in ((board.flow[me], True), (board.flow[:, me], False)):
        order = sorted((k for k in range(len(flows)) if flows[k] and k != me), key=lambda k: (-int(flows[k]), k))
        left += max(0, len(order) - FLOWS)
        for other in order[:FLOWS]:
            count = f"{int(flows[other]):,}"
            parts.append(_flow(board, *((me, other) if outward else (other, me)), count))
            words[other] = f"→ {count}" if outward else f"{count} →"
    return parts, words, f"{left:,} smaller flows of this cell are not drawn" if left else ""


def _flow(board: Board, tail: int, head: int, count: str) -> str:
    """Return a flow: within a row it goes below the cells, between rows from edge to edge."""
    (row, tier), (to, until) = divmod(tail, board.tiers), divmod(head, board.tiers)
    down = 1 if to >= row else -1
    x1, x2 = _x(board, tier + 1) + WIDE / 2, _x(board, until + 1) + WIDE / 2
    y1, y2 = (HEAD + line * ROW + HIGH * below for line, below in ((row, down > 0), (to, down < 0 or to == row)))
    out, into = (y1 + 15 * down, y2 - (15 if to != row else -15) * down)
    way = f"M{x1:g} {y1:g}C{x1:g} {out:g} {x2:g} {into:g} {x2:g} {y2:g}"
    tip = f"M{x2 - 4:g} {y2 + (6 if into > y2 else -6):g}L{x2:g} {y2:g}L{x2 + 4:g} {y2 + (6 if into > y2 else -6):g}"
    lines = f'<path class="line" d="{way}"/><path class="line solid" d="{tip}"/>'
    return f'<g class="flow" opacity="0.75"><title>{count} hops</title>{lines}</g>'
