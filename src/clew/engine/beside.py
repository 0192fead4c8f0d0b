"""The paths beside a path: all that touch only some holders, cut out without looking at the rest of the graph."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.cutout import Part, Subgraph, between
from clew.engine.graph import offsets
from clew.engine.levels import near

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from clew.engine.subgraph import Session

    Ints = NDArray[np.int32]


def among(
    session: "Session", entry_id: str, level: int, rule: str, holders: Iterable[int], *, in_force: bool = True
) -> Subgraph:
    """Return what lies on some way from a source of a rule to an entry, at a level, over stocks of some holders only.

    Parameters
    ----------
    entry_id, level, rule
        As of `Session.pruned`.
    holders : numbers
        At which every stock is.
    in_force : bool
        Whether the labels in force for the entry are asked, or the others.

    Notes
    -----
    Linear in the hops at these holders and at the hubs that they lead into; of the rest only masks are made.
    """
    graph, entry = session.graph, session.entry_ids[entry_id]
    target = graph.hub_end + entry
    bounds = np.array(sorted(set(holders)), np.int32)
    low, high = (np.searchsorted(graph.holder, bounds, side) for side in ("left", "right"))
    stocks = _ranges(low, high)
    allowed = np.zeros(graph.nodes, bool)
    allowed[stocks] = True
    allowed[target] = True
    out = _ranges(graph.start[stocks], graph.start[stocks + 1])
    into = out[(graph.head[out] >= graph.stocks) & (graph.head[out] < graph.hub_end)]
    hubs = np.unique(graph.head[into])
    beyond = _ranges(graph.start[hubs], graph.start[hubs + 1])
    allowed[hubs] = True
    hop = np.sort(np.concatenate((out, beyond)))
    hop = hop[allowed[graph.head[hop]] & (graph.strength[hop] >= level)]
    part = _part(session, level, np.flatnonzero(allowed).astype(np.int32), hop)
    return between(session, entry, level, part, session.counting(entry, level, (rule,), in_force=in_force))


def _ranges(low: "NDArray[np.integer]", high: "NDArray[np.integer]") -> "Ints":
    """Return the numbers from each of `low` up to that of `high`, which is not among them."""
    counts = (high - low).astype(np.int64)
    ends = np.cumsum(counts)
    return (np.repeat(low - ends + counts, counts) + np.arange(counts.sum())).astype(np.int32)


def _part(session: "Session", level: int, node: "Ints", hop: "Ints") -> Part:
    """Return nodes and hops (both ascending) as a part of the graph."""
    graph, column = session.graph, session.graph.bench.column
    tail, head = (np.searchsorted(node, ends[hop]).astype(np.int32) for ends in (graph.tail, graph.head))
    first, last = (days[hop] for days in session.days(level))
    back = np.argsort(head, kind="stable")
    steps = np.stack((head, first, last), axis=1).reshape(-1)
    rows = np.stack((tail, first, last, hop), axis=1)[back]
    starts = [column(offsets(ends, len(node))) for ends in (tail, head)]
    tails = near(graph.bench, rows, len(session.travel.calendar))
    return Part(node, hop, starts[0], column(steps), starts[1], tails, column(rows.reshape(-1)))
