"""Who and what is on record in a spliced graph: the tables by which hops, sources and requests get their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clew.trace.plan.splice import Numbers

OF_HOLDERS = ("holder", "holder_name", "holder_identifier", "holder_match")
OF_CLAIMS = {
    "claim": ("claim",),
    "claim_status": ("claim",),
    "entry": ("claim", "consignor", "importer"),
    "process_input": ("claim", "item"),
    "workforce": ("claim", "holder", "process", "item"),
    "operation": ("claim", "facility", "operator"),
    "ownership": ("claim", "owner", "owned"),
    "same_as": ("claim",),
}
SORTS = {
    "holder": "holder", "consignor": "holder", "importer": "holder", "facility": "holder", "operator": "holder",
    "owner": "holder", "owned": "holder", "claim": "claim", "process": "claim", "item": "item", "product": "item",
}  # fmt: skip
"""What the numbers of a column are of."""


def write_words(
    con: DuckDBPyConnection, part: DuckDBPyConnection, numbers: Numbers, judged: set[str], known: set[str]
) -> None:
    """Make the tables of who and what is on record: of what the part has seen all of, its own."""
    claims = part.execute("SELECT claim, id FROM claim").fetchall()
    mine = {number for number, id_ in claims if id_ in judged}
    new = set(np.flatnonzero(numbers.of["claim"] >= _count(con, "claim")).tolist())
    for table in OF_CLAIMS:
        _replace(con, part, numbers, table, "claim", new | (mine if table != "claim" else set()))
    people = part.execute("SELECT holder, id FROM holder").fetchall()
    mine = {number for number, id_ in people if id_ in known}
    mine |= set(np.flatnonzero(numbers.of["holder"] >= _count(con, "holder")).tolist())
    for table in OF_HOLDERS:
        _replace(con, part, numbers, table, "holder", mine)
    goods = part.execute("SELECT item FROM item WHERE item > 0").fetchall()
    _replace(con, part, numbers, "item", "item", {row[0] for row in goods})
    _replace(con, part, numbers, "product", "product", {row[0] for row in goods})


def _count(con: DuckDBPyConnection, table: str) -> int:
    return int(con.execute(f"SELECT count(*) FROM main.{table}").fetchall()[0][0])


def _replace(
    con: DuckDBPyConnection, part: DuckDBPyConnection, numbers: Numbers, table: str, key: str, mine: set[int]
) -> None:
    """Make a view of the rows of the graph, but the part's of those whose key is among some; none if there are none."""
    if not mine:
        return
    chosen = f"SELECT * FROM {table} WHERE {key} IN (SELECT unnest(CAST(? AS INTEGER[]))) ORDER BY ALL"
    found = part.execute(chosen, [sorted(mine)])
    names = [column[0] for column in found.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    for row in rows:
        for name, number in row.items():
            sort = SORTS.get(name)
            if table == "same_as" and name in {"a", "b"}:
                sort = "item" if row["is_item"] else "holder"
            if sort is not None and number is not None:
                row[name] = int(numbers.of[sort][number])
    keys = numbers.given(SORTS[key], np.array(sorted(mine), np.int64))
    gone, fresh = f"{table}_gone", f"{table}_fresh"
    con.execute(f"CREATE TABLE {gone} AS SELECT unnest(CAST(? AS INTEGER[])) AS number", [keys.tolist()])
    con.execute(f"CREATE TABLE {fresh} AS FROM main.{table} LIMIT 0")
    if rows:
        cells = ", ".join(f'unnest(?) AS "{name}"' for name in names)
        con.execute(f"INSERT INTO {fresh} BY NAME SELECT {cells}", [[row[name] for row in rows] for name in names])
    con.execute(
        f"CREATE VIEW {table} AS SELECT * FROM main.{table} WHERE {key} NOT IN (FROM {gone}) UNION ALL FROM {fresh}"
    )
