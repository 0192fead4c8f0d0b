"""The nearest nodes of several sorts upstream of each target, looked for backwards, as far as a budget goes."""

from clew.engine.jit import Column


def nearest(
    targets: Column, back_start: Column, back_steps: Column, sorts: Column, since: Column, wanted: int, budget: int,
    latest: Column, stamp: Column, waiting: Column, queue: Column, found: Column,
) -> None:  # fmt: skip
    """Look back from each target, nearest nodes first, until a node of every sort is found or the budget is spent.

    Parameters
    ----------
    targets : column of targets
        Nodes.
    back_start, back_steps : columns of nodes + 1, of 4 * hops
        The hops of a level by head: of each its tail, first and last day, and number, side by side.
    sorts, since : columns of nodes
        Bits of the sorts of a node, and the day (rank) from which goods of them are on it.
    wanted : int
        How many sorts there are.
    budget : int
        How many nodes are looked at for a target, at most.
    latest, stamp, waiting, queue : columns of nodes, of nodes (-1), of nodes (0), of the budget
        Scratch; `waiting` is left as found.
    found : column of wanted * targets
        Filled with the first node found of each sort; -1 where there is none, -2 where the budget did not do to say.

    Notes
    -----
    A node is looked at again when a way is found that goods may take later.
    """
    for k in range(len(targets)):
        missing = (1 << wanted) - 1
        queue[0] = targets[k]
        stamp[targets[k]] = k
        latest[targets[k]] = 1 << 30
        waiting[targets[k]] = 1
        low = 0
        high = 1
        spent = False
        while low < high and missing != 0:
            node = queue[low]
            low += 1
            waiting[node] = 0
            late = latest[node]
            gained = sorts[node] & missing if since[node] <= late else 0
            for sort in range(wanted):
                if gained >> sort & 1:
                    found[wanted * k + sort] = node
            missing ^= gained
            for place in range(4 * back_start[node], 4 * back_start[node + 1], 4):
                if back_steps[place + 1] > late:
                    continue
                source = back_steps[place]
                leave = min(back_steps[place + 2], late)
                if stamp[source] == k and leave <= latest[source]:
                    continue
                if stamp[source] != k or waiting[source] == 0:
                    if high >= budget:
                        spent = True
                        break
                    queue[high] = source
                    high += 1
                    waiting[source] = 1
                stamp[source] = k
                latest[source] = leave
        for place in range(low, high):
            waiting[queue[place]] = 0
        for sort in range(wanted):
            if missing >> sort & 1:
                found[wanted * k + sort] = -2 if spent else -1
