"""Graphs in memory: into a store and back, for small graphs, tests and the naive reference."""

from typing import TYPE_CHECKING

from clew.formats.loaded import Loaded
from clew.model.tables import TABLES
from clew.store import build, open_store, raw

if TYPE_CHECKING:
    import duckdb

    from clew.model.graph import Graph


def load_graph(graph: "Graph", *, name: str = "graph") -> Loaded:
    """Put a graph that is in memory into a store and build it; row n is the n-th record of its table."""
    con = open_store()
    raw.create(con)
    for number, table in enumerate(TABLES):
        records = getattr(graph, table)
        if records:
            columns = {
                column: [_text(getattr(record, column)) for record in records] for column in TABLES[table].names
            }
            raw.add_source(con, number, table, "")
            raw.add(con, table, number, list(range(1, len(records) + 1)), columns)
    counted = raw.counts(con)
    build(con, counted)
    return Loaded(con, name, (), 0, None, "", {table: rows for table, rows in counted.items() if rows})


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


def _text(value: object) -> str | None:
    if value is None or value == ():
        return None
    if isinstance(value, tuple):
        return "|".join(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
