"""Writing a graph: a folder of CSV, JSONL or Parquet, one JSON document, a workbook, a saved case."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clew.errors import ClewError
from clew.formats.loaded import Loaded
from clew.model.tables import TABLES, Column, Kind, Table
from clew.store import raw

if TYPE_CHECKING:
    import duckdb

FOLDER_FORMATS = ("csv", "jsonl", "parquet")


def write(loaded: Loaded, target: str | Path, *, folder_format: str = "csv") -> None:
    """Write the records of a graph, in the order in which they were read.

    Parameters
    ----------
    target : path
        ``.json``, ``.xlsx`` and ``.clew`` are files of these formats; anything else is a folder.
    folder_format : str
        Format of the tables in a folder: ``csv``, ``jsonl`` or ``parquet``.

    Raises
    ------
    clew.errors.ClewError
        If the folder holds something already, or the file cannot be written.
    """
    path = Path(target)
    suffix = path.suffix.lower()
    if suffix not in (".json", ".xlsx", ".clew"):
        if suffix and suffix.lstrip(".") in ("csv", "jsonl", "ndjson", "parquet", "yaml", "neo4j"):
            hint = f"name a folder, and --format {suffix.lstrip('.')} if it is one of {', '.join(FOLDER_FORMATS)}"
            raise ClewError(f"{path}: a graph is several tables, {suffix} holds one", hint=hint, code="E-FORMAT")
        _folder(loaded, path, folder_format)
        return
    if not path.absolute().parent.is_dir():
        raise ClewError(f"the folder {path.parent} does not exist", hint="create it first", code="E-OUTPUT")
    if suffix == ".json":
        path.write_text(json.dumps(document(loaded), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    elif suffix == ".xlsx":
        from clew.formats import workbook

        tables = [(table, rows) for table, rows in _tables(loaded) if rows]
        workbook.write(path, tables)
    else:
        from clew.formats import case

        case.write(loaded.con, path)


def document(loaded: Loaded) -> dict[str, list[dict[str, Any]]]:
    """Return the records of a graph as one JSON document: blank cells are left out."""
    return {
        table.name: [
            {
                column.name: _value(column, text)
                for column, text in zip(table.columns, row, strict=True)
                if text is not None
            }
            for row in rows
        ]
        for table, rows in _tables(loaded)
        if rows
    }


def _tables(loaded: Loaded) -> Iterator[tuple[Table, list[tuple[str | None, ...]]]]:
    for table in TABLES.values():
        if loaded.records.get(table.name):
            names = ", ".join(raw.quoted(name) for name in table.names)
            statement = f'SELECT {names} FROM raw.{table.name} ORDER BY source, "row"'
            yield table, loaded.con.execute(statement).fetchall()


def _value(column: Column, text: str) -> str | float | list[str]:
    if column.several:
        return text.split("|")
    if column.kind is Kind.NUMBER:
        number = float(text)
        return int(number) if number.is_integer() else number
    return text


def _folder(loaded: Loaded, folder: Path, form: str) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ClewError(f"{folder} is there already, and is not empty", hint="name a new folder", code="E-OUTPUT")
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES.values():
        if loaded.records.get(table.name):
            _copy(loaded.con, table, folder / f"{table.name}.{form}", form)


def _copy(con: "duckdb.DuckDBPyConnection", table: Table, path: Path, form: str) -> None:
    """Write one table; of CSV only the columns that are filled or required."""
    counts = ", ".join(f"count({raw.quoted(column.name)})" for column in table.columns)
    filled = con.execute(f"SELECT {counts} FROM raw.{table.name}").fetchone() or ()
    columns = [column for column, count in zip(table.columns, filled, strict=True) if count or column.required]
    cells = ", ".join(f"{_typed(column, form)} AS {raw.quoted(column.name)}" for column in columns)
    options = {"csv": "FORMAT csv, HEADER true", "jsonl": "FORMAT json, ARRAY false", "parquet": "FORMAT parquet"}[form]
    rows = f'SELECT {cells} FROM raw.{table.name} ORDER BY source, "row"'
    con.execute(f"COPY ({rows}) TO {raw.literal(path)} ({options})")


def _typed(column: Column, form: str) -> str:
    name = raw.quoted(column.name)
    if form == "csv":
        return name
    if column.several:
        return f"string_split({name}, '|')"
    return f"CAST({name} AS DOUBLE)" if column.kind is Kind.NUMBER else name
