"""The plan of an entry, and what would be if: marked as hypothetical, and nothing of it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clew.explorer import whatif
from clew.explorer.asked import Asked, many, one
from clew.explorer.panels.words import Told, into, more, plain, verdict
from clew.explorer.questions import LISTED
from clew.views.elements import Html, Inside, el, together
from clew.views.text import count

if TYPE_CHECKING:
    from clew.explorer.desk import Desk

OPEN = {"frontier": "origins unrecorded", "unscreened": "unscreened", "labor_unrecorded": "labor unrecorded"}
TRY = "What if the chosen ones were answered as hoped?"


def planned(desk: Desk, asked: Asked) -> Html:
    """Return the plan of an entry, its requests to be chosen."""
    found, picked = whatif.plan(desk, _wanted(asked)), set(many(asked, "pick"))
    requests, chain = found["requests"], found["chain"]
    trying = el("button", TRY, id="trying", data_suppose="pick", disabled=not picked)
    return into(
        "planned",
        _summary(found),
        [el("p.gap" if requests or found["unbreakable"] else "p.quiet", note) for note in found["notes"]],
        el("p", trying) if requests or chain else None,
        el("div", id="supposed"),
        _part("To break every path", requests, 0, picked),
        _part("To close the chain", chain, len(requests), picked),
    )


def _wanted(asked: Asked) -> dict[str, list[str]]:
    return {"entry": many(asked, "entry"), "rule": many(asked, "of")}


def _summary(found: Told) -> Html | None:
    requests, basis = found["requests"], found["basis"]
    if not requests:
        # Without any path, the first of the notes says so.
        return (
            el("p.quiet", f"No path at {basis} or stronger can be broken by asking.") if found["unbreakable"] else None
        )
    broken = f"{count(len(requests), 'request')} would break every path at {basis} or stronger"
    if not found["kept"]:
        broken = f"The best plan that was found in time, {count(len(requests), 'request')}, leaves a path to the entry"
    least = "; nothing cheaper breaks every path" if found["kept"] and found["optimal"] else ""
    answered = "these" if found["untried"] else "all"
    words = f"{broken}, at a cost of {found['cost']}{least}. With {answered} answered as hoped: "
    return el("p", words, verdict(found["verdict"]))


def _part(words: str, requests: Sequence[Told], first: int, picked: set[str]) -> Inside:
    lines = [_request(each, str(first + k), picked) for k, each in enumerate(requests[:LISTED])]
    left = more(len(requests), len(lines), "more: `clew plan` lists them")
    return el("section", el("h3", f"{words} ({len(requests):,})"), el("ol.hops", lines), left) if lines else None


def _request(each: Told, key: str, picked: set[str]) -> Html:
    settles = f"settles {each['settles']:,} · " if each["settles"] else ""
    words = el("span", each["ask"], el("small", f"{plain(each['request'])} · {settles}cost {each['cost']}"))
    box = el("input", type="checkbox", data_pick=key, checked=key in picked, aria_label=each["ask"])
    return el("li", el("label.request", box, words))


def supposed(desk: Desk, asked: Asked) -> Html:
    """Return what an entry would be beside what it is, in a frame that says so."""
    papers, against = many(asked, "claim"), many(asked, "against")
    wanted = {**_wanted(asked), "claim": papers, "against": against}
    if one(asked, "suppose", "pick") == "pick":
        wanted["pick"] = many(asked, "pick")
    found = whatif.suppose(desk, wanted)
    rows = [_row("verdict", *(verdict(found["verdict"][when]) for when in ("now", "then")))]
    rows += [_row(each["rule"], each["now"] or "none", each["then"] or "none") for each in found["findings"]]
    opened = found["open"]
    rows += [_row(words, *(f"{opened[when][name]:,}" for when in ("now", "then"))) for name, words in OPEN.items()]
    head = el("thead", el("tr", el("th"), el("th", "now"), el("th", "hypothetical")))
    changed = any(each["now"] != each["then"] for each in (found["verdict"], *found["findings"]))
    changed = changed or opened["now"] != opened["then"]
    frame = el(
        "section.hypothetical",
        el("h3", "◇ Hypothetical: nothing of this is on record"),
        None if changed else el("p.gap", "Nothing of this would change."),
        el("table", head, el("tbody", rows)),
        el("p.quiet", "Traced on a copy with made-up records; the graph and the case are as they were."),
    )
    return into("supposed", together(frame))


def _row(words: str, now: Inside, then: Inside) -> Html:
    return el("tr", el("th", words), el("td", now), el("td", then))
