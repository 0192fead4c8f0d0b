"""A push of a graph: compare, write what differs in batches, compare again, mark as complete."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clew import __version__
from clew.errors import ClewError
from clew.formats.neo4j import snapshot
from clew.formats.neo4j.access import session, shown
from clew.formats.neo4j.read import graph_runs
from clew.model.database import LABELS, constraints
from clew.model.tables import NODE_TABLES
from clew.push import lacking, remove, statements
from clew.push.difference import Difference, difference, labels_of
from clew.push.draw import Row, batches, draw
from clew.push.evidence import write_evidence

if TYPE_CHECKING:
    import neo4j

    from clew.formats import Loaded

BATCH = 4000
"""Records of one transaction."""
SHOWN = 20
STEPS = ("reading the graph", "reading the database", "writing", "comparing")
ORDER = ("products", "parties", "documents", "facilities", "lots")
"""Tables of nodes in the order in which they can be written: what is named comes before what names it."""


@dataclass(frozen=True)
class Pushed:
    """What a push did.

    Attributes
    ----------
    added, changed, removed : int
        Records written, set anew, taken away.
    redrawn : int
        Records that lacked a relationship beside them, and have it again.
    kept, typed : int
        Records of the database that the graph lacks, and those of them that no push wrote.
    database_sha256 : str
        Hash of the records that the database holds now; that of the graph if it holds nothing else.
    skipped : int
        Processes of so many inputs and outputs that their MADE_OF were not drawn.
    """

    name: str
    sha256: str
    records: dict[str, int]
    added: int
    changed: int
    removed: int
    redrawn: int
    kept: int
    typed: int
    database_records: dict[str, int]
    database_sha256: str
    skipped: int

    def document(self) -> dict[str, object]:
        """Return it as plain data."""
        return {
            "clew": __version__,
            "graph": {"name": self.name, "sha256": self.sha256, "records": self.records},
            "added": self.added,
            "changed": self.changed,
            "removed": self.removed,
            "redrawn": self.redrawn,
            "kept": self.kept,
            "typed": self.typed,
            "database": {"sha256": self.database_sha256, "records": self.database_records},
            "made_of_not_drawn": self.skipped,
        }


def push_graph(
    loaded: "Loaded", address: str, *, replace: bool = False, progress: Callable[[str], None] = lambda _: None
) -> Pushed:
    """Write the records of a graph into a database.

    Parameters
    ----------
    replace : bool
        Whether records of the database that a push wrote and the graph lacks are taken away.
    progress : callable
        Told each of `STEPS` when it begins.

    Raises
    ------
    clew.errors.ClewError
        If the database cannot be reached or refuses, if records that no push wrote are in the way, or if the
        connection broke; the same push goes on where it stopped.
    """
    begun = False
    try:
        with session(address) as opened:
            prepare(opened)
            progress(STEPS[1])
            work = _compared(loaded, opened, address)
            lacking.find(opened, work)
            runs = graph_runs(opened)
            whole = any(run["id"] == loaded.sha256 and run["state"] == "complete" for run in runs)
            planned = _planned(work, replace=replace)
            if whole and not any(planned) and not (replace and len(runs) > 1):
                return _pushed(loaded, work, planned, 0)
            _refuse_typed(work, address)
            if replace:
                remove.precheck(opened, work, address)
            begun = True
            progress(STEPS[2])
            skipped = _write(loaded, opened, work, replace=replace)
            progress(STEPS[3])
            after = _compared(loaded, opened, address)
            _end(loaded, opened, after, address, replace=replace)
            return _pushed(loaded, after, planned, skipped)
    except ClewError as error:
        if begun and error.code == "E-SERVER":
            hint = "what was written stays, marked as incomplete; the same push goes on where it stopped"
            raise ClewError(f"{error.message}, in the middle of the push", hint=hint, code=error.code) from None
        raise


def prepare(opened: "neo4j.Session") -> None:
    """Make the constraints and indexes that are not there yet."""
    make(opened, constraints())


def make(opened: "neo4j.Session", wanted: Sequence[str]) -> None:
    """Run those of some statements that make what is not there, each of the form CREATE CONSTRAINT NAME …."""
    shown = "SHOW CONSTRAINTS YIELD name RETURN name", "SHOW INDEXES YIELD name RETURN name"
    there = {record["name"] for statement in shown for record in opened.run(statement)}
    absent = [statement for statement in wanted if statement.split()[2] not in there]
    for statement in absent:
        opened.run(statement).consume()
    if absent:
        opened.run("CALL db.awaitIndexes(60)").consume()


def _planned(work: Difference, *, replace: bool) -> tuple[int, int, int, int]:
    removed = work.total("kept") - work.total("typed") if replace else 0
    return work.total("added"), work.total("changed"), removed, work.total("redrawn")


def _compared(loaded: "Loaded", opened: "neo4j.Session", address: str) -> Difference:
    taken = snapshot.take(opened)
    try:
        if taken.refused:
            problems = sorted(str(problem) for problem, _ in taken.refused)
            listed = "\n".join(f"  {text}" for text in problems[:SHOWN])
            more = f"\n  … and {len(problems) - SHOWN} more" if len(problems) > SHOWN else ""
            message = f"{shown(address)}: the database holds what is no record:\n{listed}{more}"
            raise ClewError(message, hint="mend or delete it in the database, and push again", code="E-FOREIGN")
        return difference(loaded.con, taken)
    finally:
        taken.remove()


def _refuse_typed(work: Difference, address: str) -> None:
    """Refuse to set anew what no push wrote."""
    typed = [f"(:{label} {{id: {key!r}}})" for table, label in LABELS.items() for key in work.typed_changes(table)]
    if typed:
        more = f" and {len(typed) - SHOWN} more" if len(typed) > SHOWN else ""
        message = f"{shown(address)}: not written by a push, and not as in the graph: {', '.join(typed[:SHOWN])}{more}"
        hint = "nothing was changed; give the records other ids, or delete these nodes, or push elsewhere"
        raise ClewError(message, hint=hint, code="E-FOREIGN")


def _write(loaded: "Loaded", opened: "neo4j.Session", work: Difference, *, replace: bool) -> int:
    """Write what differs; return the number of processes whose MADE_OF are too many."""
    begin = {"id": loaded.sha256, "kind": "graph", "name": loaded.name, "clew": __version__}
    opened.run(statements.BEGIN, begin).consume()
    if replace:
        remove.evidence(opened, work, BATCH)
    label_of = labels_of(loaded.con, NODE_TABLES)
    skipped = 0
    for table in (*ORDER, *(table for table in LABELS if table not in ORDER)):
        for batch in batches(work.rows(table, "new"), BATCH):
            skipped += _write_batch(opened, table, batch, label_of, anew=False)
        for state in ("changed", "redrawn"):
            for batch in batches(work.rows(table, state), BATCH):
                skipped += _write_batch(opened, table, batch, label_of, anew=True)
    write_evidence(opened, work, BATCH)
    if replace:
        remove.nodes(opened, work, BATCH)
    return skipped


def _write_batch(
    opened: "neo4j.Session", table: str, batch: Sequence[Row], label_of: Mapping[str, str], *, anew: bool
) -> int:
    """Write nodes with all their relationships in one transaction, so that one is never there without the other."""
    drawing = draw(table, batch, label_of)
    label = LABELS[table]
    with opened.begin_transaction() as transaction:
        if anew:
            for statement in statements.untie(table):
                transaction.run(statement, rows=[key for key, _ in batch]).consume()
        nodes = statements.change(label) if anew else statements.create(label)
        transaction.run(nodes, rows=drawing.nodes).consume()
        for (kind, start, end), rows in sorted(drawing.ties.items()):
            made = transaction.run(statements.tie(kind, start, end), rows=rows).consume()
            if made.counters.relationships_created != len(rows):
                transaction.rollback()
                message = f"{len(rows) - made.counters.relationships_created:,} nodes vanished while they were tied"
                raise ClewError(message, hint="somebody else writes too; push again", code="E-INCOMPLETE")
        transaction.commit()
    return drawing.skipped


def _end(loaded: "Loaded", opened: "neo4j.Session", work: Difference, address: str, *, replace: bool) -> None:
    """Mark the push as complete, if everything is as it was written."""
    wrong = sum(_planned(work, replace=replace))
    if wrong:
        message = f"{shown(address)}: {wrong:,} records are not as they were written"
        raise ClewError(message, hint="somebody else writes too; push again", code="E-INCOMPLETE")
    with opened.begin_transaction() as transaction:
        if replace:
            transaction.run(statements.FORGET, id=loaded.sha256).consume()
        transaction.run(statements.END, id=loaded.sha256, records=sum(loaded.records.values())).consume()
        transaction.commit()


def _pushed(loaded: "Loaded", work: Difference, done: tuple[int, int, int, int], skipped: int) -> Pushed:
    return Pushed(
        loaded.name,
        loaded.sha256,
        loaded.records,
        *done,
        work.total("kept"),
        work.total("typed"),
        work.records,
        work.sha256,
        skipped,
    )
