"""Faults of server, user and connection: each a clear error, nothing lost, nothing foreign changed."""

import contextlib
import os
import socket
import threading
import time

import pytest
from tools.neo4j.server import PASSWORD, free_port

from clew.errors import ClewError
from clew.formats import load, load_graph
from clew.model.graph import Graph
from clew.push import graph as pushing
from clew.push import push_graph
from tests.database.conftest import SAMPLES, everything

CHAIN = {
    "parties": [{"id": f"p{number}", "name": f"Party {number}"} for number in range(601)],
    "documents": [{"id": f"d{number}", "kind": "invoice"} for number in range(300)],
    "shipments": [
        {"id": f"s{number}", "consignor": f"p{number}", "consignee": f"p{number + 1}", "evidence": [f"d{number // 2}"]}
        for number in range(600)
    ],
}
"""Few record types: a server that was killed plans each of their statements anew."""

LARGE = next(sample for sample in SAMPLES if sample.name == "kitchenware")


def test_no_server(clew, login):
    told = clew("trace", f"bolt://127.0.0.1:{free_port()}")
    assert (told.code, told.out) == (2, "")
    assert "E-SERVER" in told.err


def test_wrong_password(clew, address, monkeypatch):
    monkeypatch.setenv("NEO4J_PASSWORD", "not-the-secret")
    for command in (("trace", address), ("push", SAMPLES[0], address)):
        told = clew(*command)
        assert told.code == 2
        assert "E-LOGIN" in told.err
        assert "not-the-secret" not in told.err + told.out


def test_nobody_to_ask_for_a_password(clew, monkeypatch):
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    told = clew("trace", "bolt://127.0.0.1:1")
    assert told.code == 2
    assert "E-LOGIN" in told.err
    assert "NEO4J_PASSWORD" in told.err


def test_a_password_in_the_address(clew, login):
    told = clew("push", SAMPLES[0], "neo4j://me:hunter2@localhost")
    assert told.code == 2
    assert "E-ADDRESS" in told.err
    assert "hunter2" not in told.err


def test_no_such_database(clew, address):
    told = clew("trace", address, "--database", "elsewhere")
    assert told.code == 2
    assert "E-DATABASE" in told.err
    assert "'elsewhere'" in told.err
    assert clew("check", address, "--database", "neo4j").code == 0


def test_no_permission(clew, address, query, monkeypatch):
    query("CREATE USER newcomer IF NOT EXISTS SET PASSWORD 'first-of-all' CHANGE REQUIRED", database="system")
    monkeypatch.setenv("NEO4J_USERNAME", "newcomer")
    monkeypatch.setenv("NEO4J_PASSWORD", "first-of-all")
    told = clew("push", SAMPLES[0], address)
    assert told.code == 2
    assert "E-PERMISSION" in told.err
    assert "first-of-all" not in told.err
    assert everything(query) == []


def test_the_password_is_nowhere(clew, address):
    pushed = clew("push", SAMPLES[0], address, "--json")
    traced = clew("trace", address, "--json")
    assert pushed.code == traced.code == 0
    assert PASSWORD not in pushed.out + pushed.err + traced.out + traced.err


class Cut:
    """Stands between client and server, and breaks the connection after some bytes."""

    def __init__(self, port, after):
        self.left = after
        self.target = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.target))
            threading.Thread(target=self._pump, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._pump, args=(far, near, False), daemon=True).start()

    def _pump(self, source, target, counts):
        with contextlib.suppress(OSError):
            while data := source.recv(4096):
                if counts:
                    self.left -= len(data)
                    if self.left < 0:
                        break
                target.sendall(data)
        for each in (source, target):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


def test_a_broken_connection_is_gone_on_from(clew, server, address, query, monkeypatch):
    monkeypatch.setattr(pushing, "BATCH", 100)
    graph = load([str(LARGE)])
    cut = Cut(server.port, 200_000)
    with pytest.raises(ClewError) as caught:
        push_graph(graph, f"bolt://127.0.0.1:{cut.port}")
    cut.listener.close()
    assert caught.value.code == "E-SERVER"
    assert "goes on where it stopped" in caught.value.hint
    there = query("MATCH (n) RETURN count(n)")[0][0]
    assert 100 < there < 3000
    told = clew("trace", address)
    assert told.code == 2
    assert "E-INCOMPLETE" in told.err
    assert clew("check", address, "--incomplete").code in {0, 2}
    done = push_graph(graph, address)
    assert 0 < done.added < sum(graph.records.values())
    assert done.sha256 == done.database_sha256 == load([address]).sha256
    assert (
        query("MATCH (a)-[r]->(b) WITH a, b, type(r) AS t, properties(r) AS p, count(*) AS c WHERE c > 1 RETURN t")
        == []
    )


def test_hostile_labels_types_and_properties_of_other_people(clew, address, query):
    """Names that would be Cypher, were they ever put into a statement: told in words, and left as they are."""
    names = ("x`) DETACH DELETE n //", "`", "'}) //", "水 \u202e", "a|b\x1fc")
    for name in names:
        own = name.replace("`", "``")
        query(f"CREATE (:`{own}` {{id: $text, `{own}`: $text}})-[:`{own}` {{`{own}`: 1}}]->(:`{own}`)", text=name)
    near = "Shipmet`) DETACH DELETE n //"
    query("CREATE (:`Shipmet``) DETACH DELETE n //` {id: 'near'}), (:`Partyy``` {id: '`}) DELETE n //'})")
    foreign = everything(query)
    graph = load([str(SAMPLES[0])])
    done = push_graph(graph, address)
    assert done.sha256 == done.database_sha256 == graph.sha256
    query("MATCH (p:Party) WITH p LIMIT 1 SET p.`x``}) //` = 'mine'")
    told = clew("check", address)
    assert "x`}) //" in told.out + told.err
    assert near in told.out + told.err
    assert "Partyy`" in told.out + told.err
    again = push_graph(graph, address)
    assert (again.added, again.changed, again.redrawn) == (0, 0, 0)
    assert query("MATCH (p:Party) WHERE p.`x``}) //` = 'mine' RETURN count(p)") == [[1]]
    query("MATCH (p:Party) REMOVE p.`x``}) //`")
    replaced = push_graph(load([str(SAMPLES[1])]), address, replace=True)
    assert replaced.removed > 20
    assert (replaced.kept, replaced.sha256) == (0, replaced.database_sha256)
    assert [row for row in foreign if row not in everything(query)] == []


def test_a_server_that_is_killed(clew, server, address, query, monkeypatch):
    """What was committed is there when it starts again, and the same push completes it."""
    monkeypatch.setattr(pushing, "BATCH", 100)
    query("CREATE (:Person {name: 'not ours'})-[:KNOWS]->(:Person {name: 'nor this'})")
    graph = load_graph(Graph.model_validate(CHAIN))

    def kill():
        while query("MATCH (n:Party) RETURN count(n)")[0][0] < 20:
            time.sleep(0.01)
        server.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    with pytest.raises(ClewError) as caught:
        push_graph(graph, address)
    killer.join()
    server.start()
    assert caught.value.code == "E-SERVER"
    assert clew("trace", address).code == 2
    done = push_graph(graph, address)
    assert done.sha256 == done.database_sha256
    assert query("MATCH (p:Person)-[:KNOWS]->(q:Person) RETURN p.name, q.name") == [["not ours", "nor this"]]
    assert os.environ["NEO4J_PASSWORD"] == PASSWORD
