"""A way of few hops from a source to the entry over what is not settled yet, days fitting."""

from clew.engine.jit import Column


def way(
    target: int, start: Column, head: Column, first: Column, last: Column, settled: Column, seed_node: Column,
    seed_day: Column, seed_settled: Column, day: Column, parent: Column, queue: Column, queued: Column,
) -> tuple[int, int]:  # fmt: skip
    """Find a way from a seed to the target, and fill `parent` along it.

    Parameters
    ----------
    target : int
        The node to get to.
    start, head, first, last : columns of nodes + 1, of hops
        Compressed sparse rows, ranks of days.
    settled, seed_settled : columns of hops, of seeds
        What is left out (not 0).
    seed_node, seed_day : columns of seeds
        Where goods are, from which rank of day.
    day, parent : columns of nodes
        Filled with the rank on which a node is reached and the hop by which it is, or hops + the seed.
    queue, queued : columns of nodes (+ 1) and of nodes
        Scratch; `queued` is all 0 before and after.

    Returns
    -------
    found, looked : int
        1 if there is a way, and how many hops the nodes have that were gone through.

    Notes
    -----
    In rounds, so that the way found has few hops; a node is looked at again when goods can be there sooner. That day
    only sinks, so the parents never make a circle.
    """
    nodes, hops, never = len(start) - 1, len(head), 1 << 30
    size = nodes + 1
    for node in range(nodes):
        day[node] = never
        parent[node] = -1
    low = high = looked = 0
    for seed in range(len(seed_node)):
        node = seed_node[seed]
        if seed_settled[seed] == 0 and seed_day[seed] < day[node]:
            day[node] = seed_day[seed]
            parent[node] = hops + seed
            if queued[node] == 0:
                queued[node] = 1
                queue[high] = node
                high = (high + 1) % size
    found = 1 if day[target] < never else 0
    while low != high:
        node = queue[low]
        low = (low + 1) % size
        queued[node] = 0
        if found:
            continue
        looked += start[node + 1] - start[node]
        for hop in range(start[node], start[node + 1]):
            if settled[hop] != 0 or day[node] > last[hop]:
                continue
            there = first[hop] if first[hop] > day[node] else day[node]
            over = head[hop]
            if there >= day[over]:
                continue
            day[over] = there
            parent[over] = hop
            if over == target:
                found = 1
                break
            if queued[over] == 0:
                queued[over] = 1
                queue[high] = over
                high = (high + 1) % size
    return found, looked


def back(
    target: int, start: Column, hop_into: Column, tail: Column, first: Column, last: Column, settled: Column,
    late: Column, child: Column, queue: Column, queued: Column,
) -> None:  # fmt: skip
    """Fill the latest rank of day on which goods at each node are in time (-1 = never), and the hop that they take.

    Parameters
    ----------
    start, hop_into : columns of nodes + 1, of hops
        The hops by head.
    late, child : columns of nodes
        Filled; `child` is -1 where no hop leads on.
    """
    nodes = len(start) - 1
    size = nodes + 1
    for node in range(nodes):
        late[node] = -1
        child[node] = -1
    late[target] = 1 << 30
    queue[0] = target
    queued[target] = 1
    low, high = 0, 1
    while low != high:
        node = queue[low]
        low = (low + 1) % size
        queued[node] = 0
        for place in range(start[node], start[node + 1]):
            hop = hop_into[place]
            if settled[hop] != 0 or first[hop] > late[node]:
                continue
            day = last[hop] if last[hop] < late[node] else late[node]
            before = tail[hop]
            if day <= late[before]:
                continue
            late[before] = day
            child[before] = hop
            if queued[before] == 0:
                queued[before] = 1
                queue[high] = before
                high = (high + 1) % size
