"""A way to a node that leaves out one stock or one claim: earliest arrival, and how each node is reached."""

from clew.engine.jit import Column


def detour(
    target: int, banned: int, claim: int, start: Column, head: Column, first: Column, last: Column, by: Column,
    seed_node: Column, seed_day: Column, seed_claim: Column, parent: Column, bucket: Column, chain: Column,
) -> int:  # fmt: skip
    """Find a way from a seed to the target; return 1 if there is one, and fill `parent` along it.

    Parameters
    ----------
    target : int
        The node to get to.
    banned, claim : int
        A node, and the claim of hops and seeds, that are left out; -1 = none.
    start, head, first, last, by : columns of nodes + 1, of hops
        Compressed sparse rows, ranks of days, claims (-1 = none).
    seed_node, seed_day, seed_claim : columns of seeds
        Where goods are, from which rank of day, by which claim.
    parent : column of nodes, -1
        Filled with the hop by which a node is reached, or hops + the seed.
    bucket, chain : columns of ranks + 1 (-1) and of hops and seeds together
        Scratch.

    Notes
    -----
    Buckets by day: a node is settled once, each hop looked at once.
    """
    hops = len(head)
    for seed in range(len(seed_node)):
        if seed_node[seed] != banned and (claim < 0 or seed_claim[seed] != claim):
            day = seed_day[seed]
            chain[hops + seed] = bucket[day]
            bucket[day] = hops + seed
    for day in range(len(bucket)):
        while bucket[day] >= 0:
            slot = bucket[day]
            bucket[day] = chain[slot]
            node = head[slot] if slot < hops else seed_node[slot - hops]
            if parent[node] >= 0:
                continue
            parent[node] = slot
            if node == target:
                return 1
            for hop in range(start[node], start[node + 1]):
                over = head[hop]
                if day > last[hop] or parent[over] >= 0 or over == banned or (claim >= 0 and by[hop] == claim):
                    continue
                there = first[hop] if first[hop] > day else day
                chain[hop] = bucket[there]
                bucket[there] = hop
    return 0
