"""The cases beside each pack hold; those that do not are told."""

import shutil
from pathlib import Path

import pytest

from clew.errors import ClewError
from clew.rules import BUILT_IN
from clew.rules.check import check_pack
from clew.rules.load import FOLDER


@pytest.mark.parametrize("name", BUILT_IN)
def test_built_in_packs_hold(name: str) -> None:
    checked = check_pack(FOLDER / f"{name}.yaml")
    assert checked.problems == ()
    assert checked.cases >= 5


def problems(folder: Path, cases: str | None) -> tuple[str, ...]:
    """What is told of the UFLPA pack with these cases."""
    for suffix in ("yaml", "csv"):
        shutil.copy(FOLDER / f"us-uflpa.{suffix}", folder)
    if cases is not None:
        (folder / "us-uflpa.cases.yaml").write_text(cases, encoding="utf-8")
    return check_pack(folder / "us-uflpa.yaml").problems


GOOD = "must_find: [{country: CN, region: XUAR}]\nmust_not_find: [{country: CN}]\n"


def test_a_pack_without_cases(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, None)
    assert "no cases: us-uflpa.cases.yaml is missing" in problem


def test_good_cases(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == ()


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("{country: CN, region: Liaoning}", "must_find 1: country 'CN', region 'Liaoning': found nothing, not assumed"),
        ("{holder: Bingtuan, on: 2022-06-20}", "found nothing"),
        ("{holder: Bingtuan, rule: US-UFLPA-REGION}", "found nothing"),
        ("{holder: Bingtuan, basis: asserted}", "(assumed), not asserted"),
        ("{holder: Bingtuan, basis: unexcluded}", "(assumed), not unexcluded"),
        ("{holder: Bingtuan, rule: US-NOTHING}", "'US-NOTHING' is no rule of the pack"),
        ("{holder: Bingtuan, on: soon}", "no basis or no date"),
        ("{holder: Bingtuan, basis: likely}", "no basis or no date"),
        ("{party: Bingtuan}", "is not a mapping with keys of"),
    ],
)
def test_a_case_that_must_find_fails(tmp_path: Path, case: str, words: str) -> None:
    (problem,) = problems(tmp_path, GOOD.replace("{country: CN, region: XUAR}", case))
    assert words in problem


def test_a_case_that_must_not_find_fails(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, GOOD.replace("{country: CN}", "{holder: XPCC}"))
    assert "must_not_find 1: holder 'XPCC': found US-UFLPA-ENTITY" in problem
    assert "which must not be found at assumed" in problem


def test_both_kinds_of_cases_are_needed(tmp_path: Path) -> None:
    assert problems(tmp_path, "must_find: [{holder: XPCC}]\nmay_find: []\n") == (
        "us-uflpa.cases.yaml: may_find: unknown (known: must_find, must_not_find)",
        "us-uflpa.cases.yaml: must_not_find: no case",
    )


def test_cases_that_are_no_yaml(tmp_path: Path) -> None:
    with pytest.raises(ClewError, match="not YAML"):
        problems(tmp_path, "must_find: [")
