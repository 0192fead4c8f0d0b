"""The smallest of the shortest ways to a node: backwards by latest departure, then forwards by choice."""

from clew.engine.jit import Column


def _fits(node: int, hops: int, day: int, newest: Column, records: Column) -> bool:
    """Whether a node is reached with exactly this number of hops on or before a day."""
    record = newest[node]
    while record >= 0 and records[4 * record + 1] > hops:
        record = records[4 * record + 3]
    if record < 0 or records[4 * record + 1] < hops:
        return False
    return bool(records[4 * record + 2] <= day)


def _back(
    target: int, hops: int, back_start: Column, back_steps: Column, hub_low: int, hub_high: int, newest: Column,
    records: Column, stamp: Column, slot: Column, token: int, spots: Column, arcs: Column,
) -> tuple[int, int]:  # fmt: skip
    """Lay out all shortest ways to the target: spots (node and layer) with their latest day, and arcs.

    Returns
    -------
    tuple of int
        From which spot the layer of the sources begins, and the number of spots; (-1, -1) for lack of room.
    """
    count = 1
    arc = 0
    spots[0] = target
    spots[1] = 1 << 30
    spots[2] = -1
    low = 0
    for layer in range(hops):
        position = hops - layer - 1
        high = count
        middle = count
        for phase in range(2):
            begin = low if phase == 0 else high
            end = high if phase == 0 else middle
            for spot in range(begin, end):
                node = spots[3 * spot]
                if (hub_low <= node < hub_high) != (phase == 1):
                    continue
                latest = spots[3 * spot + 1]
                for place in range(4 * back_start[node], 4 * back_start[node + 1], 4):
                    if back_steps[place + 1] > latest:
                        continue
                    leave = min(back_steps[place + 2], latest)
                    source = back_steps[place]
                    if not _fits(source, position, leave, newest, records):
                        continue
                    if 3 * count + 3 > len(spots) or 3 * arc + 3 > len(arcs):
                        return -1, -1
                    if stamp[source] != token + layer:
                        stamp[source] = token + layer
                        slot[source] = count
                        spots[3 * count] = source
                        spots[3 * count + 1] = leave
                        spots[3 * count + 2] = -1
                        count += 1
                    own = 3 * slot[source]
                    spots[own + 1] = max(spots[own + 1], leave)
                    arcs[3 * arc] = back_steps[place + 3]
                    arcs[3 * arc + 1] = spot
                    arcs[3 * arc + 2] = spots[own + 2]
                    spots[own + 2] = arc
                    arc += 1
            if phase == 0:
                middle = count
        low = high
    return low, count


def _step(
    spot: int, day: int, first: Column, last: Column, basis: Column, kind: Column, claim: Column, order: Column,
    hub_low: int, hub_high: int, spots: Column, arcs: Column,
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
    arc = spots[3 * spot + 2]
    while arc >= 0:
        hop = arcs[3 * arc]
        over = arcs[3 * arc + 1]
        there = first[hop] if first[hop] > day else day
        if day <= last[hop] and there <= spots[3 * over + 1]:
            is_hub = hub_low <= spots[3 * over] < hub_high
            second = spots[3 * over + 2] if is_hub else arc
            while second >= 0:
                out = arcs[3 * second]
                goal = arcs[3 * second + 1]
                arrival = first[out] if first[out] > there else there
                if (there <= last[out] and arrival <= spots[3 * goal + 1]) or not is_hub:
                    said = claim[out] if claim[out] >= 0 else claim[hop]
                    node = order[spots[3 * goal]]
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
                second = arcs[3 * second + 2] if is_hub else -1
        arc = arcs[3 * arc + 2]
    return best_in, best_out, best_spot, best_day


def trails(
    targets: Column, target_start: Column, begin: int, back_start: Column, back_steps: Column, first: Column,
    last: Column, basis: Column, kind: Column, claim: Column, order: Column, hub_low: int, hub_high: int,
    newest: Column, records: Column, stamp: Column, slot: Column, token: int, spots: Column, arcs: Column,
    trail_in: Column, trail_out: Column, trail_first: Column,
) -> tuple[int, int]:  # fmt: skip
    """Find the best way to each target, from records made by `layers` at the same level.

    Parameters
    ----------
    targets, target_start : columns of targets, of targets + 1
        Nodes that are reached, and where the hops of each begin in the trail columns (as many as its first record
        says).
    begin : int
        The target to begin with.
    back_start, back_steps : columns of nodes + 1, of 4 * hops
        The hops of the level by head: of each its tail, first and last day, and number, side by side.
    trail_in, trail_out : columns
        Filled, from source to target, with the hop into a hub (or -1) and the direct hop, or that out of the hub.
    trail_first : column of targets
        Filled with the node that the way begins at.
    token : int
        Larger than any in `stamp`.
    spots, arcs : columns
        Scratch: node, latest day, first arc; hop, spot that it leads to, next arc of the same spot.

    Returns
    -------
    tuple of int
        The number of targets if all are done, else the one for which `spots` or `arcs` is too short; next token.

    Notes
    -----
    Only what lies on some shortest way is visited, with all hops into it. A node that fits with fewer
    hops than its layer says would make a shorter way, so the layers hold no loops and hubs no pair of one stock.
    """
    for k in range(begin, len(targets)):
        hops = target_start[k + 1] - target_start[k]
        low, count = _back(
            targets[k],
            hops,
            back_start,
            back_steps,
            hub_low,
            hub_high,
            newest,
            records,
            stamp,
            slot,
            token,
            spots,
            arcs,
        )
        token += hops + 1
        if low < 0:
            return k, token
        spot = -1
        for candidate in range(low, count):
            node = spots[3 * candidate]
            if not hub_low <= node < hub_high and (spot < 0 or order[node] < order[spots[3 * spot]]):
                spot = candidate
        trail_first[k] = spots[3 * spot]
        record = newest[spots[3 * spot]]
        while records[4 * record + 3] >= 0:
            record = records[4 * record + 3]
        day = records[4 * record + 2]
        for place in range(target_start[k], target_start[k + 1]):
            hop_in, hop_out, spot, day = _step(
                spot, day, first, last, basis, kind, claim, order, hub_low, hub_high, spots, arcs
            )
            trail_in[place] = hop_in
            trail_out[place] = hop_out
    return len(targets), token
