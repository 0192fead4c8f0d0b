"""The embedded database: opened so that it never reaches the network and never depends on the machine."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

T = TypeVar("T")

SMALL = 4_000_000
"""Bytes of input below which one thread is faster than several."""

HASTY = 200_000
"""Bytes of input below which statements are not optimized while records are read and built."""


def hasty(con: "duckdb.DuckDBPyConnection", *, on: bool) -> None:
    """Plan statements without optimizing them: for few records, planning takes longer than the work."""
    con.execute(f"PRAGMA {'disable' if on else 'enable'}_optimizer")


@contextmanager
def in_haste(con: "duckdb.DuckDBPyConnection", *, few: bool) -> Iterator[None]:
    """Plan the statements of a block without optimizing them, if there are but few records."""
    if few:
        hasty(con, on=True)
    try:
        yield
    finally:
        if few:
            hasty(con, on=False)


@contextmanager
def given(
    con: "duckdb.DuckDBPyConnection", **columns: "NDArray[Any] | Sequence[int] | Sequence[str]"
) -> Iterator[None]:
    """Let the statements of a block read columns as the table ``given``.

    Parameters
    ----------
    columns : arrays, or sequences of numbers (int32) or of texts, of one length

    Notes
    -----
    Many times faster than VALUES, or than lists as parameters, of which every number is a value of its own.
    """
    import numpy as np

    def array(column: "NDArray[Any] | Sequence[int] | Sequence[str]") -> "NDArray[Any]":
        if isinstance(column, np.ndarray):
            return column
        return np.array(column, object if len(column) and isinstance(column[0], str) else np.int32)

    con.register("given", {name: array(column) for name, column in columns.items()})
    try:
        yield
    finally:
        con.unregister("given")


def aside(
    con: "duckdb.DuckDBPyConnection", work: "Callable[[duckdb.DuckDBPyConnection], T]", *, few: bool
) -> Callable[[], T]:
    """Begin work on a second connection to a database, in a thread of its own.

    Parameters
    ----------
    work : callable
        Must not write what is read or written meanwhile.
    few : bool
        Whether there are but few records: then the work is done at once, which is faster than to begin a thread.

    Returns
    -------
    callable
        Waits for the end of the work, and returns or raises what it did.
    """
    if few:
        found = work(con)
        return lambda: found
    return meanwhile(lambda: work(con.cursor()))


def meanwhile(work: Callable[[], T]) -> Callable[[], T]:
    """Begin work in a thread of its own; return what waits for its end, and returns or raises what it did."""
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(1)
    begun = pool.submit(work)
    pool.shutdown(wait=False)
    return begun.result


def open_store(path: str | Path | None = None, *, threads: int = 1) -> "duckdb.DuckDBPyConnection":
    """Open an embedded database, in memory unless a path is given.

    Parameters
    ----------
    path : path, optional
        A database file; it is made if it does not exist.
    threads : int
        Threads that it may use; 0 for all processors.

    Returns
    -------
    duckdb.DuckDBPyConnection
    """
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "checkpoint_threshold": "1TB",  # else every checkpoint packs all tables in memory again, for seconds
    }
    if threads:
        config["threads"] = threads
    return duckdb.connect(str(path) if path is not None else ":memory:", config=config)
