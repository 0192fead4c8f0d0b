"""Findings of entries that are asked without paths: which rules reach them, and how surely; no sources, no hops."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.reach import Found
from clew.model.answers import Finding

if TYPE_CHECKING:
    from numpy.typing import NDArray


def split(found: Iterable[Found], brief: "NDArray[np.bool_]") -> tuple[list[Found], list[Found]]:
    """Return the findings of the other entries, and those of entries that are asked without paths.

    Parameters
    ----------
    brief : (entries,) bool
        Whether an entry is asked without paths.
    """
    parts = [(kind, brief[kind.entries]) for kind in found]
    others = [replace(kind, entries=kind.entries[~mine]) for kind, mine in parts if not mine.all()]
    return others, [replace(kind, entries=kind.entries[mine]) for kind, mine in parts if mine.any()]


def told(found: Iterable[Found], rules: list[tuple[str, str]]) -> dict[int, tuple[Finding, ...]]:
    """Return the findings of each entry that has some; entries of the same findings share one tuple."""
    kinds: list[Finding] = []
    of: dict[int, tuple[int, ...]] = {}
    for number, kind in enumerate(found):
        kinds.append(Finding(rules[kind.rule][0], kind.in_force, kind.basis, (), ()))
        for entry in kind.entries.tolist():
            of[entry] = (*of.get(entry, ()), number)
    made = {numbers: ordered(kinds[number] for number in numbers) for numbers in set(of.values())}
    return {entry: made[numbers] for entry, numbers in of.items()}


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings of an entry in the order of answers: by rule, those in force first."""
    return tuple(sorted(findings, key=lambda finding: (finding.rule, not finding.in_force)))
