"""The result of a trace as pydantic classes: the source of its JSON Schema, and a check of it in tests.

A trace itself writes plain dictionaries and never imports this module.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
BasisWord = Literal["documented", "asserted", "assumed", "unexcluded"]
Verdict = Literal["reached", "signal", "unresolved", "unproven", "rebutted", "no_path"]
Force = Literal["presumption", "prohibition", "sanction", "signal"]
HopKind = Literal[
    "shipment",
    "entry",
    "process",
    "operation",
    "component",
    "identity",
    "lot_unrecorded",
    "lot_swap",
    "inputs_unrecorded",
    "inputs_unproven",
    "unidentified",
]
FrontierKind = Literal[
    "root", "unidentified", "inputs_unrecorded", "inputs_incomplete", "unproven_complete", "left_too_early"
]
UnscreenedKind = Literal["place", "region", "operator", "good"]


class Part(BaseModel):
    """A part of a result; nothing else may be in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class StockRef(Part):
    """Goods of one item at one holder; `*` are goods that nobody identified."""

    holder: Text
    item: Text


class EntryRef(Part):
    """The entry line itself, where goods arrive."""

    entry: Text


class HopResult(Part):
    """One step of goods: who to whom, by which claim, how sure, and which documents speak for it or are missing."""

    source: StockRef = Field(alias="from")
    target: StockRef | EntryRef = Field(alias="to")
    kind: HopKind
    basis: BasisWord
    claim: Text | None
    first: Day | None
    last: Day | None
    documents: tuple[Text, ...]
    missing: tuple[Text, ...]


class PathResult(Part):
    """Hops from a source to the entry; its basis is that of its weakest part."""

    basis: BasisWord
    hops: tuple[HopResult, ...]


class SourceResult(Part):
    """Why a label lies on a stock, or (with `entry`) on the entry itself: a claim, a listing or both."""

    holder: Text | None = None
    item: Text | None = None
    entry: Text | None = None
    claim: Text | None = None
    listing: Text | None = None
    basis: BasisWord


class Breadcrumb(Part):
    """Something that a finding rests on and that a person should look at, in words."""

    kind: Text
    text: Text
    holder: Text | None = None
    item: Text | None = None
    claim: Text | None = None
    listing: Text | None = None


class FindingResult(Part):
    """A rule that reaches the entry, or (`rebutted`) would."""

    rule: Text
    force: Force
    basis: BasisWord | Literal["rebutted"]
    in_force: bool
    sources: tuple[SourceResult, ...]
    path: PathResult
    breadcrumbs: tuple[Breadcrumb, ...]


class OpenStock(StockRef):
    """A stock of unrecorded origin."""

    kind: FrontierKind


class UnscreenedStock(StockRef):
    """A stock of which a list cannot be asked: where, who or what it is was not recorded."""

    kind: UnscreenedKind


class ChainResult(Part):
    """What is open behind an entry at one level; with `complete` false one witness of each kind of list."""

    complete: bool
    frontier: tuple[OpenStock, ...]
    unscreened: tuple[UnscreenedStock, ...]
    labor_unrecorded: tuple[Text, ...]
    making_sites: int | None


class Exposure(Part):
    """A claim that is shown and counts for no finding, such as a workforce that only loads."""

    claim: Text
    why: Text


class Gap(Part):
    """Something that is missing, and what to ask of whom."""

    kind: Text
    claim: Text | None = None
    holder: Text | None = None
    item: Text | None = None
    requirement: Text | None
    ask: Text


class EntryResult(Part):
    """Everything the records say of one entry line."""

    entry: Text
    virtual: Literal[True] | None = None
    verdict: Verdict
    basis: BasisWord | None
    findings: tuple[FindingResult, ...]
    chain: ChainResult
    behind: ChainResult
    fingerprint: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None
    exposures: tuple[Exposure, ...]
    contradicted: tuple[Text, ...]
    gaps: tuple[Gap, ...]


class GraphResult(Part):
    """Which records were traced."""

    name: Text
    sha256: Text
    records: dict[str, int]
    left_out: int
    left_out_file: str | None = None


class PackResult(Part):
    """Which edition of a pack was asked, and what to mind about it."""

    pack: Text
    edition: Text
    retrieved: Text
    sha256: Text
    superseded_by: Text | None
    notes: tuple[Text, ...]


class ProofPolicy(Part):
    """How many issuers, kinds of documents and outsiders a proof needs."""

    issuers: int
    kinds: int
    outsiders: int


class MatchPolicy(Part):
    """How names are matched."""

    exact: Literal["assumed"]
    similar: Literal["unexcluded", "none"]
    similar_from: float


class PolicyResult(Part):
    """The numbers that the trace went by."""

    proof: ProofPolicy
    handling_tasks: tuple[Text, ...]
    subsidiary_share: float
    match: MatchPolicy
    costs: dict[str, float]
    host_countries: tuple[Text, ...]


class Located(Part):
    """Where a claim was read: `row` counts from 1 as the file's own tools do."""

    table: Text
    file: Text
    row: int


class Head(Part):
    """What every result says of itself."""

    clew: Text
    graph: GraphResult
    packs: tuple[PackResult, ...]
    policy: PolicyResult
    as_of: Day | None


class Result(Head):
    """The result of ``clew trace --json``."""

    entries: tuple[EntryResult, ...]
    located: dict[str, Located]


class End(StockRef):
    """Where a reach ends, and why."""

    why: FrontierKind | Literal["nothing_leads_on", "left_before"]


class FromResult(Head):
    """The result of ``clew trace --from HOLDER --json``."""

    source: Text = Field(alias="from")
    entries: tuple[EntryResult, ...]
    ends: tuple[End, ...]
    located: dict[str, Located]


class ToResult(Head):
    """The result of ``clew trace --to HOLDER/ITEM --json``."""

    target: Text = Field(alias="to")
    sources: tuple[FindingResult, ...]
    ends: tuple[End, ...]
    located: dict[str, Located]
