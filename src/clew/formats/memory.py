"""Graphs in memory: into a store and back, for small graphs, tests and the naive reference."""

from typing import TYPE_CHECKING

from clew.formats import ingest
from clew.formats.loaded import Loaded
from clew.formats.part import Reading, of_rows
from clew.formats.settle import settle
from clew.formats.values import text_of
from clew.model.tables import TABLES
from clew.store import open_store, raw
from clew.store.database import hasty

if TYPE_CHECKING:
    import duckdb

    from clew.model.graph import Graph


def load_graph(graph: "Graph", *, name: str = "graph", keep_going: bool = False) -> Loaded:
    """Put a graph that is in memory into a store, check and build it; row n is the n-th record of its table.

    Raises
    ------
    clew.errors.InputError
        As `load` does.
    """
    reading = Reading()
    for table in TABLES:
        records = getattr(graph, table)
        if records:
            filled = sorted({column for record in records for column in record.model_fields_set})
            rows = [
                (number, [text_of(getattr(record, column)) for column in filled])
                for number, record in enumerate(records, start=1)
            ]
            reading.parts.append(of_rows(table, "", filled, rows))
    con = open_store()
    hasty(con, on=True)
    raw.create(con)
    intake = ingest.Intake(con)
    found = ingest.take(intake, reading)
    return settle(intake, found, name=name, keep_going=keep_going)


def to_graph(source: "Loaded | duckdb.DuckDBPyConnection") -> "Graph":
    """Return the records of a store as a graph in memory."""
    from clew.model.graph import Graph

    con = source.con if isinstance(source, Loaded) else source
    document = {}
    for name, table in TABLES.items():
        names = ", ".join(raw.quoted(column) for column in table.names)
        rows = con.execute(f'SELECT {names} FROM raw.{name} ORDER BY source, "row"').fetchall()
        document[name] = [_record(name, row) for row in rows]
    return Graph.model_validate(document)


def _record(table: str, row: tuple[str | None, ...]) -> dict[str, object]:
    record: dict[str, object] = {}
    for column, text in zip(TABLES[table].columns, row, strict=True):
        if text is not None:
            record[column.name] = [part.strip() for part in text.split("|")] if column.several else text
    return record
