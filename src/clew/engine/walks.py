"""The paths of a subgraph, one after another, by length; none is held.

A path visits no stock twice. Its hops lead forwards from a source; that only those are tried from which the entry is
near enough (exactly, by `Steps.rest`) makes this a best-first search without a queue: for each length a walk in depth
through the prefixes that can be completed within it, in order.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from clew.engine.cutout import Subgraph
from clew.engine.steps import Step, Steps

PATIENCE = 200
"""Dead ends in a row after which every step is first checked for a way on that visits no stock twice."""


@dataclass(frozen=True)
class Walk:
    """The hops of a path from source to entry, as `Subgraph.real_pairs` says them, and the node that it begins at."""

    start: int
    pairs: tuple[tuple[int, int], ...]


class Walks:
    """The paths of a subgraph."""

    def __init__(self, cut: Subgraph) -> None:
        self.cut = cut
        self.steps = Steps(cut)
        self._beyond = 0

    def _starts(self) -> list[tuple[int, int]]:
        """Return the nodes with sources that are near enough, in order (the entry first), with the earliest day."""
        cut, newest = self.cut, self.steps.ladder.newest
        if isinstance(newest, list):
            near = np.array([k for k, node in enumerate(cut.source_node.tolist()) if newest[node] >= 0], np.int64)
        else:
            near = np.flatnonzero(newest[cut.source_node] >= 0)
        node, day = cut.source_node[near], cut.source_first[near]
        order = np.lexsort((day, cut.order[node]))
        node, day = node[order], day[order]
        once = np.concatenate((np.ones(min(len(node), 1), bool), node[1:] != node[:-1]))
        return list(zip(node[once].tolist(), day[once].tolist(), strict=True))

    def shortest_first(self) -> Iterator[Walk]:
        """Yield all paths: fewest hops first, then the smallest list of (holder, item, claim).

        Notes
        -----
        Holds one path. The prefixes of shorter paths are gone through again for each length; nothing is looked at that
        is farther from the entry than that.
        """
        ladder = self.steps.ladder
        length = 0
        while length >= 0:
            ladder.climb(length)
            self._beyond = -1
            for start in self._starts():
                yield from self._from(*start, length - 1, length)
            length = self._beyond if ladder.complete else length + 1

    def roughly_shortest_first(self) -> Iterator[Walk]:
        """Yield all paths: those of a few hops first, then those of up to twice as many, and so on.

        Notes
        -----
        Many times faster than `shortest_first` where many are asked for: prefixes are gone through again only when the
        length doubles.
        """
        ladder = self.steps.ladder
        over, most = -1, 1
        while over < most:
            ladder.climb(most)
            self._beyond = -1
            for start in self._starts():
                yield from self._from(*start, over, most)
            is_last = ladder.complete and self._beyond < 0
            over, most = most, most if is_last else max(2 * most, self._beyond)

    def _far(self, length: int) -> None:
        """Remember the shortest length that was too long."""
        if self._beyond < 0 or length < self._beyond:
            self._beyond = length

    def _from(self, start: int, day: int, over: int, length: int) -> Iterator[Walk]:
        """Yield the paths from a node on a day, of more hops than `over` and at most `length`."""
        cut, steps = self.cut, self.steps
        need = steps.rest(start, day)
        if need < 0:
            return
        if need > length:
            self._far(need)
            return
        if start == cut.target:
            if over < 0:
                yield Walk(start, ())
            return
        there = {start}
        trail: list[Step] = []
        frames = [(day, 0, self._steps(start, 1, length))]
        found = dead = 0
        while frames:
            now, before, choices = frames[-1]
            step = self._next(choices, now, there, length, len(frames), strict=dead > PATIENCE)
            if step is None:
                frames.pop()
                dead += found == before
                if trail:
                    there.discard(trail.pop().head)
                continue
            if step.head == cut.target:
                found += 1
                dead = 0
                if len(frames) > over:
                    yield Walk(start, (*((s.into, s.out) for s in trail), (step.into, step.out)))
                continue
            trail.append(step)
            there.add(step.head)
            frames.append((max(now, step.first), found, self._steps(step.head, len(frames) + 1, length)))

    def _steps(self, node: int, made: int, length: int) -> Iterator[Step]:
        """Return the steps from a node with which as many hops as are `made` may be the beginning of a path."""
        choices, far = self.steps.within(node, length - made)
        if far >= 0:
            self._far(made + far)
        return choices

    def _next(
        self, choices: Iterator[Step], now: int, there: set[int], length: int, made: int, *, strict: bool
    ) -> Step | None:
        """Return the next step that can be completed, as the last of `made` hops; None if there is none."""
        rest, cut = self.steps.rest, self.cut
        for step in choices:
            if now > step.last or step.head in there:
                continue
            day = max(now, step.first)
            need = rest(step.head, day)
            if need < 0:
                continue
            if made + need > length:
                self._far(made + need)
                continue
            if step.into >= 0 and not cut.is_real(step.into, step.out):
                continue
            if strict and step.head != cut.target:
                need = self._around(step.head, day, there)
                if need < 0:
                    continue
                if made + need > length:
                    self._far(made + need)
                    continue
            return step
        return None

    def _around(self, node: int, day: int, there: set[int]) -> int:
        """Return the fewest hops to the entry from a node on a day around some stocks, -1 if there is no way.

        Notes
        -----
        Only stocks of the same strongly connected component can be in the way, so the search ends at its border.
        A pair of a hub that is not real has a real hop beside it, of this level or stronger: pairs need no judging.
        """
        steps, component = self.steps, self.steps.component
        inside = component[node]
        if not any(component[other] == inside for other in there):
            return steps.rest(node, day)
        best, made = -1, 0
        layer, seen = {node: day}, {node: day}
        while layer and (best < 0 or made + 1 < best):
            made += 1
            following: dict[int, int] = {}
            for step, then in self._layer_steps(layer, seen):
                if then > step.last or step.head in there:
                    continue
                arrival = max(then, step.first)
                if component[step.head] != inside:
                    need = steps.rest(step.head, arrival)
                    if need >= 0 and (best < 0 or made + need < best):
                        best = made + need
                elif arrival < seen.get(step.head, arrival + 1):
                    seen[step.head] = following[step.head] = arrival
            layer = following
        return best

    def _layer_steps(self, layer: dict[int, int], seen: dict[int, int]) -> Iterator[tuple[Step, int]]:
        """Yield the steps from the nodes of a layer, each hub looked through once, with the day on which they begin."""
        steps, cut = self.steps, self.cut
        hubs: dict[int, int] = {}
        for node, day in layer.items():
            for step in steps.direct(node):
                yield step, day
            for into in steps.hubs(node):
                hub, arrival = int(cut.head[into]), max(day, int(cut.first[into]))
                if day <= int(cut.last[into]) and arrival < seen.get(hub, arrival + 1):
                    seen[hub] = hubs[hub] = arrival
        for hub, day in hubs.items():
            for step in steps.direct(hub):
                yield step, day
