"""Units of quantities: which of them measure the same, and how they convert (with the library pint)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("units.csv")
MASS, KILOGRAM = "[mass]", "kilogram"

Measure = tuple[str, float]
"""What a unit measures, and how much of the base unit of that it is."""


class NoUnits(ImportError):  # noqa: N818 - says what is missing
    """The library for units is not installed."""


def measures(units: Iterable[str]) -> dict[str, Measure]:
    """Return what units measure.

    Parameters
    ----------
    units : iterable of str
        As recorded, folded and stripped; "" is blank.

    Returns
    -------
    dict of str to (str, float)
        A unit that is not known, such as ``cartons``, measures itself: it compares with nothing else.

    Raises
    ------
    NoUnits
        If pint is not installed, and there are units that it knows other than kilograms.
    """
    wanted = sorted(set(units))
    known = _words()
    if {known.get(unit, KILOGRAM) for unit in wanted} <= {KILOGRAM}:
        return {unit: (MASS if unit in known else f"unit {unit}", 1.0) for unit in wanted}
    try:
        registry = _registry()
    except ImportError as error:
        raise NoUnits("pint") from error
    return {unit: _measure(registry, known.get(unit), unit) for unit in wanted}


def _measure(registry: Any, expression: str | None, unit: str) -> Measure:  # noqa: ANN401 - pint has no types here
    if expression is None:
        return f"unit {unit}", 1.0
    if expression == "count_pair":
        return "pairs", 1.0
    base = registry.parse_expression(expression).to_base_units()
    return str(base.dimensionality), float(base.magnitude)


@cache
def _registry() -> Any:  # noqa: ANN401
    import pint

    return pint.UnitRegistry()


@cache
def _words() -> dict[str, str]:
    """Word for a unit → what pint calls it."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {word: row["unit"] for row in csv.DictReader(file) for word in row["words"].split("|")}
