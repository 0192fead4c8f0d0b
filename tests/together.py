"""Several random graphs as one that answers as they do alone: a store costs as much for many small graphs as for one.

What is named in one is told apart from what is named in the others, and listings bear their names for each.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from clew.model.columns import Kind
from clew.model.graph import Graph
from clew.model.tables import TABLES
from clew.rules.pack import Listing, Pack
from tests.graphs import TEST_PACKS

NAMES = {"id", "name", "aliases", "identifiers", "issuer", "employer", "recruiter", "listing"}
"""Columns that name holders, beside those that refer to records."""

_LISTED = {listing.id for pack in TEST_PACKS for listing in pack.listings}


def apart(graphs: Iterable[Graph]) -> list[Graph]:
    """The graphs, no two of which share an id, the name of a holder, or an identifier."""
    return [Graph.model_validate(_renamed(number, graph)) for number, graph in enumerate(graphs)]


def together(graphs: Sequence[Graph]) -> Graph:
    """The records of all graphs as one."""
    return Graph(**{name: tuple(row for graph in graphs for row in getattr(graph, name)) for name in TABLES})


def packs_for(count: int) -> tuple[Pack, ...]:
    """The packs of the tests, with the names and identifiers of parties as so many graphs that are apart have them."""
    return tuple(
        replace(pack, listings=tuple(_listed(listing, range(count)) for listing in pack.listings))
        for pack in TEST_PACKS
    )


def _listed(listing: Listing, numbers: Sequence[int]) -> Listing:
    if listing.is_place:
        return listing
    names = [_told(number, name) for number in numbers for name in (listing.name, *listing.aliases)]
    identifiers = tuple(_told(number, identifier) for number in numbers for identifier in listing.identifiers)
    return replace(listing, name=names[0], aliases=tuple(names[1:]), identifiers=identifiers)


def _renamed(number: int, graph: Graph) -> dict[str, list[dict[str, Any]]]:
    found = graph.model_dump(mode="json", exclude_none=True)
    for name, rows in found.items():
        own = [each.name for each in TABLES[name].columns if each.kind is Kind.REFERENCE or each.name in NAMES]
        if name == "products":
            own.remove("name")
        for row in rows:
            row.update({column: _told(number, row[column]) for column in own if row.get(column)})
    return found


def _told(number: int, value: Any) -> Any:
    if isinstance(value, list):
        return [_told(number, each) for each in value]
    return value if value == "*" or value.lower() in _LISTED else f"g{number}:{value}"
