"""Taking away what a push wrote and the new graph lacks, and nothing else."""

from typing import TYPE_CHECKING

from clew.errors import ClewError
from clew.formats.neo4j.access import shown
from clew.model.database import LABELS, STANCES
from clew.push import statements
from clew.push.difference import Difference

if TYPE_CHECKING:
    import neo4j

SHOWN = 20


def precheck(opened: "neo4j.Session", work: Difference, address: str) -> None:
    """Refuse to remove nodes that other people have tied something to.

    Raises
    ------
    clew.errors.ClewError
        Before anything was changed.
    """
    held = []
    for table, label in LABELS.items():
        gone = work.gone(table)
        for start in range(0, len(gone), 10_000):
            found = opened.run(statements.attached(label), rows=gone[start : start + 10_000])
            held += [f"(:{label} {{id: {record['id']!r}}}) has {record['kind']}" for record in found]
    if held:
        more = f" and {len(held) - SHOWN} more" if len(held) > SHOWN else ""
        listed = ", ".join(held[:SHOWN])
        message = f"{shown(address)}: relationships that no push drew hold nodes that the graph lacks: {listed}{more}"
        hint = "nothing was changed; delete these relationships yourself, or push without --replace"
        raise ClewError(message, hint=hint, code="E-FOREIGN")


def evidence(opened: "neo4j.Session", work: Difference, size: int) -> None:
    """Delete evidence that a push wrote and the graph lacks."""
    gone = work.gone("evidence")
    for kind in STANCES.values():
        for start in range(0, len(gone), size):
            opened.run(statements.delete_evidence(kind), rows=gone[start : start + size]).consume()


def nodes(opened: "neo4j.Session", work: Difference, size: int) -> None:
    """Delete nodes that a push wrote and the graph lacks: claims first, since they name the others."""
    order = ["lots", "facilities", "documents", "parties", "products"]
    claims = [table for table in reversed(list(LABELS)) if table not in order]
    for table in (*claims, *order):
        gone = work.gone(table)
        for start in range(0, len(gone), size):
            rows = gone[start : start + size]
            with opened.begin_transaction() as transaction:
                for statement in (*statements.untie(table), statements.unlink(LABELS[table])):
                    transaction.run(statement, rows=rows).consume()
                transaction.run(statements.delete(LABELS[table]), rows=rows).consume()
                transaction.commit()
