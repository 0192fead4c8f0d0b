"""A plan tried out: the records of its answers are added to the graph, and what they change is traced anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property
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
    from clew.trace.plan.anew import Whole

AFTER_ALL = "9999-12-31"
"""The date of an entry that is made up, where it must be a record."""


@dataclass(frozen=True)
class Case:
    """A traced graph and the arrays of one of its entries.

    Attributes
    ----------
    trace : Trace
        Of the entry alone.
    whole : Whole
        What try-outs begin from.
    """

    trace: running.Trace
    entry: str
    rules: tuple[str, ...] | None
    whole: Whole

    @property
    def con(self) -> DuckDBPyConnection:
        """The store."""
        return self.trace.loaded.con

    @cached_property
    def session(self) -> Session:
        """The arrays."""
        from clew.engine.subgraph import Session
        from clew.trace.select import entries_by_id

        return Session(self.con, self.whole.as_of, entries=entries_by_id(self.con, [self.entry]))

    def cut(self, level: int) -> Subgraph:
        """Return what lies on some way to the entry at a level."""
        return self.session.pruned(self.entry, level, self.rules)


def opened(request: running.Request, entry: str, rules: tuple[str, ...] | None, progress: object = None) -> Case:
    """Trace an entry; without one (""), all."""
    from clew.trace.derive import quiet
    from clew.trace.plan.anew import Whole
    from clew.trace.run import days_of, run

    asked = replace(request, entries=(entry,)) if entry else replace(request, chain="witness")
    trace = run(asked, progress or quiet)  # type: ignore[arg-type]
    return Case(trace, entry, rules, Whole(trace.loaded.con, days_of(request.as_of)))


@contextmanager
def hoped(
    case: Case, request: running.Request, requests: Iterable[Request], inputs: dict[Request, set[str]], level: int
) -> Iterator[Case]:
    """Open the case as it would be with everything answered as hoped.

    Notes
    -----
    Nothing of the graph changes, whatever it was read from.
    """
    edits = edits_of(case, request, requests, inputs, level)
    with supposed(case, request, edits) as traced:
        yield traced


@contextmanager
def supposed(case: Case, request: running.Request, edits: Edits, *, complete: bool = True) -> Iterator[Case]:
    """Open the case as it would be with changes of its records.

    Parameters
    ----------
    complete : bool
        Whether the lists of the chain are to be complete.

    Notes
    -----
    What the changes can matter to is derived anew. Where entries are made up, that is everything: with an entry on
    record, the others are no more.
    """
    from clew.trace.plan import anew
    from clew.trace.plan.splice import SpliceError

    with ExitStack() as stack:
        traced = None
        if not case.trace.dresser.virtual:
            with suppress(SpliceError):
                traced = stack.enter_context(anew.traced(case, request, edits, complete=complete))
        yield traced or stack.enter_context(traced_whole(case, request, edits))


@contextmanager
def traced_whole(case: Case, request: running.Request, edits: Edits) -> Iterator[Case]:
    """Open the case with changes of its records, traced as a graph of its own.

    Notes
    -----
    The raw records go through a saved case in a temporary folder.
    """
    from clew.formats import case as saved

    with TemporaryDirectory(prefix="clew-plan-") as folder:
        path = Path(folder) / "hoped.clew"
        saved.write(case.con, path)
        change(path, edits)
        asked = replace(request, graphs=(str(path),), mapping=None, encoding="utf-8", keep_going=False)
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
