"""Compare the array engine with the reference on many random graphs.

``python -m tests.engines.compare --graphs 5000 --seed 1`` prints the first difference and exits with 1, or the
number of graphs, entries and findings on which both agree. The reference answers each graph alone; the arrays
answer twenty as one, whose store costs what one does, and the first of them alone too.
"""

import random
import sys
from collections import Counter
from dataclasses import fields

from clew.model.answers import Answer, Chain
from clew.model.graph import Graph
from clew.model.policy import Policy
from tests.engines.engines import arrays, naive
from tests.graphs import TEST_PACKS, random_graph
from tests.seeds import try_seeds
from tests.together import apart, packs_for, together

COMPARED = [field.name for field in fields(Answer) if field.compare]
TOGETHER = 20
"""Random graphs that one store holds."""

POLICIES = (Policy(), Policy(similar_from=None), Policy(issuers=1, kinds=1))


def differences(ours: list[Answer], theirs: list[Answer]) -> list[str]:
    """Return what differs between two lists of answers, in words."""
    found = []
    if [answer.entry for answer in ours] != [answer.entry for answer in theirs]:
        return [f"entries: {[a.entry for a in ours]} != {[a.entry for a in theirs]}"]
    for one, other in zip(ours, theirs, strict=True):
        for name in COMPARED:
            a, b = getattr(one, name), getattr(other, name)
            if a != b:
                found.append(f"{one.entry}.{name}:\n  arrays    {_only(a, b)}\n  reference {_only(b, a)}")
    return found


def _only(ours: object, theirs: object) -> object:
    if isinstance(ours, Chain) and isinstance(theirs, Chain):
        return {f.name: _only(getattr(ours, f.name), getattr(theirs, f.name)) for f in fields(Chain)}
    if isinstance(ours, tuple) and isinstance(theirs, tuple):
        return [thing for thing in ours if thing not in theirs] or "the same, in another order or number"
    return ours


def compare(graph: Graph, policy: Policy = POLICIES[0]) -> tuple[list[str], list[Answer]]:
    """Return the differences of the two engines on a graph, and the answers of the reference."""
    theirs = naive(graph, TEST_PACKS, policy)
    return differences(arrays(graph, TEST_PACKS, policy), theirs), theirs


def seeded(first: int) -> list[Graph]:
    """Random graphs of consecutive seeds, told apart."""
    return apart(random_graph(random.Random(seed)) for seed in range(first, first + TOGETHER))


def compare_together(graphs: list[Graph], policy: Policy = POLICIES[0]) -> tuple[list[str], list[Answer]]:
    """Return what the arrays say otherwise of graphs as one than the reference of each alone, and what it says."""
    packs = packs_for(len(graphs))
    alone = [answer for graph in graphs for answer in naive(graph, packs, policy)]
    theirs = sorted(alone, key=lambda answer: answer.entry)
    return differences(arrays(together(graphs), packs, policy), theirs), theirs


def check(seed: int, seen: Counter[str]) -> list[str]:
    """Compare the engines on the graphs from a seed on."""
    number = seed // TOGETHER % len(POLICIES)
    policy = POLICIES[number]
    found, answers = compare_together(seeded(seed), policy)
    found += compare(random_graph(random.Random(seed)), policy)[0]
    seen["entries"] += len(answers)
    seen.update(answer.verdict for answer in answers)
    seen.update(
        "finding " + (finding.basis.word if finding.basis else "rebutted")
        for answer in answers
        for finding in answer.findings
    )
    return [f"policy {number}: {each}" for each in found]


if __name__ == "__main__":
    sys.exit(try_seeds(__doc__, 5000, check, TOGETHER))
