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


LOOK, UNSEEN, DONE = 0, 1, 2


def latest(
    target: int, back_start: Column, back_near: Column, back_steps: Column, window: Column, mark: Column,
    settled: Column, arriving: Column, bucket: Column, chain: Column, ahead: int,
) -> tuple[int, int]:  # fmt: skip
    """Find the latest rank of day on each node from which goods get to the target, if they are there by then.

    Parameters
    ----------
    target : int
    back_start, back_near, back_steps : columns of nodes + 1, of hops, of 4 * hops
        The hops of a level by head: tail, or -1 - tail where days bind; tail, first and last day (ranks), number.
    window : column of 2 * nodes
        The second of both from `earliest`; the first is -1 and filled with the number of ranks (the length of
        `bucket` - 1) where no day is too late.
    mark : column of nodes
        `UNSEEN` where goods are from the first rank of day on, else `LOOK`. Scratch: most nodes are such, so that few
        windows, which are many times larger, are looked at.
    settled, arriving : columns of nodes
        Filled with the nodes as they are found (the later the day first, then the nearer to the target), and with how
        many hops goods can take to each of them in time.
    bucket, chain : columns of ranks + 1 (-1) and of hops
        Scratch.
    ahead : int
        How many nodes are looked at together (see `_touched`); 0 where that gains nothing.

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
    mark[target] = LOOK
    settled[0] = target
    low, high, told, seen, hops = 0, 1, 0, 0, 0
    while day >= 0:
        while low < high:
            if ahead and low >= seen:
                seen = min(low + ahead, high)
                arriving[low] = _touched(low, seen, settled, back_start, back_near)
            node = settled[low]
            before = hops
            for slot in range(back_start[node], back_start[node + 1]):
                source = back_near[slot]
                leave = day
                if source < 0:
                    source = -1 - source
                    if back_steps[4 * slot + 1] > day or back_steps[4 * slot + 2] < 0:
                        continue
                    leave = min(back_steps[4 * slot + 2], day)
                if mark[source] == LOOK and window[2 * source + 1] > leave:
                    continue
                hops += 1
                if mark[source] == DONE or (mark[source] == LOOK and leave <= window[2 * source]):
                    continue
                if leave == day:
                    if mark[source] == UNSEEN:
                        mark[source] = DONE
                    else:
                        window[2 * source] = day
                    settled[high] = source
                    high += 1
                else:
                    mark[source] = LOOK
                    window[2 * source] = leave
                    chain[slot] = bucket[leave]
                    bucket[leave] = slot
            arriving[low] = hops - before
            low += 1
        for place in range(told, high):
            window[2 * settled[place]] = day
        told = high
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


def _touched(low: int, high: int, settled: Column, back_start: Column, back_near: Column) -> int:
    """Read where the hops into some nodes are, and the first of each; the number returned says nothing.

    Notes
    -----
    It lies far apart. Read in loops that wait for nothing, it comes from memory many pieces at a time, and the sweep
    need not wait for it.
    """
    said = 0
    for place in range(low, high):
        said ^= back_start[settled[place]]
    for place in range(low, high):
        said ^= back_near[min(back_start[settled[place]], len(back_near) - 1)]
    return said


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
    start: Column, steps: Column, number: Column, window: Column, node: Column, early: Column, cut_start: Column,
    hops: Column, head: Column,
) -> None:  # fmt: skip
    """Write the hops that goods can take in time as the columns of a subgraph.

    Parameters
    ----------
    start, steps, number : columns of nodes + 1, of 3 * hops, of hops
        The hops of a level by tail: head, first and last day (ranks); their numbers.
    window, node, early : columns
        From `numbered`.
    cut_start, hops, head : columns of the nodes of the subgraph + 1, of its hops
        Filled: where the hops of each tail begin, their numbers and heads.
    """
    count = 0
    for place in range(len(node)):
        cut_start[place] = count
        here = node[place]
        day = early[place]
        for slot in range(start[here], start[here + 1]):
            over = steps[3 * slot]
            if day > steps[3 * slot + 2] or max(day, steps[3 * slot + 1]) > window[2 * over]:
                continue
            hops[count] = number[slot]
            head[count] = window[2 * over + 1]
            count += 1
    cut_start[len(node)] = count
