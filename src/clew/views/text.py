"""Text in pictures: signs that hide are spelled out, widths are known beforehand, markup is inert."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

from clew.model.counted import number

SMALL, STRONG = 11.0, 13.2
"""Size of small text, and of strong text (12, wider for its weight)."""

NARROW, BROAD = frozenset("iIjl.,:;'|!()[]·/ ftr-"), frozenset("mwMW@%—→●◐○✕&QGO")
"""Letters narrower and wider than others."""

LONGEST = 400
"""Letters of a name that are measured; a longer one is cut in any case."""

KEPT = 20_000
"""Texts that are remembered: pages say most of theirs many times."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
QUOTES = {'"': "&quot;", "'": "&#39;"}


def spelled(text: str) -> str:
    """Return a text whose signs that hide, or turn what follows, are spelled out."""
    return _HIDDEN.sub(lambda sign: f"‹U+{ord(sign[0]):04X}›", text)


def visible(text: object) -> str:
    """Return a text whose signs that hide, or turn what follows, are spelled out, and whose lines are one line."""
    return _visible(str(text))


@lru_cache(KEPT)
def _visible(text: str) -> str:
    return " ".join(spelled(text).split())


def inert(text: object) -> str:
    """Return a text that no XML or HTML reads as anything but text, in elements and in attributes."""
    return _inert(str(text))


@lru_cache(KEPT)
def _inert(text: str) -> str:
    return escape(_visible(text), QUOTES)


@lru_cache(KEPT)
def wide(text: str, size: float = SMALL) -> float:
    """Return how wide a text is at most, in the wider of the usual fonts."""
    return size * sum(
        1.0 if east_asian_width(sign) in "WF" else 0.4 if sign in NARROW else 0.95 if sign in BROAD else 0.62
        for sign in text
    )


@lru_cache(KEPT)
def cut(text: str, room: float, size: float = SMALL) -> str:
    """Return as much of a text as has room, with an ellipsis if that is not all."""
    text = visible(text)
    if len(text) <= LONGEST and wide(text, size) <= room:
        return text
    kept = text[: int(room / size / 0.4)]
    while kept and wide(kept, size) + size > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


@lru_cache(KEPT)
def fold(text: str, room: float, size: float = SMALL) -> tuple[str, str]:
    """Return a text in two lines: broken at a space if there is one, the second cut."""
    text = visible(text)
    if len(text) <= LONGEST and wide(text, size) <= room:
        return text, ""
    first = cut(text, room + 0.9 * size, size)[:-1]
    broken = first.rpartition(" ")[0] if " " in first and text[len(first) : len(first) + 1] != " " else first
    return broken, cut(text[len(broken) :], room, size)


def attributes(data: Mapping[str, object]) -> str:
    """Return attributes of an element, in order of name."""
    return "".join(f' {name}="{inert(value)}"' for name, value in sorted(data.items()))


count = number
