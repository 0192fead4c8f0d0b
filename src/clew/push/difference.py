"""What a graph has that a database lacks, and the other way round, worked out in the embedded store."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clew.formats.neo4j.snapshot import Snapshot
from clew.model.database import LABELS
from clew.model.tables import TABLES, Table
from clew.store import raw
from clew.store.digest import canonical_sql, digest
from clew.store.held import Held
from clew.store.sources import Sources

if TYPE_CHECKING:
    import duckdb

Cells = tuple[str | None, ...]


@dataclass
class Counts:
    """Numbers of records of one table.

    Attributes
    ----------
    kept : int
        Records of the database that the graph lacks.
    typed : int
        Those of them that no push wrote.
    """

    graph: int = 0
    added: int = 0
    changed: int = 0
    kept: int = 0
    typed: int = 0


@dataclass
class Difference:
    """A graph beside what a database holds.

    Every record has a row in a table ``diff.NAME``: ``key``, ``state`` (``new``, ``changed``, ``same``, ``gone``),
    ``mark``, ``own`` (id in the database), and the cells of the graph, ``c0``, ….

    Attributes
    ----------
    records, sha256
        Of what the database holds.
    """

    con: "duckdb.DuckDBPyConnection"
    counts: dict[str, Counts] = field(default_factory=dict)
    records: dict[str, int] = field(default_factory=dict)
    sha256: str = ""

    def typed_changes(self, table: str) -> list[str]:
        """Return the ids of records that no push wrote and that differ from those of the graph."""
        statement = f"SELECT key FROM diff.{table} WHERE state = 'changed' AND mark IS NULL ORDER BY key"
        return [str(key) for (key,) in self.con.execute(statement).fetchall()]

    def gone(self, table: str) -> list[str]:
        """Return the ids in the database of records that a push wrote and the graph lacks."""
        statement = f"SELECT own FROM diff.{table} WHERE state = 'gone' AND mark IS NOT NULL ORDER BY own"
        return [str(own) for (own,) in self.con.execute(statement).fetchall()]

    def rows(self, table: str, state: str) -> Iterator[tuple[str, Cells]]:
        """Yield key and cells of the rows of the graph that are in a state, by key."""
        cells = ", ".join(f"c{place}" for place in range(len(TABLES[table].columns)))
        statement = f"SELECT key, {cells} FROM diff.{table} WHERE state = ? ORDER BY key"
        cursor = self.con.cursor().execute(statement, [state])
        while batch := cursor.fetchmany(5000):
            for own, *rest in batch:
                yield str(own), tuple(rest)

    def total(self, what: str) -> int:
        """Return a count over all tables."""
        return sum(getattr(each, what) for each in self.counts.values())


def difference(con: "duckdb.DuckDBPyConnection", snapshot: Snapshot) -> Difference:
    """Compare the raw records of a store with those of a snapshot."""
    name = str(snapshot.file).replace("'", "''")
    con.execute(f"ATTACH '{name}' AS seen (READ_ONLY)")
    found = Difference(con)
    try:
        con.execute("DROP SCHEMA IF EXISTS diff CASCADE; CREATE SCHEMA diff")
        for table in TABLES.values():
            found.counts[table.name] = _compare(con, table)
    finally:
        con.execute("DETACH seen")
    found.records, found.sha256 = dict(snapshot.records), _digest(con, snapshot)
    return found


def _compare(con: "duckdb.DuckDBPyConnection", table: Table) -> Counts:
    graph = ", ".join(f"{raw.quoted(column)} AS c{place}" for place, column in enumerate(table.names))
    there = ", ".join(f"c{place} AS d{place}" for place in range(len(table.columns)))
    key_graph, key_there = key(table, "c"), key(table, "d")
    changed = " OR ".join(
        f"{canonical_sql(column, f'c{place}')} <> {canonical_sql(column, f'd{place}')}"
        for place, column in enumerate(table.columns)
        if column.name != "id"
    )
    state = (
        f"CASE WHEN g.key IS NULL THEN 'gone' WHEN t.key IS NULL THEN 'new' WHEN {changed} THEN 'changed' "
        "ELSE 'same' END"
    )
    con.execute(
        f"CREATE TABLE diff.{table.name} AS WITH g AS (SELECT *, {key_graph} AS key FROM (SELECT {graph} FROM "
        f"raw.{table.name})), t AS (SELECT *, {key_there} AS key FROM (SELECT {there}, mark, id AS own FROM "
        f"seen.t_{table.name})) SELECT coalesce(g.key, t.key) AS key, {state} AS state, mark, own, "
        "g.* EXCLUDE key FROM g FULL JOIN t ON g.key = t.key"
    )
    statement = (
        "SELECT count(*) FILTER (state <> 'gone'), count(*) FILTER (state = 'new'), count(*) FILTER (state = "
        "'changed'), count(*) FILTER (state = 'gone'), count(*) FILTER (state = 'gone' AND mark IS NULL) "
        f"FROM diff.{table.name}"
    )
    return Counts(*(con.execute(statement).fetchone() or ()))


def key(table: Table, side: str) -> str:
    """Return SQL for what tells the records of a table apart: the id, else the row and its number among equals."""
    if "id" in table.names:
        return f"{side}{table.names.index('id')}"
    cells = ", ".join(canonical_sql(column, f"{side}{place}") for place, column in enumerate(table.columns))
    text = f"concat_ws(chr(31), {cells})"
    return f"md5({text}) || '-' || row_number() OVER (PARTITION BY {text})"


def _digest(con: "duckdb.DuckDBPyConnection", snapshot: Snapshot) -> str:
    """Return the SHA-256 of the records of a snapshot, as that of a graph is made."""
    here = con.execute("SELECT current_database()").fetchall()[0][0]
    name = str(snapshot.file).replace("'", "''")
    con.execute(f"ATTACH '{name}' AS seen (READ_ONLY); ATTACH ':memory:' AS back; USE back; CREATE SCHEMA raw")
    try:
        for table in TABLES.values():
            cells = ", ".join(f"c{place} AS {raw.quoted(column)}" for place, column in enumerate(table.names))
            con.execute(f"CREATE VIEW raw.{table.name} AS SELECT {cells} FROM seen.t_{table.name}")
        return digest(Held(con, Sources(), snapshot.records, few=False))
    finally:
        con.execute(f"USE {raw.quoted(here)}; DETACH back; DETACH seen")


def labels_of(con: "duckdb.DuckDBPyConnection", tables: Sequence[str]) -> dict[str, str]:
    """Return the label of every id of some tables."""
    parts = " UNION ALL ".join(f"SELECT id, '{LABELS[table]}' FROM raw.{table}" for table in tables)
    return dict(con.execute(parts).fetchall())
