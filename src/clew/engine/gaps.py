"""The gaps of a level, wherever they are: rows of frontier, unscreened and labor, before asking what they reach."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clew.engine import recorded as record
from clew.engine.facts import PLACES, Facts
from clew.engine.graph import LAST_RECORDED, Travel
from clew.engine.jit import NEVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Flags = NDArray[np.bool_]

LEFT_TOO_EARLY = "left_too_early"


@dataclass(frozen=True)
class Gaps:
    """Everything that is open at one level.

    Attributes
    ----------
    level : int
    opened : list of (stock, kind)
        Sorted; on the frontier of the entries that they reach from any day.
    early : (n,) int32
        Hops that leave too early; their tails are on the frontier of the entries that goods at their heads,
        from their first days, reach.
    unscreened : list of (stock, kind)
        Sorted.
    labor : (n,) int32
        Stocks at holders without the labor records that they call for.
    making : (n,) int32
        Stocks made there.
    """

    level: int
    opened: list[tuple[int, str]]
    early: "Ints"
    unscreened: list[tuple[int, str]]
    labor: "Ints"
    making: "Ints"


def gaps(travel: Travel, facts: Facts, level: int) -> Gaps:
    """Return all gaps of a level, linear in hops (but for the rounds of `left_too_early`)."""
    graph = travel.graph
    hops = record.recorded_hops(graph, level)
    member = graph.member[level - 1] | facts.made
    opened = record.open_stocks(graph, level, hops, member, facts)
    stocks = np.unique(np.array([stock for stock, _ in opened], np.int32))
    making = record.made_there(graph, level, facts, stocks)
    labor = facts.labor & (making | (facts.wide & member) if level <= 1 else making)
    return Gaps(
        level=level,
        opened=opened,
        early=_early(travel, facts, level, stocks),
        unscreened=_unscreened(facts, member, making),
        labor=np.flatnonzero(labor).astype(np.int32),
        making=np.flatnonzero(making).astype(np.int32),
    )


def _unscreened(facts: Facts, member: "Flags", making: "Flags") -> list[tuple[int, str]]:
    """Return unscreened stocks with their kinds, sorted."""
    rows = []
    for code, kind in enumerate(PLACES):
        if kind:
            rows += [(stock, kind) for stock in np.flatnonzero(member & (facts.place == code)).tolist()]
    rows += [(stock, "operator") for stock in np.flatnonzero(member & facts.operator).tolist()]
    rows += [(stock, "good") for stock in np.flatnonzero(making & facts.good).tolist()]
    return sorted(rows)


def earliest(
    travel: Travel, level: int, nodes: "Ints", days: "Ints", witness: "Ints"
) -> tuple["NDArray[np.int32]", "NDArray[np.int32]"]:
    """Return the earliest day (rank) at which seeds can be at each node, and the witness of a seed that comes then.

    Parameters
    ----------
    nodes, days, witness : (seeds,) int32
        Days as ranks.
    """
    graph, bench, columns = travel.graph, travel.graph.bench, travel.columns
    first, last = travel.days(level)
    hops, seeds = len(graph.head), len(nodes)
    day_of, said = bench.full(graph.nodes, NEVER), bench.full(graph.nodes, -1)
    slots = bench.column(np.arange(hops, hops + seeds, dtype=np.int32))
    bench.kernels("arrivals").arrive(
        columns["start"], columns["tail"], columns["head"], columns["strength"], level, first, last,
        bench.column(nodes), bench.column(witness), slots, bench.column(days), seeds, day_of, said,
        bench.full(len(travel.calendar), -1), bench.full(hops + seeds), bench.full(hops + seeds),
        bench.full(graph.nodes), bench.full(graph.nodes),
    )  # fmt: skip
    return np.asarray(day_of, np.int32), np.asarray(said, np.int32)


def _early(travel: Travel, facts: Facts, level: int, opened: "Ints") -> "Ints":
    """Return the recorded hops of a level that leave before goods can be there."""
    graph, bench, columns = travel.graph, travel.graph.bench, travel.columns
    departs = (graph.kind <= LAST_RECORDED) & (graph.tail < graph.stocks) & ~graph.ghost & (graph.basis >= level)
    first, last = travel.days(level)
    if not (departs & (np.asarray(last) < NEVER)).any():
        return np.empty(0, np.int32)
    extracted = np.flatnonzero(facts.extracted).astype(np.int32)
    days = travel.calendar.rank(facts.extract_first[extracted]) if level >= 2 else np.zeros_like(extracted)
    nodes = np.concatenate((opened, extracted))
    days = np.concatenate((np.zeros_like(opened), days))
    day_of, _ = earliest(travel, level, nodes, days, nodes)
    hops = len(graph.head)
    early = bench.full(hops)
    none = bench.full(0)
    bench.kernels("arrivals").left_too_early(
        columns["start"], columns["tail"], columns["head"], columns["strength"], level, first, last,
        bench.column(departs), graph.stocks, bench.column(day_of), none, none, bench.full(hops), bench.full(hops),
        bench.full(graph.nodes, NEVER), bench.full(graph.nodes, -1), bench.full(len(travel.calendar), -1),
        bench.full(hops), bench.full(hops), bench.full(graph.nodes), bench.full(graph.nodes), early,
    )  # fmt: skip
    return np.flatnonzero(np.asarray(early)).astype(np.int32)
