"""Section 5 of the contract, the chain: frontier, unscreened stocks, and sites with labor unrecorded."""

from collections.abc import Iterable, Iterator

from clew.engine.reference.claims import overlap
from clew.engine.reference.hops import Edge, Node
from clew.engine.reference.inferred import open_kinds
from clew.engine.reference.places import places
from clew.engine.reference.reach import Days, Ways
from clew.engine.reference.sources import is_handling
from clew.engine.reference.world import ANY, World
from clew.model.answers import Chain, Stock
from clew.model.basis import Basis
from clew.model.dates import EVER, first_day
from clew.model.policy import Policy
from clew.model.records import Process, Workforce
from clew.rules.match import good_match
from clew.rules.pack import Listing

RECORDED = {"shipment", "entry", "process", "operation", "component", "identity"}


class ChainFinder:
    """What is open behind entries at one level, in the real world."""

    def __init__(
        self, world: World, edges: Iterable[Edge], level: Basis, policy: Policy, listings: Iterable[Listing]
    ) -> None:
        self.world = world
        self.level = level
        self.policy = policy
        self.regional = [listing for listing in listings if listing.is_place and listing.regions]
        self.ways = Ways(edges, level)
        self.recorded = [edge for edge in self.ways.edges if self._is_recorded(edge)]
        self.ahead: dict[Node, set[Node]] = {}
        for edge in self.recorded:
            self.ahead.setdefault(edge.tail, set()).add(edge.head)
        self.made = {Stock(process.at, output) for process in world.processes for output in process.outputs}
        self.stocks = {node for edge in self.recorded for node in (edge.tail, edge.head) if isinstance(node, Stock)}
        self.stocks |= self.made
        self.open = {stock: kinds for stock in self.stocks if (kinds := list(self._open_kinds(stock)))}
        for stock in self._root_stocks():
            self.open.setdefault(stock, []).append("root")
        self.early = self._left_too_early()
        self.sites = {stock for stock in self.stocks if self._made_there(stock)}

    def _is_recorded(self, edge: Edge) -> bool:
        if edge.kind in RECORDED:
            return True
        return edge.kind == "lot_unrecorded" and isinstance(edge.head, Stock) and not self.world.is_lot(edge.head.item)

    def chain(self, entry: str) -> Chain:
        """Return the chain of an entry."""
        latest = self.ways.latest(entry)
        upstream = {stock for stock in self.stocks if stock in latest}
        frontier = {(stock, kind) for stock, kinds in self.open.items() if stock in upstream for kind in kinds}
        frontier |= {
            (edge.tail, "left_too_early")
            for edge in self.early
            if self.ways.first(edge) <= latest.get(edge.head, EVER - 1)
        }
        making = {stock.holder for stock in self.sites & upstream}
        return Chain(
            frontier=tuple(sorted(frontier)),
            unscreened=tuple(sorted({(stock, kind) for stock in upstream for kind in self._unscreened(stock)})),
            labor_unrecorded=tuple(
                sorted({stock.holder for stock in upstream if self._needs_labor(stock) and self._labor_gap(stock)})
            ),
            making_sites=len(making),
        )

    def _open_kinds(self, stock: Stock) -> Iterator[str]:
        world, (holder, item) = self.world, (stock.holder, stock.item)
        if item == ANY and not world.has_facilities(holder) and ANY in world.sent(holder):
            yield "unidentified"
        makers = world.makers(holder, item)
        yield from {kind for process in makers for kind in open_kinds(world, process, item)}
        if self.level == Basis.UNEXCLUDED and (
            any(process.kind != "extraction" and not self._complete(process.id) for process in makers)
            or any(not any(map(self._complete, lines)) for lines in self._bills(stock))
        ):
            yield "unproven_complete"

    def _complete(self, claim: str) -> bool:
        return self.world.statuses[claim].complete

    def _bills(self, stock: Stock) -> list[list[str]]:
        """The lines of each bill (of one maker) that leads to a stock."""
        bills: dict[str | None, list[str]] = {}
        for hop in self.world.bill_hops:
            if (hop.holder, hop.item) == (stock.holder, stock.item) and hop.basis >= self.level:
                bills.setdefault(hop.maker, []).append(hop.claim)
        return list(bills.values())

    def _root_stocks(self) -> Iterator[Stock]:
        """The stocks of roots (strongly connected, nothing enters) in which nothing is extracted."""
        ahead = {stock: self._all_ahead(stock) for stock in self.stocks}
        for stock in self.stocks:
            cycle = {other for other in self.stocks & ahead[stock] if stock in ahead[other]} | {stock}
            fed = any(edge.head in cycle and edge.tail not in cycle for edge in self.recorded)
            if not fed and not any(self._extractions(member) for member in cycle):
                yield stock

    def _all_ahead(self, stock: Stock) -> set[Node]:
        found: set[Node] = set()
        waiting: list[Node] = [stock]
        while waiting:
            for node in self.ahead.get(waiting.pop(), set()) - found:
                found.add(node)
                waiting.append(node)
        return found

    def _extractions(self, stock: Stock) -> list[Process]:
        return [process for process in self.world.makers(stock.holder, stock.item) if process.kind == "extraction"]

    def _left_too_early(self) -> list[Edge]:
        """The recorded hops that goods leave by before any can be there."""
        starts: Days = dict.fromkeys(self.open, EVER)
        for stock in self.made:
            for process in self._extractions(stock):
                day = EVER if self.level == Basis.UNEXCLUDED else first_day(process.start)
                starts[stock] = min(day, starts.get(stock, day))
        origin = self.ways.earliest(starts)
        found = [edge for edge in self.recorded if self.ways.last(edge) < origin.get(edge.tail, EVER)]
        while True:
            far: Days = {}
            for edge in found:
                day = self.ways.first(edge)
                far[edge.head] = min(day, far.get(edge.head, day))
            there = self.ways.earliest(far)
            new = [
                edge
                for edge in self.recorded
                if edge not in found and edge.tail not in origin and self.ways.last(edge) < there.get(edge.tail, EVER)
            ]
            if not new:
                return found
            found += new

    def _made_there(self, stock: Stock) -> bool:
        by_bill = any(
            edge.kind == "component" and edge.head == stock and edge.tail.holder == stock.holder
            for edge in self.recorded
        )
        return stock in self.made or stock in self.open or by_bill

    def _unscreened(self, stock: Stock) -> Iterator[str]:
        world, holder = self.world, stock.holder
        product = world.products.get(world.product(stock.item))
        if not world.has_facilities(holder):
            where = {
                place for place, basis in places(world, holder).items() if basis >= Basis.ASSUMED and place.country
            }
            if not where:
                yield "place"
            elif self._region_unrecorded(stock, where):
                yield "region"
        if holder in {facility.id for facility in world.graph.facilities} and not world.operators[holder]:
            yield "operator"
        if stock in self.sites and not (product and (product.good or product.hs)):
            yield "good"

    def _region_unrecorded(self, stock: Stock, where: Iterable[tuple[str, str]]) -> bool:
        countries = {country for country, _ in where}
        recorded = {country for country, region in where if region}
        return any(
            listing.country in countries - recorded and self._may_be(stock, listing) for listing in self.regional
        )

    def _may_be(self, stock: Stock, listing: Listing) -> bool:
        product = self.world.products.get(self.world.product(stock.item))
        if (not listing.goods and not listing.hs) or product is None or not product.good:
            return True
        return good_match(product.good, product.name, product.hs or "", listing) is not None

    def _needs_labor(self, stock: Stock) -> bool:
        wide = (
            self.level == Basis.UNEXCLUDED
            and not self.world.has_facilities(stock.holder)
            and getattr(self.world.holders[stock.holder], "makes", None) != "no"
        )
        return wide or stock in self.sites

    def _labor_gap(self, stock: Stock) -> bool:
        records = list(self._labor_records(stock))
        return not any(work.nationality for work in records) or any(not work.nationality for work in records)

    def _labor_records(self, stock: Stock) -> Iterator[Workforce]:
        world, holder = self.world, stock.holder
        here = {holder} | {operator for operator in world.operators[holder] if world.facilities[operator] == {holder}}
        alike = {other for one in here for other, basis in world.same[one].items() if basis >= Basis.ASSUMED}
        makers = world.makers(holder, stock.item)
        for claim in world.of_kind("workforce"):
            work = claim.record
            assert isinstance(work, Workforce)
            if (
                work.at in here | alike
                and not is_handling(work, self.policy)
                and work.item in {None, stock.item, world.product(stock.item)}
                and (work.process is None or work.process in {process.id for process in makers})
                and (not makers or any(overlap(claim, world.claims[process.id]) for process in makers))
            ):
                yield work


def exposed(world: World, policy: Policy, chain_ways: Ways, entry: str, seen: Iterable[Workforce]) -> list[str]:
    """Return the ids of handling workforces at holders of stocks that reach an entry."""
    holders = {node.holder for node, _ in chain_ways.latest(entry).items() if isinstance(node, Stock)}
    return sorted(work.id for work in seen if work.at in holders and is_handling(work, policy))
