"""Notes and decisions with author and time, and the forms in which they are written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from clew.errors import ClewError
from clew.explorer.panels.words import part, record
from clew.formats import journal
from clew.views.elements import Html, Inside, el, together

if TYPE_CHECKING:
    from pathlib import Path

    from clew.formats.journal import Line

MATCH = (("confirmed", "It is the listed one"), ("rejected", "It is not"), ("withdrawn", "Withdraw"))
SAME = (("same", "They are one"), ("different", "They are two"), ("withdrawn", "Withdraw"))
SAID = "A record says that they are one: only documents that rebut it take that away."
NO_CASE = "To write notes, start with a case: clew explore GRAPH --case NAME.clew"


class Lines:
    """What people wrote into the case, the newest first; why it cannot be read, if it cannot."""

    def __init__(self, case: Path | None) -> None:
        self.kept = case is not None
        self.fault = ""
        self._lines: Sequence[Line] = ()
        try:
            self._lines = journal.read(case)[::-1] if case else ()
        except ClewError as error:
            self.fault = error.message

    def of(self, about: Mapping[str, str]) -> list[Line]:
        """Return the lines on one thing."""
        wanted = (about["about"], about["id"], about.get("item", ""))
        return [line for line in self._lines if (line.about, line.id, line.item) == wanted]

    def pairs(self, holder: str) -> list[tuple[str, str]]:
        """Return the pairs of holders with this one in them on which somebody decided whether they are one."""
        found = {(line.id, line.item) for line in self._lines if line.about == "same_as"}
        return sorted(pair for pair in found if holder in pair)


def notes(about: Mapping[str, str], lines: Lines) -> Html:
    """Return the notes on something, and the form for another."""
    mine = lines.of(about)
    form = _form("Note", about, [("", "Save note")]) if lines.kept else el("p.quiet", NO_CASE)
    return part(f"Notes ({len(mine)})", _fault(lines), [_quoted(line) for line in mine], form)


def decide_match(holder: str, listing: str, lines: Lines) -> Html:
    """Return the decisions whether a holder is what a list names."""
    return _decide({"about": "match", "id": holder, "item": listing}, MATCH, lines)


def decide_same(one: str, other: str, claim: str | None, lines: Lines) -> Html:
    """Return the decisions whether two holders are one party; where records claim it, documents decide."""
    about = {"about": "same_as", "id": one, "item": other}
    pair = el("p", record("holder", one), " and ", record("holder", other))
    recorded = claim is not None and not lines.of(about)
    said = el("p.quiet", SAID) if recorded else _decide(about, SAME, lines)
    return part("One party or two?", pair, said)


def _decide(about: Mapping[str, str], choices: Sequence[tuple[str, str]], lines: Lines) -> Html:
    if not lines.kept:
        return el("p.quiet", "To decide it, start with a case: clew explore GRAPH --case NAME.clew")
    return together(_fault(lines), [_quoted(line) for line in lines.of(about)], _form("Why", about, choices))


def _fault(lines: Lines) -> Inside:
    return el("p.gap", lines.fault) if lines.fault else None


def _quoted(line: Line) -> Html:
    said = f"{line.decision}: {line.text}" if line.decision else line.text
    return el("blockquote", said, el("small", f"{line.by} · {line.at}"))


def _form(what: str, about: Mapping[str, str], choices: Sequence[tuple[str, str]]) -> Html:
    buttons = [el("button", words, data_save=decision) for decision, words in choices]
    return el(
        "div.form",
        el("textarea", rows=2, maxlength=10_000, placeholder=what, aria_label=what),
        el("div", el("input.by", maxlength=200, placeholder="your name", aria_label="Your name"), buttons),
        data_about=json.dumps(about),
    )
