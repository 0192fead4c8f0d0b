"""Why an answer differs: the records, listings, rules and settings that changed and bear on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from clew.rules.pack import Pack
from clew.trace.diff_records import Change

SHOWN = 50
"""Changes that are named of one difference where nothing on its way changed; how many more is said."""

TIES = ("operations", "owners", "same_as", "segregations", "matches", "facilities")
"""Tables that change who holds what, or what is told apart, at the holders that they name."""

Finding = Mapping[str, Any]


@dataclass
class Names:
    """What the path and the sources of a finding name."""

    claims: set[str] = field(default_factory=set)
    nodes: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    listings: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Names:
        """Return what findings name."""
        found = cls()
        for finding in findings:
            found.rules.add(finding["rule"])
            for source in finding["sources"]:
                found.nodes |= {source[key] for key in ("holder", "item") if key in source}
                found.claims |= {source["claim"]} if "claim" in source else set()
                found.listings |= {source["listing"]} if "listing" in source else set()
            for hop in finding["path"]["hops"]:
                found.claims |= {hop["claim"]} if hop["claim"] else set()
                found.documents |= set(hop["documents"])
                for end in (hop["from"], hop["to"]):
                    found.nodes |= {end[key] for key in ("holder", "item") if key in end}
        return found


@dataclass(frozen=True)
class Because:
    """All that differs between two sides.

    Attributes
    ----------
    records : sequence of Change
        Records that differ.
    laws : sequence of dict
        Rules and listings that differ, as results say them.
    settings : sequence of dict
        Policy, day, and what else differs for all entries.
    near_only : bool
        Whether what is not near is no cause.
    """

    records: Sequence[Change]
    laws: Sequence[dict[str, Any]]
    settings: Sequence[dict[str, Any]]
    near_only: bool = False

    def only_near(self) -> Because:
        """Return the same, which names nothing where nothing is near."""
        return replace(self, near_only=True)

    def near(self, claims: set[str], nodes: set[str]) -> list[dict[str, Any]]:
        """Return the records of some claims that differ, or else those of some holders and items."""
        return self.only_near()._nearest(Names(claims=claims, nodes=nodes), [], [])

    def finding(self, *findings: Finding | None) -> list[dict[str, Any]]:
        """Return what made a finding (before, after) differ.

        Notes
        -----
        The first that is not empty: records and listings on its path; records of the holders and goods on it; all
        that bear on its rule, and all records. Nothing is tried out: it is what changed on the way, nearest first.
        """
        names = Names.of(finding for finding in findings if finding)
        laws = [law for law in self.laws if law.get("listing") in names.listings or self._is_rule(law, names)]
        return self._nearest(names, laws, [law for law in self.laws if law.get("rule") in names.rules])

    def chain(self, nodes: set[str]) -> list[dict[str, Any]]:
        """Return what made a chain differ at some holders and items."""
        return self._nearest(Names(nodes=nodes), [], list(self.laws))

    @staticmethod
    def _is_rule(law: Mapping[str, Any], names: Names) -> bool:
        return law["what"] == "rule" and law.get("rule") in names.rules

    def _nearest(
        self, names: Names, laws: Sequence[dict[str, Any]], further: Sequence[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        tests: tuple[Callable[[Change], bool], ...] = (
            lambda change: change.claim in names.claims or change.record in names.documents,
            lambda change: change.record in names.nodes or (change.table in TIES and bool(change.names & names.nodes)),
            lambda change: bool(change.names & names.nodes),
        )
        found = [change.said for change in self.records if tests[0](change)]
        if found or laws:
            return _short([*found, *laws])
        for test in tests[1:]:
            found = [change.said for change in self.records if test(change)]
            if found:
                return _short(found)
        if self.near_only:
            return []
        return _short([*further, *self.settings, *(change.said for change in self.records)])


def _short(found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    if len(found) <= SHOWN:
        return list(found)
    return [*found[:SHOWN], {"what": "more", "change": f"{len(found) - SHOWN} more"}]


def law_changes(before: Sequence[Pack], after: Sequence[Pack]) -> list[dict[str, Any]]:
    """Return the rules and listings that differ between packs, sorted."""
    return [*_differing("rule", _rules(before), _rules(after)), *_differing("listing", _lists(before), _lists(after))]


def _rules(packs: Sequence[Pack]) -> dict[tuple[str, ...], tuple[str, object]]:
    return {(rule.code,): (pack.name, rule) for pack in packs for rule in pack.rules}


def _lists(packs: Sequence[Pack]) -> dict[tuple[str, ...], tuple[str, object]]:
    return {(one.rule, one.id): (pack.name, one) for pack in packs for one in pack.listings}


def _differing(
    what: str, old: dict[tuple[str, ...], tuple[str, object]], new: dict[tuple[str, ...], tuple[str, object]]
) -> Iterator[dict[str, Any]]:
    for key in sorted({*old, *new}):
        pack = new.get(key, old.get(key, ("", None)))[0]
        if key not in old or key not in new:
            change = "added" if key in new else "removed"
        elif old[key][1] != new[key][1]:
            change = "changed"
        else:
            continue
        listing = {"listing": key[1]} if what == "listing" else {}
        yield {"what": what, "pack": pack, "rule": key[0], **listing, "change": change}
