"""Two saved results of ``clew bom``: their products compared as entries are, and each component line beneath them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from clew.trace.diff_entries import Entry, change, told_changes

if TYPE_CHECKING:
    from clew.trace.diff_because import Because

Line = Mapping[str, Any]
Key = tuple[str, str, str]
"""Which line, at whom, and the component."""

OWN = {"appeared": "first named", "gone": "no longer named"}
"""What became of the record of a line that is there once only, in the words for claims of saved results."""


def is_bom(document: Mapping[str, Any]) -> bool:
    """Return whether a saved result is one of bills."""
    return {"products", "failed", "located"} <= document.keys()


def as_entries(document: dict[str, Any]) -> dict[str, Any]:
    """Return a result of bills with its products as entries, named ``HOLDER/PRODUCT``."""
    entries = [{"entry": f"{each['holder']}/{each['product']}", **each} for each in document["products"]]
    return {**document, "entries": entries}


def told(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    changes: list[dict[str, Any]],
    shared: Sequence[str],
    because: Because,
) -> dict[str, Any]:
    """Return the component lines that differ, and say of products that are there once only which bill is bad.

    Parameters
    ----------
    changes : list of dict
        What differs of the products.
    shared : sequence of str
        The products that both sides have.

    Notes
    -----
    A saved result does not say how goods come to a component. What caused a difference is looked for in what made the
    same rule differ for the product; then at the component and its holder; then everywhere. What made a line appear
    or go is its own record, if no other line of the other side rests on it.
    """
    old, new = ({each["entry"]: each for each in side["entries"]} for side in (before, after))
    _tell_bad_bills(before, after, changes, {**old, **new})
    causes: dict[tuple[str, str | None], list[dict[str, Any]]] = {}
    for each in changes:
        causes.setdefault((each["entry"], each["rule"]), each["because"])
    lines = []
    on = [{line["bom"] for each in side["entries"] for line in each["components"]} for side in (before, after)]
    once = on[0] ^ on[1]
    for entry in shared:
        for each in _lines(entry, old[entry], new[entry], because):
            near = each["because"]
            if each["rule"] is None and each["change"] in OWN and each["bom"] in once:
                near = near or [
                    {"what": "record", "table": "bom", "record": each["bom"], "change": OWN[each["change"]]}
                ]
            else:
                near = causes.get((entry, each["rule"])) or near or causes.get((entry, None), [])
            lines.append({**each, "because": near or because.finding()})
    return {"lines": lines}


def _tell_bad_bills(
    before: Mapping[str, Any], after: Mapping[str, Any], changes: list[dict[str, Any]], entries: Mapping[str, Entry]
) -> None:
    """Put bad lines of its bill before the causes that a product is there once only."""
    for word, side in (("appeared", before), ("gone", after)):
        bad: dict[str, list[dict[str, Any]]] = {}
        for failed in side["failed"]:
            if "product" in failed:
                cause = {"what": "bill", "record": failed["bom"], "change": failed["why"]}
                bad.setdefault(failed["product"], []).append(cause)
        for each in changes:
            if each["rule"] is None and each["change"] == word:
                each["because"] = [*bad.get(entries[each["entry"]]["product"], ()), *each["because"]]


def _lines(entry: str, old: Entry, new: Entry, because: Because) -> Iterator[dict[str, Any]]:
    """Yield what differs of the component lines of a product; its causes are those that are near."""
    first, then = _by_key(old), _by_key(new)
    for key in sorted({*first, *then}):
        one, other = first.get(key), then.get(key)
        if one is not None and other is not None and _same(one, other):
            continue
        for said in _line(entry, key, one, other, because):
            where = {"bom": key[0], "holder": key[1], "component": key[2]}
            yield {"entry": entry, **where, **{name: said[name] for name in said if name != "entry"}}


def _line(entry: str, key: Key, one: Line | None, other: Line | None, because: Because) -> Iterator[dict[str, Any]]:
    """Yield what differs of a line."""
    if one is None or other is None:
        was, now = (each["verdict"] if each else None for each in (one, other))
        yield change(entry, None, "appeared" if one is None else "gone", was, now, because.near({key[0]}, {*key[1:]}))
        return
    near, differing = because.only_near(), _open(one) ^ _open(other)
    yield from told_changes(entry, _whole(one), _whole(other), near, lambda: because.near(set(), differing))


def _by_key(entry: Entry) -> dict[Key, Line]:
    return {(line["bom"], line["holder"], line["component"]): line for line in entry["components"]}


def _same(one: Line, other: Line) -> bool:
    return bool(one["verdict"] == other["verdict"] and one["findings"] == other["findings"])


def _whole(line: Line) -> dict[str, Any]:
    """Return a line whose findings name what it is about where others name their sources and paths."""
    source = {"holder": line["holder"], "item": line["component"]}
    findings = [{**each, "sources": [source], "path": {"hops": []}} for each in line["findings"]]
    return {**line, "findings": findings}


def _open(line: Line) -> set[str]:
    """Return the holders and items of all that is open behind a line."""
    return {gap[name] for gap in line["gaps"] for name in ("holder", "item") if name in gap}
