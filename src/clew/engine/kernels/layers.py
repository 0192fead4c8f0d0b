"""Earliest arrival by number of hops: for every node the days that more hops make earlier."""

from clew.engine.jit import Column

_NEVER = 1 << 30


def begin(
    seed_node: Column, seed_day: Column, wanted: Column, bound: Column, newest: Column, records: Column,
    current: Column,
) -> tuple[int, int]:  # fmt: skip
    """Record the seeds (each node once); return how many there are, and how many of them are wanted."""
    count = 0
    reached = 0
    for k in range(len(seed_node)):
        node = seed_node[k]
        if seed_day[k] >= bound[node]:
            continue
        bound[node] = seed_day[k]
        newest[node] = count
        records[4 * count] = node
        records[4 * count + 1] = 0
        records[4 * count + 2] = seed_day[k]
        records[4 * count + 3] = -1
        current[count] = count
        count += 1
        if wanted[node]:
            reached += 1
    return count, reached


def layers(
    start: Column, steps: Column, hub_low: int, hub_high: int, wanted: Column, remaining: int, bound: Column,
    newest: Column, records: Column, current: Column, following: Column, hubs: Column, count: int, width: int,
    hops: int, enough: int,
) -> tuple[int, int, int, int]:  # fmt: skip
    """Record arrivals layer by layer until all wanted nodes are reached or there are records enough.

    Parameters
    ----------
    start, steps : columns of nodes + 1, of 3 * hops
        The hops of a level: for each its head, first and last day, side by side (one cache line).
    hub_low, hub_high : int
        Nodes from `hub_low` to below `hub_high` are hubs: to enter one counts no hop.
    wanted, remaining : column of nodes, int
        The nodes to reach (1), and how many of them are not reached yet.
    bound : column of nodes
        Arrivals on this day or later lead to no wanted node and are left out; lowered to the earliest arrival.
    newest : column of nodes
        The last record of each node, -1 where there is none.
    records : column of 4 * records
        Side by side: a node, with how many hops and on which day it is reached, and its record with less hops
        and a later day (or -1). There must be room for `enough` and one for every node.
    current, following, hubs : columns of nodes
        The records of the last layer; scratch.
    count, width, hops : int
        How many records there are, and in the last layer, and which layer that is.
    enough : int
        With how many records to stop, after the layer.

    Returns
    -------
    tuple of int
        `count`, `width`, `hops` and `remaining` as they are then.

    Notes
    -----
    Synchronous: a layer sees only days of the layer before. A node is scanned once for each of its records.
    """
    while width > 0 and remaining > 0 and count < enough:
        hub_count = 0
        next_width = 0
        for phase in range(2):
            for k in range(width if phase == 0 else hub_count):
                record = current[k] if phase == 0 else hubs[k]
                node = records[4 * record]
                day = records[4 * record + 2]
                previous = records[4 * record + 3]
                before = records[4 * previous + 2] if previous >= 0 else _NEVER
                for place in range(3 * start[node], 3 * start[node + 1], 3):
                    last = steps[place + 2]
                    there = steps[place + 1]
                    if day > last or (before <= there and before <= last):
                        continue  # too late, or taken before to the same day
                    target = steps[place]
                    there = max(there, day)
                    if there >= bound[target]:
                        continue
                    bound[target] = there
                    old = newest[target]
                    is_hub = hub_low <= target < hub_high
                    made = hops if is_hub else hops + 1
                    if old >= 0 and records[4 * old + 1] == made:
                        records[4 * old + 2] = there
                        continue
                    newest[target] = count
                    records[4 * count] = target
                    records[4 * count + 1] = made
                    records[4 * count + 2] = there
                    records[4 * count + 3] = old
                    if is_hub:
                        hubs[hub_count] = count
                        hub_count += 1
                    else:
                        following[next_width] = count
                        next_width += 1
                        if old < 0 and wanted[target]:
                            remaining -= 1
                    count += 1
        for k in range(next_width):
            current[k] = following[k]
        width = next_width
        hops += 1
    return count, width, hops, remaining
