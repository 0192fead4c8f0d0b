"""Rules 7 to 11 of the contract: the inferred hops, their ends, and segregation."""

from collections.abc import Iterator

from clew.engine.reference.hops import Edge
from clew.engine.reference.world import ANY, World
from clew.model.answers import Stock
from clew.model.basis import Basis
from clew.model.dates import first_day, last_day
from clew.model.records import Process, Segregation


def inferred(world: World) -> Iterator[Edge]:
    """Yield the hops of rules 7 to 11 that no proven segregation takes away."""
    for holder in world.holders:
        have = world.have(holder)
        for item in world.out(holder) | world.made[holder]:
            for edge in _into(world, holder, item, have):
                if edge.tail != edge.head and not _segregated(world, holder, edge.tail.item, item):
                    yield edge


def _into(world: World, holder: str, item: str, have: set[str]) -> Iterator[Edge]:
    head = Stock(holder, item)
    if item == ANY:
        for other in have:
            yield Edge(Stock(holder, other), head, "unidentified", Basis.ASSUMED)
        return
    same = world.of_product(have, item)
    named = item in world.receipts(holder) or item in world.made[holder]
    if not world.is_lot(item) or not named:
        for other in same:
            yield Edge(Stock(holder, other), head, "lot_unrecorded", Basis.ASSUMED)
    elif not origin_is_proven(world, holder, item, lots=True):
        for other in same:
            yield Edge(Stock(holder, other), head, "lot_swap", Basis.UNEXCLUDED)
    if not world.has_facilities(holder):
        yield from _other_products(world, holder, item, have - same)
    yield from _unnamed_inputs(world, holder, item, have)


def _other_products(world: World, holder: str, item: str, others: set[str]) -> Iterator[Edge]:
    """The first part of rule 9, and rule 10."""
    if known(world, holder, item):
        if origin_is_proven(world, holder, item, lots=False):
            return
        kind, basis = "inputs_unproven", Basis.UNEXCLUDED
    else:
        makes = getattr(world.holders[holder], "makes", None) != "no"
        kind, basis = "inputs_unrecorded", Basis.UNEXCLUDED
        if item in world.sent(holder) and makes:
            basis = Basis.ASSUMED
    for other in others:
        yield Edge(Stock(holder, other), Stock(holder, item), kind, basis)


def _unnamed_inputs(world: World, holder: str, item: str, have: set[str]) -> Iterator[Edge]:
    """The second part of rule 9."""
    for process in world.makers(holder, item):
        if not open_kinds(world, process, item):
            continue
        claim = world.claims[process.id]
        for other in have - set(process.inputs):
            yield Edge(
                Stock(holder, other),
                Stock(holder, item),
                "inputs_unrecorded",
                Basis.ASSUMED,
                process.id,
                first_day(process.start),
                last_day(process.end),
                world.proven(claim),
            )


def open_kinds(world: World, process: Process, output: str) -> list[str]:
    """Return the ways in which a process does not tell all that went into an output (none if it extracts it)."""
    if process.kind == "extraction":
        return []
    silent = not process.inputs and not world.applies(process.at, output)
    partial = process.inputs_complete == "no"
    return ["inputs_unrecorded"] * silent + ["inputs_incomplete"] * partial


def known(world: World, holder: str, item: str) -> bool:
    """Whether records name an origin of an item at a holder."""
    return (
        item in world.receipts(holder)
        or item in world.made[holder]
        or bool(world.applies(holder, item))
        or bool(world.of_product(world.near(holder), item) - {item})
    )


def origin_is_proven(world: World, holder: str, item: str, *, lots: bool) -> bool:
    """Whether the origin of an item at a holder is proven to be all, so that rules 8 and 10 end.

    `lots`: asked for rule 8, which the third case does not end.
    """
    if world.credulous:
        return False
    received = item in world.receipts(holder)
    makers = world.makers(holder, item)
    if world.is_lot(item) and received and not makers:
        return _deliveries_proven(world, holder, item)
    if world.is_lot(item) and not received and makers:
        return all(process.inputs and world.statuses[process.id].complete for process in makers)
    if not lots and not received and not makers:
        return any(world.statuses[hop.claim].complete for hop in world.applies(holder, item))
    return False


def _deliveries_proven(world: World, holder: str, lot: str) -> bool:
    own = world.own(holder)
    moves = [move for move in world.moves if move.consignee in own and lot in move.items]
    by_bill = any(
        hop.supplier not in {None, hop.holder} and hop.holder in own and world.of_product([hop.component], lot)
        for hop in world.bill_hops
    )
    alike = world.same_items[lot].keys() & (world.receipts(holder) | world.made[holder])
    return bool(moves) and all(world.proven(move.claim) for move in moves) and not by_bill and not alike


def _segregated(world: World, holder: str, given: str, output: str) -> bool:
    if world.credulous:
        return False
    for claim in world.of_kind("segregation"):
        record = claim.record
        assert isinstance(record, Segregation)
        if (
            record.at in world.own(holder)
            and world.proven(claim)
            and record.input in {None, given, world.product(given)}
            and record.output in {None, output, world.product(output)}
        ):
            return True
    return False
