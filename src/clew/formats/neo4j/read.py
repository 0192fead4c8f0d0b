"""A database at an address, read as a GRAPH."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from clew.errors import ClewError
from clew.formats.neo4j import oddities, snapshot
from clew.formats.neo4j.access import asked, session, shown
from clew.formats.part import Part, Reading
from clew.model.database import LABELS, RUN
from clew.model.tables import TABLES
from clew.store.problems import Problem

if TYPE_CHECKING:
    import neo4j

PREFIX = "neo4j:"


def read(address: str, label: str) -> Reading:
    """Read every record of a database.

    Raises
    ------
    clew.errors.ClewError
        If the database cannot be reached, or holds a push that did not end.
    """
    with session(address) as opened:
        runs = graph_runs(opened)
        _whole(address, runs)
        taken = snapshot.take(opened)
        taken.problems += oddities.find(opened)
        if graph_runs(opened) != runs:
            taken.remove()
            message = f"{shown(address)}: somebody pushed into the database while it was read"
            raise ClewError(message, hint="read it again", code="E-INCOMPLETE")
    return reading(taken, label, "+".join(sorted({str(run["name"]) for run in runs})))


def graph_runs(opened: "neo4j.Session") -> list[dict[str, object]]:
    """Return the marks of all pushes of graphs, by id."""
    statement = f"MATCH (r:{RUN}) WHERE r.kind = 'graph' RETURN properties(r) AS run ORDER BY r.id"
    return [dict(record["run"]) for record in opened.run(statement)]


def _whole(address: str, runs: Sequence[dict[str, object]]) -> None:
    open_runs = [run for run in runs if run.get("state") != "complete"]
    if open_runs and not asked().incomplete:
        names = ", ".join(f"{run.get('name')} ({str(run['id'])[:12]})" for run in open_runs)
        message = f"{shown(address)}: a push into the database did not end: {names}"
        hint = "push the same graph again: it goes on where it stopped; --incomplete reads what is there"
        raise ClewError(message, hint=hint, code="E-INCOMPLETE")


def reading(taken: snapshot.Snapshot, label: str, name: str) -> Reading:
    """Return what was taken as a reading; it removes its file when the records are in the store."""
    found = Reading([], list(taken.problems), name=name)
    for problem, values in taken.refused:
        found.refuse(problem, values)
    for table in TABLES:
        rows = taken.records.get(table, 0)
        if rows:
            header = TABLES[table].names
            cells = ", ".join(f"c{place}" for place in range(len(header)))
            source = f"(SELECT {cells}, n FROM opened.t_{table})"
            file = f"{label}{PREFIX}{LABELS.get(table, 'Evidence')}"
            found.parts.append(Part(table, file, header, source, rows=rows, attached=str(taken.file)))
    found.folders.append(taken.folder)
    found.relocate.append(lambda problems: relocated(taken, label, problems))
    return found


def relocated(taken: snapshot.Snapshot, label: str, problems: Sequence[Problem]) -> list[Problem]:
    """Return problems with the label and id of the node instead of a number of a row."""
    import duckdb

    found, rows = [], defaultdict(set)
    for problem in problems:
        if problem.row and problem.file.startswith(label + PREFIX) and problem.table in TABLES:
            rows[problem.table].add(problem.row)
    places = {}
    with duckdb.connect(str(taken.file), read_only=True) as con:
        for table, numbers in rows.items():
            statement = f"SELECT n, c0, c1, id FROM t_{table} WHERE n IN (SELECT unnest(?))"
            for number, first, second, own in con.execute(statement, [sorted(numbers)]).fetchall():
                places[table, number] = _place(table, first, second, own)
    for problem in problems:
        where = places.get((problem.table, problem.row)) if problem.file.startswith(label + PREFIX) else None
        found.append(problem if where is None else replace(problem, file=where, row=0))
    return found


def _place(table: str, first: str, second: str, own: str | None) -> str:
    if table == "evidence":
        return f"neo4j evidence from (:Document {{id: {first!r}}}) to {second!r}"
    if table == "matches":
        return f"neo4j (:Match {{id: {own!r}, holder: {first!r}, listing: {second!r}}})"
    return f"neo4j (:{LABELS[table]} {{id: {first!r}}})"
