"""Which labels reach which entries, and how surely: one sweep of masks for all groups of labels and levels."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.graph import Travel
from clew.engine.jit import Bench, Column
from clew.engine.labels import Labels

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]

LEVELS = 5
"""Levels 1 to 4 are the bases; level 0 is *unexcluded* with what rebuttals, segregations and ends took away."""


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
    head: "Ints", first: "Ints", last: "Ints", strength: "NDArray[np.uint8]", free: "NDArray[np.bool_]"
) -> "Ints":
    """Put the hops side by side, as `masks.sweep` wants them."""
    steps = np.empty((len(head), 4), np.int32)
    steps[:, 0], steps[:, 1], steps[:, 2] = head, first, last
    steps[:, 3] = strength + 8 * free.astype(np.uint8)
    return steps.reshape(-1)


def level_masks(groups: int) -> tuple[list[int], int]:
    """Return the masks that each strength lets pass, and the mask of levels 0 and 1, for bits group * 5 + level."""
    ones = sum(1 << (group * LEVELS) for group in range(groups))
    passing = [ones * ((2 << strength) - 1) for strength in range(LEVELS)]
    return passing, ones * 0b11


def reached(travel: Travel, labels: Labels) -> "NDArray[np.bool_]":
    """Return which group of labels reaches which entry at which level, shape (entries, groups, levels).

    Notes
    -----
    One sweep for every twelve groups (compiled), or one for all.
    """
    graph, sources = travel.graph, labels.sources
    first, proven = travel.calendar.rank(sources.first), travel.calendar.rank(sources.first_proven)
    groups = len(labels.group_rule)
    steps = mask_steps(graph.head, travel.first, travel.last, graph.strength, ~graph.proven)
    hops = graph.bench.column(graph.start), graph.bench.column(steps)
    table = np.zeros((graph.entries, groups, LEVELS), bool)
    for batch in graph.bench.batches(groups, LEVELS):
        passing, undated = level_masks(len(batch))
        mine = np.flatnonzero((sources.group >= batch.start) & (sources.group < batch.stop))
        shift = ((sources.group[mine] - batch.start) * LEVELS).tolist()
        basis = np.where(sources.ghost[mine], 0, sources.basis[mine]).tolist()
        sure = [((2 << b) - 4 if b >= 2 else 0) << s for b, s in zip(basis, shift, strict=True)]
        weak = [(0b11 if b else 0b1) << s for b, s in zip(basis, shift, strict=True)]
        seeds = (
            np.concatenate((first[mine], proven[mine])),
            np.concatenate((sources.node[mine], sources.node[mine])),
            sure + weak,
        )
        none = np.empty(0, np.int32)
        seen, _, _ = run_sweep(
            graph.bench, hops, passing, undated, seeds, (none, none), len(travel.calendar), graph.nodes
        )
        bits = graph.bench.unpacked(seen[graph.hub_end :], len(batch) * LEVELS)
        table[:, batch.start : batch.stop] = bits.reshape(graph.entries, len(batch), LEVELS)
    return table


def findings(labels: Labels, table: "NDArray[np.bool_]") -> list[Found]:
    """Return what was found, by (rule, in force, level, groups).

    Parameters
    ----------
    table : (entries, groups, levels) bool
        From `reached`.
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
