"""The best path of every finding: fewest hops by layers, then the smallest list of holders, items and claims."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.graph import Travel
from clew.engine.jit import NEVER, Column
from clew.engine.labels import Labels, Sources
from clew.engine.levels import Level, bounds, level_of
from clew.engine.reach import Found

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
    """

    found: Found
    start: "Ints"
    origin: "Ints"
    into: "Ints"
    out: "Ints"


def best_paths(
    travel: Travel, labels: Labels, found: list[Found], progress: Callable[[int], None] | None = None
) -> list[Trails]:
    """Return the best paths, in the order of `found`.

    Notes
    -----
    One layered sweep for each element of `found`, that ends when all its entries are reached; then for each
    entry a look at what lies on its shortest ways.
    """
    _ = travel.columns, travel.undated, travel.graph.place_in_order
    bound, room = {}, {}
    for level in sorted({kind.level for kind in found}):
        mine = [kind.entries for kind in found if kind.level == level]
        targets = np.unique(np.concatenate(mine)) + np.int32(travel.graph.hub_end)
        bound[level] = bounds(level_of(travel, level), targets, len(mine))
        room[level] = [4 * travel.graph.nodes + 16]
    jobs = [_Job(travel, labels, kind, bound[kind.level], room[kind.level]) for kind in found]
    return travel.graph.bench.run(_trails, jobs)


@dataclass(frozen=True)
class _Job:
    """Findings of one kind to find paths for; `room` is how many records were enough for others of the level."""

    travel: Travel
    labels: Labels
    found: Found
    bound: "Ints"
    room: list[int]


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


def _trails(job: _Job) -> Trails:
    """Return the best paths of findings of one kind."""
    travel, found = job.travel, job.found
    level = level_of(travel, found.level)
    records, hops = _layers(job, level)
    graph, bench, columns = travel.graph, travel.graph.bench, travel.columns
    start = np.concatenate(([0], np.cumsum(hops))).astype(np.int32)
    first, last = travel.days(found.level)
    into, out = bench.full(int(start[-1])), bench.full(int(start[-1]))
    origin = bench.full(len(hops))
    stamp, slot = bench.full(graph.nodes, -1), bench.scratch(graph.nodes)
    done, token, room = 0, 0, 1024
    while done < len(hops):
        done, token = bench.kernels("trails").trails(
            bench.column(found.entries + np.int32(graph.hub_end)), bench.column(start), done, level.back_start,
            level.back_steps, first, last, columns["basis"], columns["kind"], columns["claim"], columns["order"],
            graph.stocks, graph.hub_end, *records, stamp, slot, token, bench.scratch(3 * room),
            bench.scratch(12 * room), into, out, origin,
        )  # fmt: skip
        room *= 4
    return Trails(found, start, *(np.asarray(part, np.int32) for part in (origin, into, out)))


def _layers(job: _Job, level: Level) -> tuple[list[Column], "Ints"]:
    """Return the columns newest and records of the layered sweep, and the fewest hops to each entry."""
    graph, bench = job.travel.graph, job.travel.graph.bench
    seeds = _seeds(job.travel, job.labels, job.found)
    wanted = np.zeros(graph.nodes, np.uint8)
    targets = job.found.entries + graph.hub_end
    wanted[targets] = 1
    while True:
        room = job.room[-1]
        newest, records = bench.full(graph.nodes, -1), bench.scratch(4 * room)
        count = bench.kernels("layers").layers(
            level.start, level.steps, graph.stocks, graph.hub_end, bench.column(seeds[0]), bench.column(seeds[1]),
            bench.column(wanted), len(targets), bench.column(job.bound.copy()), newest, records,
            *(bench.scratch(graph.nodes) for _ in range(3)),
        )  # fmt: skip
        if count >= 0:
            break
        job.room.append(2 * room)
    hops = np.empty(len(targets), np.int32)
    for k, node in enumerate(targets.tolist()):
        record = newest[node]
        while records[4 * record + 3] >= 0:
            record = records[4 * record + 3]
        hops[k] = records[4 * record + 1]
    return [newest, records], hops


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
