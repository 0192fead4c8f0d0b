"""Bills of materials in the store: those of files beside those of a graph, and the bad ones left out, bill by bill."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clew.formats import bills, ingest
from clew.formats.bills import Bills, Failed
from clew.formats.part import Reading
from clew.model.tables import CLAIM_TABLES, NODE_TABLES
from clew.store import check
from clew.store.checks.report import Report
from clew.store.drop import drop
from clew.store.held import Held
from clew.store.problems import Problem
from clew.store.sources import Source

if TYPE_CHECKING:
    from clew.formats.mapping import Foreign

Place = tuple[int, int]
"""Number of a source, and of a row in it."""

COPY = "the rows are equal"
OURS = "products of bills"


@dataclass
class BillsBeside:
    """Reads files of bills beside a graph (as `clew.formats.load` wants it).

    Attributes
    ----------
    paths : sequence of str
        The files.
    bills : Bills
        What they hold, when they are read.
    added : int
        Products that only the bills name.
    failed : list of Failed
        Lines that are wrong; of the graph's own bills too.
    products : set of str
        Products whose bills are left out.
    """

    paths: Sequence[str]
    bills: Bills = field(default_factory=Bills)
    added: int = 0
    failed: list[Failed] = field(default_factory=list)
    products: set[str] = field(default_factory=set)

    def read(self, foreign: Foreign | None, encoding: str) -> Reading:
        """Read the files."""
        self.bills = bills.read(self.paths, foreign, encoding)
        self.failed += self.bills.failed
        self.products |= {failed.product for failed in self.bills.failed if failed.product}
        return self.bills.reading

    def complete(self, intake: ingest.Intake) -> None:
        """Make products of what only the bills of the files name."""
        ours = sum(part.given is not None and part.given.table == "bom" for part in self.bills.reading.parts)
        found = [number for number, source in intake.sources.found.items() if source.table == "bom"]
        nodes = " UNION ALL ".join(f"SELECT id FROM raw.{table} WHERE id IS NOT NULL" for table in NODE_TABLES)
        # What is read beside the graphs is read last.
        for number in found[len(found) - ours :]:
            file = intake.sources[number].file
            source = intake.sources.add(Source("products", OURS, file, {"id": "component", "name": "component"}))
            made = intake.con.execute(
                'INSERT INTO raw.products (source, "row", id, name) SELECT ?, min("row"), item, item FROM ('
                'SELECT "row", component AS item FROM raw.bom WHERE source = ? '
                'UNION ALL SELECT "row", product FROM raw.bom WHERE source = ?) '
                f"WHERE item IS NOT NULL AND item NOT IN ({nodes}) GROUP BY item",
                [source, number, number],
            ).fetchone()
            added = int(made[0]) if made else 0
            intake.records["products"] += added
            self.added += added

    def spare(self, held: Held, report: Report) -> Report:
        """Leave out the bills with a bad line and what speaks of them, until no line is bad."""
        bad = {**_taken(held, report), **_of_bills(held, report)}
        while bad:
            self._leave_out(held, bad)
            report = check(held)
            bad = _of_bills(held, report)
        return report

    def _leave_out(self, held: Held, bad: dict[Place, Problem]) -> None:
        """Drop the bills of bad lines; of a line that is there twice, only the second."""
        copies = {place: problem for place, problem in bad.items() if problem.hint.startswith(COPY)}
        wrong = {place: problem for place, problem in bad.items() if place not in copies}
        rows = {(source, row): (identity, product) for source, row, identity, product in _lines(held, bad)}
        products = sorted({product for place in wrong if (product := rows[place][1])})
        lines = _lines_of(held, products)
        for place, problem in wrong.items():
            identity, product = rows[place]
            self.failed.append(Failed(identity or problem.where, product or "", str(problem)))
        reason = next(iter(bad.values()))
        held.con.execute(
            "CREATE OR REPLACE TEMP TABLE bill_gone AS SELECT id FROM raw.bom WHERE id IS NOT NULL "
            'AND (list_contains(?, product) OR (source, "row") IN (SELECT unnest(?), unnest(?)))',
            [products, [source for source, _ in bad], [row for _, row in bad]],
        )
        drop(held, [(*place, problem) for place, problem in bad.items()] + [(*place, reason) for place in lines])
        self.products |= set(products)
        _forget_evidence(held, reason)


def _of_bills(held: Held, report: Report) -> dict[Place, Problem]:
    """Return the lines of bills that are not sound, each with its first problem."""
    found: dict[Place, Problem] = {}
    for source, row, problem in report.unsound:
        if held.sources[source].table == "bom" and ((source, row) not in found or problem < found[source, row]):
            found[source, row] = problem
    return dict(sorted(found.items()))


def _taken(held: Held, report: Report) -> dict[Place, Problem]:
    """Return the lines whose id another claim has: the line is at fault, so that the claim can stay."""
    others = [f"SELECT id FROM raw.{table}" for table in CLAIM_TABLES if table != "bom" and held.records.get(table)]
    if held.has("facilities", "operator"):
        others.append("SELECT id FROM raw.facilities WHERE operator IS NOT NULL")
    if not others or not held.records.get("bom"):
        return {}
    rows = held.con.execute(
        f'SELECT source, "row", id FROM raw.bom WHERE id IN ({" UNION ALL ".join(others)}) ORDER BY 1, 2'
    ).fetchall()
    hint = "give one of them another id; all claim tables share their ids"
    said = "the id is taken by another claim"
    return {
        (source, row): report.located(source, row, "id", ("E-DUPLICATE", identity, said, hint))
        for source, row, identity in rows
    }


def _lines(held: Held, places: Iterable[Place]) -> list[tuple[int, int, str | None, str | None]]:
    """Return the ids and products of lines."""
    sources, numbers = zip(*places, strict=True)
    bad = 'SELECT unnest(CAST(? AS INTEGER[])) AS source, unnest(CAST(? AS INTEGER[])) AS "row"'
    statement = f'SELECT source, "row", id, product FROM raw.bom SEMI JOIN ({bad}) AS bad USING (source, "row")'
    return held.con.execute(statement, [list(sources), list(numbers)]).fetchall()


def _lines_of(held: Held, products: Sequence[str]) -> list[Place]:
    """Return all lines of products."""
    statement = 'SELECT source, "row" FROM raw.bom WHERE product IN (SELECT unnest(CAST(? AS VARCHAR[])))'
    return held.con.execute(statement, [list(products)]).fetchall()


def _forget_evidence(held: Held, reason: Problem) -> None:
    """Drop evidence of lines that are gone; what was dangling before stays an error."""
    if not held.records.get("evidence"):
        return
    gone = 'SELECT e.source, e."row" FROM raw.evidence AS e SEMI JOIN bill_gone AS g ON g.id = e.claim'
    kept = " UNION ALL ".join(f"SELECT id FROM raw.{table}" for table in CLAIM_TABLES)
    rows = held.con.execute(f"{gone} WHERE e.claim NOT IN (SELECT id FROM ({kept}) WHERE id IS NOT NULL)").fetchall()
    drop(held, [(source, row, reason) for source, row in rows])
