"""What a pack says must be true of its rows: counts, filled columns, rows that must be there."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from clew.rules.pack import Listing

Check = Callable[[object, Sequence[Listing]], list[str]]


def broken(assertions: Mapping[str, Any], listings: Sequence[Listing]) -> list[str]:
    """Return what a pack asserts and its rows do not hold, in words.

    Parameters
    ----------
    assertions : mapping
        ``rows: {min, max}`` (rows of the table), ``listings: {CODE: {min, max}}``, ``places``, ``names``,
        ``identifiers``: ``{min, max}``; ``filled: [column]``; ``must_list: [name]``; ``must_not_list: [name]``.
    listings : sequence of Listing
    """
    problems = [
        f"assertions.{key}: unknown (known: {', '.join(sorted(_CHECKS))})" for key in assertions if key not in _CHECKS
    ]
    if "rows" not in assertions:
        problems.append("assertions.rows: missing: {min, max} of the rows of the table (0 if it has none)")
    for key, check in _CHECKS.items():
        if key in assertions:
            problems += [f"assertions.{key}: {problem}" for problem in check(assertions[key], listings)]
    return problems


def _within(bounds: object, found: int, what: str) -> list[str]:
    """Compare a count with a minimum and a maximum."""
    if not isinstance(bounds, dict) or set(bounds) != {"min", "max"}:
        return [f"not {{min: …, max: …}}: {bounds!r}"]
    least, most = str(bounds["min"]), str(bounds["max"])
    if not (least.isdecimal() and most.isdecimal()):
        return [f"not whole numbers: {bounds!r}"]
    if int(least) <= found <= int(most):
        return []
    return [f"{found} {what}, but at least {least} and at most {most} are asserted"]


def _counts(what: str, count: Callable[[Sequence[Listing]], int]) -> Check:
    """Return a check of one count."""
    return lambda bounds, listings: _within(bounds, count(listings), what)


def _per_rule(bounds: object, listings: Sequence[Listing]) -> list[str]:
    """Compare the number of listings of each rule."""
    if not isinstance(bounds, dict):
        return [f"not {{CODE: {{min, max}}}}: {bounds!r}"]
    found = Counter(listing.rule for listing in listings)
    return [
        problem for code, limits in bounds.items() for problem in _within(limits, found[code], f"listings of {code}")
    ]


def _filled(columns: object, listings: Sequence[Listing]) -> list[str]:
    """Name the rows in which a column that must be filled is blank."""
    return [
        f"{listing.id}: {column} is blank"
        for column in _list(columns)
        for listing in listings
        if getattr(listing, column, None) in (None, "", ())
    ]


def _list(words: object) -> list[str]:
    return [str(word) for word in words] if isinstance(words, list) else []


def _names(listings: Sequence[Listing]) -> set[str]:
    return {name for listing in listings for name in (listing.name, *listing.aliases)}


def _must_list(names: object, listings: Sequence[Listing]) -> list[str]:
    known = _names(listings)
    return [f"{name!r} is not listed" for name in _list(names) if name not in known]


def _must_not_list(names: object, listings: Sequence[Listing]) -> list[str]:
    known = _names(listings)
    return [f"{name!r} is listed" for name in _list(names) if name in known]


_CHECKS: Mapping[str, Check] = {
    "rows": _counts("rows", lambda listings: len({listing.id for listing in listings})),
    "listings": _per_rule,
    "places": _counts("places", lambda listings: len({found.id for found in listings if found.is_place})),
    "names": _counts("names", lambda listings: len(_names(listings))),
    "identifiers": _counts(
        "identifiers", lambda listings: len({one for found in listings for one in found.identifiers})
    ),
    "filled": _filled,
    "must_list": _must_list,
    "must_not_list": _must_not_list,
}
