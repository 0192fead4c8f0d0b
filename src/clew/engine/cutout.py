"""The pruned subgraph of an entry: what lies on some way from a source to it, at a level, days fitting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.graph import offsets
from clew.model.answers import Hop, Source, Stock

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from clew.engine.subgraph import Session

    Ints = NDArray[np.int32]
    Bytes = NDArray[np.uint8]
    Flags = NDArray[np.bool_]


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
    tail, head : (hops,) int32
        Nodes of the subgraph; sorted by (tail, head, kind, basis, claim).
    kind, basis : (hops,) uint8
        The basis is 0 of what exists only where rebuttals, segregations and ends are ignored.
    claim : (hops,) int32
        Claim number, -1 where there is none (also of all hops into hubs).
    first, last : (hops,) int32
        Ranks of days in `session.travel.calendar`, as they hold at the level.
    early, late : (nodes,) int32
        Ranks of the earliest day on which a label can be there, and of the latest that is in time.
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
    tail: "Ints"
    head: "Ints"
    kind: "Bytes"
    basis: "Bytes"
    claim: "Ints"
    first: "Ints"
    last: "Ints"
    early: "Ints"
    late: "Ints"
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
    def start(self) -> "Ints":
        """Where the hops of each tail begin, shape (nodes + 1)."""
        return offsets(self.tail, self.nodes)

    @cached_property
    def backward(self) -> tuple["Ints", "Ints"]:
        """The hops by head: where those of each head begin, and their numbers."""
        bench, start = self.session.graph.bench, offsets(self.head, self.nodes)
        if not bench.fast:
            return start, np.argsort(self.head, kind="stable").astype(np.int32)
        order = np.empty(len(self.head), np.int32)
        bench.kernels("upstream").by_head(self.head, start.copy(), order)
        return start, order

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
        return int(
            (np.bincount(self.head, minlength=self.nodes) * np.diff(self.start))[self.stocks : self.target].sum()
        )

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


def cut_out(session: "Session", entry: int, level: int, rules: Iterable[str] | None) -> Subgraph:
    """Return the pruned subgraph of an entry (its number). See `Session.pruned`."""
    graph, travel, bench = session.graph, session.travel, session.graph.bench
    columns, kernels, target = travel.columns, bench.kernels("windows"), graph.hub_end + entry
    first, last = travel.days(level)
    ranks = len(travel.calendar)
    late, early = bench.full(graph.nodes, -1), bench.full(graph.nodes, -1)
    hops = len(graph.tail)
    kernels.latest(
        target, columns["back_start"], columns["back_hop"], columns["tail"], columns["strength"], level, first, last,
        late, bench.full(ranks + 1, -1), session.scratch(hops),
    )  # fmt: skip
    source, day = _seeds(session, entry, level, rules, late)
    kept = session.scratch(hops)
    seeds = bench.column(session.labels.sources.node[source]), bench.column(day)
    count = kernels.earliest(
        columns["start"], columns["head"], columns["strength"], level, first, last, late, *seeds, early,
        bench.full(ranks + 1, -1), session.scratch(hops + len(source)), kept,
    )  # fmt: skip
    hop = np.sort(np.asarray(kept[:count], np.int32))
    return subgraph(session, entry, level, hop, source, day, (early, late))


def _seeds(
    session: "Session", entry: int, level: int, rules: Iterable[str] | None, late: object
) -> tuple["Ints", "Ints"]:
    """Return the numbers of the sources from which the entry can be reached in time, and ranks of their first days."""
    sources = session.labels.sources
    source = session.counting(entry, level, rules)
    day = session.first_days(level)[source]
    if isinstance(late, list):
        limit = np.array([late[node] for node in sources.node[source].tolist()], np.int32)
    else:
        limit = np.asarray(late)[sources.node[source]]
    fits = day <= limit
    return source[fits], day[fits]


def subgraph(
    session: "Session", entry: int, level: int, hop: "Ints", source: "Ints", day: "Ints", days: tuple[object, object]
) -> Subgraph:
    """Return hops of a graph as a subgraph: number the nodes that are left and put the columns together."""
    graph = session.graph
    target = graph.hub_end + entry
    mask = np.zeros(graph.nodes, bool)
    mask[graph.tail[hop]] = True
    mask[graph.head[hop]] = True
    mask[session.labels.sources.node[source]] = True
    mask[target] = True
    node = np.flatnonzero(mask).astype(np.int32)
    number = np.cumsum(mask, dtype=np.int32) - 1
    early, late = (np.asarray(column, np.int32)[node] for column in days)
    first, last = (days[hop] for days in session.days(level))
    return Subgraph(
        session=session,
        entry=session.words.id("claim", int(graph.entry_claim[entry])),
        level=level,
        stocks=int(np.searchsorted(node, graph.stocks)),
        hubs=int(np.searchsorted(node, graph.hub_end) - np.searchsorted(node, graph.stocks)),
        node=node,
        hop=hop,
        tail=number[graph.tail[hop]],
        head=number[graph.head[hop]],
        kind=graph.kind[hop],
        basis=graph.strength[hop],
        claim=graph.claim[hop],
        first=first,
        last=last,
        early=early,
        late=late,
        source=source,
        source_node=number[session.labels.sources.node[source]],
        source_first=day,
        source_rule=session.labels.group_rule[session.labels.sources.group[source]],
    )
