"""The shared cases, with answers derived by hand: every engine agrees with each of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from clew import formats, rules
from clew.model.answers import Answer, Chain
from clew.model.policy import Policy
from tests.engines.engines import ENGINES

CASES = sorted(path.parent for path in (Path(__file__).parents[1] / "cases").glob("*/expected.json"))
POLICY = Policy(similar_from=None)


def plain(answer: Answer) -> dict[str, Any]:
    """An answer in the form of the cases."""
    return {
        "verdict": answer.verdict,
        "findings": findings(answer, in_force=True),
        "not_in_force": findings(answer, in_force=False),
        **chain(answer.chain),
    }


def findings(answer: Answer, *, in_force: bool) -> dict[str, str]:
    return {
        finding.rule: finding.basis.word if finding.basis else "rebutted"
        for finding in answer.findings
        if finding.in_force == in_force
    }


def chain(found: Chain) -> dict[str, list[str]]:
    return {
        "frontier": sorted({f"{stock.holder}/{stock.item}" for stock, _ in found.frontier}),
        "unscreened": sorted({f"{stock.holder}/{stock.item}" for stock, _ in found.unscreened}),
        "labor_unrecorded": list(found.labor_unrecorded),
    }


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_engine_agrees_with_the_hand_derived_answer(case: Path, engine: str) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))["entries"]
    graph = formats.to_graph(formats.load([str(case)]).con)
    actual = {answer.entry: plain(answer) for answer in ENGINES[engine](graph, rules.load_packs(), POLICY)}
    assert expected == actual


def test_there_are_cases() -> None:
    assert len(CASES) >= 38
