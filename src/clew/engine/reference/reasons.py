"""What an answer rests on, from the records: the records that make a hop, and the proof that took hops away."""

from collections.abc import Iterable, Iterator

from clew.engine.reference.answers import Oracle
from clew.engine.reference.claims import Claim
from clew.engine.reference.evidence import Said, counting
from clew.engine.reference.hops import Edge
from clew.engine.reference.inferred import origin_is_proven
from clew.engine.reference.world import World
from clew.model.answers import Stock
from clew.model.records import Component, Ownership, Sameness, Segregation

Plain = dict[str, object]


class Reasons:
    """Finds what hops and answers rest on.

    Parameters
    ----------
    oracle : Oracle
        Of the records.
    """

    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle
        self.said: Said = counting(oracle.graph)

    def records(self, edge: Edge, *, credulous: bool = False) -> list[str]:
        """Return the ids of records that make a hop; `credulous`, where rebuttals and ends are ignored.

        Notes
        -----
        The claim that makes it. Of an inferred hop, also the first claim by which its goods were at hand, and the
        first by which what they became was sent, used or made. Of a sameness without a claim, the claims between
        holders or items of its chain; an identifier or a name that two share stands in their own records.
        """
        world = self.oracle.credulous if credulous else self.oracle.world
        own = {edge.claim} if edge.claim else set()
        if edge.kind == "identity" and not own and isinstance(edge.head, Stock):
            return sorted(_chained(world, edge, edge.head))
        if isinstance(edge.head, Stock) and edge.kind not in {"shipment", "entry", "process", "operation", "component"}:
            holder = edge.tail.holder
            houses = {one for alike in {holder, *world.same[holder]} for one in world.house(alike)}
            own |= set(sorted(_at_hand(world, houses, edge.tail.item))[:1])
            own |= set(sorted(_leaving(world, holder, edge.head.item))[:1])
        return sorted(own)

    def documents(self, claims: Iterable[str], stance: str = "supports", about: str = "") -> list[str]:
        """Return the documents that count for claims and say one thing about them."""
        return sorted({document.id for claim in claims for document in self.said.get((claim, stance, about), ())})

    def relied_on(self, stocks: Iterable[Stock]) -> dict[str, list[Plain]]:
        """Return the rebuttals, segregations and ends at stocks and at their holders, as plain data."""
        world, statuses = self.oracle.world, self.oracle.statuses
        stocks = sorted(stocks)
        own = {one for stock in stocks for one in world.own(stock.holder)}
        named = {stock.holder for stock in stocks}
        absent = [
            claim.id
            for claim in self.oracle.credulous.claims.values()
            if statuses[claim.id].rebutted and (named & _touched_by(claim) or self._speaks_of(claim, stocks, named))
        ]
        apart = [
            claim.id
            for claim in world.of_kind("segregation")
            if isinstance(claim.record, Segregation) and claim.record.at in own and world.proven(claim)
        ]
        return {
            "rebutted": [{"claim": claim, "documents": self.documents([claim], "rebuts")} for claim in absent],
            "segregations": [{"claim": claim, "documents": self.documents([claim])} for claim in apart],
            "ends": [end for stock in stocks for end in self._ends(world, stock)],
        }

    def _speaks_of(self, claim: Claim, stocks: Iterable[Stock], holders: Iterable[str]) -> bool:
        """Whether a claim that is not of certain holders (a bill of any maker, items that are one) speaks of these."""
        if isinstance(claim.record, Sameness):
            return any(stock.item in {claim.record.a, claim.record.b} for stock in stocks)
        world = self.oracle.credulous
        if not isinstance(claim.record, Component) or claim.record.maker:
            return False
        return any(world.of_product(world.out(holder) | world.made[holder], claim.record.product) for holder in holders)

    def _ends(self, world: World, stock: Stock) -> Iterator[Plain]:
        holder, item = stock.holder, stock.item
        if holder not in world.holders or item not in world.out(holder) | world.made[holder]:
            return
        rules = [8] if origin_is_proven(world, holder, item, lots=True) else []
        if not world.has_facilities(holder) and origin_is_proven(world, holder, item, lots=False):
            rules.append(10)
        if not rules:
            return
        makers = [process.id for process in world.makers(holder, item)]
        own = world.own(holder)
        moves = [move.claim.id for move in world.moves if move.consignee in own and item in move.items]
        bills = [hop.claim for hop in world.applies(holder, item) if self.oracle.statuses[hop.claim].complete]
        received = item in world.receipts(holder)
        claims = makers or (moves if received else bills)
        about = "" if claims is moves else "complete"
        yield {
            "holder": holder,
            "item": item,
            "rules": rules,
            "claims": sorted(set(claims)),
            "documents": self.documents(claims, about=about),
        }


def _touched_by(claim: Claim) -> set[str]:
    """Return the holders whose goods a claim can say something of: what one owns says nothing of its own."""
    return {claim.record.owned} if isinstance(claim.record, Ownership) else set(claim.holders)


def _chained(world: World, edge: Edge, head: Stock) -> Iterator[str]:
    """Yield the claims among all that are the same as both ends, at the basis of the hop or better."""
    of, one, other = world.same_items, edge.tail.item, head.item
    if edge.tail.holder != head.holder:
        of, one, other = world.same, edge.tail.holder, head.holder
    alike = {one, other} | {middle for middle, basis in of[one].items() if basis >= edge.basis}
    for claim in world.of_kind("identity"):
        record = claim.record
        assert isinstance(record, Sameness)
        if record.decision != "different" and {record.a, record.b} <= alike and world.basis(claim) >= edge.basis:
            yield claim.id


def _at_hand(world: World, houses: set[str], item: str) -> Iterator[str]:
    """Yield the claims by which an item was received, made or used in houses."""
    owners = {one for member in houses for one in world.own(member)}
    yield from (move.claim.id for move in world.moves if move.consignee in houses and item in move.items)
    for process in world.processes:
        if (process.at in houses and item in process.outputs) or (process.at in owners and item in process.inputs):
            yield process.id
    yield from (hop.claim for hop in world.bill_hops if hop.holder in owners and hop.component == item)
    yield from _bills_of(world, owners, item)


def _leaving(world: World, holder: str, item: str) -> Iterator[str]:
    """Yield the claims by which an item was sent, used or made at a holder."""
    own = world.own(holder)
    yield from (move.claim.id for move in world.moves if move.consignor in own and item in move.items)
    for process in world.processes:
        if (process.at == holder and item in process.outputs) or (process.at in own and item in process.inputs):
            yield process.id
    for hop in world.bill_hops:
        if hop.component == item and (hop.holder in own or hop.supplier in own):
            yield hop.claim
    yield from _bills_of(world, own, item)


def _bills_of(world: World, makers: set[str], product: str) -> Iterator[str]:
    for claim in world.of_kind("component"):
        line = claim.record
        if isinstance(line, Component) and line.product == product and line.maker in makers:
            yield claim.id
