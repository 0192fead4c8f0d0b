"""Search over everything that has a name or an id: parties, facilities, products, lots, entries, claims, documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from clew.model.names import normal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHOWN = 40
LONGEST = 200
"""Signs of a query that are looked at."""

MAKE = """
CREATE OR REPLACE TEMP TABLE searched AS
WITH known AS (
    SELECT 0 AS place, 'party' AS kind, id, name AS words, concat_ws(' ', id, name, aliases, identifiers) AS said,
        country AS beside FROM raw.parties
    UNION ALL SELECT 1, 'facility', id, name, concat_ws(' ', id, name, aliases, identifiers), country
        FROM raw.facilities
    UNION ALL SELECT 2, 'product', id, name, concat_ws(' ', id, name, hs, good), hs FROM raw.products
    UNION ALL SELECT 3, 'lot', l.id, p.name, concat_ws(' ', l.id, p.name), l.product
        FROM raw.lots l LEFT JOIN raw.products p ON p.id = l.product
    UNION ALL SELECT 4, 'entry', id, item, id, date FROM raw.entries
    UNION ALL SELECT 5, 'document', id, coalesce(title, kind), concat_ws(' ', id, title, kind, issuer, sha256), issuer
        FROM raw.documents
    UNION ALL SELECT 6, c.kind, c.id, c.kind, c.id, NULL FROM claim c WHERE c.kind <> 'entry'
)
SELECT place, kind, id, coalesce(words, id) AS words, beside, lower(said) AS said FROM known
"""
NORMS = """
CREATE OR REPLACE TEMP TABLE searched_norm AS
SELECT h.id, replace(string_agg(n.name_norm, chr(31)), ' ', '') AS norm
FROM holder h JOIN holder_name n ON n.holder = h.holder GROUP BY h.id
UNION ALL SELECT p.id, replace(p.name_norm, ' ', '') FROM product p WHERE p.name_norm IS NOT NULL
"""
FIND = """
WITH asked AS (SELECT unnest($words) AS word),
hit AS (
    SELECT s.*, n.norm FROM searched s LEFT JOIN searched_norm n ON n.id = s.id AND s.place < 3
    WHERE NOT EXISTS (SELECT 1 FROM asked a WHERE NOT contains(s.said, a.word))
    OR ($joined <> '' AND contains(coalesce(n.norm, ''), $joined))
)
SELECT kind, id, words, beside, count(*) OVER () FROM hit
ORDER BY lower(id) <> $whole, NOT starts_with(lower(id), $whole), NOT starts_with(lower(words), $whole), place, id
LIMIT $shown
"""


class Index:
    """Finds records by id, name, alias, identifier, title or issuer, in any script."""

    def __init__(self, con: DuckDBPyConnection) -> None:
        self._con = con
        con.execute(MAKE)
        con.execute(NORMS)

    def find(self, query: str) -> dict[str, Any]:
        """Return what has all words of a query in it, the nearest first, and how many there are.

        Notes
        -----
        The words are looked for as they are, letter case aside; and all of them together in the normal form of names,
        in which scripts are spelled in Latin letters: ``dalian`` finds 大连.
        """
        whole = " ".join(normalize("NFC", query[:LONGEST]).lower().split())
        if not whole:
            return {"query": query, "total": 0, "found": []}
        joined = normal(whole).replace(" ", "")
        rows = self._con.execute(
            FIND,
            {"words": whole.split(), "joined": joined, "whole": whole, "shown": SHOWN},
        ).fetchall()
        return {
            "query": query,
            "total": rows[0][4] if rows else 0,
            "found": [{"kind": kind, "id": id_, "words": words, "at": at} for kind, id_, words, at, _ in rows],
        }
