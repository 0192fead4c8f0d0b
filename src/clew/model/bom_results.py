"""The result of ``clew bom`` as pydantic classes: the source of its JSON Schema, and a check of it in tests."""

from typing import Annotated, Literal

from pydantic import Field

from clew.model.results import (
    BasisWord,
    ChainResult,
    Exposure,
    FindingResult,
    Force,
    Gap,
    Head,
    Located,
    Part,
    Text,
    Verdict,
)


class ComponentFinding(Part):
    """A finding of a component, without its path."""

    rule: Text
    force: Force
    basis: BasisWord | Literal["rebutted"]
    in_force: bool


class ComponentLine(Part):
    """A line of a bill beneath a product: its component at a holder, as if it were entered there."""

    component: Text
    bom: Text
    holder: Text
    level: Annotated[int, Field(ge=1)]
    verdict: Verdict
    findings: tuple[ComponentFinding, ...]
    gaps: tuple[Gap, ...]


class ProductResult(Part):
    """A product at the top of a bill, as if it were entered by a holder who sends or makes it, or a virtual one."""

    product: Text
    holder: Text
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
    left_out: tuple[Text, ...] = ()
    components: tuple[ComponentLine, ...]


class FailedLine(Part):
    """A line of a bill that is wrong; the bill of its product is left out."""

    bom: Text
    product: Text | None = None
    why: Text


class BomResult(Head):
    """The result of ``clew bom --json``."""

    products: tuple[ProductResult, ...]
    failed: tuple[FailedLine, ...]
    located: dict[str, Located]
