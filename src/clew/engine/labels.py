"""Labels and their sources: which labels count together for an entry, and where each of them lies."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.graph import Graph, fetch

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Sources:
    """The sources that can matter, sorted by (group, node, basis, claim, listing).

    Attributes
    ----------
    group : (sources,) int32
        Number of the group of labels, see `Labels`.
    node : (sources,) int32
        Stock or entry.
    basis : (sources,) uint8
    first, first_proven : (sources,) int32
        First day at *assumed* and better, and at *unexcluded*.
    claim, listing : (sources,) int32
        -1 where there is none.
    ghost : (sources,) bool
    """

    group: "Ints"
    node: "Ints"
    basis: "NDArray[np.uint8]"
    first: "Ints"
    first_proven: "Ints"
    claim: "Ints"
    listing: "Ints"
    ghost: "Flags"

    def at(self, level: int) -> "Flags":
        """Which sources hold at a level (0: *unexcluded* with ghosts)."""
        return ~self.ghost & (self.basis >= level) if level else np.ones(len(self.group), bool)

    def days(self, level: int) -> "Ints":
        """First days at a level."""
        return self.first if level >= 2 else self.first_proven


@dataclass(frozen=True)
class Labels:
    """Groups of labels of one rule that are in force for the same entries.

    Attributes
    ----------
    rules : list of (code, force)
        By number of the rule.
    group_rule : (groups,) int32
    in_force : (groups, ranges) bool
        For each distinct range of days.
    entry_range : (entries,) int32
        Range of the date of each entry.
    """

    rules: list[tuple[str, str]]
    group_rule: "Ints"
    in_force: "Flags"
    entry_range: "Ints"
    sources: Sources


def load(con: "DuckDBPyConnection", graph: Graph, as_of: tuple[int, int] | None) -> Labels:
    """Read rules, labels and sources; keep the sources upstream of an entry.

    Parameters
    ----------
    as_of : (first day, last day) or None
        Days on which rules must be in force, instead of the entry's own.
    """
    rules = [
        (str(code), str(force)) for code, force in con.execute("SELECT code, force FROM rule ORDER BY rule").fetchall()
    ]
    label = fetch(
        con, "SELECT rule, begins, ends FROM label ORDER BY label", rule=np.int32, begins=np.int32, ends=np.int32
    )
    source = fetch(
        con,
        "SELECT label, node, basis, first_day, first_proven, claim, listing, ghost FROM source",
        label=np.int32, node=np.int32, basis=np.uint8, first=np.int32, first_proven=np.int32, claim=np.int32,
        listing=np.int32, ghost=bool,
    )  # fmt: skip
    node = renumbered(graph, source["node"])
    kept = node >= 0
    source = {name: column[kept] for name, column in source.items()}
    source["node"] = node[kept]
    days = np.stack((graph.entry_first, graph.entry_last), axis=1)
    if as_of is not None:
        days = np.broadcast_to(np.array(as_of, np.int32), days.shape)
    ranges, entry_range = np.unique(days, axis=0, return_inverse=True)
    lies = np.unique(source["label"])
    in_force = (label["begins"][lies, None] <= ranges[:, 1]) & (label["ends"][lies, None] >= ranges[:, 0])
    keys = np.concatenate((label["rule"][lies, None], in_force), axis=1)
    groups, group = np.unique(keys, axis=0, return_inverse=True)
    group_of = np.full(len(label["rule"]), -1, np.int32)
    group_of[lies] = group.reshape(-1)
    source["group"] = group_of[source.pop("label")]
    order = np.lexsort([source[name] for name in ("ghost", "listing", "claim", "basis", "node", "group")])
    return Labels(
        rules=rules,
        group_rule=groups[:, 0].astype(np.int32),
        in_force=groups[:, 1:].astype(bool),
        entry_range=entry_range.reshape(-1).astype(np.int32),
        sources=Sources(**{name: column[order] for name, column in source.items()}),
    )


def renumbered(graph: Graph, nodes: "Ints") -> "Ints":
    """Return the numbers in the (pruned) graph of nodes numbered as in the store, -1 for those not in it."""
    places = np.searchsorted(graph.origin, nodes).astype(np.int32)
    places[places == len(graph.origin)] = 0
    if not len(graph.origin):
        return np.full(len(nodes), -1, np.int32)
    places[graph.origin[places] != nodes] = -1
    return places
