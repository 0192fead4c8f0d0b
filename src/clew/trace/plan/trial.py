"""A plan tried out: the records of its answers are added to a copy of the graph, which is traced anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from clew.trace.plan.asking import Asking
from clew.trace.plan.edits import Edits, apply
from clew.trace.plan.records import Hopes
from clew.trace.plan.request import Request

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clew.engine.subgraph import Session, Subgraph
    from clew.trace import run as running

AFTER_ALL = "9999-12-31"
"""The date of an entry that is made up, where it must be a record."""


@dataclass(frozen=True)
class Case:
    """A traced graph and the arrays of one of its entries.

    Attributes
    ----------
    trace : Trace
        Of the entry alone.
    """

    trace: running.Trace
    session: Session
    entry: str
    rules: tuple[str, ...] | None

    @property
    def con(self) -> DuckDBPyConnection:
        """The store."""
        return self.trace.loaded.con

    def cut(self, level: int) -> Subgraph:
        """Return what lies on some way to the entry at a level."""
        return self.session.pruned(self.entry, level, self.rules)


def opened(request: running.Request, entry: str, rules: tuple[str, ...] | None, progress: object = None) -> Case:
    """Trace an entry and read its arrays."""
    from clew.engine.subgraph import Session
    from clew.trace.run import day_of, quiet, run
    from clew.trace.select import entries_by_id

    trace = run(replace(request, entries=(entry,)), progress or quiet)  # type: ignore[arg-type]
    as_of = day_of(request.as_of)
    claims = entries_by_id(trace.loaded.con, [entry])
    session = Session(trace.loaded.con, None if as_of is None else (as_of, as_of), entries=claims)
    return Case(trace, session, entry, rules)


@contextmanager
def hoped(
    case: Case, request: running.Request, requests: Iterable[Request], inputs: dict[Request, set[str]], level: int
) -> Iterator[Case]:
    """Open the case as it would be with everything answered as hoped.

    Notes
    -----
    The raw records go through a saved case in a temporary folder: whatever the graph was read from, and however
    large it is, nothing of it changes.
    """
    from clew.formats import case as saved

    with TemporaryDirectory(prefix="clew-plan-") as folder:
        path = Path(folder) / "hoped.clew"
        saved.write(case.con, path)
        change(path, edits_of(case, request, requests, inputs, level))
        asked = replace(request, graphs=(str(path),), mapping=None, keep_going=False)
        traced = opened(asked, case.entry, case.rules)
        try:
            yield traced
        finally:
            traced.con.close()


def edits_of(
    case: Case, request: running.Request, requests: Iterable[Request], inputs: dict[Request, set[str]], level: int
) -> Edits:
    """Return the records of requests that are answered as hoped."""
    virtual = case.entry if case.trace.dresser.virtual else ""
    hopes = Hopes(case.con, request.policy, inputs, proven=level < 2, virtual=virtual)
    if virtual:
        rows = case.con.execute(
            "SELECT h.id, i.id FROM entry e JOIN claim c ON c.claim = e.claim JOIN moved m ON m.claim = e.claim "
            "JOIN holder h ON h.holder = e.consignor JOIN item i ON i.item = m.item WHERE c.id = ?",
            [case.entry],
        ).fetchall()
        for holder, item in rows:
            cells = {} if item == "*" else {"item": item}
            hopes.edits.add("entries", id=case.entry, consignor=holder, date=AFTER_ALL, **cells)
    return hopes.of(requests)


def change(path: Path, edits: Edits) -> None:
    """Change the raw records of a saved case."""
    from clew.store import open_store

    with open_store(path) as con:
        apply(con, edits)


def asking(case: Case, request: running.Request) -> Asking:
    """Return what can be asked about a case."""
    return Asking(case.con, request.policy)
