"""What the explorer has on its desk: one traced graph, arrays for questions about it, the case it is saved in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from itertools import islice
from threading import Event, RLock
from time import sleep
from typing import TYPE_CHECKING, Any

from clew.errors import ClewError
from clew.model.basis import Basis
from clew.trace.derive import quiet
from clew.trace.kept import Keeper
from clew.trace.paths import Paths
from clew.trace.run import STEPS, Request, Trace, begin, days_of, finish, run

if TYPE_CHECKING:
    from pathlib import Path

    from clew.engine.subgraph import Session
    from clew.explorer.rows import Rows
    from clew.explorer.search import Index
    from clew.explorer.whatif import Planned
    from clew.model.answers import Answer
    from clew.trace.plan.anew import Whole
    from clew.trace.run import Begun
    from clew.views.board import Board


BREATH = 0.01
"""Seconds for which the desk is left to those who wait for it."""


class Traced:
    """One trace, and what is worked out from it when first asked for.

    Parameters
    ----------
    trace : Trace
        Of all entries.
    request : Request
        What was traced.
    """

    def __init__(self, trace: Trace, request: Request) -> None:
        self.trace = trace
        self.request = request
        self.answers: dict[str, Answer] = {answer.entry: answer for answer in trace.answers}
        self.plans: dict[tuple[str, str], Planned] = {}
        self._paths: dict[tuple[str, str | None], Paths] = {}

    @cached_property
    def session(self) -> Session:
        """The arrays of the graph."""
        from clew.engine.subgraph import Session

        return Session(self.trace.loaded.con, days_of(self.request.as_of))

    @cached_property
    def rows(self) -> Rows:
        """The rows of the list of paths."""
        from clew.explorer.rows import Rows

        return Rows(self.trace)

    @cached_property
    def index(self) -> Index:
        """What can be searched."""
        from clew.explorer.search import Index

        return Index(self.trace.loaded.con)

    @cached_property
    def board(self) -> Board:
        """Every stock by tier and country."""
        from clew.views.board import of

        return of(self.session)

    def answer(self, entry: str) -> Answer:
        """Return the answer for an entry.

        Raises
        ------
        ClewError
            If there is no such entry.
        """
        found = self.answers.get(entry)
        if found is None:
            raise ClewError(f"there is no entry {entry!r} in this graph.", code="E-ENTRY")
        return found

    def paths(self, entry: str, rule: str | None) -> Paths:
        """Return the paths of an entry by a rule (None = any) at their strongest; a few are remembered."""
        key = (entry, rule)
        if key not in self._paths:
            answer = self.answer(entry)
            cut = self.session.strongest(entry, None if rule is None else (rule,))
            basis = None if cut is None else Basis(cut.level)
            only = replace(self.trace, answers=(answer,))
            if len(self._paths) >= 16:
                del self._paths[next(iter(self._paths))]
            self._paths[key] = Paths(only, self.session, basis, rule, cut, int(basis or 4))
        return self._paths[key]

    @cached_property
    def whole(self) -> Whole:
        """What try-outs begin from."""
        from clew.trace.plan.anew import Whole

        return Whole(self.trace.loaded.con, days_of(self.request.as_of))

    def best(self, entry: str, rule: str | None, count: int) -> list[Any]:
        """Return the best paths of an entry."""
        return list(islice(self.paths(entry, rule).best(), count))


class Desk:
    """The traced graph of an explorer; one question at a time.

    Parameters
    ----------
    request : Request
        What to trace, at first and again after decisions.
    case : Path, optional
        The case in which notes and decisions are saved.
    later : bool
        Whether the graph is only read and checked now, and traced by `trace`; questions wait until it is.

    Attributes
    ----------
    keeper : Keeper or None
        Of a whole case as it is: keeps its result, which is found here the next time.
    is_kept : bool
        Whether the result at hand is one that was kept, and is still the case's.

    Raises
    ------
    ClewError
        If anything is wrong with what is asked or with the records.
    """

    def __init__(
        self, request: Request, case: Path | None, progress: Callable[[str], None] = quiet, *, later: bool = False
    ) -> None:
        self._request = request
        self.case = case
        self._lock = RLock()
        self._tracing = RLock()
        self._traced_once = Event()
        self._fault: Exception | None = None
        self.step = STEPS[0]
        self._decided = self._decisions()
        self.edition = 1
        self.keeper = Keeper.of(request)
        kept = self.keeper and self.keeper.find()
        self.is_kept = kept is not None
        self._begun: Begun | None = None
        if kept:
            self._traced = Traced(kept, request)
            self._traced_once.set()
            return
        self._begun = begin(request, progress)
        if not later:
            self.trace(progress)

    def _decisions(self) -> int:
        from clew.formats import journal

        return sum(bool(line.decision) for line in journal.read(self.case)) if self.case else 0

    @property
    def entries(self) -> int:
        """How many entries there are, traced or not yet."""
        return self._begun.entries if self._begun else len(self._traced.trace.answers)

    @property
    def is_stale(self) -> bool:
        """Whether somebody decided something since the trace."""
        return self._decisions() != self._decided

    @property
    def is_traced(self) -> bool:
        """Whether questions are answered, and not kept waiting."""
        return self._traced_once.is_set()

    def trace(self, progress: Callable[[str], None] = quiet) -> None:
        """Trace the graph that was read, and answer the questions that wait; nothing if the result was kept."""
        if self._begun is None:
            return

        def step(words: str) -> None:
            self.step = words
            progress(words)

        try:
            self._traced = Traced(finish(self._begun, step), self._request)
        except Exception as error:
            self._fault = error
            raise
        finally:
            self._traced_once.set()

    @contextmanager
    def at_hand(self) -> Iterator[Traced]:
        """Hold the traced graph: the database behind it takes one question at a time.

        Raises
        ------
        Exception
            What ended the trace, if it came to no end of its own.
        """
        self._traced_once.wait()
        if self._fault is not None:
            raise self._fault
        with self._lock:
            yield self._traced

    def trace_again(self) -> None:
        """Trace the graph anew, as its files are now; questions are answered from the old one meanwhile."""
        self._traced_once.wait()
        with self._tracing:
            decided = self._decisions()
            if self.keeper:
                self.keeper.look()
            traced = Traced(run(self._request), self._request)
            with self._lock:
                self._traced, before = traced, self._traced
                self._decided = decided
                self.is_kept = False
                self.edition += 1
                before.trace.loaded.con.close()

    def warm(self) -> None:
        """Work out beforehand what the first questions need, one after another: who waits is answered in between."""
        for name in ("rows", "session", "board", "index"):
            with self.at_hand() as traced:
                getattr(traced, name)
            sleep(BREATH)
        _ = traced.session.graph.backward  # compiled code takes a while to come, and holds nobody up here

    def keep(self) -> str:
        """Keep the result beside the case, if it is of one and is not kept already.

        Returns
        -------
        str
            Why it was not kept; empty if it was, or if there is no need.
        """
        with self._tracing:
            return self.keeper.keep(self._traced.trace) if self.keeper and not self.is_kept else ""

    def stop(self) -> None:
        """Break off a trace that nobody waits for any more."""
        if self._begun and not self.is_traced:
            self._begun.loaded.con.interrupt()
