"""Earliest arrival of many things at once: a mask of them travels, day after day."""

from clew.engine.jit import Column


def sweep(
    start: Column, steps: Column, passing: Column, undated: int, seed_day: Column, seed_node: Column,
    seed_mask: Column, probe_day: Column, probe_node: Column, probe_mask: Column, seen: Column, carried: Column,
    bucket: Column, chain: Column, waiting: Column, pending: Column, queue: Column,
) -> None:  # fmt: skip
    """Let seeds travel over hops whose days fit; fill `seen`, `probe_mask` and, if it has a length, `carried`.

    Parameters
    ----------
    start, steps : columns of nodes + 1, of 4 * hops
        The hops of each tail: head, first and last day (ranks), and strength (index into `passing`), plus 8 if days
        do not bind the bits of `undated`; side by side (one cache line).
    passing : column of masks by strength
        The bits that may take such a hop.
    undated : int
        Mask of bits that only the days of hops that are not `free` bind.
    seed_day, seed_node, seed_mask : columns of seeds, by day
        Bits that are on a node from a day.
    probe_day, probe_node, probe_mask : columns of probes, by day
        Filled with the bits that are on the node on that day.
    seen : column of nodes, empty masks
        Filled with the bits that ever get there.
    carried : column of hops or of nothing
        Filled with the bits that ever take the hop.
    bucket, chain, waiting, pending, queue : columns of days (-1), hops, hops (0), nodes (0), nodes
        Scratch.

    Notes
    -----
    A node is scanned once for each day on which new bits get there (or more often, where bits come
    one after another within a day): at worst bits times hops, in practice a few times the hops.
    A hop waits in the bucket of its first day at most once, so that buckets are lists within `chain`.
    """
    size = len(queue)
    seed = 0
    probe = 0
    for day in range(len(bucket)):
        low = 0
        count = 0
        while seed < len(seed_day) and seed_day[seed] == day:
            target = seed_node[seed]
            go = seed_mask[seed] & ~seen[target]
            if go != 0:
                if pending[target] == 0:
                    queue[count] = target
                    count += 1
                pending[target] |= go
            seed += 1
        hop = bucket[day]
        while hop >= 0:
            target = steps[4 * hop]
            go = waiting[hop] & ~seen[target]
            if go != 0:
                if pending[target] == 0:
                    queue[count] = target
                    count += 1
                pending[target] |= go
            waiting[hop] = 0
            hop = chain[hop]
        while count > 0:
            node = queue[low]
            low = low + 1 if low + 1 < size else 0
            count -= 1
            mask = pending[node]
            pending[node] = 0
            seen[node] |= mask
            for hop in range(start[node], start[node + 1]):
                code = steps[4 * hop + 3]
                go = mask & passing[code & 7]
                if go == 0:
                    continue
                wait = go & 0
                if day > steps[4 * hop + 2]:
                    go = go & undated if code >= 8 else wait
                elif day < steps[4 * hop + 1]:
                    wait = go & ~undated if code >= 8 else go
                    go = go ^ wait
                if len(carried) > 0:
                    carried[hop] |= go | wait
                target = steps[4 * hop]
                go &= ~seen[target]
                if go != 0:
                    if pending[target] == 0:
                        spot = low + count
                        queue[spot if spot < size else spot - size] = target
                        count += 1
                    pending[target] |= go
                wait &= ~seen[target]
                if wait != 0:
                    if waiting[hop] == 0:
                        there = steps[4 * hop + 1]
                        chain[hop] = bucket[there]
                        bucket[there] = hop
                    waiting[hop] |= wait
        while probe < len(probe_day) and probe_day[probe] == day:
            probe_mask[probe] = seen[probe_node[probe]]
            probe += 1
