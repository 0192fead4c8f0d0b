"""How many ways lead to each node, by day of arrival: a sum over the nodes in the order of the flow.

Numbers can be of any size: they are told in limbs of 62 bits, the lowest first, as many as are asked for.
"""

from clew.engine.jit import Column

BITS = 62
LIMB = (1 << BITS) - 1


def ways(
    begin: Column, rows: Column, seed_begin: Column, seed_day: Column, hub: Column, member_begin: Column,
    member: Column, taken: Column, limbs: int, limits: Column, span: Column, states: Column, group_low: Column,
    group_states: Column, days: Column,
) -> tuple[bool, bool]:  # fmt: skip
    """Count the ways from seeds to each of some nodes, which are in an order of the flow.

    Parameters
    ----------
    begin, rows : columns of nodes + 1, of 4 * hops
        The hops that lead on by head: where those of each begin; tail, first and last day, number.
    seed_begin, seed_day : columns of nodes + 1 and of seeds
        Each is one way that begins at a node on a day.
    hub : column of nodes
        Whether each is a hub.
    member_begin, member, taken : columns of hops + 1, of memberships, of hops
        The groups to which a hop into a hub belongs; the group whose ways a hop out of one does not lead on (-1 =
        none).
    limbs : int
        Of each number.
    limits : column of two
        How many days of arrival are kept apart at most: at a stock, at a hub.
    span : column of 2 * nodes, 0
        Filled: where the states of each node begin and end.
    states : column of states * (limbs + 1)
        Filled: twice the day of arrival, and 1 where some arrive before it; how many ways, in limbs.
    group_low, group_states : columns of groups (-1), of states of groups * limbs
        Scratch: where the states of a group begin; they have the days of their hub.
    days : column of the greater limit + 1
        Scratch.

    Returns
    -------
    all_counted, too_large : bool
        Whether no way that fits was left out, and whether a number needs more limbs (then nothing is counted).

    Notes
    -----
    Each hop is looked at twice for each state of its tail. Where there are more days than there is room for, those
    the least apart become one, the later: ways are lost by it, none is made up.
    """
    nodes, width, used, group_used, complete = len(hub), limbs + 1, 0, 0, True
    for node in range(nodes):
        limit = min(limits[hub[node]], (len(states) // width - used) // (nodes - node))
        held, fits = _days(node, begin, rows, seed_begin, seed_day, span, states, width, limit, days)
        complete = complete and fits
        for k in range(held):
            states[width * (used + k)] = 2 * days[k]
            for limb in range(limbs):
                states[width * (used + k) + 1 + limb] = 0
        for seed in range(seed_begin[node], seed_begin[node + 1]):
            place = _find(days, held, seed_day[seed])
            states[width * (used + place)] |= days[place] != seed_day[seed]
            states[width * (used + place) + 1] += 1
        for slot in range(begin[node], begin[node + 1]):
            source, first, last, number = rows[4 * slot], rows[4 * slot + 1], rows[4 * slot + 2], rows[4 * slot + 3]
            low = span[2 * source]
            off = -1
            if hub[source] and taken[number] >= 0:
                off = group_low[taken[number]]
            for state in range(low, span[2 * source + 1]):
                there = states[width * state] >> 1
                if there > last:
                    continue
                there = max(there, first)
                place = _find(days, held, there)
                target = width * (used + place)
                states[target] |= states[width * state] & 1 | (days[place] != there)
                less = limbs * (off + state - low) if off >= 0 else -1
                if _add(states, target + 1, states, width * state + 1, group_states, less, limbs):
                    return False, True
                if not hub[node]:
                    continue
                for k in range(member_begin[number], member_begin[number + 1]):
                    if group_low[member[k]] < 0:
                        group_low[member[k]] = group_used
                        for part in range(limbs * group_used, limbs * (group_used + held)):
                            group_states[part] = 0
                        group_used += held
                    _add(
                        group_states, limbs * (group_low[member[k]] + place), states, width * state + 1, states, -1,
                        limbs,
                    )  # fmt: skip
        span[2 * node] = used
        used += held
        span[2 * node + 1] = used
    return complete, False


def _add(into: Column, target: int, ways: Column, state: int, off: Column, less: int, limbs: int) -> int:
    """Add a number to another, less a third that is no greater (negative = none); return what is carried out of it."""
    carry = 0
    for limb in range(limbs):
        value = into[target + limb] + ways[state + limb] + carry
        if less >= 0:
            value -= off[less + limb]
        into[target + limb] = value & LIMB
        carry = value >> BITS
    return carry


def _days(
    node: int, begin: Column, rows: Column, seed_begin: Column, seed_day: Column, span: Column, states: Column,
    width: int, limit: int, days: Column,
) -> tuple[int, bool]:  # fmt: skip
    """Fill `days` with the days of arrival at a node, in order; return how many they are, and whether all fit."""
    held = 0
    fits = True
    for seed in range(seed_begin[node], seed_begin[node + 1]):
        held = _insert(days, held, limit, seed_day[seed])
    for slot in range(begin[node], begin[node + 1]):
        source = rows[4 * slot]
        for state in range(span[2 * source], span[2 * source + 1]):
            there = states[width * state] >> 1
            if there <= rows[4 * slot + 2]:
                held = _insert(days, held, limit, max(there, rows[4 * slot + 1]))
            elif states[width * state] & 1:
                fits = False
    return held, fits


def _find(days: Column, held: int, day: int) -> int:
    """Return the place of the first of `held` days that is not before a day."""
    low, high = 0, held - 1
    while low < high:
        middle = (low + high) // 2
        if days[middle] < day:
            low = middle + 1
        else:
            high = middle
    return low


def _insert(days: Column, held: int, limit: int, day: int) -> int:
    """Put a day among `held` in order; return how many there are then, the least apart being one."""
    low = held
    if held > 0 and days[held - 1] >= day:
        low = _find(days, held, day)
        if days[low] == day:
            return held
    for k in range(held, low, -1):
        days[k] = days[k - 1]
    days[low] = day
    if held < limit:
        return held + 1
    gone = 0
    for k in range(1, held):
        if days[k + 1] - days[k] < days[gone + 1] - days[gone]:
            gone = k
    for k in range(gone, held):
        days[k] = days[k + 1]
    return held
