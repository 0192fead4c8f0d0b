"""What is known of one thing that somebody looks at: a holder, an item, a document, a claim, an entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from clew.errors import ClewError
from clew.explorer.near import stocks_of, stocks_with
from clew.explorer.told import claim_evidence, evidence
from clew.model.answers import Answer, Chain, Finding, Hop, Stock
from clew.model.basis import Basis
from clew.model.tables import TABLES
from clew.trace.facts import look_up

if TYPE_CHECKING:
    from clew.explorer.desk import Traced

SHOWN = 200
CITED = 500


def about(traced: Traced, kind: str, id_: str) -> dict[str, Any]:
    """Return what is known of a record.

    Raises
    ------
    ClewError
        If there is none.
    """
    told = _KINDS.get(kind, _claim)(traced, id_)
    if told is None:
        raise ClewError(f"there is no {kind} {id_!r} in this graph.", code="E-ITEM")
    return {"kind": kind, "id": id_, **told}


def _cells(traced: Traced, table: str, id_: str) -> dict[str, str] | None:
    """Return the filled cells of a record, as they were read."""
    found = traced.trace.loaded.con.execute(f"SELECT * EXCLUDE (source) FROM raw.{table} WHERE id = ? LIMIT 1", [id_])
    names = [column[0] for column in found.description or ()]
    row = found.fetchone()
    return None if row is None else {name: str(cell) for name, cell in zip(names, row, strict=True) if cell is not None}


def _holder(traced: Traced, id_: str) -> dict[str, Any] | None:
    cells = _cells(traced, "parties", id_) or _cells(traced, "facilities", id_)
    if cells is None:
        return None
    stocks, total = stocks_of(traced.session, id_, SHOWN)
    through = traced.rows.page({"party": [id_]}, 0)
    matches = traced.trace.loaded.con.execute(
        "SELECT DISTINCT l.id, l.name, m.how FROM holder_match m JOIN holder h ON h.holder = m.holder "
        "JOIN listing l ON l.listing = m.listing WHERE h.id = ? ORDER BY ALL LIMIT 50",
        [id_],
    ).fetchall()
    return {
        "cells": cells,
        "stocks": _stocks(traced, stocks),
        "total": total,
        "paths": through["total"],
        "matches": [{"listing": listing, "name": name, "how": how} for listing, name, how in matches],
    }


def _item(traced: Traced, id_: str) -> dict[str, Any] | None:
    cells = _cells(traced, "lots", id_) or _cells(traced, "products", id_)
    if cells is None:
        return None
    stocks, total = stocks_with(traced.session, id_, SHOWN)
    return {"cells": cells, "stocks": _stocks(traced, stocks), "total": total}


def _cell(traced: Traced, id_: str) -> dict[str, Any] | None:
    from clew.views.board import members

    found = members(traced.board, id_)
    if not len(found):
        return None
    stocks = traced.session.words.stocks(found[:SHOWN].astype("int32"))
    return {"cells": {}, "stocks": _stocks(traced, stocks), "total": len(found)}


def _document(traced: Traced, id_: str) -> dict[str, Any] | None:
    cells = _cells(traced, "documents", id_)
    if cells is None:
        return None
    rows = traced.trace.loaded.con.execute(
        "SELECT c.kind, c.id, e.supports, e.complete, count(*) OVER () FROM document d "
        "JOIN evidence e ON e.document = d.document "
        f"JOIN claim c ON c.claim = e.claim WHERE d.id = ? ORDER BY c.kind, c.id LIMIT {CITED}",
        [id_],
    ).fetchall()
    cited = [{"kind": row[0], "id": row[1], "rebuts": not row[2], "complete": row[3]} for row in rows]
    return {"cells": cells, "claims": cited, "total": rows[0][4] if rows else 0}


def _claim(traced: Traced, id_: str) -> dict[str, Any] | None:
    con = traced.trace.loaded.con
    row = con.execute("SELECT kind, first_day, last_day FROM claim WHERE id = ?", [id_]).fetchone()
    if row is None:
        return None
    nowhere = Stock("", "")
    hop = Hop(nowhere, nowhere, row[0], Basis.UNEXCLUDED, id_, row[1], row[2])
    # A made-up answer that names this claim alone: facts are looked up for what answers name.
    named = Answer("", "", (Finding("", True, None, (), (hop,)),), Chain(), Chain(), complete=False)
    facts = look_up(con, [named])
    told = claim_evidence(id_, facts, evidence(con, [id_]))
    table = told["located"]["table"] if told["located"] else ""
    claims = {known.name for known in TABLES.values() if known.claim}
    cells = _cells(traced, table, id_) if table in claims else None
    return {"cells": cells or {}, **told}


def _stocks(traced: Traced, stocks: list[Stock]) -> list[dict[str, str]]:
    """Return stocks with the words for them."""
    con = traced.trace.loaded.con
    goods = con.execute(
        "SELECT i.id, p.name FROM item i JOIN product p ON p.product = i.product WHERE i.id IN (SELECT unnest(?))",
        [sorted({stock.item for stock in stocks})],
    ).fetchall()
    names = con.execute(
        "SELECT id, name FROM holder WHERE id IN (SELECT unnest(?))", [sorted({stock.holder for stock in stocks})]
    ).fetchall()
    called, known = {"*": "unidentified goods"} | {k: v for k, v in goods if v}, {k: v for k, v in names if v}
    return [
        {
            "holder": stock.holder,
            "item": stock.item,
            "name": known.get(stock.holder, stock.holder),
            "goods": called.get(stock.item, stock.item),
        }
        for stock in stocks
    ]


_KINDS: dict[str, Callable[[Traced, str], dict[str, Any] | None]] = {
    "party": _holder,
    "facility": _holder,
    "holder": _holder,
    "cell": _cell,
    "product": _item,
    "lot": _item,
    "item": _item,
    "document": _document,
}
