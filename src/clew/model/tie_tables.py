"""The tables of claims about ties between records, of decisions and of evidence, with every column."""

from clew.model.columns import (
    HOLDER,
    ITEM,
    Column,
    Kind,
    Table,
    code,
    day,
    documents,
    identity,
    number,
    reference,
    text,
)

_UNIQUE = "unique among all claims."
_START_END = (("start", "end"),)

OPERATIONS = Table(
    "operations",
    "The party operates the facility.",
    "Operation",
    (
        identity(f"Your id of the row, {_UNIQUE}", "op-1"),
        reference("facility", "The facility.", ("facilities",), "acme-plant-2", required=True),
        reference("operator", "The party that operates it.", ("parties",), "acme", required=True),
        day("start", "First day.", "2015"),
        day("end", "Last day.", "2020-06"),
        documents(),
    ),
    "operation",
    _START_END,
)

OWNERS = Table(
    "owners",
    "Who owns whom.",
    "Ownership",
    (
        identity(f"Your id of the row, {_UNIQUE}", "own-1"),
        reference("owner", "The owner.", HOLDER, "acme-group", required=True),
        reference("owned", "What it owns.", HOLDER, "acme", required=True),
        number(
            "share", "Share held. Blank is unknown, and counts as control.", "60", unit="percent", least=0, most=100
        ),
        day("start", "First day.", "2010"),
        day("end", "Last day.", "2023"),
        documents(),
    ),
    "ownership",
    _START_END,
)

SAME_AS = Table(
    "same_as",
    "Two holder ids, or two item ids, are one; or a decision that they are not.",
    "Sameness",
    (
        identity(f"Your id of the row, {_UNIQUE}", "same-1"),
        reference("a", "One id.", HOLDER + ITEM, "acme", required=True),
        reference(
            "b", "The other: a holder if a is one, an item if a is one.", HOLDER + ITEM, "acme-cn", required=True
        ),
        code("decision", "Whether they are one. Blank: same.", ("same", "different")),
        documents(),
    ),
    "identity",
)

SEGREGATIONS = Table(
    "segregations",
    "This did not go into that, here.",
    "Segregation",
    (
        identity(f"Your id of the row, {_UNIQUE}", "seg-1"),
        reference("at", "The holder at which they were kept apart.", HOLDER, "acme-plant-2", required=True),
        reference("input", "What did not go in. Blank: anything.", ITEM, "L-raw-1"),
        reference("output", "Into what. Blank: anything.", ITEM, "L-2"),
        documents(),
    ),
    "segregation",
)

MATCHES = Table(
    "matches",
    "A person's decision on a list match; of several the latest, on one day confirmed.",
    "Match",
    (
        reference("holder", "The holder.", HOLDER, "acme", required=True),
        text(
            "listing", "Id of the listing, or its name (then all listings of that name).", "uflpa-0042", required=True
        ),
        code("decision", "Whether the holder is the listed one.", ("confirmed", "rejected"), required=True),
        text("by", "Who decided.", "J. Doe", required=True),
        text("reason", "Why.", "other address, other registration number", required=True),
        day("date", "When.", "2024-02-01"),
    ),
)

EVIDENCE = Table(
    "evidence",
    "A document speaks to a claim.",
    "Evidence",
    (
        reference("document", "The document.", ("documents",), "doc-17", required=True),
        Column(
            "claim",
            Kind.REFERENCE,
            "The claim: the id of a row of any claim table, or of a facility for its operator.",
            "s-1",
            required=True,
            refers=(
                "shipments",
                "entries",
                "processes",
                "bom",
                "workforces",
                "operations",
                "owners",
                "same_as",
                "segregations",
                "facilities",
            ),
        ),
        code("stance", "Whether it supports or rebuts the claim.", ("supports", "rebuts"), required=True),
        code("about", "Blank: the claim itself. complete: that the inputs or lines named are all.", ("complete",)),
        text("note", "A note, for people.", "page 3"),
    ),
)

TIES = (OPERATIONS, OWNERS, SAME_AS, SEGREGATIONS, MATCHES, EVIDENCE)
