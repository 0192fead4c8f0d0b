"""The SQL of the flow, read from its files and run."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_FOLDER = Path(__file__).parent


@cache
def text(name: str) -> str:
    """Return the SQL of a file of this package.

    Parameters
    ----------
    name : str
        Path below this package without ``.sql``, for example ``sets/trip`` or ``01_shipment``.
    """
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def run(con: "duckdb.DuckDBPyConnection", *names: str, **values: int | str) -> None:
    """Run files of SQL, one after the other.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        The store; its search path decides which world is meant.
    names : str
        Files, as for `text`.
    values : int or str
        What stands in braces in the files.
    """
    for name in names:
        con.execute(text(name).format(**values) if values else text(name))


def number(con: "duckdb.DuckDBPyConnection", query: str) -> int:
    """Return the one number that a query gives."""
    row = con.execute(query).fetchone()
    assert row is not None
    return int(row[0])
