"""Certificates of graphs in memory, and their verification, for tests."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from clew import formats
from clew.engine import answering
from clew.engine.reference.verify import Terms, verify
from clew.model.graph import Graph
from clew.model.policy import Policy
from clew.rules.pack import Pack
from clew.trace.certificate import certificate
from clew.trace.certify_terms import terms
from clew.trace.derive import derive
from clew.trace.dress import Dresser
from clew.trace.facts import look_up
from clew.trace.run import Trace
from tests.graphs import TEST_PACKS


def certificates(
    graph: Graph, policy: Policy | None = None, as_of: int | None = None, packs: Sequence[Pack] = TEST_PACKS
) -> Iterator[tuple[dict[str, Any], Terms]]:
    """Yield the certificate of every entry, as read from its file, and the terms to verify it by."""
    policy = policy or Policy()
    loaded = formats.load_graph(graph)
    try:
        derive(loaded.con, packs, policy)
        days = None if as_of is None else (as_of, as_of)
        answers = answering.answer(loaded.con, complete=True, as_of=days)
        stated = json.loads(json.dumps(terms(loaded, packs, policy, as_of)))
        for answer in answers:
            dresser = Dresser.of(look_up(loaded.con, [answer]), packs, virtual=False)
            trace = Trace(loaded, (answer,), dresser, {}, tuple(packs))
            made = json.loads(json.dumps(certificate(trace, policy, as_of)))
            yield made, Terms(stated, graph, packs, policy)
    finally:
        loaded.con.close()


def holds(made: dict[str, Any], by: Terms, **other: Any) -> list[str]:
    """Return what holds; raises at the first statement that does not."""
    return list(verify(made, replace(by, **other)))
