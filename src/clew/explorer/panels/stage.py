"""What is drawn in the middle: a path, the board, a neighborhood, the way to a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clew.explorer import pictures, questions
from clew.explorer.asked import Asked, number, one
from clew.explorer.panels import chosen
from clew.explorer.panels.words import (
    Told,
    around,
    at,
    badge,
    ends,
    goes,
    into,
    lacks,
    later,
    link,
    listed,
    more,
    part,
    plain,
    state_of,
    strip,
    verdict,
)
from clew.views.elements import Html, Inside, el, together
from clew.views.text import count

if TYPE_CHECKING:
    from clew.explorer.desk import Desk, Traced

WAIT, PATIENCE = 300, 1200
"""Thousandths of a second before other paths are asked for, and before they are counted: whoever leafs through the
list of paths doesn't ask for them."""

LISTS = {
    "frontier": "Origin unrecorded",
    "unscreened": "Lists could not be asked",
    "labor_unrecorded": "Labor unrecorded",
}


def stage(desk: Desk, traced: Traced, asked: Asked) -> Html:
    """Return the chosen view."""
    name = chosen.view(asked)
    return into("stage", _VIEWS[name](desk, traced, asked), ready=name)


def _picture(name: str, traced: Traced, asked: Asked) -> Html:
    return el("div.picture", Html(pictures.PICTURES[name](traced, asked, saved=False)))


def _path(desk: Desk, traced: Traced, asked: Asked) -> Inside:
    wanted = chosen.finding(asked)
    if "entry" not in wanted:
        return el("p", "Choose a path from the list.")
    found, whole = questions.path(desk, traced, wanted), questions.entry(desk, traced, wanted)
    behind = el("section", el("h3", "The chain behind the entry"), _behind(whole))
    if "rule" not in found:
        title = el("h2", f"Entry {found['entry']}")
        return title, el("p", verdict(found["verdict"]), " no path in the data supplied"), behind, _gaps(whole)
    states = [state_of(found["sources"][0]["basis"]), *(hop["state"] for hop in found["hops"])]
    law = f" {found['rule']}, {found['force']} · {found['basis']} · a lead, not a determination"
    crumbs = found["breadcrumbs"]
    rests = el("summary", f"Rests without a record on {count(len(crumbs), 'assumption')}")
    return (
        el("h2", f"{at(found['stocks'][0])} → entry {found['entry']} ", lacks(states)),
        el("p", verdict(found["verdict"]), law),
        el("p.quiet.citation", found["citation"], title=found["citation"]),
        _picture("path", traced, wanted),
        _steps(found),
        later("others", "others", {name: value for name, value in asked.items() if name in {"entry", "of", "n"}}, WAIT),
        behind,
        _gaps(whole),
        el("details", rests, listed("ul", [crumb["text"] for crumb in crumbs])) if crumbs else None,
    )


def _steps(found: Told) -> Html:
    stocks = found["stocks"]
    sources = [
        _step(f"s{k}", "source", each, state_of(each["basis"]), each["words"])
        for k, each in enumerate(found["sources"])
    ]
    rest = found["other_sources"]
    others = el("li.quiet", f"{count(rest, 'more source')} of this finding") if rest else None
    hops = [
        _step(str(k), str(k + 1), hop, hop["state"], _said(hop, stocks[k], stocks[k + 1]))
        for k, hop in enumerate(found["hops"])
    ]
    return el("ol.hops", sources, others, hops, aria_label="Steps from source to entry")


def _said(hop: Told, begin: Told, end: Told) -> str:
    one, other = ends(begin, end)
    if "entry" in end or begin["item"] == end["item"] or begin["holder"] == end["holder"]:
        return f"{one} {hop['words']} {other}"
    return f"{at(begin)}: {begin['goods']} {hop['words']} {end['goods']} at {at(end)}"


def _step(key: str, place: str, told: Told, state: str, words: str) -> Html:
    papers = count(len(told["papers"]), "document") if told["papers"] else "no document"
    missing = f"{len(told['missing_what'])} of {told['requirements']} missing" if told["missing_what"] else ""
    small = " · ".join(filter(None, [told.get("claim") or "no claim", papers, missing]))
    change = goes({"hop": key, "record": ""}, keep=True)
    says = el("span", words, el("small", small))
    return el("li", el(f"button.hop.{state}", el("span", place), says, badge(state), data_hop=key, **change))


def others(desk: Desk, traced: Traced, asked: Asked) -> Html:
    """Return the best paths of a finding, and the way to their number."""
    wanted = chosen.finding(asked)
    if "rule" not in wanted:
        return into("others")
    found, now = questions.paths(desk, traced, wanted), number(asked, "n")
    paths = [_other(k, each, now) for k, each in enumerate(found["paths"])]
    title = f"Paths of this finding: {len(paths) if found['all'] else f'the best {len(paths)}'}"
    counted: Inside = None
    if not found["all"]:
        told = {"entry": wanted["entry"], "of": wanted["rule"], "listed": len(paths)}
        counted = later("counted", "counted", told, PATIENCE, "There are more; they are being counted.", kind="p.quiet")
    return into("others", el("h3", title), el("ol", paths), counted, ready=len(paths))


def _other(place: int, each: Told, now: int) -> Html:
    words = f" {each['basis']} · {count(len(each['states']), 'hop')} from {at(each['source'])}"
    change = goes({"n": place or "", "hop": ""}, keep=True)
    signs = strip(each["states"], each["start"])
    apart = el("small", f"by way of {', '.join(each['apart'])}") if each["apart"] else None
    return el(
        "li", el("button.other", signs, el("span", words, apart), aria_current=str(place == now).lower(), **change)
    )


def counted(desk: Desk, traced: Traced, asked: Asked) -> Html:
    """Return how many paths a finding has."""
    wanted = {**chosen.finding(asked), "count": ["1"]}
    total, listed = questions.paths(desk, traced, wanted)["total"], number(asked, "listed")
    least = "" if total["exact"] else "At least "
    words = f"{least}{max(total['paths'], listed):,} in all; `clew paths` streams them."
    return into("counted", words)


def _behind(told: Told) -> Html:
    """Return what is open behind an entry; where nothing is, what lies where no proof says that records are all."""
    is_open = any(told["chain"][name] for name in LISTS)
    chain = told["chain" if is_open else "behind"]
    closed = "The recorded chain is closed; this lies behind it, where nothing proves that the records are all."
    opened = "○ The chain behind this entry is open: goods of unrecorded origin, or labor that nobody recorded."
    some = any(chain[name] for name in LISTS)
    words = el("p.gap", opened) if is_open else el("p.quiet", closed if some else "Nothing is open.")
    return together(words, [_open(chain, name, told["names"]) for name in LISTS if chain[name]])


def _open(chain: Told, name: str, names: Told) -> Html:
    def line(each: Any) -> Html:  # noqa: ANN401
        if name == "labor_unrecorded":
            return el("li", link(names.get(each, each), {"record": f"holder:{each}"}))
        where = around(names.get(each["holder"], each["holder"]), each["holder"], each["item"])
        return el("li", where, f" {each['item']} ", el("small", ", ".join(each["kinds"])))

    some, total = chain[name], chain[f"{name}_total"]
    title = f"{LISTS[name]} ({total:,}{'' if chain['complete'] else ', a witness of each kind'})"
    return part(title, el("ul", [line(each) for each in some]), more(total, len(some), "more"))


def _gaps(told: Told) -> Html:
    gaps, total = told["gaps"], told["gaps_total"]
    return el(
        "details.gaps",
        el("summary", f"All that is missing behind {told['entry']}: {count(total, 'request')}"),
        el("ol.asks", [el("li", el("small", plain(gap["kind"])), gap["ask"]) for gap in gaps]),
        more(total, len(gaps), "more: export the entry as JSON"),
    )


def _board(_: Desk, traced: Traced, asked: Asked) -> Inside:
    return _picture("board", traced, {"cell": asked.get("cell", ())})


def _near(desk: Desk, traced: Traced, asked: Asked) -> Inside:
    stocks = {"at": chosen.stocks(traced, asked)}
    if not stocks["at"]:
        return el("p", "Choose a stock: search for a party or a lot, or open a path first.")
    found = questions.near(desk, traced, stocks)
    hidden = f", {found['hidden']:,} neighbors not drawn" if found["hidden"] else ""
    words = f" {count(len(found['stocks']), 'stock')}, {len(found['expanded'])} expanded{hidden}."
    return (
        el("div.bar", el("button", "Undo (z)", id="undo", disabled=True), f"{words} Enter or e expands, c collapses."),
        _picture("near", traced, stocks),
    )


def _plan(_: Desk, __: Traced, asked: Asked) -> Inside:
    entry, rule = one(asked, "entry", ""), one(asked, "of", "")
    if not entry:
        return el("p", "Choose an entry first.")
    wait = "Planning: the requests are tried out on copies of the records. On a large graph this takes a while; the "
    picks = {name: value for name, value in asked.items() if name in {"entry", "of", "pick"}}
    return (
        el("h2", f"Plan for entry {entry}" + (f", paths of {rule}" if rule else "")),
        later("planned", "planned", picks, 0, el("p.quiet", f"{wait}other views answer meanwhile."), kind="div.plan"),
    )


_VIEWS = {"path": _path, "board": _board, "near": _near, "plan": _plan}
