"""A hundred random graphs, samples and hostile texts go in by Neo4j's importer and by a push, and come out the same.

The first file of these tests, so that the import happens before the server is first started. A random graph has every
record type; here each has ids and names of its own, so that they are one graph that is pushed and traced in one piece.
"""

import json
import random
import re
import shlex

import pytest

from clew.cli import run
from clew.formats import load, to_graph
from clew.formats.write import write
from clew.model.database import LABELS, TYPES
from clew.push import push_graph
from tests.database.conftest import SAMPLES, bare, drawn, sorted_records
from tests.graphs import random_graph
from tests.together import apart, together

GRAPHS = 100
HOSTILE = [
    "'",
    '"',
    '""',
    "a,b",
    "a;b",
    "\\",
    '\\"',
    "new\nline",
    "two\r\nlines",
    " padded\u00a0",
    "null",
    "水\u202e",
    "{x: 1}",
    "n" * 5000,
]
BUNDLED = ("crab-third-country", "rebutted-workforce", "bicycle")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("all")


@pytest.fixture(scope="module")
def file(folder):
    """Random graphs that hold every record type, samples, and hostile texts, as one file."""
    rng = random.Random(7)
    (folder / "random.json").write_text(
        together(apart(random_graph(rng) for _ in range(GRAPHS))).model_dump_json(exclude_none=True)
    )
    parties = [{"id": f"{text}-", "name": text, "aliases": [text, text[::-1]]} for text in HOSTILE]
    ties = [{"id": f"{text}-", "consignor": f"{text}-", "consignee": "'-", "quantity": 2.5} for text in HOSTILE]
    (folder / "hostile.json").write_text(json.dumps({"parties": parties, "shipments": ties}))
    samples = [f"{sample.name}={sample}" for sample in SAMPLES if sample.name in BUNDLED]
    write(load([f"r={folder / 'random.json'}", *samples, f"h={folder / 'hostile.json'}"]), folder / "all.json")
    return folder / "all.json"


@pytest.fixture(scope="module")
def graph(file):
    return load([str(file)])


@pytest.fixture(scope="module")
def imported(file, folder, unstarted):
    """Where Neo4j's importer has put the graph."""
    tables = folder / "import"
    assert run(["convert", str(file), str(tables), "--to", "neo4j-import"]) == 0
    text = (tables / "README.md").read_text(encoding="utf-8")
    [command] = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    program, *options = shlex.split(command.replace("\\\n", ""))
    assert program == "neo4j-admin"
    assert "--multiline-fields=true" in options
    unstarted.kill()
    unstarted.load(tables, [*options, "--overwrite-destination"])
    return unstarted.start().address


@pytest.fixture(scope="module")
def held(imported, request):
    """What the importer made; only now may the server run."""
    return drawn(request.getfixturevalue("query_of"))


def test_what_the_importer_makes_is_read_back(graph, imported, held, login):
    back = load([imported])
    assert (back.sha256, back.records) == (graph.sha256, graph.records)
    assert set(back.records) == {*LABELS, "evidence"}
    assert len(held) > sum(graph.records.values())


def test_after_an_import_there_is_nothing_to_push(folder, graph, imported, held, query_of, login):
    for statement in (folder / "import" / "constraints.cypher").read_text(encoding="utf-8").split(";\n"):
        if statement:
            query_of(statement)
    again = push_graph(graph, imported)
    assert (again.added, again.changed, again.redrawn, again.sha256) == (0, 0, 0, again.database_sha256)
    assert drawn(query_of) == held


def test_a_push_makes_what_the_importer_makes_and_it_comes_back(clew, file, graph, imported, held, query_of, login):
    query_of("MATCH (n) DETACH DELETE n")
    pushed = push_graph(graph, imported)
    assert pushed.added == sum(graph.records.values())
    assert pushed.sha256 == pushed.database_sha256
    assert drawn(query_of) == held
    assert sorted_records(to_graph(load([imported]))) == sorted_records(to_graph(graph))
    assert bare(clew("trace", imported, "--json").out) == bare(clew("trace", file, "--json").out)


def test_what_a_person_deleted_beside_records_is_drawn_again(clew, file, graph, imported, held, query_of, login):
    """Some relationships of each type, and evidence; what is no relationship of clew stays deleted or added."""
    kinds = sorted(kind for [kind] in query_of("MATCH ()-[r]->() RETURN DISTINCT type(r)"))
    assert kinds == sorted(TYPES)
    query_of("MATCH (p:Party) WITH p LIMIT 2 CREATE (:Person {name: 'mine'})-[:KNOWS]->(p)")
    for kind in kinds:
        query_of(f"MATCH ()-[r:{kind}]->() WITH r ORDER BY r.key, r.claim LIMIT 5 DELETE r")
    missing = len(held) - len(drawn(query_of)) + 4
    told = clew("push", file, imported)
    assert told.code == 0, told.err
    [redrawn] = re.findall(r"([\d,]+) records lacked relationships", told.out)
    assert 20 < int(redrawn) < missing
    query_of("MATCH (p:Person) DETACH DELETE p")
    assert drawn(query_of) == held
    again = push_graph(graph, imported)
    assert (again.added, again.changed, again.redrawn) == (0, 0, 0)


def test_what_a_person_wrote_into_what_a_push_wrote_is_set_anew(graph, imported, held, query_of, login):
    edits = (
        "MATCH (p:Party) WITH p LIMIT 2 SET p.name = 'another', p.country = NULL",
        "MATCH (m:Match) WITH m LIMIT 1 SET m.reason = 'another'",
        "MATCH ()-[r:REBUTS]->() WITH r LIMIT 1 SET r.note = 'another'",
        "MATCH ()-[r:SUPPORTS]->() WHERE r.key IS NOT NULL WITH r LIMIT 1 SET r.about = 'another'",
        "MATCH (s:Shipment) WITH min(s.id) AS claim MATCH ()-[r:SUPPLIES {claim: claim}]->() SET r.date = '1999'",
        "MATCH ()-[r:OWNS]->() WITH r ORDER BY r.claim LIMIT 1 REMOVE r.claim",
    )
    for edit in edits:
        query_of(edit)
    done = push_graph(graph, imported)
    assert (done.added, done.changed, done.redrawn) == (0, 5, 2)
    assert drawn(query_of) != held
    query_of("MATCH ()-[r:OWNS]->() WHERE r.claim IS NULL DELETE r")
    assert drawn(query_of) == held
