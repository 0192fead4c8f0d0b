"""Checking a pack: what its file says, what it asserts, and the cases beside it (``NAME.cases.yaml``)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clew.errors import ClewError
from clew.model.basis import Basis
from clew.model.dates import day_range
from clew.model.names import normal
from clew.model.policy import Policy
from clew.rules.head import read_yaml
from clew.rules.load import load_pack
from clew.rules.match import folded, good_match, in_region, party_match
from clew.rules.pack import Listing, Pack

_FIND = "must_find"
_NOT_FIND = "must_not_find"
_KEYS = {
    *("holder", "aliases", "identifiers", "country", "region", "good", "product", "hs"),
    *("nationality", "condition", "on", "rule", "listing", "basis", "why"),
}


@dataclass(frozen=True)
class Checked:
    """A pack that was checked: how many cases it has, and those that failed, in words."""

    pack: Pack
    cases: int
    problems: tuple[str, ...]


def check_pack(path: Path) -> Checked:
    """Load a pack and run the cases beside it.

    Parameters
    ----------
    path : Path
        The pack's YAML file.

    Returns
    -------
    Checked
        A pack without cases, or without one that must not be found, has that as a problem.

    Raises
    ------
    ClewError
        If the pack does not load, or the file of cases is malformed.
    """
    pack = load_pack(path)
    beside = path.with_name(f"{path.stem}.cases.yaml")
    if not beside.is_file():
        return Checked(pack, 0, (f"no cases: {beside.name} is missing (what it must find, what it must not find)",))
    cases = read_yaml(beside)[0]
    unknown = sorted(map(str, set(cases) - {_FIND, _NOT_FIND}))
    problems = [f"{key}: unknown (known: {_FIND}, {_NOT_FIND})" for key in unknown]
    count = 0
    for kind in (_FIND, _NOT_FIND):
        listed = cases.get(kind) or []
        problems += [f"{kind}: no case"] if not listed else []
        for number, case in enumerate(listed, start=1):
            count += 1
            problems += [f"{kind} {number}: {problem}" for problem in _failures(case, pack, finds=kind == _FIND)]
    return Checked(pack, count, tuple(f"{beside.name}: {problem}" for problem in problems))


def _failures(case: object, pack: Pack, *, finds: bool) -> Iterator[str]:
    """Yield why a case fails, if it does."""
    if not isinstance(case, dict) or set(case) - _KEYS:
        yield f"{case!r} is not a mapping with keys of {', '.join(sorted(_KEYS))}"
        return
    codes = {rule.code for rule in pack.rules}
    if case.get("rule", next(iter(codes))) not in codes:
        yield f"{case['rule']!r} is no rule of the pack"
        return
    try:
        asked = Basis[str(case.get("basis", "assumed")).upper()]
        day = day_range(str(case["on"])) if "on" in case else None
    except (KeyError, ValueError) as error:
        yield f"no basis or no date: {error}"
        return
    hits = {(rule, listing): basis for rule, listing, basis in _hits(case, pack, day)}
    hits = {key: basis for key, basis in hits.items() if _wanted(case, key)}
    best = max(hits.values(), default=None)
    words = f"{_words(case)}: found {_found(hits)}"
    if finds and (best is None or (best != asked if "basis" in case else best < asked)):
        yield f"{words}, not {asked.word}"
    if not finds and best is not None and best >= asked:
        yield f"{words}, which must not be found at {asked.word}"


def _wanted(case: Mapping[str, Any], key: tuple[str, str]) -> bool:
    """Tell whether a hit is of the rule and the listing that a case names, if it names any."""
    return (case.get("rule", key[0]), case.get("listing", key[1])) == key


def _hits(case: Mapping[str, Any], pack: Pack, day: tuple[int, int] | None) -> Iterator[tuple[str, str, Basis]]:
    """Yield rule, listing and basis of everything in a pack that a case meets, in force on its day."""
    rules = {rule.code: rule for rule in pack.rules}
    for rule in pack.rules:
        worked = case.get("nationality") in rule.nationalities or case.get("condition") in rule.conditions
        if worked and (day is None or (rule.begins <= day[1] and day[0] <= rule.ends)):
            yield rule.code, "", Basis.ASSERTED
    for listing in pack.listings:
        rule = rules[listing.rule]
        begins, ends = max(rule.begins, listing.begins), min(rule.ends, listing.ends)
        if day is not None and (day[1] < begins or ends < day[0]):
            continue
        basis = _place(case, listing) if listing.is_place else _party(case, listing)
        if basis is not None:
            yield listing.rule, listing.id, basis


def _party(case: Mapping[str, Any], listing: Listing) -> Basis | None:
    """Match the holder of a case, by names and identifiers."""
    names = {normal(name) for name in (case.get("holder", ""), *case.get("aliases", ())) if name}
    return party_match(names, {folded(one) for one in case.get("identifiers", ())}, listing, Policy())


def _place(case: Mapping[str, Any], listing: Listing) -> Basis | None:
    """Match the place and the goods of a case."""
    if "country" not in case and "region" not in case:
        return None
    country, region = case.get("country"), case.get("region")
    there = in_region(region, listing) and country in (None, listing.country)
    if not there and (listing.regions or country != listing.country):
        return None
    goods = [case["good"]] if "good" in case else []
    return good_match(goods, str(case.get("product", "")), str(case.get("hs", "")), listing)


def _words(case: Mapping[str, Any]) -> str:
    """Return a case in a line."""
    return ", ".join(f"{key} {case[key]!r}" for key in case if key != "why")


def _found(hits: Mapping[tuple[str, str], Basis]) -> str:
    """Return what was found in a line."""
    return ", ".join(f"{rule} {listing} ({basis.word})" for (rule, listing), basis in sorted(hits.items())) or "nothing"


def check_packs(paths: Sequence[Path]) -> tuple[list[Checked], list[str]]:
    """Check packs, and return those that load, and the messages of those that do not."""
    checked: list[Checked] = []
    broken: list[str] = []
    for path in paths:
        try:
            checked.append(check_pack(path))
        except ClewError as error:
            broken.append(error.message)
    return checked, broken
