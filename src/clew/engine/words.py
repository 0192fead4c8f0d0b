"""From numbers to names: stocks, hops and sources as the model says them, each made once."""

from typing import TYPE_CHECKING, Any

import numpy as np

from clew.engine.graph import KINDS, Graph
from clew.engine.labels import Sources
from clew.model.answers import Hop, Source, Stock
from clew.model.basis import Basis

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

REMEMBERED = 200_000
"""Hops in words that are kept at most: pairs of hubs can be many more."""


class Words:
    """Names of what is in a graph, read from the store when first needed."""

    def __init__(self, con: "DuckDBPyConnection", graph: Graph) -> None:
        self._con = con
        self._graph = graph
        self._ids: dict[str, NDArray[Any]] = {}
        self._stocks: dict[int, Stock] = {}
        self._hops: dict[tuple[int, int], Hop] = {}
        self._said: dict[tuple[int, ...], tuple[Source, ...]] = {}
        self._basis = [Basis.UNEXCLUDED, *sorted(Basis)]

    def ids(self, table: str) -> "NDArray[Any]":
        """Return the ids of all holders, items, claims or listings, by number."""
        ids = self._ids.get(table)
        if ids is None:
            ids = self._con.execute(f"SELECT id FROM {table} ORDER BY {table}").fetchnumpy()["id"]
            self._ids[table] = ids
        return ids

    def read(self) -> None:
        """Read the ids that hops are told with: `hops` may run in several threads, and a connection serves but one."""
        for table in ("holder", "item", "claim"):
            self.ids(table)

    def id(self, table: str, number: int) -> str:
        """Return the id of a holder, item, claim or listing."""
        return str(self.ids(table)[number])

    def claim(self, number: int) -> str | None:
        """Return the id of a claim, None for -1."""
        return self.id("claim", number) if number >= 0 else None

    def claims(self, numbers: "NDArray[np.int32]") -> list[str | None]:
        """Return the ids of many claims, None for -1."""
        said = self.ids("claim")[np.maximum(numbers, 0)] if (numbers >= 0).any() else np.empty(len(numbers), object)
        said[numbers < 0] = None
        ids: list[str | None] = said.tolist()
        return ids

    def stock(self, node: int) -> Stock | None:
        """Return a stock, None if the node is an entry."""
        if node >= self._graph.stocks:
            return None
        return self.goods(node)

    def goods(self, node: int) -> Stock:
        """Return a node that is a stock."""
        stock = self._stocks.get(node)
        if stock is None:
            graph = self._graph
            stock = Stock(self.id("holder", int(graph.holder[node])), self.id("item", int(graph.item[node])))
            self._stocks[node] = stock
        return stock

    def stocks(self, nodes: "NDArray[np.int32]") -> list[Stock]:
        """Return many stocks."""
        holders, items = self._graph.holder[nodes], self._graph.item[nodes]
        return list(map(Stock, self.ids("holder")[holders].tolist(), self.ids("item")[items].tolist()))

    def holder(self, node: int) -> str:
        """Return the id of the holder of a stock."""
        return self.id("holder", int(self._graph.holder[node]))

    def hop(self, into: int, out: int) -> Hop:
        """Return a hop: a direct one (`into` is -1), or the pair of one into a hub and one out of it."""
        hop = self._hops.get((into, out))
        if hop is None:
            graph = self._graph
            begin = into if into >= 0 else out
            claim = int(graph.claim[out]) if graph.claim[out] >= 0 else int(graph.claim[begin])
            hop = Hop(
                source=self.goods(int(graph.tail[begin])),
                target=self.stock(int(graph.head[out])),
                kind=KINDS[int(graph.kind[out])],
                basis=self._basis[int(min(graph.basis[out], graph.basis[begin]))],
                claim=self.claim(claim),
                first=int(max(graph.first[out], graph.first[begin])),
                last=int(min(graph.last[out], graph.last[begin])),
            )
            if len(self._hops) >= REMEMBERED:
                self._hops.clear()
            self._hops[into, out] = hop
        return hop

    def hops(self, into: "NDArray[np.int32]", out: "NDArray[np.int32]") -> list[Hop]:
        """Return many hops, equal ones as one object."""
        graph = self._graph
        key, place = np.unique((into + 1).astype(np.int64) * len(graph.head) + out, return_inverse=True)
        if not len(key):
            return []
        into, out = (key // len(graph.head) - 1).astype(np.int32), (key % len(graph.head)).astype(np.int32)
        begin = np.where(into >= 0, into, out)
        tail, head = graph.tail[begin], graph.head[out]
        nodes = np.unique(np.concatenate((tail, head[head < graph.stocks])))
        stocks: list[Stock | None] = [*self.stocks(nodes), None]
        sources = np.searchsorted(nodes, tail).tolist()
        targets = np.where(head < graph.stocks, np.searchsorted(nodes, head), len(nodes)).tolist()
        number = np.where(graph.claim[out] >= 0, graph.claim[out], graph.claim[begin])
        claims = self.claims(number)
        kinds = [KINDS[kind] for kind in graph.kind[out].tolist()]
        bases = [self._basis[basis] for basis in np.minimum(graph.basis[out], graph.basis[begin]).tolist()]
        first = np.maximum(graph.first[out], graph.first[begin]).tolist()
        last = np.minimum(graph.last[out], graph.last[begin]).tolist()
        ends = ([stocks[k] for k in sources], [stocks[k] for k in targets])
        made: list[Hop] = list(map(Hop, *ends, kinds, bases, claims, first, last))
        return [made[k] for k in place.reshape(-1).tolist()]

    def sources(self, sources: Sources, numbers: list[int]) -> tuple[Source, ...]:
        """Return sources, sorted: of each stock, claim and listing the strongest."""
        known = self._said.get(tuple(numbers))
        if known is not None:
            return known
        best: dict[tuple[int, int, int], int] = {}
        for k in numbers:
            key = (int(sources.node[k]), int(sources.claim[k]), int(sources.listing[k]))
            best[key] = max(int(sources.basis[k]), best.get(key, 0))
        said = [
            Source(
                self.stock(node),
                self.claim(claim),
                self.id("listing", listing) if listing >= 0 else None,
                self._basis[basis],
            )
            for (node, claim, listing), basis in best.items()
        ]
        made = tuple(sorted(said, key=_order))
        self._said[tuple(numbers)] = made
        return made


def _order(source: Source) -> tuple[str, str, str, str, int]:
    """Return the order of sources: by holder, item, claim, listing, basis, with blanks first."""
    stock = source.stock or Stock("", "")
    return stock.holder, stock.item, source.claim or "", source.listing or "", int(source.basis)
