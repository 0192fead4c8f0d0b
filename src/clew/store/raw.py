"""The records as they were read: one table of text a record type, in the schema ``raw``.

Every row knows its source (a table in a file) and its number there, counted as a spreadsheet
counts: the header is row 1. Blank is NULL.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from clew.model.tables import TABLES

if TYPE_CHECKING:
    import duckdb

RowNumbers = Sequence[int]
TextColumn = Sequence[str | None]


def quoted(name: str) -> str:
    """Return a name as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def create(con: "duckdb.DuckDBPyConnection") -> None:
    """Make the empty raw tables and the table of sources."""
    statements = [
        "CREATE SCHEMA raw",
        "CREATE TABLE raw.source (source INTEGER, table_name VARCHAR, file VARCHAR)",
    ]
    for table in TABLES.values():
        columns = ", ".join(f"{quoted(name)} VARCHAR" for name in table.names)
        statements.append(f'CREATE TABLE raw.{table.name} ({columns}, source INTEGER, "row" INTEGER)')
    con.execute("; ".join(statements))


def add(
    con: "duckdb.DuckDBPyConnection", table: str, source: int, rows: RowNumbers, columns: Mapping[str, TextColumn]
) -> None:
    """Add rows, given as columns of text, to a raw table.

    Parameters
    ----------
    rows : sequence of int
        Number of each row in its file.
    columns : mapping
        Texts by column of the contract, each as long as `rows`; other columns are blank.
    """
    names = ", ".join(quoted(name) for name in columns)
    values = ", ".join("unnest(CAST(? AS VARCHAR[]))" for _ in columns)
    con.execute(
        f'INSERT INTO raw.{table} (source, "row", {names}) SELECT ?, unnest(CAST(? AS INTEGER[])), {values}',
        [source, list(rows), *(list(column) for column in columns.values())],
    )


def add_source(con: "duckdb.DuckDBPyConnection", source: int, table: str, file: str) -> None:
    """Record which table of which file a source number means."""
    con.execute("INSERT INTO raw.source VALUES (?, ?, ?)", [source, table, file])


def counts(con: "duckdb.DuckDBPyConnection") -> dict[str, int]:
    """Return the number of rows of each raw table."""
    select = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM raw.{name}" for name in TABLES)
    found = dict(con.execute(select).fetchall())
    return {name: found[name] for name in TABLES}
