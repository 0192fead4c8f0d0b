"""The results of ``clew plan`` as pydantic classes: the source of their JSON Schema, and a check of them in tests."""

from typing import Literal

from pydantic import RootModel

from clew.model.results import BasisWord, HopResult, Part, SourceResult, Text, Verdict

RequestKind = Literal[
    "proof",
    "production_record",
    "completeness",
    "which_lot",
    "which_goods",
    "which_facility",
    "decision",
    "segregation",
    "labor_record",
    "origin",
    "operator",
    "place",
    "good",
]


class Asked(Part):
    """What is asked for, in words, of whom (ids of holders), what it costs and how many it settles."""

    claim: Text | None = None
    holder: Text | None = None
    item: Text | None = None
    ask: Text
    of: tuple[Text, ...]
    cost: float
    settles: int


class RequestResult(Asked):
    """One thing that one can ask for; `settles` counts hops and sources of the paths."""

    request: RequestKind


class DocumentResult(Asked):
    """A document that a claim lacks; `settles` counts hops and the source of the path."""

    request: Literal["document"]
    requirement: Text


class WholePath(Part):
    """A path from its source to the entry."""

    rule: Text
    basis: BasisWord
    source: SourceResult
    hops: tuple[HopResult, ...]


class Planned(Part):
    """What every plan says of itself: no plan costs less than `bound`."""

    entry: Text
    basis: BasisWord
    cost: float
    bound: float
    optimal: bool
    unbreakable: tuple[WholePath, ...]
    chain: tuple[RequestResult, ...]
    verdict: Verdict


class PlanResult(Planned):
    """The result of ``clew plan GRAPH ENTRY --json``; `stopped` where the time limit ended the search."""

    requests: tuple[RequestResult, ...]
    stopped: Text | None = None


class ProofResult(Planned):
    """The result of ``clew plan GRAPH ENTRY --prove --json``: `path` is null where documents alone prove none."""

    requests: tuple[DocumentResult, ...]
    path: WholePath | None


class PortfolioRequest(RequestResult):
    """A request with the entries that it settles, given all before, their value, and how many are by then."""

    value_usd: float
    together: int


class PortfolioResult(Part):
    """The result of ``clew plan GRAPH --portfolio --json``; `stopped` where the time limit ended the search."""

    requests: tuple[PortfolioRequest, ...]
    stopped: Text | None = None


class AnyPlan(RootModel[PlanResult | ProofResult | PortfolioResult]):
    """Any result of ``clew plan --json``."""
