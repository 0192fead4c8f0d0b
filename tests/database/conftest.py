"""One real Neo4j server for all tests here; without Java or Maven they are skipped, in CI they fail."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tools.neo4j.server import PASSWORD, NoServerError, Server

from tests.cli.conftest import Outcome, clew  # noqa: F401

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SAMPLES = sorted(path.parent for path in (ROOT / "sample_graphs").glob("*/expected.json"))
Query = Callable[..., list[Any]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one worker run all that needs the server."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("neo4j"))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server that is started once; a test that kills it starts it again."""
    try:
        started = Server(brief=True).start()
    except NoServerError as error:
        if os.environ.get("CI"):
            pytest.fail(f"CI needs a Neo4j server for these tests: {error}")
        pytest.skip(f"no Neo4j server here: {error}")
    try:
        yield started
    finally:
        started.stop()


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


def everything(query: Query) -> list[Any]:
    """All nodes and relationships of a database, in an order that does not change."""
    nodes = query("MATCH (n) RETURN labels(n), properties(n), elementId(n) ORDER BY elementId(n)")
    ties = query("MATCH ()-[r]->() RETURN type(r), properties(r), elementId(r) ORDER BY elementId(r)")
    return [*nodes, *ties]
