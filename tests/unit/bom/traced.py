"""Bills of graphs in memory, traced; and the same products entered by records of their own."""

from typing import Any

from clew import formats
from clew.formats.bill_store import BillsBeside
from clew.model.graph import Graph
from clew.model.policy import Policy
from clew.model.records import Entry, Party
from clew.rules.pack import Pack
from clew.trace.bom import trace_bills
from clew.trace.bom_result import BomTrace
from clew.trace.run import Request
from tests.graphs import TEST_PACKS

DAY = "2023-06-15"


def traced(graph: Graph, packs: tuple[Pack, ...] = TEST_PACKS, **asked: Any) -> BomTrace:
    """The bills of a graph, each product entered on `DAY` unless said otherwise."""
    request = Request((), policy=Policy(), chain="full", **{"as_of": DAY, **asked})
    return trace_bills(formats.load_graph(graph), BillsBeside(()), packs, request)


def entered(graph: Graph, trace: BomTrace) -> Graph:
    """The graph with an entry record for every product that a trace of its bills asks for."""
    items = dict(trace.loaded.con.execute("SELECT item, id FROM item").fetchall())
    holders = trace.words.holder
    assert trace.explosion is not None
    asked = trace.explosion.entered.questions
    entries = tuple(
        Entry(
            id=trace.answers[question.claim].entry,
            consignor=holders[question.holder],
            date=DAY,
            item=tuple(items[item] for item in question.items),
        )
        for question in asked
    )
    makers = tuple(
        Party(id=holders[question.holder], name=holders[question.holder]) for question in asked if question.virtual
    )
    return graph.model_copy(update={"entries": (*graph.entries, *entries), "parties": (*graph.parties, *makers)})
