"""The whole graph as seen from one entry: where only what is near is asked for, nothing need be cut out of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.cutout import Subgraph

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from clew.engine.subgraph import Session

    Ints = NDArray[np.int32]
    Bytes = NDArray[np.uint8]


@dataclass(frozen=True)
class Whole(Subgraph):
    """All nodes and hops of a session, weaker ones too, with the sources that count for an entry; nothing is copied.

    `flow` and `arriving` are empty.
    """

    entry_node: int

    @property
    def target(self) -> int:
        """The node of the entry."""
        return self.entry_node

    @cached_property
    def tail(self) -> "Ints":
        """Node at which each hop begins."""
        return self.session.graph.tail

    @cached_property
    def first(self) -> "Ints":
        """Rank of the first day of each hop."""
        return self.session.days(self.level)[0]

    @cached_property
    def last(self) -> "Ints":
        """Rank of the last day of each hop."""
        return self.session.days(self.level)[1]

    @cached_property
    def kind(self) -> "Bytes":
        """Kind of each hop."""
        return self.session.graph.kind

    @cached_property
    def basis(self) -> "Bytes":
        """Basis of each hop, 0 for ghosts."""
        return self.session.graph.strength

    @cached_property
    def claim(self) -> "Ints":
        """Claim number of each hop, -1 where there is none."""
        return self.session.graph.claim

    @cached_property
    def backward(self) -> tuple["Ints", "Ints"]:
        """The hops by head: where those of each head begin, and their numbers."""
        return self.session.graph.backward

    @cached_property
    def order(self) -> "Ints":
        """Place of each node in the order of (holder id, item id), entries before all."""
        return self.session.order


def whole(session: "Session", entry_id: str, level: int, rules: Iterable[str] | None = None) -> Whole:
    """Return the whole graph as seen from an entry at a level. See `Session.pruned` for the parameters."""
    graph, entry = session.graph, session.entry_ids[entry_id]
    source = session.counting(entry, level, rules)
    return Whole(
        session=session, entry=entry_id, level=level, stocks=graph.stocks, hubs=graph.hubs, node=session.numbers[0],
        hop=session.numbers[1], start=graph.start, head=graph.head, flow=np.empty(0, np.int32),
        arriving=np.empty(0, np.int32), source=source,
        source_node=session.labels.sources.node[source], source_first=session.first_days(level)[source],
        source_rule=session.labels.group_rule[session.labels.sources.group[source]],
        entry_node=graph.hub_end + entry,
    )  # fmt: skip
