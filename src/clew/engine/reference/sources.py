"""Section 4 of the contract, workforces: at which stocks the label of a workforce starts."""

from collections.abc import Iterator
from dataclasses import dataclass

from clew.engine.reference.claims import Claim, overlap
from clew.engine.reference.hops import Node
from clew.engine.reference.world import ANY, Move, World
from clew.model.answers import Stock
from clew.model.basis import Basis
from clew.model.dates import EVER, first_day
from clew.model.policy import Policy
from clew.model.records import Process, Workforce


@dataclass(frozen=True)
class Taint:
    """A label on a node: of a rule, in force from `begins` to `ends`.

    `first` holds at levels from *assumed* up, `first_proven` at *unexcluded*.
    """

    rule: str
    begins: int
    ends: int
    node: Node
    basis: Basis
    first: int
    first_proven: int
    claim: str | None = None
    listing: str | None = None


@dataclass(frozen=True)
class Spot:
    """A stock that a workforce puts a label on."""

    stock: Stock
    basis: Basis
    first: int
    first_proven: int


def is_handling(work: Workforce, policy: Policy) -> bool:
    """Whether the task of a workforce is exposure, not production."""
    return (work.task or "").strip().casefold() in policy.handling_tasks


def spots(world: World, claim: Claim, policy: Policy) -> Iterator[Spot]:
    """Yield the stocks that a standing workforce puts its label on."""
    work = claim.record
    assert isinstance(work, Workforce)
    if is_handling(work, policy):
        return
    for site, sure in _sites(world, claim, work.at):
        for item in world.made[site] | world.sent(site):
            most = min(world.basis(claim), sure, _narrowed(world, work, item))
            for basis, first, first_proven in _cases(world, claim, work, site, item):
                yield Spot(Stock(site, item), min(most, basis), first, first_proven)


def _sites(world: World, claim: Claim, at: str) -> Iterator[tuple[str, Basis]]:
    for holder, sure in [(at, Basis.DOCUMENTED), *world.same[at].items()]:
        yield holder, sure
        facilities = world.facilities[holder]
        for facility in facilities:
            runs = [run for run in world.of_kind("operation") if run.holders == (facility, holder)]
            basis = Basis.ASSUMED if len(facilities) > 1 else sure
            if not any(overlap(run, claim) for run in runs):
                basis = Basis.UNEXCLUDED
            yield facility, min(sure, basis)


def _narrowed(world: World, work: Workforce, item: str) -> Basis:
    """How sure an item is at the most, given the item or the process that the workforce names."""
    most = Basis.DOCUMENTED
    if work.item is not None and work.item not in {item, world.product(item)}:
        general = item == ANY or (world.is_lot(work.item) and item == world.product(work.item))
        most = Basis.ASSUMED if general else Basis.UNEXCLUDED
    if work.process is not None:
        # Also if the process is rebutted: that a record is absent must not narrow what speaks of it.
        process = next(process for process in world.graph.processes if process.id == work.process)
        if item not in process.outputs:
            most = min(most, Basis.ASSUMED if item == ANY else Basis.UNEXCLUDED)
    return most


Case = tuple[Basis, int, int]


def _cases(world: World, claim: Claim, work: Workforce, site: str, item: str) -> Iterator[Case]:
    makers = world.makers(site, item)
    for process in makers:
        yield from _made_here(world, claim, work, site, item, process)
    first = (claim.first, claim.first if world.proven(claim) else EVER)
    counted = world.receipts(site)
    alike = {item} | world.of_product(world.near(site), item)
    passes = bool(alike & counted) or world.has_facilities(site)
    if passes:
        yield _passing(world, claim, work, site, item, alike), *first
    if not makers and not passes:
        yield _unexplained(world, claim, site, item), *first


def _made_here(world: World, claim: Claim, work: Workforce, site: str, item: str, process: Process) -> Iterator[Case]:
    other = world.claims[process.id]
    most = Basis.DOCUMENTED if work.process in {None, process.id} else Basis.UNEXCLUDED
    proven = world.proven(claim), world.proven(other)
    if overlap(claim, other):
        begins = first_day(process.start)
        yield (
            most,
            max(claim.first, begins),
            max(claim.first if proven[0] else EVER, begins if proven[1] else EVER),
        )
    elif claim.first > other.last and _can_leave_after(world, site, item, claim.first):
        yield min(most, Basis.ASSUMED), claim.first, claim.first if proven[0] else EVER
    elif not all(proven):
        yield Basis.UNEXCLUDED, EVER, EVER


def _departures(world: World, site: str, item: str) -> list[Move]:
    own = world.own(site)
    return [move for move in world.moves if move.consignor in own and item in move.items]


def _by_bill(world: World, site: str, item: str) -> bool:
    return any(world.supplied_by_bill(own, item) for own in world.own(site))


def _can_leave_after(world: World, site: str, item: str, day: int) -> bool:
    moves = _departures(world, site, item)
    return not moves or _by_bill(world, site, item) or any(move.last >= day for move in moves)


def _passing(world: World, claim: Claim, work: Workforce, site: str, item: str, alike: set[str]) -> Basis:
    """The basis of goods that come from elsewhere and pass through the site."""
    if not world.has_facilities(site):
        own = world.own(site)
        arrivals = [move.first for move in world.moves if move.consignee in own and alike & set(move.items)]
        by_bill = any(
            hop.holder in own and hop.supplier not in {None, hop.holder} and hop.component in alike
            for hop in world.bill_hops
        )
        if arrivals and not by_bill and all(day > claim.last for day in arrivals):
            return Basis.UNEXCLUDED
    named = work.item is not None and work.item in {item, world.product(item)}
    return Basis.DOCUMENTED if (work.task or "").strip() or named else Basis.ASSUMED


def _unexplained(world: World, claim: Claim, site: str, item: str) -> Basis:
    """The basis of goods that no record explains at the site."""
    others = world.of_product(world.near(site), item) - {item}
    if not world.is_lot(item) and any(world.is_lot(other) for other in others):
        return Basis.UNEXCLUDED
    moves = _departures(world, site, item)
    left_after = (
        bool(moves) and not _by_bill(world, site, item) and all(move.leave_first > claim.last for move in moves)
    )
    trader = getattr(world.holders[site], "makes", None) == "no"
    return Basis.ASSUMED if others or trader or left_after else Basis.DOCUMENTED
