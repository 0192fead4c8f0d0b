"""How many ways lead to each node, by day of arrival: a sum over the nodes in the order of the flow.

Numbers are told by what they leave when they are divided by several others (`lanes`), so that they can be
of any size: who knows how large they can be at most knows them from that. Uncompiled there is one lane,
of integers of any length.
"""

from clew.engine.jit import Column


def ways(
    order: Column, start: Column, head: Column, begin: Column, rows: Column, reached: Column, seed_begin: Column,
    seed_day: Column, hub_low: int, hub_high: int, member_begin: Column, member: Column, taken: Column,
    modulus: Column, most: float, limits: Column, span: Column, when: Column, size: Column, total: Column,
    group_low: Column, group_total: Column, days: Column, told: Column,
) -> None:  # fmt: skip
    """Count the ways from seeds to each node over hops that lead on in an order.

    Parameters
    ----------
    order : column of nodes
        Hops that lead back in it are left out.
    start, head : columns of nodes + 1 and of hops
        The hops by tail.
    begin, rows : columns
        From `rows_by_head`.
    reached : column of nodes, 0
        Scratch: which are at the end of a hop that ways may take.
    seed_begin, seed_day : columns of nodes + 1 and of seeds
        Each is one way that begins at a node on a day.
    hub_low, hub_high : int
        Nodes from `hub_low` to below `hub_high` are hubs.
    member_begin, member, taken : columns of hops + 1, of memberships, of hops
        The groups to which a hop into a hub belongs; the group whose ways a hop out of one does not lead on (-1 =
        none).
    modulus : column of lanes
    most : float
        A way is left out where the number would be more than this.
    limits : column of two
        How many days of arrival are kept apart at most: at a stock, at a hub.
    span : column of 2 * nodes, 0
        Filled: where the states of each node begin and end.
    when, size, total : columns of states, total of states * lanes
        Filled: twice the day of arrival, and 1 where some arrive before it; how many ways at most; these in lanes.
    group_low, group_total : columns of groups (-1), of states of groups * lanes
        Scratch: where the states of a group begin; they have the days of their hub.
    days : column of the limit + 1
        Scratch.
    told : column of two, 1 and 0
        Becomes 0, 1: a way was left out that may fit; a number was larger than `most`.

    Notes
    -----
    Each hop is looked at twice for each state of its tail. Where there are more days than there is room for, those
    the least apart become one, the later: ways are lost by it, none is made up.
    """
    nodes, lanes, used, group_used = len(order), len(modulus), 0, 0
    for spot in range(nodes):
        node = order[spot]
        if not reached[node] and seed_begin[node] == seed_begin[node + 1]:
            continue
        is_hub = hub_low <= node < hub_high
        limit = min(limits[1 if is_hub else 0], (len(when) - used) // (nodes - spot))
        held = _days(node, begin, rows, seed_begin, seed_day, span, when, limit, days, told)
        for k in range(held):
            when[used + k] = 2 * days[k]
            size[used + k] = 0.0
        for part in range(lanes * used, lanes * (used + held)):
            total[part] = 0
        for seed in range(seed_begin[node], seed_begin[node + 1]):
            target = used + _find(days, held, seed_day[seed])
            when[target] |= days[target - used] != seed_day[seed]
            size[target] += 1.0
            for lane in range(lanes):
                total[lanes * target + lane] += 1
        for slot in range(begin[node], begin[node + 1]):
            source = rows[4 * slot]
            low = span[2 * source]
            off = -1
            if hub_low <= source < hub_high and taken[rows[4 * slot + 3]] >= 0:
                off = group_low[taken[rows[4 * slot + 3]]]
            for state in range(low, span[2 * source + 1]):
                there = when[state] >> 1
                if there > rows[4 * slot + 2]:
                    continue
                there = max(there, rows[4 * slot + 1])
                place = _find(days, held, there)
                target = used + place
                if size[target] + size[state] > most:
                    told[0] = 0
                    told[1] = 1
                    continue
                when[target] |= when[state] & 1 | (days[place] != there)
                size[target] += size[state]
                _add(total, target, total, state, group_total, off + state - low if off >= 0 else -1, modulus)
                if not is_hub:
                    continue
                for k in range(member_begin[rows[4 * slot + 3]], member_begin[rows[4 * slot + 3] + 1]):
                    if group_low[member[k]] < 0:
                        group_low[member[k]] = group_used
                        for part in range(lanes * group_used, lanes * (group_used + held)):
                            group_total[part] = 0
                        group_used += held
                    _add(group_total, group_low[member[k]] + place, total, state, total, -1, modulus)
        span[2 * node] = used
        used += held
        span[2 * node + 1] = used
        if held > 0:
            for hop in range(start[node], start[node + 1]):
                reached[head[hop]] = 1


def _add(into: Column, target: int, ways: Column, state: int, off: Column, less: int, modulus: Column) -> None:
    """Add the ways of a state to another, less those of a third (negative = none)."""
    lanes = len(modulus)
    for lane in range(lanes):
        value = into[lanes * target + lane] + ways[lanes * state + lane]
        if less >= 0:
            value -= off[lanes * less + lane]
            if value < 0:
                value += modulus[lane]
        if value >= modulus[lane]:
            value -= modulus[lane]
        into[lanes * target + lane] = value


def _days(
    node: int, begin: Column, rows: Column, seed_begin: Column, seed_day: Column, span: Column, when: Column,
    limit: int, days: Column, told: Column,
) -> int:  # fmt: skip
    """Fill `days` with the days of arrival at a node, in order; return how many they are."""
    held = 0
    for seed in range(seed_begin[node], seed_begin[node + 1]):
        held = _insert(days, held, limit, seed_day[seed])
    for slot in range(begin[node], begin[node + 1]):
        source = rows[4 * slot]
        for state in range(span[2 * source], span[2 * source + 1]):
            there = when[state] >> 1
            if there <= rows[4 * slot + 2]:
                held = _insert(days, held, limit, max(there, rows[4 * slot + 1]))
            elif when[state] & 1:
                told[0] = 0
    return held


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
    if held > 0 and days[held - 1] < day:
        low = held
    else:
        low = _find(days, held, day)
        if held > 0 and days[low] == day:
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
