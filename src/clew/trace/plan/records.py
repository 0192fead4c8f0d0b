"""The records that answers would add or correct, if all were answered as hoped: so that a plan can be tried out.

What is made up is of one origin, *hoped*, in a country that no list names, with everything on record and proven.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from clew.model.dates import ALWAYS, EVER, iso
from clew.model.policy import Policy
from clew.trace.plan.edits import PREFIX, Edits, document_kinds
from clew.trace.plan.request import Request
from clew.trace.plan.uses import Known

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COUNTRIES = ("NZ", "IS", "UY", "LU", "MT", "BT", "FJ", "TO", "WS", "NR")


class Hopes:
    """Turns requests into records.

    Parameters
    ----------
    con : DuckDBPyConnection
        The traced store that they are about.
    policy : Policy
        How much proof needs.
    inputs : mapping
        Items that segregations keep apart.
    proven : bool
        Whether completeness must be proven, as below *assumed*.
    virtual : str
        The entry that is made up, and among the records that are tried out; "" if it is on record.
    """

    def __init__(
        self,
        con: DuckDBPyConnection,
        policy: Policy,
        inputs: Mapping[Request, Iterable[str]],
        *,
        proven: bool,
        virtual: str = "",
    ) -> None:
        self._con = con
        self._policy = policy
        self._inputs = inputs
        self._proven = proven
        self.virtual = virtual
        self.edits = Edits()
        self._made: set[str] = set()
        self._delivered: set[tuple[str, str]] = set()
        self._moved: dict[tuple[str, str], list[str]] = {}

    def of(self, requests: Iterable[Request]) -> Edits:
        """Return the records of requests that are answered as hoped."""
        ordered = sorted(requests, key=lambda each: each.order)
        self._known = Known(self._con, ordered, self.virtual)
        for request in ordered:
            getattr(self, f"_{request.kind}")(request)
        for (table, record), items in self._moved.items():
            column = "item" if table in {"shipments", "entries"} else table.partition(".")[2]
            self.edits.change(table.partition(".")[0], record, **{column: "|".join(dict.fromkeys(items))})
        return self.edits

    def _rows(self, sql: str, *values: object) -> list[tuple[str, ...]]:
        return self._con.execute(sql, list(values)).fetchall()

    def _next(self, table: str) -> str:
        number = len(self.edits.added.get(table, ())) + 1
        return f"{self._prefix}:{table}{number}"

    @cached_property
    def _prefix(self) -> str:
        """What the ids of all that is made up begin with: they come after all others in order."""
        ((greatest,),) = self._con.execute(
            "SELECT max(id) FROM (SELECT id FROM holder UNION ALL SELECT id FROM item UNION ALL SELECT id FROM claim "
            "UNION ALL SELECT id FROM document)"
        ).fetchall()
        usual = (prefix for prefix in (PREFIX, f"~{PREFIX}") if greatest is None or greatest < prefix)
        return next(usual, f"{greatest}~{PREFIX}")

    @cached_property
    def _word(self) -> str:
        """What the names of all that is made up begin with, and no name on record does."""
        word = PREFIX
        sql = (
            "SELECT 1 FROM (SELECT name_norm AS name FROM holder_name UNION ALL SELECT id_norm FROM holder UNION ALL "
            "SELECT issuer_norm FROM document UNION ALL SELECT employer_norm FROM workforce UNION ALL "
            "SELECT recruiter_norm FROM workforce UNION ALL SELECT name_norm FROM product) "
            "WHERE starts_with(name, ?) LIMIT 1"
        )
        while self._rows(sql, word):
            word += PREFIX
        return word

    @cached_property
    def country(self) -> str:
        """A country that no list names."""
        listed = {row[0] for row in self._rows("SELECT DISTINCT country FROM listing WHERE country IS NOT NULL")}
        return next((country for country in COUNTRIES if country not in listed), COUNTRIES[0])

    @cached_property
    def _supplier(self) -> str:
        """A holder that makes whatever was hoped for, with its labor on record."""
        holder = f"{self._prefix}:origin"
        self.edits.add(
            "parties", id=holder, name=f"{self._word} origin", country=self.country, region=holder, makes="yes"
        )
        self.edits.add("workforces", id=f"{holder}-workers", at=holder, nationality=self.country)
        return holder

    def _documents(self, claim: str, kind: str, stance: str, days: tuple[int, int], about: str = "") -> None:
        """Add documents that together are proof."""
        policy = self._policy
        needed = max(policy.issuers, policy.kinds, policy.outsiders, 1)
        kinds = document_kinds(kind)
        for number in range(max(needed, 2)):
            document = self._next("documents")
            period = {"period_start": days[0], "period_end": days[1]}
            cells = {key: iso(day) or "" for key, day in period.items() if EVER < day < ALWAYS}
            self.edits.add(
                "documents",
                id=document,
                kind=kinds[number % len(kinds)],
                issuer=f"{self._word} issuer {number + 1}",
                **cells,
            )
            row = {"document": document, "claim": claim, "stance": stance}
            self.edits.add("evidence", **row, **({"about": about} if about else {}))

    def _lot(self, product: str | None) -> str:
        """Return a new lot, of a product or of a new one."""
        if product is None:
            product = self._next("products")
            self.edits.add("products", id=product, name=f"{self._word} {product}", good=f"{self._word} {product}")
        lot = self._next("lots")
        self.edits.add("lots", id=lot, product=product)
        return lot

    def _deliver(self, holder: str, item: str) -> None:
        """Record that goods came from the origin, made there."""
        origin = self._supplier
        if item not in self._made:
            self._made.add(item)
            process = self._next("processes")
            self.edits.add("processes", id=process, at=origin, kind="extraction", outputs=item)
            self._documents(process, "process", "supports", (EVER, ALWAYS))
        if (holder, item) not in self._delivered:
            self._delivered.add((holder, item))
            shipment = self._next("shipments")
            self.edits.add("shipments", id=shipment, consignor=origin, consignee=holder, item=item)
            self._documents(shipment, "shipment", "supports", (EVER, ALWAYS))

    def _proof(self, request: Request) -> None:
        assert request.claim is not None
        kind, days = self._known.claims[request.claim]
        self._documents(request.claim, kind, "rebuts", days)

    def _production_record(self, request: Request) -> None:
        self._deliver(request.holder or "", request.item or "")

    def _origin(self, request: Request) -> None:
        of = request.other or "", request.item or ""
        named = [lot for lot, goods in self.edits.lots.items() if goods == of]
        self._deliver(request.holder or "", named[0] if named else request.item or "")

    def _completeness(self, request: Request) -> None:
        claim = request.claim or ""
        kind, days = self._known.claims[claim]
        if kind == "process":
            for holder in self._known.inputless.get(claim, ()):
                lot = self._lot(None)
                self._deliver(holder, lot)
                self.edits.change("processes", claim, inputs=lot)
            self.edits.change("processes", claim, inputs_complete="yes")
        if self._proven:
            self._documents(claim, kind, "supports", days, "complete")

    def _which_lot(self, request: Request) -> None:
        self._told(request.holder or "", request.item or "", self._lot(request.item))

    def _which_goods(self, request: Request) -> None:
        self._told(request.holder or "", "*", self._lot(None))

    def _told(self, holder: str, item: str, lot: str) -> None:
        """Record that what came to, was made at and left a holder as some goods was a certain lot of them."""
        self.edits.lots[lot] = holder, item
        for own in self._known.own(holder):
            for table, record in self._known.uses(own, item):
                known = self._moved.setdefault((table, record), self._known.named(table, record))
                known[:] = [lot if each == item else each for each in known]
        self._deliver(holder, lot)

    def _which_facility(self, request: Request) -> None:
        facility = self._next("facilities")
        item = request.item or ""
        self.edits.add(
            "facilities",
            id=facility,
            name=f"{self._word} {facility}",
            operator=request.holder or "",
            country=self.country,
            region=facility,
        )
        lot = self._lot(None)
        self._deliver(facility, lot)
        process = self._next("processes")
        self.edits.add("processes", id=process, at=facility, inputs=lot, outputs=item)
        self._documents(process, "process", "supports", (EVER, ALWAYS))

    def _decision(self, request: Request) -> None:
        holder = request.holder or ""
        if request.item == "listing":
            self.edits.add(
                "matches", holder=holder, listing=request.other or "", decision="rejected", by=PREFIX, reason=PREFIX
            )
            return
        others = [request.other] if request.other else self._alike(holder)
        for other in others:
            self.edits.add("same_as", id=self._next("same_as"), a=holder, b=other, decision="different")

    def _alike(self, holder: str) -> list[str]:
        rows = self._rows(
            "SELECT DISTINCT y.id FROM holder x JOIN holder y ON y.holder <> x.holder WHERE x.id = ? AND ("
            "EXISTS (SELECT 1 FROM holder_name a JOIN holder_name b ON b.name_norm = a.name_norm "
            "WHERE a.holder = x.holder AND b.holder = y.holder) OR "
            "EXISTS (SELECT 1 FROM holder_identifier a JOIN holder_identifier b ON b.identifier = a.identifier "
            "WHERE a.holder = x.holder AND b.holder = y.holder)) ORDER BY ALL",
            holder,
        )
        return [row[0] for row in rows]

    def _segregation(self, request: Request) -> None:
        holder, item = request.holder or "", request.item or ""
        inputs = sorted(self._inputs.get(request, ()))
        for each in [""] if "*" in inputs or not inputs else [one for one in inputs if one != item]:
            claim = self._next("segregations")
            cells = {"input": each} if each else {}
            self.edits.add("segregations", id=claim, at=holder, output=item, **cells)
            self._documents(claim, "segregation", "supports", (EVER, ALWAYS))

    def _labor_record(self, request: Request) -> None:
        holder = request.holder or ""
        self.edits.add("workforces", id=self._next("workforces"), at=holder, nationality=self.country)
        for claim in self._known.workers.get(holder, ()):
            self.edits.change("workforces", claim, nationality=self.country)

    def _operator(self, request: Request) -> None:
        party = self._next("parties")
        self.edits.add("parties", id=party, name=f"{self._word} {party}", country=self.country, region=party)
        self.edits.add("operations", id=self._next("operations"), facility=request.holder or "", operator=party)

    def _place(self, request: Request) -> None:
        holder = request.holder or ""
        ((is_facility, country),) = self._con.execute(
            "SELECT is_facility, country FROM holder WHERE id = ?", [holder]
        ).fetchall()
        cells = {} if country else {"country": self.country}
        region = f"{self._prefix} region"
        self.edits.change("facilities" if is_facility else "parties", holder, region=region, **cells)

    def _good(self, request: Request) -> None:
        rows = self._rows("SELECT p.id FROM item i JOIN item p ON p.item = i.product WHERE i.id = ?", request.item)
        for (product,) in rows:
            self.edits.change("products", product, good=f"{self._prefix} goods")
