"""The days between which goods can be at a node on their way: the earliest, and the latest that is in time."""

from clew.engine.jit import Column


def latest(
    target: int, back_start: Column, back_hop: Column, tail: Column, strength: Column, level: int, first: Column,
    last: Column, late: Column, bucket: Column, chain: Column,
) -> None:  # fmt: skip
    """Fill `late` with the latest rank of day on each node from which the target can be reached.

    Parameters
    ----------
    back_start, back_hop : columns of nodes + 1 and of hops
        The hops by head.
    strength, first, last : columns of hops
        Those weaker than `level` are left out; days as ranks, at that level.
    late : column of nodes, -1
        Filled; the number of ranks (the length of `bucket` - 1) where no day is too late.
    bucket, chain : columns of ranks + 1 (-1) and of hops
        Scratch.

    Notes
    -----
    Buckets by day, from the last: a node is settled once, each hop looked at once.
    """
    top = len(bucket) - 1
    node = target
    late[target] = top
    day = top
    while day >= 0:
        if node >= 0:
            for place in range(back_start[node], back_start[node + 1]):
                hop = back_hop[place]
                if strength[hop] < level or first[hop] > day or late[tail[hop]] >= 0:
                    continue
                leave = last[hop] if last[hop] < day else day
                if leave >= 0:
                    chain[hop] = bucket[leave]
                    bucket[leave] = hop
        node = -1
        hop = bucket[day]
        if hop < 0:
            day -= 1
            continue
        bucket[day] = chain[hop]
        if late[tail[hop]] < 0:
            node = tail[hop]
            late[node] = day


def earliest(
    start: Column, head: Column, strength: Column, level: int, first: Column, last: Column, late: Column,
    seed_node: Column, seed_day: Column, early: Column, bucket: Column, chain: Column, kept: Column,
) -> int:  # fmt: skip
    """Fill `early` with the earliest rank of day on each node, if in time, and `kept` with the hops between them.

    Parameters
    ----------
    start, head : columns of nodes + 1 and of hops
        Compressed sparse rows.
    late : column of nodes
        From `latest`.
    seed_node, seed_day : columns of seeds
        Where goods are, and from which rank of day.
    early : column of nodes, -1
        Filled.
    bucket, chain : columns of ranks + 1 (-1) and of hops and seeds together
        Scratch.
    kept : column of hops
        Filled with the hops that goods can take in time; as many as are returned.

    Notes
    -----
    Buckets by day: a node is settled once, each hop looked at once.
    """
    hops = len(head)
    count = 0
    for seed in range(len(seed_node)):
        day = seed_day[seed]
        if 0 <= day <= late[seed_node[seed]]:
            chain[hops + seed] = bucket[day]
            bucket[day] = hops + seed
    for day in range(len(bucket)):
        while bucket[day] >= 0:
            slot = bucket[day]
            bucket[day] = chain[slot]
            node = head[slot] if slot < hops else seed_node[slot - hops]
            if early[node] >= 0:
                continue
            early[node] = day
            for hop in range(start[node], start[node + 1]):
                if strength[hop] < level or day > last[hop]:
                    continue
                there = first[hop] if first[hop] > day else day
                if there > late[head[hop]]:
                    continue
                kept[count] = hop
                count += 1
                if early[head[hop]] < 0:
                    chain[hop] = bucket[there]
                    bucket[there] = hop
    return count
