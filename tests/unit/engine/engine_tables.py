"""Hand-made tables for the engine: a small builder of what the flow and the sources would write."""

from dataclasses import dataclass, field
from functools import cache
from itertools import chain, count

import duckdb

from clew.model.dates import ALWAYS, EVER

SCHEMA = """
CREATE TABLE hop(tail INTEGER, head INTEGER, kind UTINYINT, basis UTINYINT, claim INTEGER, first_day INTEGER,
                 last_day INTEGER, proven BOOLEAN, ghost BOOLEAN);
CREATE TABLE stock(stock INTEGER, holder INTEGER, item INTEGER);
CREATE TABLE holder(holder INTEGER, id VARCHAR, name VARCHAR, country VARCHAR, region_norm VARCHAR);
CREATE TABLE product(product INTEGER, name_norm VARCHAR, hs VARCHAR);
CREATE TABLE item(item INTEGER, id VARCHAR, product INTEGER, is_lot BOOLEAN);
CREATE TABLE claim(claim INTEGER, id VARCHAR);
CREATE TABLE entry(claim INTEGER, first_day INTEGER, last_day INTEGER);
CREATE TABLE entry_node(claim INTEGER, node INTEGER);
CREATE TABLE node_count(stocks INTEGER, hubs INTEGER, entries INTEGER);
CREATE TABLE stock_made(stock INTEGER, extracted BOOLEAN, extract_first INTEGER, processed BOOLEAN);
CREATE TABLE stock_open(stock INTEGER, kind VARCHAR);
CREATE TABLE stock_gap(stock INTEGER, place UTINYINT, operator BOOLEAN, good BOOLEAN, labor BOOLEAN, wide BOOLEAN);
CREATE TABLE source(label INTEGER, node INTEGER, basis UTINYINT, first_day INTEGER, first_proven INTEGER,
                    claim INTEGER, listing INTEGER, ghost BOOLEAN);
CREATE TABLE label(label INTEGER, rule INTEGER, begins INTEGER, ends INTEGER);
CREATE TABLE rule(rule INTEGER, code VARCHAR, force VARCHAR, begins INTEGER, ends INTEGER);
CREATE TABLE listing(listing INTEGER, id VARCHAR);
CREATE TABLE exposure(holder INTEGER, claim INTEGER);
CREATE TABLE workforce(claim INTEGER, task VARCHAR);
"""


@cache
def _instance() -> duckdb.DuckDBPyConnection:
    """The one instance of DuckDB: to begin another takes longer than all that a small test asks of it."""
    return duckdb.connect(config={"threads": 1})


_NUMBERS = count()


def _empty() -> duckdb.DuckDBPyConnection:
    """A connection to a database of its own, with tables that hold nothing."""
    con = _instance().cursor()
    name = f"tables_{next(_NUMBERS)}"
    con.execute(f"ATTACH ':memory:' AS {name}; USE {name}; {SCHEMA}")
    return con


@dataclass
class Tables:
    """Rows by table, with stocks as (holder, item) by number; entries are the last claims."""

    stocks: list[tuple[int, int]]
    hubs: int = 0
    entries: list[tuple[int, int]] = field(default_factory=lambda: [(100, 100)])
    claims: int = 20
    lots: frozenset[int] = frozenset()
    hop: list[tuple] = field(default_factory=list)
    stock_made: list[tuple] = field(default_factory=list)
    stock_open: list[tuple] = field(default_factory=list)
    stock_gap: list[tuple] = field(default_factory=list)
    source: list[tuple] = field(default_factory=list)
    label: list[tuple] = field(default_factory=lambda: [(0, 0, EVER, ALWAYS)])
    rule: list[tuple] = field(default_factory=lambda: [(0, "R", "presumption", EVER, ALWAYS)])
    exposure: list[tuple] = field(default_factory=list)
    workforce: list[tuple] = field(default_factory=list)

    @property
    def first_entry(self) -> int:
        return len(self.stocks) + self.hubs

    def add(self, tail, head, kind=1, basis=3, claim=-1, first=EVER, last=ALWAYS, *, proven=True, ghost=False):
        self.hop.append((tail, head, kind, basis, claim, first, last, proven, ghost))

    def enter(self, stock, entry=0, basis=3):
        self.add(stock, self.first_entry + entry, 2, basis, self.claims + entry, EVER, self.entries[entry][1])

    def mark(self, node, label=0, basis=3, first=EVER, proven=EVER, claim=0, listing=-1, *, ghost=False):
        self.source.append((label, node, basis, first, proven, claim, listing, ghost))

    def store(self, *, shuffle=None) -> duckdb.DuckDBPyConnection:
        con = _empty()
        holders = 1 + max((h for h, _ in self.stocks), default=0)
        items = 1 + max((i for _, i in self.stocks), default=0)
        rows = {
            "hop": sorted(self.hop),
            "stock": [(k, h, i) for k, (h, i) in enumerate(self.stocks)],
            "holder": [(h, f"h{h:07d}", None, None, None) for h in range(holders)],
            "item": [(i, f"i{i:07d}" if i else "*", i, i in self.lots) for i in range(items)],
            "claim": [(c, f"c{c:07d}") for c in range(self.claims + len(self.entries))],
            "entry": [(self.claims + k, first, last) for k, (first, last) in enumerate(self.entries)],
            "entry_node": [(self.claims + k, self.first_entry + k) for k in range(len(self.entries))],
            "node_count": [(len(self.stocks), self.hubs, len(self.entries))],
            "listing": [(k, f"l{k}") for k in range(5)],
        }
        for name in ("stock_made", "stock_open", "stock_gap", "source", "label", "rule", "exposure", "workforce"):
            rows[name] = getattr(self, name)
        for name, many in rows.items():
            mixed = list(many)
            if shuffle is not None:
                shuffle.shuffle(mixed)
            if mixed:
                row = f"({', '.join('?' * len(mixed[0]))})"
                con.execute(f"INSERT INTO {name} VALUES {', '.join([row] * len(mixed))}", list(chain(*mixed)))
        return con
