"""What a person typed or drew in the database: read as records, or located by label and id; never touched by a push."""

import duckdb
import pytest

from clew.errors import ClewError, InputError
from clew.formats import load, load_graph
from clew.formats.neo4j import pages, snapshot
from clew.formats.neo4j.access import session
from clew.model.graph import Graph
from clew.push import push_graph
from tests.database.conftest import ROOT, everything

SAMPLE = str(ROOT / "sample_graphs" / "cotton-shirt")
OTHER = str(ROOT / "sample_graphs" / "two-ids")
WRONG = {
    "MATCH (s:Shipment {id: $shipment}) SET s.quantity = 'many'": ("E-NUMBER", "(:Shipment {id: '{shipment}'})"),
    "MATCH (s:Shipment {id: $shipment}) SET s.departed = point({x: 1, y: 2})": (
        "E-TYPE",
        "(:Shipment {id: '{shipment}'})",
    ),
    "MATCH (s:Shipment {id: $shipment}) SET s.consignor = ['a', 'b']": ("E-TYPE", "(:Shipment {id: '{shipment}'})"),
    "MATCH (s:Shipment {id: $shipment}) SET s.consignee = 'nobody'": ("E-REFERENCE", "(:Shipment {id: '{shipment}'})"),
    "CREATE (:Shipmet {id: 's-new', consignor: 'a'})": ("E-LABEL", "(:Shipmet {id: 's-new'})"),
    "CREATE (:Party {name: 'No Id'})": ("E-MISSING", "(:Party, element id"),
    "CREATE (:Party:Facility {id: 'both', name: 'Both'})": ("E-LABEL", "(:Party {id: 'both'})"),
    "MATCH (a:Party) WITH a LIMIT 1 CREATE (a)-[:SUPPLIES]->(a)": ("E-TIE", "-[:SUPPLIES]->"),
    "MATCH (a:Party) WITH a LIMIT 1 CREATE (a)-[:SUPPLIES {claim: 'gone'}]->(a)": ("E-TIE", "no claim 'gone' says so"),
    "MATCH (s:Shipment {id: $shipment}), (p:Product) WITH s, p LIMIT 1 CREATE (s)-[:CONSIGNOR]->(p)": (
        "E-TIE",
        "(:Shipment {id: '{shipment}'})",
    ),
    "MATCH (s:Shipment {id: $shipment}) CREATE (s)-[:ITEM]->({id: 'bare'})": ("E-LABEL", "id 'bare'"),
    "MATCH (s:Shipment {id: $shipment}) CREATE (:Person {id: 'me'})-[:SUPPORTS]->(s)": ("E-TIE", "[:SUPPORTS]"),
}


@pytest.fixture
def pushed(address):
    push_graph(load([SAMPLE]), address)
    return address


def test_everything_that_is_wrong_is_found_at_once(pushed, query):
    shipments = [row[0] for row in query("MATCH (s:Shipment) RETURN s.id ORDER BY s.id")]
    expected = []
    for place, (statement, (code, where)) in enumerate(WRONG.items()):
        shipment = shipments[place % len(shipments)]
        query(statement, shipment=shipment)
        expected.append((code, where.replace("{shipment}", shipment)))
    with pytest.raises(InputError) as caught:
        load([pushed])
    told = [(problem.code, str(problem)) for problem in caught.value.problems]
    for code, where in expected:
        assert any(code == found and where in text for found, text in told), (code, where, told)


def test_what_no_push_would_write_is_read_the_same_in_pages(address, query, monkeypatch):
    """Numbers as texts, blanks around and between, separators of clew's own, lists of one, dates, two labels."""
    parties = [{"id": f"p{number}", "name": f"P {number}", "aliases": ["x", "y"]} for number in range(7)]
    ties = [{"id": f"s{number}", "consignor": "p0", "consignee": f"p{number}"} for number in range(7)]
    why = {"decision": "rejected", "by": "me", "reason": "another"}
    said = [{"holder": f"p{number}", "listing": f"l{number}", **why} for number in range(5)]
    graph = Graph.model_validate({"parties": parties, "shipments": ties, "matches": said})
    push_graph(load_graph(graph), address)
    query(
        "UNWIND $rows AS row CREATE (p:Party) SET p = row",
        rows=[
            {"id": "typed-1", "name": "  spaced\t", "aliases": "one"},
            {"id": "typed-2", "name": "a\x1fb", "aliases": ["x", "", "y"], "community": 7},
            {"id": "typed-3", "name": ["listed"], "aliases": [], "country": "us "},
            {"id": "水", "name": "\x1f", "aliases": ["é"]},
            {"id": "\x1f", "name": " ", "aliases": ["a"], "community": 1},
            {"id": 17, "name": "Numbered"},
            {"name": "Nameless"},
        ],
    )
    query("CREATE (:Match {holder: 'p1', listing: 'l9', decision: 'confirmed'})")
    query("CREATE (:Party:Facility {id: 'both'}), (:Shipment {id: 'point', departed: point({x: 1, y: 2})})")
    query(
        "UNWIND range(0, 5) AS i CREATE (:Shipment {id: 'typed ' + i, consignor: 'p0', consignee: 'p1', "
        "quantity: $quantities[i], date: CASE i WHEN 1 THEN date('2023-01-02') END})",
        quantities=["5", 5, 5.0, 5.25, 1e10, "1e3"],
    )
    monkeypatch.setattr(pages, "PAGE", 10_000)
    whole = taken(address)
    monkeypatch.setattr(pages, "PAGE", 3)
    assert taken(address) == whole
    found = {row[0]: row for row in whole[0]["parties"]}
    assert found["typed-1"][1] == "spaced"
    assert found["typed-2"][1] == "a b"
    assert "17" in found
    assert len(whole[0]["matches"]) == 6
    assert [problem.message for problem in whole[1]] == [
        "there is no column 'community' in parties; it was not read (2 nodes have it)"
    ]
    assert sorted(problem.code for problem, _ in whole[2]) == ["E-LABEL", "E-LABEL", "E-MISSING", "E-TYPE"]
    assert len([row for row in whole[0]["shipments"] if row[0].startswith("typed ")]) == 6


def taken(address):
    """Rows by table, problems, and refusals of a snapshot."""
    with session(address) as opened:
        found = snapshot.take(opened)
    with duckdb.connect(str(found.file), read_only=True) as con:
        rows = {table: con.execute(f"SELECT * FROM t_{table} ORDER BY n").fetchall() for table in found.records}
    found.remove()
    return rows, found.problems, sorted(found.refused)


def test_a_record_typed_by_hand_is_read(pushed, query):
    before = load([pushed]).records
    query(
        "MATCH (s:Shipment) WITH s LIMIT 1 CREATE (:Shipment {id: 'by-hand', consignor: s.consignor, consignee: "
        "s.consignee, date: date('2023-02-01'), quantity: 5, item: s.item})"
    )
    query("MATCH (s:Shipment {id: 'by-hand'}), (d:Document) WITH s, d LIMIT 1 CREATE (d)-[:REBUTS {note: 'p. 3'}]->(s)")
    found = load([pushed])
    assert found.records["shipments"] == before["shipments"] + 1
    assert found.records["evidence"] == before.get("evidence", 0) + 1
    row = found.con.execute("SELECT date, quantity FROM raw.shipments WHERE id = 'by-hand'").fetchone()
    assert row == ("2023-02-01", "5")
    assert ("rebuts", "p. 3") in found.con.execute("SELECT stance, note FROM raw.evidence").fetchall()


def test_replace_leaves_what_a_person_made(pushed, query):
    query("CREATE (:Person {name: 'x'})-[:KNOWS]->(:Party {id: 'typed', name: 'Typed by hand'})")
    query(
        "CREATE (:Product {sku: 17})-[:IN]->(:Shop)",
    )
    foreign = "MATCH (n) WHERE n.clew IS NULL AND NOT n:ClewRun RETURN labels(n), properties(n) ORDER BY elementId(n)"
    before = query(foreign)
    with pytest.raises(ClewError) as caught:
        push_graph(load([OTHER]), pushed, replace=True)
    assert caught.value.code == "E-FOREIGN"
    query("MATCH (n:Product {sku: 17}) REMOVE n:Product SET n:Article")
    before = query(foreign)
    done = push_graph(load([OTHER]), pushed, replace=True)
    assert done.removed > 0
    assert (done.kept, done.typed) == (1, 1)
    assert query(foreign) == before


def test_replace_stops_where_a_person_tied_something(pushed, query):
    query("MATCH (p:Party) WITH p LIMIT 1 CREATE (:Note {text: 'call them'})-[:ABOUT_THEM]->(p)")
    before = everything(query)
    with pytest.raises(ClewError) as caught:
        push_graph(load([OTHER]), pushed, replace=True)
    assert caught.value.code == "E-FOREIGN"
    assert "ABOUT_THEM" in caught.value.message
    assert everything(query) == before


def test_a_push_does_not_overwrite_what_a_person_typed(address, query):
    graph = load([SAMPLE])
    [own] = graph.con.execute("SELECT min(id) FROM raw.parties").fetchone()
    query("CREATE (:Party {id: $id, name: 'Somebody else'})", id=own)
    with pytest.raises(ClewError) as caught:
        push_graph(graph, address)
    assert caught.value.code == "E-FOREIGN"
    assert repr(own) in caught.value.message
    assert query("MATCH (n) RETURN properties(n)") == [[{"id": own, "name": "Somebody else"}]]


def test_two_nodes_of_one_id(address, query):
    query("DROP CONSTRAINT clew_parties_id IF EXISTS")
    query("UNWIND [1, 2] AS n CREATE (:Party {id: 'twice', name: 'Twice'})")
    before = everything(query)
    with pytest.raises(ClewError) as caught:
        push_graph(load([SAMPLE]), address)
    assert caught.value.code == "E-FOREIGN"
    assert everything(query) == before
