"""The table of a trace for people: counts, then the worst entries, readable without colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from clew.cli.common import number
from clew.cli.lines import Lines, cells, padded
from clew.model.basis import Basis
from clew.trace.summary import VERDICTS, WORDS, Group, count, groups

if TYPE_CHECKING:
    from clew.trace.run import Trace

SHOWN = 20
NAMED = 2
COLOURS = {"reached": "red", "signal": "magenta", "unresolved": "yellow", "unproven": "cyan"}
MARKS = {Basis.DOCUMENTED: "●", Basis.ASSERTED: "◐", Basis.ASSUMED: "○", Basis.UNEXCLUDED: "·", None: "✕"}
WHY = {
    "nothing_leads_on": "nothing on record leads on from here",
    "left_before": "what is on record left before these goods were there",
    "root": "nothing on record leads to it",
    "unidentified": "goods that nobody identified were sent from here",
    "inputs_unrecorded": "a process made it and names no inputs",
    "inputs_incomplete": "a process says that the inputs it names are not all",
    "unproven_complete": "nothing proves that the inputs named are all",
    "left_too_early": "it left before goods of recorded origin can have been there",
}
LEGEND = (
    "● documented  ◐ asserted, without all its documents  ○ assumed: a record that must exist is missing",
    "· unexcluded: nothing proves that the recorded source is the only one  ✕ rebutted",
    "A lead from the records supplied, not a determination.",
)


def write_table(trace: Trace, stream: TextIO, *, colour: bool) -> None:
    """Write the table of a trace.

    Parameters
    ----------
    trace : Trace
        What was traced.
    stream : TextIO
        Where to write.
    colour : bool
        Whether the stream may hold colour; nothing is said by colour alone.
    """
    found = groups(trace.answers, trace.dresser)
    lines = Lines(stream, colour=colour)
    lines.write(_title(trace))
    lines.write(_counts(trace), indent=2)
    lines.blank()
    if found:
        shown = found[:SHOWN]
        widths = _widths(shown)
        lines.write(_row(("ENTRY", "VERDICT", "RULE", "BASIS"), widths), bold=True)
        for group in shown:
            _write_group(group, widths, lines)
        _write_hidden(found[SHOWN:], lines)
    if trace.asked:
        _write_ends(trace, lines)
    for line in LEGEND if found else ():
        lines.write(line)


def _title(trace: Trace) -> str:
    records = number(sum(trace.loaded.records.values()), "record")
    left_out = f", {number(trace.loaded.left_out, 'row')} left out" if trace.loaded.left_out else ""
    count_of = len(trace.answers)
    if trace.asked and trace.asked[0] == "to":
        entries = f"upstream of {trace.asked[1]}, as if entered"
    elif trace.dresser.virtual:
        entries = f"{number(count_of, 'end stock')}, traced as if entered"
    else:
        entries = f"{count_of:,} {'entry' if count_of == 1 else 'entries'}"
    if trace.asked and trace.asked[0] == "from":
        entries += f", within reach of {trace.asked[1]}"
    return f"{trace.loaded.name}: {entries} · {records}{left_out}"


def _counts(trace: Trace) -> str:
    counted = count(trace.answers)
    if not counted and trace.asked:
        return "No entry is reached: no path in the data supplied."
    if not counted:
        return "Nothing to trace: no entries, and no stock that was received and never sent on, used or entered."
    return "   ".join(f"{found:,} {WORDS.get(verdict, verdict)}" for verdict, found in counted.items())


def _write_group(group: Group, widths: Sequence[int], lines: Lines) -> None:
    lines.write(_row(_cells(group), widths), bold=True, fg=COLOURS.get(group.verdict))
    if len(group.entries) > NAMED:
        lines.write(_others(group.entries), indent=2, label="same")
    if group.steps:
        lines.write(_path(group), indent=2, label="path")
    if group.also:
        lines.write("; ".join(group.also), indent=2, label="also")
    lines.write(group.chain, indent=2, label="chain")
    if group.gap:
        more = f" (and {number(group.more_gaps, 'more gap')})" if group.more_gaps else ""
        lines.write(group.gap + more, indent=2, label="gap")
    lines.blank()


def _cells(group: Group) -> tuple[str, str, str, str]:
    names = ", ".join(group.entries[:NAMED]) if len(group.entries) <= NAMED else f"{len(group.entries):,} entries"
    word = group.basis.word if group.basis else "rebutted" if group.rebutted else ""
    basis = f"{MARKS[group.basis]} {word}" if word else "—"
    return names, WORDS.get(group.verdict, group.verdict), group.rule or "—", basis


def _others(entries: Sequence[str]) -> str:
    hidden = len(entries) - NAMED
    return f"{', '.join(entries[:NAMED])} and {hidden:,} more"


def _path(group: Group) -> str:
    parts = []
    for place, (name, basis) in enumerate(group.steps):
        if basis is None:
            parts.append(name)
        elif place == 1 and name != "entry":
            parts.append(f" {MARKS[basis]} {name}")
        else:
            parts.append(f" {MARKS[basis]}→ {name}")
    return "".join(parts)


def _write_ends(trace: Trace, lines: Lines) -> None:
    """Write where a reach ends that was asked for by ``--from`` or ``--to``."""
    assert trace.asked is not None
    way = "reach of" if trace.asked[0] == "from" else "way back from"
    lines.write(f"ENDS of the {way} {trace.asked[1]}: {len(trace.ends):,}", bold=True)
    for end in trace.ends[:SHOWN]:
        lines.write(f"{end['holder']}/{end['item']}: {WHY.get(end['why'], end['why'])}", indent=2)
    if len(trace.ends) > SHOWN:
        lines.write(f"{len(trace.ends) - SHOWN:,} more are not shown; --json has all", indent=2)
    lines.blank()


def _write_hidden(hidden: Sequence[Group], lines: Lines) -> None:
    if not hidden:
        return
    entries: Counter[str] = Counter()
    for group in hidden:
        entries[group.verdict] += len(group.entries)
    told = ", ".join(f"{entries[verdict]:,} {WORDS.get(verdict, verdict)}" for verdict in VERDICTS if entries[verdict])
    lines.write(
        f"Not shown: {entries.total():,} entries in {len(hidden):,} groups ({told}). "
        "--entry ID shows one; --json or --ndjson has all."
    )
    lines.blank()


def _widths(found: Sequence[Group]) -> list[int]:
    rows = [("ENTRY", "VERDICT", "RULE", "BASIS"), *(_cells(group) for group in found)]
    return [max(cells(cell) for cell in column) for column in zip(*rows, strict=True)]


def _row(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(padded(text, width) for text, width in zip(row, widths, strict=True)).rstrip()
