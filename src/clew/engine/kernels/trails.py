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


def _first_record(node: int, newest: Column, records: Column) -> int:
    """Return the record of a node with the fewest hops, -1 if there is none."""
    record = newest[node]
    while record >= 0 and records[4 * record + 3] >= 0:
        record = records[4 * record + 3]
    return int(record)


def _begin(target: int, spots: Column) -> None:
    """Make the target the only spot, from which any day is in time."""
    spots[0] = target
    spots[1] = 1 << 30
    spots[2] = -1


def _expand(
    low: int, count: int, arc: int, position: int, depth: int, token: int, stamped: int, back_start: Column,
    back_steps: Column, hub_low: int, hub_high: int, newest: Column, records: Column, stamp: Column, slot: Column,
    seen: Column, best: Column, spots: Column, arcs: Column,
) -> tuple[int, int]:  # fmt: skip
    """Go one hop back from the spots of a layer, from `low` on: add spots (with their latest day) and arcs.

    Parameters
    ----------
    position, depth : int
        How many hops lead to what is added, and up to how many hops there are records. Where there are, only what is
        reached in time is added; where there are none, what no nearer layer has had as late.
    token, stamped : int
        Marks of this target in `seen` (its latest days are in `best`), and of this layer in `stamp`.

    Returns
    -------
    tuple of int
        The numbers of spots and arcs; (-1, -1) for lack of room.
    """
    high = count
    middle = count
    for phase in range(2):
        begin = low if phase == 0 else high
        end = high if phase == 0 else middle
        for spot in range(begin, end):
            node = spots[3 * spot]
            if (hub_low <= node < hub_high) == (phase == 1):
                latest = spots[3 * spot + 1]
                best[node] = max(best[node], latest) if seen[node] == token else latest
                seen[node] = token
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
                if position < depth or (position == depth and not hub_low <= source < hub_high):
                    if not _fits(source, position, leave, newest, records):
                        continue
                elif seen[source] == token and best[source] >= leave:
                    continue
                if 3 * count + 3 > len(spots) or 3 * arc + 3 > len(arcs):
                    return -1, -1
                if stamp[source] != stamped:
                    stamp[source] = stamped
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
    return count, arc


def meet(
    targets: Column, hops: Column, depth: int, pool: int, back_start: Column, back_steps: Column, hub_low: int,
    hub_high: int, newest: Column, records: Column, stamp: Column, slot: Column, seen: Column, best: Column,
    token: int, spots: Column, arcs: Column,
) -> tuple[int, int]:  # fmt: skip
    """Find the fewest hops to targets: from records made by `layers`, or backwards until those are met.

    Parameters
    ----------
    targets, hops : columns of targets
        Nodes that can be reached, and the fewest hops to them: filled in where they are -1, as far as that goes.
    depth : int
        There are records of all that is reached with so many hops.
    pool : int
        How many spots may be looked at in all; for one target as many as `spots` has room for.

    Returns
    -------
    tuple of int
        How many targets are left; next token. The others as in `trails`.

    Notes
    -----
    The first layer backwards that meets a record does so at `depth` hops: one with fewer would have been met before.
    """
    left = 0
    for k in range(len(targets)):
        if hops[k] >= 0:
            continue
        record = _first_record(targets[k], newest, records)
        if record >= 0:
            hops[k] = records[4 * record + 1]
            continue
        left += 1
        _begin(targets[k], spots)
        low = 0
        count = 1
        arc = 0
        layer = 0
        while low < count and pool > 0 and hops[k] < 0:
            high = count
            layer += 1
            count, arc = _expand(
                low, count, arc, 1 << 30, depth, token, token + layer, back_start, back_steps, hub_low, hub_high,
                newest, records, stamp, slot, seen, best, spots, arcs,
            )  # fmt: skip
            pool -= count - high if count >= 0 else len(spots) // 3 - high
            for spot in range(high, count):
                node = spots[3 * spot]
                if not hub_low <= node < hub_high and _fits(node, depth, spots[3 * spot + 1], newest, records):
                    hops[k] = depth + layer
            low = high
        token += layer + 1
        if hops[k] >= 0:
            left -= 1
    return left, token


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
    depth: int, newest: Column, records: Column, stamp: Column, slot: Column, seen: Column, best: Column, token: int,
    spots: Column, arcs: Column, trail_in: Column, trail_out: Column, trail_first: Column,
) -> tuple[int, int]:  # fmt: skip
    """Find the best way to each target, from records made by `layers` at the same level, up to `depth` hops.

    Parameters
    ----------
    targets, target_start : columns of targets, of targets + 1
        Nodes that are reached, and where the hops of each begin in the trail columns (as many as are the fewest).
    begin : int
        The target to begin with.
    back_start, back_steps : columns of nodes + 1, of 4 * hops
        The hops of the level by head: of each its tail, first and last day, and number, side by side.
    trail_in, trail_out : columns
        Filled, from source to target, with the hop into a hub (or -1) and the direct hop, or that out of the hub.
    trail_first : column of targets
        Filled with the node that the way begins at.
    stamp, slot, seen, best, token : columns of nodes (-1), int
        Scratch, and a number larger than any mark in it.
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
        _begin(targets[k], spots)
        low = 0
        count = 1
        arc = 0
        for layer in range(1, hops + 1):
            high = count
            count, arc = _expand(
                low, count, arc, hops - layer, depth, token, token + layer, back_start, back_steps, hub_low, hub_high,
                newest, records, stamp, slot, seen, best, spots, arcs,
            )  # fmt: skip
            if count < 0:
                return k, token + layer + 1
            low = high
        token += hops + 1
        spot = -1
        for candidate in range(low, count):
            node = spots[3 * candidate]
            if not hub_low <= node < hub_high and (spot < 0 or order[node] < order[spots[3 * spot]]):
                spot = candidate
        trail_first[k] = spots[3 * spot]
        day = records[4 * _first_record(spots[3 * spot], newest, records) + 2]
        for place in range(target_start[k], target_start[k + 1]):
            hop_in, hop_out, spot, day = _step(
                spot, day, first, last, basis, kind, claim, order, hub_low, hub_high, spots, arcs
            )
            trail_in[place] = hop_in
            trail_out[place] = hop_out
    return len(targets), token
