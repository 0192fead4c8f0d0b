"""How many other paths run through the same parties as a path of a result: what is left if one record of it falls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from clew.model.basis import Basis

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clew.engine.count import Count
    from clew.engine.cutout import Subgraph

Plain = Mapping[str, Any]
LISTED = 101
"""Paths that are counted one by one where they go round in circles: this one and a hundred others."""


class Beside:
    """Counts the paths beside those of a result.

    Parameters
    ----------
    con : DuckDBPyConnection
        The traced graph.
    days : (first day, last day), optional
        Of ``--as-of``, see `clew.trace.run.days_of`.
    """

    def __init__(self, con: DuckDBPyConnection, days: tuple[int, int] | None = None) -> None:
        from clew.engine.subgraph import Session

        self._session = Session(con, days)
        self._counts: dict[tuple[object, ...], Count] = {}
        # One look at all holders takes less than one at those of each path.
        self._numbers: dict[str, int] = dict(con.execute("SELECT id, holder FROM holder").fetchall())

    def others(self, entry: str, finding: Plain) -> dict[str, Any]:
        """Return how many other paths there are beside that of a finding: ``paths``, and whether it is ``exact``.

        Notes
        -----
        Paths of the same rule to the same entry, as sure as this one or surer, that differ from it in a step at
        least, and are at no party or facility where this one is not.
        """
        from clew.engine.beside import among

        hops = finding["path"]["hops"]
        holders = {end["holder"] for hop in hops for end in (hop["from"], hop["to"]) if "holder" in end}
        word = finding["basis"]
        level = 0 if word == "rebutted" else int(Basis[word.upper()])
        numbers = [self._numbers[holder] for holder in holders]
        end = hops[-1]["to"]["entry"] if hops else entry
        cut = among(self._session, end, level, finding["rule"], numbers, in_force=finding["in_force"])
        found = self._count(cut)
        return {"paths": max(found.paths - 1, 0), "exact": found.exact}

    def _count(self, cut: Subgraph) -> Count:
        """Return the number of paths of a subgraph; rules whose sources lie alike are counted once."""
        from clew.engine.count import count_paths
        from clew.engine.walks import Walks

        starts = sorted(set(zip(cut.source_node.tolist(), cut.source_first.tolist(), strict=True)))
        key = cut.entry, cut.level, cut.hop.tobytes(), tuple(starts)
        if key not in self._counts:
            self._counts[key] = count_paths(Walks(cut), LISTED)
        return self._counts[key]
