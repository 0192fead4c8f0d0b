"""An order of nodes in which goods flow, as far as no cycle is in the way, and the hops that lead on in it."""

from clew.engine.jit import Column


def peel(start: Column, head: Column, degree: Column, order: Column) -> int:
    """Put the nodes that no cycle leads to in order; return how many they are: all without cycles.

    Parameters
    ----------
    start, head : columns of nodes + 1 and of hops
        The hops by tail. Those from a node to itself do not count.
    degree : column of nodes
        How many hops there are into each; afterwards how many of them come from others that are not in order, -1 for
        those that are.
    order : column of nodes
        Filled.

    Notes
    -----
    Linear. A. B. Kahn, "Topological sorting of large networks", 1962.
    """
    nodes = len(degree)
    for node in range(nodes):
        for hop in range(start[node], start[node + 1]):
            if head[hop] == node:
                degree[node] -= 1
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
    begin: Column, ways: Column,
) -> int:  # fmt: skip
    """Find the nodes to which hops lead on from some, in order, and these hops; return how many nodes they are.

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
    ways : column of 3 * hops
        Filled: of each hop that leads on, the number of the tail among the nodes found, the place of the head, the hop.
    """
    found = seed = held = 0
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
        for hop in range(start[node], start[node + 1]):
            over = place[head[hop]]
            if over > spot:
                into[over] += 1
                ways[held] = found
                ways[held + 1] = over
                ways[held + 2] = hop
                held += 3
        found += 1
    return found


def rows_by_head(ways: Column, into: Column, following: Column, rows: Column) -> None:
    """Fill `rows` with the hops that lead on, by head.

    Parameters
    ----------
    ways, into : columns
        From `onward`.
    following : column of the nodes found
        Where the rows of each begin; afterwards where they end.
    rows : column of 4 * hops that lead on
        Filled: the number of the tail among the nodes found, and in the last place the hop.
    """
    for way in range(len(rows) // 4):
        over = into[ways[3 * way + 1]]
        row = 4 * following[over]
        following[over] += 1
        rows[row] = ways[3 * way]
        rows[row + 3] = ways[3 * way + 2]
