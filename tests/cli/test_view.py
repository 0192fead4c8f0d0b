"""``clew view``: a file by its suffix, from a trace or a saved result."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Outcome

SAMPLE = ROOT / "sample_graphs" / "battery"
Clew = Callable[..., Outcome]


@pytest.mark.parametrize("suffix", ["svg", "html", "dot", "mmd", "graphml", "gexf"])
def test_a_saved_result_gives_the_same_bytes_as_a_trace(clew: Clew, tmp_path: Path, suffix: str) -> None:
    assert clew("trace", SAMPLE, "-o", tmp_path / "r.json").code == 0
    assert clew("view", SAMPLE, "-o", tmp_path / f"one.{suffix}").code == 0
    assert clew("view", SAMPLE, "--result", tmp_path / "r.json", "-o", tmp_path / f"two.{suffix}").code == 0
    drawn = (tmp_path / f"one.{suffix}").read_bytes()
    assert drawn == (tmp_path / f"two.{suffix}").read_bytes()
    assert b"E-60KWH" in drawn.replace(b"#45;", b"-")


def test_one_path_has_no_boxes_of_others(clew: Clew, tmp_path: Path) -> None:
    out = tmp_path / "path.svg"
    assert clew("view", SAMPLE, "E-60KWH", "--rule", "US-TVPRA-DS", "-o", out).code == 0
    assert "TIER 0 · entry" in out.read_text(encoding="utf-8")
    assert "E-40KWH" not in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", ["svg", "html", "dot", "mmd", "graphml", "gexf"])
def test_records_without_a_path_are_drawn_as_none(clew: Clew, tmp_path: Path, suffix: str) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "parties.csv").write_text("id,name\na,Aster\n", encoding="utf-8")
    told = clew("view", tmp_path / "graph", "-o", tmp_path / f"none.{suffix}")
    assert (told.code, (tmp_path / f"none.{suffix}").stat().st_size > 0) == (0, True)
    assert b"<button" not in (tmp_path / f"none.{suffix}").read_bytes()


def test_a_result_of_other_records_is_refused(clew: Clew, tmp_path: Path) -> None:
    clew("trace", SAMPLE, "-o", tmp_path / "r.json")
    told = clew("view", SAMPLE.parent / "bicycle", "--result", tmp_path / "r.json", "-o", tmp_path / "x.svg")
    assert (told.code, "E-RESULT" in told.err) == (2, True)
    assert not (tmp_path / "x.svg").exists()


def test_an_unknown_suffix_rule_or_entry_is_said_to_be(clew: Clew, tmp_path: Path) -> None:
    assert "E-OUTPUT" in clew("view", SAMPLE, "-o", tmp_path / "x.png").err
    assert "E-RULE" in clew("view", SAMPLE, "--rule", "US-TVPRA", "-o", tmp_path / "x.svg").err
    assert "Did you mean E-60KWH" in clew("view", SAMPLE, "E-60KW", "-o", tmp_path / "x.svg").err


def test_a_board_counts_the_stocks_of_each_country(clew: Clew, tmp_path: Path) -> None:
    out = tmp_path / "board.svg"
    assert clew("view", SAMPLE, "--board", "-o", out).code == 0
    drawn = out.read_text(encoding="utf-8")
    assert "MX, tier 1: " in drawn
    assert "TIER 1" in drawn
    assert "◐ asserted (half as high)" in drawn
    assert clew("view", SAMPLE, "--board", "-o", tmp_path / "board.dot").code == 2


def test_what_a_holder_reaches_and_what_is_upstream_are_drawn(clew: Clew, tmp_path: Path) -> None:
    crab = SAMPLE.parent / "crab-third-country"
    for way, of, shown, not_shown in (
        ("--from", "plant2", "of Hunhe Bay plant no. 2", "US-CAATSA-321B"),
        ("--to", "hanbit/claws", "stock asked about", "E-CLAWS"),
    ):
        assert clew("view", crab, way, of, "-o", tmp_path / "one.svg").code == 0
        drawn = (tmp_path / "one.svg").read_text(encoding="utf-8")
        assert shown in drawn
        assert not_shown not in drawn
        assert clew("trace", crab, way, of, "-o", tmp_path / "r.json").code == 0
        assert clew("view", crab, "--result", tmp_path / "r.json", "-o", tmp_path / "two.svg").code == 0
        assert (tmp_path / "two.svg").read_text(encoding="utf-8") == drawn
    assert clew("view", crab, "--from", "plant2", "--result", tmp_path / "r.json", "-o", tmp_path / "x.svg").code == 2
    assert "Did you mean plant2" in clew("view", crab, "--from", "plant3", "-o", tmp_path / "x.svg").err
