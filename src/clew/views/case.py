"""What views and reports draw from: a saved result, and the words of the graph for what it names. No tracing here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clew.rules.pack import Pack

Plain = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A result with words.

    Attributes
    ----------
    result : mapping
        The document of `clew trace --json`.
    holders : mapping of holder id to (name, country code or "", whether it is a facility)
    items : mapping of item id to words
    claims : mapping of claim id to (kind, words)
    rules : mapping of rule code to (citation, pack, edition)
    listings : mapping of (rule code, listing id) to name
    """

    result: Mapping[str, Any]
    holders: Mapping[str, tuple[str, str, bool]] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    rules: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    listings: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def entries(self) -> Sequence[Plain]:
        """The entries of the result; a result of ``--to`` is one entry."""
        if "to" in self.result:
            nothing: Plain = {"frontier": [], "unscreened": [], "labor_unrecorded": []}
            return [{"entry": self.result["to"], "verdict": "", "findings": self.result["sources"], "chain": nothing,
                     "behind": nothing, "contradicted": [], "exposures": [], "gaps": [], "virtual": True}]  # fmt: skip
        found: Sequence[Plain] = self.result["entries"]
        return found

    def holder(self, holder: str) -> str:
        """Return the name of a holder."""
        return self.holders[holder][0] if holder in self.holders else holder

    def country(self, holder: str) -> str:
        """Return the country code of a holder, "" if none is on record."""
        return self.holders[holder][1] if holder in self.holders else ""

    def item(self, item: str) -> str:
        """Return what goods are called."""
        return "unidentified goods" if item == "*" else self.items.get(item, item)

    def source(self, rule: str, source: Mapping[str, Any]) -> str:
        """Return in words why a label lies where it does."""
        return ", ".join(self.source_parts(rule, source))

    def source_parts(self, rule: str, source: Mapping[str, Any]) -> list[str]:
        """Return the claim and the listing by which a label lies where it does, in words."""
        words = []
        if source.get("claim"):
            kind, about = self.claims.get(source["claim"], ("claim", ""))
            words.append(f"{kind} {source['claim']}")
            words += [about] if about else []
        if source.get("listing"):
            asked = self.result.get("from") if rule == source["listing"] == "FROM" else None
            listed = f"listed: {self.listings.get((rule, source['listing']), source['listing'])}"
            words.append(f"of {self.holder(asked)}" if asked else listed)
        return words or ["source"]


def of_result(con: DuckDBPyConnection, result: Mapping[str, Any], packs: Iterable[Pack] = ()) -> Case:
    """Look up the words for a result in the graph that it is of.

    Parameters
    ----------
    con : DuckDBPyConnection
        The loaded graph; no flow, no trace is needed.
    result : mapping
        Of `clew trace --json`.
    packs : iterable of Pack
        For citations and names of listings; without, their ids.
    """
    holders, items, claims = {str(result["from"])} if "from" in result else set(), set[str](), set[str]()
    for key, value in named(result):
        if key == "holder":
            holders.add(value)
        elif key == "item":
            items.add(value)
        else:
            claims.add(value)
    listings: dict[tuple[str, str], str] = {}
    rules: dict[str, tuple[str, str, str]] = {}
    for pack in packs:
        rules.update({rule.code: (rule.citation, pack.name, pack.edition) for rule in pack.rules})
        listings.update({(listing.rule, listing.id): listing.name for listing in pack.listings})
    found_claims = con.execute(CLAIMS, [sorted(claims)]).fetchall()
    found_holders = con.execute(HOLDERS, [sorted(holders)]).fetchall()
    found_items = con.execute(ITEMS, [sorted(items)]).fetchall()
    return Case(
        result,
        {row[0]: (row[1] or row[0], row[2] or "", bool(row[3])) for row in found_holders},
        {row[0]: _item(*row) for row in found_items},
        {row[0]: (row[1], " ".join(filter(None, row[2:])).replace("_", " ")) for row in found_claims},
        rules,
        listings,
    )  # fmt: skip


HOLDERS = "SELECT id, name, country, is_facility FROM holder WHERE id IN (SELECT unnest(?)) ORDER BY id"
ITEMS = """
SELECT i.id, i.is_lot, d.name FROM item i LEFT JOIN product d ON d.product = i.product
WHERE i.id IN (SELECT unnest(?)) ORDER BY i.id
"""
CLAIMS = """
SELECT c.id, c.kind, w.nationality, w.condition FROM claim c LEFT JOIN workforce w ON w.claim = c.claim
WHERE c.id IN (SELECT unnest(?)) ORDER BY c.id
"""
_KEYS = {"holder": "holder", "item": "item", "claim": "claim"}
_LISTS = {"labor_unrecorded": "holder", "contradicted": "claim"}


def _item(item: str, is_lot: bool, name: str | None) -> str:
    return f"{name} · lot {item}" if is_lot and name else name or item


def named(document: object) -> Iterator[tuple[str, str]]:
    """Yield every holder, item and claim that a result names, with which of these it is."""
    waiting: list[object] = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            for key, part in value.items():
                if key in _KEYS and isinstance(part, str):
                    yield _KEYS[key], part
                elif key in _LISTS:
                    yield from ((_LISTS[key], each) for each in part)
                elif key == "entry" and isinstance(part, str):
                    yield "claim", part
                elif key not in {"policy", "packs", "located", "graph"}:
                    waiting.append(part)
        elif isinstance(value, list | tuple):
            waiting.extend(value)
