"""`clew push GRAPH ADDRESS`, and the address as a GRAPH: what goes in comes out, byte for byte."""

import json

import pytest

from clew.formats import load, load_graph, to_graph
from clew.push import push_graph
from tests.database.conftest import SAMPLES, bare, everything, sorted_records

TABLED = [sample for sample in SAMPLES if (sample / "products.csv").exists()]
GROUPS = {"together": TABLED, **{sample.name: [sample] for sample in SAMPLES if sample not in TABLED}}
"""Samples that can be one graph are pushed in one round; one without products names goods freely."""


@pytest.mark.parametrize("samples", GROUPS.values(), ids=GROUPS)
def test_samples_come_back_byte_for_byte(samples, clew, address):
    graphs = [f"{sample.name}={sample}" for sample in samples]
    pushed = clew("push", *graphs, address, "--json")
    assert pushed.code == 0, pushed.err
    done = json.loads(pushed.out)
    assert done["graph"]["sha256"] == done["database"]["sha256"]
    assert done["added"] == sum(done["graph"]["records"].values())
    again = clew("trace", address, "--json")
    assert again.code == 0, again.err
    assert bare(again.out) == bare(clew("trace", *graphs, "--json").out)
    assert {entry["entry"].split(":")[0] for entry in json.loads(again.out)["entries"]} == {
        sample.name for sample in samples
    }


def test_a_sample_comes_back_under_its_own_ids(clew, address):
    sample = SAMPLES[0]
    assert clew("push", sample, address).code == 0
    assert bare(clew("trace", address, "--json").out) == bare(clew("trace", sample, "--json").out)


def test_the_same_push_twice_changes_nothing(clew, address, query):
    sample = SAMPLES[0]
    assert clew("push", sample, address).code == 0
    before = everything(query)
    again = clew("push", sample, address, "--json")
    assert json.loads(again.out)["added"] == 0
    assert everything(query) == before
    assert len(before) > 100


def test_an_edited_graph_changes_only_what_differs(address, tmp_path, query):
    graph = load([str(SAMPLES[0])])
    push_graph(graph, address)
    document = to_graph(graph)
    first = document.shipments[0]
    other = document.model_copy(
        update={"shipments": (first.model_copy(update={"quantity": 77, "item": ()}), *document.shipments[1:])}
    )
    done = push_graph(load_graph(other), address)
    assert (done.added, done.changed, done.kept) == (0, 1, 0)
    assert done.sha256 == done.database_sha256
    assert query("MATCH (s:Shipment {id: $id}) RETURN s.quantity, s.item", id=first.id) == [[77, None]]
    assert query("MATCH (:Shipment {id: $id})-[r:ITEM]->() RETURN count(r)", id=first.id) == [[0]]
    assert query("MATCH ()-[r:SUPPLIES {claim: $id}]->() RETURN count(r), r.item", id=first.id) == [[1, None]]
    assert load([address]).sha256 == done.sha256


def test_two_graphs_are_one_and_replace_takes_the_other_away(clew, address, query):
    one, other = SAMPLES[0], SAMPLES[1]
    assert clew("push", f"one={one}", address).code == 0
    both = json.loads(clew("push", f"other={other}", address, "--json").out)
    assert both["kept"] == sum(load([str(one)]).records.values())
    assert load([address]).sha256 == load([f"one={one}", f"other={other}"]).sha256
    assert load([address]).name == "one+other"
    replaced = json.loads(clew("push", f"other={other}", address, "--replace", "--json").out)
    assert replaced["removed"] == both["kept"]
    assert replaced["database"]["sha256"] == both["graph"]["sha256"]
    assert query("MATCH (n) WHERE n.id STARTS WITH 'one:' RETURN count(n)") == [[0]]
    assert load([address]).name == "other"


def test_hostile_texts_are_values(address, query):
    hostile = [
        "'",
        '"',
        "`",
        "}) DETACH DELETE n //",
        "$id",
        "\\u0027) //",
        "a;b",
        "水\u202e",
        "\x00x",
        "{x: 1}",
        "n" * 5000,
    ]
    from clew.model.graph import Graph

    parties = [{"id": text, "name": text[::-1], "aliases": ["`) //"]} for text in hostile]
    ties = [{"id": text, "consignor": text, "consignee": hostile[0], "unit": text} for text in hostile]
    graph = load_graph(Graph.model_validate({"parties": parties, "shipments": ties}))
    done = push_graph(graph, address)
    assert done.sha256 == done.database_sha256
    assert query("MATCH (p:Party)<-[:CONSIGNOR]-(s:Shipment) WHERE p.id = s.id RETURN count(*)") == [[len(hostile)]]
    assert sorted_records(to_graph(load([address]))) == sorted_records(to_graph(graph))


def test_plain_relationships_name_their_claims(address, query):
    wanted = ("battery", "bicycle", "crab-third-country", "two-ids")
    push_graph(load([f"{sample.name}={sample}" for sample in SAMPLES if sample.name in wanted]), address)
    counts = dict(query("MATCH ()-[r]->() WHERE r.claim IS NOT NULL RETURN type(r), count(r)"))
    assert set(counts) == {"SUPPLIES", "ENTERED", "OPERATES", "MADE_OF", "CONTAINS", "SAME_AS"}
    shipments = query("MATCH (s:Shipment) RETURN count(s)")[0][0]
    assert counts["SUPPLIES"] >= shipments
    assert query("MATCH (s:Shipment) WHERE NOT (s)-[:CONSIGNOR]->() OR NOT (s)-[:CONSIGNEE]->() RETURN s.id") == []
