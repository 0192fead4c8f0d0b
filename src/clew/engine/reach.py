"""Which labels reach which entries, and how surely: sweeps of masks for all groups of labels and several levels."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.graph import Travel, backward, strong_components
from clew.engine.jit import NEVER, Bench, Column
from clew.engine.labels import Labels
from clew.engine.levels import level_of
from clew.model.basis import Basis

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]

LEVELS = 5
"""Levels 1 to 4 are the bases; level 0 is *unexcluded* with what rebuttals, segregations and ends took away."""

BEHIND, KNOWN = range(2), range(2, LEVELS)
"""The levels at which only proven days bind, and those at which all days do."""


@dataclass(frozen=True)
class Found:
    """Findings of one kind: the same groups of labels, the same level.

    Attributes
    ----------
    rule : int
    in_force : bool
    level : int
        The strongest at which the labels reach; 0 if rebutted.
    groups : tuple of int
        The groups of labels of the rule with this status.
    entries : (n,) int32
        Numbers of the entries, ascending.
    """

    rule: int
    in_force: bool
    level: int
    groups: tuple[int, ...]
    entries: "Ints"

    @property
    def basis(self) -> Basis | None:
        """The level as findings say it."""
        return Basis(self.level) if self.level else None


def run_sweep(  # noqa: PLR0913 - columns one by one, as the kernel takes them
    bench: Bench, hops: tuple[Column, Column], passing: list[int], undated: int,
    seeds: tuple["NDArray[np.int32]", "NDArray[np.int32]", list[int]],
    probes: tuple["NDArray[np.int32]", "NDArray[np.int32]"], days: int, nodes: int, *, keep: bool = False,
) -> tuple[Column, Column, Column]:  # fmt: skip
    """Run `masks.sweep`; return what was seen at nodes, at probes (in the order given) and on hops.

    Parameters
    ----------
    hops : start, steps
        As `masks.sweep` wants them.
    seeds : days, nodes, masks
        In any order.
    probes : days, nodes
        Days may be -1 (nothing yet) or `NEVER` (after all days).
    """
    start, steps = hops
    count = len(steps) // 4
    order = np.argsort(seeds[0], kind="stable")
    probe_day = np.minimum(probes[0], days - 1)
    probe_order = np.argsort(probe_day, kind="stable")
    probe_order = probe_order[probe_day[probe_order] >= 0]
    seen, probe_mask = bench.masks(nodes), bench.masks(len(probe_order))
    carried = bench.masks(count if keep else 0)
    bench.kernels("masks").sweep(
        start, steps, bench.mask_column(passing), undated, bench.column(seeds[0][order]), bench.column(seeds[1][order]),
        bench.mask_column([seeds[2][k] for k in order.tolist()]), bench.column(probe_day[probe_order]),
        bench.column(probes[1][probe_order]), probe_mask, seen, carried, bench.full(days, -1), bench.scratch(count),
        bench.masks(count), bench.masks(nodes), bench.scratch(nodes),
    )  # fmt: skip
    probed = bench.masks(len(probes[0]))
    if bench.fast:
        probed[probe_order] = probe_mask
    else:
        for place, mask in zip(probe_order.tolist(), probe_mask, strict=True):
            probed[place] = mask
    return seen, probed, carried


def mask_steps(
    head: "Ints", first: "Ints", last: "Ints", strength: "NDArray[np.uint8]", free: "NDArray[np.bool_] | None" = None
) -> "Ints":
    """Put the hops side by side, as `masks.sweep` wants them; `free`: whose days do not bind all."""
    steps = np.empty((len(head), 4), np.int32)
    steps[:, 0], steps[:, 1], steps[:, 2] = head, first, last
    steps[:, 3] = strength if free is None else strength + 8 * free.astype(np.uint8)
    return steps.reshape(-1)


def chosen(bench: Bench, masks: Column, numbers: "Ints", bits: int) -> "NDArray[np.bool_]":
    """Return the masks of some numbers as booleans, shape (numbers, bits)."""
    return bench.unpacked(masks[numbers] if bench.fast else [masks[k] for k in numbers.tolist()], bits)


@dataclass(frozen=True)
class Ways:
    """The hops that count at some levels, as `masks.sweep` wants them.

    Attributes
    ----------
    start, steps : columns
    place : (nodes,) int32
        What each node of the graph is in them.
    """

    start: Column
    steps: Column
    place: "Ints"

    @property
    def nodes(self) -> int:
        """How many nodes they join."""
        return len(self.start) - 1


def _dated(travel: Travel, level: int) -> Ways:
    """Return the hops of a level and better, with their days as said."""
    graph, hops = travel.graph, level_of(travel, level)
    head, first, last = np.asarray(hops.steps, np.int32).reshape(-1, 3).T
    steps = mask_steps(head, first, last, graph.strength[hops.number])
    return Ways(hops.start, graph.bench.column(steps), np.arange(graph.nodes, dtype=np.int32))


def _undated(travel: Travel) -> Ways:
    """Return all hops, with the days that are proven; nodes that lead to each other on any day are one.

    Notes
    -----
    At *unexcluded* few days are proven, so that a large graph is little more than one such node.
    """
    graph, (first, last) = travel.graph, travel.ranks(1)
    always = (first == 0) & (last >= NEVER) & (graph.strength >= 1)
    number, count = strong_components(graph.bench, graph.nodes, graph.tail[always], graph.head[always])
    tail, head = number[graph.tail], number[graph.head]
    hops = np.flatnonzero(tail != head)
    start, order = backward(graph.bench, tail[hops], count)
    hops = hops[order]
    steps = mask_steps(head[hops], first[hops], last[hops], graph.strength[hops])
    return Ways(graph.bench.column(start), graph.bench.column(steps), number)


def reached(travel: Travel, labels: Labels, levels: range) -> "NDArray[np.bool_]":
    """Return which group of labels reaches which entry at which level, shape (entries, groups, levels).

    Parameters
    ----------
    levels : range
        `BEHIND` or `KNOWN`: of one rule about days.

    Notes
    -----
    One sweep for as many groups as have room in a mask (compiled), or one for all.
    """
    graph, bench, sources = travel.graph, travel.graph.bench, labels.sources
    ways = _undated(travel) if levels == BEHIND else _dated(travel, levels[0])
    day = travel.calendar.rank(sources.days(levels[0]))
    within = [((2 << min(basis, levels[-1])) - 1) >> levels[0] for basis in range(LEVELS)]
    groups, each = len(labels.group_rule), len(levels)
    table = np.zeros((graph.entries, groups, each), bool)
    none = np.empty(0, np.int32)
    for batch in bench.batches(groups, each):
        mine = np.flatnonzero((sources.group >= batch.start) & (sources.group < batch.stop))
        shift = ((sources.group[mine] - batch.start) * each).tolist()
        basis = np.where(sources.ghost[mine], 0, sources.basis[mine]).tolist()
        seeds = (day[mine], ways.place[sources.node[mine]], [within[b] << s for b, s in zip(basis, shift, strict=True)])
        ones = sum(1 << (group * each) for group in range(len(batch)))
        seen, _, _ = run_sweep(
            bench, (ways.start, ways.steps), [ones * mask for mask in within], 0, seeds, (none, none),
            len(travel.calendar), ways.nodes,
        )  # fmt: skip
        bits = chosen(bench, seen, ways.place[graph.hub_end :], len(batch) * each)
        table[:, batch.start : batch.stop] = bits.reshape(graph.entries, len(batch), each)
    return table


def findings(labels: Labels, table: "NDArray[np.bool_]") -> list[Found]:
    """Return what was found, by (rule, in force, level, groups).

    Parameters
    ----------
    table : (entries, groups, levels) bool
        From `reached`, of all levels in order.
    """
    kinds: dict[tuple[int, bool, int, tuple[int, ...]], list[NDArray[np.int32]]] = {}
    patterns, pattern = np.unique(labels.in_force, axis=1, return_inverse=True)
    pattern_of = pattern.reshape(-1)[labels.entry_range]
    for number in range(patterns.shape[1]):
        entries = np.flatnonzero(pattern_of == number).astype(np.int32)
        for rule in np.unique(labels.group_rule).tolist():
            for status in (True, False):
                groups = np.flatnonzero((labels.group_rule == rule) & (patterns[:, number] == status))
                if not len(groups):
                    continue
                at = np.asarray(table[entries][:, groups].any(axis=1), bool)
                best = np.where(at.any(axis=1), LEVELS - 1 - at[:, ::-1].argmax(axis=1), -1)
                for level in np.unique(best[best >= 0]).tolist():
                    key = (rule, status, level, tuple(groups.tolist()))
                    kinds.setdefault(key, []).append(entries[best == level])
    return [
        Found(rule, status, level, groups, np.sort(np.concatenate(parts)))
        for (rule, status, level, groups), parts in sorted(kinds.items(), key=lambda kind: kind[0])
    ]
