"""Which holders, and which items, are one: by claim, identifier or name, and in chains of these."""

from collections import defaultdict
from typing import TYPE_CHECKING

from clew.model.basis import Basis
from clew.model.names import normal

if TYPE_CHECKING:
    from clew.engine.reference.world import World

Sameness = dict[str, dict[str, Basis]]


def holder_sameness(world: "World") -> Sameness:
    """Return, for each holder, the holders that are the same, with the basis of the strongest chain."""
    links = _claimed(world, set(world.holders))
    for a in world.holders:
        for b in world.holders:
            if a != b and b not in world.house(a) and a not in world.house(b) and not _kept_apart(world, a, b):
                _link(links, a, b, _likeness(world, a, b))
    return _closure(links)


def item_sameness(world: "World") -> Sameness:
    """Return, for each item, the items that are the same, with the basis of the strongest chain."""
    items = {product.id for product in world.graph.products} | {lot.id for lot in world.graph.lots}
    return _closure(_claimed(world, items))


def direct_claims(world: "World", a: str, b: str, basis: Basis) -> list[str]:
    """Return the ids of the claims of that basis which say that exactly these two are one."""
    return [
        claim.id
        for claim in world.of_kind("identity")
        if not _is_different(claim.record) and set(claim.holders) == {a, b} and world.basis(claim) == basis
    ]


def _is_different(record: object) -> bool:
    return getattr(record, "decision", None) == "different"


def _claimed(world: "World", ids: set[str]) -> Sameness:
    links: Sameness = defaultdict(dict)
    for claim in world.of_kind("identity"):
        a, b = claim.holders
        if a != b and {a, b} <= ids and not _is_different(claim.record):
            _link(links, a, b, world.basis(claim))
            _link(links, b, a, world.basis(claim))
    return links


def _kept_apart(world: "World", a: str, b: str) -> bool:
    return any(_is_different(claim.record) and set(claim.holders) == {a, b} for claim in world.of_kind("identity"))


def _likeness(world: "World", a: str, b: str) -> Basis | None:
    one, other = world.holders[a], world.holders[b]
    identifiers = [{text.strip().casefold() for text in holder.identifiers} for holder in (one, other)]
    if identifiers[0] & identifiers[1]:
        return Basis.ASSUMED
    names = [{normal(text) for text in (holder.name, *holder.aliases)} for holder in (one, other)]
    return Basis.UNEXCLUDED if names[0] & names[1] else None


def _link(links: Sameness, a: str, b: str, basis: Basis | None) -> None:
    if basis is not None:
        links[a][b] = max(basis, links[a].get(b, basis))


def _closure(links: Sameness) -> Sameness:
    """Widest paths (Floyd and Warshall, with min for the chain and max for the choice)."""
    closed: Sameness = defaultdict(dict)
    for a in list(links):
        closed[a] = dict(links[a])
    for middle in list(closed):
        for a in list(closed):
            for b in list(closed):
                if a != b and middle in closed[a] and b in closed[middle]:
                    _link(closed, a, b, min(closed[a][middle], closed[middle][b]))
    return closed
