"""How many paths lead to an entry: exact, with integers of any size, or a number that there are at least."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from clew.engine.cutout import Subgraph
from clew.engine.hops import Hops, expanded, raw
from clew.engine.pairs import IDENTITY, INPUTS_UNPROVEN, INPUTS_UNRECORDED
from clew.engine.tellings import Teller
from clew.engine.walks import Walks

EXPANDED = 200_000
"""Pairs of hubs up to which hubs are replaced by their pairs, so that only real cycles count as such."""

LISTED = 1_000
"""Paths up to which they are counted one by one where there is a cycle."""

STATES = 200_000
"""Pairs of (stock, day of arrival) up to which days that exclude combinations are followed one by one."""


@dataclass(frozen=True)
class Count:
    """A number of paths; if it is not exact, there are at least as many."""

    paths: int
    exact: bool


def count_paths(walks: Walks, listed: int = LISTED) -> Count:
    """Count the paths of a subgraph: each rule, and each combination of parallel hops, apart.

    Notes
    -----
    Exact without cycles between real stocks: a sum over the stocks in the order of the flow; where days exclude some
    combinations, one for each day of arrival. With cycles, or beyond `EXPANDED` or `STATES`, the paths of a part
    without cycles are counted, or the first `listed` one by one, whichever is more. Linear in hops (times days).
    """
    cut = walks.cut
    if not len(cut.source):
        return Count(0, exact=True)
    hops = expanded(cut) if cut.joined <= EXPANDED else raw(cut)
    component, fewest = hops.component(), walks.steps.fewest
    acyclic = int(component.max()) + 1 == cut.nodes
    if not acyclic:
        hops = hops.without_cycles(component, fewest)
    hops = hops.in_order(component, fewest)
    paths, fits = _sum(hops)
    least = 0
    if not acyclic and paths < listed:
        least = _listed(walks, listed)
        if least < listed:
            return Count(least, exact=True)
    if not fits and not hops.hubs:
        dated = _sum_by_day(hops)
        if dated is not None:
            paths, fits = dated, True
    return Count(max(paths, least), exact=acyclic and fits)


def _listed(walks: Walks, most: int) -> int:
    """Return how many paths there are, or `most` if that many or more."""
    teller = Teller(walks.cut)
    each = (len(teller.tell(walk)) for walk in islice(walks.shortest_first(), most))
    return min(sum(each), most)


def _starts(cut: Subgraph) -> dict[int, list[int]]:
    """Return for each node with sources the earliest day of each rule."""
    found: dict[int, dict[int, int]] = {}
    for node, rule, day in zip(
        *(a.tolist() for a in (cut.source_node, cut.source_rule, cut.source_first)), strict=True
    ):
        days = found.setdefault(node, {})
        days[rule] = min(day, days.get(rule, day))
    return {node: list(days.values()) for node, days in found.items()}


def _rows(hops: Hops) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield tail, head, first, last and number of each hop."""
    return zip(*(a.tolist() for a in (hops.tail, hops.head, hops.first, hops.last, hops.out)), strict=True)


def _sum(hops: Hops) -> tuple[int, bool]:
    """Return how many ways there are over hops that no day of arrival is too late for, and whether that is all hops."""
    cut = hops.cut
    count, latest, fits = [0] * cut.nodes, [-1] * cut.nodes, True
    for node, days in _starts(cut).items():
        count[node], latest[node] = len(days), max(days)
    hubs: dict[int, Arrived] = {}
    for tail, head, first, last, out in _rows(hops):
        if not count[tail]:
            continue
        if latest[tail] > last:
            fits = False
            continue
        ways = count[tail]
        if tail in hubs:
            ways -= hubs[tail].unreal(cut, head, out)
        elif hops.hubs and cut.is_hub(head):
            hubs.setdefault(head, Arrived()).add(cut, tail, count[tail])
        if ways:
            count[head] += ways
            latest[head] = max(latest[head], latest[tail], first)
    return count[cut.target], fits


def _sum_by_day(hops: Hops) -> int | None:
    """Return how many ways there are whose days fit, None where there are too many days of arrival to follow."""
    cut = hops.cut
    count: list[dict[int, int]] = [{} for _ in range(cut.nodes)]
    for node, days in _starts(cut).items():
        for day in days:
            count[node][day] = count[node].get(day, 0) + 1
    states = 0
    for tail, head, first, last, _ in _rows(hops):
        arrived = count[head]
        states -= len(arrived)
        for day, ways in count[tail].items():
            if day <= last:
                there = max(day, first)
                arrived[there] = arrived.get(there, 0) + ways
        states += len(arrived)
        if states > STATES:
            return None
    return sum(count[cut.target].values())


@dataclass
class Arrived:
    """How many ways lead into a hub: from each stock, and from the stocks of each product."""

    stocks: dict[int, int] = field(default_factory=dict)
    products: dict[int, int] = field(default_factory=dict)
    items: dict[int, int] = field(default_factory=dict)

    def add(self, cut: Subgraph, stock: int, ways: int) -> None:
        """Add the ways that lead to a stock, from which a hop leads into the hub."""
        session = cut.session
        item = int(session.graph.item[cut.node[stock]])
        product = int(session.pairs.product[item])
        self.stocks[stock] = self.stocks.get(stock, 0) + ways
        self.products[product] = self.products.get(product, 0) + ways
        self.items[item] = stock

    def unreal(self, cut: Subgraph, head: int, out: int) -> int:
        """Return how many of them do not lead on by a hop out of the hub, see `Pairs`."""
        session = cut.session
        item = int(session.graph.item[cut.node[head]])
        kind, claim = int(cut.kind[out]), int(cut.claim[out])
        if kind == IDENTITY:
            basis, node = int(cut.basis[out]), int(cut.node[head])
            pairs = session.pairs
            return sum(
                ways
                for stock, ways in self.stocks.items()
                if not pairs.is_real(int(cut.node[stock]), node, kind, claim, basis)
            )
        if kind in {INPUTS_UNRECORDED, INPUTS_UNPROVEN} and claim < 0:
            return self.products.get(int(session.pairs.product[item]), 0)
        without = {head}
        if kind == INPUTS_UNRECORDED:
            without.update(self.items[given] for given in session.pairs.inputs.get(claim, ()) if given in self.items)
        return sum(self.stocks.get(stock, 0) for stock in without)
