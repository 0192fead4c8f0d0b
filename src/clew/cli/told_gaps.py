"""The gaps of entries for people: a line a claim with its requirements, then what to ask, the first thing first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TextIO

from clew.cli.common import number
from clew.cli.lines import Lines, cells, padded
from clew.cli.table import COLOURS
from clew.trace.summary import WORDS
from clew.views.states import REQUIREMENTS

if TYPE_CHECKING:
    from clew.trace.gaps.told import Gaps

SHOWN = 20
"""Entries that are told; how many more there are is said."""

LEGEND = (
    "● met  · a document that does not count  ○ missing  ✕ documents disagree",
    "A lead from the records supplied, not a determination.",
)


def write_gaps(found: Gaps, stream: TextIO, shown: int, *, colour: bool) -> None:
    """Write the gaps of entries.

    Parameters
    ----------
    shown : int
        Gaps that are told of each entry at most, and lines of its matrix.
    """
    lines = Lines(stream, colour=colour)
    count = len(found.trace.answers)
    for place, entry in enumerate(found.entries()):
        if place == SHOWN:
            lines.write(f"Not shown: {count - SHOWN:,} more entries; name one, or ask --json or --ndjson for all.")
            break
        _write_entry(entry, lines, shown)
    if not count:
        lines.write("Nothing to ask about: no entries, and no end stock that could be traced as if entered.")
    for line in LEGEND if count else ():
        lines.write(line)


def _write_entry(entry: dict[str, Any], lines: Lines, shown: int) -> None:
    verdict, gaps = entry["verdict"], entry["gaps"]
    fg = COLOURS.get(verdict)
    lines.write(f"{entry['entry']}: {WORDS.get(verdict, verdict)}; {number(len(gaps), 'gap')}", bold=True, fg=fg)
    if not entry["complete"]:
        lines.write("Only the paths of findings, and a witness of what is open; --chain full has all.", indent=2)
    rows = list(_matrix(entry["matrix"]))
    width = max((cells(name) for name, _ in rows[:shown]), default=0)
    for name, states in rows[:shown]:
        lines.write(f"{padded(name, width)}  {states}", indent=2)
    if len(rows) > shown:
        lines.write(f"{len(rows) - shown:,} more claims are not shown; -n {len(rows)} shows them", indent=2)
    for place, gap in enumerate(gaps[:shown], 1):
        hang = f" [{', '.join(gap['hangs_on_it'])}]" if gap["hangs_on_it"] else ""
        source = f" ({gap['requirement']}: {gap['source']})" if gap["requirement"] else ""
        signs = f" Asked early: {', '.join(gap['indicators'])}." if gap.get("indicators") else ""
        lines.write(f"{place}. {gap['kind'].replace('_', ' ')}{hang}", indent=2)
        lines.write(f"{gap['ask']}{source}{signs}", indent=5)
    if len(gaps) > shown:
        lines.write(f"{number(len(gaps) - shown, 'more gap')} not shown; -n {len(gaps)} shows them", indent=2)
    lines.blank()


def _matrix(rows: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield each claim with the states of its requirements, once."""
    states: dict[str, dict[str, str]] = {}
    for row in rows:
        hop = row["hop"]
        name = f"{hop['kind']} {hop['claim']}"
        states.setdefault(name, {})[row["requirement"]] = REQUIREMENTS[row["state"]]
    for name, found in states.items():
        yield name, "  ".join(f"{mark} {code}" for code, mark in found.items())
