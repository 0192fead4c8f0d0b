"""Evidence: rows that are relationships from a document to a claim."""

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any

from clew.errors import ClewError
from clew.model.database import KEY, LABELS, STANCES
from clew.model.tables import CLAIM_TABLES
from clew.push import statements
from clew.push.difference import Difference
from clew.push.draw import Tie, batches

if TYPE_CHECKING:
    import duckdb
    import neo4j


def write_evidence(opened: "neo4j.Session", work: Difference, size: int) -> None:
    """Write the rows of evidence that the database lacks, or of which a person made another."""
    label_of = labels_of_claims(work.con, "SELECT c1 FROM diff.evidence WHERE state IN ('new', 'changed')")
    for batch in batches(chain(work.rows("evidence", "changed"), work.rows("evidence", "new")), size):
        ties: dict[tuple[str, str, str], list[Tie]] = defaultdict(list)
        for key, (document, claim, stance, about, note) in batch:
            said: dict[str, Any] = {KEY: key, "about": about, "note": note}
            label = label_of[str(claim)]
            ties[STANCES[str(stance).lower()], "Document", label].append([document, claim, said])
        with opened.begin_transaction() as transaction:
            for kind in STANCES.values() if work.counts["evidence"].changed else ():
                transaction.run(statements.delete_evidence(kind), rows=[key for key, _ in batch]).consume()
            for (kind, start, end), rows in sorted(ties.items()):
                made = transaction.run(statements.tie(kind, start, end), rows=rows).consume()
                if made.counters.relationships_created != len(rows):
                    message = f"{len(rows):,} pieces of evidence do not find their documents and claims"
                    raise ClewError(message, hint="somebody else writes too; push again", code="E-INCOMPLETE")
            transaction.commit()


def labels_of_claims(con: "duckdb.DuckDBPyConnection", cited: str) -> dict[str, str]:
    """Return the label of every claim that evidence cites; an id of a facility and of a claim is the claim's.

    Parameters
    ----------
    cited : str
        SQL for the ids.
    """
    tables = ("facilities", *CLAIM_TABLES)
    parts = " UNION ALL ".join(
        f"SELECT id, '{LABELS[table]}' AS label, {place} AS place FROM raw.{table}"
        for place, table in enumerate(tables)
    )
    return dict(con.execute(f"SELECT id, label FROM ({parts}) WHERE id IN ({cited}) ORDER BY place").fetchall())
