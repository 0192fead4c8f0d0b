"""What a result says about the holders, items and claims that answers name: looked up in the store, at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from clew.model.answers import Answer, Chain, Finding, Hop, Stock
from clew.model.requirements import Requirement, requirements
from clew.store.memory import uncollected

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True)
class HolderFact:
    """A party or facility as people call it."""

    id: str
    name: str
    country: str | None
    is_facility: bool
    names: frozenset[str]
    identifiers: frozenset[str]

    @cached_property
    def words(self) -> str:
        """Name and country, for example ``Plant Nine (CN)``."""
        return f"{self.name} ({self.country})" if self.country else self.name


@dataclass(frozen=True)
class ItemFact:
    """A product or lot; `product` is the id of its product, `goods` are folded names of listed goods."""

    id: str
    product: str
    name: str
    is_lot: bool
    hs: str | None
    goods: frozenset[str]

    @property
    def words(self) -> str:
        """What people call these goods."""
        if self.id == "*":
            return "unidentified goods"
        return f"lot {self.id} of {self.name}" if self.is_lot else self.name


@dataclass(frozen=True)
class ClaimFact:
    """A claim: whom it names, the documents that count for it, the requirements that none of these meets.

    `about` is, of a workforce, its nationality and condition in words; else empty.
    """

    id: str
    kind: str
    holders: tuple[str, ...]
    documents: tuple[str, ...]
    missing: tuple[Requirement, ...]
    contradicted: bool
    located: tuple[str, str, int] | None
    about: str = ""

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of the requirements that are missing."""
        return tuple(requirement.code for requirement in self.missing)


@dataclass(frozen=True)
class MatchFact:
    """How a holder matched a listed party: ``name``, ``similar``, ``identifier`` or ``confirmed``, and what matched."""

    how: str
    ours: str
    theirs: str


@dataclass
class Facts:
    """All that was looked up, by id."""

    holders: Mapping[str, HolderFact]
    items: Mapping[str, ItemFact]
    claims: Mapping[str, ClaimFact]
    matches: Mapping[tuple[str, str], MatchFact] = field(default_factory=dict)

    def holder(self, holder: str) -> str:
        """Words for a holder."""
        fact = self.holders.get(holder)
        return fact.words if fact else holder

    def item(self, item: str) -> str:
        """Words for an item."""
        fact = self.items.get(item)
        return fact.words if fact else item


def look_up(con: DuckDBPyConnection, answers: Iterable[Answer]) -> Facts:
    """Look up everything that answers name.

    Parameters
    ----------
    con : DuckDBPyConnection
        The store, after flow and sources ran.
    answers : iterable of Answer
        Answers of any engine.
    """
    answers = tuple(answers)
    with uncollected():
        contradicted = {row[0] for row in con.execute(CONTRADICTED).fetchall()}
        hops = _hops(answers)
        stocks = {stock for answer in answers for stock in _stocks(answer)}
        stocks.update(stock for hop in hops for stock in (hop.source, hop.target) if stock is not None)
        holders = {stock.holder for stock in stocks}
        claims = {hop.claim for hop in hops if hop.claim is not None}
        for answer in answers:
            holders.update(answer.chain.labor_unrecorded, answer.behind.labor_unrecorded)
            claims.update(_claims(answer), contradicted.intersection(answer.upstream))
        return _named(con, holders, {stock.item for stock in stocks}, claims, contradicted)


def _hops(answers: Iterable[Answer]) -> Collection[Hop]:
    """Return the hops of all paths; one that several share as one object, once."""
    paths = (finding.path for answer in answers for finding in answer.findings)
    return {id(hop): hop for path in paths for hop in path}.values()


def look_up_named(
    con: DuckDBPyConnection, holders: Iterable[str], items: Iterable[str], claims: Iterable[str]
) -> Facts:
    """Look up holders, items and claims by id; the holders that the claims name too."""
    contradicted = {row[0] for row in con.execute(CONTRADICTED).fetchall()}
    return _named(con, set(holders), set(items), set(claims), contradicted)


def _named(
    con: DuckDBPyConnection, holders: set[str], items: set[str], claims: set[str], contradicted: set[str]
) -> Facts:
    found = _claim_facts(con, sorted(claims), contradicted)
    for claim in found.values():
        holders.update(claim.holders)
    return Facts(_holder_facts(con, sorted(holders)), _item_facts(con, sorted(items)), found, _matches(con))


def _stocks(answer: Answer) -> Iterator[Stock]:
    for finding in answer.findings:
        yield from (source.stock for source in finding.sources if source.stock is not None)
    for chain in (answer.chain, answer.behind):
        yield from _open_stocks(chain)


def _open_stocks(chain: Chain) -> Iterator[Stock]:
    yield from (stock for stock, _ in chain.frontier)
    yield from (stock for stock, _ in chain.unscreened)


def _claims(answer: Answer) -> Iterator[str]:
    yield answer.entry
    yield from (claim for claim, _ in answer.exposures)
    for finding in answer.findings:
        yield from (source.claim for source in finding.sources if source.claim is not None)


def claims_of(finding: Finding) -> Iterator[str]:
    """Yield the claims that a finding rests on: those of its sources and of the hops of its path."""
    yield from (source.claim for source in finding.sources if source.claim is not None)
    yield from (hop.claim for hop in finding.path if hop.claim is not None)


def _holder_facts(con: DuckDBPyConnection, ids: list[str]) -> dict[str, HolderFact]:
    con.execute(
        "CREATE OR REPLACE TEMP TABLE named_holder AS SELECT * FROM holder WHERE id IN (SELECT unnest(?))", [ids]
    )
    names = _sets(con, "SELECT holder, name_norm FROM holder_name SEMI JOIN named_holder USING (holder)")
    marks = _sets(con, "SELECT holder, identifier FROM holder_identifier SEMI JOIN named_holder USING (holder)")
    rows = con.execute("SELECT holder, id, name, country, is_facility FROM named_holder ORDER BY id").fetchall()
    return {
        row[1]: HolderFact(
            row[1],
            row[2] or row[1],
            row[3],
            bool(row[4]),
            names.get(row[0], frozenset()),
            marks.get(row[0], frozenset()),
        )
        for row in rows
    }


def _sets(con: DuckDBPyConnection, sql: str) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for number, text in con.execute(sql).fetchall():
        found.setdefault(number, set()).add(text)
    return {number: frozenset(texts) for number, texts in found.items()}


def _item_facts(con: DuckDBPyConnection, ids: list[str]) -> dict[str, ItemFact]:
    con.execute(
        "CREATE OR REPLACE TEMP TABLE named_item AS "
        "SELECT i.id, i.product, i.is_lot, p.id AS product_id, d.name, d.hs FROM item i "
        "JOIN item p ON p.item = i.product LEFT JOIN product d ON d.product = i.product "
        "WHERE i.id IN (SELECT unnest(?))",
        [ids],
    )
    goods = _sets(con, "SELECT product, good FROM product_good SEMI JOIN named_item USING (product)")
    rows = con.execute("SELECT id, product, product_id, name, is_lot, hs FROM named_item ORDER BY id").fetchall()
    return {
        row[0]: ItemFact(row[0], row[2], row[3] or row[2], bool(row[4]), row[5], goods.get(row[1], frozenset()))
        for row in rows
    }


NAMES = """
SELECT r.claim, h.id FROM (
    SELECT claim, 1 AS place, consignor AS holder FROM shipment UNION ALL SELECT claim, 2, consignee FROM shipment
    UNION ALL SELECT claim, 1, consignor FROM entry UNION ALL SELECT claim, 2, importer FROM entry
    UNION ALL SELECT claim, 1, holder FROM process UNION ALL SELECT claim, 1, holder FROM workforce
    UNION ALL SELECT claim, 1, maker FROM bom UNION ALL SELECT claim, 2, supplier FROM bom
    UNION ALL SELECT claim, 1, operator FROM operation UNION ALL SELECT claim, 2, facility FROM operation
    UNION ALL SELECT claim, 1, owner FROM ownership UNION ALL SELECT claim, 2, owned FROM ownership
    UNION ALL SELECT claim, 1, a FROM same_as WHERE NOT is_item
    UNION ALL SELECT claim, 2, b FROM same_as WHERE NOT is_item
    UNION ALL SELECT claim, 1, holder FROM segregation
) r SEMI JOIN named_claim USING (claim) JOIN holder h ON h.holder = r.holder ORDER BY r.claim, r.place, h.id
"""
COUNTING = """
SELECT c.claim, d.id, d.kind FROM named_claim c JOIN evidence e ON e.claim = c.claim AND e.supports AND NOT e.complete
JOIN document d ON d.document = e.document AND d.first_day <= c.last_day AND c.first_day <= d.last_day
ORDER BY c.claim, d.id
"""
WHERE = """
SELECT l.number, l.table_name, l.file, l.row FROM located l JOIN named_claim c ON c.claim = l.number
WHERE l.node_or_claim = 'claim' ORDER BY ALL
"""
WORKERS = "SELECT claim, nationality, condition FROM workforce SEMI JOIN named_claim USING (claim)"
CONTRADICTED = "SELECT c.id FROM claim_status s JOIN claim c ON c.claim = s.claim WHERE s.contradicted"


def _claim_facts(con: DuckDBPyConnection, ids: list[str], contradicted: set[str]) -> dict[str, ClaimFact]:
    con.execute("CREATE OR REPLACE TEMP TABLE named_claim AS SELECT * FROM claim WHERE id IN (SELECT unnest(?))", [ids])
    asked: dict[str, list[Requirement]] = {}
    for requirement in requirements():
        asked.setdefault(requirement.claim_kind, []).append(requirement)
    holders: dict[int, list[str]] = {}
    for number, holder in con.execute(NAMES).fetchall():
        holders.setdefault(number, []).append(holder)
    documents: dict[int, list[tuple[str, str]]] = {}
    for number, document, kind in con.execute(COUNTING).fetchall():
        documents.setdefault(number, []).append((document, kind))
    where = {row[0]: (row[1], row[2], row[3]) for row in con.execute(WHERE).fetchall()}
    workers = {row[0]: ", ".join(filter(None, row[1:])).replace("_", " ") for row in con.execute(WORKERS).fetchall()}
    facts = {}
    for number, claim, kind in con.execute("SELECT claim, id, kind FROM named_claim ORDER BY id").fetchall():
        wanted = asked.get(kind, [])
        useful = {each for requirement in wanted for each in requirement.document_kinds}
        counting = [(document, of) for document, of in documents.get(number, ()) if of in useful]
        kinds = {of for _, of in counting}
        facts[claim] = ClaimFact(
            id=claim,
            kind=kind,
            holders=tuple(dict.fromkeys(holders.get(number, ()))),
            documents=tuple(sorted({document for document, _ in counting})),
            missing=tuple(each for each in wanted if not kinds & set(each.document_kinds)),
            contradicted=claim in contradicted,
            located=where.get(number),
            about=workers.get(number, ""),
        )
    return facts


def _matches(con: DuckDBPyConnection) -> dict[tuple[str, str], MatchFact]:
    """Return (holder id, listing id) → how a named holder matched a listed party."""
    rows = con.execute(
        "SELECT DISTINCT h.id, l.id, m.how, m.ours, m.theirs FROM holder_match m "
        "JOIN named_holder h ON h.holder = m.holder JOIN listing l ON l.listing = m.listing ORDER BY ALL"
    ).fetchall()
    return {(row[0], row[1]): MatchFact(row[2], row[3] or "", row[4] or "") for row in rows}
