"""Section 4 of the contract, listed parties: which holders a listing means, and what it taints."""

from collections.abc import Iterator

from clew.engine.reference.claims import Claim
from clew.engine.reference.sources import Spot, spots
from clew.engine.reference.world import World
from clew.model.answers import Stock
from clew.model.basis import Basis
from clew.model.dates import EVER
from clew.model.names import normal
from clew.model.policy import Policy
from clew.model.records import Ownership, Workforce
from clew.rules.match import decided, party_match
from clew.rules.pack import Listing

Members = dict[str, Basis]


def names_of(world: World, holder: str) -> set[str]:
    """Return the name and the aliases of a holder, in normal form."""
    record = world.holders[holder]
    return {normal(text) for text in (record.name, *record.aliases)}


def members(world: World, listing: Listing, policy: Policy) -> Members:
    """Return the holders that a party listing means, with the basis of the strongest chain."""
    rejected = {holder for holder in world.holders if _decision(world, holder, listing) == "rejected"}
    found: Members = {}
    for holder in world.holders:
        basis = _match(world, holder, listing, policy)
        if basis is not None and holder not in rejected:
            found[holder] = basis
    grew = True
    while grew:
        grew = False
        for holder, basis in list(found.items()):
            for other, link in _tied(world, holder, listing, policy, rejected):
                chained = min(basis, link)
                if chained > found.get(other, 0):
                    found[other] = chained
                    grew = True
    return found


def _decision(world: World, holder: str, listing: Listing) -> str | None:
    return decided([row for row in world.graph.matches if row.holder == holder], listing)


def _match(world: World, holder: str, listing: Listing, policy: Policy) -> Basis | None:
    if _decision(world, holder, listing) == "confirmed":
        return Basis.ASSERTED
    identifiers = {text.strip().casefold() for text in world.holders[holder].identifiers}
    return party_match(names_of(world, holder), identifiers, listing, policy)


def _tied(
    world: World, holder: str, listing: Listing, policy: Policy, rejected: set[str]
) -> Iterator[tuple[str, Basis]]:
    for other, basis in world.same[holder].items():
        if other not in rejected:
            yield other, basis
    if listing.subsidiaries:
        for claim in world.of_kind("ownership"):
            record = claim.record
            assert isinstance(record, Ownership)
            if record.owner == holder and (record.share is None or record.share > policy.subsidiary_share):
                yield record.owned, world.basis(claim)


def party_spots(world: World, listing: Listing, policy: Policy) -> Iterator[tuple[Spot, str | None]]:
    """Yield the stocks that a party listing taints, with the workforce by which it does, if by one."""
    found = members(world, listing, policy)
    for member, basis in found.items():
        for holder in {member} | world.facilities[member]:
            for item in world.sent(holder) | world.made[holder]:
                most = basis if _is_named_good(world, item, listing) else Basis.ASSUMED
                yield Spot(Stock(holder, item), min(basis, most), EVER, EVER), None
    for claim in world.of_kind("workforce"):
        employed = _employed(world, claim, listing, found)
        if employed is None:
            continue
        most = min(employed, Basis.ASSUMED) if listing.goods else employed
        for spot in spots(world, claim, policy):
            yield Spot(spot.stock, min(spot.basis, most), spot.first, spot.first_proven), claim.id


def _is_named_good(world: World, item: str, listing: Listing) -> bool:
    if not listing.goods:
        return True
    product = world.products.get(world.product(item))
    goods = {good.strip().casefold() for good in product.good} if product else set()
    return bool(goods & {good.strip().casefold() for good in listing.goods})


def _employed(world: World, claim: Claim, listing: Listing, found: Members) -> Basis | None:
    """How sure it is that a listed party, or a facility of one, employs or recruits a workforce."""
    work = claim.record
    assert isinstance(work, Workforce)
    bases = []
    for text in (work.employer, work.recruiter):
        if not text:
            continue
        bearers = {h for h in world.holders if h == text or normal(text) in names_of(world, h)}
        bases += [basis for member, basis in found.items() if bearers & {member, *world.facilities[member]}]
        if not bearers and normal(text) in {normal(name) for name in (listing.name, *listing.aliases)}:
            bases.append(Basis.ASSUMED)
    return max(bases, default=None)
