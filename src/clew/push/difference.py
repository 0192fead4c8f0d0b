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
    pushed : int
        Records that are the same in both, and that a push wrote.
    redrawn : int
        Those of them that lack what is drawn beside them.
    """

    graph: int = 0
    added: int = 0
    changed: int = 0
    kept: int = 0
    typed: int = 0
    pushed: int = 0
    redrawn: int = 0


@dataclass
class Difference:
    """A graph beside what a database holds.

    Every record has a row in a table ``diff.NAME``: ``key``, ``state`` (``new``, ``changed``, ``redrawn``, ``same``,
    ``gone``), ``mark``, ``own`` (id in the database), and the cells of the graph, ``c0``, ….

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
        statement = f"SELECT key, {_cells(table)} FROM diff.{table} WHERE state = ? ORDER BY key"
        cursor = self.con.cursor().execute(statement, [state])
        while batch := cursor.fetchmany(5000):
            for own, *rest in batch:
                yield str(own), tuple(rest)

    def among(self, table: str, keys: Sequence[str]) -> list[tuple[str, Cells]]:
        """Return those of some rows that are as a push wrote them."""
        statement = (
            f"SELECT key, {_cells(table)} FROM diff.{table} WHERE state = 'same' AND mark IS NOT NULL AND key IN "
            "(SELECT unnest(?)) ORDER BY key"
        )
        return [(str(own), tuple(rest)) for own, *rest in self.con.execute(statement, [keys]).fetchall()]

    def redraw(self, table: str, keys: Sequence[str]) -> None:
        """Note that rows lack what is drawn beside them."""
        statement = f"UPDATE diff.{table} SET state = 'redrawn' WHERE key IN (SELECT unnest(?))"
        self.con.execute(statement, [keys])
        self.counts[table].redrawn += len(keys)

    def total(self, what: str) -> int:
        """Return a count over all tables."""
        return sum(getattr(each, what) for each in self.counts.values())


def difference(con: "duckdb.DuckDBPyConnection", snapshot: Snapshot) -> Difference:
    """Compare the raw records of a store with those of a snapshot."""
    con.execute(f"ATTACH {raw.literal(snapshot.file)} AS seen (READ_ONLY)")
    found = Difference(con)
    try:
        con.execute("DROP SCHEMA IF EXISTS diff CASCADE; CREATE SCHEMA diff")
        for table in TABLES.values():
            found.counts[table.name] = _compare(con, table)
    finally:
        con.execute("DETACH seen")
    found.records, found.sha256 = dict(snapshot.records), _digest(con, snapshot)
    return found


def _cells(table: str) -> str:
    return ", ".join(f"c{place}" for place in range(len(TABLES[table].columns)))


def _compare(con: "duckdb.DuckDBPyConnection", table: Table) -> Counts:
    graph = ", ".join(f"{raw.quoted(column)} AS c{place}" for place, column in enumerate(table.names))
    there = ", ".join(f"c{place} AS d{place}" for place in range(len(table.columns)))
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
        f"CREATE TABLE diff.{table.name} AS WITH g AS (SELECT *, {key(table, 'c')} AS key FROM (SELECT {graph} FROM "
        f"raw.{table.name})), s AS (SELECT {there}, mark, id AS own FROM seen.t_{table.name}), {_keyed(table)} "
        f"SELECT coalesce(g.key, t.key) AS key, {state} AS state, mark, own, "
        "g.* EXCLUDE key FROM g FULL JOIN t ON g.key = t.key"
    )
    statement = (
        "SELECT count(*) FILTER (state <> 'gone'), count(*) FILTER (state = 'new'), count(*) FILTER (state = "
        "'changed'), count(*) FILTER (state = 'gone'), count(*) FILTER (state = 'gone' AND mark IS NULL), "
        "count(*) FILTER (state = 'same' AND mark IS NOT NULL) "
        f"FROM diff.{table.name}"
    )
    return Counts(*(con.execute(statement).fetchone() or ()))


def _keyed(table: Table) -> str:
    """Return SQL for ``t``: what the database holds, ``s``, each record with the key of the one of the graph it is.

    What a push wrote bears its key, whatever a person wrote into it since; of rows that are typed the equal ones are
    taken, one for each that the graph has and no push wrote.
    """
    if "id" in table.names:
        return f"t AS (SELECT *, {key(table, 'd')} AS key FROM s)"
    row = _row(table, "d")
    free = (
        f"f AS (SELECT key AS own_key, {_row(table, 'c')} AS row, row_number() OVER (PARTITION BY {_row(table, 'c')} "
        "ORDER BY key) AS place FROM g WHERE key NOT IN (SELECT own FROM s WHERE mark IS NOT NULL))"
    )
    typed = f"y AS (SELECT *, {row} AS row, row_number() OVER (PARTITION BY {row}) AS place FROM s WHERE mark IS NULL)"
    return (
        f"{free}, {typed}, t AS (SELECT *, own AS key FROM s WHERE mark IS NOT NULL UNION ALL SELECT y.* EXCLUDE "
        "(row, place), coalesce(own_key, 'typed ' || md5(row) || '-' || place) AS key FROM y LEFT JOIN f USING "
        "(row, place))"
    )


def key(table: Table, side: str) -> str:
    """Return SQL for what tells the records of a table apart: the id, else the row and its number among equals."""
    if "id" in table.names:
        return f"{side}{table.names.index('id')}"
    row = _row(table, side)
    return f"md5({row}) || '-' || row_number() OVER (PARTITION BY {row})"


def _row(table: Table, side: str) -> str:
    """Return SQL for the text of a row."""
    cells = ", ".join(canonical_sql(column, f"{side}{place}") for place, column in enumerate(table.columns))
    return f"concat_ws(chr(31), {cells})"


def _digest(con: "duckdb.DuckDBPyConnection", snapshot: Snapshot) -> str:
    """Return the SHA-256 of the records of a snapshot, as that of a graph is made."""
    here = con.execute("SELECT current_database()").fetchall()[0][0]
    con.execute(f"ATTACH {raw.literal(snapshot.file)} AS seen (READ_ONLY)")
    con.execute("ATTACH ':memory:' AS back; USE back; CREATE SCHEMA raw")
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
