"""Stores for tests of matching: a few holders, products and decisions, through the project's own loader."""

from typing import Any

import duckdb

from clew.formats import load_graph
from clew.model.graph import Graph


def store(**tables: list[dict[str, Any]]) -> duckdb.DuckDBPyConnection:
    """A store of these records."""
    return load_graph(Graph.model_validate(tables)).con


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    return con.execute(query).fetchall()
