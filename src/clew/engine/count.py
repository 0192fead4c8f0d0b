"""How many paths lead to an entry: exact, with integers of any size, or a number that there are at least."""

from dataclasses import dataclass
from itertools import islice
from math import gcd, prod
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.cutout import Subgraph
from clew.engine.graph import offsets
from clew.engine.hops import Hops, expanded, raw
from clew.engine.jit import Bench
from clew.engine.tellings import Teller
from clew.engine.walks import Walks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]

EXPANDED = 200_000
"""Pairs of hubs up to which hubs are replaced by their pairs, so that only real cycles count as such."""

LISTED = 1_000
"""Paths up to which they are counted one by one where there is a cycle."""

STATES = 200_000
"""Pairs of (stock, day of arrival) that are kept apart, if there are four times as many stocks more."""

DAYS, HUB_DAYS = 1_000, 4
"""Days of arrival that are kept apart at most: at a stock, and at a hub (whose pairs are many)."""

LANES = (2, 17)
"""Lanes in which numbers are told: the second time, if the first was too few."""

BITS = 61
"""Bits of a lane: two of them add up within 64 bits."""

SPARE = 12
"""Bits that are left free, for the sum over days of arrival."""


@dataclass(frozen=True)
class Count:
    """A number of paths; if it is not exact, there are at least as many."""

    paths: int
    exact: bool


def count_paths(walks: Walks, listed: int = LISTED) -> Count:
    """Count the paths of a subgraph: each rule, and each combination of parallel hops, apart.

    Notes
    -----
    Exact without cycles between real stocks: a sum over the stocks in the order of the flow, for each day of arrival
    apart. With cycles the paths that never go back in an order of the flow are counted, beyond `STATES` those to which
    the later of two days is early enough; or the first `listed` one by one, if that is more. Linear in hops (times
    days of arrival).
    """
    cut = walks.cut
    if not len(cut.source):
        return Count(0, exact=True)
    hops = expanded(cut) if cut.joined <= EXPANDED else raw(cut)
    order, acyclic = hops.order()
    paths, fits = _sum(hops, order, acyclic)
    least = 0
    if not acyclic and paths < listed:
        least = _listed(walks, listed)
        if least < listed:
            return Count(least, exact=True)
    return Count(max(paths, least), exact=acyclic and fits)


def _listed(walks: Walks, most: int) -> int:
    """Return how many paths there are, or `most` if that many or more."""
    teller = Teller(walks.cut)
    each = (len(teller.tell(walk)) for walk in islice(walks.roughly_shortest_first(), most))
    return min(sum(each), most)


def _sum(hops: Hops, order: "Ints", acyclic: bool) -> tuple[int, bool]:
    """Return how many ways there are that lead on in an order, and whether these are all that do."""
    bench = hops.cut.session.graph.bench
    for lanes in LANES if bench.fast else ():
        paths, fits, small = _summed(hops, order, bench, _moduli(lanes))
        if small:
            return paths, fits
    if bench.fast and not acyclic:
        return paths, False
    begin = np.asarray(hops.rows[0])
    widths = np.diff(begin.astype(np.int64))
    bits = int(np.log2(widths[widths > 0] + len(hops.cut.source)).sum()) + len(hops.cut.source).bit_length() + 1
    paths, fits, _ = _summed(hops, order, Bench(False), [1 << bits])
    return paths, fits


def _moduli(lanes: int) -> list[int]:
    """Return numbers without a common divisor, of `BITS` bits."""
    found: list[int] = []
    number = (1 << BITS) - 1
    while len(found) < lanes:
        if all(gcd(number, other) == 1 for other in found):
            found.append(number)
        number -= 2
    return found


def _summed(hops: Hops, order: "Ints", bench: Bench, moduli: list[int]) -> tuple[int, bool, bool]:
    """Return how many ways there are, whether all were counted, and whether no number was too large for the lanes."""
    cut, lanes = hops.cut, len(moduli)
    nodes, session = cut.nodes, cut.session
    node, day = _seeds(cut)
    hub = (cut.stocks, cut.stocks + cut.hubs) if hops.hubs else (0, 0)
    unreal = session.unreal
    members, groups = (int(unreal.width[cut.hop].sum()), unreal.groups) if hops.hubs else (0, 0)
    of_hop = unreal.columns if hops.hubs else (bench.full(1), bench.full(1), bench.full(1))
    states, own = 4 * nodes + STATES, HUB_DAYS * members
    wide = [np.empty(lanes * size, np.int64) if bench.fast else [0] * (lanes * size) for size in (states, own)]
    size = np.empty(states, np.float64) if bench.fast else [0.0] * states
    modulus = np.array(moduli, np.int64) if bench.fast else moduli
    span = bench.full(2 * nodes)
    told = bench.full(2)
    told[0] = 1
    rows = [bench.column(np.asarray(column, np.int32)) for column in hops.rows]
    bench.kernels("counts").ways(
        *(bench.column(column) for column in (order, hops.start, hops.head)), *rows, bench.full(nodes),
        bench.column(offsets(node, nodes)), bench.column(day), *hub,
        *of_hop, modulus, 2.0 ** (BITS * lanes - lanes - SPARE) if bench.fast else float("inf"),
        bench.column(np.array([DAYS, HUB_DAYS], np.int32)), span, bench.scratch(states), size, wide[0],
        bench.full(groups, -1), wide[1], bench.scratch(DAYS + 1), told,
    )  # fmt: skip
    rests = [
        sum(int(wide[0][lanes * state + lane]) for state in range(*span[2 * cut.target : 2 * cut.target + 2]))
        for lane in range(lanes)
    ]
    return _number(rests, moduli), bool(told[0]), not told[1]


def _seeds(cut: Subgraph) -> tuple["Ints", "Ints"]:
    """Return node and earliest day of each rule on each node with sources, in order of nodes."""
    order = np.lexsort((cut.source_first, cut.source_rule, cut.source_node))
    node, rule, day = (a[order] for a in (cut.source_node, cut.source_rule, cut.source_first))
    new = np.concatenate((np.ones(min(len(node), 1), bool), (node[1:] != node[:-1]) | (rule[1:] != rule[:-1])))
    return node[new], day[new]


def _number(rests: list[int], moduli: list[int]) -> int:
    """Return the number below the product of moduli that leaves these rests (the Chinese remainder theorem)."""
    whole = prod(moduli)
    return (
        sum(rest * (whole // each) * pow(whole // each, -1, each) for rest, each in zip(rests, moduli, strict=True))
        % whole
    )
