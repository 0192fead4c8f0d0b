"""The records as they were read: one table of text a record type, in the schema ``raw``.

Every row knows its source (a table in a file) and its number there, counted as a spreadsheet
counts: the header is row 1. Blank is NULL.
"""

from typing import TYPE_CHECKING

from clew.model.tables import TABLES

if TYPE_CHECKING:
    import duckdb


def quoted(name: str) -> str:
    """Return a name as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: object) -> str:
    """Return a text, or a path, as an SQL literal."""
    return "'" + str(text).replace("'", "''") + "'"


def create(con: "duckdb.DuckDBPyConnection") -> None:
    """Make the empty raw tables and the table of sources."""
    statements = [
        "CREATE SCHEMA raw",
        "CREATE TABLE raw.source (source INTEGER, table_name VARCHAR, file VARCHAR)",
        "CREATE TABLE raw.norm (text VARCHAR, norm VARCHAR)",
    ]
    for table in TABLES.values():
        columns = ", ".join(f"{quoted(name)} VARCHAR" for name in table.names)
        statements.append(f'CREATE TABLE raw.{table.name} ({columns}, source INTEGER, "row" INTEGER)')
    con.execute("; ".join(statements))
