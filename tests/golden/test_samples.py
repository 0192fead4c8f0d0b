"""Every sample graph, traced as a user traces it, gives the answers in its `expected.json`."""

import json
from pathlib import Path
from typing import Any

import pytest

from clew import formats, rules
from clew.engine import reference
from clew.model.policy import Policy
from clew.trace.run import Request, run
from tests.engines.test_cases import plain

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(path.parent for path in (ROOT / "sample_graphs").glob("*/expected.json"))
STORIES = 9
REAL_LIFE = "kitchenware"
WITHOUT_ENTRIES = "supplier-relationships"


def expected(sample: Path) -> dict[str, Any]:
    document = json.loads((sample / "expected.json").read_text(encoding="utf-8"))
    assert document["story"]
    entries: dict[str, Any] = document["entries"]
    return entries


def shown(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry of a result in the form of `expected.json`."""
    chain = entry["chain"]
    assert chain["complete"]
    return {
        "verdict": entry["verdict"],
        "findings": {one["rule"]: one["basis"] for one in entry["findings"] if one["in_force"]},
        "not_in_force": {one["rule"]: one["basis"] for one in entry["findings"] if not one["in_force"]},
        "frontier": sorted({f"{stock['holder']}/{stock['item']}" for stock in chain["frontier"]}),
        "unscreened": sorted({f"{stock['holder']}/{stock['item']}" for stock in chain["unscreened"]}),
        "labor_unrecorded": chain["labor_unrecorded"],
    }


def test_there_are_all_stories() -> None:
    assert len(SAMPLES) >= STORIES


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_trace_gives_what_the_story_says(sample: Path) -> None:
    result = run(Request([str(sample)], chain="full")).result()
    assert expected(sample) == {entry["entry"]: shown(entry) for entry in result["entries"]}


@pytest.mark.parametrize(
    "sample",
    [path for path in SAMPLES if path.name not in (REAL_LIFE, WITHOUT_ENTRIES)],
    ids=lambda path: path.name,
)
def test_reference_gives_what_the_story_says(sample: Path) -> None:
    graph = formats.to_graph(formats.load([str(sample)]).con)
    answers = reference.answer(graph, rules.load_packs(), Policy())
    assert expected(sample) == {answer.entry: plain(answer) for answer in answers}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_readme_names_every_verdict_of_the_sample(sample: Path) -> None:
    text = (sample / "README.md").read_text(encoding="utf-8")
    assert f"clew trace sample_graphs/{sample.name}" in text
    words = {entry["verdict"].replace("_", " ") for entry in expected(sample).values()}
    assert {word for word in words if word not in text} == set()
