"""Which holders match which party listings, in a store: by name, identifier, similar name and decision."""

from typing import TYPE_CHECKING

from clew.model.names import normal_column
from clew.model.policy import Policy
from clew.rules.tables import make_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MATCHES = """
CREATE OR REPLACE TABLE holder_match AS
WITH way AS (
    SELECT holder, listing, 2 AS basis, 2 AS preference, 'name' AS how, name_norm AS ours, name_norm AS theirs
    FROM holder_name JOIN listing_name USING (name_norm)
    UNION ALL
    SELECT holder, listing, 3, 3, 'identifier', identifier, identifier
    FROM holder_identifier JOIN listing_identifier USING (identifier)
    UNION ALL
    SELECT h.holder, l.listing, 1, 1, 'similar', s.ours, s.theirs
    FROM similar_name s
    JOIN holder_name h ON h.name_norm = s.ours
    JOIN listing_name l ON l.name_norm = s.theirs
    UNION ALL
    SELECT holder, listing, 3, 4, 'confirmed', NULL, NULL FROM holder_decision WHERE confirmed
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY holder, listing ORDER BY preference DESC, ours, theirs) AS place
    FROM way
    WHERE NOT EXISTS (
        SELECT 1 FROM holder_decision d
        WHERE d.holder = way.holder AND d.listing = way.listing AND NOT d.confirmed
    )
)
SELECT holder, listing, CAST(basis AS UTINYINT) AS basis, how, ours, theirs
FROM ranked WHERE place = 1 ORDER BY holder, listing
"""

_DECISIONS = """
CREATE OR REPLACE TABLE holder_decision AS
SELECT
    holder,
    decided_listing.listing AS listing,
    coalesce(
        max(last_day) FILTER (WHERE confirmed)
            >= coalesce(max(first_day) FILTER (WHERE NOT confirmed), -10000000),
        false
    ) AS confirmed
FROM "match" JOIN decided_listing ON decided_listing.words = "match".listing
GROUP BY holder, decided_listing.listing
"""


def match_holders(con: "DuckDBPyConnection", policy: Policy) -> None:
    """Make the tables `holder_match` and `holder_rejected`.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        With the store's typed tables and those of `clew.rules.tables`.
    policy : Policy
        `similar_from` is used; None switches similar names off.

    Notes
    -----
    ``holder_match(holder, listing, basis, how, ours, theirs)``: `how` is ``name``, ``identifier``, ``similar`` or
    ``confirmed``; `ours` and `theirs` are the name or identifier of the holder and of the listing that met (of
    several the first in order), NULL where a person decided.
    """
    _decisions(con)
    _similar_names(con, policy.similar_from)
    con.execute(_MATCHES)
    con.execute(
        "CREATE OR REPLACE TABLE holder_rejected AS "
        "SELECT holder, listing FROM holder_decision WHERE NOT confirmed ORDER BY holder, listing"
    )


def _decisions(con: "DuckDBPyConnection") -> None:
    """Resolve the listings that people decided on, by id or by name, and make `holder_decision`."""
    words = [row[0] for row in con.execute('SELECT DISTINCT listing FROM "match" ORDER BY 1').fetchall()]
    pairs: list[tuple[str, int]] = []
    if words:
        parties = con.execute("SELECT listing, id, name FROM listing WHERE NOT is_place ORDER BY listing").fetchall()
        named: dict[str, set[int]] = {}
        for (number, own, _), name in zip(parties, normal_column([row[2] for row in parties]), strict=True):
            named.setdefault(f"id {own.strip().casefold()}", set()).add(number)
            named.setdefault(f"name {name}", set()).add(number)
        for word, name in zip(words, normal_column(words), strict=True):
            found = named.get(f"id {word.strip().casefold()}", set()) | named.get(f"name {name}", set())
            pairs += [(word, number) for number in sorted(found)]
    if not pairs:
        make_table(
            con, "holder_decision", ("holder", "INTEGER", ()), ("listing", "INTEGER", ()), ("confirmed", "BOOLEAN", ())
        )
        return
    make_table(
        con,
        "decided_listing",
        ("words", "VARCHAR", [pair[0] for pair in pairs]),
        ("listing", "INTEGER", [pair[1] for pair in pairs]),
    )
    con.execute(_DECISIONS)


def _similar_names(con: "DuckDBPyConnection", similar_from: float | None) -> None:
    """Make the table of pairs of similar names, without those that are equal."""
    found: list[tuple[int, int, float]] = []
    ours: list[str] = []
    theirs: list[str] = []
    if similar_from is not None:
        from clew.rules.similar import similar_pairs

        ours = [row[0] for row in con.execute("SELECT DISTINCT name_norm FROM holder_name ORDER BY 1").fetchall()]
        theirs = [row[0] for row in con.execute("SELECT DISTINCT name_norm FROM listing_name ORDER BY 1").fetchall()]
        found = similar_pairs(ours, theirs, similar_from)
    make_table(
        con,
        "similar_name",
        ("ours", "VARCHAR", [ours[pair[0]] for pair in found]),
        ("theirs", "VARCHAR", [theirs[pair[1]] for pair in found]),
    )
