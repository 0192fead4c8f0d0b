"""Rule 5 of the contract: bills of materials applied to what holders send, use or make."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clew.model.basis import Basis
from clew.model.records import Component

if TYPE_CHECKING:
    from clew.engine.reference.claims import Claim
    from clew.engine.reference.world import World


@dataclass(frozen=True)
class BillHop:
    """A line of a bill at work: at `holder`, `component` goes into `item`; maybe `supplier` sends it."""

    holder: str
    item: str
    component: str
    supplier: str | None
    claim: str
    maker: str | None
    basis: Basis


def bill_hops(world: "World") -> tuple[BillHop, ...]:
    """Apply all bills until nothing is added; the sets of the world grow on the way."""
    found: dict[tuple[str, str, str], BillHop] = {}
    grew = True
    while grew:
        grew = False
        for claim in world.of_kind("component"):
            for holder in world.holders:
                for hop in _apply(world, claim, holder):
                    key = (hop.holder, hop.item, hop.claim)
                    if key not in found:
                        found[key] = hop
                        _join(world, hop)
                        grew = True
    return tuple(found[key] for key in sorted(found))


def _apply(world: "World", claim: "Claim", holder: str) -> list[BillHop]:
    line = claim.record
    assert isinstance(line, Component)
    basis = None if world.has_facilities(holder) else _line_basis(world, claim, line, holder)
    if basis is None:
        return []
    hops = []
    for item in world.of_product(world.out(holder) | world.made[holder], line.product):
        known = item in world.counted(holder) or item in world.made[holder]
        sure = Basis.UNEXCLUDED if line.maker is None and known else basis
        hops.append(BillHop(holder, item, line.component, line.supplier, claim.id, line.maker, sure))
    return hops


def _line_basis(world: "World", claim: "Claim", line: Component, holder: str) -> Basis | None:
    basis = world.basis(claim)
    own = world.own(holder)
    if line.maker is None or line.maker in own:
        return basis
    alike = [min(basis, world.same[one][line.maker]) for one in own if line.maker in world.same[one]]
    return max(alike, default=None)


def _join(world: "World", hop: BillHop) -> None:
    world.used_own[hop.holder].add(hop.component)
    if hop.supplier is not None and hop.supplier != hop.holder:
        world.sent_own[hop.supplier].add(hop.component)
        world.recv[hop.holder].add(hop.component)
