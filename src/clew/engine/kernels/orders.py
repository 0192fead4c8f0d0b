"""Hops by head in rows, and an order of nodes in which goods flow, as far as no cycle is in the way."""

from clew.engine.jit import Column


def rows_by_head(
    tail: Column, head: Column, first: Column, last: Column, number: Column, begin: Column, place: Column, rows: Column
) -> None:
    """Fill `rows` with the hops by head (counting sort) but those from a node to itself.

    Parameters
    ----------
    tail, head, first, last, number : columns of hops
    begin : column of nodes + 1, 0
        Filled: where the rows of each head begin.
    place : column of nodes
        Scratch.
    rows : column of 4 * hops
        Filled: tail, first, last, number.
    """
    for hop in range(len(head)):
        if tail[hop] != head[hop]:
            begin[head[hop] + 1] += 1
    for node in range(len(place)):
        begin[node + 1] += begin[node]
        place[node] = begin[node]
    for hop in range(len(head)):
        node = head[hop]
        if tail[hop] != node:
            row = 4 * place[node]
            place[node] += 1
            rows[row] = tail[hop]
            rows[row + 1] = first[hop]
            rows[row + 2] = last[hop]
            rows[row + 3] = number[hop]


def peel(
    start: Column, head: Column, begin: Column, rows: Column, degree: Column, place: Column, order: Column
) -> tuple[int, int]:
    """Put nodes in order from both ends; return how many are in the beginning, and where the end begins.

    Parameters
    ----------
    start, head : columns of nodes + 1 and of hops
        The hops by tail.
    begin, rows : columns
        From `rows_by_head`.
    degree : column of nodes
        Scratch.
    place, order : columns of nodes (-1) and of nodes
        Filled for nodes that no cycle leads to, and for those that lead to none.

    Notes
    -----
    Linear. Without a cycle all nodes are in the beginning. A. B. Kahn, "Topological sorting of large networks", 1962.
    """
    nodes = len(place)
    high = 0
    for node in range(nodes):
        degree[node] = begin[node + 1] - begin[node]
        if degree[node] == 0:
            place[node] = high
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
                place[over] = high
                order[high] = over
                high += 1
    return high, _peel_back(start, head, begin, rows, degree, place, order, high)


def _peel_back(
    start: Column, head: Column, begin: Column, rows: Column, degree: Column, place: Column, order: Column, high: int
) -> int:
    """Put nodes that lead to no cycle at the end of the order; return where it begins."""
    nodes = len(place)
    end = nodes
    if high == nodes:
        return end
    for node in range(nodes):
        left = start[node + 1] - start[node]
        if left > 0 and place[node] < 0:
            for hop in range(start[node], start[node + 1]):
                if head[hop] == node:
                    left -= 1
        degree[node] = left
        if left == 0 and place[node] < 0:
            end -= 1
            place[node] = end
            order[end] = node
    low = nodes
    while low > end:
        low -= 1
        node = order[low]
        for slot in range(begin[node], begin[node + 1]):
            over = rows[4 * slot]
            degree[over] -= 1
            if degree[over] == 0 and place[over] < 0:
                end -= 1
                place[over] = end
                order[end] = over
    return end
