"""What is said of a path beside its hops: for each rule whose source it begins at, how sure it is, and the source."""

from dataclasses import dataclass

import numpy as np

from clew.engine.cutout import Subgraph
from clew.engine.walks import Walk

DATED = 2
"""The level from which on all days hold."""


@dataclass(frozen=True, order=True)
class Telling:
    """A path of one rule.

    Attributes
    ----------
    rule : int
        Number of the rule.
    basis : int
        The strongest level at which this is a path of the rule.
    source : int
        Number of the source: of those that make it so the strongest, then the one with the smallest claim and listing.
    """

    rule: int
    basis: int
    source: int


class Teller:
    """Tells paths of a subgraph."""

    def __init__(self, cut: Subgraph) -> None:
        self._cut = cut
        self._at: dict[int, list[tuple[int, int]]] = {}

    def _sources(self, node: int) -> list[tuple[int, int]]:
        """Return rules and numbers of the sources on a node."""
        if node not in self._at:
            cut = self._cut
            mine = np.flatnonzero(cut.source_node == node)
            self._at[node] = list(zip(cut.source_rule[mine].tolist(), cut.source[mine].tolist(), strict=True))
        return self._at[node]

    def tell(self, walk: Walk) -> list[Telling]:
        """Return the path of each rule, in order of the code."""
        cut, sources = self._cut, self._cut.session.labels.sources
        weakest = min((self._basis(*pair) for pair in walk.pairs), default=4)
        dated = self._begin(walk, dated=True)
        undated = self._begin(walk, dated=False) if cut.level < DATED else dated
        best: dict[int, tuple[int, int, int, int, int]] = {}
        for rule, number in self._sources(walk.start):
            basis = int(sources.basis[number])
            sure = 0 if sources.ghost[number] else min(weakest, basis)
            if sure < DATED or int(sources.first[number]) > dated:
                if cut.level >= DATED or int(sources.first_proven[number]) > undated:
                    continue
                sure = min(sure, 1)
            key = (-sure, -basis, int(sources.claim[number]), int(sources.listing[number]), number)
            if rule not in best or key < best[rule]:
                best[rule] = key
        return [Telling(rule, -key[0], key[4]) for rule, key in sorted(best.items())]

    def _basis(self, into: int, out: int) -> int:
        graph, hop = self._cut.session.graph, self._cut.hop
        found = int(graph.strength[hop[out]])
        return min(found, int(graph.strength[hop[into]])) if into >= 0 else found

    def _begin(self, walk: Walk, *, dated: bool) -> int:
        """Return the latest day on which a path can be begun, less than all days if it never can."""
        graph = self._cut.session.graph
        numbers = [int(self._cut.hop[hop]) for pair in walk.pairs for hop in pair if hop >= 0]
        held = [hop for hop in numbers if dated or graph.proven[hop]]
        arrived: int | None = None
        latest = 1 << 30
        for hop in held:
            first, last = int(graph.first[hop]), int(graph.last[hop])
            if arrived is not None and arrived > last:
                return -(1 << 30)
            arrived = first if arrived is None else max(arrived, first)
            latest = min(latest, last)
        return latest
