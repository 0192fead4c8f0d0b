"""The part of a graph that must be seen to derive what is at some holders, with changes made, as a graph of its own.

Beside the records around these holders (see `around`) it has all whose names an issuer, an employer or a claim may
mean, with their ties: who counts as one issuer depends on these, on record in the whole graph.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clew.model.names import normal_column
from clew.model.tables import CLAIM_TABLES, TABLES
from clew.store import raw
from clew.store.database import given
from clew.trace.plan.changes import GOODS_OF, HOLDERS_OF

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clew.formats import Loaded
    from clew.trace.plan.around import Around
    from clew.trace.plan.edits import Cells, Edits

MOVES = """
SELECT claim FROM shipment WHERE consignor IN (FROM kept) OR consignee IN (FROM kept)
UNION ALL SELECT claim FROM entry WHERE consignor IN (FROM kept) OR importer IN (FROM kept)
"""
MADE = """
SELECT claim FROM process WHERE holder IN (FROM kept) OR holder IN (
    SELECT consignor FROM shipment WHERE claim IN (FROM moves)
    UNION ALL SELECT consignor FROM entry WHERE claim IN (FROM moves)
)
"""
HERE = """
SELECT claim FROM workforce WHERE holder IN (FROM kept)
UNION ALL SELECT claim FROM segregation WHERE holder IN (FROM kept)
"""
BILLED = """
SELECT claim FROM shipment WHERE consignor IN (FROM billed) AND claim IN (FROM with_goods)
UNION ALL SELECT claim FROM entry WHERE consignor IN (FROM billed) AND claim IN (FROM with_goods)
UNION ALL SELECT claim FROM process WHERE holder IN (FROM billed) AND claim IN (FROM with_goods)
"""
WITH_GOODS = """
SELECT m.claim FROM moved m JOIN item i ON i.item = m.item WHERE i.product IN (FROM billed_product)
UNION SELECT n.claim FROM process_input n JOIN item i ON i.item = n.item WHERE i.product IN (FROM billed_product)
UNION SELECT o.claim FROM process_output o JOIN item i ON i.item = o.item WHERE i.product IN (FROM billed_product)
"""
TIED = """
SELECT claim FROM operation WHERE facility IN (FROM known)
UNION ALL SELECT claim FROM ownership WHERE owned IN (FROM known)
UNION ALL SELECT claim FROM same_as WHERE is_item OR a IN (FROM known)
"""
GROUPED = """
SELECT claim FROM operation WHERE facility IN (FROM named)
UNION ALL SELECT claim FROM ownership WHERE owned IN (FROM named) AND owner IN (FROM named)
UNION ALL SELECT claim FROM same_as WHERE NOT is_item AND a IN (FROM named) AND b IN (FROM named)
"""
WORDS = """
SELECT d.issuer_norm FROM evidence e JOIN document d ON d.document = e.document WHERE e.claim IN (FROM judged)
UNION SELECT employer_norm FROM workforce WHERE claim IN (FROM judged)
UNION SELECT recruiter_norm FROM workforce WHERE claim IN (FROM judged)
"""
BEARERS = """
SELECT holder FROM holder_name WHERE name_norm IN (FROM words)
UNION SELECT holder FROM holder WHERE id_norm IN (FROM words)
"""
EMPLOYERS = """
WITH word AS (
    SELECT employer AS id, employer_norm AS name FROM workforce WHERE holder IN (FROM kept)
    UNION SELECT recruiter, recruiter_norm FROM workforce WHERE holder IN (FROM kept)
)
SELECT h.holder FROM holder h JOIN word w ON w.id = h.id
UNION SELECT n.holder FROM holder_name n JOIN word w ON w.name = n.name_norm
"""
ITEMS = """
SELECT item FROM moved WHERE claim IN (FROM spoken)
UNION SELECT item FROM process_input WHERE claim IN (FROM spoken)
UNION SELECT item FROM process_output WHERE claim IN (FROM spoken)
UNION SELECT product FROM bom WHERE claim IN (FROM spoken)
UNION SELECT component FROM bom WHERE claim IN (FROM spoken)
UNION SELECT item FROM workforce WHERE claim IN (FROM spoken)
UNION SELECT input FROM segregation WHERE claim IN (FROM spoken)
UNION SELECT output FROM segregation WHERE claim IN (FROM spoken)
UNION SELECT a FROM same_as WHERE is_item AND claim IN (FROM spoken)
UNION SELECT b FROM same_as WHERE is_item AND claim IN (FROM spoken)
"""


@dataclass(frozen=True)
class Part:
    """Records as rows of cells, by table.

    Attributes
    ----------
    judged : frozenset of str
        Ids of the claims whose evidence, and all who issued it, are among them.
    known : frozenset of str
        Ids of the holders whose ties and matches are.
    """

    tables: dict[str, list[Cells]]
    judged: frozenset[str]
    known: frozenset[str]


class Gathering:
    """Gathers the records of a part; temporary tables of numbers stand for sets."""

    def __init__(self, around: Around, con: DuckDBPyConnection) -> None:
        self._around = around
        self._con = con

    def part(self, kept: set[int], goods: set[int], edits: Edits) -> Part:
        """Return the records with which what is at kept holders can be derived, changes made."""
        self._set("kept", kept)
        self._query("moves", MOVES)
        self._query("flows", f"SELECT * FROM moves UNION ALL {MADE}")
        billed, products = self._around.appliers(kept)
        if billed:
            self._set("billed", billed)
            self._set("billed_product", products)
            self._query("with_goods", WITH_GOODS)
            self._con.execute(f"INSERT INTO flows {BILLED}")
        self._set("bills", self._lines(kept | billed, products | goods))
        known = self._around.owners(kept | billed | self._numbers(EMPLOYERS))
        self._set("known", known)
        self._query("judged", f"SELECT * FROM flows UNION SELECT * FROM bills UNION ({HERE}) UNION ({TIED})")
        issuers = [cells.get("issuer", "") for cells in edits.added.get("documents", ())]
        self._query("words", WORDS)
        self._con.execute(
            "INSERT INTO words SELECT unnest(?)", [normal_column(sorted({each for each in issuers if each}))]
        )
        named = known | self._numbers(BEARERS)
        named |= self._numbers(f"SELECT DISTINCT holder FROM ({HOLDERS_OF}) WHERE claim IN (FROM judged)")
        named |= self._named_by(edits)
        self._set("named", self._around.groups.close(named))
        self._query("spoken", f"SELECT * FROM judged UNION ({GROUPED})")
        self._query("items", f"SELECT DISTINCT item FROM ({ITEMS}) WHERE item > 0")
        self._add_named_items(edits)
        tables = self._records()
        judged = frozenset(self._ids("SELECT id FROM claim WHERE claim IN (FROM judged)"))
        changed = _changed(tables, edits)
        return Part(changed, judged, frozenset(self._ids("SELECT id FROM holder WHERE holder IN (FROM known)")))

    def _set(self, name: str, numbers: Iterable[int]) -> None:
        with given(self._con, number=sorted(numbers)):
            self._con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT number FROM given")

    def _query(self, name: str, sql: str) -> None:
        self._con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql}")

    def _numbers(self, sql: str) -> set[int]:
        return {row[0] for row in self._con.execute(sql).fetchall()}

    def _ids(self, sql: str) -> list[str]:
        return [row[0] for row in self._con.execute(sql).fetchall()]

    def _lines(self, kept: set[int], products: set[int]) -> set[int]:
        """Return the bill lines that holders may apply or supply, and parts of parts."""
        lines = self._around.lines
        own = [line for line in lines if line.maker in kept or line.supplier in kept]
        found = {line.claim for line in own}
        waiting = list(
            {
                *products,
                *self._numbers(GOODS_OF.format("FROM flows")),
                *(each for line in own for each in (line.product, line.component)),
            }
        )
        any_maker: dict[int, list[tuple[int, int]]] = {}
        for line in lines:
            if line.maker < 0:
                any_maker.setdefault(line.product, []).append((line.claim, line.component))
        while waiting:
            for claim, component in any_maker.pop(waiting.pop(), []):
                found.add(claim)
                waiting.append(component)
        return found

    def _named_by(self, edits: Edits) -> set[int]:
        """Return the holders that changes name: what refers to them must find them."""
        texts = {text for rows in edits.added.values() for cells in rows for text in cells.values()}
        rows = self._con.execute("SELECT holder FROM holder WHERE id IN (SELECT unnest(?))", [sorted(texts)])
        return {row[0] for row in rows.fetchall()}

    def _add_named_items(self, edits: Edits) -> None:
        cells = [*(row for rows in edits.added.values() for row in rows), *edits.changed.values()]
        texts = {each for row in cells for text in row.values() for each in text.split("|")}
        self._con.execute(
            "INSERT INTO items SELECT item FROM item WHERE item > 0 AND id IN (SELECT unnest(?))", [sorted(texts)]
        )
        self._con.execute("INSERT INTO items SELECT i.product FROM item i WHERE i.item IN (FROM items) AND i.is_lot")

    def _records(self) -> dict[str, list[Cells]]:
        con = self._con
        con.execute(
            "CREATE OR REPLACE TEMP TABLE near_claim AS SELECT id FROM claim WHERE claim IN (FROM spoken);"
            "CREATE OR REPLACE TEMP TABLE near_holder AS SELECT id FROM holder WHERE holder IN (FROM named);"
            "CREATE OR REPLACE TEMP TABLE near_item AS SELECT id FROM item WHERE item IN (FROM items);"
            "CREATE OR REPLACE TEMP TABLE near_document AS SELECT DISTINCT d.id FROM evidence e "
            "JOIN document d ON d.document = e.document JOIN claim c ON c.claim = e.claim "
            "WHERE c.claim IN (FROM spoken) OR c.id IN (FROM near_holder)"
        )
        where = dict.fromkeys(CLAIM_TABLES, "id IN (FROM near_claim)")
        where |= dict.fromkeys(("parties", "facilities"), "id IN (FROM near_holder)")
        where |= dict.fromkeys(("products", "lots"), "id IN (FROM near_item)")
        where["documents"] = "id IN (FROM near_document)"
        where["matches"] = "holder IN (SELECT id FROM holder WHERE holder IN (FROM known))"
        where["evidence"] = "claim IN (FROM near_claim UNION ALL FROM near_holder)"
        return {table: self._rows(table, condition) for table, condition in where.items()}

    def _rows(self, table: str, condition: str) -> list[Cells]:
        names = TABLES[table].names
        cells = ", ".join(raw.quoted(name) for name in names)
        found = self._con.execute(
            f'SELECT {cells} FROM raw.{table} WHERE {condition} ORDER BY source, "row"'
        ).fetchall()
        return [{name: cell for name, cell in zip(names, row, strict=True) if cell is not None} for row in found]


def _changed(tables: dict[str, list[Cells]], edits: Edits) -> dict[str, list[Cells]]:
    """Return tables with changes made in them; what is changed and not among them matters to nobody here."""
    changing = {table for table, _ in edits.changed}
    named = {(table, row["id"]): row for table in changing for row in tables[table]}
    for key, cells in edits.changed.items():
        if key in named:
            named[key].update(cells)
    for table, rows in edits.added.items():
        tables[table] = [*tables[table], *rows]
    claims = {row["id"] for table in (*CLAIM_TABLES, "facilities") for row in tables[table]}
    tables["evidence"] = [row for row in tables["evidence"] if row["claim"] in claims]
    return tables


def built(part: Part) -> Loaded:
    """Put a part into a store of its own, checked and built."""
    from clew.formats import ingest
    from clew.formats.part import Reading, of_rows
    from clew.formats.settle import settle
    from clew.store import open_store
    from clew.store.database import hasty

    reading = Reading()
    for table, rows in part.tables.items():
        if rows:
            names = [name for name in TABLES[table].names if any(name in row for row in rows)]
            cells = [(number, [row.get(name) for name in names]) for number, row in enumerate(rows, start=2)]
            reading.parts.append(of_rows(table, "", names, cells))
    con = open_store()
    hasty(con, on=True)
    raw.create(con)
    intake = ingest.Intake(con)
    return settle(intake, ingest.take(intake, reading), name="part")
