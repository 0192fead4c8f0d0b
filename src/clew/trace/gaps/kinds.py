"""The requirement that each kind of gap meets, and the families that find them in records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from clew.model.requirements import Requirement, requirements
from clew.trace.gaps import amounts, evidence, heads, papers, times
from clew.trace.gaps.case import Case, Found

MEETS: Mapping[str, str] = {
    "more_sent": "M-BAL",
    "outputs_heavier": "M-BAL",
    "sent_too_early": "T-BL",
    "used_too_early": "M-IN",
    "headcount_differs": "L-ID",
    "unidentified": "P-INV",
    "left_too_early": "T-BL",
    "root": "P-INV",
    "inputs_unrecorded": "M-IN",
    "inputs_incomplete": "M-IN",
    "labor_unrecorded": "L-ID",
    "operator": "O-REG",
    "lot_unrecorded": "M-IN",
    "unconfirmed_sameness": "I-ID",
    "unproven_complete": "M-IN",
    "lot_swap": "M-SEG",
    "inputs_unproven": "M-IN",
}
"""Kind → the first requirement that its answer meets, where the gap itself names none."""

FAMILIES: tuple[tuple[Callable[[Case], Iterator[Found]], tuple[str, ...]], ...] = (
    (amounts.find, amounts.KINDS),
    (times.find, times.KINDS),
    (heads.find, heads.KINDS),
    (evidence.find, evidence.KINDS),
    (papers.find, papers.KINDS),
)
"""Families that look at records, and the kinds that each finds; the other kinds are found along the chain."""


@cache
def requirement(code: str) -> Requirement:
    """Return a requirement by its code."""
    return next(each for each in requirements() if each.code == code)
