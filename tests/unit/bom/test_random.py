"""The verdict of a product is that of the trace with an entry record added, by the naive reference."""

import random
from collections import Counter
from functools import cache

import pytest

from clew.cli.bom import _lines
from clew.cli.jsonout import compact
from clew.engine import reference
from clew.model.answers import Answer
from clew.model.graph import Graph
from clew.model.records import Component, Product
from clew.trace.bom_result import BomTrace
from tests.graphs import TEST_PACKS, random_graph
from tests.unit.bom.traced import entered, traced

SEEDS = (1, 2, 6, 8, 11, 12, 13)


def with_kit(graph: Graph, rng: random.Random) -> Graph:
    """The graph with a bill of a product that nobody sends or makes, of up to three others."""
    parts = rng.sample(graph.products, min(3, len(graph.products)))
    lines = (Component(id=f"kit-{number}", product="kit", component=part.id) for number, part in enumerate(parts))
    return graph.model_copy(
        update={"products": (*graph.products, Product(id="kit", name="Kit")), "bom": (*graph.bom, *lines)}
    )


@cache
def drawn(seed: int) -> tuple[Graph, BomTrace]:
    rng = random.Random(seed)
    graph = random_graph(rng)
    graph = with_kit(graph, rng) if seed % 2 or not graph.bom else graph
    return graph, traced(graph)


def plain(answer: Answer) -> tuple[object, ...]:
    findings = [(finding.rule, finding.in_force, finding.basis) for finding in answer.findings]
    return answer.verdict, findings, answer.chain, answer.behind


@pytest.mark.parametrize("seed", SEEDS)
def test_a_product_is_answered_as_if_an_entry_were_on_record(seed: int) -> None:
    graph, trace = drawn(seed)
    theirs = {answer.entry: plain(answer) for answer in reference.answer(entered(graph, trace), TEST_PACKS)}
    for answer in trace.answers.values():
        if answer.entry in theirs:
            assert plain(answer) == theirs.pop(answer.entry)
    assert set(theirs) == {entry.id for entry in graph.entries}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_reaches_a_component_reaches_the_product_by_its_line(seed: int) -> None:
    _, trace = drawn(seed)
    hops = trace.loaded.con.execute("SELECT holder, item, component, claim, basis FROM real.bill_hop").fetchall()
    bases = {(holder, item, component, claim): basis for holder, item, component, claim, basis in hops}
    for question in trace.products:
        answer = trace.answers[question.claim]
        found = {(finding.rule, finding.in_force): finding.basis or 0 for finding in answer.findings}
        for place in trace.beneath(question):
            lines = [
                bases[key]
                for item in question.items
                if (key := (question.holder, item, place.component, place.claim)) in bases
            ]
            if place.level == 1 and place.holder == question.holder and lines:
                for finding in trace.answer_of(place.holder, place.component).findings:
                    rule = finding.rule, finding.in_force
                    assert found.get(rule, 0) >= min(max(lines), finding.basis or 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_line_of_json_is_the_product_with_its_component_lines(seed: int) -> None:
    _, trace = drawn(seed)
    assert [line for _, line in _lines(trace)] == list(map(compact, trace.elements()))


def test_the_seeds_hold_what_they_should() -> None:
    seen: Counter[str] = Counter()
    for seed in SEEDS:
        _, trace = drawn(seed)
        seen.update(trace.answers[question.claim].verdict for question in trace.products)
        seen.update("virtual" for question in trace.products if question.virtual)
        seen.update(f"level {place.level}" for question in trace.products for place in trace.beneath(question))
    assert min(seen[word] for word in ("reached", "unresolved", "virtual", "level 1", "level 2")) > 2
