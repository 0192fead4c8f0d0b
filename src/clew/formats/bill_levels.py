"""Indented bills: from rows with a level to parent–component lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from clew.formats.part import Part
from clew.store.problems import Problem

Row = tuple[int, dict[str, str]]
_LEVEL = re.compile(r"\.*([0-9]{1,4})")


@dataclass
class Unfolded:
    """Lines of indented bills; the parts at their tops; what is wrong, each with the top of its bill."""

    lines: list[Row] = field(default_factory=list)
    tops: set[str] = field(default_factory=set)
    failed: list[tuple[Problem, str]] = field(default_factory=list)


@dataclass
class _Bill:
    """A bill while its rows are read.

    Attributes
    ----------
    above : list of (str, str)
        Part and maker at each level, from the top to the last row.
    """

    top: str
    above: list[tuple[str, str]]
    lines: list[Row] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)


def unfolded(part: Part, written: Mapping[str, str], rows: Sequence[Row], broken: Iterable[int]) -> Unfolded:
    """Return the lines of indented bills.

    Parameters
    ----------
    written : mapping of str to str
        What the columns are called in the file.
    rows : sequence of (int, dict)
        Number and cells of each row, ``level`` and ``component`` among them.
    broken : iterable of int
        Numbers of rows that could not be read: whatever bill they stand in is not whole.
    """
    found = Unfolded()
    for bill in _bills(part, written, rows, set(broken)):
        if bill.failed:
            found.failed += [(problem, bill.top) for problem in bill.failed]
        elif bill.top:
            found.tops.add(bill.top)
            found.lines += bill.lines
    return found


def _bills(part: Part, written: Mapping[str, str], rows: Sequence[Row], broken: set[int]) -> Iterator[_Bill]:
    """Yield bills: each begins at a row of the level of the first row."""
    base: int | None = None
    bill: _Bill | None = None
    gaps = sorted(broken)
    for number, cells in rows:
        matched = _LEVEL.fullmatch(cells["level"])
        level = int(matched[1]) if matched else None
        base = level if base is None else base
        if bill is None or (level is not None and level == base):
            if bill is not None:
                yield bill
            bill = _Bill(cells["component"], [])
        while gaps and gaps[0] < number:
            lost = gaps.pop(0)
            if bill.above:
                message = "a row of this bill cannot be read, so its lines are not all known"
                bill.failed.append(_problem(part, lost, "", "", message, "mend the row"))
        problem = _add(part, written, bill, number, cells, None if level is None or base is None else level - base)
        if problem is not None:
            bill.failed.append(problem)
    if bill is not None:
        if gaps and bill.above:
            message = "a row of this bill cannot be read, so its lines are not all known"
            bill.failed.append(_problem(part, gaps[0], "", "", message, "mend the row"))
        yield bill


def _add(
    part: Part, written: Mapping[str, str], bill: _Bill, number: int, cells: dict[str, str], depth: int | None
) -> Problem | None:
    """Put a row under the part that it belongs to, or return what is wrong with it."""
    text = cells["level"]
    if depth is None or depth < 0:
        message = f"the level {text!r} is none" if text else "the row has no level"
        return _problem(part, number, written["level"], text, message, "0 or 1 at the top, one more at each level")
    if not cells["component"]:
        return _problem(part, number, written["component"], "", "the row names no part", "write its id")
    if depth > len(bill.above):
        message = f"level {text} stands below a row that is more than one level higher"
        return _problem(part, number, written["level"], text, message, "is a row missing, or the level mistyped?")
    del bill.above[depth:]
    if depth:
        product, maker = bill.above[-1]
        bill.lines.append((number, {**cells, "product": product, "maker": maker}))
    bill.above.append((cells["component"], cells.get("maker", "")))
    return None


def _problem(part: Part, row: int, column: str, value: str, message: str, hint: str) -> Problem:
    return Problem(part.file, part.table, row, column, "E-LEVEL", value, message, hint)
