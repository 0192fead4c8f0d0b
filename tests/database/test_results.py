"""`clew push RESULT ADDRESS`: a run that can be listed and removed, and touches nothing else."""

import json

import pytest

from clew.formats import load
from clew.push import push_graph
from tests.database.conftest import ROOT, everything

SAMPLE = ROOT / "sample_graphs" / "cotton-shirt"


@pytest.fixture
def result(clew, tmp_path):
    path = tmp_path / "result.json"
    assert clew("trace", SAMPLE, "--json", "-o", path).code == 0
    return path


def test_a_result_is_a_run_of_its_own(clew, address, query, result):
    push_graph(load([str(SAMPLE)]), address)
    before = everything(query)
    pushed = clew("push", result, address, "--json")
    assert pushed.code == 0, pushed.err
    done = json.loads(pushed.out)
    document = json.loads(result.read_text())
    assert done["unfound"] == 0
    verdicts = query(
        "MATCH (:ClewRun)-[:HOLDS]->(v:Verdict)-[:OF_ENTRY]->(e:Entry) RETURN e.id, v.verdict ORDER BY e.id"
    )
    assert verdicts == [[entry["entry"], entry["verdict"]] for entry in document["entries"]]
    hops = sum(len(one["path"]["hops"]) for entry in document["entries"] for one in entry["findings"])
    assert query("MATCH ()-[r]->() WHERE type(r) STARTS WITH 'HOP_' RETURN count(r)") == [[hops]]
    assert query("MATCH (g:Gap) RETURN count(g)") == [[sum(len(entry["gaps"]) for entry in document["entries"])]]
    listed = json.loads(clew("push", "--runs", address, "--json").out)["runs"]
    assert [(run["kind"], run["state"]) for run in listed] == [("graph", "complete"), ("result", "complete")]
    after = everything(query)
    assert json.loads(clew("push", result, address, "--json").out)["written"] is False
    assert everything(query) == after
    assert load([address]).sha256 == load([str(SAMPLE)]).sha256
    assert clew("push", "--remove", done["run"][:12], address).code == 0
    assert everything(query) == before


def test_a_run_with_what_a_person_tied_to_it_stays(clew, address, query, result):
    assert clew("push", result, address).code == 0
    query("MATCH (f:Finding) WITH f LIMIT 1 CREATE (:Note {text: 'look here'})-[:ON]->(f)")
    before = everything(query)
    [run] = json.loads(clew("push", "--runs", address, "--json").out)["runs"]
    told = clew("push", "--remove", run["id"], address)
    assert told.code == 2
    assert "E-FOREIGN" in told.err
    assert everything(query) == before


def test_runs_that_are_not_there(clew, address):
    told = clew("push", "--remove", "abc", address)
    assert told.code == 2
    assert "E-RUN" in told.err


def test_half_a_result_is_none(clew, address, result, query):
    document = json.loads(result.read_text())
    del document["entries"][0]["verdict"]
    result.write_text(json.dumps(document))
    told = clew("push", result, address)
    assert told.code == 2
    assert "entries.0.verdict" in told.err
    assert everything(query) == []
