"""``clew paths`` as a user calls it: table, JSON, streams, and an entry that nothing reaches."""

import json
from pathlib import Path
from typing import Any

import pytest

from clew.cli import run

SAMPLES = Path(__file__).parents[3] / "sample_graphs"
CRAB = str(SAMPLES / "crab-third-country")
EMBROIDERY = str(SAMPLES / "embroidery")


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["paths", *arguments])
        out = capsys.readouterr()
        return code, out.out, out.err

    return call


def document(told: Any, *arguments: str) -> dict[str, Any]:
    code, out, _ = told(*arguments, "--json")
    assert code == 0
    found: dict[str, Any] = json.loads(out)
    return found


def test_the_document_has_just_these_keys(told: Any) -> None:
    found = document(told, CRAB, "E-CRAB", "-k", "2")
    assert list(found) == ["entry", "basis", "total", "shown", "shared", "paths"]
    assert (found["entry"], found["basis"], found["shown"]) == ("E-CRAB", "unexcluded", 2)
    assert found["total"] == {"paths": 8, "exact": True}
    assert found["shared"] == {
        "stocks": [{"holder": "hanbit", "item": "crab"}],
        "claims": ["E-CRAB", "plant2", "w-kp"],
    }
    assert [list(path) for path in found["paths"]] == [["rule", "basis", "source", "hops"]] * 2
    first = found["paths"][0]
    assert first["source"] == {"holder": "plant2", "item": "claws", "claim": "w-kp", "basis": "asserted"}
    assert first["hops"][-1]["to"] == {"entry": "E-CRAB"}


def test_the_first_path_is_that_of_the_finding(told: Any, capsys: pytest.CaptureFixture[str]) -> None:
    best = document(told, CRAB, "E-MEAT")["paths"][0]
    run(["trace", CRAB, "--entry", "E-MEAT", "--json"])
    [entry] = json.loads(capsys.readouterr().out)["entries"]
    finding = next(finding for finding in entry["findings"] if finding["rule"] == best["rule"])
    assert best["hops"] == finding["path"]["hops"]


def test_all_are_streamed_and_counted(told: Any) -> None:
    code, out, err = told(CRAB, "E-MEAT", "--basis", "unexcluded", "--all")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert err.endswith("note: all paths: 7\n")
    assert len({json.dumps(line) for line in lines}) == 7
    whole = document(told, CRAB, "E-MEAT", "--basis", "unexcluded", "--all")
    assert whole["paths"] == lines
    assert (whole["total"], whole["shown"]) == ({"paths": 7, "exact": True}, 7)
    best = document(told, CRAB, "E-MEAT", "--basis", "unexcluded", "-k", "100")["paths"]
    assert best == lines
    assert [path["basis"] for path in best] == ["asserted"] + ["unexcluded"] * 6


def test_a_rebutted_entry_says_so(told: Any) -> None:
    code, out, _ = told(EMBROIDERY, "E-LOT31")
    assert code == 0
    assert out == "E-LOT31: no path; the entry is rebutted: what would reach it was disproved.\n"
    found = document(told, EMBROIDERY, "E-LOT31")
    assert (found["basis"], found["total"], found["paths"]) == (None, {"paths": 0, "exact": True}, [])


def test_a_basis_that_nothing_has_says_which_has(told: Any) -> None:
    _, out, _ = told(CRAB, "E-CRAB", "--basis", "assumed")
    assert " ".join(out.split()).endswith("There is one at unexcluded: ask --basis unexcluded.")


def test_folds_stand_for_every_path(told: Any) -> None:
    _, out, _ = told(CRAB, "E-MEAT", "--basis", "unexcluded", "--folded")
    assert out.splitlines()[0] == "E-MEAT: 7 paths at unexcluded or stronger; 7 of them, folded into 4"
    assert out.count(" · 2 paths") == 3


@pytest.mark.parametrize("options", [("-k", "2", "--all"), ("--folded", "--json"), ("--folded", "--all"), ("-k", "0")])
def test_options_that_exclude_each_other(told: Any, options: tuple[str, ...]) -> None:
    assert told(CRAB, "E-MEAT", *options)[0] == 2


def test_a_rule_that_no_pack_has(told: Any) -> None:
    code, _, err = told(CRAB, "E-MEAT", "--rule", "US-CAATSA-321")
    assert code == 2
    assert "Did you mean US-CAATSA-321B?" in err
