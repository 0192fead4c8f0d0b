"""A random supply graph: holders and goods first, then claims that prefer to lead towards an entry."""

from collections.abc import Callable

from clew.model import records as r
from clew.model.graph import Graph
from tests.graph_evidence import add_evidence
from tests.graph_pools import (
    COUNTRIES,
    ENTRY_DATES,
    FACILITY_IDS,
    GOODS,
    HS,
    IDENTIFIERS,
    NAMES,
    PARTY_IDS,
    PLACES,
    PRODUCT_IDS,
    PRODUCT_NAMES,
    Chooser,
)
from tests.graph_ties import add_bills, add_matches, add_segregations, add_ties, add_workforces

STEPS = 8


class Draft:
    """The records drawn so far, and what each holder has had in its hands."""

    def __init__(self, chooser: Chooser) -> None:
        self.choose = chooser
        self.tables: dict[str, list[r.Record]] = {name: [] for name in Graph.model_fields}
        self.held: dict[str, list[str]] = {}
        self.parties: tuple[str, ...] = ()
        self.facilities: tuple[str, ...] = ()
        self.holders: list[str] = []
        self.products: tuple[str, ...] = ()
        self.product_of: dict[str, str] = {}
        self.blank = chooser.pick((20, 5, 45))
        self.dated = chooser.pick((0, 40, 80))

    def add(self, table: str, record: r.Record) -> None:
        self.tables[table].append(record)

    def next_id(self, table: str, letter: str) -> str:
        return f"{letter}{len(self.tables[table]) + 1}"

    def item_at(self, holder: str) -> str:
        """An item, mostly one that the holder has had, or another item of its product."""
        choose, held = self.choose, self.held.get(holder, [])
        if held and choose.chance(80):
            item = choose.pick(held)
            if choose.chance(20):
                same = [other for other, product in self.product_of.items() if product == self.product_of[item]]
                return choose.pick(same)
            return item
        return choose.pick(tuple(self.product_of))

    def some_items(self, holder: str, blank: int) -> tuple[str, ...]:
        """What a shipment or entry carries: nothing recorded, one item, or two."""
        if self.choose.chance(blank):
            return ()
        first = self.item_at(holder)
        second = self.item_at(holder) if self.choose.chance(15) else first
        return (first,) if first == second else (first, second)

    def hold(self, holder: str, items: tuple[str, ...]) -> None:
        held = self.held.setdefault(holder, [])
        held.extend(item for item in items if item not in held)

    def later(self, holder: str) -> str:
        """A holder further down the chain, at times any."""
        place = self.holders.index(holder)
        rest = self.holders[place + 1 :]
        return self.choose.pick(rest) if rest and self.choose.chance(80) else self.choose.pick(self.holders)


def draw_graph(below: Callable[[int], int]) -> Graph:
    """Draw a graph with whatever `below` (see `Chooser`) gives."""
    draft = Draft(Chooser(below))
    _add_holders(draft)
    _add_items(draft)
    _add_flow(draft)
    _add_entries(draft)
    for step in (add_bills, add_workforces, add_ties, add_segregations, add_matches, add_evidence):
        step(draft)
    return Graph(**{name: tuple(rows) for name, rows in draft.tables.items()})  # type: ignore[arg-type]


def _add_holders(draft: Draft) -> None:
    choose = draft.choose
    draft.parties = PARTY_IDS[: choose.count(2, 6)]
    draft.facilities = FACILITY_IDS[: choose.count(0, 3)]
    for number, party in enumerate(draft.parties):
        country, region = choose.pick(PLACES)
        record = r.Party(
            id=party,
            name=choose.maybe(15, NAMES) or f"Party {number + 1}",
            country=country,
            region=region,
            makes=choose.maybe(20, ("no", "yes")),
            aliases=choose.some(8, NAMES),
            identifiers=choose.some(12, IDENTIFIERS),
        )
        draft.add("parties", record)
    for number, facility in enumerate(draft.facilities):
        country, region = choose.pick(PLACES) if choose.chance(60) else (None, None)
        plant = r.Facility(
            id=facility,
            name=choose.maybe(15, NAMES) or f"Plant {number + 1}",
            kind=choose.maybe(50, ("factory", "farm", "vessel")),
            operator=choose.maybe(55, draft.parties),
            country=country,
            region=region,
            aliases=choose.some(8, NAMES),
            identifiers=choose.some(12, IDENTIFIERS),
        )
        draft.add("facilities", plant)
    queue = [list(draft.parties), list(draft.facilities)]
    while queue[0] or queue[1]:
        draft.holders.extend(line.pop(0) for line in queue if line)


def _add_items(draft: Draft) -> None:
    choose = draft.choose
    draft.products = PRODUCT_IDS[: choose.count(2, 5)]
    for product in draft.products:
        draft.product_of[product] = product
        good = choose.pick(GOODS)
        draft.add("products", r.Product(id=product, name=choose.pick(PRODUCT_NAMES), hs=choose.pick(HS), good=good))
    for number in range(choose.count(0, 4)):
        lot = f"l{number + 1}"
        draft.product_of[lot] = choose.pick(draft.products)
        draft.add("lots", r.Lot(id=lot, product=draft.product_of[lot]))


def _add_flow(draft: Draft) -> None:
    choose = draft.choose
    for holder in draft.holders[: choose.count(0, 2)]:
        _add_process(draft, holder, "extraction")
    for _ in range(choose.count(1, STEPS)):
        holders = list(draft.held) if draft.held and choose.chance(80) else draft.holders
        holder = choose.pick(holders)
        if choose.chance(25):
            _add_process(draft, holder, choose.maybe(60, ("transformation", "transformation", "extraction")))
            continue
        consignee = draft.later(holder)
        items = draft.some_items(holder, draft.blank)
        _add_shipment(draft, holder, consignee, items)
        if choose.chance(15):
            back = draft.some_items(consignee, draft.blank) if choose.chance(30) else items
            _add_shipment(draft, consignee, holder, back)


def _add_shipment(draft: Draft, consignor: str, consignee: str, items: tuple[str, ...]) -> None:
    choose = draft.choose
    shape = choose.pick(("departed", "date", "start")) if draft.dated else "date"
    first, last = choose.days(draft.dated)
    days = {"departed": (first, last, None, None, None), "start": (None, None, None, first, last)}
    departed, arrived, date, start, end = days.get(shape, (None, None, first, None, None))
    record = r.Shipment(
        id=draft.next_id("shipments", "s"),
        consignor=consignor,
        consignee=consignee,
        item=items,
        departed=departed,
        arrived=arrived,
        date=date,
        start=start,
        end=end,
        country_of_export=choose.maybe(12, COUNTRIES),
        country_of_origin=choose.maybe(12, COUNTRIES),
    )
    draft.add("shipments", record)
    draft.hold(consignee, items)


def _add_process(draft: Draft, holder: str, kind: str | None) -> None:
    choose = draft.choose
    extraction = kind == "extraction"
    inputs = () if extraction else draft.some_items(holder, 35)
    if extraction or choose.chance(30):
        outputs = choose.some(100, tuple(draft.product_of))
    else:
        outputs = draft.some_items(holder, 0) if choose.chance(40) else choose.some(100, tuple(draft.product_of))
    start, end = choose.days(draft.dated)
    record = r.Process(
        id=draft.next_id("processes", "x"),
        at=holder,
        kind=kind,  # type: ignore[arg-type]
        inputs=inputs,
        outputs=outputs,
        inputs_complete=None if extraction else choose.maybe(40, ("yes", "no")),
        start=start,
        end=end,
    )
    draft.add("processes", record)
    draft.hold(holder, outputs)


def _add_entries(draft: Draft) -> None:
    choose = draft.choose
    for _ in range(choose.count(1, 3)):
        ends = [holder for holder in reversed(draft.holders) if holder in draft.held] or list(draft.holders)
        consignor = choose.pick(ends[:2]) if choose.chance(80) else choose.pick(draft.holders)
        record = r.Entry(
            id=draft.next_id("entries", "e"),
            consignor=consignor,
            date=choose.pick(ENTRY_DATES),
            item=draft.some_items(consignor, draft.blank // 2),
            importer=choose.maybe(35, draft.holders),
            country_of_export=choose.maybe(10, COUNTRIES),
            country_of_origin=choose.maybe(10, COUNTRIES),
        )
        draft.add("entries", record)
