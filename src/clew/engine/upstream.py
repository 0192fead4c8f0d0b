"""The hops upstream of an entry in words: those on record, and of the inferred ones a witness for each target."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.backward import Backward, look_back
from clew.engine.graph import LAST_RECORDED, Graph, fetch
from clew.engine.graph import load as load_graph
from clew.engine.jit import WORD, WORTH_COMPILING, Bench, numba_installed
from clew.engine.labels import renumbered
from clew.engine.pairs import Pairs
from clew.engine.prune import pruned
from clew.engine.reach import chosen
from clew.engine.words import Words
from clew.model.answers import Hop
from clew.model.basis import Basis

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Upstream:
    """What can carry goods to an entry at a level.

    Attributes
    ----------
    recorded : tuple of Hop
        Recorded hops (rules 1 to 6), but for those through hubs of sameness, in order of stocks.
    inferred : tuple of Hop
        For each stock and kind of inferred hop (rules 7 to 11) into it the one from the first stock in order.
    holders : tuple of str
        Holders of all stocks upstream, sorted.
    origins : tuple of (str, str)
        Holder and claim of the processes without inputs (extractions, and those that name none) that make a stock
        upstream: they make no hop. Sorted.
    """

    recorded: tuple[Hop, ...]
    inferred: tuple[Hop, ...]
    holders: tuple[str, ...]
    origins: tuple[tuple[str, str], ...]


_ORIGINS = """
SELECT s.stock, p.claim FROM process AS p JOIN process_output AS o ON o.claim = p.claim
JOIN stock AS s ON s.holder = p.holder AND s.item = o.item
WHERE NOT EXISTS (SELECT 1 FROM process_input AS i WHERE i.claim = p.claim)
"""


class UpstreamHops:
    """Finds what is upstream of entries.

    Parameters
    ----------
    con : DuckDB connection
        After flow and sources ran.
    entries : claim numbers
        Those that will be asked for.
    """

    def __init__(self, con: "DuckDBPyConnection", entries: Iterable[int]) -> None:
        hops = con.execute("SELECT count(*) FROM hop").fetchall()[0][0]
        bench = Bench(hops > WORTH_COMPILING and numba_installed())
        self._graph: Graph = pruned(load_graph(con, set(entries), bench))
        self._backward = Backward.of(self._graph)
        self._words, self._pairs = Words(con, self._graph), Pairs(con, self._graph)
        origin = fetch(con, _ORIGINS, stock=np.int32, claim=np.int32)
        stock = renumbered(self._graph, origin["stock"])
        self._origin = stock[stock >= 0], origin["claim"][stock >= 0]
        order = self._graph.backward[1]
        self._real = np.flatnonzero(~self._graph.ghost[order]).astype(np.int32)
        self._hop = order[self._real]

    @property
    def hops(self) -> int:
        """Hops that may be upstream of any of the entries."""
        return len(self._graph.tail)

    def named(self) -> tuple[set[str], set[str], set[str]]:
        """Return the ids of all holders, items and claims upstream of any of the entries, days ignored."""
        graph, words = self._graph, self._words
        holders, items = words.ids("holder")[np.unique(graph.holder)], words.ids("item")[np.unique(graph.item)]
        claims = np.unique(np.concatenate((graph.claim[(graph.claim >= 0) & ~graph.ghost], self._origin[1])))
        return set(holders.tolist()), set(items.tolist()), set(words.ids("claim")[claims].tolist())

    def of(self, levels: dict[str, Basis]) -> Iterator[tuple[str, Upstream]]:
        """Yield what is upstream of entries, in order of their ids.

        Parameters
        ----------
        levels : mapping of str to Basis
            The level to ask at, by entry id.
        """
        graph = self._graph
        ids = {self._words.id("claim", claim): k for k, claim in enumerate(graph.entry_claim.tolist())}
        names = sorted(levels)
        for low in range(0, len(names), WORD):
            batch = names[low : low + WORD]
            seen = {level: self._seen([ids[name] for name in batch], level) for level in sorted(set(levels.values()))}
            for bit, name in enumerate(batch):
                hops, nodes = seen[levels[name]]
                yield name, self._told(hops[:, bit], nodes[:, bit])

    def _seen(self, entries: list[int], level: Basis) -> tuple["Flags", "Flags"]:
        """Return which hops carry goods to which entries, and which stocks reach them; shape (…, entries)."""
        graph, none = self._graph, np.empty(0, np.int32)
        seen = look_back(self._backward, int(level), np.array(entries, np.int32), none, none, keep=True)
        stocks = np.arange(graph.stocks, dtype=np.int32)
        return chosen(graph.bench, seen.carried, self._real, seen.bits), chosen(
            graph.bench, seen.nodes, stocks, seen.bits
        )

    def _told(self, hops: "Flags", nodes: "Flags") -> Upstream:
        graph = self._graph
        found = np.sort(self._hop[hops])
        straight = (graph.tail[found] < graph.stocks) & ~self._is_hub(graph.head[found])
        recorded = found[straight & (graph.kind[found] <= LAST_RECORDED)]
        holders = np.unique(graph.holder[np.flatnonzero(nodes)])
        return Upstream(
            tuple(self._in_words(self._sorted(recorded))),
            tuple(self._inferred(found)),
            tuple(sorted(self._words.id("holder", holder) for holder in holders.tolist())),
            self._origins(nodes),
        )

    def _origins(self, nodes: "Flags") -> tuple[tuple[str, str], ...]:
        """Return the processes without inputs that make stocks upstream."""
        stock, claim = self._origin
        there = nodes[stock]
        rows = zip(stock[there].tolist(), claim[there].tolist(), strict=True)
        return tuple(sorted({(self._words.holder(at), self._words.id("claim", number)) for at, number in rows}))

    def _is_hub(self, nodes: "Ints") -> "Flags":
        flags: Flags = (nodes >= self._graph.stocks) & (nodes < self._graph.hub_end)
        return flags

    def _sorted(self, hops: "Ints") -> "Ints":
        """Return hops in the order of their stocks, as ids go."""
        graph, place = self._graph, self._graph.place_in_order
        keys = (graph.claim[hops], graph.kind[hops], place[graph.head[hops]], place[graph.tail[hops]])
        return hops[np.lexsort(keys)]

    def _in_words(self, hops: "Ints") -> list[Hop]:
        return self._words.hops(np.full(len(hops), -1, np.int32), hops.astype(np.int32))

    def _inferred(self, found: "Ints") -> Iterator[Hop]:
        """Yield a witness for each target and kind of inferred hop."""
        graph, place = self._graph, self._graph.place_in_order
        inferred = found[(graph.kind[found] > LAST_RECORDED) & (graph.head[found] < graph.stocks)]
        into: dict[int, list[int]] = {}
        for hop in found[self._is_hub(graph.head[found])].tolist():
            into.setdefault(int(graph.head[hop]), []).append(hop)
        for hops in into.values():
            hops.sort(key=lambda hop: int(place[graph.tail[hop]]))
        best: dict[tuple[int, int], tuple[int, int, int]] = {}
        for out in inferred.tolist():
            first = self._witness(out, into)
            if first is None:
                continue
            key = (int(place[graph.head[out]]), int(graph.kind[out]))
            mine = (int(place[graph.tail[first if first >= 0 else out]]), first, out)
            best[key] = min(best.get(key, mine), mine)
        for key in sorted(best):
            yield self._words.hop(*best[key][1:])

    def _witness(self, out: int, into: dict[int, list[int]]) -> int | None:
        """Return the first hop into the hub that makes a real hop with one out of it; -1 for a hop without a hub."""
        graph = self._graph
        tail = int(graph.tail[out])
        if tail < graph.stocks:
            return -1
        target, kind, claim = int(graph.head[out]), int(graph.kind[out]), int(graph.claim[out])
        for hop in into.get(tail, ()):
            basis = int(min(graph.basis[out], graph.basis[hop]))
            if self._pairs.is_real(int(graph.tail[hop]), target, kind, claim, basis):
                return hop
        return None
