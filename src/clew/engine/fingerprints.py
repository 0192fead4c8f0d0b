"""The fingerprints of the chains of entries: which steps carry goods to each, in columns, hashed."""

from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.backward import Backward, Seen, look_back
from clew.engine.facts import Facts
from clew.engine.facts import load as load_facts
from clew.engine.graph import KINDS, LAST_RECORDED, Graph, fetch
from clew.engine.graph import load as load_graph
from clew.engine.jit import Bench, Column
from clew.engine.prune import pruned
from clew.model.fingerprints import NOWHERE, STEP_KINDS, Place, Step, What, Who, digest
from clew.model.names import normal_column

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Longs = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Bytes = NDArray[np.uint8]

IDENTITY = KINDS.index("identity")
EXTRACTION, PRODUCTION = STEP_KINDS.index("extraction"), STEP_KINDS.index("production")
WIDTH = len(NOWHERE) // 2
SLICE = 50_000
"""Steps that are written out together, to be hashed."""


class ChainSteps:
    """The steps of a graph: its recorded hops and what processes make, lots replaced by their products.

    Parameters
    ----------
    con : DuckDB connection
        For the words of holders and products.
    graph : Graph
    facts : Facts
        Of the same graph.

    Notes
    -----
    Place 0 is nowhere. A hub of identity is told by the first place at it: each of the others is the same as that one.
    """

    def __init__(self, con: "DuckDBPyConnection", graph: Graph, facts: Facts) -> None:
        self._graph = graph
        product = fetch(con, "SELECT product FROM item ORDER BY item", product=np.int32)["product"][graph.item]
        holders, who = np.unique(graph.holder, return_inverse=True)
        products, what = np.unique(product, return_inverse=True)
        self._who, self._what = _holders(con, holders), _products(con, products)
        pair = who.reshape(-1).astype(np.int64) * max(len(products), 1) + what.reshape(-1)
        self._pairs, place = np.unique(pair, return_inverse=True)
        self._place = self._with_hubs(place.reshape(-1) + 1)
        order = graph.backward[1]
        self._hops = np.flatnonzero(((graph.kind <= LAST_RECORDED) & ~graph.ghost)[order]).astype(np.int32)
        self._made = np.flatnonzero(facts.made).astype(np.int32)
        hop, made = order[self._hops], np.where(facts.extracted[self._made], EXTRACTION, PRODUCTION)
        of_hops = self._key(graph.kind[hop] - 1, self._place[graph.tail[hop]], self._place[graph.head[hop]])
        of_made = self._key(made, np.zeros(len(made), np.int64), self._place[self._made])
        self._keys, row = np.unique(np.concatenate((of_hops, of_made)), return_inverse=True)
        self._row = row.reshape(-1)

    def _with_hubs(self, place: "Longs") -> "Longs":
        """Return the place of every node: of a hub the first of those at it, of an entry 0."""
        graph = self._graph
        found = np.zeros(graph.nodes, np.int64)
        found[: graph.stocks] = place
        found[graph.stocks : graph.hub_end] = len(self._pairs) + 1
        hops = np.flatnonzero(graph.kind == IDENTITY)
        tail, head = graph.tail[hops], graph.head[hops]
        into, out = head >= graph.stocks, tail >= graph.stocks
        first = found.copy()
        np.minimum.at(first, head[into], found[tail[into]])
        np.minimum.at(first, tail[out], found[head[out]])
        return first

    def _key(self, kind: "NDArray[np.integer]", tail: "Longs", head: "Longs") -> "Longs":
        """Return one number for each step, -1 for an identity of lots of one product, which is none."""
        size = len(self._pairs) + 2
        key = (kind.astype(np.int64) * size + tail) * size + head
        return np.where((kind == IDENTITY - 1) & (tail == head), -1, key)

    def _split(self, steps: "Ints") -> tuple["Longs", "Longs", "Longs"]:
        """Return kind, source and target of steps (zeros of what is none)."""
        size, key = len(self._pairs) + 2, np.maximum(self._keys[steps], 0)
        return key // size // size, key // size % size, key % size

    def steps(self, flags: "Flags") -> tuple[Step, ...]:
        """Return steps in words, in order.

        Parameters
        ----------
        flags : (steps,) bool
            Which: a column of `carrying`.
        """
        chosen = np.flatnonzero(flags).astype(np.int32)
        columns = (column.tolist() for column in self._split(chosen))
        return tuple(Step(STEP_KINDS[k], self._words(a), self._words(b)) for k, a, b in zip(*columns, strict=True))

    def _words(self, place: int) -> Place | None:
        if not place:
            return None
        holder, product = divmod(int(self._pairs[place - 1]), len(self._what))
        return Place(self._who[holder], self._what[product])

    def carrying(self, seen: Seen) -> "Flags":
        """Return which steps carry goods to which entries, shape (steps, bits).

        Parameters
        ----------
        seen : Seen
            At *unexcluded*, with `carried`.
        """
        bench, count = self._graph.bench, len(self._keys)
        masks: Column
        if bench.fast:
            masks = np.zeros(count, np.int64)
            picked = np.concatenate((np.asarray(seen.carried)[self._hops], np.asarray(seen.nodes)[self._made]))
            np.bitwise_or.at(masks, self._row, picked)
        else:
            masks = [0] * count
            row = self._row.tolist()
            for step, hop in zip(row, self._hops.tolist(), strict=False):
                masks[step] |= seen.carried[hop]
            for step, stock in zip(row[len(self._hops) :], self._made.tolist(), strict=True):
                masks[step] |= seen.nodes[stock]
        table = bench.unpacked(masks, seen.bits)
        table[self._keys < 0] = False
        return table

    @cached_property
    def _digests(self) -> tuple["Ints", "NDArray[np.void]"]:
        """Steps in the order of their digests, and these."""
        found: list[bytes] = []
        tables = [np.frombuffer(b"".join(map(digest, words)), np.uint8) for words in (self._who, self._what)]
        for low in range(0, len(self._keys), SLICE):
            steps = np.arange(low, min(low + SLICE, len(self._keys)), dtype=np.int32)
            kind, source, target = self._split(steps)
            ends = [self._rows(places, *(table.reshape(-1, WIDTH) for table in tables)) for places in (source, target)]
            data = memoryview(np.hstack((kind[:, None].astype(np.uint8), *ends)).tobytes())
            size = 1 + 4 * WIDTH
            found += [sha256(data[at : at + size]).digest() for at in range(0, len(data), size)]
        order = np.array(sorted(range(len(found)), key=found.__getitem__), np.int32)
        return order, np.frombuffer(b"".join(found), f"V{WIDTH}")[order]

    def _rows(self, places: "Longs", who: "Bytes", what: "Bytes") -> "Bytes":
        """Return the digests of places, shape (places, bytes): zeros where it is nowhere."""
        rows = np.zeros((len(places), 2 * WIDTH), np.uint8)
        somewhere = places > 0
        holder, product = np.divmod(self._pairs[places[somewhere] - 1], len(self._what) or 1)
        rows[somewhere, :WIDTH], rows[somewhere, WIDTH:] = who[holder], what[product]
        return rows

    def fingerprints(self, seen: Seen) -> list[str]:
        """Return the fingerprints of a batch of entries; entries of one chain are hashed once."""
        order, digests = self._digests
        columns = np.ascontiguousarray(self.carrying(seen)[order].T)
        packed = np.packbits(columns, axis=1)
        known: dict[bytes, str] = {}
        made = []
        for bit in range(seen.bits):
            key = packed[bit].tobytes()
            if key not in known:
                known[key] = sha256(digests[columns[bit]].tobytes()).hexdigest()
            made.append(known[key])
        return made


def _holders(con: "DuckDBPyConnection", numbers: "Ints") -> list[Who]:
    rows = con.execute(
        "SELECT id, coalesce(name, id), coalesce(country, ''), coalesce(region_norm, '') FROM holder "
        "WHERE holder IN (SELECT unnest(?)) ORDER BY holder",
        [numbers.tolist()],
    ).fetchall()
    names = normal_column([row[1] for row in rows])
    return [Who(row[0], name, row[2], row[3]) for row, name in zip(rows, names, strict=True)]


def _products(con: "DuckDBPyConnection", numbers: "Ints") -> list[What]:
    rows = con.execute(
        "SELECT i.id, coalesce(p.name_norm, ''), coalesce(p.hs, '') FROM item i "
        "LEFT JOIN product p ON p.product = i.item WHERE i.item IN (SELECT unnest(?)) ORDER BY i.item",
        [numbers.tolist()],
    ).fetchall()
    return [What(*row) for row in rows]


def steps_of(con: "DuckDBPyConnection", entries: Iterable[int]) -> list[tuple[str, tuple[Step, ...]]]:
    """Return the id and the steps of the chain of some entries, by id.

    Parameters
    ----------
    con : DuckDB connection
        After flow and sources ran.
    entries : claim numbers
    """
    graph = pruned(load_graph(con, set(entries), Bench(False)))
    chain, backward = ChainSteps(con, graph, load_facts(con, graph)), Backward.of(graph)
    none = np.empty(0, np.int32)
    ids = con.execute(
        "SELECT id FROM claim WHERE claim IN (SELECT unnest(?)) ORDER BY claim", [graph.entry_claim.tolist()]
    )
    found: list[tuple[str, tuple[Step, ...]]] = []
    for (entry,), number in zip(ids.fetchall(), range(graph.entries), strict=True):
        seen = look_back(backward, 1, np.array([number], np.int32), none, none, keep=True)
        found.append((entry, chain.steps(chain.carrying(seen)[:, 0])))
    return found
