"""Wrapped lines for people: a hanging indent, wide signs counted as two, plain signs where there are no others.

(rich would do it too, and takes longer to import than a small graph takes to trace.)
"""

import os
import shutil
from collections.abc import Iterator
from typing import TextIO
from unicodedata import combining, east_asian_width

import click

WIDTH = 100
PLAIN = str.maketrans({"●": "#", "◐": "+", "○": "o", "✕": "x", "→": ">", "·": ".", "…": "~", "’": "'", "—": "-"})


CONTROL = dict.fromkeys((*range(32), *range(127, 160)), "�")
"""Signs that could steer a terminal, or break a line: names of parties are text, never commands."""


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def padded(text: str, width: int) -> str:
    """Return a text filled with spaces up to a number of columns."""
    return text + " " * (width - cells(text))


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text, broken between words; a word that is too long is broken within."""
    line = ""
    for word in text.split(" "):
        if not line or cells(line) + 1 + cells(word) <= width:
            line = f"{line} {word}" if line else word
        else:
            yield line.rstrip()
            line = word
        while cells(line) > width:
            cut = _cut(line, width)
            yield line[:cut]
            line = line[cut:]
    yield line.rstrip()


def _cut(line: str, width: int) -> int:
    taken = 0
    for place, sign in enumerate(line):
        taken += cells(sign)
        if taken > width:
            return max(place, 1)
    return len(line)


class Lines:
    """Writes wrapped lines.

    Parameters
    ----------
    stream : TextIO
        Where to write; its width is that of the terminal, or of ``COLUMNS``, or 100.
    colour : bool
        Whether styles are written; nothing is said by them alone.
    """

    def __init__(self, stream: TextIO, *, colour: bool) -> None:
        self._stream = stream
        self._colour = colour
        self._width = max(_width(stream), 40)
        self._plain = not (stream.encoding or "utf-8").lower().replace("-", "").startswith("utf")

    def write(self, text: str, *, indent: int = 0, label: str = "", bold: bool = False, fg: str | None = None) -> None:
        """Write a text after an optional label; what is too long goes on below the text."""
        start = " " * indent + f"{label:7}" * bool(label)
        for place, line in enumerate(wrapped(text.translate(CONTROL), self._width - len(start))):
            shown = line.translate(PLAIN) if self._plain else line
            if self._colour and (bold or fg):
                shown = click.style(shown, bold=bold, fg=fg)
            self._stream.write(((start if place == 0 else " " * len(start)) + shown).rstrip() + "\n")

    def blank(self) -> None:
        """Write an empty line."""
        self._stream.write("\n")


def _width(stream: TextIO) -> int:
    told = os.environ.get("COLUMNS", "")
    if told.isdigit() and int(told):
        return int(told)
    return shutil.get_terminal_size((WIDTH, 24)).columns if stream.isatty() else WIDTH
