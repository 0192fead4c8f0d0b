"""The pictures of a report: a path in strips of four boxes, drawn from the very steps that its table lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from clew.views.layout import GAP, LEFT, WIDTH, Places, place
from clew.views.scene import Box, Line, Scene
from clew.views.states import WORDS
from clew.views.svg import ROOM, picture
from clew.views.text import SMALL, STRONG, fold

Plain = Mapping[str, Any]
STRIP = 4
"""Boxes side by side: as many as are legible across a page."""

FULL = LEFT * 2 + STRIP * (WIDTH + GAP) - GAP
"""Width of a picture of `STRIP` boxes, in pixels: it fills the page; smaller ones are drawn to the same scale."""


def size(drawn: str) -> tuple[float, float]:
    """Return width and height of a picture, in pixels."""
    found = re.search(r'<svg [^>]*?width="([0-9.]+)" height="([0-9.]+)"', drawn)
    assert found is not None
    return float(found[1]), float(found[2])


def strips(path: Plain, *, scheme: str = "") -> list[str]:
    """Return the pictures of a path, from its source to the entry; the last box of one begins the next."""
    boxes, lines, headings = _parts(path)
    found = []
    for first in range(0, max(len(boxes) - 1, 1), STRIP - 1):
        shown = boxes[first : first + STRIP]
        keys = {box.key for box in shown}
        drawn = [line for line in lines if line.tail in keys and line.head in keys]
        named = {k: headings[box.column] for k, box in enumerate(shown)}
        title = f"Path {path['number']}: " + "; ".join(
            f"{shown[k].title} → [{line.words}, {WORDS[line.state]}] → {shown[k + 1].title}"
            for k, line in enumerate(drawn)
        )
        # All strips of as many boxes are laid out alike, so they are numbered alike.
        at = {box.key: str(k) for k, box in enumerate(shown)}
        row = [replace(box, key=str(k), column=k) for k, box in enumerate(shown)]
        joined = [replace(line, tail=at[line.tail], head=at[line.head]) for line in drawn]
        scene = Scene(title, row, joined, named)
        found.append(picture(scene, scheme=scheme, legend=False, places=_row(len(row))))
    return found


@lru_cache
def _row(boxes: int) -> Places:
    """Return where the boxes of a strip are."""
    row = [Box(str(k), k, ()) for k in range(boxes)]
    return place(row, [Line(str(k), str(k + 1), "documented", "") for k in range(boxes - 1)])


def _parts(path: Plain) -> tuple[list[Box], list[Line], dict[int, str]]:
    steps, source = path["steps"], path["source"]
    boxes = [_box(step["from"], path, k) for k, step in enumerate(steps)]
    boxes.append(_box({"entry": path["entry"]}, path, len(steps)))
    lines = [Line(str(k), str(k + 1), step["state"], step["relation"]) for k, step in enumerate(steps)]
    headings = {k: f"TIER {len(steps) - k} · step {step['number']}" for k, step in enumerate(steps)}
    headings[len(steps)] = "TIER 0 · entry"
    if source is not None:
        names = _fold(source["parts"][0], STRONG)
        rest = [line for part in source["parts"][1:] for line in _fold(part, SMALL)]
        words = (*names, *rest, str(path["rule"]))
        boxes.insert(0, Box("-1", -1, words, "", f"source {source['words']}", {"class": "source"}, len(names)))
        relation = "would taint" if path["basis"] == "rebutted" else "taints" if source["claim"] else "lies on"
        lines.insert(0, Line("-1", "0", source["state"], relation))
        headings[-1] = f"TIER {len(steps) + 1} · source"
    return boxes, lines, headings


def _box(end: Plain, path: Plain, column: int) -> Box:
    if "entry" in end:
        names = _fold(end["entry"], STRONG)
        verdict = _fold(str(path["verdict"]).replace("_", " "), SMALL)
        return Box(
            str(column), column, (*names, "entry", *verdict), "", f"entry {end['entry']}", {"class": "end"}, len(names)
        )
    country = end["country"] or "country unknown"
    names = _fold(end["name"], STRONG)
    lines = (*names, *_fold(f"{country} · {end['goods']}", SMALL))
    return Box(str(column), column, lines, "", f"{end['name']} ({country}): {end['goods']}", {}, len(names))


def _fold(words: str, size: float) -> list[str]:
    return [line for line in fold(words, ROOM, size) if line]
