"""The hops of a graph as arrays: read from the store, in compressed sparse rows, their days as ranks."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from clew.engine.days import Calendar
from clew.engine.jit import NEVER, Bench, Column
from clew.model.answers import HOP_KINDS
from clew.model.dates import ALWAYS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Bytes = NDArray[np.uint8]
    Flags = NDArray[np.bool_]

KINDS = ("", *HOP_KINDS)
COMPONENT, LAST_RECORDED, LOT_UNRECORDED = 5, 6, 7

_HOPS = "SELECT tail, head, kind, basis, claim, first_day, last_day, proven, ghost FROM hop"


@dataclass(frozen=True)
class Graph:
    """Stocks, hubs and entries (in this order, the nodes) and the hops between them.

    Attributes
    ----------
    stocks, hubs, entries : int
        Numbers of nodes of each sort.
    tail, head : (hops,) int32
        Nodes; sorted by (tail, head, kind, basis, claim).
    kind, basis : (hops,) uint8
    claim : (hops,) int32
        -1 where there is none.
    first, last : (hops,) int32
        Days.
    proven, ghost : (hops,) bool
        Whether the days hold at *unexcluded*; whether the hop exists only if rebuttals and ends are ignored.
    holder, item : (stocks,) int32
        Numbers in the store.
    product_item : (items,) bool
        Whether an item is a product, not a lot.
    star_order : int
        How many item ids come before ``*`` in order.
    entry_claim, entry_first, entry_last : (entries,) int32
        Claim number and days of each entry, in order.
    wanted : (entries,) bool
        Which are asked for.
    origin : (nodes,) int32
        Node numbers in the store.
    useful : (nodes,) uint8
        Bits of the levels (bit 0: all hops, ghosts too) at which a node lies upstream of a wanted entry, days ignored;
        all of them before the graph is pruned.
    member : (2, stocks) bool
        Whether hops of the recorded graph at *unexcluded* and at *assumed* begin or end at a stock, hops pruned too.
    """

    bench: Bench
    stocks: int
    hubs: int
    entries: int
    tail: "Ints"
    head: "Ints"
    kind: "Bytes"
    basis: "Bytes"
    claim: "Ints"
    first: "Ints"
    last: "Ints"
    proven: "Flags"
    ghost: "Flags"
    holder: "Ints"
    item: "Ints"
    product_item: "Flags"
    star_order: int
    entry_claim: "Ints"
    entry_first: "Ints"
    entry_last: "Ints"
    wanted: "Flags"
    origin: "Ints"
    useful: "Bytes"
    member: "Flags"

    @property
    def nodes(self) -> int:
        """Number of nodes."""
        return self.stocks + self.hubs + self.entries

    @property
    def hub_end(self) -> int:
        """The first node that is an entry."""
        return self.stocks + self.hubs

    @cached_property
    def strength(self) -> "Bytes":
        """Basis of each hop, 0 for ghosts."""
        return np.where(self.ghost, 0, self.basis).astype(np.uint8)

    @cached_property
    def start(self) -> "Ints":
        """Where the hops of each tail begin, shape (nodes + 1)."""
        return offsets(self.tail, self.nodes)

    @cached_property
    def backward(self) -> tuple["Ints", "Ints"]:
        """The hops by head: where those of each head begin, and their numbers."""
        return backward(self.bench, self.head, self.nodes)

    @cached_property
    def place_in_order(self) -> "Ints":
        """Place of each node in the order of (holder id, item id), shape (nodes): ``*`` among the other ids."""
        order = np.arange(self.nodes, dtype=np.int32)
        if self.star_order:
            item = np.where(self.item == 0, 2 * self.star_order + 1, 2 * self.item)
            ranks = np.empty(self.stocks, np.int32)
            ranks[np.lexsort((item, self.holder))] = np.arange(self.stocks)
            order[: self.stocks] = ranks
        return order


def offsets(sorted_or_not: "Ints", size: int) -> "Ints":
    """Return where the members of each of `size` bins begin, shape (size + 1)."""
    counts = np.bincount(sorted_or_not, minlength=size)
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int32)


def backward(bench: Bench, head: "Ints", nodes: int) -> tuple["Ints", "Ints"]:
    """Return hops by head: where those of each head begin, and their numbers."""
    start = offsets(head, nodes)
    if not bench.fast:
        return start, np.argsort(head, kind="stable").astype(np.int32)
    order = np.empty(len(head), np.int32)
    bench.kernels("upstream").by_head(head, start.copy(), order)
    return start, order


def strong_components(bench: Bench, nodes: int, tail: "Ints", head: "Ints") -> tuple["Ints", int]:
    """Return the strongly connected component of each node (higher numbers lead to lower ones), and how many there are.

    Parameters
    ----------
    tail, head : (hops,) int32
        Hops, sorted by tail.
    """
    component = bench.full(nodes, -1)
    scratch = [bench.full(nodes, -1), *(bench.full(nodes) for _ in range(4))]
    count = bench.kernels("components").components(
        bench.column(offsets(tail, nodes)), bench.column(head), component, *scratch
    )
    return np.asarray(component, np.int32), int(count)


def fetch(con: "DuckDBPyConnection", query: str, **types: type) -> dict[str, "NDArray[Any]"]:
    """Return the columns of a query as arrays; names and types are those of `types`, in order of the query."""
    columns = con.execute(query).fetchnumpy()
    made: dict[str, NDArray[Any]] = {}
    for name, column in zip(types, columns.values(), strict=True):
        if np.ma.isMaskedArray(column):
            column = column.filled(-1 if column.dtype.kind in "iu" else False)  # noqa: PLW2901
        made[name] = column.astype(types[name], copy=not column.flags.writeable)
    return made


def load(con: "DuckDBPyConnection", entries: "set[int] | None", bench: Bench) -> Graph:
    """Read the graph, whole.

    Parameters
    ----------
    con : DuckDB connection
        With the tables hop, node_count, stock, item, entry, entry_node.
    entries : set of int or None
        Claim numbers of the wanted entries; None = all.
    """
    counts = con.execute("SELECT stocks, hubs, entries FROM node_count").fetchone()
    assert counts is not None
    byte, day = np.uint8, np.int32
    hop = fetch(
        con, _HOPS, tail=day, head=day, kind=byte, basis=byte, claim=day, first=day, last=day, proven=bool, ghost=bool
    )
    stock = fetch(con, "SELECT holder, item FROM stock ORDER BY stock", holder=day, item=day)
    item = fetch(con, "SELECT coalesce(is_lot, false) FROM item ORDER BY item", is_lot=bool)
    before = con.execute("SELECT count(*) FROM item WHERE id < '*'").fetchone()
    assert before is not None
    entry = fetch(
        con,
        "SELECT n.claim, e.first_day, e.last_day FROM entry_node n JOIN entry e ON e.claim = n.claim ORDER BY n.node",
        claim=day, first=day, last=day,
    )  # fmt: skip
    wanted = np.ones(counts[2], bool) if entries is None else np.isin(entry["claim"], np.array(sorted(entries), day))
    nodes = sum(counts)
    return Graph(
        bench=bench, stocks=counts[0], hubs=counts[1], entries=counts[2], **_in_order(hop), **stock,
        product_item=~item["is_lot"], star_order=before[0], entry_claim=entry["claim"], entry_first=entry["first"],
        entry_last=entry["last"], wanted=wanted, origin=np.arange(nodes, dtype=day),
        useful=np.full(nodes, 0b11111, byte), member=np.zeros((2, counts[0]), bool),
    )  # fmt: skip


def _in_order(hop: dict[str, "NDArray[Any]"]) -> dict[str, "NDArray[Any]"]:
    """Return the hops sorted by (tail, head, kind, basis, claim), as they are if they are so already."""
    keys = (hop["claim"], hop["basis"], hop["kind"], hop["head"], hop["tail"])
    if not _unsorted(keys):
        return hop
    order = np.lexsort(keys)
    return {name: column[order] for name, column in hop.items()}


def _unsorted(keys: tuple["NDArray[Any]", ...]) -> bool:
    """Whether rows are out of the order of their keys (the last is the first to go by)."""
    tied = np.ones(max(len(keys[0]) - 1, 0), bool)
    for key in reversed(keys):
        if bool((tied & (key[1:] < key[:-1])).any()):
            return True
        tied &= key[1:] == key[:-1]
    return False


@dataclass(frozen=True)
class Travel:
    """The hops of a graph as columns, with their days as ranks: as said, and as they hold at *unexcluded*.

    Attributes
    ----------
    calendar : Calendar
    first, last : (hops,) int32
        Ranks, at *assumed* and better.
    """

    graph: Graph
    calendar: Calendar
    first: "Ints"
    last: "Ints"

    @classmethod
    def of(cls, graph: Graph, *days: "Ints") -> "Travel":
        """Rank the days of hops (and of `days`, on which other things arrive)."""
        arrival = np.minimum(graph.first, ALWAYS - 1)
        calendar = Calendar(arrival, *days)
        return cls(graph, calendar, calendar.rank(arrival), calendar.rank(graph.last))

    @cached_property
    def columns(self) -> dict[str, Column]:
        """Columns that sweeps share."""
        graph, column = self.graph, self.graph.bench.column
        back_start, back_hop = graph.backward
        return {
            "start": column(graph.start), "tail": column(graph.tail), "head": column(graph.head),
            "strength": column(graph.strength), "free": column(~graph.proven),
            "back_start": column(back_start), "back_hop": column(back_hop),
            "first": column(self.first), "last": column(self.last), "basis": column(graph.basis),
            "kind": column(graph.kind), "claim": column(graph.claim), "useful": column(graph.useful),
            "order": column(graph.place_in_order),
        }  # fmt: skip

    @cached_property
    def _free(self) -> tuple["Ints", "Ints"]:
        proven = self.graph.proven
        return np.where(proven, self.first, 0).astype(np.int32), np.where(proven, self.last, NEVER).astype(np.int32)

    def ranks(self, level: int) -> tuple["Ints", "Ints"]:
        """First and last ranks of hops at a level: at *unexcluded*, days that are not proven are unbounded."""
        return self._free if level <= 1 else (self.first, self.last)

    @cached_property
    def undated(self) -> tuple[Column, Column]:
        """The ranks at *unexcluded*, as sweeps want them."""
        first, last = self.ranks(1)
        return self.graph.bench.column(first), self.graph.bench.column(last)

    @cached_property
    def levels(self) -> dict[int, Any]:
        """What `levels.level_of` has made."""
        return {}

    def days(self, level: int) -> tuple[Column, Column]:
        """First and last ranks of hops at a level."""
        return self.undated if level <= 1 else (self.columns["first"], self.columns["last"])
