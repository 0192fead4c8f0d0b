"""How many paths lead to an entry: exact, with integers of any size, or a number that there are at least."""

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.cutout import Subgraph
from clew.engine.graph import offsets
from clew.engine.hops import Hops, expanded, raw
from clew.engine.kernels.counts import BITS
from clew.engine.tellings import Teller
from clew.engine.walks import Walks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]

EXPANDED = 200_000
"""Pairs of hubs up to which hubs are replaced by their pairs, so that only real cycles count as such."""

LISTED = 1_000
"""Paths up to which they are counted one by one where there is a cycle."""

STATES, DAYS, HUB_DAYS = 200_000, 1_000, 4
"""Days of arrival that are kept apart at first: beyond four a stock altogether, at a stock, at a hub."""

FINER = 100
"""How many times as many are kept apart where that was too coarse to be exact, and nothing else is in the way."""


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
    apart. With cycles the paths that never go back in an order of the flow are counted, or the first `listed` one by
    one, if that is more; beyond `STATES` (times `FINER` without cycles) only those to which the later of two days is
    early enough. Linear in hops (times days of arrival).
    """
    cut = walks.cut
    if not len(cut.source):
        return Count(0, exact=True)
    hops = expanded(cut) if cut.joined <= EXPANDED else raw(cut)
    order, acyclic = hops.order()
    paths, fits = _sum(hops, order)
    if acyclic and not fits:
        paths, fits = _sum(hops, order, FINER)
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


def _sum(hops: Hops, order: "Ints", finer: int = 1) -> tuple[int, bool]:
    """Return how many ways there are that lead on in an order, and whether these are all that do."""
    limbs = 1
    while True:
        paths, complete, too_large = _summed(hops, order, finer, limbs)
        if not too_large:
            return paths, complete
        limbs *= 2


def _summed(hops: Hops, order: "Ints", finer: int, limbs: int) -> tuple[int, bool, bool]:
    """Return how many ways there are, whether all were counted, and whether numbers are too large for the limbs."""
    cut, session = hops.cut, hops.cut.session
    bench, unreal, ranks = session.graph.bench, session.unreal, len(session.travel.calendar) + 1
    place = np.empty(cut.nodes, np.int32)
    place[order] = np.arange(cut.nodes, dtype=np.int32)
    seeded, day = _seeds(cut, place)
    reached, into, begin, rows = hops.onward(order, place, seeded)
    hub, groups, members, of_hop = np.zeros(len(reached), np.uint8), 0, 0, (bench.full(1),) * 3
    if hops.hubs:
        hub[(reached >= cut.stocks) & (reached < cut.target)] = 1
        groups, of_hop, members = unreal.groups, unreal.columns, int(unreal.width[rows[3::4]].sum())
    limits = np.minimum(np.array([DAYS, HUB_DAYS]) * finer, ranks).astype(np.int32)
    room = min(4 * len(reached) + STATES * finer, len(reached) * ranks)
    span, states = bench.full(2 * len(reached)), bench.numbers(room * (limbs + 1))
    complete, too_large = bench.kernels("counts").ways(
        begin, rows, bench.column(offsets(into[seeded], len(reached))), bench.column(day), bench.column(hub), *of_hop,
        limbs, bench.column(limits), span, states, bench.full(groups, -1),
        bench.numbers(int(limits[1]) * members * limbs), bench.scratch(int(limits.max()) + 1),
    )  # fmt: skip
    at = np.flatnonzero(reached == cut.target).tolist()
    arrived = [(limbs + 1) * state for k in at for state in range(span[2 * k], span[2 * k + 1])]
    paths = sum(int(states[row + 1 + limb]) << BITS * limb for row in arrived for limb in range(limbs))
    return paths, complete, too_large


def _seeds(cut: Subgraph, place: "Ints") -> tuple["Ints", "Ints"]:
    """Return place and earliest day of each rule on each node with sources, in order of places."""
    at = place[cut.source_node]
    order = np.lexsort((cut.source_first, cut.source_rule, at))
    at, rule, day = at[order], cut.source_rule[order], cut.source_first[order]
    new = np.concatenate((np.ones(min(len(at), 1), bool), (at[1:] != at[:-1]) | (rule[1:] != rule[:-1])))
    return at[new], day[new]
