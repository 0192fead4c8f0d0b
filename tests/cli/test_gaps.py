"""``clew gaps`` as a user calls it: table, JSON, lines, several graphs, and what is not there."""

import json
from pathlib import Path
from typing import Any

import pytest

from clew.cli import run
from tests.unit.gaps.small import write

SAMPLES = Path(__file__).parents[2] / "sample_graphs"
CRAB = str(SAMPLES / "crab-third-country")


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["gaps", *arguments])
        out = capsys.readouterr()
        return code, out.out, out.err

    return call


def test_the_document_has_just_these_keys(told: Any) -> None:
    code, out, err = told(CRAB, "E-MEAT", "--json")
    [entry] = json.loads(out)["entries"]
    assert (code, err) == (0, "")
    assert list(entry) == ["entry", "verdict", "complete", "matrix", "gaps"]
    assert {tuple(row) for row in entry["matrix"]} == {("hop", "requirement", "state", "documents")}
    tail = ("requirement", "source", "ask", "of", "hangs_on_it")
    assert {tuple(gap)[-5:] for gap in entry["gaps"]} == {tail}
    [row] = [row for row in entry["matrix"] if row["requirement"] == "P-INV" and row["hop"]["claim"] == "s2"]
    assert (row["state"], row["documents"], row["hop"]["kind"]) == ("met", ["d-inv2"], "shipment")


def test_lines_are_the_entries_of_the_document(told: Any, tmp_path: Path) -> None:
    out = tmp_path / "gaps.ndjson"
    assert told(CRAB, "-o", str(out)) == (0, "", "")
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {"entries": lines} == json.loads(told(CRAB, "--json")[1])


def test_the_table_says_what_it_hides(told: Any) -> None:
    code, out, _ = told(CRAB, "E-MEAT", "-n", "2")
    assert code == 0
    assert out.startswith("E-MEAT: reached; 60 gaps\n")
    assert "  1. unproven complete [US-CAATSA-321B]\n" in out
    assert "58 more gaps not shown; -n 60 shows them" in out
    assert "10 more claims are not shown; -n 12 shows them" in out
    assert "A lead from the records supplied" in out


def test_several_graphs_and_an_entry(told: Any, tmp_path: Path) -> None:
    other = write(tmp_path / "other")
    code, out, _ = told(CRAB, f"NEW={other}", "NEW:E1", "E-MEAT", "--json", "--pack", "us-caatsa-321b")
    assert code == 0
    assert [entry["entry"] for entry in json.loads(out)["entries"]] == ["E-MEAT", "NEW:E1"]


def test_an_entry_that_is_not_there(told: Any) -> None:
    code, out, err = told(CRAB, "E-MAET")
    assert (code, out) == (2, "")
    assert "[E-ENTRY]" in err
    assert "Did you mean E-MEAT?" in err


def test_a_graph_without_entries_is_asked_by_its_end_stocks(told: Any) -> None:
    code, out, _ = told(str(SAMPLES / "supplier-relationships"), "-n", "1")
    assert code == 0
    assert "1. " in out
