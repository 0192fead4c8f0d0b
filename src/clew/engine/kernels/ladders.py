"""How few hops lead to a node, by the day on which goods must be under way: backwards, layer by layer."""

from clew.engine.jit import Column


def ladders(
    target: int, top: int, back_start: Column, tail: Column, first: Column, last: Column, hub_low: int, hub_high: int,
    latest: Column, newest: Column, record_node: Column, record_hops: Column, record_day: Column,
    record_previous: Column, current: Column, following: Column, hubs: Column,
) -> int:  # fmt: skip
    """Record for each node the latest days that more hops allow; return how many records there are.

    Parameters
    ----------
    target, top : int
        The node to get to, and a rank of day that is none too late.
    back_start, tail, first, last : columns of nodes + 1, of hops
        The hops by head: their tails, and ranks of days.
    hub_low, hub_high : int
        Nodes from `hub_low` to below `hub_high` are hubs: a hop out of one counts no hop.
    latest, newest : columns of nodes, -1
        Filled: the latest day of all, and the last record of each node.
    record_node, record_hops, record_day, record_previous : columns
        Filled: with this number of hops the target is reached from the node on this day, later than with less
        (its previous record).
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
    latest[target] = top
    newest[target] = 0
    record_node[0] = target
    record_hops[0] = 0
    record_day[0] = top
    record_previous[0] = -1
    current[0] = 0
    count = 1
    width = 1
    hops = 0
    while width > 0:
        hub_count = 0
        next_width = 0
        for phase in range(2):
            for k in range(width if phase == 0 else hub_count):
                record = current[k] if phase == 0 else hubs[k]
                node = record_node[record]
                day = record_day[record]
                for place in range(back_start[node], back_start[node + 1]):
                    if first[place] > day:
                        continue
                    leave = last[place] if last[place] < day else day
                    source = tail[place]
                    if leave <= latest[source]:
                        continue
                    is_hub = hub_low <= source < hub_high
                    made = hops if is_hub else hops + 1
                    old = newest[source]
                    latest[source] = leave
                    if old >= 0 and record_hops[old] == made:
                        record_day[old] = leave
                        continue
                    if count >= room:
                        return -1
                    newest[source] = count
                    record_node[count] = source
                    record_hops[count] = made
                    record_day[count] = leave
                    record_previous[count] = old
                    if is_hub:
                        hubs[hub_count] = count
                        hub_count += 1
                    else:
                        following[next_width] = count
                        next_width += 1
                    count += 1
        for k in range(next_width):
            current[k] = following[k]
        width = next_width
        hops += 1
    return count
