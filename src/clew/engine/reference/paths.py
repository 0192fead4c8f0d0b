"""The best path of a finding: fewest hops, then the smallest list of (holder, item, claim), days fitting."""

from collections.abc import Mapping

from clew.engine.reference.hops import Edge, Node
from clew.engine.reference.reach import Days, Ways
from clew.model.answers import HOP_KINDS, Stock
from clew.model.dates import ALWAYS, EVER


def best_path(ways: Ways, starts: Mapping[Node, int], entry: str) -> list[Edge]:
    """Return the best path from any start to an entry; empty where the entry itself is a start.

    Raises
    ------
    ValueError
        If no path exists.

    Notes
    -----
    `latest[r]` is, for each node, the latest day from which exactly r hops lead to the entry. With it, the
    first choice in sorted order that still fits can always be completed.
    """
    if entry in starts:
        return []
    latest: list[Days] = [{entry: ALWAYS}]
    while not any(starts[node] <= day for node, day in latest[-1].items() if node in starts):
        if len(latest) > len(ways.edges) + 1:
            raise ValueError(f"no path to {entry}")
        latest.append(_layer(ways, latest[-1]))
    path: list[Edge] = []
    here = dict(starts)
    for left in range(len(latest) - 1, 0, -1):
        edge, day = min(_choices(ways, here, latest, left), key=lambda choice: _rank(*choice))
        path.append(edge)
        here = {edge.head: day}
    return path


def _layer(ways: Ways, after: Days) -> Days:
    found: Days = {}
    for edge in ways.edges:
        if edge.head in after and ways.first(edge) <= after[edge.head]:
            day = min(ways.last(edge), after[edge.head])
            found[edge.tail] = max(day, found.get(edge.tail, EVER - 1))
    return found


def _choices(ways: Ways, here: Mapping[Node, int], latest: list[Days], left: int) -> list[tuple[Edge, int]]:
    found = []
    for node, day in here.items():
        for edge in ways.leaving.get(node, ()):
            then = max(day, ways.first(edge))
            if day <= ways.last(edge) and then <= latest[left - 1].get(edge.head, EVER - 1):
                found.append((edge, then))
    return found


def _rank(edge: Edge, day: int) -> tuple[object, ...]:
    """Order of choices: stock, claim by which goods leave it, next stock, surest hop, first rule."""
    head = (edge.head.holder, edge.head.item) if isinstance(edge.head, Stock) else ("", "")
    return (edge.tail.holder, edge.tail.item, edge.claim or "", head, -edge.basis, HOP_KINDS.index(edge.kind), day)
