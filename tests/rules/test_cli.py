"""``clew rules``: list, show, check."""

import json
import shutil
from pathlib import Path

import pytest

from clew.cli import run
from clew.rules import BUILT_IN
from clew.rules.load import FOLDER


def test_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "list"]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in BUILT_IN)
    assert "superseded by the 2024 edition" in out
    assert "US-DPRK-ORIGIN     sanction" in out


def test_list_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "list", "--json"]) == 0
    packs = json.loads(capsys.readouterr().out)["packs"]
    assert [pack["pack"] for pack in packs] == list(BUILT_IN)
    assert all(len(pack["sha256"]) == 64 and pack["edition"] for pack in packs)


def test_show_a_pack(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "show", "us-cbp-orders"]) == 0
    out = capsys.readouterr().out
    assert "19 CFR 12.42(f)" in out
    assert "… and 60 more (--all)" in out
    assert run(["rules", "show", "us-cbp-orders", "--all"]) == 0
    assert "cbp-wro-067; Casual Wear Apparel L.L.C." in capsys.readouterr().out


def test_show_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "show", "US-UFLPA-REGION", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [rule["code"] for rule in shown["rules"]] == ["US-UFLPA-REGION"]
    assert [(one["id"], one["begins"], one["ends"]) for one in shown["listings"]] == [
        ("uflpa-region-xinjiang", "2022-06-21", None)
    ]


@pytest.mark.parametrize(("what", "hint"), [("US-NOTHING", "US-1307-LABOR"), ("nothing", "us-uflpa")])
def test_show_what_is_not_there(what: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "show", what]) == 2
    captured = capsys.readouterr()
    assert f"'{what}'" in captured.err
    assert hint in captured.err
    assert captured.out == ""


def test_check_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "check"]) == 0
    assert capsys.readouterr().out.count(": holds") == len(BUILT_IN)


def test_check_tells_every_problem_of_every_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("us-uflpa", "us-1307"):
        for path in FOLDER.glob(f"{name}.*"):
            shutil.copy(path, tmp_path)
    (tmp_path / "us-uflpa.csv").write_text("id,name\n", encoding="utf-8")
    (tmp_path / "us-1307.cases.yaml").write_text("must_find: [{condition: free}]\n", encoding="utf-8")
    assert run(["rules", "check", str(tmp_path / "us-uflpa.yaml"), str(tmp_path / "us-1307.yaml")]) == 2
    captured = capsys.readouterr()
    assert "us-1307: 0 listings, 1 case: 2 problems" in captured.out
    for words in ("0 rows, but at least 145", "condition 'free': found nothing", "must_not_find: no case"):
        assert words in captured.err
