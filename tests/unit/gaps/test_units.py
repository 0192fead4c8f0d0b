"""Units of quantities: what measures the same, and what compares with nothing else."""

import builtins
import csv
from pathlib import Path
from typing import Any

import pytest

from clew.trace import units
from clew.trace.gaps.run import find_gaps
from clew.trace.run import Request
from tests.unit.gaps.small import CAATSA, write


@pytest.fixture
def without_pint(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the library were not installed."""
    real = builtins.__import__

    def imported(name: str, *rest: Any, **named: Any) -> Any:
        if name == "pint":
            raise ImportError(name)
        return real(name, *rest, **named)

    units._registry.cache_clear()
    monkeypatch.setattr(builtins, "__import__", imported)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("t", "kg", 1000),
        ("lb", "kg", 0.45359237),
        ("dz", "pcs", 12),
        ("yd", "m", 0.9144),
        ("cbm", "l", 1000),
        ("tne", "mt", 1),
    ],
)
def test_units_of_one_measure_convert(one: str, other: str, ratio: float) -> None:
    found = units.measures([one, other])
    assert found[one][0] == found[other][0]
    assert found[one][1] / found[other][1] == pytest.approx(ratio)


def test_what_is_not_known_measures_itself() -> None:
    found = units.measures(["cartons", "kg", "pairs", "pcs", "m", "m2", ""])
    assert len({measure for measure, _ in found.values()}) == len(found)
    assert found["cartons"] == ("unit cartons", 1.0)


def test_no_word_stands_for_two_units() -> None:
    with Path(units.__file__).with_name("units.csv").open(encoding="utf-8", newline="") as file:
        words = [word for row in csv.DictReader(file) for word in row["words"].split("|")]
    assert len(words) == len(set(words))
    assert [word for word in words if word != word.strip().casefold()] == []
    assert all(factor > 0 for _, factor in units.measures(words).values())


@pytest.mark.usefixtures("without_pint")
def test_kilograms_alone_need_no_library() -> None:
    assert units.measures(["kg", "kgs", "bales"]) == {
        "kg": (units.MASS, 1.0),
        "kgs": (units.MASS, 1.0),
        "bales": ("unit bales", 1.0),
    }


@pytest.mark.usefixtures("without_pint")
def test_without_the_library_it_is_said(tmp_path: Path) -> None:
    found = find_gaps(Request([str(write(tmp_path / "graph", shipments=("0.1,t", "0.2,t")))], packs=CAATSA))
    kinds = {gap["kind"] for entry in found.entries() for gap in entry["gaps"]}
    assert "more_sent" not in kinds
    assert "missing" in kinds
    assert found.notes == ["quantities were not compared: pip install 'clew[units]'"]
