"""What must hold on every graph: rows have no order, every record adds, support never weakens."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.engine import reference
from clew.engine.reference import Oracle
from clew.engine.reference.claims import KINDS, claims_of
from clew.model.graph import Graph
from clew.model.policy import Policy
from clew.model.records import Evidence
from tests.engines.compare import TOGETHER, compare, compare_together, differences, seeded
from tests.engines.engines import ENGINES
from tests.graphs import TEST_PACKS, graphs, random_graph, shuffled, without_evidence
from tests.together import packs_for, together

SEEDS = range(120)
ADDING = [table for table in KINDS if table not in {"operations", "entries"}] + ["matches"]


@pytest.mark.parametrize("first", range(0, 240, TOGETHER))
def test_arrays_equal_the_reference_on_seeded_graphs(first: int) -> None:
    """The arrays answer graphs that are one as the reference answers each alone."""
    found, answers = compare_together(seeded(first))
    assert found == []
    assert len(answers) >= TOGETHER


@settings(max_examples=30)
@given(graphs())
def test_arrays_equal_the_reference(graph: Graph) -> None:
    assert compare(graph)[0] == []


@settings(max_examples=30)
@given(graph=graphs(), seed=st.integers(0, 2**16))
def test_row_order_never_matters_to_the_reference(graph: Graph, seed: int) -> None:
    moved = shuffled(graph, random.Random(seed))
    assert differences(reference.answer(graph, TEST_PACKS), reference.answer(moved, TEST_PACKS)) == []


@pytest.mark.parametrize("first", range(300, 360, TOGETHER))
def test_row_order_never_matters_to_the_arrays(first: int) -> None:
    graph, packs = together(seeded(first)), packs_for(TOGETHER)
    moved = shuffled(graph, random.Random(first))
    assert moved != graph
    assert differences(*(ENGINES["arrays"](each, packs, Policy()) for each in (graph, moved))) == []


def reached(graph: Graph) -> dict[str, set[tuple[str, bool]]]:
    """The findings of every entry that are not rebutted."""
    return {
        answer.entry: {(finding.rule, finding.in_force) for finding in answer.findings if finding.basis}
        for answer in reference.answer(graph, TEST_PACKS)
    }


def lessened(graph: Graph, rng: random.Random) -> Graph | None:
    """The graph without one record that adds; None where it has none."""
    named = {workforce.process for workforce in graph.workforces}
    rows = [
        (table, row)
        for table in ADDING
        for row in getattr(graph, table)
        if getattr(row, "decision", None) not in {"different", "rejected"} and getattr(row, "id", None) not in named
    ]
    if not rows:
        return None
    table, row = rng.choice(rows)
    return graph.model_copy(update={table: tuple(other for other in getattr(graph, table) if other is not row)})


@pytest.mark.parametrize("seed", SEEDS)
def test_without_evidence_every_record_adds(seed: int) -> None:
    rng = random.Random(seed)
    graph = without_evidence(random_graph(rng))
    less = lessened(graph, rng)
    if less is None:
        return
    before, after = reached(less), reached(graph)
    assert {entry: rules - after[entry] for entry, rules in before.items() if rules - after[entry]} == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_supporting_evidence_never_weakens_the_claim(seed: int) -> None:
    rng = random.Random(seed)
    graph = random_graph(rng)
    claims = sorted(claims_of(graph))
    if not graph.documents or not claims:
        return
    more = Evidence(document=rng.choice(graph.documents).id, claim=rng.choice(claims), stance="supports")
    before = Oracle(graph, TEST_PACKS).statuses[more.claim]
    after = Oracle(graph.model_copy(update={"evidence": (*graph.evidence, more)}), TEST_PACKS).statuses[more.claim]
    assert after.basis >= before.basis
    assert after.proven >= before.proven
    assert after.rebutted <= before.rebutted


def test_the_seeds_hold_every_kind_of_answer() -> None:
    verdicts = {
        answer.verdict for seed in SEEDS for answer in reference.answer(random_graph(random.Random(seed)), TEST_PACKS)
    }
    assert {"reached", "signal", "unresolved"} <= verdicts
