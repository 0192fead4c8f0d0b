"""Certificates hold for the records that they are of, and for no others; nothing in them can be changed."""

import random
from pathlib import Path

import pytest

from clew import formats, rules
from clew.engine.reference.verify import DoesNotHoldError
from clew.errors import ClewError
from clew.model.certificates import Certificate
from clew.model.graph import Graph
from clew.model.policy import Policy
from clew.model.records import Shipment, Workforce
from tests.engines.engines import naive
from tests.graphs import TEST_PACKS, random_graph
from tests.together import apart, packs_for, together
from tests.unit.certificate.make import certificates, holds
from tests.unit.certificate.mutate import mutations

ROOT = Path(__file__).parents[3]
CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/expected.json"))
SAMPLES = sorted(
    path.parent for path in (ROOT / "sample_graphs").glob("*/entries.csv") if path.parent.name != "kitchenware"
)
POLICIES = (Policy(), Policy(similar_from=None), Policy(issuers=1, kinds=1))


def test_every_certificate_of_random_graphs_holds() -> None:
    seen = set()
    for place, policy in enumerate(POLICIES):
        graphs = [random_graph(random.Random(seed)) for seed in range(2000 + place, 2015, len(POLICIES))]
        for made, by in certificates(together(apart(graphs)), policy, packs=packs_for(len(graphs))):
            told = holds(made, by)
            assert told[-1] == f"verdict of {made['entry']}: {made['verdict']}"
            seen.add(made["verdict"])
            seen |= {finding["status"] for finding in made["findings"]}
    assert {"reached", "unresolved", "not_reached", "rebutted", "assumed", "asserted"} <= seen


@pytest.mark.parametrize("folder", [*CASES, *SAMPLES], ids=lambda path: path.name)
def test_cases_and_samples(folder: Path) -> None:
    graph = formats.to_graph(formats.load([str(folder)]))
    told = [holds(made, by)[-1] for made, by in certificates(graph, packs=rules.load_packs())]
    assert len(told) == len(graph.entries) > 0


def test_a_changed_certificate_does_not_hold() -> None:
    changed = 0
    for seed in (3, 7, 11):
        rng = random.Random(seed)
        for made, by in certificates(random_graph(random.Random(seed)), POLICIES[seed % 3]):
            every = list(mutations(made))
            for what, other in rng.sample(every, min(12, len(every))):
                Certificate.model_validate(other)
                with pytest.raises(DoesNotHoldError):
                    holds(other, by)
                    pytest.fail(f"seed {seed}, {made['entry']}: nobody noticed {what}")
                changed += 1
    assert changed > 40


def test_a_wrong_digest_is_noticed() -> None:
    made, by = next(certificates(random_graph(random.Random(1))))
    with pytest.raises(DoesNotHoldError, match="digest"):
        holds({**made, "digest": "0" * 64}, by)


def test_a_record_that_opens_a_path_is_noticed() -> None:
    """Also where the hash of the records is not looked at: the closed set is not closed any more."""
    opened = 0
    for first in range(300, 312, 4):
        graph = together(apart(random_graph(random.Random(seed)) for seed in range(first, first + 4)))
        for made, by in certificates(graph, packs=packs_for(4)):
            stock, outsider = made["closed"][0], _outsider(graph, made)
            if outsider is None:
                continue
            item = () if stock["item"] == "*" else (stock["item"],)
            more = Shipment(id="z-new", consignor=outsider, consignee=stock["holder"], item=item)
            changed = graph.model_copy(update={"shipments": (*graph.shipments, more)})
            with pytest.raises(DoesNotHoldError):
                holds(made, by, graph=changed)
            opened += 1
    assert opened > 3


def test_a_workforce_that_changes_the_answer_is_noticed() -> None:
    noticed = 0
    for seed in range(400, 408):
        graph = random_graph(random.Random(seed))
        before = {answer.entry: answer for answer in naive(graph, TEST_PACKS, Policy())}
        for made, by in certificates(graph):
            work = Workforce(id="z-new", at=made["closed"][0]["holder"], nationality="KP", task="sewing")
            changed = graph.model_copy(update={"workforces": (*graph.workforces, work)})
            after = {answer.entry: answer for answer in naive(changed, TEST_PACKS, Policy())}
            if after[made["entry"]] != before[made["entry"]]:
                with pytest.raises(DoesNotHoldError):
                    holds(made, by, graph=changed)
                noticed += 1
    assert noticed > 3


def _outsider(graph: Graph, made: dict) -> str | None:
    """A party that is nowhere in the closed set, if there is one."""
    named = {stock["holder"] for stock in made["closed"]}
    return next((party.id for party in graph.parties if party.id not in named), None)


def test_more_than_can_be_certified_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.trace.certify_upstream.MOST", 0)
    with pytest.raises(ClewError, match="too many to certify"):
        next(certificates(random_graph(random.Random(1))))
