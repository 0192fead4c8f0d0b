"""What is told beside the picture: the evidence of the chosen hop or source, or what is known of the chosen record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clew.explorer import questions
from clew.explorer.about import about
from clew.explorer.asked import Asked, one
from clew.explorer.panels import chosen, evidence
from clew.explorer.panels.notes import Lines
from clew.explorer.panels.words import into
from clew.views.elements import Html, el

if TYPE_CHECKING:
    from clew.explorer.desk import Desk, Traced

HINTS = {
    "path": "Choose a hop: Tab and Enter, or the arrow keys.",
    "board": "Choose a cell: Tab and Enter. Its stocks are listed here, its largest flows drawn on the board.",
    "near": "Choose a stock: Tab and Enter expand it.",
    "plan": "Choose requests, and ask what the entry would be if they were answered.",
}


def beside(desk: Desk, traced: Traced, asked: Asked) -> Html:
    """Return what is known of what is chosen."""
    record, hop = one(asked, "record", ""), one(asked, "hop", "")
    return into("evidence", _told(desk, traced, asked, record, hop), ready=record or hop)


def _told(desk: Desk, traced: Traced, asked: Asked, record: str, hop: str) -> Html:
    if record:
        kind, _, id_ = record.partition(":")
        return evidence.about(about(traced, kind, id_), kind, id_, Lines(desk.case))
    wanted, view = chosen.finding(asked), chosen.view(asked)
    place = hop.removeprefix("s")
    if view != "path" or "rule" not in wanted or not (place.isascii() and place.isdigit()):
        return el("p.quiet", HINTS[view])
    path = questions.path(desk, traced, wanted)
    told = evidence.source if hop.startswith("s") else evidence.hop
    return told(path, int(place[:9]), Lines(desk.case))
