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
CREATE OR REPLACE TEMP TABLE gap_site AS
SELECT holder, id, country FROM holder WHERE id IN (SELECT unnest(?))
"""
_NEAR = """
CREATE OR REPLACE TEMP TABLE gap_near AS
SELECT id AS site, holder FROM gap_site
UNION SELECT s.id, o.operator FROM gap_site AS s JOIN operation AS o ON o.facility = s.holder
"""
_OWN = "SELECT id, country FROM gap_site WHERE country IS NOT NULL ORDER BY ALL"
_COUNTRIES = """
SELECT DISTINCT n.site, h.country FROM gap_near AS n JOIN holder AS h ON h.holder = n.holder
WHERE h.country IS NOT NULL ORDER BY ALL
"""
_MADE = """
SELECT DISTINCT s.id, p.hs FROM gap_site AS s JOIN process AS q ON q.holder = s.holder
JOIN process_output AS u ON u.claim = q.claim JOIN item AS i ON i.item = u.item
JOIN product AS p ON p.product = i.product WHERE p.hs IS NOT NULL ORDER BY ALL
"""
_SENT = """
SELECT DISTINCT n.site, p.hs FROM gap_near AS n JOIN shipment AS t ON t.consignor = n.holder
JOIN moved AS m ON m.claim = t.claim JOIN item AS i ON i.item = m.item
JOIN product AS p ON p.product = i.product WHERE p.hs IS NOT NULL ORDER BY ALL
"""
_OWNERS = """
SELECT DISTINCT n.site, h.country FROM gap_near AS n JOIN ownership AS w ON w.owned = n.holder
JOIN holder AS h ON h.holder = w.owner WHERE h.country IS NOT NULL ORDER BY ALL
"""


def indicators(con: DuckDBPyConnection, holders: Iterable[str], policy: Policy) -> dict[str, tuple[str, ...]]:
    """Return the indicators that each of some sites shows, none of those that show none.

    Notes
    -----
    A site shows ``industry: …`` by the goods it makes (without a process on record: that it or its operator sends),
    ``host country: …`` by its country (without one: its operator's), and ``joint venture`` if owners of it, or of its
    operator, of different countries are on record.
    """
    sites = sorted(set(holders))
    if not sites:
        return {}
    con.execute(_SITES, [sites])
    con.execute(_NEAR)
    own, near, made, sent, owners = (_by_site(con, sql) for sql in (_OWN, _COUNTRIES, _MADE, _SENT, _OWNERS))
    found = {}
    for site in sites:
        told = [f"industry: {industry}" for industry in _industries_of(made.get(site) or sent.get(site) or [])]
        places = own.get(site) or near.get(site, [])
        told += [f"host country: {place}" for place in sorted(set(places) & set(policy.host_countries))]
        told += ["joint venture"] if len(owners.get(site, ())) > 1 else []
        if told:
            found[site] = tuple(told)
    return found


def _by_site(con: DuckDBPyConnection, query: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for site, word in con.execute(query).fetchall():
        found.setdefault(site, []).append(word)
    return found


def _industries_of(codes: Iterable[str]) -> list[str]:
    return [industry for industry, prefixes in _industries() if any(code.startswith(prefixes) for code in codes)]


@cache
def _industries() -> tuple[tuple[str, tuple[str, ...]], ...]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple((row["industry"], tuple(row["hs"].split("|"))) for row in csv.DictReader(file))
