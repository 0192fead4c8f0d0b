"""Rules 1 to 6 of the contract: the recorded hops."""

from collections.abc import Iterator
from dataclasses import dataclass

from clew.engine.reference.claims import Claim
from clew.engine.reference.sameness import direct_claims
from clew.engine.reference.world import World
from clew.model.answers import Stock
from clew.model.basis import Basis
from clew.model.dates import ALWAYS, EVER, first_day, last_day
from clew.model.records import Entry, Operation

Node = Stock | str
"""A stock, or the id of an entry."""


@dataclass(frozen=True)
class Edge:
    """A hop between nodes. `proven`: at level *unexcluded* the days hold (else they are unbounded)."""

    tail: Stock
    head: Node
    kind: str
    basis: Basis
    claim: str | None = None
    first: int = EVER
    last: int = ALWAYS
    proven: bool = True


def recorded(world: World) -> Iterator[Edge]:
    """Yield the hops of rules 1 to 6."""
    yield from _moves(world)
    yield from _processes(world)
    for claim in world.of_kind("operation"):
        yield from _operation(world, claim)
    yield from _components(world)
    yield from _same_holders(world)
    yield from _same_items(world)


def _moves(world: World) -> Iterator[Edge]:
    """Rules 1 and 2."""
    for move in world.moves:
        is_entry = isinstance(move.claim.record, Entry)
        kind = "entry" if is_entry else "shipment"
        basis, proven = world.basis(move.claim), is_entry or world.proven(move.claim)
        for item in move.items:
            tail = Stock(move.consignor, item)
            if move.consignee:
                head = Stock(move.consignee, item)
                yield Edge(tail, head, kind, basis, move.claim.id, move.first, move.last, proven)
            if is_entry:
                yield Edge(tail, move.claim.id, kind, basis, move.claim.id, EVER, move.last, proven)


def _processes(world: World) -> Iterator[Edge]:
    """Rule 3."""
    for process in world.processes:
        claim = world.claims[process.id]
        first, last = first_day(process.start), last_day(process.end)
        for given in process.inputs:
            for output in process.outputs:
                yield Edge(
                    Stock(process.at, given),
                    Stock(process.at, output),
                    "process",
                    world.basis(claim),
                    claim.id,
                    first,
                    last,
                    world.proven(claim),
                )


def _operation(world: World, claim: Claim) -> Iterator[Edge]:
    """Rule 4: goods between a facility and its operator."""
    record = claim.record
    assert isinstance(record, Operation)
    facility, operator = record.facility, record.operator
    sure, days = world.basis(claim), (first_day(record.start), last_day(record.end), world.proven(claim))
    party_out = world.sent_own[operator] | world.used_own[operator]
    there = world.recv[facility] | world.made[facility]
    for item in party_out | there:
        basis = _from_facility(world, facility, operator, item, sure) if item in party_out else Basis.UNEXCLUDED
        yield Edge(Stock(facility, item), Stock(operator, item), "operation", basis, claim.id, *days)
    others = world.facilities[operator] - {facility}
    here = world.recv[operator] | world.made[operator]
    elsewhere = set().union(*(world.recv[other] | world.made[other] for other in others))
    for item in here | elsewhere:
        basis = _to_facility(world, facility, item, sure, alone=not others) if item in here else Basis.UNEXCLUDED
        yield Edge(Stock(operator, item), Stock(facility, item), "operation", basis, claim.id, *days)


def _from_facility(world: World, facility: str, operator: str, item: str, sure: Basis) -> Basis:
    others = world.facilities[operator] - {facility}
    if world.of_product(world.made[facility], item):
        return sure
    if any(world.of_product(world.made[other], item) for other in {operator, *others}):
        return Basis.UNEXCLUDED
    if not others and not world.of_product(world.recv[operator], item):
        return sure
    return Basis.ASSUMED


def _to_facility(world: World, facility: str, item: str, sure: Basis, *, alone: bool) -> Basis:
    used = any(item in process.inputs for process in world.processes if process.at == facility)
    return sure if alone or used else Basis.ASSUMED


def _components(world: World) -> Iterator[Edge]:
    """Rule 5."""
    supplied: dict[tuple[str, str, str, str], Basis] = {}
    for hop in world.bill_hops:
        yield Edge(Stock(hop.holder, hop.component), Stock(hop.holder, hop.item), "component", hop.basis, hop.claim)
        if hop.supplier is not None and hop.supplier != hop.holder:
            key = (hop.supplier, hop.holder, hop.component, hop.claim)
            supplied[key] = max(hop.basis, supplied.get(key, hop.basis))
    for (supplier, holder, component, claim), basis in supplied.items():
        yield Edge(Stock(supplier, component), Stock(holder, component), "component", basis, claim)


def _same_holders(world: World) -> Iterator[Edge]:
    """Rule 6, holders."""
    for a in list(world.same):
        for b, basis in world.same[a].items():
            claim = min(direct_claims(world, a, b, basis), default=None)
            for item in world.touched(a) | world.touched(b):
                yield Edge(Stock(a, item), Stock(b, item), "identity", basis, claim)


def _same_items(world: World) -> Iterator[Edge]:
    """Rule 6, items."""
    for holder in world.holders:
        held = world.have(holder) | world.out(holder) | world.made[holder]
        for a in list(world.same_items):
            for b, basis in world.same_items[a].items():
                if {a, b} & held:
                    claim = min(direct_claims(world, a, b, basis), default=None)
                    yield Edge(Stock(holder, a), Stock(holder, b), "identity", basis, claim)
