"""A certificate as pydantic classes: the source of its JSON Schema, and the check that a file is one.

It says why the verdict of one entry is what it is, so that the records alone show whether it holds.
"""

from typing import Annotated, Literal

from pydantic import Field

from clew.model.results import (
    BasisWord,
    ChainResult,
    Day,
    EntryRef,
    Force,
    HopKind,
    Part,
    PolicyResult,
    SourceResult,
    StockRef,
    Text,
    Verdict,
)

FORMAT = 1
Level = Literal["documented", "asserted", "assumed", "unexcluded", "rebutted"]
LEVEL_WORDS: tuple[Level, ...] = ("documented", "asserted", "assumed", "unexcluded", "rebutted")
"""What a label may reach an entry at, strongest first; *rebutted*: with all that rebuttals and proof took away."""

NOT_REACHED = "not_reached"
"""What a rule is to an entry that it does not reach at any level."""

CONTRACT = {
    "shipment": "section 3, rule 1",
    "entry": "section 3, rule 2",
    "process": "section 3, rule 3",
    "operation": "section 3, rule 4",
    "component": "section 3, rule 5",
    "identity": "section 3, rule 6",
    "lot_unrecorded": "section 3, rule 7",
    "lot_swap": "section 3, rule 8",
    "inputs_unrecorded": "section 3, rule 9",
    "inputs_unproven": "section 3, rule 10",
    "unidentified": "section 3, rule 11",
}
"""Kind of hop → the rule of the contract that makes it."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Until = Day | Literal["always", "never"]


class GraphRef(Part):
    """Which records: their hash, and how many."""

    sha256: Sha256
    records: dict[str, int]
    left_out: int


class PackRef(Part):
    """Which edition of a pack."""

    pack: Text
    edition: Text
    sha256: Text


class Origin(Part):
    """A source that lies on a stock (or on the entry itself) from a first day; blank = from any day."""

    holder: Text | None = None
    item: Text | None = None
    entry: Text | None = None
    claim: Text | None = None
    listing: Text | None = None
    first: Day | None


class CertifiedHop(Part):
    """A step of goods: the rule of the contract, the records that make it, its basis and days, its documents."""

    source: StockRef = Field(alias="from")
    target: StockRef | EntryRef = Field(alias="to")
    kind: HopKind
    rule: Text
    basis: BasisWord
    claim: Text | None
    first: Day | None
    last: Day | None
    records: tuple[Text, ...]
    documents: tuple[Text, ...]


class CertifiedPath(Part):
    """Hops from a source to the entry, all of the basis or better, whose days fit."""

    basis: BasisWord
    start: Origin
    hops: tuple[CertifiedHop, ...]


class CertifiedFinding(Part):
    """What a rule is to the entry, in force on its date or not.

    `sources` and `path` show that it reaches the entry at `status`. `not_at` is the next stronger level: no source of
    the rule lies on a stock that is closed at it, but for those in `too_late`.
    """

    rule: Text
    force: Force
    in_force: bool
    status: Level | Literal["not_reached"]
    sources: tuple[SourceResult, ...]
    path: CertifiedPath | None
    not_at: Level | None
    too_late: tuple[Origin, ...]


class ClosedStock(StockRef):
    """A stock upstream of the entry: for each level at which it is, the latest day from which goods still get there.

    ``always``: from any day. ``never``: it is upstream only as long as nobody looks at the days.
    """

    until: dict[Level, Until]


class Relied(Part):
    """A claim that the answer relies on, with the documents that prove it, or that prove it wrong."""

    claim: Text
    documents: tuple[Text, ...]


class End(StockRef):
    """A stock whose origin is proven to be all, so that rules 8 and 10 of section 3 (or rule 10 alone) end."""

    rules: tuple[Literal[8, 10], ...]
    claims: tuple[Text, ...]
    documents: tuple[Text, ...]


class ReliedOn(Part):
    """What took hops and sources away at the holders named: rebuttals, segregations, ends."""

    rebutted: tuple[Relied, ...]
    segregations: tuple[Relied, ...]
    ends: tuple[End, ...]


class Certificate(Part):
    """The certificate of the verdict of one entry."""

    certificate: Literal[1]
    clew: Text
    graph: GraphRef
    packs: tuple[PackRef, ...]
    policy: PolicyResult
    as_of: Day | None
    entry: Text
    verdict: Verdict
    findings: tuple[CertifiedFinding, ...]
    chain: ChainResult
    behind: ChainResult
    closed: tuple[ClosedStock, ...]
    relied_on: ReliedOn
    digest: Sha256
