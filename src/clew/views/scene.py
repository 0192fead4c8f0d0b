"""A scene: what is to be drawn, without where: boxes in columns, lines by the state of their evidence, headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Box:
    """A box.

    Attributes
    ----------
    key : str
        Unique in the scene.
    column : int
        Goods flow from lower to higher columns.
    lines : tuple of str
        At most five lines of text; they are cut where a box has no more room.
    sort : str
        What the order of the layout begins with, so that other keys give the same picture.
    title : str
        The whole text, for who points at it, and for screen readers.
    data : mapping
        Attributes; ``class`` is ``source``, ``end``, ``open`` or ``chosen``.
    strong : int
        How many lines are strong.
    """

    key: str
    column: int
    lines: tuple[str, ...]
    sort: str = ""
    title: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    strong: int = 1


@dataclass(frozen=True)
class Line:
    """A line from a box to another; `state` is one of `clew.views.states.SIGNS`, `words` what it is."""

    tail: str
    head: str
    state: str
    words: str
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Scene:
    """Everything that a picture shows.

    Attributes
    ----------
    title : str
        The text alternative: all that the picture says, in a sentence or a few.
    boxes, lines : sequence
    headings : mapping of column to str
    notes : tuple of str
        What is not drawn, with its number; written below the picture.
    """

    title: str
    boxes: Sequence[Box]
    lines: Sequence[Line]
    headings: Mapping[int, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
