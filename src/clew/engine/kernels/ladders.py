"""How few hops lead to a node, by the day on which goods must be under way: backwards, a layer at a time."""

from clew.engine.jit import Column


def climb(
    hops: int, width: int, count: int, back_start: Column, back_hop: Column, tail: Column, strength: Column, level: int,
    first: Column, last: Column, hub_low: int, hub_high: int, latest: Column, few: Column, newest: Column,
    record_node: Column, record_hops: Column, record_day: Column, record_previous: Column, current: Column,
    following: Column, hubs: Column,
) -> tuple[int, int]:  # fmt: skip
    """Record for each node the latest day that one more hop allows; return how many records this layer and all have.

    Parameters
    ----------
    hops, width, count : int
        The hops made so far, the number of records with just as many (in `current`), and of all records.
    back_start, back_hop : columns of nodes + 1 and of hops
        The hops by head.
    tail, strength, first, last : columns of hops
        Those weaker than `level` are left out; days as ranks.
    hub_low, hub_high : int
        Nodes from `hub_low` to below `hub_high` are hubs: a hop out of one counts no hop.
    latest, few, newest : columns of nodes, -1
        The latest day of all, the fewest hops, and the last record of each node.
    record_node, record_hops, record_day, record_previous : columns with room for a record of every node more
        With this number of hops the target is reached from the node on this day, later than with less (its previous
        record).
    current, following, hubs : columns of nodes
        The records of the last layer, replaced by those of this; scratch.

    Notes
    -----
    Synchronous: a layer sees only days of the layer before. A node is scanned once for each of its records.
    """
    hub_count = 0
    next_width = 0
    for phase in range(2):
        for k in range(width if phase == 0 else hub_count):
            record = current[k] if phase == 0 else hubs[k]
            node = record_node[record]
            day = record_day[record]
            for place in range(back_start[node], back_start[node + 1]):
                hop = back_hop[place]
                if strength[hop] < level or first[hop] > day:
                    continue
                leave = last[hop] if last[hop] < day else day
                source = tail[hop]
                if leave <= latest[source]:
                    continue
                is_hub = hub_low <= source < hub_high
                made = hops if is_hub else hops + 1
                old = newest[source]
                latest[source] = leave
                if old >= 0 and record_hops[old] == made:
                    record_day[old] = leave
                    continue
                if old < 0:
                    few[source] = made
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
    return next_width, count
