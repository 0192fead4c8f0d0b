"""From a store and packs to hops and sources, of which every question is asked."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from clew.model.policy import Policy
from clew.rules.pack import Pack
from clew.store.database import aside

if TYPE_CHECKING:
    import duckdb

STEPS = ("matching lists", "deriving hops", "finding sources")
"""What is done, in the words of the progress of a trace."""


def quiet(_: str) -> None:
    """Say nothing: the progress of a trace that nobody watches."""


def derive(
    con: "duckdb.DuckDBPyConnection",
    packs: Sequence[Pack],
    policy: Policy,
    progress: Callable[[str], None] = quiet,
    *,
    few: bool = True,
) -> None:
    """Match lists, derive hops and find sources in a built store.

    Parameters
    ----------
    progress : callable
        Told each of `STEPS` when it begins.
    few : bool
        Whether there are but few records; else lists are matched while hops are derived, which need no lists.
    """
    from clew import flow, rules
    from clew.rules import sources

    progress(STEPS[0])
    matched = aside(con, lambda con: rules.register(con, packs, policy), few=few)
    progress(STEPS[1])
    worlds = flow.run(con, policy)
    matched()
    progress(STEPS[2])
    sources.run(con, policy, worlds)
