"""The list of paths with its filters, what a search finds, and what can be taken along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from clew.explorer import questions
from clew.explorer.asked import Asked, many, number, one
from clew.explorer.panels import chosen
from clew.explorer.panels.words import Told, badge, goes, into, lacks, plain, strip, verdict
from clew.views.elements import Html, el, together
from clew.views.states import SIGNS
from clew.views.text import count

if TYPE_CHECKING:
    from clew.explorer.desk import Desk, Traced

SORTS = {"": "gaps", "gaps": "entry", "entry": ""}
"""Order of the list → the next one."""

OPENS = {"frontier": "origin", "unscreened": "unscreened", "labor_unrecorded": "labor"}
SUMS = {"stocks": "stock", "paths": "path", "entries": "entry", "gaps": "gap"}
ANEW = {"entry": "", "of": ""}
"""The change after which the first row is chosen."""


def rows(_: Desk, traced: Traced, asked: Asked) -> Html:
    """Return a page of the list; the first one with the filters above it."""
    offset = number(asked, "offset")
    found = traced.rows.page(chosen.filters(asked), offset)
    shown = offset + len(found["rows"])
    left = found["total"] - shown
    lines = [_row(row) for row in found["rows"]]
    if left:
        lines.append(el("li.more", el("button", f"{left:,} more", id="further", data_offset=shown)))
    if not found["total"]:
        lines.append(el("li.more", "No path fits these filters."))
    told = [
        into("shown", f"{found['total']:,} · {found['gaps']:,} with gaps"),
        into("rows", lines, ready=shown, add=bool(offset)),
    ]
    return together(told, None if offset else into("filters", _filters(traced.rows.head(), asked)))


def _row(row: Told) -> Html:
    states, rule = row.get("states", ()), row.get("rule", "")
    hops = [
        strip(states, row["start"]),
        el(
            "span",
            count(len(states), "hop"),
            " · ",
            lacks([row["start"], *states]),
            f" · {row['basis']}{'' if row['in_force'] else ' · not in force'}",
        ),
        el("span.quiet", f"{rule} · {row['source']}"),
    ] if rule else el("span", "no path in the data supplied")  # fmt: skip
    change = {"view": "", "entry": row["entry"], "of": rule, "n": "", "hop": "", "record": "", "pick": []}
    top = el("span.top", el("b", row["entry"]), verdict(row["verdict"]))
    return el("li", el("button.row", top, hops, _chain(row["open"]), **goes(change, keep=True)))


def _chain(opened: Told) -> Html:
    told = ", ".join(f"{opened[name]:,} {words}" for name, words in OPENS.items() if opened[name])
    if not told:
        return el("span.quiet", "chain closed")
    kind, how = ("span.quiet", "unproven") if opened["behind"] else ("span.gap", "open")
    return el(kind, f"chain {how}: {'' if opened['complete'] else 'at least '}{told}")


def _filters(head: Told, asked: Asked) -> Iterator[Html]:
    now = {name: many(asked, name) for name in chosen.FILTERS}

    def chip(name: str, value: str, words: str, number: int | None = None) -> Html:
        pressed = value in now[name]
        left = [each for each in now[name] if each != value] + [value] * (not pressed)
        small = None if number is None else el("small", f"{number:,}")
        known = {"aria_pressed": str(pressed).lower(), "data_filter": f"{name}:{value}"}
        return el("button.chip", words, small, **known, **goes({name: left, **ANEW}))

    def chips(name: str, found: Mapping[str, int]) -> list[Html]:
        return [chip(name, value, plain(value), number) for value, number in found.items()]

    def menu(name: str, found: Mapping[str, int]) -> Html:
        words = f": {', '.join(now[name])}" if now[name] else ""
        return el("details.menu", el("summary", name, words), el("div", chips(name, found)))

    sort, gaps = one(asked, "sort", ""), bool(many(asked, "gaps"))
    yield menu("rule", {each["rule"]: each["count"] for each in head["rules"]})
    for name, sums in (("basis", head["bases"]), ("verdict", head["verdicts"])):
        yield el("span.group", el("b", name), chips(name, sums), role="group", aria_label=name)
    toggled = goes({"gaps": "" if gaps else "1", **ANEW})
    small = el("small", f"{head['with_gaps']:,}")
    yield el("button.chip.gaps", "has gaps", small, aria_pressed=str(gaps).lower(), data_filter="gaps", **toggled)
    yield menu("country", head["countries"])
    yield together(chip("party", id_, f"through {id_} ✕") for id_ in now["party"])
    ordered = goes({"sort": SORTS.get(sort, ""), **ANEW})
    yield el("button.chip", f"sort: {sort or 'basis'}", data_filter="sort", **ordered)


def found(_: Desk, traced: Traced, asked: Asked) -> Html:
    """Return what a search finds."""
    words = one(asked, "q", "")
    told = traced.index.find(words)
    hits = [_hit(traced, each) for each in told["found"]]
    left = told["total"] - len(hits)
    below = f"{left:,} more: say more words" if left else "" if hits else "Nothing has all of these words."
    return into("found", hits, el("p", below) if below else None, ready=words)


def _hit(traced: Traced, hit: Told) -> Html:
    change: dict[str, Any] = {"record": f"{hit['kind']}:{hit['id']}"}
    if hit["kind"] == "entry":
        rule = next((each.rule for each in traced.answer(hit["id"]).findings), "")
        change = {"view": "", "entry": hit["id"], "of": rule, "n": "", "hop": "", "record": ""}
    beside = el("small", f" {hit['at']}") if hit["at"] else None
    return el("button", el("small", hit["kind"]), f" {hit['words']} ", el("code", hit["id"]), beside, **goes(change))


def exports(_: Desk, traced: Traced, asked: Asked) -> Html:
    """Return links to what is shown, as files."""
    listed = urlencode(chosen.filters(asked), doseq=True)
    entry, view = one(asked, "entry", ""), chosen.view(asked)
    files = [
        ("List as CSV", f"/export/paths.csv?{listed}", "paths.csv"),
        ("List as JSON", f"/export/paths.json?{listed}", "paths.json"),
    ]
    if entry:
        files.append(("Entry as JSON", f"/export/entry.json?{urlencode({'entry': entry})}", "entry.json"))
    shown: dict[str, Any] = {"save": 1}
    if view == "path":
        shown |= chosen.finding(asked)
    elif view == "board":
        shown["cell"] = one(asked, "cell", "")
    elif view == "near":
        shown["at"] = chosen.stocks(traced, asked)
    if view != "plan":
        files.append(("Picture as SVG", f"/view/{view}.svg?{urlencode(shown, doseq=True)}", f"{view}.svg"))
    return into("exports", [el("a", words, href=href, download=name) for words, href, name in files])


def head(desk: Desk, traced: Traced, asked: Asked) -> Html:
    """Return what is on the desk: the graph and its sums, the case, the packs."""
    told = questions.status(desk, traced, asked)
    packs = "; ".join(
        f"{pack['pack']} ({pack['edition']}"
        + (f"; superseded by {pack['superseded_by']})" if pack["superseded_by"] else ")")
        for pack in told["packs"]
    )
    sums = [count(told[name], word) for name, word in SUMS.items()]
    sums += [f"as of {told['as_of']}"] if told["as_of"] else []
    name = told["graph"]["name"]
    kept = f" The result was kept in {told['kept']}; what it depends on is as it was." if told["kept"] else ""
    return together(
        into("counts", f"{name}: {' · '.join(sums)}", name=name),
        into("case", f"saved in {told['case']}" if told["case"] else "not saved in a case", stale=told["stale"]),
        into("legend", [el("li", badge(state)) for state in SIGNS]),
        into("packs", f"clew {told['clew']}. Packs: {packs}.{kept}"),
    )
