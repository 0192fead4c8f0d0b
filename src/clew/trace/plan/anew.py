"""A traced graph with changes of its records, traced again: what they can matter to is derived anew, the rest stands.

`changes` says at which holders something may be derived differently, `around` and `part` which records must be seen
to derive what is at these, `splice` puts it in the place of what was there. The engine then answers as ever, on all
hops: how far goods come does depend on the whole graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

from clew.trace.derive import derive
from clew.trace.plan.around import Around
from clew.trace.plan.changes import affected
from clew.trace.plan.naming import write_words
from clew.trace.plan.part import Gathering, built
from clew.trace.plan.splice import Derived, Numbers, Splice, write

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clew.trace import run as running
    from clew.trace.plan.edits import Edits
    from clew.trace.plan.trial import Case

_numbers = count()


class Whole:
    """What is kept of a traced store so that one try-out after another can begin from it.

    Parameters
    ----------
    con : DuckDBPyConnection
    as_of : (first day, last day), optional
        Days on one of which rules must be in force, instead of each entry's own date.
    """

    def __init__(self, con: DuckDBPyConnection, as_of: tuple[int, int] | None = None) -> None:
        self.con = con.cursor()
        self.as_of = as_of
        self.around = Around(self.con)

    @cached_property
    def derived(self) -> Derived:
        """What flow and sources made of it."""
        return Derived.of(self.con)

    @cached_property
    def holders(self) -> int:
        """How many holders there are."""
        return int(self.con.execute("SELECT count(*) FROM holder").fetchall()[0][0])

    def case(self, trace: running.Trace, entry: str) -> Case:
        """Return an entry of a trace of the graph, to try things out."""
        from clew.trace.plan.trial import Case

        answers = tuple(answer for answer in trace.answers if answer.entry == entry)
        return Case(replace(trace, loaded=replace(trace.loaded, con=self.con), answers=answers), entry, None, self)

    def planned(self, trace: running.Trace, entry: str, rule: str | None) -> Case:
        """Return an entry to plan for: answered by itself, with everything that is open upstream of it."""
        from clew.engine import answering
        from clew.trace.select import entries_by_id

        case = self.case(trace, entry)
        answers = answering.answer(self.con, entries=entries_by_id(self.con, [entry]), as_of=self.as_of, printed=False)
        rules = None if rule is None else (rule,)
        return replace(case, trace=replace(case.trace, answers=tuple(answers)), rules=rules)


@contextmanager
def traced(
    case: Case, request: running.Request, edits: Edits, *, complete: bool, printed: bool = False
) -> Iterator[Case]:
    """Open a case with changes of its records; one without an entry with all entries answered.

    Parameters
    ----------
    complete, printed : bool
        As `clew.engine.answering.answer`.

    Raises
    ------
    SpliceError
        If what was derived anew does not fit.
    """
    from clew.engine import answering
    from clew.trace.select import entries_by_id

    con, schema = case.whole.con.cursor(), f"trial{next(_numbers)}"
    con.execute(f"CREATE SCHEMA {schema}; SET search_path='{schema},main'")
    try:
        _derive(case, request, edits, con)
        claims = entries_by_id(con, [case.entry]) if case.entry else None
        answers = answering.answer(con, entries=claims, complete=complete, as_of=case.whole.as_of, printed=printed)
        loaded = replace(case.trace.loaded, con=con)
        yield replace(case, trace=replace(case.trace, loaded=loaded, answers=tuple(answers)))
    finally:
        con.execute(f"SET search_path='main'; DROP SCHEMA {schema} CASCADE")
        con.close()


def _derive(case: Case, request: running.Request, edits: Edits, con: DuckDBPyConnection) -> None:
    """Make the tables of the changed graph in the schema at hand."""
    whole = case.whole
    kept, goods = affected(whole.around, edits)
    part = Gathering(whole.around, whole.con).part(kept, goods, edits)
    there = built(part).con
    try:
        derive(there, case.trace.packs, request.policy)
        numbers = Numbers.match(whole.con, there)
        write(con, Splice(whole.derived, Derived.of(there), numbers, kept, whole.holders).tables())
        write_words(con, there, numbers, set(part.judged), set(part.known))
    finally:
        there.close()
