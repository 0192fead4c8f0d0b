"""What changed, for people: an entry after the other, each change with what caused it."""

from __future__ import annotations

from typing import Any, TextIO

from clew.cli.common import number
from clew.cli.lines import Lines
from clew.cli.table import COLOURS, MARKS
from clew.model.basis import Basis
from clew.trace.summary import WORDS

SHOWN = 30
CAUSES = 4
STEPS = 4
LINES = 6
MARK = {basis.word: MARKS[basis] for basis in Basis}


def write_diff(found: dict[str, Any], stream: TextIO, *, colour: bool) -> None:
    """Write what differs; what is not shown is said in numbers."""
    lines = Lines(stream, colour=colour)
    entries: dict[str, list[dict[str, Any]]] = {}
    for change in found["entries"]:
        entries.setdefault(change["entry"], []).append(change)
    chains = {each["entry"]: each for each in found["fingerprints"]}
    names = " → ".join(dict.fromkeys((found["before"]["name"], found["after"]["name"])))
    beneath: dict[str, list[dict[str, Any]]] = {}
    for change in found.get("lines", ()):
        beneath.setdefault(change["entry"], []).append(change)
    differing = sorted({*entries, *chains, *beneath})
    what = "products" if "lines" in found else "entries"
    lines.write(f"{names}: {len(differing):,} of {found['compared']:,} {what} differ")
    _write_packs(found, lines)
    for entry in differing[:SHOWN]:
        lines.blank()
        _write_entry(entry, entries.get(entry, []), chains.get(entry), lines)
        _write_lines(beneath.get(entry, []), lines)
    if len(differing) > SHOWN:
        lines.write(f"… and {len(differing) - SHOWN:,} more (--json has all)")


def _write_packs(found: dict[str, Any], lines: Lines) -> None:
    old, new = ({pack["pack"]: pack["edition"] for pack in found[side]["packs"]} for side in ("before", "after"))
    for pack in sorted({*old, *new}):
        if old.get(pack) != new.get(pack):
            lines.write(f"{pack}: {old.get(pack, 'not asked')} → {new.get(pack, 'not asked')}", indent=2, label="pack")


def _write_entry(entry: str, changes: list[dict[str, Any]], chain: dict[str, Any] | None, lines: Lines) -> None:
    verdict = next((each for each in changes if each["rule"] is None), None)
    if verdict is None:
        lines.write(f"{entry}  same verdict", bold=True)
    else:
        words = [WORDS.get(each, each) for each in (verdict["before"], verdict["after"]) if each]
        there = {"appeared": "new entry: ", "gone": "entry that is gone: "}.get(verdict["change"], "")
        lines.write(f"{entry}  {there}{' → '.join(words)}", bold=True, fg=COLOURS.get(verdict["after"] or ""))
    told: list[dict[str, Any]] = []
    for change in (each for each in changes if each["rule"] is not None):
        lines.write(_finding(change), indent=2)
        if change["because"] != told:
            _write_causes(change["because"], lines)
        told = change["because"]
    if verdict is not None and all(each["rule"] is None for each in changes):
        _write_causes(verdict["because"], lines)
    if chain is not None:
        _write_chain(chain, lines)


def _write_lines(changes: list[dict[str, Any]], lines: Lines) -> None:
    """Write what differs of the component lines of a product."""
    for change in changes[:LINES]:
        if change["rule"] is None:
            words = " → ".join(WORDS.get(each, each) for each in (change["before"], change["after"]) if each)
            said = {"appeared": "new line: ", "gone": "line that is gone: "}.get(change["change"], "") + words
        else:
            said = _finding(change)
        lines.write(f"{change['component']} at {change['holder']} ({change['bom']}): {said}", indent=2, label="line")
    if len(changes) > LINES:
        lines.write(f"{number(len(changes) - LINES, 'more difference')} of lines (--json)", indent=2, label="line")


def _finding(change: dict[str, Any]) -> str:
    bases = " → ".join(f"{MARK.get(each, '✕')} {each}" for each in (change["before"], change["after"]) if each)
    word = {"appeared": "appeared: ", "gone": "went: "}.get(change["change"], "")
    return f"{change['rule']}  {word}{bases}{'' if change['in_force'] else ' (not in force)'}"


def _write_causes(causes: list[dict[str, Any]], lines: Lines) -> None:
    for cause in causes[:CAUSES]:
        lines.write(_cause(cause), indent=4, label="since")
    if len(causes) > CAUSES:
        lines.write(f"and {len(causes) - CAUSES:,} more (--json)", indent=4, label="since")


def _cause(cause: dict[str, Any]) -> str:
    if cause["what"] == "record":
        where = f" ({cause['file']}, row {cause['row']})" if "row" in cause else ""
        return f"{cause['table']} {cause['record']} {cause['change']}{where}"
    if cause["what"] == "bill":
        return f"its bill is left out: {cause['change']}"
    if cause["what"] in {"rule", "listing", "pack"}:
        named = " ".join(cause[key] for key in ("rule", "listing") if key in cause)
        of = f"of {cause['pack']}" if named else cause["pack"]
        return " ".join(filter(None, (cause["what"], named, of, cause["change"])))
    return f"{cause['what']} {cause.get('policy', '')} {cause['change']}".replace("  ", " ")


def _write_chain(chain: dict[str, Any], lines: Lines) -> None:
    if chain["appeared"] is None:
        lines.write("its chain differs; compare the graphs to see in which steps", indent=2, label="chain")
        return
    for sign, steps in (("+", chain["appeared"]), ("-", chain["gone"])):
        for step in steps[:STEPS]:
            lines.write(f"{sign} {step}", indent=2, label="chain")
        if len(steps) > STEPS:
            lines.write(f"{sign} {number(len(steps) - STEPS, 'more step')} (--json)", indent=2, label="chain")
