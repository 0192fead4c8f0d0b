"""The paths beside a path: all that touch only some holders, cut out without looking at the rest of the graph."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.cutout import Subgraph, subgraph
from clew.engine.graph import offsets

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
    hop = hop[allowed[graph.head[hop]]]
    node = np.flatnonzero(allowed).astype(np.int32)
    kept, source, day, windows = _swept(session, entry, level, (node, hop), (rule, in_force))
    early, late = (np.full(graph.nodes, -1, np.int32) for _ in range(2))
    early[node], late[node] = windows
    return subgraph(session, entry, level, np.sort(hop[kept]), source, day, (early, late))


def _ranges(low: "NDArray[np.integer]", high: "NDArray[np.integer]") -> "Ints":
    """Return the numbers from each of `low` up to that of `high`, which is not among them."""
    counts = (high - low).astype(np.int64)
    ends = np.cumsum(counts)
    return (np.repeat(low - ends + counts, counts) + np.arange(counts.sum())).astype(np.int32)


def _swept(
    session: "Session", entry: int, level: int, part: tuple["Ints", "Ints"], asked: tuple[str, bool]
) -> tuple["Ints", "Ints", "Ints", tuple["Ints", "Ints"]]:
    """Sweep a part of the graph (nodes, hops): return the hops kept, the sources, their days, and the windows."""
    graph, bench, sources = session.graph, session.graph.bench, session.labels.sources
    node, hop = part
    tail, head = (np.searchsorted(node, ends[hop]).astype(np.int32) for ends in (graph.tail, graph.head))
    back_hop = np.argsort(head, kind="stable").astype(np.int32)
    first, last, strength = (bench.column(a[hop]) for a in (*session.days(level), graph.strength))
    ranks, kernels, hops = len(session.travel.calendar), bench.kernels("windows"), len(hop)
    late, early = bench.full(len(node), -1), bench.full(len(node), -1)
    backward = bench.column(offsets(head, len(node))), bench.column(back_hop), bench.column(tail)
    kernels.latest(
        len(node) - 1, *backward, strength, level, first, last, late, bench.full(ranks + 1, -1), session.scratch(hops)
    )
    source = session.counting(entry, level, (asked[0],), in_force=asked[1])
    place = np.minimum(np.searchsorted(node, sources.node[source]), len(node) - 1)
    here = node[place] == sources.node[source]
    source, place = source[here], place[here]
    day = session.first_days(level)[source]
    fits = day <= np.asarray(late, np.int32)[place]
    source, place, day = source[fits], place[fits], day[fits]
    kept = session.scratch(hops)
    count = kernels.earliest(
        bench.column(offsets(tail, len(node))), bench.column(head), strength, level, first, last, late,
        bench.column(place.astype(np.int32)), bench.column(day), early, bench.full(ranks + 1, -1),
        session.scratch(hops + len(source)), kept,
    )  # fmt: skip
    windows = np.asarray(early, np.int32), np.asarray(late, np.int32)
    return np.asarray(kept[:count], np.int32), source, day, windows
