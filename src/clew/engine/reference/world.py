"""The sets of section 3 of the contract, for one graph: what each holder received, made, sent and used."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from clew.engine.reference.bills import BillHop, bill_hops
from clew.engine.reference.claims import Claim
from clew.engine.reference.evidence import Status
from clew.engine.reference.sameness import holder_sameness, item_sameness
from clew.model.basis import Basis
from clew.model.dates import first_day, last_day
from clew.model.graph import Graph
from clew.model.records import Entry, Facility, Party, Process, Shipment

ANY = "*"
Sets = dict[str, set[str]]


@dataclass(frozen=True)
class Move:
    """A shipment or an entry as goods that went from a holder to a holder (None: an entry without importer).

    `first` and `last` are the days of rule 1; `leave_first` is the first day on which they can have left.
    """

    claim: Claim
    consignor: str
    consignee: str | None
    items: tuple[str, ...]
    first: int
    last: int
    leave_first: int


class World:
    """A graph with the claims that stand in it.

    Parameters
    ----------
    graph : Graph
        All records.
    claims, statuses : mapping
        All claims, and what the documents make of them, by id.
    credulous : bool
        Ignore rebuttals, segregations and the ends of rules 8 and 10.
    """

    def __init__(
        self, graph: Graph, claims: Mapping[str, Claim], statuses: Mapping[str, Status], *, credulous: bool
    ) -> None:
        self.graph = graph
        self.statuses = statuses
        self.credulous = credulous
        self.claims = {id_: claims[id_] for id_ in sorted(claims) if credulous or not statuses[id_].rebutted}
        everyone: list[Party | Facility] = [*graph.parties, *graph.facilities]
        self.holders = {holder.id: holder for holder in everyone}
        self.products = {product.id: product for product in graph.products}
        self._product_of = {lot.id: lot.product for lot in graph.lots}
        self._find_operators()
        self.same = holder_sameness(self)
        self.same_items = item_sameness(self)
        self._find_moves()
        self._find_sets()
        self.bill_hops: tuple[BillHop, ...] = bill_hops(self)

    def of_kind(self, kind: str) -> list[Claim]:
        """Return the standing claims of a kind, by id."""
        return [claim for claim in self.claims.values() if claim.kind == kind]

    def basis(self, claim: Claim) -> Basis:
        """Return the basis of a standing claim."""
        return self.statuses[claim.id].basis

    def proven(self, claim: Claim) -> bool:
        """Whether there is proof for a claim."""
        return self.statuses[claim.id].proven

    def product(self, item: str) -> str:
        """Return a lot's product, or the item itself."""
        return self._product_of.get(item, item)

    def is_lot(self, item: str) -> bool:
        """Whether an item is a lot."""
        return item in self._product_of

    def _find_operators(self) -> None:
        self.operators: Sets = defaultdict(set)
        self.facilities: Sets = defaultdict(set)
        for claim in self.of_kind("operation"):
            facility, operator = claim.holders
            self.operators[facility].add(operator)
            self.facilities[operator].add(facility)

    def own(self, holder: str) -> set[str]:
        """Return a holder and its operators."""
        return {holder} | self.operators[holder]

    def house(self, holder: str) -> set[str]:
        """Return a holder, its operators, and all facilities of these."""
        owners = self.own(holder)
        return owners.union(*(self.facilities[owner] for owner in owners))

    def has_facilities(self, holder: str) -> bool:
        """Whether a holder operates facilities."""
        return bool(self.facilities[holder])

    def _find_moves(self) -> None:
        self.moves: list[Move] = []
        for claim in (*self.of_kind("shipment"), *self.of_kind("entry")):
            record = claim.record
            if isinstance(record, Shipment):
                self.moves.append(_shipment(claim, record))
            elif isinstance(record, Entry):
                first, last = first_day(record.date), last_day(record.date)
                items = record.item or (ANY,)
                self.moves.append(Move(claim, record.consignor, record.importer, items, first, last, first))

    def _find_sets(self) -> None:
        self._counted: Sets = {}
        self.recv: Sets = defaultdict(set)
        self.made: Sets = defaultdict(set)
        self.sent_own: Sets = defaultdict(set)
        self.used_own: Sets = defaultdict(set)
        for move in self.moves:
            self.sent_own[move.consignor] |= set(move.items)
            if move.consignee:
                self.recv[move.consignee] |= set(move.items)
        for process in self.processes:
            self.made[process.at] |= set(process.outputs)
            self.used_own[process.at] |= set(process.inputs)
        for claim in self.of_kind("component"):
            maker = claim.record.maker  # type: ignore[attr-defined]
            if maker:
                self.used_own[maker].add(claim.record.product)  # type: ignore[attr-defined]

    @cached_property
    def processes(self) -> list[Process]:
        """Standing processes, by id."""
        return [claim.record for claim in self.of_kind("process") if isinstance(claim.record, Process)]

    def makers(self, holder: str, item: str) -> list[Process]:
        """Return the processes at a holder that make an item."""
        return [process for process in self.processes if process.at == holder and item in process.outputs]

    def sent(self, holder: str) -> set[str]:
        """Return what a holder sent; a facility's holds its operators'."""
        return _union(self.sent_own[own] for own in self.own(holder))

    def used(self, holder: str) -> set[str]:
        """Return what a holder used; a facility's holds its operators'."""
        return _union(self.used_own[own] for own in self.own(holder))

    def out(self, holder: str) -> set[str]:
        """Return what a holder sent or used."""
        return self.sent(holder) | self.used(holder)

    def touched(self, holder: str) -> set[str]:
        """Return what a holder received, made, sent or used."""
        return self.recv[holder] | self.made[holder] | self.out(holder)

    def near(self, holder: str) -> set[str]:
        """Return what a holder and its operators received or made."""
        return _union(self.recv[own] | self.made[own] for own in self.own(holder))

    def have(self, holder: str) -> set[str]:
        """Return what the houses of a holder, and of those that are the same, received, made or used."""
        alike = {holder} | self.same[holder].keys()
        members = _union(self.house(one) for one in alike)
        return _union(self.recv[one] | self.made[one] | self.used(one) for one in members)

    def of_product(self, items: Iterable[str], item: str) -> set[str]:
        """Return the items of the product of an item."""
        return {other for other in items if self.product(other) == self.product(item)}

    def is_return(self, move: Move, holder: str) -> bool:
        """Whether a move brings back to a holder's house what it had sent, to one who does not make it."""
        house = self.house(holder)
        return any(
            not self.of_product(self.made[move.consignor], item)
            and any(
                other.consignor in house and other.consignee == move.consignor and self.of_product(other.items, item)
                for other in self.moves
            )
            for item in move.items
        )

    def counted(self, holder: str) -> set[str]:
        """Return R₀: what was shipped or entered to a holder, but for returns and moves within the house."""
        if holder in self._counted:
            return self._counted[holder]
        found: set[str] = set()
        own, house = self.own(holder), self.house(holder)
        for move in self.moves:
            if move.consignee not in own:
                continue
            if move.consignee != holder and move.consignor in house:
                continue
            found |= {item for item in move.items if not self._returned(move, item, holder)}
        self._counted[holder] = found
        return found

    def _returned(self, move: Move, item: str, holder: str) -> bool:
        return self.is_return(Move(move.claim, move.consignor, move.consignee, (item,), 0, 0, 0), holder)

    def receipts(self, holder: str) -> set[str]:
        """Return R: counted receipts, components supplied by bill, and all that is the same as these or as made."""
        found = self.counted(holder) | {
            hop.component
            for hop in self.bill_hops
            if hop.holder == holder and hop.supplier not in {None, holder} and hop.basis >= Basis.ASSUMED
        }
        return found | {same for item in found | self.made[holder] for same in self.same_items[item]}

    def supplied_by_bill(self, holder: str, item: str) -> bool:
        """Whether a bill says that a holder supplies an item to another."""
        return any(hop.supplier == holder != hop.holder and hop.component == item for hop in self.bill_hops)

    def applies(self, holder: str, item: str) -> list[BillHop]:
        """Return the lines of bills that apply to an item at a holder."""
        return [
            hop for hop in self.bill_hops if (hop.holder, hop.item) == (holder, item) and hop.basis >= Basis.ASSUMED
        ]


def _shipment(claim: Claim, record: Shipment) -> Move:
    leaves = record.departed or record.date or record.start
    return Move(
        claim=claim,
        consignor=record.consignor,
        consignee=record.consignee,
        items=record.item or (ANY,),
        first=first_day(record.arrived or leaves),
        last=last_day(record.departed or record.arrived or record.date or record.end),
        leave_first=first_day(leaves),
    )


def _union(sets: Iterable[set[str]]) -> set[str]:
    return set().union(*sets)
