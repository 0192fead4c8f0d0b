"""Section 4 of the contract, listed places: where holders are, and what a listed place taints."""

from collections.abc import Iterator
from typing import NamedTuple

from clew.engine.reference.claims import Claim
from clew.engine.reference.hops import Node
from clew.engine.reference.sources import Spot
from clew.engine.reference.world import ANY, World
from clew.model.answers import Stock
from clew.model.basis import Basis
from clew.model.dates import EVER
from clew.model.names import normal
from clew.model.records import Component, Entry, Shipment
from clew.rules.match import good_match
from clew.rules.pack import Listing


class Place(NamedTuple):
    """Where a holder is, as recorded; "" where it is not. Both are never blank."""

    country: str
    region: str


Places = dict[Place, Basis]


def _own(world: World, holder: str) -> Places:
    record = world.holders[holder]
    place = Place(record.country or "", (record.region or "").strip().casefold())
    return {place: Basis.DOCUMENTED} if any(place) else {}


def _base(world: World, holder: str) -> Places:
    """Where a holder is by its own record or, without a country, where its operators are."""
    own = _own(world, holder)
    if world.holders[holder].country:
        return own
    found = dict(own)
    for operator in world.operators[holder]:
        _add(found, _operator_place(world, operator))
    if len(found) > 1:
        found = {place: min(basis, Basis.ASSUMED) for place, basis in found.items()}
    return found


def _operator_place(world: World, operator: str) -> Places:
    if world.holders[operator].country:
        return _own(world, operator)
    found = _own(world, operator)
    for other, basis in world.same[operator].items():
        _add(found, {place: min(sure, basis) for place, sure in _own(world, other).items()})
    return found


def _add(found: Places, more: Places) -> None:
    for place, basis in more.items():
        found[place] = max(basis, found.get(place, basis))


def places(world: World, holder: str) -> Places:
    """Return where a holder is, also by the holders that are the same."""
    found = dict(_base(world, holder))
    for other, basis in world.same[holder].items():
        _add(found, {place: min(sure, basis) for place, sure in _base(world, other).items()})
    return found


def is_in(place: Place, listing: Listing) -> bool:
    """Whether a place lies in a listed place."""
    if not listing.regions:
        return place.country == listing.country
    codes = {region.strip().casefold() for region in listing.regions}
    named = place.region and (
        place.region in codes or normal(place.region) in {normal(region) for region in listing.regions}
    )
    return bool(named) and place.country in {"", listing.country}


def goods_basis(world: World, item: str, listing: Listing) -> Basis | None:
    """How sure it is that an item is one of the listed goods; None if nothing says so."""
    if not listing.goods and not listing.hs:
        return Basis.DOCUMENTED
    product = world.products.get(world.product(item))
    return good_match(product.good, product.name, product.hs or "", listing) if product else None


def place_spots(world: World, listing: Listing) -> Iterator[Spot]:
    """Yield the stocks that a listed place taints."""
    for holder in world.holders:
        here = max((basis for place, basis in places(world, holder).items() if is_in(place, listing)), default=None)
        if here is None:
            continue
        for item in world.touched(holder):
            most = goods_basis(world, item, listing)
            sure = _made_in(world, holder, item, any_goods=not listing.goods and not listing.hs)
            if most is not None and sure is not None:
                yield Spot(Stock(holder, item), min(here, most, sure), EVER, EVER)


def _made_in(world: World, holder: str, item: str, *, any_goods: bool) -> Basis | None:
    has_facilities = world.has_facilities(holder)
    if item in world.made[holder]:
        return Basis.ASSUMED if has_facilities else Basis.ASSERTED
    if not has_facilities and _is_maker(world, holder, item):
        return Basis.ASSERTED
    if item not in world.out(holder):
        return None
    if has_facilities:
        return Basis.UNEXCLUDED
    others = world.of_product(world.near(holder), item) - {item}
    if item not in world.receipts(holder) and not others:
        return Basis.ASSUMED
    if any_goods and item in world.sent(holder):
        return Basis.ASSUMED
    if not any_goods and world.is_lot(item) and _is_delivered(world, holder, item):
        return None
    return Basis.UNEXCLUDED


def _is_maker(world: World, holder: str, item: str) -> bool:
    lines = [claim.record for claim in world.of_kind("component") if isinstance(claim.record, Component)]
    return any(line.product == world.product(item) and line.maker in world.own(holder) for line in lines)


def _is_delivered(world: World, holder: str, lot: str) -> bool:
    own = world.own(holder)
    return any(
        move.consignee in own
        and lot in move.items
        and isinstance(move.claim.record, Shipment)
        and world.proven(move.claim)
        for move in world.moves
    )


def origin_spots(world: World, listing: Listing) -> Iterator[tuple[Node, Spot, str]]:
    """Yield what shipments and entries taint that declare a listed country as that of origin or export."""
    if listing.regions:
        return
    for move in world.moves:
        for item in move.items:
            sure = _declared(world, move.claim, item, listing)
            if sure is None:
                continue
            is_entry = isinstance(move.claim.record, Entry)
            first = move.claim.first
            spot = Spot(
                Stock(move.consignee or ANY, item), sure, first, first if is_entry or world.proven(move.claim) else EVER
            )
            if move.consignee:
                yield spot.stock, spot, move.claim.id
            if is_entry:
                yield move.claim.id, spot, move.claim.id


def _declared(world: World, claim: Claim, item: str, listing: Listing) -> Basis | None:
    record = claim.record
    assert isinstance(record, Shipment | Entry)
    if listing.country not in {record.country_of_origin, record.country_of_export}:
        return None
    most = goods_basis(world, item, listing)
    if most is None:
        return None
    if record.country_of_origin == listing.country:
        return min(Basis.ASSERTED, most)
    any_goods = not listing.goods and not listing.hs
    if any_goods and record.country_of_export == listing.country:
        return Basis.ASSUMED
    return None
