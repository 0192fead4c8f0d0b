"""What lies upstream of some nodes, days ignored, and the order of hops by head."""

from clew.engine.jit import Column


def upstream(
    back_start: Column, back_hop: Column, tail: Column, strength: Column, passing: Column, mask: Column,
    pending: Column, queue: Column, count: int,
) -> None:  # fmt: skip
    """Spread masks from heads to tails over hops that let them pass.

    Parameters
    ----------
    back_start, back_hop : columns of nodes + 1 and of hops
        The hops by head.
    mask : column of nodes
        Bits of the nodes to start from (on the first `count` of `queue`); filled with those of all others.
    pending, queue : columns of nodes
        Scratch; `pending` is 1 for the nodes that are in `queue`.

    Notes
    -----
    Linear in hops times bits: a node is scanned again only when it gains a bit.
    """
    size = len(queue)
    low = 0
    while count > 0:
        node = queue[low]
        low = low + 1 if low + 1 < size else 0
        count -= 1
        pending[node] = 0
        bits = mask[node]
        for place in range(back_start[node], back_start[node + 1]):
            hop = back_hop[place]
            source = tail[hop]
            gained = bits & passing[strength[hop]] & ~mask[source]
            if gained != 0:
                mask[source] |= gained
                if pending[source] == 0:
                    pending[source] = 1
                    spot = low + count
                    queue[spot if spot < size else spot - size] = source
                    count += 1


def by_head(head: Column, next_place: Column, back_hop: Column) -> None:
    """Fill `back_hop` with the hops by head, in their own order (counting sort).

    Parameters
    ----------
    next_place : column of nodes
        Where the hops of each head begin; used up.
    """
    for hop in range(len(head)):
        place = next_place[head[hop]]
        back_hop[place] = hop
        next_place[head[hop]] = place + 1
