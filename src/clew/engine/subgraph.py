"""A traced store as arrays that are kept, so that many questions about its entries can be asked one after another."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from clew.engine import labels
from clew.engine.cutout import Subgraph, cut_out
from clew.engine.graph import Graph, Travel, load
from clew.engine.jit import WORTH_COMPILING, Bench, numba_installed
from clew.engine.pairs import Pairs
from clew.engine.prune import pruned
from clew.engine.unreal import Unreal
from clew.engine.words import Words

__all__ = ["Session", "Subgraph"]

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]


class Session:
    """The arrays of a traced store.

    Parameters
    ----------
    con : DuckDB connection
        After flow and sources ran.
    as_of : (first day, last day), optional
        Days on one of which rules must be in force, instead of each entry's own date.
    entries : claim numbers, optional
        The entries that will be asked for; all by default. A few make everything smaller.
    fast : bool, optional
        Whether to compile kernels with numba; by default where the graph is large and numba is installed.
    """

    def __init__(
        self,
        con: "DuckDBPyConnection",
        as_of: tuple[int, int] | None = None,
        *,
        entries: Iterable[int] | None = None,
        fast: bool | None = None,
    ) -> None:
        self.con = con
        hops = con.execute("SELECT count(*) FROM hop").fetchall()[0][0]
        bench = Bench(hops > WORTH_COMPILING and numba_installed() if fast is None else fast)
        graph = load(con, None if entries is None else set(entries), bench)
        self.graph: Graph = graph if entries is None else pruned(graph)
        self.labels = labels.load(con, self.graph, as_of)
        self.travel = Travel.of(self.graph, self.labels.sources.first, self.labels.sources.first_proven)
        self.words = Words(con, self.graph)
        self.pairs = Pairs(con, self.graph)
        self.unreal = Unreal(self.pairs)

    @cached_property
    def entry_ids(self) -> dict[str, int]:
        """Number of each entry, by id, in order of id."""
        return {self.words.id("claim", claim): k for k, claim in enumerate(self.graph.entry_claim.tolist())}

    @cached_property
    def order(self) -> "Ints":
        """Place of each node in the order of (holder id, item id), entries before all."""
        order = self.graph.place_in_order.copy()
        order[self.graph.hub_end :] = -1
        return order

    @cached_property
    def arrivals(self) -> dict[tuple[int, bytes], "Ints"]:
        """The earliest rank of day on each node, by level and sources, as far as asked for; see `cut_out`."""
        return {}

    @cached_property
    def numbers(self) -> tuple["Ints", "Ints"]:
        """The numbers of all nodes and of all hops."""
        return np.arange(self.graph.nodes, dtype=np.int32), np.arange(len(self.graph.tail), dtype=np.int32)

    @cached_property
    def _days(self) -> dict[bool, tuple["Ints", "Ints"]]:
        """Made when first asked for; by whether days that are not proven hold."""
        return {}

    def days(self, level: int) -> tuple["Ints", "Ints"]:
        """Return ranks of the first and last days of all hops as they hold at a level (unbounded: 0, all ranks)."""
        dated = level > 1
        if dated not in self._days:
            first, last = self.travel.ranks(level)
            self._days[dated] = first, np.minimum(last, len(self.travel.calendar)).astype(np.int32)
        return self._days[dated]

    @cached_property
    def _first_days(self) -> tuple["Ints", "Ints"]:
        sources, rank = self.labels.sources, self.travel.calendar.rank
        return rank(sources.days(1)), rank(sources.days(4))

    def first_days(self, level: int) -> "Ints":
        """Return ranks of the first days of all sources, as they hold at a level."""
        return self._first_days[level > 1]

    def counting(self, entry: int, level: int, rules: Iterable[str] | None = None, *, in_force: bool = True) -> "Ints":
        """Return the numbers of the sources whose labels count for an entry at a level.

        Parameters
        ----------
        entry : int
            Number of the entry.
        level : int
            1 *unexcluded* … 4 *documented*; 0 is *unexcluded* with what rebuttals, segregations and ends took away.
        rules : codes, optional
            All by default.
        in_force : bool
            Whether the labels in force for the entry are asked, or the others.
        """
        marks = self.labels
        groups = marks.in_force[:, marks.entry_range[entry]] == in_force if len(marks.group_rule) else np.empty(0, bool)
        if rules is not None:
            codes = set(rules)
            of = np.array([code in codes for code, _ in marks.rules], bool)
            groups &= of[marks.group_rule] if len(groups) else groups
        if not len(groups):
            return np.empty(0, np.int32)
        return np.flatnonzero(groups[marks.sources.group] & marks.sources.at(level)).astype(np.int32)

    def pruned(self, entry_id: str, level: int, rules: Iterable[str] | None = None) -> Subgraph:
        """Return what lies on some way from a source to an entry, at a level, days fitting.

        Parameters
        ----------
        entry_id : str
            Id of the entry.
        level : int
            1 *unexcluded* … 4 *documented*; 0 is *unexcluded* with what rebuttals, segregations and ends took away.
        rules : codes, optional
            Only sources of these; all rules in force by default.

        Raises
        ------
        KeyError
            If there is no such entry in the session.

        Notes
        -----
        Two sweeps, one from the sources, kept for other entries, and one backwards. Linear in hops.
        """
        return cut_out(self, self.entry_ids[entry_id], level, rules)

    def strongest(self, entry_id: str, rules: Iterable[str] | None = None) -> Subgraph | None:
        """Return the subgraph of the strongest level at which a source reaches an entry, None if none does."""
        rules = None if rules is None else tuple(rules)
        for level in (4, 3, 2, 1):
            found = self.pruned(entry_id, level, rules)
            if len(found.source):
                return found
        return None
