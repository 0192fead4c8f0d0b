"""Parquet: a file a table, scanned by the database; typed columns become the text that CSV would have.

Blanks around texts are cut off; other white space around them is part of them.
"""

from pathlib import Path

from clew.formats.part import Part, Reading
from clew.store import open_store, raw
from clew.store.problems import Problem


def read(path: Path, table: str, file: str) -> Reading:
    """Read one Parquet file; rows are numbered from 1."""
    import duckdb

    scan = f"read_parquet({raw.literal(path)})"
    try:
        with open_store() as con:
            columns = con.execute(f"DESCRIBE SELECT * FROM {scan}").fetchall()
    except duckdb.Error as error:
        message = f"this is no Parquet file ({str(error).splitlines()[0]})"
        return Reading([], [Problem(file, table, 0, "", "E-FILE", path.name, message, "write it again")])
    cells = ", ".join(_text(column, kind, place) for place, (column, kind, *_) in enumerate(columns))
    relation = f"(SELECT {cells} FROM {scan})"
    header = tuple(column for column, *_ in columns)
    return Reading([Part(table, file, header, relation, first_row=1)])


def _text(column: str, kind: str, place: int) -> str:
    name = raw.quoted(column)
    if kind.endswith("[]"):
        text = f"array_to_string({name}, '|')"
    elif kind == "BOOLEAN":
        text = f"CASE {name} WHEN true THEN 'yes' WHEN false THEN 'no' END"
    elif kind in ("DOUBLE", "FLOAT") or kind.startswith("DECIMAL"):
        text = f"regexp_replace(CAST({name} AS VARCHAR), '\\.0+$', '')"
    elif kind.startswith("TIMESTAMP"):
        text = f"regexp_replace(CAST({name} AS VARCHAR), ' 00:00:00(\\+00)?$', '')"
    else:
        text = f"CAST({name} AS VARCHAR)"
    return f"{text} AS c{place}"
