"""One real Neo4j server for all tests here; without Java or Maven they are skipped, in CI they fail."""

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tools.neo4j.server import PASSWORD, NoServerError, Server, fetch

from clew.model.graph import Graph
from tests.cli.conftest import Outcome, clew  # noqa: F401

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SAMPLES = sorted(path.parent for path in (ROOT / "sample_graphs").glob("*/expected.json"))
Query = Callable[..., list[Any]]


COLD = ("test_two_nodes_of_one_id", "test_a_server_that_is_killed")
"""Tests after which the server plans every statement anew; they come last."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let those that make the server forget come at the end."""
    here = [place for place, item in enumerate(items) if HERE in item.path.parents]
    in_order = sorted((items[place] for place in here), key=lambda item: item.name in COLD)
    for place, item in zip(here, in_order, strict=True):
        items[place] = item


@pytest.fixture(scope="session")
def unstarted() -> Iterator[Server]:
    """The one server of all tests, before the first of them starts it."""
    prepared = Server(brief=True)
    try:
        fetch()
    except NoServerError as error:
        if os.environ.get("CI"):
            pytest.fail(f"CI needs a Neo4j server for these tests: {error}")
        pytest.skip(f"no Neo4j server here: {error}")
    try:
        yield prepared
    finally:
        prepared.stop()


@pytest.fixture(scope="session")
def server(unstarted: Server) -> Server:
    """A server that is started once; a test that kills it starts it again."""
    return unstarted if unstarted.runs else unstarted.start()


@pytest.fixture(scope="session")
def driver(server: Server) -> Iterator[Any]:
    import neo4j

    with neo4j.GraphDatabase.driver(
        server.address, auth=("neo4j", PASSWORD), notifications_min_severity="OFF"
    ) as opened:
        yield opened


@pytest.fixture(scope="session")
def query_of(driver: Any) -> Query:
    def query(statement: str, database: str = "neo4j", **parameters: Any) -> list[Any]:
        found = driver.execute_query(statement, parameters, database_=database)
        return [record.values() for record in found.records]

    return query


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", "neo4j")
    monkeypatch.setenv("NEO4J_PASSWORD", PASSWORD)


@pytest.fixture
def query(query_of: Query) -> Query:
    """``query(cypher, **parameters)`` on a database that holds nothing."""
    query_of("MATCH (n) DETACH DELETE n")
    return query_of


@pytest.fixture
def address(server: Server, query: Query, login: None) -> str:
    """Where an empty database is."""
    return server.address


def drawn(query: Query) -> list[Any]:
    """All nodes and relationships of a database by what they say, whatever made them; 5.0 is 5, as in Cypher."""
    nodes = query("MATCH (n) RETURN labels(n), properties(n)")
    ties = query("MATCH (a)-[r]->(b) RETURN labels(a), a.id, type(r), properties(r), labels(b), b.id")
    told = (json.dumps(each, sort_keys=True) for each in [*nodes, *ties])
    return sorted(re.sub(r"(?<=: )(\d+)\.0(?=[,}])", r"\1", text) for text in told)


def bare(text: str) -> str:
    """The result without the places where claims were read, as bytes."""
    result = json.loads(text)
    del result["located"]
    return json.dumps(result)


def sorted_records(graph: Graph) -> dict[str, list[str]]:
    return {name: sorted(map(repr, getattr(graph, name))) for name in type(graph).model_fields}


def everything(query: Query) -> list[Any]:
    """All nodes and relationships of a database, in an order that does not change."""
    nodes = query("MATCH (n) RETURN labels(n), properties(n), elementId(n) ORDER BY elementId(n)")
    ties = query("MATCH ()-[r]->() RETURN type(r), properties(r), elementId(r) ORDER BY elementId(r)")
    return [*nodes, *ties]
