"""From a result to scenes: one path, all that an entry's findings go through, or all that a result's do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from clew.views.case import Case
from clew.views.layout import WIDTH
from clew.views.scene import Box, Line, Scene
from clew.views.states import KINDS, STATES, WORDS
from clew.views.text import SMALL, STRONG, count, fold

Plain = Mapping[str, Any]
ROOM = WIDTH - 16
MOST = 300
"""Boxes that a picture has at most; the others are counted."""


def state_of(entry: Plain, hop: Plain) -> str:
    """Return how the evidence of a hop is shown: contradicted, or by its basis."""
    return "contradicted" if hop["claim"] in entry["contradicted"] else STATES[str(hop["basis"])]


def source_of(finding: Plain) -> Plain | None:
    """Return the surest source of a finding that lies where its path begins, or on the entry without a path."""
    hops = finding["path"]["hops"]
    there = [
        source
        for source in finding["sources"]
        if (not hops and "entry" in source)
        or (hops and {"holder": source.get("holder"), "item": source.get("item")} == hops[0]["from"])
    ]
    order = list(STATES)
    return min(there, key=lambda source: order.index(source["basis"])) if there else None


def path_scene(case: Case, entry: Plain, finding: Plain) -> Scene:
    """Return one path: its source on the left, the entry on the right, a column a tier."""
    hops = finding["path"]["hops"]
    last = len(hops)
    boxes: list[Box] = [_stock(case, str(k), k, hop["from"]) for k, hop in enumerate(hops)]
    boxes.append(_entry(str(last), last, entry))
    lines = [_hop(entry, hop, str(k), str(k + 1), k) for k, hop in enumerate(hops)]
    first = _source(case, entry, finding, "0", -1)
    boxes[:0], lines[:0] = ([first[0]], [first[1]]) if first else ([], [])
    headings = {k: f"TIER {last - k}" for k in range(last)} | {last: "TIER 0 · entry"}
    headings |= {-1: f"TIER {last + 1} · source"} if first else {}
    title = f"Path of {finding['rule']} to entry {entry['entry']}: {told(boxes, lines)}"
    return Scene(title, boxes, lines, headings)


def entries_scene(case: Case, entries: Sequence[Plain], most: int = MOST) -> Scene:
    """Return all paths of the findings of some entries together, every stock once, sources left, entries right.

    Not more than `most` boxes are drawn: findings are left out whole, the least sure first, and counted.
    """
    keys: dict[str, Box] = {}
    lines: dict[tuple[str, str], Line] = {}
    ends: dict[str, set[str]] = {}
    left_out = 0
    for entry, finding in _surest(entries):
        made, joined = _parts(case, entry, finding)
        if len(keys.keys() | {box.key for box in made}) > most:
            left_out += 1
            continue
        keys.update({box.key: box for box in made if box.key not in keys})
        for line in joined:
            pair = line.tail, line.head
            lines[pair] = _parallel(lines.get(pair), line)
            ends.setdefault(line.tail, set()).add(line.head)
    opened, hidden = _open(entries, keys)
    tier = _tiers(keys, ends)
    top = max(tier.values(), default=0)
    boxes = [_placed(box, top - tier[key], is_open=key in opened) for key, box in sorted(keys.items())]
    found = [line for _, line in sorted(lines.items())]
    headings = {top - k: "TIER 0 · entry" if not k else f"TIER {k}" for k in range(top + 1)}
    if top:
        headings[0] += " · source"
    notes = [f"Not drawn, for want of room: {count(left_out, 'finding')}"] if left_out else []
    notes += [f"On no path that is drawn: {count(hidden, 'stock')} of unrecorded origin"] if hidden else []
    names = ", ".join(str(entry["entry"]) for entry in entries[:5]) + (" …" if len(entries) > 5 else "")
    title = f"Paths to {names}: {len(boxes)} boxes, {told((), found)}"
    return Scene(title, boxes, found, headings, tuple(notes))


def _placed(box: Box, column: int, *, is_open: bool) -> Box:
    """Return a box in its column; one whose goods have no recorded origin says so."""
    lines = (*box.lines, "○ origin not recorded") if is_open else box.lines
    data = {"class": "open", **box.data} if is_open else box.data
    return Box(box.key, column, lines, box.sort, box.title, data, box.strong)


def told(boxes: Iterable[Box], lines: Sequence[Line]) -> str:
    """Say in words what a picture shows: of a path, every step; of many, how many of each state."""
    names = {box.key: box.title for box in boxes}
    if names:
        steps = [f"{names[line.tail]} → [{line.words}, {WORDS[line.state]}] → {names[line.head]}" for line in lines]
        return "; ".join(steps) or "the source lies on the entry itself"
    count = {state: sum(line.state == state for line in lines) for state in WORDS}
    return ", ".join(f"{number:,} {WORDS[state]}" for state, number in count.items() if number) or "no steps"


def _surest(entries: Iterable[Plain]) -> list[tuple[Plain, Plain]]:
    """Return all findings of entries: in force first, the surest first, then by entry and rule."""
    order = [*STATES, "rebutted"]
    found = [(entry, finding) for entry in entries for finding in entry["findings"]]
    return sorted(
        found,
        key=lambda pair: (not pair[1]["in_force"], order.index(pair[1]["basis"]), pair[0]["entry"], pair[1]["rule"]),
    )


def _parts(case: Case, entry: Plain, finding: Plain) -> tuple[list[Box], list[Line]]:
    end = f"2\0{entry['entry']}"
    boxes, lines = [_entry(end, 0, entry)], []
    hops = finding["path"]["hops"]
    for hop in hops:
        tail = _key(hop["from"])
        head = end if "entry" in hop["to"] else _key(hop["to"])
        boxes.append(_stock(case, tail, 0, hop["from"]))
        lines.append(_hop(entry, hop, tail, head))
    first = _source(case, entry, finding, _key(hops[0]["from"]) if hops else end, 0)
    if first:
        boxes.append(first[0])
        lines.append(first[1])
    return boxes, lines


def _key(stock: Plain) -> str:
    return f"1\0{stock['holder']}\0{stock['item']}"


def _stock(case: Case, key: str, column: int, stock: Plain) -> Box:
    name, goods, code = case.holder(stock["holder"]), case.item(stock["item"]), case.country(stock["holder"])
    names, place = _lines(name, STRONG), f"{code or 'country unknown'} · {goods}"
    title = f"{name} ({code or 'country unknown'}): {goods}"
    return Box(key, column, (*names, *_lines(place)), _key(stock), title, {}, len(names))


def _entry(key: str, column: int, entry: Plain) -> Box:
    names = _lines(str(entry["entry"]), STRONG)
    verdict = str(entry["verdict"]).replace("no_path", "no path in the data supplied").replace("_", " ")
    kind = "entry, made up" if entry.get("virtual") else "entry"
    title = f"entry {entry['entry']} ({verdict})"
    if not verdict:
        kind, title = "stock asked about", f"stock {entry['entry']}"
    return Box(key, column, (*names, kind, *_lines(verdict)), key, title, {"class": "end"}, len(names))


def _lines(words: str, size: float = SMALL) -> tuple[str, ...]:
    return tuple(line for line in fold(words, ROOM, size) if line)


def _hop(entry: Plain, hop: Plain, tail: str, head: str, number: int | None = None) -> Line:
    words = KINDS.get(str(hop["kind"]), str(hop["kind"]))
    data: dict[str, str] = {} if number is None else {"data-hop": str(number)}
    return Line(tail, head, state_of(entry, hop), words, data)


def _source(case: Case, entry: Plain, finding: Plain, head: str, column: int) -> tuple[Box, Line] | None:
    source = source_of(finding)
    if source is None:
        return None
    first, *rest = case.source_parts(finding["rule"], source)
    names = _lines(first, STRONG)
    lines = (*names, *(line for part in rest for line in _lines(part)), str(finding["rule"]))
    key = f"0\0{source.get('claim', '')}\0{source.get('listing', '')}\0{finding['rule']}"
    rebutted = finding["basis"] == "rebutted"
    state = "contradicted" if source.get("claim") in entry["contradicted"] else STATES[source["basis"]]
    there = "would taint" if rebutted else "taints" if "claim" in source else "lies on"
    title = f"source {case.source(finding['rule'], source)}, rule {finding['rule']}"
    box = Box(key, column, lines, key, title, {"class": "source"}, len(names))
    return box, Line(key, head, state, there)


def _parallel(one: Line | None, other: Line) -> Line:
    """Return two lines between the same boxes as one: the surest, which says that there is another."""
    if one is None or (one.state, one.words) == (other.state, other.words):
        return one or other
    order = ["contradicted", *STATES.values()]
    first, second = sorted((one, other), key=lambda line: (order.index(line.state), line.words))
    return Line(first.tail, first.head, first.state, first.words, {**first.data, "data-also": second.words})


def _open(entries: Iterable[Plain], keys: Mapping[str, Box]) -> tuple[set[str], int]:
    """Return the boxes whose goods have no recorded origin, and how many such stocks have no box."""
    stocks = {_key(stock) for entry in entries for stock in entry["chain"]["frontier"]}
    return stocks & keys.keys(), len(stocks - keys.keys())


def _tiers(keys: Iterable[str], ends: Mapping[str, set[str]]) -> dict[str, int]:
    """Return how many steps each box is before the last: the longest way; a cycle is cut at its smallest key."""
    waiting = {key: len(ends.get(key, ())) for key in sorted(keys)}
    before: dict[str, list[str]] = {key: [] for key in waiting}
    for tail in sorted(ends):
        for head in sorted(ends[tail]):
            before[head].append(tail)
    tier = dict.fromkeys(waiting, 0)
    ready = [key for key in sorted(waiting, reverse=True) if not waiting[key]]
    while waiting:
        if not ready:
            seen = [key for key in waiting if tier[key]] or list(waiting)
            ready.append(min(seen, key=lambda key: (waiting[key], key)))
        key = ready.pop()
        if waiting.pop(key, None) is None:
            continue
        for tail in before[key]:
            if tail in waiting:
                waiting[tail] -= 1
                tier[tail] = max(tier[tail], tier[key] + 1)
                if not waiting[tail]:
                    ready.append(tail)
    return tier
