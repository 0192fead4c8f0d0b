"""A traced graph with a part of it derived anew: at some holders what the part says, elsewhere what was there.

The tables that the engine reads are made in a schema of their own beside those of the traced store. Numbers of
holders, items and claims stay, what is added is numbered on: so its ids must come after all others in order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Columns = dict[str, NDArray[Any]]

NODES = ("holder", "item", "claim")
HOP = (
    "SELECT tail, head, kind, basis, claim, first_day, last_day, proven, ghost FROM hop "
    "ORDER BY tail, head, kind, basis, claim"
)
STOCK = "SELECT holder, item FROM stock ORDER BY stock"
FACTS = ("stock_made", "stock_open", "stock_gap")


class SpliceError(Exception):
    """A part does not fit into its graph: the whole has to be traced."""


@dataclass(frozen=True)
class Derived:
    """What flow and sources derived, as arrays.

    Attributes
    ----------
    hop, stock, source : columns
    stocks, hubs : int
    entry, consignor : (entries,) int
        Claim of each entry node, and who sent it.
    facts : dict of table to columns
    exposure : columns
    """

    hop: Columns
    stock: Columns
    source: Columns
    stocks: int
    hubs: int
    entry: Ints
    consignor: Ints
    facts: dict[str, Columns]
    exposure: Columns

    @classmethod
    def of(cls, con: DuckDBPyConnection) -> Derived:
        """Read a traced store."""
        ((stocks, hubs),) = con.execute("SELECT stocks, hubs FROM node_count").fetchall()
        entries = _columns(
            con,
            "SELECT n.claim, e.consignor FROM entry_node n JOIN entry e ON e.claim = n.claim ORDER BY n.node",
        )
        return cls(
            hop=_columns(con, HOP),
            stock=_columns(con, STOCK),
            source=_columns(con, "SELECT * FROM source"),
            stocks=stocks,
            hubs=hubs,
            entry=entries["claim"].astype(np.int64),
            consignor=entries["consignor"].astype(np.int64),
            facts={table: _columns(con, f"SELECT * FROM {table}") for table in FACTS},
            exposure=_columns(con, "SELECT holder, claim FROM exposure"),
        )

    @property
    def nodes(self) -> int:
        """Number of nodes."""
        return self.stocks + self.hubs + len(self.entry)

    def at(self, kept: Flags) -> Flags:
        """Return which nodes are at holders that are kept: an entry is where it was sent, a hub where it leads."""
        found = np.zeros(self.nodes, bool)
        found[: self.stocks] = kept[self.stock["holder"]]
        found[self.stocks + self.hubs :] = kept[self.consignor]
        head, tail = self.hop["head"], self.hop["tail"]
        out = (tail >= self.stocks) & (tail < self.stocks + self.hubs)
        found[tail[out & found[head]]] = True
        if (found[tail[out]] & ~found[head[out]]).any():
            raise SpliceError("a hub leads to holders that are kept, and to others")
        return found


def _columns(con: DuckDBPyConnection, query: str) -> Columns:
    return {name: np.ma.filled(column, -1) for name, column in con.execute(query).fetchnumpy().items()}


@dataclass(frozen=True)
class Numbers:
    """The numbers that the holders, items and claims of a part have in the graph, and how many there then are."""

    of: dict[str, Ints]
    count: dict[str, int]

    @classmethod
    def match(cls, con: DuckDBPyConnection, part: DuckDBPyConnection) -> Numbers:
        """Match by id; what is new comes after all that is there.

        Raises
        ------
        SpliceError
            If the id of something new does not.
        """
        of, count = {}, {}
        for table in NODES:
            ids = [row[0] for row in part.execute(f"SELECT id FROM {table} ORDER BY {table}").fetchall()]
            rows = con.execute(f"SELECT id, {table} FROM {table} WHERE id IN (SELECT unnest(?))", [ids]).fetchall()
            known = dict(rows)
            ((number, last),) = con.execute(f"SELECT count(*), max(id) FROM {table}").fetchall()
            new = [each for each in ids if each not in known]
            if new and last is not None and new[0] <= last:
                raise SpliceError(f"{new[0]!r} comes before {last!r}")
            known |= {each: number + place for place, each in enumerate(new)}
            of[table] = np.array([known[each] for each in ids], np.int64)
            count[table] = number + len(new)
        return cls(of, count)

    def given(self, sort: str, numbers: NDArray[Any]) -> Ints:
        """Return numbers of a part as those of the graph; -1 stays."""
        table = self.of[sort]
        if not len(table):
            return numbers.astype(np.int64)
        return np.where(numbers >= 0, table[np.maximum(numbers, 0)], -1)


class Splice:
    """Joins a graph and a part of it that was derived anew.

    Parameters
    ----------
    whole, part : Derived
    numbers : Numbers
    kept : set of int
        Holders (numbers of the graph) at which the part counts; with what is new.
    """

    def __init__(self, whole: Derived, part: Derived, numbers: Numbers, kept: set[int], held: int) -> None:
        self._whole, self._part, self._numbers = whole, part, numbers
        self._kept = np.zeros(numbers.count["holder"], bool)
        self._kept[list(kept)] = True
        self._kept[held:] = True
        self._theirs = numbers.given("holder", part.stock["holder"]), numbers.given("item", part.stock["item"])
        self._old = whole.at(self._kept)
        here = self._kept[numbers.of["holder"]] if len(numbers.of["holder"]) else np.zeros(0, bool)
        self._new = part.at(here)
        self._number()

    def _number(self) -> None:
        """Number the nodes: stocks by holder and item, then hubs, then entries."""
        whole, part, items = self._whole, self._part, self._numbers.count["item"]
        ours = whole.stock["holder"].astype(np.int64) * items + whole.stock["item"]
        theirs = self._theirs[0] * items + self._theirs[1]
        kept, fresh = ours[~self._old[: whole.stocks]], np.sort(theirs[self._new[: part.stocks]])
        keys = np.insert(kept, np.searchsorted(kept, fresh), fresh)
        self.stocks = len(keys)
        self.holder, self.item = keys // items, keys % items
        hubs = ~self._old[whole.stocks : whole.stocks + whole.hubs], self._new[part.stocks : part.stocks + part.hubs]
        self.hubs = int(hubs[0].sum() + hubs[1].sum())
        first = self.stocks + self.hubs
        entry = _found(whole.entry, self._numbers.given("claim", part.entry))
        self._node = [
            np.concatenate((_found(keys, own), np.where(hub, self.stocks + before + np.cumsum(hub) - 1, -1), last))
            for own, hub, before, last in (
                (ours, hubs[0], 0, first + np.arange(len(whole.entry))),
                (theirs, hubs[1], int(hubs[0].sum()), np.where(entry < 0, -1, first + entry)),
            )
        ]

    def hops(self) -> Columns:
        """Return all hops in order: those into what is kept as the part has them, the others as they were."""
        whole, part = self._whole.hop, self._part.hop
        old, new = ~self._old[whole["head"]], self._new[part["head"]]
        kept = {name: column[old] for name, column in whole.items()}
        fresh = {name: column[new] for name, column in part.items()}
        fresh["claim"] = self._numbers.given("claim", fresh["claim"])
        for side in ("tail", "head"):
            kept[side], fresh[side] = self._node[0][kept[side]], self._node[1][fresh[side]]
        if min(*(int(each[side].min(initial=0)) for each in (kept, fresh) for side in ("tail", "head"))) < 0:
            raise SpliceError("a hop leads from or to what is not there")
        order = np.lexsort([fresh[name] for name in ("claim", "basis", "kind", "head", "tail")])
        fresh = {name: column[order] for name, column in fresh.items()}
        nodes = self.stocks + self.hubs + len(self._whole.entry)
        places = np.searchsorted(_ends(kept, nodes), _ends(fresh, nodes))
        return {name: np.insert(kept[name], places, fresh[name]) for name in kept}

    def _mixed(self, mine: Columns, theirs: Columns, column: str, **sorts: str) -> Columns:
        """Return rows about nodes: of what is kept those of the part."""
        old, new = ~self._old[mine[column]], self._new[theirs[column]]
        kept = {name: values[old] for name, values in mine.items()}
        fresh = {name: values[new] for name, values in theirs.items()}
        kept[column], fresh[column] = self._node[0][kept[column]], self._node[1][fresh[column]]
        for name, sort in sorts.items():
            fresh[name] = self._numbers.given(sort, fresh[name])
        return {name: np.concatenate((kept[name], fresh[name])) for name in kept}

    def _exposure(self) -> Columns:
        mine, theirs = self._whole.exposure, self._part.exposure
        holder = self._numbers.given("holder", theirs["holder"])
        old, new = ~self._kept[mine["holder"]], self._kept[holder]
        claim = self._numbers.given("claim", theirs["claim"])
        return {
            "holder": np.concatenate((mine["holder"][old], holder[new])),
            "claim": np.concatenate((mine["claim"][old], claim[new])),
        }

    def tables(self) -> dict[str, Columns]:
        """Return the tables of the graph."""
        whole, part = self._whole, self._part
        facts = {table: self._mixed(whole.facts[table], part.facts[table], "stock") for table in FACTS}
        nodes = np.arange(len(whole.entry)) + self.stocks + self.hubs
        counts = {"stocks": self.stocks, "hubs": self.hubs, "entries": len(nodes)}
        return {
            "hop": self.hops(),
            "stock": {"stock": np.arange(self.stocks), "holder": self.holder, "item": self.item},
            "source": self._mixed(whole.source, part.source, "node", claim="claim"),
            "entry_node": {"claim": whole.entry, "node": nodes},
            "node_count": {name: np.array([count]) for name, count in counts.items()},
            "exposure": self._exposure(),
            **facts,
        }


def _found(keys: Ints, wanted: NDArray[Any]) -> Ints:
    """Return the places of numbers among sorted ones, -1 of what is not there."""
    if not len(keys):
        return np.full(len(wanted), -1, np.int64)
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[places] == wanted, places, -1)


def _ends(hop: Columns, nodes: int) -> Ints:
    ends: Ints = hop["tail"].astype(np.int64) * nodes + hop["head"]
    return ends


def write(con: DuckDBPyConnection, tables: dict[str, Columns]) -> None:
    """Make tables in the schema at hand."""
    for name, columns in tables.items():
        con.register("spliced", columns)
        con.execute(f"CREATE TABLE {name} AS SELECT * FROM spliced")
        con.unregister("spliced")
