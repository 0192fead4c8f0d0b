"""Plans carried out: the answers as records, traced anew by the reference, make the verdict that was promised."""

import random
from collections import Counter
from pathlib import Path

import pytest

from clew.engine import reference
from clew.formats import load, to_graph
from clew.model.basis import Basis
from clew.rules import load_packs
from clew.trace.plan.plan import find_plan
from clew.trace.run import Request
from tests.graphs import random_graph
from tests.unit.plan.carried import hoped_graph
from tests.unit.plan.many import broken_promises

SAMPLES = Path(__file__).parents[3] / "sample_graphs"


@pytest.mark.parametrize(("seed", "level"), [(5, Basis.ASSUMED), (2, Basis.UNEXCLUDED)])
def test_random_graphs_change_as_promised(seed: int, level: Basis) -> None:
    seen: Counter[str] = Counter()
    assert broken_promises(random_graph(random.Random(seed)), level, seen, most=1) == []
    assert seen["plans"] > 0


@pytest.mark.parametrize(
    ("sample", "entry", "kind", "before", "after"),
    [
        ("bicycle", "E-BALANCE", "proof", "signal", "unproven"),
    ],
)
def test_samples_change_as_promised(sample: str, entry: str, kind: str, before: str, after: str) -> None:
    request = Request(graphs=(str(SAMPLES / sample),))
    packs = load_packs()
    plan = find_plan(request, entry)
    assert [each.kind for each in plan.requests] == [kind]
    graph = to_graph(load(request.graphs).con)
    assert {answer.entry: answer.verdict for answer in reference.answer(graph, packs)}[entry] == before
    answers = {each.entry: each for each in reference.answer(hoped_graph(plan, request, chain=True), packs)}
    assert (plan.verdict, answers[entry].verdict) == (after, after)
    assert all((finding.basis or 0) < Basis.ASSUMED for finding in answers[entry].findings if finding.in_force)
