"""Saved cases ``NAME.clew``: a database file that holds the raw records and where each came from."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from clew import __version__
from clew.errors import UnreadableError
from clew.formats.cells import SHIPMENTS_OF_SUPPLIES
from clew.formats.part import Part, Reading
from clew.model.tables import SHORT_FORMS, TABLES
from clew.store import open_store, raw

if TYPE_CHECKING:
    import duckdb

FORMAT = 1
"""Edition of the layout of the file."""


def read(path: Path, file: str) -> Reading:
    """Read a saved case; every row keeps the file and row that it came from."""
    with _opened(path, file, threads=1) as con:
        edition = con.execute("SELECT edition FROM opened.raw.saved").fetchall()
        sources = con.execute("SELECT source, table_name, file FROM opened.raw.source ORDER BY 1").fetchall()
    if edition != [(FORMAT,)]:
        message = f"{file}: the case is of another edition ({edition[0][0]}; this is clew {__version__})"
        raise UnreadableError(
            message, hint="convert it with the clew that wrote it, to a folder of CSV", code="E-FORMAT"
        )
    return Reading([_part(str(path), *source) for source in sources])


def digest(path: Path) -> str:
    """Return a hash of the records of a case, and of the files and rows that they came from.

    Notes
    -----
    `clew.store.digest` is of the records alone, however they are written; here every sign counts. What people noted
    in the case is no record.
    """
    found = sha256()
    with _opened(path, path.name, threads=2) as con:
        for table in ("source", *TABLES):
            names = ("table_name", "file") if table == "source" else (*TABLES[table].names, "row")
            cells = ", ".join(f"coalesce({raw.quoted(name)} :: VARCHAR, chr(0))" for name in ("source", *names))
            rows = f"SELECT sha256(concat_ws(chr(31), {cells})) AS h FROM opened.raw.{table}"
            hashes = con.execute(f"SELECT coalesce(string_agg(h, '' ORDER BY h), '') FROM ({rows})").fetchall()[0][0]
            found.update(f"{table}:{hashes}\n".encode())
    return found.hexdigest()


@contextmanager
def _opened(path: Path, file: str, *, threads: int) -> Iterator["duckdb.DuckDBPyConnection"]:
    import duckdb

    try:
        with open_store(threads=threads) as con:
            con.execute(f"ATTACH {raw.literal(path)} AS opened (READ_ONLY)")
            yield con
    except duckdb.Error as error:
        hint = "another program may hold it open, or it is damaged; a case is written by `clew convert IN NAME.clew`"
        raise UnreadableError(f"{file}: this is no saved case ({str(error).splitlines()[0]})", hint=hint) from error


def _part(path: str, source: int, table: str, origin: str) -> Part:
    target = "shipments" if table in SHORT_FORMS else table
    header = SHORT_FORMS[table].names if table in SHORT_FORMS else TABLES[table].names
    stored = [SHIPMENTS_OF_SUPPLIES[column] if table in SHORT_FORMS else column for column in header]
    cells = ", ".join(f"{raw.quoted(column)} AS c{place}" for place, column in enumerate(stored))
    relation = f'(SELECT {cells}, "row" AS n FROM opened.raw.{target} WHERE source = {source})'
    return Part(table, origin, header, relation, attached=path)


def write(con: "duckdb.DuckDBPyConnection", path: Path) -> None:
    """Save the raw records of a store; the file appears whole or not at all."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        con.execute(f"ATTACH {raw.literal(unfinished)} AS saving")
        try:
            con.execute("CREATE SCHEMA saving.raw")
            con.execute(f"CREATE TABLE saving.raw.saved AS SELECT {FORMAT} AS edition, '{__version__}' AS clew")
            for table in ("source", *TABLES):
                con.execute(f"CREATE TABLE saving.raw.{table} AS SELECT * FROM raw.{table} ORDER BY ALL")
        finally:
            con.execute("DETACH saving")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
