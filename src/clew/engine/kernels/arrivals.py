"""Earliest arrival with its witness, and the hops that leave before goods can be there."""

from heapq import heappop, heappush

from clew.engine.jit import Column

_NEVER = 1 << 30


def arrive(
    start: Column, tail: Column, steps: Column, seed_node: Column, seed_witness: Column, slots: Column,
    slot_day: Column, slot_count: int, day_of: Column, witness: Column, bucket: Column, chain: Column,
    queued: Column, stack: Column, fresh: Column,
) -> int:  # fmt: skip
    """Let goods arrive at nodes as early as they can; return how many nodes they reach for the first time.

    Parameters
    ----------
    start, tail, steps : columns of nodes + 1, of hops, of 3 * hops
        The hops of a level: head, first and last day (ranks) side by side (one cache line).
    seed_node, seed_witness : columns of seeds
    slots, slot_day, slot_count : columns, int
        What to begin with: numbers of hops (goods are at the head) or hops + number of a seed, and from which day.
    day_of, witness : columns of nodes
        Earliest day (`NEVER` if not reached yet) and the witness of the seed that comes then; improved.
    bucket, chain, queued, stack : columns of days (-1), slots, slots (0), nodes
        Scratch, left as found.
    fresh : column of nodes
        Filled with the nodes reached for the first time.

    Notes
    -----
    Buckets by day, of which a heap holds those that are not empty: a node is scanned once at its earliest
    day in this call, so that a call is linear in the hops that it touches (but for the heap of days).
    """
    hops = len(tail)
    reached = 0
    days = [0]
    days.pop()
    for k in range(slot_count):
        slot = slots[k]
        if queued[slot]:
            continue
        queued[slot] = 1
        day = slot_day[k]
        if bucket[day] < 0:
            heappush(days, day + 0)  # a wide integer, which the heap wants
        chain[slot] = bucket[day]
        bucket[day] = slot
    while len(days) > 0:
        day = heappop(days)
        slot = bucket[day]
        bucket[day] = -1
        held = 0
        while slot >= 0:
            queued[slot] = 0
            node = steps[3 * slot] if slot < hops else seed_node[slot - hops]
            if day_of[node] > day:
                if day_of[node] == _NEVER:
                    fresh[reached] = node
                    reached += 1
                day_of[node] = day
                witness[node] = witness[tail[slot]] if slot < hops else seed_witness[slot - hops]
                stack[held] = node
                held += 1
            slot = chain[slot]
        while held > 0:
            held -= 1
            node = stack[held]
            for hop in range(start[node], start[node + 1]):
                if day > steps[3 * hop + 2]:
                    continue
                target = steps[3 * hop]
                there = steps[3 * hop + 1]
                if there <= day:
                    if day_of[target] > day:
                        if day_of[target] == _NEVER:
                            fresh[reached] = target
                            reached += 1
                        day_of[target] = day
                        witness[target] = witness[node]
                        stack[held] = target
                        held += 1
                elif day_of[target] > there and not queued[hop]:
                    queued[hop] = 1
                    if bucket[there] < 0:
                        heappush(days, there + 0)
                    chain[hop] = bucket[there]
                    bucket[there] = hop
    return reached


def left_too_early(
    start: Column, tail: Column, steps: Column, recorded: Column, stocks: int, day_of: Column, seed_node: Column,
    seed_witness: Column, slots: Column, slot_day: Column, round_day: Column, witness: Column, bucket: Column,
    chain: Column, queued: Column, stack: Column, fresh: Column, early: Column,
) -> int:  # fmt: skip
    """Mark in `early` the recorded hops that leave before goods can be there; return how many rounds it took.

    Parameters
    ----------
    recorded : column of hops
        Whether the hop counts as a departure.
    day_of : column of nodes
        Earliest arrival of goods from open stocks and extractions.
    round_day : column of nodes, `NEVER`
        Scratch: earliest arrival from the far ends of hops found too early.
    early : column of hops, 0

    Notes
    -----
    Rounds, as the contract says them: where goods of `day_of` never are, goods from the far ends of the hops
    already found count, from their first days. Each stock is judged once, in the round in which it is first
    reached: later rounds have more far ends, hence earlier arrivals, and what leaves before a later bound
    has already left before the earlier one: no hop is found that was not found in the first. Arrivals do go on being
    improved, since an earlier one may still take a dated inferred hop to a stock not reached yet.
    """
    count = 0
    judged = 0
    for node in range(stocks):
        if day_of[node] < _NEVER:
            fresh[judged] = node
            judged += 1
    rounds = 0
    while judged > 0:
        count = 0
        for k in range(judged):
            node = fresh[k]
            if node >= stocks or (rounds > 0 and day_of[node] < _NEVER):
                continue
            day = day_of[node] if rounds == 0 else round_day[node]
            for hop in range(start[node], start[node + 1]):
                if recorded[hop] and steps[3 * hop + 2] < day:
                    early[hop] = 1
                    slots[count] = hop
                    slot_day[count] = steps[3 * hop + 1]
                    count += 1
        rounds += 1
        judged = arrive(
            start, tail, steps, seed_node, seed_witness, slots, slot_day, count, round_day, witness, bucket, chain,
            queued, stack, fresh,
        )  # fmt: skip
    return rounds
