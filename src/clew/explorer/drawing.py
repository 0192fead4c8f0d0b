"""Boxes in columns with lines between them, as SVG: deterministic, escaped, legible in both color schemes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

SIGNS = {"documented": "●", "asserted": "◐", "missing": "○", "contradicted": "✕", "unexcluded": "·"}
WORDS = {"missing": "assumed or missing", "unexcluded": "not excluded"}
WIDTH, HEIGHT, GAP, SPACE = 150, 68, 76, 14
"""Of a box, between columns, between rows."""

TOP = 30
LETTER = 8.6
"""Width of a letter that is not in `_WIDTHS`, strong and 12 px high, in the wide fonts a system may fall back to."""

_WIDTHS = {
    **dict.fromkeys("abcdeghknopqsuvxyz0123456789_+=<>~#$?", 7.9),
    **dict.fromkeys("fijlrtIJ .,:;'|!()[]/-·", 5.2),
    **dict.fromkeys("mwMWQGO@%&", 12.2),
}
_EAST = 12.6

STYLE = """
svg text { font: 12px system-ui, "Noto Sans", "Noto Sans CJK SC", "Noto Sans CJK KR", sans-serif; fill: #1d232b }
svg .small { font-size: 11px; fill: #5b6570 } svg .strong { font-weight: 600 }
svg .box { fill: #ffffff; stroke: #8a949e; stroke-width: 1 } svg .source .box { fill: #fdecea; stroke: #b3261e }
svg .end .box { fill: #e6effb; stroke: #1a5fb4 } svg .chosen .box { stroke-width: 3 }
svg .line { fill: none; stroke: #3d4f66; stroke-width: 2 }
svg .line.solid { stroke-dasharray: none; stroke-width: 1.5 }
svg .asserted .line { stroke: #9a6700; stroke-dasharray: 2 4; stroke-linecap: round }
svg .missing .line { stroke: #b3261e; stroke-dasharray: 9 5 }
svg .contradicted .line { stroke: #6f3ab5; stroke-width: 3 }
svg .unexcluded .line { stroke: #737b84; stroke-width: 1; stroke-dasharray: 1 4 }
svg .documented .sign { fill: #3d4f66 } svg .asserted .sign { fill: #9a6700 } svg .missing .sign { fill: #b3261e }
svg .contradicted .sign { fill: #6f3ab5 } svg .unexcluded .sign { fill: #737b84 }
svg .bar.documented { fill: #3d4f66 } svg .bar.asserted { fill: #d9a43b }
svg .bar.missing { fill: #fff; stroke: #b3261e } svg .bar.contradicted { fill: #6f3ab5 }
@media (prefers-color-scheme: dark) {
svg text { fill: #e4e7ea } svg .small { fill: #9aa4af } svg .box { fill: #1c2026; stroke: #6d7883 }
svg .source .box { fill: #3a1f1e; stroke: #ff8a80 } svg .end .box { fill: #1d2d45; stroke: #78aeed }
svg .line { stroke: #a9bcd6 } svg .asserted .line { stroke: #e0a83a } svg .missing .line { stroke: #ff8a80 }
svg .contradicted .line { stroke: #c9a2ff } svg .unexcluded .line { stroke: #8d97a2 }
svg .documented .sign { fill: #a9bcd6 } svg .asserted .sign { fill: #e0a83a } svg .missing .sign { fill: #ff8a80 }
svg .contradicted .sign { fill: #c9a2ff } svg .unexcluded .sign { fill: #8d97a2 }
svg .bar.documented { fill: #a9bcd6 } svg .bar.missing { fill: #1c2026; stroke: #ff8a80 }
svg .bar.contradicted { fill: #c9a2ff }
}
"""
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Box:
    """A box: `lines` of text, the first ones `strong`; `data` become attributes of the same names."""

    key: str
    column: int
    lines: tuple[str, ...]
    sort: str = ""
    title: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    strong: int = 1


@dataclass(frozen=True)
class Line:
    """A line from a box to another, by the state of its evidence."""

    tail: str
    head: str
    state: str
    words: str
    data: Mapping[str, str] = field(default_factory=dict)


def visible(text: str) -> str:
    """Return a text whose signs that hide, or turn what follows, are spelled out."""
    return _HIDDEN.sub(lambda sign: f"‹U+{ord(sign[0]):04X}›", text)


def wide(text: str) -> float:
    """Return how wide a text is at most."""
    return sum(_WIDTHS.get(sign) or (_EAST if east_asian_width(sign) in "WF" else LETTER) for sign in text)


def cut(text: str, room: float) -> str:
    """Return as much of a text as has room, with an ellipsis if that is not all."""
    text = " ".join(visible(text).split())
    if wide(text[:400]) <= room and len(text) <= 400:
        return text
    kept = text[: int(room / 5)]
    while kept and wide(kept) + _EAST > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def fold(text: str, room: float) -> tuple[str, str]:
    """Return a text in two lines: broken at a space if there is one, the second cut."""
    text = " ".join(visible(text).split())
    if wide(text[:400]) <= room and len(text) <= 400:
        return text, ""
    first = cut(text, room)[:-1]
    broken = first.rpartition(" ")[0] if " " in first and text[len(first) : len(first) + 1] != " " else first
    return broken, cut(text[len(broken) :], room)


def attributes(data: Mapping[str, str]) -> str:
    """Return attributes of an element."""
    return "".join(f' {name}="{escape(visible(value), {chr(34): "&quot;"})}"' for name, value in sorted(data.items()))


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "") -> str:
    """Return a text element."""
    more = attributes({**({"class": kind} if kind else {}), **({"text-anchor": anchor} if anchor else {})})
    return f'<text x="{x:g}" y="{y:g}"{more}>{escape(visible(words))}</text>'


def document(width: float, height: float, title: str, body: Sequence[str], *, style: bool) -> str:
    """Return a whole picture; its title is its text alternative. Without `style` the page around it has the style."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}"{attributes({"aria-label": title})}>'
    )
    return "\n".join(
        [
            head,
            f"<title>{escape(visible(title))}</title>",
            *([f"<style>{STYLE}</style>"] if style else []),
            *body,
            "</svg>\n",
        ]
    )


def places(boxes: Sequence[Box], lines: Sequence[Line]) -> dict[str, tuple[float, float]]:
    """Return where the left upper corner of every box is: columns left to right, neighbors near each other."""
    columns: dict[int, list[Box]] = {}
    for box in sorted(boxes, key=lambda each: (each.sort, each.key)):
        columns.setdefault(box.column, []).append(box)
    beside: dict[str, list[str]] = {}
    for line in lines:
        beside.setdefault(line.tail, []).append(line.head)
        beside.setdefault(line.head, []).append(line.tail)
    order = sorted(columns)
    for sweep in (order, order[::-1]) * 3:
        rank = {box.key: k - len(column) / 2 for column in columns.values() for k, box in enumerate(column)}
        for number in sweep:
            column = columns[number]
            mean = {
                box.key: sum(rank[each] for each in beside[box.key]) / len(beside[box.key])
                if beside.get(box.key)
                else rank[box.key]
                for box in column
            }
            column.sort(key=lambda box: (round(mean[box.key], 6), box.sort, box.key))
            rank.update({box.key: k - len(column) / 2 for k, box in enumerate(column)})
    tallest = max((len(column) for column in columns.values()), default=0)
    found: dict[str, tuple[float, float]] = {}
    for k, number in enumerate(order):
        column = columns[number]
        above = (tallest - len(column)) * (HEIGHT + SPACE) / 2
        for row, box in enumerate(column):
            found[box.key] = (8 + k * (WIDTH + GAP), TOP + above + row * (HEIGHT + SPACE))
    return found


def draw(
    title: str,
    boxes: Sequence[Box],
    lines: Sequence[Line],
    headings: Mapping[int, str],
    *,
    named: bool,
    style: bool = False,
) -> str:
    """Return boxes and lines as a picture; `named` lines bear the word for their evidence."""
    at = places(boxes, lines)
    width = max((x for x, _ in at.values()), default=0) + WIDTH + 8
    height = max((y for _, y in at.values()), default=0) + HEIGHT + 12
    order = {number: k for k, number in enumerate(sorted({box.column for box in boxes}))}
    body = [text(8 + order[number] * (WIDTH + GAP), 16, words, "small") for number, words in sorted(headings.items())]
    body += [_line(line, at, named=named) for line in lines]
    body += [_box(box, *at[box.key]) for box in sorted(boxes, key=lambda each: (at[each.key], each.key))]
    return document(width, height, title, body, style=style)


def _box(box: Box, x: float, y: float) -> str:
    inside = [f'<rect class="box" x="{x:g}" y="{y:g}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>']
    for k, words in enumerate(box.lines):
        inside.append(text(x + 8, y + 17 + 14 * k, words, "strong" if k < box.strong else "small"))
    return f"<g{attributes(box.data)}><title>{escape(visible(box.title))}</title>{''.join(inside)}</g>"


def _line(line: Line, at: Mapping[str, tuple[float, float]], *, named: bool) -> str:
    (x1, y1), (x2, y2) = at[line.tail], at[line.head]
    x1, y1, y2 = x1 + WIDTH, y1 + HEIGHT / 2, y2 + HEIGHT / 2
    if x2 < x1:
        down = HEIGHT / 2 + 5
        up = y2 - y1 - down
        way = f"M{x1:g} {y1:g}c34 0 34 {down:g} 0 {down:g}H{x2:g}c-34 0 -34 {up:g} 0 {up:g}"
    else:
        bend = (x2 - x1) / 2
        way = f"M{x1:g} {y1:g}C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2:g} {y2:g}"
    middle = (x1 + x2) / 2, (y1 + y2) / 2
    sign = text(middle[0], middle[1] - 6, SIGNS[line.state], "sign strong", "middle")
    word = WORDS.get(line.state, line.state)
    under = text(middle[0], middle[1] + 15, word.partition(" ")[0], "small", "middle") if named else ""
    data = attributes({"class": line.state, **line.data})
    head = f'<path class="line solid" d="M{x2 - 6:g} {y2 - 4:g}l6 4l-6 4"/>'
    return f'<g{data}><title>{escape(visible(line.words))}</title><path class="line" d="{way}"/>{head}{sign}{under}</g>'
