"""The pruned subgraph of an entry: what lies on some way from a source to it, at a level, days fitting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.graph import backward
from clew.engine.jit import NEVER, Column
from clew.engine.levels import level_of
from clew.model.answers import Hop, Source, Stock

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from clew.engine.subgraph import Session

    Ints = NDArray[np.int32]
    Bytes = NDArray[np.uint8]
    Flags = NDArray[np.bool_]


AHEAD = 64
"""Nodes that the sweep backwards looks at together, compiled."""

KEPT = 4
"""Sweeps from the sources that are kept: entries on whose days the same rules are in force share one."""


@dataclass(frozen=True)
class Subgraph:
    """Stocks, hubs and the entry (in this order, the nodes) and the hops between them; empty if no source reaches it.

    Attributes
    ----------
    session : Session
        That it was cut out of.
    entry : str
        Id of the entry; its node is the last, `target`.
    level : int
        1 *unexcluded* … 4 *documented*; 0 is *unexcluded* with what rebuttals, segregations and ends took away.
    stocks, hubs : int
        Numbers of nodes of each sort.
    node : (nodes,) int32
        Numbers in `session.graph`, ascending.
    hop : (hops,) int32
        Numbers in `session.graph`, ascending.
    start : (nodes + 1,) int32
        Where the hops of each tail begin; they are sorted by (tail, head, kind, basis, claim).
    head : (hops,) int32
        Nodes of the subgraph.
    flow : (nodes,) int32
        The nodes as goods flow: the earlier they must be under way first, then the farther from the entry.
    arriving : (nodes,) int32
        How many hops there are into each node.
    source : (sources,) int32
        Numbers in `session.labels.sources` of those that reach the entry.
    source_node, source_first, source_rule : (sources,) int32
        Node of the subgraph, rank of the first day at the level, number of the rule.
    """

    session: "Session"
    entry: str
    level: int
    stocks: int
    hubs: int
    node: "Ints"
    hop: "Ints"
    start: "Ints"
    head: "Ints"
    flow: "Ints"
    arriving: "Ints"
    source: "Ints"
    source_node: "Ints"
    source_first: "Ints"
    source_rule: "Ints"

    @property
    def nodes(self) -> int:
        """Number of nodes."""
        return len(self.node)

    @property
    def target(self) -> int:
        """The node of the entry."""
        return len(self.node) - 1

    @cached_property
    def tail(self) -> "Ints":
        """Node at which each hop begins."""
        return np.repeat(np.arange(self.nodes, dtype=np.int32), np.diff(self.start))

    @cached_property
    def first(self) -> "Ints":
        """Rank of the first day of each hop in `session.travel.calendar`, as it holds at the level."""
        return self.session.days(self.level)[0][self.hop]

    @cached_property
    def last(self) -> "Ints":
        """Rank of the last day of each hop."""
        return self.session.days(self.level)[1][self.hop]

    @cached_property
    def kind(self) -> "Bytes":
        """Kind of each hop."""
        return self.session.graph.kind[self.hop]

    @cached_property
    def basis(self) -> "Bytes":
        """Basis of each hop; 0 of what exists only where rebuttals, segregations and ends are ignored."""
        return self.session.graph.strength[self.hop]

    @cached_property
    def claim(self) -> "Ints":
        """Claim number of each hop, -1 where there is none (also of all hops into hubs)."""
        return self.session.graph.claim[self.hop]

    @cached_property
    def backward(self) -> tuple["Ints", "Ints"]:
        """The hops by head: where those of each head begin, and their numbers."""
        return backward(self.session.graph.bench, self.head, self.nodes)

    @cached_property
    def order(self) -> "Ints":
        """Place of each node in the order of (holder id, item id), the entry before all."""
        return self.session.order[self.node]

    def is_hub(self, node: int) -> bool:
        """Whether a node is a hub."""
        return self.stocks <= node < self.stocks + self.hubs

    def stock(self, node: int) -> Stock | None:
        """Return the stock of a node, None if it is the entry."""
        return self.session.words.stock(int(self.node[node]))

    def claim_id(self, hop: int) -> str | None:
        """Return the id of the claim of a hop, None if it has none."""
        return self.session.words.claim(int(self.claim[hop]))

    def rule(self, source: int) -> str:
        """Return the code of the rule of a source (an index into `source`)."""
        return self.session.labels.rules[int(self.source_rule[source])][0]

    def sources(self) -> list[tuple[str, Source]]:
        """Return the sources with the codes of their rules, sorted, each once, at its strongest."""
        found = []
        for rule in np.unique(self.source_rule).tolist():
            numbers = self.source[self.source_rule == rule].tolist()
            code = self.session.labels.rules[rule][0]
            found += [(code, said) for said in self.session.words.sources(self.session.labels.sources, numbers)]
        return sorted(found, key=lambda row: row[0])

    def is_real(self, into: int, out: int) -> bool:
        """Whether a hop into a hub and one out of it together are a hop of the contract."""
        basis = min(int(self.basis[into]), int(self.basis[out]))
        source, target = int(self.node[self.tail[into]]), int(self.node[self.head[out]])
        return self.session.pairs.is_real(source, target, int(self.kind[out]), int(self.claim[out]), basis)

    @property
    def joined(self) -> int:
        """How many pairs hubs join: the most that `real_pairs` yields beside the direct hops."""
        arriving = self.arriving[self.stocks : self.stocks + self.hubs].astype(np.int64)
        return int((arriving * np.diff(self.start[self.stocks : self.stocks + self.hubs + 1])).sum())

    def real_pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the hops between real stocks and into the entry: (-1, hop), or (hop into a hub, hop out of it).

        Notes
        -----
        As many as there are; ask `joined` first. In order of hops and hubs.
        """
        hub_head, hub_tail = self._at_hub(self.head), self._at_hub(self.tail)
        for hop in np.flatnonzero(~hub_head & ~hub_tail).tolist():
            yield -1, hop
        back, by_head = self.backward
        for hub in range(self.stocks, self.target):
            for into in by_head[back[hub] : back[hub + 1]].tolist():
                for out in range(int(self.start[hub]), int(self.start[hub + 1])):
                    if self.is_real(into, out):
                        yield into, out

    def real_hop(self, into: int, out: int) -> Hop:
        """Return a hop of `real_pairs` in words."""
        return self.session.words.hop(int(self.hop[into]) if into >= 0 else -1, int(self.hop[out]))

    def real_hops(self) -> Iterator[Hop]:
        """Yield the hops between real stocks and into the entry, hub-free."""
        for into, out in self.real_pairs():
            yield self.real_hop(into, out)

    def _at_hub(self, nodes: "Ints") -> "Flags":
        return (nodes >= self.stocks) & (nodes < self.stocks + self.hubs)


@dataclass(frozen=True)
class Part:
    """The hops among which ways are looked for: of a level, or of a few nodes.

    Attributes
    ----------
    node : (nodes,) int32 or None
        Numbers of the nodes in the graph, ascending; None = all of them.
    number : (hops,) int32
        Numbers of the hops in the graph, ascending.
    start, steps, back_start, back_near, back_steps : columns
        As those of `Level`.
    """

    node: "Ints | None"
    number: "Ints"
    start: Column
    steps: Column
    back_start: Column
    back_near: Column
    back_steps: Column


def cut_out(session: "Session", entry: int, level: int, rules: Iterable[str] | None) -> Subgraph:
    """Return the pruned subgraph of an entry (its number). See `Session.pruned`."""
    hops = level_of(session.travel, level)
    part = Part(None, hops.number, hops.start, hops.steps, hops.back_start, hops.back_near, hops.back_steps)
    source = session.counting(entry, level, rules)
    known, key = session.arrivals, (level, source.tobytes())
    if key not in known:
        if len(known) >= KEPT:
            known.clear()
        known[key] = _arrivals(session, level, part, source)
    return between(session, entry, level, part, source, known[key])


def between(
    session: "Session", entry: int, level: int, part: Part, source: "Ints", early: "Ints | None" = None
) -> Subgraph:
    """Return what lies on some way from sources to an entry within a part of the graph, days fitting.

    Parameters
    ----------
    source : (n,) int32
        Numbers of the sources that count.
    early : (nodes of the part,) int32, optional
        The earliest rank of day on each node, if it is known.
    """
    graph, bench, scratch = session.graph, session.graph.bench, session.graph.bench.scratch
    target, ranks = graph.hub_end + entry, len(session.travel.calendar)
    if part.node is not None:
        target = int(np.searchsorted(part.node, target))
    early = _arrivals(session, level, part, source) if early is None else early
    windows = np.empty((len(early), 2), np.int32)
    windows[:, 0], windows[:, 1] = -1, early
    window, mark = bench.column(windows.reshape(-1)), bench.column((early == 0).astype(np.uint8))
    settled, arrivals, kernels = scratch(len(early)), scratch(len(early)), bench.kernels("windows")
    nodes, count = kernels.latest(
        target, part.back_start, part.back_near, part.back_steps, window, mark, settled, arrivals,
        bench.full(ranks + 1, -1), scratch(len(part.number)), AHEAD if bench.fast else 0,
    )  # fmt: skip
    source, place, day = _in_time(session, level, part, source, np.asarray(window, np.int32)[::2])
    ends = scratch(nodes), scratch(nodes)
    kernels.numbered(window, *ends)
    columns = [scratch(nodes + 1), scratch(count), scratch(count)]
    kernels.between(part.start, part.steps, bench.column(part.number), window, *ends, *columns)
    start, hop, head = (np.asarray(column, np.int32) for column in columns)
    node, number = np.asarray(ends[0], np.int32), np.asarray(window, np.int32)[1::2]
    here = node if part.node is None else part.node[node]
    stocks, hubs = np.searchsorted(here, (graph.stocks, graph.hub_end)).tolist()
    found, arriving = number[np.asarray(settled[:nodes], np.int32)], np.empty(nodes, np.int32)
    arriving[found] = arrivals[:nodes]
    return Subgraph(
        session=session, entry=session.words.id("claim", int(graph.entry_claim[entry])), level=level, stocks=stocks,
        hubs=hubs - stocks, node=here, hop=hop, start=start, head=head, flow=found[::-1], arriving=arriving,
        source=source, source_node=number[place], source_first=day,
        source_rule=session.labels.group_rule[session.labels.sources.group[source]],
    )  # fmt: skip


def _places(session: "Session", part: Part, source: "Ints") -> tuple["Ints", "Flags"]:
    """Return the node of each source in a part, and whether it is there."""
    node = session.labels.sources.node[source]
    if part.node is None:
        return node, np.ones(len(node), bool)
    place = np.minimum(np.searchsorted(part.node, node), len(part.node) - 1).astype(np.int32)
    return place, part.node[place] == node


def _arrivals(session: "Session", level: int, part: Part, source: "Ints") -> "Ints":
    """Return the earliest rank of day on which goods from sources can be at each node, `NEVER` where they cannot."""
    bench, scratch = session.graph.bench, session.graph.bench.scratch
    nodes, ranks = len(part.start) - 1, len(session.travel.calendar)
    place, there = _places(session, part, source)
    seeds = (bench.column(column[there]) for column in (place, session.first_days(level)[source]))
    windows = np.empty((nodes, 2), np.int32)
    windows[:] = -1, NEVER
    window = bench.column(windows.reshape(-1))
    bench.kernels("windows").earliest(
        part.start, part.steps, *seeds, window, bench.full(ranks + 1, -1), scratch(len(part.number) + len(source)),
        scratch(nodes),
    )  # fmt: skip
    return np.asarray(window, np.int32)[1::2].copy()


def _in_time(session: "Session", level: int, part: Part, source: "Ints", late: "Ints") -> tuple["Ints", "Ints", "Ints"]:
    """Return the sources from which the entry can be reached in time, their nodes in the part and first days."""
    place, there = _places(session, part, source)
    day = session.first_days(level)[source]
    fits = there & (day <= late[place])
    return source[fits], place[fits], day[fits]
