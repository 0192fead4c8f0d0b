"""Tiny graphs written as rows of ``column=value`` words, and their hops as lines to compare with."""

import duckdb

from clew import flow, formats
from clew.model.dates import iso
from clew.model.graph import Graph
from clew.model.policy import Policy
from tests.flow_expand import expand

_SEVERAL = {"item", "inputs", "outputs", "aliases", "identifiers", "evidence", "good"}
_NAMED = {"parties", "facilities", "products"}
_SPACED = {"name", "aliases", "issuer", "employer", "recruiter"}


DEFAULT = Policy()


def run(policy: Policy = DEFAULT, **tables: list[str]) -> duckdb.DuckDBPyConnection:
    """Return a store with the flow of a graph; each row is ``"id column=value …"``, a name is the id unless given."""
    graph = Graph(**{table: tuple(_record(table, row) for row in rows) for table, rows in tables.items()})
    con = formats.load_graph(graph).con
    flow.run(con, policy)
    return con


def _record(table: str, row: str) -> dict[str, object]:
    first, *rest = row.split()
    record: dict[str, object] = {}
    if "=" in first:
        rest.insert(0, first)
    else:
        record["id"] = first
    if table in _NAMED:
        record["name"] = first
    for word in rest:
        name, value = word.split("=")
        if name in _SPACED:
            value = value.replace("_", " ")
        several = name in _SEVERAL and (table, name) != ("workforces", "item")
        record[name] = tuple(value.split("|")) if several else value
    return record


def lines(con: duckdb.DuckDBPyConnection, *kinds: str, ghost: bool = False) -> list[str]:
    """Return hops as ``source -> target basis claim first..last``, those of the real world or the ghosts only."""
    return [
        " ".join(
            word
            for word in (
                f"{hop.source_holder}/{hop.source_item} ->",
                f"{hop.target_holder}/{hop.target_item}" if hop.target_holder else hop.target_item,
                *([hop.kind] if len(kinds) != 1 else []),
                hop.basis.word,
                hop.claim,
                f"{iso(hop.first) or ''}..{iso(hop.last) or ''}" if iso(hop.first) or iso(hop.last) else None,
            )
            if word
        )
        for hop in expand(con)
        if hop.ghost == ghost and (not kinds or hop.kind in kinds)
    ]


def held(con: duckdb.DuckDBPyConnection, name: str, world: str = "real") -> list[str]:
    """Return a set of the contract as sorted ``holder/item``."""
    rows = con.execute(
        f"SELECT h.id || '/' || i.id FROM {world}.held AS x JOIN holder AS h ON h.holder = x.holder "
        f"JOIN item AS i ON i.item = x.item WHERE x.{name} ORDER BY 1"
    ).fetchall()
    return [row for (row,) in rows]


def status(con: duckdb.DuckDBPyConnection, claim: str) -> set[str]:
    """Return what the documents make of a claim, in the words of the columns of claim_status."""
    names = ("documented", "contradicted", "proven", "rebutted", "complete_proven")
    row = con.execute(
        f"SELECT {', '.join(names)} FROM claim_status JOIN claim USING (claim) WHERE id = ?", [claim]
    ).fetchall()[0]
    return {name for name, holds in zip(names, row, strict=True) if holds}


def opened(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the open stocks as ``holder/item kind``."""
    rows = con.execute(
        "SELECT h.id || '/' || i.id || ' ' || o.kind FROM stock_open AS o JOIN stock AS s ON s.stock = o.stock "
        "JOIN holder AS h ON h.holder = s.holder JOIN item AS i ON i.item = s.item ORDER BY 1"
    ).fetchall()
    return [row for (row,) in rows]
