"""`clew convert GRAPH DIR --to neo4j-import`: what Neo4j's own importer makes of it is what a push makes.

The first file of these tests, so that the import happens before the server is first started.
"""

import json
import random
import re
import shlex

import pytest

from clew.formats import load, load_graph
from clew.formats.write import write
from clew.model.graph import Graph
from clew.push import push_graph
from tests.database.conftest import SAMPLES, drawn
from tests.graphs import random_graph

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


@pytest.fixture
def graphs(tmp_path):
    """Random graphs that hold every record type, samples, and hostile texts."""
    rng = random.Random(7)
    parties = [{"id": f"{text}-", "name": text, "aliases": [text, text[::-1]]} for text in HOSTILE]
    ties = [{"id": f"{text}-", "consignor": f"{text}-", "consignee": "'-", "quantity": 2.5} for text in HOSTILE]
    paths = [f"{sample.name}={sample}" for sample in SAMPLES if sample.name in BUNDLED]
    for number in range(4):
        write(load_graph(random_graph(rng)), tmp_path / f"g{number}.json")
        paths.append(f"g{number}={tmp_path / f'g{number}.json'}")
    write(load_graph(Graph.model_validate({"parties": parties, "shipments": ties})), tmp_path / "hostile.json")
    return [*paths, f"h={tmp_path / 'hostile.json'}"]


def test_the_importer_makes_what_a_push_makes(clew, graphs, tmp_path, unstarted, request, login):
    folder = tmp_path / "import"
    told = clew("convert", *graphs, folder, "--to", "neo4j-import")
    assert told.code == 0, told.err
    text = (folder / "README.md").read_text(encoding="utf-8")
    [command] = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    program, *options = shlex.split(command.replace("\\\n", ""))
    assert program == "neo4j-admin"
    assert "--multiline-fields=true" in options
    unstarted.kill()
    unstarted.load(folder, [*options, "--overwrite-destination"])
    unstarted.start()
    query = request.getfixturevalue("query_of")
    address = unstarted.address
    imported = drawn(query)
    graph = load(graphs)
    assert bare(clew("trace", address, "--json").out) == bare(clew("trace", *graphs, "--json").out)
    for statement in (folder / "constraints.cypher").read_text(encoding="utf-8").split(";\n"):
        if statement:
            query(statement)
    again = push_graph(graph, address)
    assert (again.added, again.changed, again.sha256) == (0, 0, again.database_sha256)
    assert drawn(query) == imported
    query("MATCH (n) DETACH DELETE n")
    push_graph(graph, address)
    assert drawn(query) == imported


def bare(text):
    result = json.loads(text)
    del result["located"]
    return json.dumps(result)


def test_a_folder_that_holds_something(clew, tmp_path):
    (tmp_path / "x").write_text("mine")
    told = clew("convert", SAMPLES[0], tmp_path, "--to", "neo4j-import")
    assert told.code == 2
    assert "E-OUTPUT" in told.err
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_the_same_graph_gives_the_same_bytes(clew, tmp_path):
    for name in ("one", "other"):
        assert clew("convert", SAMPLES[0], tmp_path / name, "--to", "neo4j-import").code == 0
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(files) > 10
    assert [
        name for name in files if (tmp_path / "one" / name).read_bytes() != (tmp_path / "other" / name).read_bytes()
    ] == []
