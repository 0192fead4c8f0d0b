"""The random graphs of the tests are valid, varied, and the same for the same seed."""

import random
from collections import Counter

from hypothesis import HealthCheck, given, settings

from clew.model import records
from clew.model.dates import first_day, last_day
from clew.model.graph import Graph
from tests.graphs import graphs, random_graph, shuffled, without_evidence

NODES = ("parties", "facilities", "products", "lots", "documents")
CLAIMS = ("shipments", "entries", "processes", "bom", "workforces", "operations", "owners", "same_as", "segregations")
MANY = [random_graph(random.Random(seed)) for seed in range(400)]


def check_valid(graph: Graph) -> None:
    nodes = [row.id for table in NODES for row in getattr(graph, table)]
    claims = [row.id for table in CLAIMS for row in getattr(graph, table)]
    assert len(nodes) == len(set(nodes))
    assert len(claims) == len(set(claims))
    holders = {row.id for row in (*graph.parties, *graph.facilities)}
    items = {row.id for row in (*graph.products, *graph.lots)}
    operated = {row.id for row in graph.facilities if row.operator}
    documents = {row.id for row in graph.documents}
    assert {row.document for row in graph.evidence} <= documents
    assert {row.claim for row in graph.evidence} <= set(claims) | operated
    at = {row.id: row.at for row in graph.processes}
    for shipment in graph.shipments:
        assert {shipment.consignor, shipment.consignee} <= holders
        assert set(shipment.item) <= items
    for process in graph.processes:
        assert set(process.inputs) | set(process.outputs) <= items
        assert process.outputs
        assert process.kind != "extraction" or not process.inputs
    for workforce in graph.workforces:
        assert workforce.process is None or at[workforce.process] == workforce.at
    for segregation in graph.segregations:
        assert segregation.input is None or segregation.input != segregation.output
    for table in ("shipments", "processes", "workforces", "operations", "owners"):
        for row in getattr(graph, table):
            assert first_day(row.start) <= last_day(row.end)
            assert set(row.evidence) <= documents


def test_random_graphs_are_valid() -> None:
    for graph in MANY:
        check_valid(graph)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(graphs())
def test_drawn_graphs_are_valid(graph: Graph) -> None:
    check_valid(graph)


def test_every_column_is_filled_and_blank_at_times() -> None:
    filled: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    for graph in MANY:
        for table in Graph.model_fields:
            for row in getattr(graph, table):
                rows[table] += 1
                filled.update(f"{table}.{column}" for column, value in row if value not in (None, ()))
    assert set(rows) == set(Graph.model_fields)
    descriptive = {
        "custody", "latitude", "longitude", "title", "issued", "language", "translated", "redacted", "file", "sha256",
        "quantity", "unit", "value_usd", "headcount", "note",
    }  # fmt: skip
    for table in Graph.model_fields:
        record = getattr(MANY[0].__class__, "model_fields")[table].annotation.__args__[0]  # noqa: B009
        assert issubclass(record, records.Record)
        for column, field in record.model_fields.items():
            count = filled[f"{table}.{column}"]
            assert column in descriptive or count > 0, f"{table}.{column} is never filled"
            assert field.is_required() or count < rows[table], f"{table}.{column} is never blank"


def test_a_seed_gives_one_graph_and_shuffling_keeps_the_records() -> None:
    graph = random_graph(random.Random(7))
    assert graph == random_graph(random.Random(7))
    other = shuffled(graph, random.Random(1))
    for table in Graph.model_fields:
        assert Counter(map(repr, getattr(graph, table))) == Counter(map(repr, getattr(other, table)))


def test_without_evidence_nothing_is_cited() -> None:
    for graph in map(without_evidence, MANY[:50]):
        assert not graph.documents
        assert not graph.evidence
        assert not any(getattr(row, "evidence", ()) for table in Graph.model_fields for row in getattr(graph, table))
