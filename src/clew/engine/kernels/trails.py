"""The smallest of the shortest ways to a node: backwards by latest departure, then forwards by choice."""
# ruff: noqa: PLR0912, PLR0913, PLR0915 - compiled kernels take columns one by one

from clew.engine.jit import Column


def _fits(
    node: Column,
    hops: int,
    day: Column,
    newest: Column,
    record_hops: Column,
    record_day: Column,
    record_previous: Column,
) -> bool:
    """Whether a node is reached with exactly this number of hops on or before a day."""
    record = newest[node]
    while record >= 0 and record_hops[record] > hops:
        record = record_previous[record]
    return record >= 0 and record_hops[record] == hops and record_day[record] <= day


def _back(
    target: Column, hops: int, back_start: Column, back_hop: Column, tail: Column, strength: Column, level: int,
    first: Column, last: Column, hub_low: int, hub_high: int, newest: Column, record_hops: Column, record_day: Column,
    record_previous: Column, stamp: Column, slot: Column, token: int, spot_node: Column, spot_latest: Column,
    spot_arc: Column, arc_hop: Column, arc_spot: Column, arc_next: Column,
) -> tuple[int, int]:  # fmt: skip
    """Lay out all shortest ways to the target: spots (node and layer) with their latest day, and arcs.

    Returns
    -------
    tuple of int
        From which spot the layer of the sources begins, and the number of spots; (-1, -1) for lack of room.
    """
    spots = 1
    arcs = 0
    spot_node[0] = target
    spot_latest[0] = 1 << 30
    spot_arc[0] = -1
    low = 0
    for layer in range(hops):
        position = hops - layer - 1
        high = spots
        middle = spots
        for phase in range(2):
            begin = low if phase == 0 else high
            end = high if phase == 0 else middle
            for spot in range(begin, end):
                node = spot_node[spot]
                if (hub_low <= node < hub_high) != (phase == 1):
                    continue
                latest = spot_latest[spot]
                for place in range(back_start[node], back_start[node + 1]):
                    hop = back_hop[place]
                    if strength[hop] < level or first[hop] > latest:
                        continue
                    leave = last[hop] if last[hop] < latest else latest
                    source = tail[hop]
                    if not _fits(source, position, leave, newest, record_hops, record_day, record_previous):
                        continue
                    if stamp[source] != token + layer:
                        if spots >= len(spot_node):
                            return -1, -1
                        stamp[source] = token + layer
                        slot[source] = spots
                        spot_node[spots] = source
                        spot_latest[spots] = leave
                        spot_arc[spots] = -1
                        spots += 1
                    elif spot_latest[slot[source]] < leave:
                        spot_latest[slot[source]] = leave
                    if arcs >= len(arc_hop):
                        return -1, -1
                    arc_hop[arcs] = hop
                    arc_spot[arcs] = spot
                    arc_next[arcs] = spot_arc[slot[source]]
                    spot_arc[slot[source]] = arcs
                    arcs += 1
            if phase == 0:
                middle = spots
        low = high
    return low, spots


def _step(
    spot: int, day: int, first: Column, last: Column, basis: Column, kind: Column, claim: Column, order: Column,
    hub_low: int, hub_high: int, spot_node: Column, spot_latest: Column, spot_arc: Column, arc_hop: Column,
    arc_spot: Column, arc_next: Column,
) -> tuple[int, int, int, int]:  # fmt: skip
    """Choose the best hop from a spot, on a day: smallest claim, next node; strongest basis; smallest kind.

    Returns
    -------
    tuple of int
        The hop into a hub or -1, the hop out of it or the direct hop, the next spot, the day there.
    """
    best_in = -1
    best_out = -1
    best_spot = -1
    best_day = 0
    best_claim = 0
    best_node = 0
    best_rank = 0
    arc = spot_arc[spot]
    while arc >= 0:
        hop = arc_hop[arc]
        over = arc_spot[arc]
        there = first[hop] if first[hop] > day else day
        if day <= last[hop] and there <= spot_latest[over]:
            is_hub = hub_low <= spot_node[over] < hub_high
            second = spot_arc[over] if is_hub else arc
            while second >= 0:
                out = arc_hop[second]
                goal = arc_spot[second]
                arrival = first[out] if first[out] > there else there
                if there <= last[out] and arrival <= spot_latest[goal] or not is_hub:
                    said = claim[out] if claim[out] >= 0 else claim[hop]
                    node = order[spot_node[goal]]
                    weakest = basis[out] if basis[out] < basis[hop] else basis[hop]
                    rank = (4 - weakest) * 16 + kind[out]
                    better = best_out < 0 or said < best_claim
                    if not better and said == best_claim:
                        better = node < best_node or (node == best_node and rank < best_rank)
                    if better:
                        best_in = hop if is_hub else -1
                        best_out = out
                        best_spot = goal
                        best_day = arrival if is_hub else there
                        best_claim = said
                        best_node = node
                        best_rank = rank
                second = arc_next[second] if is_hub else -1
        arc = arc_next[arc]
    return best_in, best_out, best_spot, best_day


def trails(
    targets: Column, target_start: Column, begin: int, back_start: Column, back_hop: Column, tail: Column,
    strength: Column, level: int, first: Column, last: Column, basis: Column, kind: Column, claim: Column, order: Column,
    hub_low: int, hub_high: int, newest: Column, record_hops: Column, record_day: Column, record_previous: Column,
    stamp: Column, slot: Column, token: int, spot_node: Column, spot_latest: Column, spot_arc: Column, arc_hop: Column,
    arc_spot: Column, arc_next: Column, trail_in: Column, trail_out: Column, trail_first: Column,
) -> tuple[int, int]:  # fmt: skip
    """Find the best way to each target, from records made by `layers` at the same level.

    Parameters
    ----------
    targets, target_start : columns of targets, of targets + 1
        Nodes that are reached, and where the hops of each begin in the trail columns (as many as its first record says).
    begin : int
        The target to begin with.
    trail_in, trail_out : columns
        Filled, from source to target, with the hop into a hub (or -1) and the direct hop, or that out of the hub.
    trail_first : column of targets
        Filled with the node that the way begins at.
    token : int
        Larger than any in `stamp`.

    Returns
    -------
    tuple of int
        The number of targets if all are done, else the one for which the spot or arc columns are too short; next token.

    Notes
    -----
    Only what lies on some shortest way is visited, with all hops into it. A node that fits with fewer
    hops than its layer says would make a shorter way, so the layers hold no loops and hubs no pair of one stock.
    """
    for k in range(begin, len(targets)):
        hops = target_start[k + 1] - target_start[k]
        low, spots = _back(
            targets[k], hops, back_start, back_hop, tail, strength, level, first, last, hub_low, hub_high, newest,
            record_hops, record_day, record_previous, stamp, slot, token, spot_node, spot_latest, spot_arc, arc_hop,
            arc_spot, arc_next,
        )  # fmt: skip
        token += hops + 1
        if low < 0:
            return k, token
        spot = -1
        for candidate in range(low, spots):
            node = spot_node[candidate]
            if not hub_low <= node < hub_high and (spot < 0 or order[node] < order[spot_node[spot]]):
                spot = candidate
        trail_first[k] = spot_node[spot]
        record = newest[spot_node[spot]]
        while record_previous[record] >= 0:
            record = record_previous[record]
        day = record_day[record]
        for place in range(target_start[k], target_start[k + 1]):
            hop_in, hop_out, spot, day = _step(
                spot, day, first, last, basis, kind, claim, order, hub_low, hub_high, spot_node, spot_latest,
                spot_arc, arc_hop, arc_spot, arc_next,
            )  # fmt: skip
            trail_in[place] = hop_in
            trail_out[place] = hop_out
    return len(targets), token
