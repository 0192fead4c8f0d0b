"""The gaps of a level, wherever they are: rows of frontier, unscreened and labor, before asking what they reach."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clew.engine import recorded as record
from clew.engine.facts import GOOD, OPERATOR, PLACE, Facts, Rows, distinct, of_kind
from clew.engine.graph import LAST_RECORDED, Travel
from clew.engine.jit import NEVER
from clew.engine.levels import level_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Gaps:
    """Everything that is open at one level.

    Attributes
    ----------
    level : int
    opened : Rows
        On the frontier of the entries that they reach from any day.
    early : (n,) int32
        Hops that leave too early; their tails are on the frontier of the entries that goods at their heads,
        from their first days, reach.
    unscreened : Rows
    labor : (n,) int32
        Stocks at holders without the labor records that they call for.
    making : (n,) int32
        Stocks made there.
    """

    level: int
    opened: Rows
    early: "Ints"
    unscreened: Rows
    labor: "Ints"
    making: "Ints"


def gaps(travel: Travel, facts: Facts, level: int, *, early: bool = True) -> Gaps:
    """Return all gaps of a level, linear in hops (but for the rounds of `left_too_early`).

    Parameters
    ----------
    early : bool
        Whether to look for hops that leave too early.
    """
    graph = travel.graph
    hops = record.recorded_hops(graph, level)
    member = graph.member[level - 1] | facts.made
    opened = record.open_stocks(graph, level, hops, member, facts)
    stocks = distinct(opened.stock)
    making = record.made_there(graph, level, facts, stocks)
    labor = facts.labor & (making | (facts.wide & member) if level <= 1 else making)
    return Gaps(
        level=level,
        opened=opened,
        early=left_too_early(travel, facts, level, stocks) if early else np.empty(0, np.int32),
        unscreened=_unscreened(facts, member, making),
        labor=np.flatnonzero(labor).astype(np.int32),
        making=np.flatnonzero(making).astype(np.int32),
    )


def _unscreened(facts: Facts, member: "Flags", making: "Flags") -> Rows:
    """Return unscreened stocks with their kinds."""
    flags = {GOOD: making & facts.good, OPERATOR: member & facts.operator}
    flags |= {PLACE - 1 + place: member & (facts.place == place) for place in (1, 2)}
    return Rows.of([of_kind(np.flatnonzero(having).astype(np.int32), kind) for kind, having in flags.items()])


def earliest(
    travel: Travel, level: int, nodes: "Ints", days: "Ints", witness: "Ints"
) -> tuple["NDArray[np.int32]", "NDArray[np.int32]"]:
    """Return the earliest day (rank) at which seeds can be at each node, and the witness of a seed that comes then.

    Parameters
    ----------
    nodes, days, witness : (seeds,) int32
        Days as ranks.
    """
    graph, bench, hop = travel.graph, travel.graph.bench, level_of(travel, level)
    hops, seeds = len(hop.number), len(nodes)
    day_of, said = bench.full(graph.nodes, NEVER), bench.full(graph.nodes, -1)
    slots = bench.column(np.arange(hops, hops + seeds, dtype=np.int32))
    bench.kernels("arrivals").arrive(
        hop.start, hop.tail, hop.steps, bench.column(nodes), bench.column(witness), slots, bench.column(days), seeds,
        day_of, said, bench.full(hop.days, -1), bench.scratch(hops + seeds), bench.full(hops + seeds),
        bench.scratch(graph.nodes), bench.scratch(graph.nodes),
    )  # fmt: skip
    return np.asarray(day_of, np.int32), np.asarray(said, np.int32)


def left_too_early(travel: Travel, facts: Facts, level: int, opened: "Ints") -> "Ints":
    """Return the recorded hops of a level that leave before goods can be there, if they come from `opened` stocks."""
    graph, bench, hop = travel.graph, travel.graph.bench, level_of(travel, level)
    hops = len(hop.number)
    departs = (graph.kind[hop.number] <= LAST_RECORDED) & (graph.tail[hop.number] < graph.stocks)
    if not (departs & (np.asarray(hop.steps, np.int32)[2::3] < NEVER)).any():
        return np.empty(0, np.int32)
    extracted = np.flatnonzero(facts.extracted).astype(np.int32)
    days = travel.calendar.rank(facts.extract_first[extracted]) if level >= 2 else np.zeros_like(extracted)
    nodes = np.concatenate((opened, extracted))
    days = np.concatenate((np.zeros_like(opened), days))
    day_of, _ = earliest(travel, level, nodes, days, nodes)
    early = bench.full(hops)
    none = bench.full(0)
    bench.kernels("arrivals").left_too_early(
        hop.start, hop.tail, hop.steps, bench.column(departs), graph.stocks, bench.column(day_of), none, none,
        bench.scratch(hops), bench.scratch(hops), bench.full(graph.nodes, NEVER), bench.full(graph.nodes, -1),
        bench.full(hop.days, -1), bench.scratch(hops), bench.full(hops), bench.scratch(graph.nodes),
        bench.scratch(graph.nodes), early,
    )  # fmt: skip
    return hop.number[np.flatnonzero(np.asarray(early))]
