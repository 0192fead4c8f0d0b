"""The recorded graph of a level: its stocks, its roots, what is made there, what is open."""

from typing import TYPE_CHECKING

import numpy as np

from clew.engine.facts import BEHIND_ONLY, ROOT, Facts, Rows, of_kind
from clew.engine.graph import COMPONENT, LAST_RECORDED, LOT_UNRECORDED, Graph, strong_components

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Flags = NDArray[np.bool_]


def recorded_hops(graph: Graph, level: int) -> "Flags":
    """Return which hops are of the recorded graph of a level: kinds 1 to 6, and 7 into products.

    Notes
    -----
    Into a hub, a hop of kind 7 counts if any hop out of the hub does; out of a hub that nothing recorded
    enters, none counts (a hub is no stock, so nothing comes from it).
    """
    product = np.zeros(graph.nodes, bool)
    product[: graph.stocks] = graph.product_item[graph.item]
    lot_unrecorded = graph.kind == LOT_UNRECORDED
    into_product = lot_unrecorded & product[graph.head]
    from_hub = graph.tail >= graph.stocks
    product[graph.tail[from_hub & into_product]] = True
    chosen = ~graph.ghost & (graph.basis >= level)
    chosen &= (graph.kind <= LAST_RECORDED) | (lot_unrecorded & product[graph.head])
    if graph.hubs:
        entered = np.ones(graph.nodes, bool)
        entered[graph.stocks :] = False
        entered[graph.head[chosen]] = True
        chosen &= entered[graph.tail]
    return chosen


def members(graph: Graph, recorded: "Flags") -> "Flags":
    """Return which stocks are at an end of a hop of the recorded graph.

    Notes
    -----
    At a hub, an end has a partner on the other side that is not itself.
    """
    tail, head = graph.tail[recorded], graph.head[recorded]
    hub_head = (head >= graph.stocks) & (head < graph.hub_end)
    hub_tail = tail >= graph.stocks
    low_in, high_in = np.full(graph.nodes, graph.nodes), np.full(graph.nodes, -1)
    low_out, high_out = low_in.copy(), high_in.copy()
    np.minimum.at(low_in, head[hub_head], tail[hub_head])
    np.maximum.at(high_in, head[hub_head], tail[hub_head])
    np.minimum.at(low_out, tail[hub_tail], head[hub_tail])
    np.maximum.at(high_out, tail[hub_tail], head[hub_tail])
    member = np.zeros(graph.nodes, bool)
    member[tail[~hub_head]] = True
    member[head[~hub_tail]] = True
    low, high = low_out[head], high_out[head]
    member[tail[hub_head & (high >= 0) & ((low != tail) | (high != tail))]] = True
    low, high = low_in[tail], high_in[tail]
    member[head[hub_tail & (high >= 0) & ((low != head) | (high != head))]] = True
    return member[: graph.stocks]


def roots(graph: Graph, recorded: "Flags", member: "Flags", extracted: "Flags") -> "Ints":
    """Return the stocks of roots in which nothing is extracted.

    Notes
    -----
    A root is a strongly connected component with a stock in it and no hop into it. Linear.
    """
    tail, head = graph.tail[recorded], graph.head[recorded]
    number, count = strong_components(graph.bench, graph.nodes, tail, head)
    closed = np.zeros(count, bool)
    closed[number[head[number[tail] != number[head]]]] = True
    closed[number[: graph.stocks][extracted]] = True
    return np.flatnonzero(member & ~closed[number[: graph.stocks]]).astype(np.int32)


def open_stocks(graph: Graph, level: int, recorded: "Flags", member: "Flags", facts: Facts) -> Rows:
    """Return the open stocks of a level with their kinds."""
    known = facts.opened
    if level > 1:
        known = known.chosen(known.kind != BEHIND_ONLY)
    return Rows.of([(known.stock, known.kind), of_kind(roots(graph, recorded, member, facts.extracted), ROOT)])


def made_there(graph: Graph, level: int, facts: Facts, opened: "Ints") -> "Flags":
    """Return which stocks are made there: by a process, by a bill of the level at their own holder, or open."""
    made = facts.made.copy()
    made[opened] = True
    hops = np.flatnonzero((graph.kind == COMPONENT) & ~graph.ghost & (graph.basis >= level))
    hops = hops[(graph.tail[hops] < graph.stocks) & (graph.head[hops] < graph.stocks)]
    own = graph.holder[graph.tail[hops]] == graph.holder[graph.head[hops]]
    made[graph.head[hops[own]]] = True
    return made
