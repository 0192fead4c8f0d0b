"""How the page says what it shows: evidence as a sign, a line and a word, links that choose something, parts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from clew.explorer.asked import stock
from clew.explorer.rows import GAPS
from clew.views.elements import Html, Inside, el
from clew.views.states import SIGNS, STATES
from clew.views.text import count

Told = Mapping[str, Any]
MEANT = {"missing": "assumed or missing", "unexcluded": "not excluded"}


def state_of(basis: str) -> str:
    """Return how a basis is shown."""
    return STATES.get(basis, basis)


def word(state: str) -> str:
    """Return the word for a state."""
    return MEANT.get(state, state)


def plain(code: str) -> str:
    """Return a code as words."""
    return code.replace("_", " ")


def badge(state: str) -> Html:
    """Return a state with its sign and its word."""
    return el(f"span.state.{state}", f"{SIGNS.get(state, '')} {word(state)}")


def verdict(code: str) -> Html:
    """Return a verdict."""
    return el(f"span.verdict.{code}", plain(code))


def lacks(states: Sequence[str]) -> Html:
    """Say what a path lacks: steps that are gaps, and steps that are on record without all their papers."""
    gaps, bare = sum(state in GAPS for state in states), sum(state == "asserted" for state in states)
    words = [count(gaps, "gap")] * bool(gaps) + [f"{bare:,} short of papers"] * bool(bare)
    return el("span.gap" if words else "span.quiet", ", ".join(words) or "no gap")


def strip(states: Sequence[str], start: str) -> Html:
    """Return the evidence of a path as a strip of signs over lines."""
    words = ", ".join(word(state) for state in (start, *states))
    signs = [el(f"i.{state}", SIGNS[state]) for state in states]
    first = el(f"b.{start}", SIGNS.get(start, ""))
    return el("span.strip", first, signs, role="img", aria_label=f"from source to entry: {words}")


def at(stock: Told) -> str:
    """Return words for where a stock is; for an entry, itself."""
    return str(f"entry {stock['entry']}" if stock.get("entry") else stock.get("name") or stock["holder"])


def ends(begin: Told, end: Told) -> tuple[str, str]:
    """Return words for both ends of a hop that tell them apart: of one holder the goods, of one name the ids."""
    one, other = at(begin), at(end)
    if one != other or "entry" in end:
        return one, other
    if begin["holder"] == end["holder"]:
        return f"{one}: {begin['goods']}", end["goods"]
    return f"{one} [{begin['holder']}]", f"{other} [{end['holder']}]"


def days(first: str | None, last: str | None) -> str:
    """Return a period in words."""
    return f"{first or '…'} to {last or '…'}" if first or last else "no days on record"


def goes(change: Mapping[str, object], *, keep: bool = False) -> dict[str, object]:
    """Return attributes of what chooses something when it is pressed; `keep`: the way back does not stop there."""
    return {"data_go": json.dumps(change, separators=(",", ":")), "data_keep": keep}


def link(words: Inside, change: Mapping[str, object], *, keep: bool = False) -> Html:
    """Return words that choose something when they are pressed."""
    return el("button.link", words, **goes(change, keep=keep))


def record(kind: str, id_: str) -> Html:
    """Return a link to what is known of a record."""
    return link(id_, {"record": f"{kind}:{id_}"})


def around(words: Inside, holder: str, item: str, kind: str = "button.link") -> Html:
    """Return what leads to the neighborhood of a stock."""
    return el(kind, words, **goes({"view": "near", "at": [stock(holder, item)], "record": f"holder:{holder}"}))


def part(title: str, *inside: Inside) -> Html:
    """Return a part of a panel under its title."""
    return el("section", el("h4", title), *inside)


def listed(kind: str, texts: Iterable[Inside]) -> Html:
    """Return a list of texts."""
    return el(kind, [el("li", each) for each in texts])


def into(place: str, *inside: Inside, **data: object) -> Html:
    """Return what a place of the page is to show, and what is to be known of it."""
    return el("div", *inside, data_into=place, **{f"data_{name}": value for name, value in data.items()})


def later(place: str, panel: str, asked: Mapping[str, object], wait: int, *inside: Inside, kind: str = "div") -> Html:
    """Return a place whose content is asked for after some time."""
    return el(kind, *inside, id=place, data_later=f"{panel}?{urlencode(asked, doseq=True)}", data_wait=wait)


def more(total: int, shown: int, words: str) -> Html | None:
    """Say how many are not shown."""
    return el("p.quiet", f"{total - shown:,} {words}") if total > shown else None
