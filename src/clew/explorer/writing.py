"""What the page may send where a case is saved: a note, a decision, and the wish to trace again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from clew.errors import ClewError
from clew.explorer.about import about as known_of
from clew.explorer.asked import stock
from clew.explorer.questions import stock_asked
from clew.formats import journal

if TYPE_CHECKING:
    from clew.explorer.desk import Desk, Traced

LIMITS = {"by": 200, "text": 10_000, "id": 10_000, "item": 10_000}
"""Signs of the texts that are kept."""


def write(desk: Desk, said: Mapping[str, Any]) -> dict[str, Any]:
    """Save a note or a decision.

    Raises
    ------
    ClewError
        If it is about nothing in the graph, has no author or text, or cannot be saved.
    """
    assert desk.case is not None
    line = _line(said)
    with desk.at_hand() as traced:
        _known(traced, line)
        journal.add(desk.case, line)
    return {"at": line.at}


def _line(said: Mapping[str, Any]) -> journal.Line:
    texts = {name: said.get(name, "") for name in ("by", "about", "id", "item", "text", "decision")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise ClewError("every field is a text.", code="E-NOTE")
    texts = {name: text.strip() if name in {"by", "text"} else text for name, text in texts.items()}
    if any("\0" in text or not _whole(text) for text in texts.values()):
        raise ClewError("a text has signs that no file can hold.", code="E-NOTE")
    for name, limit in LIMITS.items():
        if len(texts[name]) > limit:
            raise ClewError(f"{name!r} is longer than {limit:,} signs.", code="E-NOTE")
    if texts["about"] not in journal.ABOUT:
        raise ClewError(f"a note is about one of {', '.join(journal.ABOUT)}.", code="E-NOTE")
    if not texts["by"] or not texts["text"]:
        raise ClewError("say who you are, and what you note (of a decision: why).", code="E-NOTE")
    decisions = journal.DECISIONS.get(texts["about"], ("",))
    if texts["decision"] not in decisions:
        words = f"one of {', '.join(decisions)}" if decisions[0] else "for matches and sameness alone"
        raise ClewError(f"a decision on a {texts['about']} is {words}.", code="E-NOTE")
    if texts["about"] == "same_as":
        texts["id"], texts["item"] = sorted((texts["id"], texts["item"]))
    return journal.Line(at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), **texts)


def _whole(text: str) -> bool:
    """Whether a text has no half of a sign (JSON can say one)."""
    return text.encode(errors="replace").decode() == text


def _known(traced: Traced, line: journal.Line) -> None:
    """Refuse what is about nothing in the graph."""
    if line.about == "stock":
        from clew.explorer.near import Near

        Near(traced.session).node(stock_asked(stock(line.id, line.item)))
    elif line.about == "match":
        known_of(traced, "holder", line.id)
        found = traced.trace.loaded.con.execute("SELECT 1 FROM listing WHERE id = ? LIMIT 1", [line.item]).fetchone()
        if found is None:
            raise ClewError(f"no pack that is asked has a listing {line.item!r}.", code="E-NOTE")
    elif line.about == "same_as":
        if line.id == line.item:
            raise ClewError("whether two are one is decided on two.", code="E-NOTE")
        known_of(traced, "holder", line.id)
        known_of(traced, "holder", line.item)
    else:
        known_of(traced, "claim" if line.about == "entry" else line.about, line.id)
