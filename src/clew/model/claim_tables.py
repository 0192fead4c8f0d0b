"""The tables of claims about what happened, with every column, and the short form ``supplies``."""

from clew.model.columns import (
    HOLDER,
    ITEM,
    YES_NO,
    Table,
    code,
    country,
    day,
    documents,
    identity,
    number,
    reference,
    text,
)

CONDITIONS = ("forced", "bonded", "prison", "indentured", "state_transfer", "forced_child")
_UNIQUE = "unique among all claims."
_START_END = (("start", "end"),)

SHIPMENTS = Table(
    "shipments",
    "Goods went from one holder to another: on a trip, on a day, or now and then in a period; "
    "sales, tolling, outwork, returns alike.",
    "Shipment",
    (
        identity(f"Your id of the shipment, {_UNIQUE}", "s-1"),
        reference("consignor", "Who sent the goods.", HOLDER, "acme", required=True),
        reference("consignee", "Who received them.", HOLDER, "blue-trading", required=True),
        reference(
            "item", "Products or lots that went. Blank: which goods is not known.", ITEM, "L-1|L-2", several=True
        ),
        day("departed", "When the goods left (a trip: departed and arrived).", "2024-05-01"),
        day("arrived", "When they arrived.", "2024-05-20"),
        day("date", "The day, where only one day is known.", "2024-05-09"),
        day("start", "First day of a period in which such goods went now and then.", "2023"),
        day("end", "Last day of that period.", "2024-06"),
        number("quantity", "How much went.", "1200", least=0),
        text("unit", "Unit of the quantity.", "kg"),
        country("country_of_export", "Country from which the papers say the goods were exported.", "CN"),
        country("country_of_origin", "Country of origin that the papers declare.", "CN"),
        documents(),
    ),
    "shipment",
    (("departed", "arrived"), ("start", "end")),
)

ENTRIES = Table(
    "entries",
    "A US entry line, the unit of verdict; also a shipment to its importer.",
    "Entry",
    (
        identity(f"Your id of the entry line, {_UNIQUE}", "E-1"),
        reference("consignor", "Who sent the goods.", HOLDER, "blue-trading", required=True),
        day("date", "Date of entry.", "2024-06-01", required=True),
        reference(
            "item", "Products or lots entered. Blank: which goods is not known.", ITEM, "crab-meat", several=True
        ),
        reference("importer", "The importer of record.", HOLDER, "harbor-foods"),
        country("country_of_export", "Country of export as declared.", "CN"),
        country("country_of_origin", "Country of origin as declared.", "CN"),
        number("value_usd", "Entered value.", "18500.00", unit="US dollars", least=0),
        documents(),
    ),
    "entry",
)

PROCESSES = Table(
    "processes",
    "These inputs became these outputs here.",
    "Process",
    (
        identity(f"Your id of the process, {_UNIQUE}", "pack-0517"),
        reference("at", "The holder at which it took place.", HOLDER, "acme-plant-2", required=True),
        code(
            "kind",
            "An extraction (mined, grown, caught; not recycled; has no inputs) or a transformation. "
            "Blank: transformation.",
            ("transformation", "extraction"),
        ),
        reference("inputs", "Products or lots that went in.", ITEM, "L-raw-1|carton", several=True),
        reference("outputs", "Products or lots that came out.", ITEM, "L-1", required=True, several=True),
        code("inputs_complete", "Whether the inputs named are all. Blank is unknown.", YES_NO),
        day("start", "First day.", "2024-04-02"),
        day("end", "Last day.", "2024-04-30"),
        documents(),
    ),
    "process",
    _START_END,
)

BOM = Table(
    "bom",
    "A bill-of-materials line, of one maker or of any.",
    "Component",
    (
        identity(f"Your id of the line, {_UNIQUE}", "b-12"),
        reference("product", "What the bill is of.", ("products",), "bicycle", required=True),
        reference("component", "What it contains.", ("products",), "saddle", required=True),
        reference("maker", "Whose bill it is. Blank: of any maker.", HOLDER, "bike-co"),
        reference("supplier", "From whom the maker has the component.", HOLDER, "saddle-co"),
        number("quantity", "How much of the component one product contains.", "1", least=0),
        text("unit", "Unit of the quantity.", "piece"),
        documents(),
    ),
    "component",
)

WORKFORCES = Table(
    "workforces",
    "These people worked here.",
    "Workforce",
    (
        identity(f"Your id of the workforce, {_UNIQUE}", "w-3"),
        reference("at", "The holder at which they worked.", HOLDER, "acme-plant-2", required=True),
        country("nationality", "Their nationality: ISO 3166-1 code or usual name. Blank is unknown.", "KP"),
        code("condition", "What is alleged of their condition. Blank alleges nothing.", CONDITIONS),
        day("start", "First day on which they worked here.", "2017"),
        day("end", "Last day.", "2019-12"),
        text(
            "task",
            "What they did; transport, loading, unloading, storage are handling, all else production.",
            "packing",
        ),
        reference("process", "The process, at the same holder, on which they worked.", ("processes",), "pack-0517"),
        reference("item", "The product or lot on which they worked.", ITEM, "crab-meat"),
        number("headcount", "How many they were.", "120", unit="persons", least=0),
        text("employer", "Who employed them: id or name.", "Northern Dispatch Co."),
        text("recruiter", "Who recruited them: id or name.", "Northern Dispatch Co."),
        documents(),
    ),
    "workforce",
    _START_END,
)

SUPPLIES = Table(
    "supplies",
    "A supplier relationship: who supplies whom with what (short form, read as shipments). In a graph without products "
    "and lots, its products need no rows of their own.",
    "",
    (
        identity(f"Your id of the relationship, {_UNIQUE} Blank: made from the row.", "r-1", required=False),
        reference("supplier", "Who supplies.", HOLDER, "acme", required=True),
        reference("buyer", "Whom.", HOLDER, "blue-trading", required=True),
        reference("product", "With which products or lots. Blank is unknown.", ITEM, "crab-meat", several=True),
        day("since", "First day of the relationship.", "2019"),
        day("until", "Last day.", "2024"),
        documents(),
    ),
    periods=(("since", "until"),),
)

EVENTS = (SHIPMENTS, ENTRIES, PROCESSES, BOM, WORKFORCES)
