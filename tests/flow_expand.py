"""The hops of a flow between real stocks: hubs expanded to the pairs for which they stand. For small graphs."""

from collections import defaultdict
from dataclasses import dataclass

import duckdb

from clew.model.basis import Basis

KINDS = (
    "shipment",
    "entry",
    "process",
    "operation",
    "component",
    "identity",
    "lot_unrecorded",
    "lot_swap",
    "inputs_unrecorded",
    "inputs_unproven",
    "unidentified",
)


@dataclass(frozen=True)
class RealHop:
    """A hop of the contract; `target_holder` is None where `target_item` is the id of an entry."""

    source_holder: str
    source_item: str
    target_holder: str | None
    target_item: str
    kind: str
    basis: Basis
    claim: str | None
    first: int
    last: int
    proven: bool
    ghost: bool


def expand(con: duckdb.DuckDBPyConnection) -> list[RealHop]:
    """Return all hops between real stocks, and into entries, sorted; only pairs that the contract has."""
    stocks = con.execute("SELECT holder, item FROM stock ORDER BY stock").fetchall()
    hubs = range(len(stocks), len(stocks) + con.execute("SELECT hubs FROM node_count").fetchall()[0][0])
    hops = con.execute("SELECT tail, head, kind, basis, claim, first_day, last_day, proven, ghost FROM hop").fetchall()
    into = defaultdict(list)
    for tail, head, kind, basis, _, _, _, _, ghost in hops:
        if head in hubs:
            into[head].append((tail, kind, basis, ghost))
    found = []
    for tail, head, kind, basis, claim, first, last, proven, ghost in hops:
        if tail in hubs:
            for source, its_kind, its_basis, its_ghost in into[tail]:
                assert (its_kind, its_ghost) == (kind, ghost)
                if _is_pair(con, stocks, source, head, kind, claim):
                    found.append((source, head, kind, min(basis, its_basis), claim, first, last, proven, ghost))
        elif head not in hubs:
            found.append((tail, head, kind, basis, claim, first, last, proven, ghost))
    return _named(con, stocks, _without_doubles(found))


def _is_pair(con, stocks, source, head, kind, claim):
    """Whether a pair of a hub is one of the contract."""
    if source == head:
        return False
    if kind == 9 and claim >= 0:
        query = "SELECT count(*) FROM process_input WHERE claim = ? AND item = ?"
        return con.execute(query, [claim, stocks[source][1]]).fetchall()[0][0] == 0
    if kind in {9, 10}:
        query = "SELECT count(DISTINCT product) FROM item WHERE item IN (?, ?)"
        return con.execute(query, [stocks[source][1], stocks[head][1]]).fetchall()[0][0] == 2
    return True


def _without_doubles(found):
    """Drop ghosts of what is real and as sure, and the nameless identity where a claim says the same."""
    real = defaultdict(int)
    for tail, head, kind, basis, claim, *_, ghost in found:
        if not ghost:
            real[tail, head, kind, claim] = max(basis, real[tail, head, kind, claim])
    claimed = {(hop[0], hop[1], hop[8]) for hop in found if hop[2] == 6 and hop[4] >= 0}
    return {
        hop
        for hop in found
        if not (hop[8] and real[hop[0], hop[1], hop[2], hop[4]] >= hop[3])
        and not (hop[2] == 6 and hop[4] < 0 and (hop[0], hop[1], hop[8]) in claimed)
    }


def _named(con, stocks, found):
    holder = dict(con.execute("SELECT holder, id FROM holder").fetchall())
    item = dict(con.execute("SELECT item, id FROM item").fetchall())
    claim = dict(con.execute("SELECT claim, id FROM claim").fetchall())
    entry = dict(con.execute("SELECT node, claim FROM entry_node").fetchall())

    def _stock(numbers):
        return holder[numbers[0]], item[numbers[1]]

    named = []
    for tail, head, kind, basis, by, *rest in found:
        target = (None, claim[entry[head]]) if head in entry else _stock(stocks[head])
        named.append(RealHop(*_stock(stocks[tail]), *target, KINDS[kind - 1], Basis(basis), claim.get(by), *rest))
    return sorted(named, key=lambda hop: [str(value) for value in vars(hop).values()])
