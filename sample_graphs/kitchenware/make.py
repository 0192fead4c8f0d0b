"""Write the tables of this sample: ``python sample_graphs/kitchenware/make.py``. The same seed gives the same files.

Two years of orders of one importer. Every order is a chain of lots through four tiers; what is planted beside
(suspect workforces, an outworker, an allegation that is rebutted) is in `planted`; a maker in Xinjiang, a gin in
Kazakhstan and a mill without records are among the makers.
"""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

from families import FAMILIES, GOODS, MAKERS, Maker, tiers

HERE = Path(__file__).parent
ORDERS = 15
FIRST = date(2021, 9, 6)
NO_REGION = "kettle-3a"
NO_RECORDS = "mitt-1b"
NO_LABOR = "spatula-2a"
SECOND_MAKER = ((3,), (2, 3), (1,), ())
COLUMNS = {
    "parties": "id name country region makes",
    "facilities": "id name kind operator country region",
    "products": "id name hs good",
    "lots": "id product",
    "documents": "id kind issuer issued period_start period_end language file",
    "shipments": "id consignor consignee item departed arrived quantity unit country_of_export evidence",
    "entries": "id consignor date item importer country_of_export value_usd evidence",
    "processes": "id at kind inputs outputs inputs_complete start end evidence",
    "workforces": "id at nationality condition start end task headcount evidence",
    "operations": "id facility operator start evidence",
    "evidence": "document claim stance about note",
}
KINDS = ("farm or mine", "mill", "workshop", "factory")


class Book:
    """The tables as they grow."""

    def __init__(self) -> None:
        self.rng = random.Random(20240607)
        self.rows: dict[str, list[dict[str, object]]] = {table: [] for table in COLUMNS}

    def add(self, table: str, **row: object) -> str:
        """Add a row, and return its id."""
        self.rows[table].append(row)
        return str(row.get("id", ""))

    def document(self, kind: str, issuer: str, day: date | None = None, **more: object) -> str:
        """Add a document, and return its id."""
        number = f"d{len(self.rows['documents']) + 1:04d}"
        issued = day.isoformat() if day else ""
        return self.add("documents", id=number, kind=kind, issuer=issuer, issued=issued, file=f"{number}.pdf", **more)

    def papers(self, day: date, seller: str, missing: float) -> str:
        """An invoice or order, and a transport document; each lacking at times."""
        kinds = ((self.rng.choice(("inv", "po")), seller), (self.rng.choice(("bol", "waybill")), "Meridian Freight"))
        made = [self.document(kind, issuer, day) for kind, issuer in kinds if self.rng.random() >= missing]
        return "|".join(made)


def main() -> None:
    book = Book()
    nodes(book)
    for family in FAMILIES:
        for order in range(ORDERS):
            one_order(book, family, order)
    labor(book)
    planted(book)
    for table, columns in COLUMNS.items():
        with (HERE / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns.split(), restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(book.rows[table])


def nodes(book: Book) -> None:
    """Add parties, facilities and products."""
    for maker in MAKERS:
        region = "" if maker.id == NO_REGION else maker.region
        trades = "" if maker.family or maker.id == "polisher" else "no"
        book.add("parties", id=maker.id, name=maker.name, country=maker.country, region=region, makes=trades)
        if maker.plant:
            operator = "" if maker.id == "bowl-2b" else maker.id
            plant = {"name": maker.plant, "kind": KINDS[int(maker.tier)], "operator": operator}
            book.add("facilities", id=maker.site, country=maker.country, region=region, **plant)
    for good in GOODS:
        book.add("products", id=f"{good.family}-g{good.tier}", name=good.name, hs=good.hs, good=good.good)
    book.add("operations", id="op-bowl-2b", facility="bowl-2b-plant", operator="bowl-2b", start="2019")


def one_order(book: Book, family: str, order: int) -> None:
    """One order: a lot in each tier, from the material to the entry line, in about seven months."""
    rng = book.rng
    day = FIRST + timedelta(days=order * 52 + rng.randrange(20))
    turns = zip(tiers(family), SECOND_MAKER, strict=True)
    makers = [tier[-1] if order % 4 in turn else tier[0] for tier, turn in turns]
    seller = next(good.seller for good in GOODS if (good.family, good.tier) == (family, "3"))
    before = ""
    for tier, maker in enumerate(makers):
        lot = book.add("lots", id=f"{family}-{tier}-{order:02d}", product=f"{family}-g{tier}")
        done = day + timedelta(days=rng.randrange(8, 20))
        process(book, maker, tier, before, lot, day, done)
        if lot.startswith("cutlery-3") and order in (6, 7, 8):
            done = outwork(book, maker, lot, done)
        buyer = makers[tier + 1].id if tier < 3 else seller or "hearth"
        day = done + timedelta(days=rng.randrange(2, 6))
        if tier < 3 or seller:
            day = ship(book, maker.id, buyer, lot, day)
        before = lot
    item = f"{family}-g3" if order % 5 == 4 and family != "jar" else before
    book.add(
        "entries",
        id=f"{family.upper()}-{order:02d}",
        consignor=seller or makers[3].id,
        date=(day + timedelta(days=rng.randrange(20, 40))).isoformat(),
        item=item,
        importer="hearth",
        country_of_export="CN" if family == "jar" else "",
        value_usd=rng.randrange(20_000, 240_000),
        evidence=book.document("entry_summary", "Twin Cities Customs Brokers", day),
    )


def process(book: Book, maker: Maker, tier: int, before: str, lot: str, day: date, done: date) -> None:
    """The record of one lot; one mill of twill keeps none, and some name no inputs."""
    rng = book.rng
    if maker.id == NO_RECORDS:
        return
    named = before if rng.random() >= 0.04 else ""
    papers = book.document("production_record", maker.id, done) if rng.random() < 0.7 else ""
    book.add(
        "processes",
        id=f"x-{lot}",
        at=maker.site,
        kind="transformation" if tier else "extraction",
        inputs=named,
        outputs=lot,
        inputs_complete="yes" if tier and named else "",
        start=day.isoformat(),
        end=done.isoformat(),
        evidence=papers,
    )


def ship(book: Book, seller: str, buyer: str, lot: str, day: date) -> date:
    came = day + timedelta(days=book.rng.randrange(3, 30))
    book.add(
        "shipments",
        id=f"s-{len(book.rows['shipments']) + 1:04d}",
        consignor=seller,
        consignee=buyer,
        item=lot,
        departed=day.isoformat(),
        arrived=came.isoformat() if book.rng.random() < 0.85 else "",
        quantity=book.rng.randrange(400, 24_000),
        unit="kg",
        evidence=book.papers(day, seller, 0.15),
    )
    return came + timedelta(days=book.rng.randrange(2, 8))


def outwork(book: Book, maker: Maker, lot: str, done: date) -> date:
    """Out to the polisher and back, as the same lot."""
    back = ship(book, maker.id, "polisher", lot, done + timedelta(days=1))
    return ship(book, "polisher", maker.id, lot, back)


def labor(book: Book) -> None:
    """Local people at every maker, but for one site where nobody recorded who works."""
    for maker in MAKERS:
        if maker.id == NO_LABOR or not maker.family:
            continue
        roster = book.document("worker_roster", maker.id, date(2023, 1, 9)) if book.rng.random() < 0.5 else ""
        people = {"nationality": maker.country, "headcount": book.rng.randrange(18, 900)}
        book.add("workforces", id=f"w-{maker.id}", at=maker.site, evidence=roster, **people)


def planted(book: Book) -> None:
    """The handful of true findings, and one allegation that its target rebuts."""
    ngo, press = book.document("ngo_report", "Free Hands Monitor"), book.document("press_report", "Pacific Rim Courier")
    kp, dated = {"nationality": "KP"}, {"start": "2023-03", "end": "2023-06"}
    book.add("workforces", id="kp-enamel", at="enamel-3a", task="enamelling", headcount=52, evidence=ngo, **kp, **dated)
    book.add("workforces", id="kp-polisher", at="polisher", task="polishing", headcount=17, evidence=press, **kp)
    book.add(
        "workforces", id="bonded-forge", at="cutlery-2b", nationality="NP", condition="bonded",
        start="2023-01", end="2023-12", task="forging", headcount=38, evidence=ngo,
    )  # fmt: skip
    book.add("workforces", id="kp-jar", at="jar-3a", task="blowing", headcount=20, start="2022-01", end="2023-12", **kp)
    whole = {"period_start": "2022", "period_end": "2023"}
    for kind, issuer in (
        ("payroll", "Bohai Rural Bank"),
        ("social_insurance_record", "Yantai Social Insurance Office"),
    ):
        book.add("evidence", document=book.document(kind, issuer, **whole), claim="kp-jar", stance="rebuts")


if __name__ == "__main__":
    main()
