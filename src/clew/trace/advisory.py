"""The indicators of the Advisory of State, Treasury and DHS of 23 July 2018: an order in which to ask, never a finding.

The industries that the Advisory names and that make goods are told by HS codes (``advisory_2018.csv``: our own mapping,
not official; construction, hospitality and restaurants ship none). China and Russia host most such workers; more host
countries are policy.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from clew.model.policy import Policy

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FILE = Path(__file__).with_name("advisory_2018.csv")

_SITES = """
WITH site AS (SELECT holder, id, country FROM holder WHERE id IN (SELECT unnest(?))),
near AS (
    SELECT holder AS site, holder FROM site UNION SELECT s.holder, o.operator FROM site AS s
    JOIN operation AS o ON o.facility = s.holder
)
SELECT s.id, s.country,
    list(DISTINCT o.country) FILTER (o.country IS NOT NULL),
    (SELECT list(DISTINCT p.hs) FROM process AS q JOIN process_output AS u ON u.claim = q.claim
        JOIN item AS i ON i.item = u.item JOIN product AS p ON p.product = i.product
        WHERE q.holder = s.holder AND p.hs IS NOT NULL),
    (SELECT list(DISTINCT p.hs) FROM shipment AS t JOIN moved AS m ON m.claim = t.claim
        JOIN item AS i ON i.item = m.item JOIN product AS p ON p.product = i.product
        WHERE t.consignor IN (SELECT n.holder FROM near AS n WHERE n.site = s.holder) AND p.hs IS NOT NULL),
    (SELECT count(DISTINCT w.owner) FROM ownership AS w
        WHERE w.owned IN (SELECT n.holder FROM near AS n WHERE n.site = s.holder)),
    (SELECT count(DISTINCT x.country) FROM ownership AS w JOIN holder AS x ON x.holder = w.owner
        WHERE w.owned IN (SELECT n.holder FROM near AS n WHERE n.site = s.holder))
FROM site AS s JOIN near AS n ON n.site = s.holder JOIN holder AS o ON o.holder = n.holder
GROUP BY s.holder, s.id, s.country ORDER BY s.id
"""


def indicators(con: DuckDBPyConnection, holders: Iterable[str], policy: Policy) -> dict[str, tuple[str, ...]]:
    """Return the indicators that each of some sites shows, none of those that show none.

    Notes
    -----
    A site shows ``industry: …`` by the goods it makes (without a process on record: that it or its operator sends),
    ``host country: …`` by its country (without one: its operator's), and ``joint venture`` if owners of it, or of its
    operator, of different countries are on record.
    """
    found = {}
    for site, country, near, made, sent, owners, countries in con.execute(_SITES, [sorted(set(holders))]).fetchall():
        told = [f"industry: {industry}" for industry in _industries_of(made or sent or ())]
        places = {country} if country else set(near or ())
        told += [f"host country: {place}" for place in sorted(places & set(policy.host_countries))]
        told += ["joint venture"] if owners > 1 and countries > 1 else []
        if told:
            found[site] = tuple(told)
    return found


def _industries_of(codes: Iterable[str]) -> list[str]:
    return [industry for industry, prefixes in _industries() if any(code.startswith(prefixes) for code in codes)]


@cache
def _industries() -> tuple[tuple[str, tuple[str, ...]], ...]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple((row["industry"], tuple(row["hs"].split("|"))) for row in csv.DictReader(file))
