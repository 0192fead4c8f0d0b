"""The hops from a stock in the order of paths, hubs looked through as far as is asked, and how far the entry is."""

from collections.abc import Iterator
from functools import cached_property
from heapq import merge
from typing import NamedTuple

from clew.engine.cutout import Subgraph
from clew.engine.graph import strong_components
from clew.engine.ladder import Ladder

SHORT = 32
"""Steps up to which it is not worth to leave out those that lead too far."""


class Step(NamedTuple):
    """A hop between real stocks, or into the entry; steps compare in the order in which paths are told.

    Attributes
    ----------
    claim, place, weakness, kind : int
        The claim (-1 = none), the place of the far end in the order of stocks, 4 - basis, the kind in order of names.
    into, out : int
        The hop into a hub (-1 if it is direct), the direct hop or that out of the hub.
    head : int
        The far end.
    first, last : int
        Ranks of days.
    """

    claim: int
    place: int
    weakness: int
    kind: int
    into: int
    out: int
    head: int
    first: int
    last: int


class Steps:
    """The steps of a subgraph, made when they are asked for."""

    def __init__(self, cut: Subgraph) -> None:
        self.cut = cut
        self._start = cut.start
        self._direct: dict[int, list[Step]] = {}
        self._hubs: dict[int, list[int]] = {}
        self._hub_low, self._hub_high = cut.stocks, cut.stocks + cut.hubs
        self._within: dict[tuple[int, int, bool], tuple[list[Step], int]] = {}

    @cached_property
    def ladder(self) -> Ladder:
        """How near the entry is."""
        return Ladder(self.cut)

    def within(self, node: int, room: int) -> tuple[Iterator[Step], int]:
        """Return the steps from a stock after which `room` hops may be enough, in order, and how many the others need.

        Steps through hubs may not be real, see `Subgraph.is_real`. The number is the least of those left out, -1 if
        none is; of short lists none is left out.
        """
        direct, far = self._near(node, room)
        hubs = self.hubs(node)
        if not hubs:
            return iter(direct), far
        parts = []
        for into in hubs:
            part, beyond = self._near(int(self.cut.head[into]), room)
            parts.append(self._through(into, part))
            far = beyond if far < 0 or 0 <= beyond < far else far
        return merge(direct, *parts), far

    def _near(self, node: int, room: int) -> tuple[list[Step], int]:
        steps = self.direct(node)
        if len(steps) <= SHORT:
            return steps, -1
        key = node, room, self.ladder.complete
        if key not in self._within:
            few = [int(self.ladder.few[step.head]) for step in steps]
            kept = [step for step, hops in zip(steps, few, strict=True) if 0 <= hops <= room]
            self._within[key] = (kept, min((hops for hops in few if hops > room), default=-1))
        return self._within[key]

    def direct(self, node: int) -> list[Step]:
        """Return the hops from a stock to stocks and the entry, or those out of a hub, in order."""
        if node not in self._direct:
            self._look_at(node)
        return self._direct[node]

    def hubs(self, node: int) -> list[int]:
        """Return the hops from a stock into hubs."""
        if node not in self._hubs:
            self._look_at(node)
        return self._hubs[node]

    def _look_at(self, node: int) -> None:
        cut, low, high = self.cut, int(self._start[node]), int(self._start[node + 1])
        into: list[int] = []
        steps: list[Step] = []
        part = slice(low, high)
        columns = (cut.claim[part], cut.basis[part], cut.kind[part], cut.head[part], cut.first[part], cut.last[part])
        places = cut.order[cut.head[part]].tolist()
        rows = zip(*(column.tolist() for column in columns), places, strict=True)
        for hop, (claim, basis, kind, head, first, last, place) in enumerate(rows, low):
            if basis < cut.level:
                continue
            if self._hub_low <= head < self._hub_high:
                into.append(hop)
            else:
                steps.append(Step(claim, place, 4 - basis, kind, -1, hop, head, first, last))
        steps.sort()
        self._direct[node], self._hubs[node] = steps, into

    def _through(self, into: int, steps: list[Step]) -> Iterator[Step]:
        """Yield steps out of a hub as those by a hop into it."""
        cut = self.cut
        weakness, first, last = 4 - int(cut.basis[into]), int(cut.first[into]), int(cut.last[into])
        for step in steps:
            yield Step(
                step.claim, step.place, max(step.weakness, weakness), step.kind, into, step.out, step.head,
                max(step.first, first), min(step.last, last),
            )  # fmt: skip

    def rest(self, node: int, day: int) -> int:
        """Return the fewest hops to the entry from a node on a day, see `Ladder.rest`."""
        return self.ladder.rest(node, day)

    @cached_property
    def component(self) -> list[int]:
        """Number of the strongly connected component of each node: higher ones lead to lower ones."""
        cut = self.cut
        number, _ = strong_components(cut.session.graph.bench, cut.nodes, cut.tail, cut.head)
        numbers: list[int] = number.tolist()
        return numbers
