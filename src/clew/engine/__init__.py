"""What reaches an entry, by which path, and what is open behind it."""

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clew.model.answers import Answer


def answer(
    con: "DuckDBPyConnection",
    *,
    entries: Iterable[int] | None = None,
    complete: bool | None = None,
    as_of: tuple[int, int] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    fast: bool | None = None,
    without_paths: Collection[int] = (),
    printed: bool = True,
) -> "list[Answer]":
    """Answer for entries: findings with their best paths, verdict, chain.

    Parameters
    ----------
    con : DuckDB connection
        With the tables of hops, sources and facts of stocks (hop, stock, holder, item, claim, entry, entry_node,
        node_count, stock_made, stock_open, stock_gap, source, label, rule, listing, exposure, workforce).
    entries : claim numbers, optional
        The entries to answer for; all by default.
    complete : bool, optional
        Whether lists hold everything or one witness each. By default everything where entries are named, or
        where there are less than 100,000 hops.
    as_of : (first day, last day), optional
        Days on one of which rules must be in force, instead of each entry's own date.
    progress : callable, optional
        Called with a stage, how many stages are done, and of how many.
    fast : bool, optional
        Whether to compile kernels with numba; by default where the graph is large and numba is installed.
    without_paths : claim numbers
        Entries of which less is wanted: their findings have no sources and no path, and where lists hold one
        witness each, `behind` is empty if `chain` is open.
    printed : bool
        Whether complete answers have their fingerprints.

    Returns
    -------
    list of Answer
        Sorted by the id of the entry.

    Notes
    -----
    A bounded number of sweeps, each about linear in hops. Nothing is checked of the tables.
    """
    from clew.engine.answering import answer as answer_

    return answer_(
        con, entries=entries, complete=complete, as_of=as_of, progress=progress, fast=fast,
        without_paths=without_paths, printed=printed,
    )  # fmt: skip


def would_compile(hops: int) -> bool:
    """Whether a graph of this many hops would be answered faster if numba were installed, which it is not."""
    from clew.engine.jit import WORTH_COMPILING, numba_installed

    return hops > WORTH_COMPILING and not numba_installed()
