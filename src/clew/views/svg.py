"""The one SVG generator: every picture of clew is written here, the same bytes for the same scene."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from clew.views.layout import GAP, HEIGHT, LEFT, WIDTH, Places, place
from clew.views.scene import Box, Line, Scene
from clew.views.states import MEANINGS, SIGNS, STYLE, WORDS, style
from clew.views.text import KEPT, SMALL, STRONG, attributes, cut, inert, wide

ROOM = WIDTH - 16
"""Width of the text in a box."""

NOTE, TURN, NEAR = 16, 30, 50.0
"""Height of a note; room that a line takes to reach another height; height of the words of a line."""

DOWN = HEIGHT / 2 + 7
"""How far below its box a line goes that leads back."""

__all__ = ["ROOM", "STYLE", "attributes", "document", "draw", "picture", "text"]


@lru_cache(KEPT)
def text(x: float, y: float, words: str, kind: str = "", anchor: str = "") -> str:
    """Return a text element."""
    more = attributes({**({"class": kind} if kind else {}), **({"text-anchor": anchor} if anchor else {})})
    return f'<text x="{x:g}" y="{y:g}"{more}>{inert(words)}</text>'


def document(width: float, height: float, title: str, body: Sequence[str], *, scheme: str = "") -> str:
    """Return a whole picture; its title is its text alternative.

    Without a `scheme` (``light``, ``dark``, ``auto``) the page around it has the style.
    """
    # Within a page the title is the name; some programs that open a picture alone know the attribute only.
    label = attributes({"aria-label": title}) if scheme else ""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}"{label}>'
    )
    paper = f'<rect class="paper" width="{width:g}" height="{height:g}"/>'
    dressed = [f"<style>{style(scheme)}</style>", paper] if scheme else []
    return "\n".join([head, f"<title>{inert(title)}</title>", *dressed, *body, "</svg>\n"])


def picture(
    scene: Scene, *, scheme: str = "", legend: bool = True, named: bool = True, places: Places | None = None
) -> str:
    """Return a scene as a picture.

    Parameters
    ----------
    scheme : str
        ``light``, ``dark`` or ``auto`` for a picture on its own; empty: the page around it has `STYLE`.
    legend : bool
        Whether the states are explained below.
    named : bool
        Whether lines bear the words for what they are and for their state.
    places : Places, optional
        Where everything is, if that is known.
    """
    places = places or place(scene.boxes, scene.lines)
    known = sorted(set(scene.headings) & set(places.columns))
    body = [text(places.columns[column], 18, scene.headings[column], "small strong") for column in known]
    ways = _ways(scene.lines, places)
    body += [_line(line, places, n, ways[n], named=named) for n, line in enumerate(scene.lines)]
    body += [_box(box, *places.at[box.key]) for box in sorted(scene.boxes, key=lambda each: (each.sort, each.key))]
    width, height = places.width, places.height
    for note in scene.notes:
        body.append(text(LEFT, height + 4, note, "small"))
        width, height = max(width, LEFT * 2 + wide(note)), height + NOTE
    if legend:
        below, width, height = _legend(
            sorted({line.state for line in scene.lines}, key=list(SIGNS).index), height, width
        )
        body += below
    return document(width, height, scene.title, body, scheme=scheme)


def draw(
    title: str,
    boxes: Sequence[Box],
    lines: Sequence[Line],
    headings: Mapping[int, str],
    *,
    named: bool,
    style: bool = False,
) -> str:
    """Return boxes and lines as a picture without legend; with `style`, one that stands on its own."""
    return picture(Scene(title, boxes, lines, headings), scheme="auto" if style else "", legend=style, named=named)


def _box(box: Box, x: float, y: float) -> str:
    inside = [f'<rect class="box" x="{x:g}" y="{y:g}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>']
    for k, words in enumerate(box.lines[:5]):
        strong = k < box.strong
        fitting = cut(words, ROOM, STRONG if strong else SMALL)
        inside.append(text(x + 8, y + 16 + 13.5 * k, fitting, "strong" if strong else "small"))
    return f"<g{attributes(box.data)}><title>{inert(box.title)}</title>{''.join(inside)}</g>"


def _ways(lines: Sequence[Line], places: Places) -> list[str]:
    """Return how each line leaves: it turns ``early``, ``late`` or is ``smooth``, so that its words have room.

    Twice: the first lines are chosen before it is known where the words of the others are.
    """
    out, into = Counter(line.tail for line in lines), Counter(line.head for line in lines)
    taken: dict[int, tuple[float, float]] = {}
    ways: dict[int, str] = {}
    for n, line in [*enumerate(lines)] * 2:
        parts = out[line.tail] > 1, into[line.head] > 1
        order = {(False, False): ("smooth", "late", "early"), (False, True): ("late", "early", "smooth")}
        wanted = order.get(parts, ("early", "late", "smooth"))
        spots = {way: _spot(line, places, n, way) for way in wanted}
        others = [spot for other, spot in taken.items() if other != n]
        room = {way: min([_apart(spots[way], other) for other in others], default=NEAR) for way in wanted}
        ways[n] = max(wanted, key=lambda way: min(room[way], NEAR))
        taken[n] = spots[ways[n]]
    return [ways[n] for n in range(len(lines))]


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return how far apart two words are: as far as can be if they are in other columns."""
    return abs(one[1] - other[1]) if abs(one[0] - other[0]) < GAP - 10 else NEAR


def _points(line: Line, places: Places, number: int) -> list[tuple[float, float]]:
    (x1, y1), (x2, y2) = places.at[line.tail], places.at[line.head]
    bends = ((x + k * WIDTH, y) for x, y in places.bends.get(number, ()) for k in (0, 1))
    return [(x1 + WIDTH, y1 + HEIGHT / 2), *bends, (x2, y2 + HEIGHT / 2)]


def _spot(line: Line, places: Places, number: int, way: str) -> tuple[float, float]:
    """Return where the words of a line are."""
    points = _points(line, places, number)
    (a, b), (c, d) = points[0], points[1]
    if points[-1][0] < a:
        return (a + points[-1][0]) / 2, b + DOWN
    return (a + c) / 2, {"early": d, "late": b}.get(way, (b + d) / 2)


def _line(line: Line, places: Places, number: int, way: str, *, named: bool) -> str:
    points = _points(line, places, number)
    (x1, y1), (x2, y2) = points[0], points[-1]
    if x2 < x1:
        up = y2 - y1 - DOWN
        drawn = f"M{x1:g} {y1:g}c34 0 34 {DOWN:g} 0 {DOWN:g}H{x2:g}c-34 0 -34 {up:g} 0 {up:g}"
    else:
        drawn = f"M{x1:g} {y1:g}"
        for k, ((a, b), (c, d)) in enumerate(pairwise(points)):
            early, late = way == "early" and not k, way == "late" or (way == "early" and k)
            turn = (a, a + TURN) if early else (c - TURN, c) if late else (a, c)
            half = (turn[0] + turn[1]) / 2
            flat = f"H{turn[0]:g}" if turn[0] > a else ""
            drawn += f"H{c:g}" if k % 2 or b == d else f"{flat}C{half:g} {b:g} {half:g} {d:g} {turn[1]:g} {d:g}H{c:g}"
    head = f'<path class="line solid" d="M{x2 - 6:g} {y2 - 4:g}l6 4l-6 4"/>'
    title = f"{WORDS[line.state]}: {line.words}"
    data = attributes({"class": line.state, **line.data})
    words = _words(line, *_spot(line, places, number, way), named=named)
    return f'<g{data}><title>{inert(title)}</title><path class="line" d="{drawn}"/>{head}{words}</g>'


def _words(line: Line, x: float, y: float, *, named: bool) -> str:
    sign = text(x, y - 6, SIGNS[line.state], "sign strong", "middle")
    if not named:
        return sign
    first, second = _two(line.words)
    below = text(x, y + 14, first, "small", "middle") + (text(x, y + 26, second, "small", "middle") if second else "")
    above = text(x, y - 18, WORDS[line.state], "small sign", "middle") if line.state != "documented" else ""
    return above + sign + below


def _two(words: str) -> tuple[str, str]:
    """Return short words in two lines that fit between two boxes."""
    if wide(words) <= GAP - 14:
        return cut(words, GAP - 6), ""
    parts, first = words.split(), ""
    while parts and (not first or wide(f"{first} {parts[0]}") <= GAP - 14):
        first = f"{first} {parts.pop(0)}".strip()
    return cut(first, GAP - 6), cut(" ".join(parts), GAP - 6)


def _legend(states: Sequence[str], height: float, width: float) -> tuple[list[str], float, float]:
    """Return a key to the states that the picture shows, in as many rows as its width needs."""
    body, x, y = [], float(LEFT), height + 14
    widest = width
    for state in states:
        room = 62 + wide(MEANINGS[state])
        if x > LEFT and x + room > max(width, 560):
            x, y = float(LEFT), y + 20
        words = text(x + 28, y, SIGNS[state], "sign strong") + text(x + 42, y, MEANINGS[state], "small")
        body.append(f'<g class="{state}"><path class="line" d="M{x:g} {y - 4:g}h22"/>{words}</g>')
        x += room
        widest = max(widest, x)
    return body, widest, y + 12 if states else height
