"""Augmenting ways from seeds to a target over what hops may carry, days ignored."""

from clew.engine.jit import Column

ENDLESS = 1 << 60


def augment(
    target: int, start: Column, tail: Column, head: Column, back_start: Column, back_hop: Column, room: Column,
    carried: Column, seed_node: Column, seed_room: Column, parent: Column, queue: Column,
) -> tuple[int, int]:  # fmt: skip
    """Send what a shortest way can carry; return how much, 0 if there is no way, and how many hops were looked at.

    Parameters
    ----------
    target : int
    start, tail, head : columns of nodes + 1, of hops
        The hops by tail.
    back_start, back_hop : columns of nodes + 1, of hops
        The hops by head.
    room, carried : columns of hops
        What each may carry still (`ENDLESS`: anything), and what it does.
    seed_node, seed_room : columns of seeds
        Where ways begin, and what each may send still.
    parent : column of nodes
        Filled: twice the hop by which a node is reached, 1 more if against its direction, twice the hops and the seed
        where a way begins, -1 if it is not reached.
    queue : column of nodes
        Scratch.

    Notes
    -----
    Nothing is sent on a way that may carry anything.
    """
    hops = len(head)
    low = high = looked = 0
    for node in range(len(parent)):
        parent[node] = -1
    for seed in range(len(seed_node)):
        node = seed_node[seed]
        if seed_room[seed] > 0 and parent[node] < 0:
            parent[node] = 2 * hops + seed
            queue[high] = node
            high += 1
    while low < high and parent[target] < 0:
        node = queue[low]
        low += 1
        looked += start[node + 1] - start[node] + back_start[node + 1] - back_start[node]
        for hop in range(start[node], start[node + 1]):
            over = head[hop]
            if room[hop] > 0 and parent[over] < 0:
                parent[over] = 2 * hop
                queue[high] = over
                high += 1
        for place in range(back_start[node], back_start[node + 1]):
            hop = back_hop[place]
            over = tail[hop]
            if carried[hop] > 0 and parent[over] < 0:
                parent[over] = 2 * hop + 1
                queue[high] = over
                high += 1
    if parent[target] < 0:
        return 0, looked
    much = ENDLESS
    node = target
    while parent[node] < 2 * hops:
        hop = parent[node] >> 1
        much = min(much, carried[hop] if parent[node] & 1 else room[hop])
        node = head[hop] if parent[node] & 1 else tail[hop]
    seed = parent[node] - 2 * hops
    much = min(much, seed_room[seed])
    if much < ENDLESS:
        _send(much, target, tail, head, room, carried, parent)
        seed_room[seed] -= much if seed_room[seed] < ENDLESS else 0
    return much, looked


def _send(much: int, target: int, tail: Column, head: Column, room: Column, carried: Column, parent: Column) -> None:
    """Send an amount along the way to the target."""
    hops = len(head)
    node = target
    while parent[node] < 2 * hops:
        hop = parent[node] >> 1
        sign = -1 if parent[node] & 1 else 1
        carried[hop] += sign * much
        if room[hop] < ENDLESS:
            room[hop] -= sign * much
        node = head[hop] if parent[node] & 1 else tail[hop]
