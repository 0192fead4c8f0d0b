"""A path report as pydantic classes: the source of its JSON Schema, and the check that a file is one."""

from typing import Any, Literal

from pydantic import Field

from clew.model.results import BasisWord, Force, GraphResult, HopKind, PackResult, Part, PolicyResult, Text

RequirementState = Literal["met", "silent", "missing", "contradicted"]
State = Literal["documented", "asserted", "missing", "contradicted", "unexcluded"]


class Cited(Part):
    """A document that speaks to a claim, and how."""

    number: Text
    document: Text
    stance: Text


class Asked(Part):
    """A requirement of a claim: whether documents meet it, which ones say so, and the request for what is missing."""

    requirement: Text
    state: RequirementState
    documents: list[Text]
    request: Text | None
    proves: str
    asked_by: str
    by: list[str]


class Place(Part):
    """Goods at a holder."""

    holder: Text
    item: Text
    name: str
    country: str | None
    goods: str


class Arrived(Part):
    """The entry, where goods arrive."""

    entry: Text


class Evidenced(Part):
    """What speaks to a step: its claim (none if it is inferred), documents, requirements."""

    claim: Text | None
    claim_kind: Text | None
    documents: list[Cited]
    requirements: list[Asked]
    state: State


class Origin(Evidenced):
    """The source that a path begins at."""

    words: str
    parts: list[str] = Field(min_length=1)


class Step(Evidenced):
    """One step of a path, in the direction in which goods flow."""

    number: Text
    source: Place | Arrived = Field(alias="from")
    relation: Text
    to: Place | Arrived
    kind: HopKind
    basis: BasisWord
    first: str | None
    last: str | None


class Others(Part):
    """How many other paths run through the same parties; if the number is not exact, there are at least as many."""

    paths: int
    exact: bool


class ReportPath(Part):
    """The best path of a rule to an entry."""

    number: Text
    rule: Text
    force: Force
    citation: str
    pack: str
    edition: str
    basis: BasisWord | Literal["rebutted"]
    in_force: bool
    entry: Text
    verdict: str
    gaps: int
    asserted: int
    source: Origin | None
    other_sources: int
    others: Others | None
    steps: list[Step]
    breadcrumbs: list[str]


class Opened(Part):
    """What is open in the chain, or only behind it, where nothing proves that the records are all."""

    level: Literal["chain", "not proven"]
    holder: Text
    item: Text | None
    who: str
    why: str


class Disputed(Part):
    """A documented claim that counting documents speak against."""

    claim: Text
    claim_kind: Text
    documents: list[Cited]


class Countered(Disputed):
    """A claim on a path that a document rebuts; `rebutted`: it is why the path does not count."""

    rebutted: bool


class MatrixLine(Part):
    """A claim of some steps, or a step that no record shows, and the state of each requirement that it has."""

    claim: Text | None
    kind: str
    steps: list[Text]
    states: dict[str, RequirementState]


class Matrix(Part):
    """Hop × requirement of all paths of an entry."""

    requirements: list[Text]
    rows: list[MatrixLine]


class Request(Part):
    """What to ask of whom, and why it matters."""

    number: Text
    claim: Text | None
    about: str
    requirement: Text | None
    ask: Text
    why: Text


class ReportEntry(Part):
    """An entry line."""

    number: Text
    entry: Text
    verdict: str
    says: str
    basis: BasisWord | None
    virtual: bool
    paths: list[ReportPath]
    open: list[Opened]
    open_is_complete: bool
    exposures: list[str]
    matrix: Matrix
    requests: list[Request]
    contradictions: list[Disputed]
    against: list[Countered]
    fingerprint: str | None


class Through(Part):
    """A party or facility, and how many paths of the report go through it."""

    name: str
    paths: int


class Summary(Part):
    """What the report holds, counted."""

    entries: int
    verdicts: dict[str, int]
    paths: int
    by_rule: dict[str, int]
    by_basis: dict[str, int]
    requests: int
    most_paths_through: list[Through]


class ReportParty(Part):
    """A party or facility that a step names."""

    holder: Text
    name: str
    country: str | None
    kind: Literal["party", "facility"] = Field(alias="is")
    steps: list[str]


class ReportDocument(Part):
    """A document, numbered, with the steps that it speaks to."""

    number: Text
    document: Text
    kind: str
    title: str | None
    issuer: str | None
    issued: str | None
    first: str | None
    last: str | None
    language: str | None
    file: str | None
    sha256: str | None
    steps: list[str]


class Ended(Part):
    """Where a reach ends, and why."""

    holder: Text
    item: Text
    who: str
    why: str


class Report(Part):
    """The path report of some entries: what `clew report` writes, in every format."""

    report: Literal["clew report 1"]
    clew: Text
    statement: Text
    graph: GraphResult
    packs: list[PackResult]
    policy: PolicyResult
    as_of: str | None
    asked: dict[Literal["from", "to"], Text] | None
    summary: Summary
    entries: list[ReportEntry]
    ends: list[Ended]
    parties: list[ReportParty]
    documents: list[ReportDocument]
    limits: list[str]
    reproduce: list[str]
    certificates: list[dict[str, Any]]
    digest: Text
