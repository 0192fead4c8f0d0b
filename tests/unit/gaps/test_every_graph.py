"""What holds of the gaps of every graph: each inferred hop of a path is one, rows have no order, ids are on record."""

import random
from pathlib import Path
from typing import Any

import pytest

from clew import formats, rules
from clew.formats.loaded import Loaded
from clew.model.gap_results import GapsResult
from clew.model.graph import Graph
from clew.trace.crumbs import INFERRED
from clew.trace.gaps.finder import ORDER
from clew.trace.gaps.run import find_gaps
from clew.trace.run import Request
from tests.graphs import random_graph, shuffled
from tests.together import apart, packs_for, together

TOGETHER = 8


def several(first: int) -> Graph:
    """Random graphs of consecutive seeds as one, told apart."""
    return together(apart(random_graph(random.Random(seed)) for seed in range(first, first + TOGETHER)))


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch):
    """Asks for the gaps of a graph in memory: the result, and the trace."""
    monkeypatch.setattr(rules, "load_packs", lambda *_: packs_for(TOGETHER))

    def call(graph: Graph) -> tuple[dict[str, Any], Any]:
        loaded: Loaded = formats.load_graph(graph)
        monkeypatch.setattr(formats, "load", lambda *_, **__: loaded)
        found = find_gaps(Request(["graph"]))
        return found.result(), found.trace

    return call


def test_gaps_of_random_graphs(told: Any) -> None:
    graph = several(200)
    result, trace = told(graph)
    assert len(result["entries"]) >= TOGETHER
    GapsResult.model_validate(result)
    holders = {row.id for row in (*graph.parties, *graph.facilities)}
    for answer, entry in zip(trace.answers, result["entries"], strict=True):
        asked = {(gap["kind"], gap.get("holder"), gap.get("item")) for gap in entry["gaps"]}
        hops = [hop for finding in answer.findings for hop in finding.path if hop.kind in INFERRED and hop.target]
        assert {(hop.kind, hop.target.holder, hop.target.item) for hop in hops} - asked == set()
        asked_of = {row["hop"]["claim"] for row in entry["matrix"]}
        along = [hop for finding in answer.findings for hop in finding.path if hop.kind not in INFERRED]
        assert {hop.claim for hop in along if hop.claim} - asked_of == set()
        open_stocks = {(kind, stock.holder, stock.item) for stock, kind in answer.chain.frontier}
        assert open_stocks - asked == set()
        assert {("labor_unrecorded", holder, None) for holder in answer.chain.labor_unrecorded} - asked == set()
        assert {kind for kind, _, _ in asked} <= set(ORDER)
        assert {holder for gap in entry["gaps"] for holder in gap["of"]} <= holders
        rules_of = {finding.rule for finding in answer.findings}
        assert {rule for gap in entry["gaps"] for rule in gap["hangs_on_it"]} <= rules_of
        hanging = [len(gap["hangs_on_it"]) for gap in entry["gaps"]]
        assert hanging == sorted(hanging, reverse=True)


def test_row_order_never_matters(told: Any) -> None:
    graph, seed = several(220), 220
    assert told(graph)[0] == told(shuffled(graph, random.Random(seed)))[0]


def test_schema_of_the_samples_and_what_hangs(tmp_path: Path) -> None:
    sample = Path(__file__).parents[3] / "sample_graphs" / "bicycle"
    result = find_gaps(Request([str(sample)], chain="witness")).result()
    GapsResult.model_validate(result)
    assert {entry["complete"] for entry in result["entries"]} == {False}
    full = find_gaps(Request([str(sample)], chain="full")).result()
    for bare, whole in zip(result["entries"], full["entries"], strict=True):
        assert len(bare["gaps"]) <= len(whole["gaps"])
