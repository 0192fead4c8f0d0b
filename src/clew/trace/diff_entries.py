"""What differs of an entry between two results: whether it is there, its verdict, its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clew.trace.diff_because import Because

Entry = Mapping[str, Any]
CHAINS = ("chain", "behind")
LISTS = ("frontier", "unscreened", "labor_unrecorded")


def entry_changes(entry: str, old: Entry | None, new: Entry | None, because: Because) -> Iterator[dict[str, Any]]:
    """Yield what differs of an entry: whether it is there, its verdict, its findings."""
    if old is None or new is None:
        here = new or old
        assert here is not None
        word = "appeared" if old is None else "gone"
        why = [each.said for each in because.records if each.record == entry] or because.chain(opened(here))
        was, now = (each["verdict"] if each else None for each in (old, new))
        yield change(entry, None, word, was, now, why)
        return
    yield from told_changes(entry, old, new, because, lambda: because.chain(opened(old) ^ opened(new)))


def told_changes(
    entry: str, old: Entry, new: Entry, because: Because, otherwise: Callable[[], list[dict[str, Any]]]
) -> Iterator[dict[str, Any]]:
    """Yield whether the verdict differs, for what its findings differ for or else for `otherwise`, and the findings."""
    findings = list(_finding_changes(entry, old, new, because))
    if old["verdict"] != new["verdict"]:
        why = _united(each["because"] for each in findings if each["in_force"]) or otherwise()
        yield change(entry, None, "verdict", old["verdict"], new["verdict"], why)
    yield from findings


def _finding_changes(entry: str, old: Entry, new: Entry, because: Because) -> Iterator[dict[str, Any]]:
    """Yield the findings that appeared, changed basis or went."""
    first = {(finding["rule"], finding["in_force"]): finding for finding in old["findings"]}
    then = {(finding["rule"], finding["in_force"]): finding for finding in new["findings"]}
    for key in sorted({*first, *then}):
        one, other = first.get(key), then.get(key)
        bases = [finding["basis"] if finding else None for finding in (one, other)]
        if bases[0] != bases[1]:
            word = "appeared" if one is None else "gone" if other is None else "basis"
            said = change(entry, key[0], word, bases[0], bases[1], because.finding(one, other))
            yield {**said, "in_force": key[1]}


def change(
    entry: str, rule: str | None, word: str, before: str | None, after: str | None, why: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return one difference: of a finding of a rule, or, without one, of an entry or its verdict."""
    return {"entry": entry, "rule": rule, "change": word, "before": before, "after": after, "because": why}


def _united(parts: Iterable[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return the causes of several differences, each once."""
    found = {tuple(sorted(each.items())): each for part in parts for each in part}
    return list(found.values())


def opened(entry: Entry) -> set[str]:
    """Return the holders and items of all that is open behind an entry."""
    found: set[str] = set()
    for level in CHAINS:
        for name in LISTS:
            for each in entry[level][name]:
                found |= {each} if isinstance(each, str) else {f"{each['holder']}", f"{each['item']}"}
    return found
