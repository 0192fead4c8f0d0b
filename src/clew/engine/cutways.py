"""What a plan has to break: the ways of a subgraph, and by which requests each hop and source of it is settled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.cutout import Subgraph
from clew.engine.effort import weight
from clew.store.memory import uncollected

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]

Row = tuple[int, ...]
"""Requests (numbers, ascending) each of which breaks a way."""


@dataclass(frozen=True)
class Way:
    """A way from a source to the entry: the source (an index into `Subgraph.source`) and hops of the subgraph."""

    source: int
    hops: tuple[int, ...]


class Ways:
    """The ways of a subgraph that are left when some requests are answered.

    Parameters
    ----------
    cut : Subgraph
        What lies on some way.
    of_hop, of_source : sequences of rows, shapes (hops) and (sources)
        The requests each of which settles it; none of a source that is put aside.
    aside : sources, optional
        Indices of sources that are not looked at.

    Attributes
    ----------
    looked : int
        Work that was done to find ways, see `effort`.
    """

    def __init__(
        self, cut: Subgraph, of_hop: Sequence[Row], of_source: Sequence[Row], aside: Iterable[int] = ()
    ) -> None:
        self.cut = cut
        self.of_hop = of_hop
        self.of_source = of_source
        self._bench = bench = cut.session.graph.bench
        self._columns = [bench.column(array) for array in (cut.start, cut.head, cut.first, cut.last)]
        self._seeds = [bench.column(cut.source_node), bench.column(cut.source_first)]
        self._settled, self._seed_settled = bench.full(len(cut.hop)), bench.full(len(cut.source))
        self._kernel = bench.kernels("cuts")
        nodes = cut.nodes
        self._scratch = [bench.full(nodes), bench.full(nodes, -1), bench.full(nodes + 1), bench.full(nodes)]
        self.weight = weight(len(cut.session.graph.tail))
        self.looked = 0
        self._aside = frozenset(aside)
        for source in self._aside:
            self._seed_settled[source] += 1

    @cached_property
    def _hops_of(self) -> dict[int, list[int]]:
        with uncollected():
            return _by_request(self.of_hop)

    @cached_property
    def _sources_of(self) -> dict[int, list[int]]:
        return _by_request(self.of_source)

    def is_aside(self, source: int) -> bool:
        """Whether a source is not looked at."""
        return source in self._aside

    def settles(self, request: int) -> int:
        """Return how many hops and sources a request settles."""
        return len(self._hops_of.get(request, ())) + len(self._sources_of.get(request, ()))

    def settle(self, requests: Iterable[int], by: int = 1) -> None:
        """Take away what requests settle; with `by` -1 bring it back."""
        for request in requests:
            for hop in self._hops_of.get(request, ()):
                self._settled[hop] += by
            for source in self._sources_of.get(request, ()):
                self._seed_settled[source] += by

    def way(self) -> Way | None:
        """Return a way that is left, one of few hops; None if there is none."""
        cut = self.cut
        day, parent, queue, queued = self._scratch
        found, looked = self._kernel.way(
            cut.target, *self._columns, self._settled, *self._seeds, self._seed_settled, day, parent, queue, queued
        )
        self.looked += self.weight * (looked + cut.nodes)
        if not found:
            return None
        hops: list[int] = []
        slot = int(parent[cut.target])
        while slot < len(cut.hop):
            hops.append(slot)
            slot = int(parent[int(cut.tail[slot])])
        return Way(slot - len(cut.hop), tuple(reversed(hops)))

    def row(self, way: Way) -> Row:
        """Return the requests each of which breaks a way."""
        found = set(self.of_source[way.source])
        for hop in way.hops:
            found.update(self.of_hop[hop])
        return tuple(sorted(found))

    def row_on_record(self, way: Way) -> Row | None:
        """Return such requests for a way of real hops, None if a hub joins what the contract does not.

        Notes
        -----
        Beside a pair that is not real there is a hop of the contract; if it is taken away by a request itself, the way
        says nothing about what must be asked.
        """
        cut, hops = self.cut, list(way.hops)
        for into, out in pairwise(hops):
            if cut.is_hub(int(cut.head[into])) and not cut.is_real(into, out):
                return None
        return self.row(way)

    def unbreakable(self) -> list[Way]:
        """Return a way from each source that no request settles over hops that none does, in order of source.

        Notes
        -----
        One sweep backwards.
        """
        cut, bench = self.cut, self._bench
        late, child, queue, queued = self._scratch
        start, hop_into = (bench.column(array) for array in cut.backward)
        tail, _, first, last = (bench.column(cut.tail), *self._columns[1:])
        fixed = bench.column(np.array([bool(row) for row in self.of_hop], np.int32))
        self._kernel.back(cut.target, start, hop_into, tail, first, last, fixed, late, child, queue, queued)
        found = []
        for source, row in enumerate(self.of_source):
            here = int(cut.source_node[source])
            if row or int(cut.source_first[source]) > late[here]:
                continue
            hops = []
            while here != cut.target:
                hops.append(int(child[here]))
                here = int(cut.head[hops[-1]])
            found.append(Way(source, tuple(hops)))
        return found


def _by_request(rows: Sequence[Row]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for place, row in enumerate(rows):
        for request in row:
            found.setdefault(request, []).append(place)
    return found
