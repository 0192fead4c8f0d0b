"""The tables of nodes: parties, facilities, products, lots, documents, with every column."""

from clew.model.columns import (
    YES_NO,
    Column,
    Kind,
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

CUSTODY = ("identity_preserved", "segregated", "controlled_blending", "mass_balance", "book_and_claim")

_ALIASES = text("aliases", "Other names, in any script.", "Hunhe Foods|浑河食品", several=True)
_IDENTIFIERS = text(
    "identifiers", "Public identifiers, each SCHEME:value.", "IMO:9074729|LEI:5493001KJTIIGC8Y1R12", several=True
)
_REGION = text("region", "State or province: its ISO 3166-2 code or its name.", "CN-LN")

PARTIES = Table(
    "parties",
    "A company, authority or person that holds, makes or trades goods.",
    "Party",
    (
        identity("Your id of the party, unique among all nodes.", "acme"),
        text("name", "Its name, as on its papers.", "Acme Seafood Co., Ltd.", required=True),
        country("country", "Where it is: ISO 3166-1 code or usual name.", "CN"),
        _REGION,
        code("makes", "Whether it makes goods itself; no = trader, carrier, warehouse. Blank is unknown.", YES_NO),
        _ALIASES,
        _IDENTIFIERS,
    ),
)

FACILITIES = Table(
    "facilities",
    "A place where goods are held or made: a factory, farm, mine, vessel, warehouse.",
    "Facility",
    (
        identity("Your id of the facility, unique among all nodes.", "acme-plant-2"),
        text("name", "Its name.", "Acme Plant 2", required=True),
        text("kind", "What it is: factory, farm, mine, vessel, warehouse and the like.", "factory"),
        reference(
            "operator",
            "The party that operates it (short for a row of operations.csv without dates; the claim bears the "
            "facility's id).",
            ("parties",),
            "acme",
        ),
        country("country", "Where it is: ISO 3166-1 code or usual name.", "CN"),
        _REGION,
        code("custody", "Chain-of-custody model of ISO 22095; descriptive.", CUSTODY),
        number("latitude", "Latitude, WGS 84.", "40.0005", unit="degrees", least=-90, most=90),
        number("longitude", "Longitude, WGS 84.", "124.3544", unit="degrees", least=-180, most=180),
        _ALIASES,
        _IDENTIFIERS,
        documents(),
    ),
)

PRODUCTS = Table(
    "products",
    "A kind of goods.",
    "Product",
    (
        identity("Your id of the product, unique among all nodes.", "crab-meat"),
        text("name", "Its name.", "Crab meat, frozen", required=True),
        text("hs", "HS code of 2 to 10 digits; points are ignored.", "1605.10"),
        text("good", "Names in the vocabulary of the goods lists (TVPRA).", "Crabs", several=True),
    ),
)

LOTS = Table(
    "lots",
    "A batch of one product.",
    "Lot",
    (
        identity("Your id of the lot, unique among all nodes.", "L-2024-117"),
        reference("product", "What it is a batch of.", ("products",), "crab-meat", required=True),
    ),
)

DOCUMENTS = Table(
    "documents",
    "A document in hand.",
    "Document",
    (
        identity("Your id of the document, unique among all nodes.", "doc-17"),
        text(
            "kind",
            "Kind, in the words of the evidence requirements: po, inv, bol, payroll and the like.",
            "bol",
            required=True,
        ),
        text("title", "Title, for people.", "Bill of lading 4711"),
        text("issuer", "Who issued it: id or name. Blank is unknown, and proves nothing.", "Blue Line Carriers"),
        code(
            "self_declared", "Whether the issuer speaks of itself without an outside check. Blank counts as no.", YES_NO
        ),
        day("issued", "When it was issued.", "2024-05-09"),
        day("period_start", "First day that it speaks of.", "2024-01"),
        day("period_end", "Last day that it speaks of.", "2024-03"),
        text("language", "Language, ISO 639 code or name.", "zh"),
        code("translated", "Whether a translation is in hand.", YES_NO),
        code("redacted", "Whether parts are blacked out.", YES_NO),
        text("file", "Path or name of the file.", "papers/bol-4711.pdf"),
        Column("sha256", Kind.TEXT, "SHA-256 of the file, 64 hexadecimal digits.", "9f86d081…"),
    ),
    periods=(("period_start", "period_end"),),
)

NODES = (PARTIES, FACILITIES, PRODUCTS, LOTS, DOCUMENTS)
