"""``clew report`` and ``clew verify REPORT GRAPH``."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Outcome

SAMPLE = ROOT / "sample_graphs" / "battery"
OTHER = ROOT / "sample_graphs" / "bicycle"
Clew = Callable[..., Outcome]


@pytest.mark.parametrize("suffix", ["html", "json"])
def test_a_report_holds_for_its_graph_and_for_no_other(clew: Clew, tmp_path: Path, suffix: str) -> None:
    report = tmp_path / f"r.{suffix}"
    assert clew("report", SAMPLE, "E-60KWH", "-o", report).code == 0
    told = clew("verify", report, SAMPLE)
    assert (told.code, "certificate of E-60KWH, without the engine" in told.out) == (0, True)
    assert "the report of 1 entry says the same" in told.out
    other = clew("verify", report, OTHER)
    assert other.code in {1, 2}
    assert "holds: traced anew" not in other.out


def test_a_changed_page_does_not_hold(clew: Clew, tmp_path: Path) -> None:
    report = tmp_path / "r.html"
    clew("report", SAMPLE, "E-60KWH", "--no-certify", "-o", report)
    page, mark, data = report.read_text(encoding="utf-8").rpartition('<pre id="report">')
    report.write_text(page.replace("◐ asserted", "● documented") + mark + data, encoding="utf-8")
    told = clew("verify", report, SAMPLE)
    assert (told.code, "the page does not say what the data" in told.out) == (1, True)


def test_changed_data_with_a_new_hash_does_not_hold(clew: Clew, tmp_path: Path) -> None:
    from clew.engine.reference.verify import digest

    report = tmp_path / "r.json"
    clew("report", SAMPLE, "E-60KWH", "--no-certify", "-o", report)
    told = json.loads(report.read_text(encoding="utf-8"))
    told["entries"][0]["paths"][0]["steps"][0]["state"] = "documented"
    told["entries"][0]["verdict"] = "no_path"
    told["digest"] = digest(told)
    report.write_text(json.dumps(told), encoding="utf-8")
    outcome = clew("verify", report, SAMPLE)
    assert (outcome.code, "does not hold: entries[0]" in outcome.out) == (1, True)


def test_a_saved_result_is_reported_as_a_trace_is(clew: Clew, tmp_path: Path) -> None:
    clew("trace", SAMPLE, "-o", tmp_path / "t.json")
    assert clew("report", SAMPLE, "--result", tmp_path / "t.json", "-o", tmp_path / "a.md").code == 0
    assert clew("report", SAMPLE, "--no-certify", "-o", tmp_path / "b.md").code == 0
    assert (tmp_path / "a.md").read_bytes() == (tmp_path / "b.md").read_bytes()


def test_binary_reports_are_whole_files(clew: Clew, tmp_path: Path) -> None:
    assert clew("report", SAMPLE, "E-60KWH", "--no-certify", "-o", tmp_path / "r.xlsx").code == 0
    assert (tmp_path / "r.xlsx").read_bytes()[:2] == b"PK"
    assert [path.name for path in tmp_path.iterdir()] == ["r.xlsx"]


def test_what_is_no_report_is_said_to_be_none(clew: Clew, tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("<!doctype html><p>hello", encoding="utf-8")
    assert "E-REPORT" in clew("verify", tmp_path / "x.html", SAMPLE).err
    (tmp_path / "y.json").write_text('{"report": "clew report 1"}', encoding="utf-8")
    assert "E-REPORT" in clew("verify", tmp_path / "y.json", SAMPLE).err
    clew("report", SAMPLE, "E-60KWH", "--no-certify", "-o", tmp_path / "r.json")
    told = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    del told["entries"][0]["paths"][0]["steps"][0]["state"]
    (tmp_path / "r.json").write_text(json.dumps(told), encoding="utf-8")
    assert "r.json.entries[0].paths[0].steps[0].state" in clew("verify", tmp_path / "r.json", SAMPLE).err
    assert "E-OUTPUT" in clew("report", SAMPLE, "-o", tmp_path / "r.docx").err


@pytest.mark.parametrize(("way", "of"), [("--from", "hunhe"), ("--to", "hanbit/claws")])
def test_a_reach_is_reported_and_holds(clew: Clew, tmp_path: Path, way: str, of: str) -> None:
    crab = SAMPLE.parent / "crab-third-country"
    assert clew("report", crab, way, of, "-o", tmp_path / "r.json").code == 0
    told = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert told["asked"] == {way[2:]: of}
    assert any(path["steps"] for entry in told["entries"] for path in entry["paths"])
    assert all(path["others"] for entry in told["entries"] for path in entry["paths"])
    assert "says the same" in clew("verify", tmp_path / "r.json", crab).out
    clew("trace", crab, way, of, "-o", tmp_path / "t.json")
    assert clew("report", crab, "--result", tmp_path / "t.json", "-o", tmp_path / "s.json").code == 0
    assert (tmp_path / "s.json").read_bytes() == (tmp_path / "r.json").read_bytes()
    ends = {(each["holder"], each["why"]) for each in told["ends"]}
    assert (("plant2", "where these goods came from is not recorded") in ends) == (way == "--to")


def test_a_result_of_other_lists_says_that_other_paths_are_not_counted(clew: Clew, tmp_path: Path) -> None:
    clew("trace", SAMPLE, "--pack", "us-dol-tvpra", "-o", tmp_path / "t.json")
    told = clew("report", SAMPLE, "--result", tmp_path / "t.json", "-o", tmp_path / "r.md")
    assert (told.code, "other paths are not counted" in told.err) == (0, True)
    assert "Other paths through the same parties: not counted" in (tmp_path / "r.md").read_text(encoding="utf-8")


def test_whole_lists_of_what_is_open_are_reported_on_request(clew: Clew, tmp_path: Path) -> None:
    for chain, whole in (("full", True), ("witness", False)):
        assert clew("report", SAMPLE, "--chain", chain, "--no-certify", "-o", tmp_path / "r.json").code == 0
        told = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
        assert {entry["open_is_complete"] for entry in told["entries"]} == {whole}


def test_a_page_too_large_for_browsers_is_told(clew: Clew, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.cli.report.LARGE", 1_000)
    told = clew("report", SAMPLE, "E-60KWH", "--no-certify", "-o", tmp_path / "r.html")
    assert "more than browsers open with ease: --entry" in told.err
    assert "browsers" not in clew("report", SAMPLE, "E-60KWH", "--no-certify", "-o", tmp_path / "r.json").err
