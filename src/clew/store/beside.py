"""A store that is kept in a file of its own, and opened again as it was, without reading or building anything."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from clew.store.database import open_store
from clew.store.raw import literal, quoted

if TYPE_CHECKING:
    import duckdb

KEPT = ("raw", "main")
"""Schemas that are kept: the records, and what was made of them; not what only led there."""

_TABLES = (
    "SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT temporary AND database_name = ? "
    f"AND schema_name IN {KEPT} ORDER BY ALL"
)
_VIEWS = (
    "SELECT sql FROM duckdb_views() WHERE NOT temporary AND NOT internal AND database_name = ? "
    f"AND schema_name IN {KEPT} ORDER BY view_name"
)


def keep(con: "duckdb.DuckDBPyConnection", path: Path, texts: Mapping[str, list[str]]) -> None:
    """Write the tables of a store into a file that is not there yet.

    Parameters
    ----------
    texts : mapping of str to list of str
        What else is kept, by name; `kept_texts` returns it.
    """
    own = con.execute("SELECT current_database()").fetchall()[0][0]
    con.execute(f"ATTACH {literal(path)} AS keeping")
    try:
        con.execute("BEGIN; CREATE SCHEMA keeping.raw")
        for schema, table in con.execute(_TABLES, [own]).fetchall():
            name = f"{schema}.{quoted(table)}"
            con.execute(f"CREATE TABLE keeping.{name} AS FROM {quoted(own)}.{name}")
        con.execute("CREATE TABLE keeping.raw.kept (name VARCHAR, place INTEGER, text VARCHAR)")
        views = [row[0] for row in con.execute(_VIEWS, [own]).fetchall()]
        for name, lines in {**texts, "views": views}.items():
            con.execute("INSERT INTO keeping.raw.kept SELECT ?, unnest(range(len($2))), unnest($2)", [name, lines])
        con.execute("COMMIT")
    finally:
        con.execute("DETACH keeping")


def opened(path: Path) -> "duckdb.DuckDBPyConnection":
    """Open a store that was kept; its tables stay in the file and cannot be changed, others can be made beside them."""
    con = open_store(threads=0)
    con.execute(f"ATTACH {literal(path)} AS kept (READ_ONLY); CREATE SCHEMA raw")
    for schema, table in con.execute(_TABLES, ["kept"]).fetchall():
        name = f"{schema}.{quoted(table)}"
        con.execute(f"CREATE VIEW {name} AS FROM kept.{name}")
    for view in kept_texts(con, "views"):
        con.execute(view)
    return con


def kept_texts(con: "duckdb.DuckDBPyConnection", name: str) -> list[str]:
    """Return texts that were kept beside the tables."""
    rows = con.execute("SELECT text FROM kept.raw.kept WHERE name = ? ORDER BY place", [name]).fetchall()
    return [row[0] for row in rows]
