"""Strongly connected components: Tarjan's algorithm with a stack of its own instead of recursion."""

from clew.engine.jit import Column


def components(
    start: Column, head: Column, component: Column, index: Column, low: Column, place: Column, path: Column,
    stack: Column,
) -> int:  # fmt: skip
    """Number the strongly connected components of a graph; return how many there are.

    Parameters
    ----------
    start, head : columns of nodes + 1 and of hops
        Compressed sparse rows.
    component : column of nodes, -1
        Filled with the number of each node's component.
    index, low, place, path, stack : columns of nodes
        Scratch; `index` is -1.

    Notes
    -----
    Linear. R. Tarjan, "Depth-first search and linear graph algorithms", 1972.
    """
    found = 0
    clock = 0
    for root in range(len(component)):
        if index[root] >= 0:
            continue
        depth = 0
        held = 0
        path[0] = root
        node = root
        while depth >= 0:
            node = path[depth]
            if index[node] < 0:
                index[node] = clock
                low[node] = clock
                clock += 1
                place[node] = start[node]
                stack[held] = node
                held += 1
            deeper = False
            while place[node] < start[node + 1]:
                target = head[place[node]]
                place[node] += 1
                if index[target] < 0:
                    depth += 1
                    path[depth] = target
                    deeper = True
                    break
                if component[target] < 0 and index[target] < low[node]:
                    low[node] = index[target]
            if deeper:
                continue
            if low[node] == index[node]:
                while True:
                    held -= 1
                    component[stack[held]] = found
                    if stack[held] == node:
                        break
                found += 1
            depth -= 1
            if depth >= 0 and low[node] < low[path[depth]]:
                low[path[depth]] = low[node]
    return found
