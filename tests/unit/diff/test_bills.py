"""``clew diff`` of two saved results of ``clew bom``."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from clew.cli import run
from clew.model.diff_results import DiffResult

BICYCLE = Path(__file__).parents[3] / "sample_graphs" / "bicycle"
PACKS = ("--pack", "us-caatsa-321b")


@pytest.fixture
def compare(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Trace the bills of the bicycle before and after an edit of a table, and compare the results."""
    monkeypatch.setenv("COLUMNS", "160")

    def call(table: str, old: str, new: str, *options: str) -> str:
        shutil.copytree(BICYCLE, tmp_path / "later")
        file = tmp_path / "later" / f"{table}.csv"
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))
        for name, graph in (("before", BICYCLE), ("after", tmp_path / "later")):
            assert run(["bom", str(graph), *PACKS, "-o", str(tmp_path / f"{name}.json")]) == 0
        assert run(["diff", str(tmp_path / "before.json"), str(tmp_path / "after.json"), *options]) == 0
        return capsys.readouterr().out

    return call


def told(changes: Any) -> list[tuple[str | None, ...]]:
    return [(each.entry, each.component, each.rule, each.change, each.before, each.after) for each in changes]


def test_a_workforce_less(compare: Any) -> None:
    found = DiffResult.model_validate_json(compare("workforces", "KP", "VN", "--json"))
    assert {(each.entry, each.rule, each.change) for each in found.entries} >= {
        ("formosa/city", None, "verdict"),
        ("formosa/city", "US-CAATSA-321B", "gone"),
    }
    assert found.lines is not None
    assert ("formosa/city", "seat", "US-CAATSA-321B", "gone", "asserted", None) in told(found.lines)
    seat = [each for each in found.lines if each.component == "seat"]
    assert all(each.because for each in seat)
    assert {cause.record for each in seat for cause in each.because} >= {"w-saddle-kp"}


def test_a_line_less(compare: Any) -> None:
    line = next(line for line in (BICYCLE / "bom.csv").read_text().splitlines(True) if line.startswith("b4,"))
    found = DiffResult.model_validate_json(compare("bom", line, "", "--json"))
    assert found.lines is not None
    gone = [each for each in found.lines if each.change == "gone" and each.rule is None]
    assert [(each.entry, each.bom, each.component) for each in gone] == [("formosa/city", "b4", "pedal")]
    assert [cause.record for cause in gone[0].because] == ["b4"]


def test_a_product_whose_bill_is_bad_says_so(compare: Any) -> None:
    line = next(line for line in (BICYCLE / "bom.csv").read_text().splitlines(True) if line.startswith("b4,"))
    found = DiffResult.model_validate_json(compare("bom", line, line.replace("pedal", "pedals"), "--json"))
    [gone] = [each for each in found.entries if each.change == "gone" and each.rule is None]
    assert (gone.entry, gone.before, gone.after) == ("formosa/city", "reached", None)
    assert (gone.because[0].what, gone.because[0].record) == ("bill", "b4")
    assert "did you mean pedal" in gone.because[0].change


def test_in_words(compare: Any) -> None:
    out = compare("workforces", "KP", "VN")
    assert "before.json → after.json: 2 of 2 products differ" in out
    assert "line   seat at formosa (b2): US-CAATSA-321B  went: ◐ asserted" in out


def test_nothing_differs_between_a_result_and_itself(compare: Any, tmp_path: Path) -> None:
    found = json.loads(compare("parties", "id", "id", "--json"))
    assert (found["entries"], found["lines"], found["fingerprints"]) == ([], [], [])
    assert found["compared"] == 2


def test_bills_are_compared_with_bills_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bom", str(BICYCLE), *PACKS, "-o", str(tmp_path / "bom.json")]) == 0
    assert run(["diff", str(tmp_path / "bom.json"), str(BICYCLE), *PACKS]) == 2
    assert "bicycle is no result of `clew bom`, but the other side is" in capsys.readouterr().err
