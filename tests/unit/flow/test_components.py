"""Connected components, and the table of requirements."""

import random

import networkx as nx
import numpy as np
import pytest

from clew.flow.components import Forest, labels
from clew.model.requirements import needed_parts, requirements


@pytest.mark.parametrize("seed", range(20))
def test_labels_and_forest_agree_with_networkx(seed: int) -> None:
    rng = random.Random(seed)
    count = rng.randint(1, 60)
    ties = [(rng.randrange(count), rng.randrange(count)) for _ in range(rng.randint(0, 60))]
    graph = nx.Graph(ties)
    graph.add_nodes_from(range(count))
    expected = {member: min(part) for part in nx.connected_components(graph) for member in part}
    a, b = (np.array(column, dtype=np.int32) for column in (zip(*ties, strict=True) if ties else ([], [])))
    assert labels(count, a, b).tolist() == [expected[member] for member in range(count)]
    forest = Forest(range(count))
    for one, other in ties:
        forest.tie(one, other)
    assert forest.roots() == expected


def test_a_long_chain() -> None:
    count = 100_000
    order = np.random.default_rng(1).permutation(count).astype(np.int32)
    assert (labels(count, order[:-1], order[1:]) == 0).all()


def test_a_shipment_needs_trade_and_transport() -> None:
    assert needed_parts("shipment") == {"trade", "transport"}


def test_every_kind_of_claim_can_be_documented() -> None:
    kinds = {row.claim_kind for row in requirements()}
    assert kinds == {
        "shipment", "entry", "process", "component", "workforce", "operation", "ownership", "identity", "segregation",
    }  # fmt: skip
    assert all(needed_parts(kind) for kind in kinds)
    assert all(kind == kind.casefold() for row in requirements() for kind in row.document_kinds)
