"""Earliest arrival by number of hops: for every node the days that more hops make earlier."""
# ruff: noqa: PLR0912, PLR0913 - a compiled kernel takes columns one by one and calls nothing

from clew.engine.jit import Column


def layers(
    start: Column, steps: Column, hub_low: int, hub_high: int, seed_node: Column, seed_day: Column, wanted: Column,
    remaining: int, bound: Column, newest: Column, record_node: Column, record_hops: Column, record_day: Column,
    record_previous: Column, current: Column, following: Column, hubs: Column,
) -> int:  # fmt: skip
    """Record arrivals layer by layer until all wanted nodes are reached; return how many records there are.

    Parameters
    ----------
    start, steps : columns of nodes + 1, of 3 * hops
        The hops of a level: for each its head, first and last day, side by side (one cache line).
    hub_low, hub_high : int
        Nodes from `hub_low` to below `hub_high` are hubs: to enter one counts no hop.
    seed_node, seed_day : columns of seeds
        Each node once.
    wanted, remaining : column of nodes, int
        The nodes to reach (1), and how many they are.
    bound : column of nodes
        Arrivals on this day or later lead to no wanted node and are left out; lowered to the earliest arrival.
    newest : column of nodes, -1
        Filled with the last record of each node.
    record_node, record_hops, record_day, record_previous : columns
        Filled: with this number of hops the node is reached on this day, earlier than with less (its previous record).
    current, following, hubs : columns of nodes
        Scratch.

    Returns
    -------
    int
        Number of records; -1 where the record columns are too short.

    Notes
    -----
    Synchronous: a layer sees only days of the layer before. A node is scanned once for each of its records.
    """
    room = len(record_node)
    count = 0
    width = 0
    for k in range(len(seed_node)):
        node = seed_node[k]
        if seed_day[k] >= bound[node]:
            continue
        if count >= room:
            return -1
        bound[node] = seed_day[k]
        newest[node] = count
        record_node[count] = node
        record_hops[count] = 0
        record_day[count] = seed_day[k]
        record_previous[count] = -1
        current[width] = count
        width += 1
        count += 1
        if wanted[node]:
            remaining -= 1
    hops = 0
    while width > 0 and remaining > 0:
        hub_count = 0
        next_width = 0
        for phase in range(2):
            for k in range(width if phase == 0 else hub_count):
                record = current[k] if phase == 0 else hubs[k]
                node = record_node[record]
                day = record_day[record]
                for place in range(3 * start[node], 3 * start[node + 1], 3):
                    if day > steps[place + 2]:
                        continue
                    target = steps[place]
                    there = steps[place + 1] if steps[place + 1] > day else day
                    if there >= bound[target]:
                        continue
                    bound[target] = there
                    old = newest[target]
                    is_hub = hub_low <= target < hub_high
                    made = hops if is_hub else hops + 1
                    if old >= 0 and record_hops[old] == made:
                        record_day[old] = there
                        continue
                    if count >= room:
                        return -1
                    newest[target] = count
                    record_node[count] = target
                    record_hops[count] = made
                    record_day[count] = there
                    record_previous[count] = old
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
    return count
