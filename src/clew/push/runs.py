"""The runs in a database: listed, and those of results removed."""

from typing import TYPE_CHECKING, Any

from clew.errors import ClewError
from clew.formats.neo4j.access import session
from clew.model.database import RUN
from clew.model.results_database import RESULT_LABELS, RESULT_TYPES

if TYPE_CHECKING:
    import neo4j

_BATCH = 5000


def all_runs(opened: "neo4j.Session") -> list[dict[str, Any]]:
    """Return the properties of every run, by kind, name and id."""
    statement = f"MATCH (r:{RUN}) RETURN properties(r) AS run ORDER BY r.kind, r.name, r.id"
    return [dict(sorted(record["run"].items())) for record in opened.run(statement)]


def listed(address: str) -> list[dict[str, Any]]:
    """Return every run of a database."""
    with session(address) as opened:
        return all_runs(opened)


def remove(address: str, named: str) -> int:
    """Remove the findings of a run and return the number of nodes that went.

    Parameters
    ----------
    named : str
        Its id, or how that begins.

    Raises
    ------
    clew.errors.ClewError
        If there is no such run of a result, or several, or a person has tied something to its nodes.
    """
    with session(address) as opened:
        found = all_runs(opened)
        results = [run["id"] for run in found if run["kind"] == "result" and run["id"].startswith(named)]
        if len(results) != 1:
            there = ", ".join(run["id"][:16] for run in found if run["kind"] == "result") or "none"
            message = f"{'several runs begin' if results else 'there is no run of a result that begins'} with {named!r}"
            hint = f"runs of results: {there}; what a graph wrote goes by clew push GRAPH ADDRESS --replace"
            raise ClewError(message, hint=hint, code="E-RUN")
        return empty(opened, results[0])


def empty(opened: "neo4j.Session", run: str) -> int:
    """Delete the nodes of a run, and its mark."""
    for label in RESULT_LABELS:
        statement = (
            f"MATCH (n:{label})-[r]-() WHERE n.run = $run AND NOT type(r) IN $types RETURN type(r) AS kind LIMIT 1"
        )
        for record in opened.run(statement, run=run, types=list(RESULT_TYPES)):
            message = f"a person has tied something to the {label} nodes of this run by {record['kind']}"
            raise ClewError(message, hint="nothing was removed; delete these relationships first", code="E-FOREIGN")
    gone = 0
    for label in RESULT_LABELS:
        while True:
            statement = f"MATCH (n:{label}) WHERE n.run = $run WITH n LIMIT $most DETACH DELETE n"
            deleted = opened.run(statement, run=run, most=_BATCH).consume().counters.nodes_deleted
            gone += deleted
            if not deleted:
                break
    opened.run(f"MATCH (r:{RUN} {{id: $run}}) DETACH DELETE r", run=run).consume()
    return gone
