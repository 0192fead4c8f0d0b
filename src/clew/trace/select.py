"""Choosing entries and holders by id, with the nearest ids named when there is none of that id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from clew.errors import ClewError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NEARBY = 20_000
CODES = {"entry": "E-ENTRY", "holder": "E-HOLDER", "item": "E-ITEM"}


def did_you_mean(word: str, known: Iterable[str], *, shown: int = 3) -> str:
    """Return a hint that names the known words nearest to one that is unknown, "" if none is near."""
    from difflib import get_close_matches

    folded = {each.casefold(): each for each in known}
    near = [folded[match] for match in get_close_matches(word.casefold(), folded, n=shown, cutoff=0.6)]
    return f"Did you mean {' or '.join(near)}?" if near else ""


def entries_by_id(con: DuckDBPyConnection, ids: Sequence[str]) -> list[int]:
    """Return the claim numbers of entries that are named by id, in order of number.

    Raises
    ------
    ClewError
        If there is no such entry.
    """
    rows = con.execute(
        "SELECT c.id, c.claim FROM entry e JOIN claim c ON c.claim = e.claim WHERE c.id IN (SELECT unnest(?))",
        [list(ids)],
    ).fetchall()
    found = dict(rows)
    for wanted in ids:
        if wanted not in found:
            sql = "SELECT c.id FROM entry e JOIN claim c ON c.claim = e.claim ORDER BY c.id"
            raise _unknown(con, "entry", wanted, sql)
    return sorted(set(found.values()))


def number_by_id(con: DuckDBPyConnection, table: str, wanted: str) -> int:
    """Return the number of the holder or item (`table`) that is named by id.

    Raises
    ------
    ClewError
        If there is none.
    """
    row = con.execute(f"SELECT {table} FROM {table} WHERE id = ?", [wanted]).fetchone()
    if row is None:
        raise _unknown(con, table, wanted, f"SELECT id FROM {table} ORDER BY id")
    return int(row[0])


def _unknown(con: DuckDBPyConnection, what: str, wanted: str, sql: str) -> ClewError:
    ids = [row[0] for row in con.execute(f"{sql} LIMIT {NEARBY}").fetchall()]
    hint = did_you_mean(wanted, ids)
    if not hint:
        shown = ", ".join(ids[:5]) or "none"
        hint = f"{'The first ids are' if len(ids) > 5 else 'There is'}: {shown}."
    return ClewError(f"there is no {what} {wanted!r} in this graph.", hint=hint, code=CODES[what])
