"""The best path of every finding: fewest hops by layers, then the smallest list of holders, items and claims."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.graph import Travel
from clew.engine.jit import NEVER
from clew.engine.labels import Labels, Sources
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
    start : (entries + 1,) int32
        Where the hops of each path begin in `into` and `out`.
    origin : (entries,) int32
        Node that each path begins at.
    into, out : int32
        Of each hop, from source to entry: the hop into a hub (-1 if it is direct), the direct hop or that out of
        the hub.
    hops : list of Hop
        The same in words.
    """

    found: Found
    start: "Ints"
    origin: "Ints"
    into: "Ints"
    out: "Ints"
    hops: list[Hop]


def best_paths(travel: Travel, labels: Labels, found: list[Found], words: Words) -> list[Trails]:
    """Return the best paths, in the order of `found`.

    Notes
    -----
    A layered sweep for each level and groups of labels, which ends where ways back from the entries meet it; then for
    each entry a look at what lies on its shortest ways.
    """
    _ = travel.columns, travel.undated, travel.graph.place_in_order
    alike: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    for number, kind in enumerate(found):
        _ = level_of(travel, kind.level).back_steps
        alike.setdefault((kind.level, kind.groups), []).append(number)
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
    made, low = [], 0
    ways = [np.asarray(part, np.int32) for part in (into, out)]
    hops = job.words.hops(*ways)
    for found in job.found:
        high = low + len(found.entries)
        begin = start[low : high + 1]
        part = slice(begin[0], begin[-1])
        into, out = (way[part] for way in ways)
        made.append(Trails(found, begin - begin[0], np.asarray(origin[low:high], np.int32), into, out, hops[part]))
        low = high
    return made


class Beginnings:
    """The sources on the nodes that best paths begin at.

    Parameters
    ----------
    sources : Sources
        Of which those of the groups and the level of the findings count.
    """

    def __init__(self, travel: Travel, sources: Sources, trails: Trails) -> None:
        level = trails.found.level
        first, last = travel.days(level)
        self._first, self._last = first, last
        mine = np.flatnonzero(np.isin(sources.group, trails.found.groups) & sources.at(level))
        mine = mine[np.isin(sources.node[mine], trails.origin)]
        days = travel.calendar.rank(sources.days(level)[mine]).tolist()
        self._at: dict[int, list[tuple[int, int]]] = {}
        for node, day, number in zip(sources.node[mine].tolist(), days, mine.tolist(), strict=True):
            self._at.setdefault(node, []).append((day, number))

    def sources(self, node: int, into: list[int], out: list[int]) -> list[int]:
        """Return the numbers of the sources on a node from which a path can be gone."""
        here = self._at[node]
        if len(here) > 1 and any(day != here[0][0] for day, _ in here):
            latest = self._latest(into, out)
            here = [(day, number) for day, number in here if day <= latest]
        return [number for _, number in here]

    def _latest(self, into: list[int], out: list[int]) -> int:
        """Return the latest day on which a path can be begun."""
        latest = NEVER
        for enter, leave in zip(reversed(into), reversed(out), strict=True):
            for hop in (leave, enter) if enter >= 0 else (leave,):
                latest = min(latest, int(self._last[hop]))
        return latest
