"""From a trace to its gaps: what is looked up, and how far whole chains are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clew.trace.derive import quiet
from clew.trace.dress import Dresser
from clew.trace.facts import look_up_named
from clew.trace.gaps.case import Case, keep_claims
from clew.trace.gaps.houses import prepare
from clew.trace.gaps.told import Gaps
from clew.trace.run import Request, Trace, days_of, run
from clew.trace.select import entries_by_id

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clew.engine.subgraph import Session
    from clew.engine.upstream import UpstreamHops

LONG, MANY = 100_000, 1_000_000
"""Hops upstream, and hops times entries, above which whole chains are told only if that is asked for."""


def find_gaps(request: Request, progress: Callable[[str], None] = quiet) -> Gaps:
    """Trace entries and find what is missing.

    Parameters
    ----------
    request : Request
        Which entries, of which graphs.

    Raises
    ------
    ClewError
        As `run` does.
    """
    trace = run(request, progress)
    con, known, notes = trace.loaded.con, trace.dresser.facts, list[str]()
    upstream = _upstream(trace, request, notes)
    holders, items, claims = upstream.named() if upstream else (set(), set(), set())
    claims |= _workforces_at(con, holders)
    facts = look_up_named(con, holders | set(known.holders), items | set(known.items), claims | set(known.claims))
    keep_claims(con, facts.claims)
    prepare(con)
    case = Case(con, facts, tuple(_folders(request.graphs)), notes)
    dresser = Dresser.of(facts, trace.packs, virtual=trace.dresser.virtual)
    session = _session(trace, request) if upstream else None
    return Gaps(trace, upstream is not None, case, dresser, upstream, session, request)


def _upstream(trace: Trace, request: Request, notes: list[str]) -> UpstreamHops | None:
    """Return what finds the hops upstream of the entries, None where whole chains are not told."""
    if not trace.answers or not trace.answers[0].complete:
        return None
    from clew.engine.upstream import UpstreamHops

    upstream = UpstreamHops(trace.loaded.con, _numbers(trace))
    if request.chain == "full" or (upstream.hops <= LONG and upstream.hops * len(trace.answers) <= MANY):
        return upstream
    notes.append("these chains are long: only paths and a witness of what is open are told; --chain full has all")
    return None


def _session(trace: Trace, request: Request) -> Session:
    from clew.engine.subgraph import Session

    return Session(trace.loaded.con, days_of(request.as_of), entries=_numbers(trace))


def _numbers(trace: Trace) -> list[int]:
    return entries_by_id(trace.loaded.con, [answer.entry for answer in trace.answers])


def _workforces_at(con: DuckDBPyConnection, holders: set[str]) -> set[str]:
    """Return the workforces of some holders."""
    rows = con.execute(
        "SELECT c.id FROM workforce AS w JOIN claim AS c ON c.claim = w.claim "
        "WHERE w.holder IN (SELECT holder FROM holder WHERE id IN (SELECT unnest(?)))",
        [sorted(holders)],
    )
    return {claim for (claim,) in rows.fetchall()}


def _folders(graphs: Sequence[str]) -> Iterator[Path]:
    """Yield the folders in which graphs lie."""
    from clew.formats.gather import place

    for graph in graphs:
        path = Path(place(graph).path)
        if path.is_dir():
            yield path
        elif path.is_file():
            yield path.parent
