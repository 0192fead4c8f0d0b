"""The best path of every finding: fewest hops by layers, then the smallest list of holders, items and claims."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.graph import Travel
from clew.engine.jit import NEVER, Column
from clew.engine.labels import Labels
from clew.engine.layers import meet
from clew.engine.levels import level_of
from clew.engine.reach import Found
from clew.engine.words import Words
from clew.model.answers import Hop

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]


@dataclass(frozen=True)
class Trails:
    """The best paths of findings of one kind, one an entry.

    Attributes
    ----------
    paths : list of tuple of Hop
        From source to entry.
    sources : list of list of int
        Numbers of the sources on the node that each path begins at, from which it can be gone.
    """

    found: Found
    paths: list[tuple[Hop, ...]]
    sources: list[list[int]]


def best_paths(travel: Travel, labels: Labels, found: list[Found], words: Words) -> list[Trails]:
    """Return the best paths, in the order of `found`.

    Notes
    -----
    A layered sweep for each level and groups of labels, which ends where ways back from the entries meet it; then for
    each entry a look at what lies on its shortest ways. The longest work comes first, so that all of it ends at once.
    """
    _ = travel.columns, travel.undated, travel.graph.place_in_order
    alike: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    for number, kind in enumerate(found):
        _ = level_of(travel, kind.level).back_steps
        alike.setdefault((kind.level, kind.groups), []).append(number)
    alike = dict(sorted(alike.items(), key=lambda each: -sum(len(found[number].entries) for number in each[1])))
    jobs = [_Job(travel, labels, [found[number] for number in numbers], words) for numbers in alike.values()]
    made = travel.graph.bench.run(_trails, jobs)
    by_number = {
        number: trails
        for numbers, several in zip(alike.values(), made, strict=True)
        for number, trails in zip(numbers, several, strict=True)
    }
    return [by_number[number] for number in range(len(found))]


@dataclass(frozen=True)
class _Job:
    """Findings of the same groups of labels at the same level, to find paths for."""

    travel: Travel
    labels: Labels
    found: list[Found]
    words: Words


def _seeds(travel: Travel, labels: Labels, found: Found) -> tuple["Ints", "Ints"]:
    """Return the nodes with a source of a finding and the earliest rank of day on each."""
    sources = labels.sources
    mine = np.flatnonzero(np.isin(sources.group, found.groups) & sources.at(found.level))
    useful = travel.graph.useful[sources.node[mine]] >> found.level & 1
    mine = mine[useful == 1]
    day = travel.calendar.rank(sources.days(found.level)[mine])
    order = np.lexsort((day, sources.node[mine]))
    node, day = sources.node[mine][order], day[order]
    once = np.concatenate((np.ones(min(len(node), 1), bool), node[1:] != node[:-1]))
    return node[once], day[once]


def _trails(job: _Job) -> list[Trails]:
    """Return the best paths of findings of the same groups and level."""
    travel, kind = job.travel, job.found[0]
    graph, bench, columns, level = travel.graph, travel.graph.bench, travel.columns, level_of(travel, kind.level)
    targets = np.concatenate([found.entries for found in job.found]) + np.int32(graph.hub_end)
    layers = meet(level, *_seeds(travel, job.labels, kind), targets)
    start = np.concatenate(([0], np.cumsum(layers.hops))).astype(np.int32)
    first, last = travel.days(kind.level)
    into, out, origin = bench.full(int(start[-1])), bench.full(int(start[-1])), bench.full(len(targets))
    done, room = 0, 1024
    while done < len(targets):
        done, layers.token = bench.kernels("trails").trails(
            bench.column(targets), bench.column(start), done, level.back_start, level.back_steps, first, last,
            columns["basis"], columns["kind"], columns["claim"], columns["order"], graph.stocks, graph.hub_end,
            layers.depth, layers.newest, layers.records, *layers.marks, layers.token, bench.scratch(3 * room),
            bench.scratch(12 * room), into, out, origin,
        )  # fmt: skip
        room *= 4
    begin = _Beginnings(job, np.asarray(origin, np.int32), into, out)
    hops = job.words.hops(np.asarray(into, np.int32), np.asarray(out, np.int32))
    ends = list(pairwise(start.tolist()))
    paths = [tuple(hops[low:high]) for low, high in ends]
    sources = [begin.sources(node, *between) for node, between in zip(np.asarray(origin).tolist(), ends, strict=True)]
    counts = np.cumsum([0, *(len(found.entries) for found in job.found)]).tolist()
    return [
        Trails(found, paths[low:high], sources[low:high])
        for found, (low, high) in zip(job.found, pairwise(counts), strict=True)
    ]


class _Beginnings:
    """The sources on the nodes that best paths begin at.

    Parameters
    ----------
    origin : (paths,) int32
        Node that each path begins at.
    into, out : columns of all hops of all paths
        From source to entry: the hop into a hub (-1 if it is direct), the direct hop or that out of the hub.
    """

    def __init__(self, job: _Job, origin: "Ints", into: Column, out: Column) -> None:
        sources, kind = job.labels.sources, job.found[0]
        self._into, self._out = into, out
        self._last = job.travel.days(kind.level)[1]
        mine = np.flatnonzero(np.isin(sources.group, kind.groups) & sources.at(kind.level))
        mine = mine[np.isin(sources.node[mine], origin)]
        days = job.travel.calendar.rank(sources.days(kind.level)[mine]).tolist()
        self._at: dict[int, list[tuple[int, int]]] = {}
        for node, day, number in zip(sources.node[mine].tolist(), days, mine.tolist(), strict=True):
            self._at.setdefault(node, []).append((day, number))

    def sources(self, node: int, low: int, high: int) -> list[int]:
        """Return the numbers of the sources on a node from which a path can be gone, that of the hops from `low` on."""
        here = self._at[node]
        if len(here) > 1 and any(day != here[0][0] for day, _ in here):
            latest = self._latest(low, high)
            here = [(day, number) for day, number in here if day <= latest]
        return [number for _, number in here]

    def _latest(self, low: int, high: int) -> int:
        """Return the latest day on which a path can be begun."""
        latest = NEVER
        for place in range(low, high):
            for hop in (self._into[place], self._out[place]):
                if hop >= 0:
                    latest = min(latest, int(self._last[hop]))
        return latest
