"""The layout of a scene: a column a tier, deterministic, neighbors near each other, long lines led round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from clew.views.scene import Box, Line

WIDTH, HEIGHT, GAP, SPACE = 180, 76, 96, 14
"""Of a box, between columns, between rows."""

TOP, LEFT, LANE = 34, 12, 48
"""Room above the first row, left of the first column, and for a line that passes through a column."""

SWEEPS = 8


@dataclass(frozen=True)
class Places:
    """Where everything is.

    Attributes
    ----------
    at : mapping of key to (x, y)
        Left upper corners of boxes.
    columns : mapping of column to x
    bends : mapping of line number to points
        Through which a line passes, between its two boxes.
    width, height : float
    """

    at: Mapping[str, tuple[float, float]]
    columns: Mapping[int, float]
    bends: Mapping[int, tuple[tuple[float, float], ...]]
    width: float
    height: float


def place(boxes: Sequence[Box], lines: Sequence[Line]) -> Places:
    """Return where to draw boxes and lines; the order in which they are given does not matter.

    Notes
    -----
    Columns are given. In each, the order is by barycenters, swept to and fro; heights are the nearest to the mean
    height of the neighbors that keeps the order and leaves no two boxes overlapping (isotonic regression).
    """
    order = sorted({box.column for box in boxes})
    number = {column: k for k, column in enumerate(order)}
    column_of = {box.key: number[box.column] for box in boxes}
    slots: list[list[str]] = [[] for _ in order]
    for box in sorted(boxes, key=lambda each: (each.sort, each.key)):
        slots[column_of[box.key]].append(box.key)
    beside: dict[str, list[str]] = {box.key: [] for box in boxes}
    lanes = _lanes(lines, column_of, slots, beside)
    rank = {key: float(k) for slot in slots for k, key in enumerate(slot)}
    for k in (*range(len(slots)), *range(len(slots) - 1, -1, -1)) * (SWEEPS // 2):
        slots[k].sort(key=lambda key: (_mean(beside[key], rank, rank[key]), rank[key]))
        middle = len(slots[k]) / 2
        rank.update({key: place_in - middle for place_in, key in enumerate(slots[k])})
    tall = {key: float(HEIGHT) if key in column_of else float(LANE) for slot in slots for key in slot}
    middles = _heights(slots, beside, tall)
    shift = TOP - min((middles[key] - tall[key] / 2 for key in middles), default=0.0)
    x = {column: float(LEFT + k * (WIDTH + GAP)) for column, k in number.items()}
    at = {
        box.key: (x[box.column], round(middles[box.key] + shift - HEIGHT / 2, 1))
        for box in sorted(boxes, key=lambda each: each.key)
    }
    bends = {
        line: tuple((float(LEFT + k * (WIDTH + GAP)), round(middles[key] + shift, 1)) for k, key in way)
        for line, way in lanes.items()
    }
    height = max((middles[key] + tall[key] / 2 for key in middles), default=0.0) + shift + 14
    return Places(at, x, bends, LEFT * 2 + len(order) * (WIDTH + GAP) - GAP, round(max(height, TOP + 14), 1))


def _lanes(
    lines: Sequence[Line], column_of: Mapping[str, int], slots: list[list[str]], beside: dict[str, list[str]]
) -> dict[int, list[tuple[int, str]]]:
    """Give every line that skips columns a lane in each of them; return the lanes of each such line."""
    lanes: dict[int, list[tuple[int, str]]] = {}
    for n in sorted(range(len(lines)), key=lambda k: (lines[k].tail, lines[k].head, lines[k].state, lines[k].words)):
        line = lines[n]
        first, last = column_of[line.tail], column_of[line.head]
        way = [(k, f"\0{line.tail}\0{line.head}\0{n}\0{k}") for k in range(first + 1, last)]
        if way:
            lanes[n] = way
        chain = [line.tail, *(key for _, key in way), line.head]
        for k, key in way:
            slots[k].append(key)
            beside[key] = []
        for one, other in pairwise(chain):
            beside[one].append(other)
            beside[other].append(one)
    return lanes


def _mean(keys: Sequence[str], rank: Mapping[str, float], other: float) -> float:
    return round(sum(rank[key] for key in keys) / len(keys), 6) if keys else other


def _heights(
    slots: Sequence[Sequence[str]], beside: Mapping[str, Sequence[str]], tall: Mapping[str, float]
) -> dict[str, float]:
    """Return the middle of everything: near its neighbors, in order, without overlap."""
    offsets: dict[str, float] = {}
    for slot in slots:
        down = 0.0
        for before, key in zip((None, *slot), slot, strict=False):
            down += 0.0 if before is None else (tall[before] + tall[key]) / 2 + SPACE
            offsets[key] = down
    half = {key: offsets[slot[-1]] / 2 for slot in slots for key in slot}
    middles = {key: offsets[key] - half[key] for key in offsets}
    for k in (*range(len(slots)), *range(len(slots) - 1, -1, -1)) * 3:
        wanted = [_mean(beside[key], middles, middles[key]) - offsets[key] for key in slots[k]]
        for key, found in zip(slots[k], _rising(wanted), strict=True):
            middles[key] = found + offsets[key]
    return middles


def _rising(wanted: Sequence[float]) -> list[float]:
    """Return the numbers nearest to those wanted (least squares) that never fall."""
    blocks: list[tuple[float, int]] = []
    for number in wanted:
        total, size = number, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / size:
            before = blocks.pop()
            total, size = total + before[0], size + before[1]
        blocks.append((total, size))
    return [total / size for total, size in blocks for _ in range(size)]
