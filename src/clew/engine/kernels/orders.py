"""An order of nodes in which goods flow, as far as no cycle is in the way, and the hops that lead on in it."""

from clew.engine.jit import Column


def peel(start: Column, head: Column, degree: Column, order: Column) -> int:
    """Put the nodes that no cycle leads to in order; return how many they are: all without cycles.

    Parameters
    ----------
    start, head : columns of nodes + 1 and of hops
        The hops by tail. Those from a node to itself do not count.
    degree : column of nodes, 0
        Filled: how many hops into each node come from others that are not in order; -1 for those that are.
    order : column of nodes
        Filled.

    Notes
    -----
    Linear. A. B. Kahn, "Topological sorting of large networks", 1962.
    """
    nodes = len(degree)
    for node in range(nodes):
        for hop in range(start[node], start[node + 1]):
            if head[hop] != node:
                degree[head[hop]] += 1
    high = 0
    for node in range(nodes):
        if degree[node] == 0:
            degree[node] = -1
            order[high] = node
            high += 1
    low = 0
    while low < high:
        node = order[low]
        low += 1
        for hop in range(start[node], start[node + 1]):
            over = head[hop]
            if over == node:
                continue
            degree[over] -= 1
            if degree[over] == 0:
                degree[over] = -1
                order[high] = over
                high += 1
    return high


def onward(
    order: Column, place: Column, start: Column, head: Column, seeded: Column, into: Column, reached: Column,
    begin: Column,
) -> int:  # fmt: skip
    """Find the nodes to which hops lead on from some, in order; return how many they are.

    Parameters
    ----------
    order, place : columns of nodes
        The nodes in order, the place of each in it.
    start, head : columns of nodes + 1 and of hops
        The hops by tail.
    seeded : column
        Places of the nodes to begin at, ascending.
    into : column of nodes, 0
        Filled by place: the number of the node found there.
    reached, begin : columns of nodes, of nodes + 1 (0)
        Filled: the nodes found; where the hops that lead on to each begin, see `rows_by_head`.
    """
    found = seed = 0
    for spot in range(len(order)):
        begins = seed < len(seeded) and seeded[seed] == spot
        if into[spot] == 0 and not begins:
            continue
        while seed < len(seeded) and seeded[seed] == spot:
            seed += 1
        node = order[spot]
        reached[found] = node
        begin[found + 1] = begin[found] + into[spot]
        into[spot] = found
        found += 1
        for hop in range(start[node], start[node + 1]):
            if place[head[hop]] > spot:
                into[place[head[hop]]] += 1
    return found


def rows_by_head(
    reached: Column, place: Column, into: Column, start: Column, head: Column, first: Column, last: Column,
    number: Column, following: Column, rows: Column,
) -> None:  # fmt: skip
    """Fill `rows` with the hops that lead on, by head.

    Parameters
    ----------
    reached, place, into, start, head : columns
        As those of `onward`.
    first, last, number : columns of hops
    following : column of the nodes found
        Where the rows of each begin; afterwards where they end.
    rows : column of 4 * hops that lead on
        Filled: the number of the tail among the nodes found, first, last, number of the hop.
    """
    for tail in range(len(reached)):
        node = reached[tail]
        for hop in range(start[node], start[node + 1]):
            over = place[head[hop]]
            if over > place[node]:
                row = 4 * following[into[over]]
                following[into[over]] += 1
                rows[row] = tail
                rows[row + 1] = first[hop]
                rows[row + 2] = last[hop]
                rows[row + 3] = number[hop]
