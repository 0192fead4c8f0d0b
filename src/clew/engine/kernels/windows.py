"""The days between which goods can be at a node on their way: the earliest, and the latest that is in time."""

from clew.engine.jit import Column


def earliest(
    start: Column, steps: Column, seed_node: Column, seed_day: Column, window: Column, bucket: Column, chain: Column,
    stack: Column,
) -> None:  # fmt: skip
    """Find the earliest rank of day on which goods can be at each node.

    Parameters
    ----------
    start, steps : columns of nodes + 1 and of 3 * hops
        The hops of a level by tail: head, first and last day (ranks).
    seed_node, seed_day : columns of seeds
        Where goods are, and from which rank of day.
    window : column of 2 * nodes
        The second of both is filled; it is `NEVER` before.
    bucket, chain, stack : columns of ranks + 1 (-1), of hops and seeds together, of nodes
        Scratch.

    Notes
    -----
    Buckets by day: a node is settled once, each hop looked at once.
    """
    hops = len(steps) // 3
    for seed in range(len(seed_node)):
        day = seed_day[seed]
        if day < len(bucket):
            chain[hops + seed] = bucket[day]
            bucket[day] = hops + seed
            window[2 * seed_node[seed] + 1] = min(window[2 * seed_node[seed] + 1], day)
    for day in range(len(bucket)):
        held = 0
        slot = bucket[day]
        while held > 0 or slot >= 0:
            if held == 0:
                node = steps[3 * slot] if slot < hops else seed_node[slot - hops]
                slot = chain[slot]
                if window[2 * node + 1] < day or window[2 * node] == day:
                    continue
                window[2 * node] = day
            else:
                held -= 1
                node = stack[held]
            for hop in range(start[node], start[node + 1]):
                over = steps[3 * hop]
                there = max(steps[3 * hop + 1], day)
                if there >= window[2 * over + 1] or day > steps[3 * hop + 2]:
                    continue
                window[2 * over + 1] = there
                if there == day:
                    window[2 * over] = day
                    stack[held] = over
                    held += 1
                else:
                    chain[hop] = bucket[there]
                    bucket[there] = hop


def latest(
    target: int, back_start: Column, back_steps: Column, window: Column, settled: Column, bucket: Column, chain: Column
) -> tuple[int, int]:
    """Find the latest rank of day on each node from which goods get to the target, if they are there by then.

    Parameters
    ----------
    back_start, back_steps : columns of nodes + 1 and of 4 * hops
        The hops of a level by head: tail, first and last day (ranks), number.
    window : column of 2 * nodes
        The second of both from `earliest`; the first is -1 and filled with the number of ranks (the length of
        `bucket` - 1) where no day is too late.
    settled : column of nodes
        Filled with the nodes as they are found: the later the day first, then the nearer to the target.
    bucket, chain : columns of ranks + 1 (-1) and of hops
        Scratch.

    Returns
    -------
    nodes, hops : int
        How many nodes are settled, and how many hops goods can take in time.

    Notes
    -----
    Buckets by day, from the last: a node is settled once, each hop looked at once.
    """
    day = len(bucket) - 1
    window[2 * target] = day
    settled[0] = target
    low, high, hops = 0, 1, 0
    while day >= 0:
        while low < high:
            node = settled[low]
            low += 1
            for slot in range(back_start[node], back_start[node + 1]):
                if back_steps[4 * slot + 1] > day:
                    continue
                source = back_steps[4 * slot]
                leave = min(back_steps[4 * slot + 2], day)
                begin = window[2 * source + 1]
                if begin > leave:
                    continue
                hops += 1
                if leave <= window[2 * source]:
                    continue
                window[2 * source] = leave
                if leave == day:
                    settled[high] = source
                    high += 1
                else:
                    chain[slot] = bucket[leave]
                    bucket[leave] = slot
        slot = bucket[day]
        if slot < 0:
            day -= 1
            continue
        bucket[day] = chain[slot]
        source = back_steps[4 * slot]
        if window[2 * source] == day:
            settled[high] = source
            high += 1
    return high, hops


def numbered(window: Column, node: Column, early: Column) -> None:
    """Number the nodes from which the target can be reached in time, in order; put its number beside each.

    Parameters
    ----------
    window : column of 2 * nodes
        From `latest`; the second of both becomes the number of the node.
    node, early : columns of the nodes that `latest` settled
        Filled: numbers of the nodes in the graph; the earliest rank of day on each.
    """
    count = 0
    for place in range(len(window) // 2):
        if window[2 * place] >= 0:
            node[count] = place
            early[count] = window[2 * place + 1]
            window[2 * place + 1] = count
            count += 1


def between(
    start: Column, steps: Column, number: Column, window: Column, node: Column, early: Column, top: int,
    cut_start: Column, hops: Column, tail: Column, head: Column, first: Column, last: Column,
) -> None:  # fmt: skip
    """Write the hops that goods can take in time as the columns of a subgraph.

    Parameters
    ----------
    start, steps, number : columns of nodes + 1, of 3 * hops, of hops
        The hops of a level by tail: head, first and last day (ranks); their numbers.
    window, node, early : columns
        From `numbered`.
    top : int
        The last day of all that is said.
    cut_start, hops, tail, head, first, last : columns of the nodes of the subgraph + 1, of its hops
        Filled: where the hops of each tail begin, their numbers, ends and days.
    """
    count = 0
    for place in range(len(node)):
        cut_start[place] = count
        here = node[place]
        day = early[place]
        for slot in range(start[here], start[here + 1]):
            leave = steps[3 * slot + 2]
            over = steps[3 * slot]
            there = steps[3 * slot + 1]
            if day > leave or max(day, there) > window[2 * over]:
                continue
            hops[count] = number[slot]
            tail[count] = place
            head[count] = window[2 * over + 1]
            first[count] = there
            last[count] = leave if leave < top else top
            count += 1
    cut_start[len(node)] = count
