"""What the reference derives from the records around some holders is what it derives of them from all records."""

import random

from clew.engine.reference.answers import Oracle
from clew.engine.reference.around import Surroundings
from clew.model.answers import Stock
from clew.model.graph import Graph
from clew.model.policy import Policy
from tests.graphs import TEST_PACKS, random_graph

POLICIES = (Policy(), Policy(similar_from=None), Policy(issuers=1, kinds=1))


def at(oracle: Oracle, holders: set[str], entry: str | None) -> list[object]:
    """Hops into, and sources on, stocks of some holders and an entry, in both worlds."""

    def mine(node: object) -> bool:
        return node == entry or (isinstance(node, Stock) and node.holder in holders)

    found: list[object] = []
    for scene in (oracle.real, oracle.both):
        found += [edge for edge in scene.edges if mine(edge.head)]
        found += [taint for taint in scene.taints if mine(taint.node)]
    return found


def test_one_holder_alone() -> None:
    kept = 0
    for seed in range(60):
        rng = random.Random(seed)
        graph = random_graph(rng)
        policy = POLICIES[seed % len(POLICIES)]
        whole, surroundings = Oracle(graph, TEST_PACKS, policy), Surroundings(graph)
        for holder in rng.sample(sorted(whole.world.holders), 2):
            part = surroundings.around({holder})
            near = Oracle(part, TEST_PACKS, policy, surroundings.groups)
            assert at(near, {holder}, None) == at(whole, {holder}, None), (seed, holder)
            kept += records(part) < records(graph)
    assert kept > 30


def test_chains_of_entries() -> None:
    for seed in range(40):
        graph = random_graph(random.Random(seed))
        policy = POLICIES[seed % len(POLICIES)]
        whole, surroundings = Oracle(graph, TEST_PACKS, policy), Surroundings(graph)
        for entry in graph.entries:
            holders = upstream(whole, entry.id)
            near = Oracle(surroundings.around(holders), TEST_PACKS, policy, surroundings.groups)
            assert at(near, holders, entry.id) == at(whole, holders, entry.id), (seed, entry.id)
            assert near.answer(entry) == whole.answer(entry), (seed, entry.id)


def upstream(oracle: Oracle, entry: str) -> set[str]:
    found: set[object] = {entry}
    while True:
        more = {edge.tail for edge in oracle.both.edges if edge.head in found} - found
        if not more:
            return {node.holder for node in found if isinstance(node, Stock)}
        found |= more


def records(graph: Graph) -> int:
    return sum(len(getattr(graph, table)) for table in Graph.model_fields)
