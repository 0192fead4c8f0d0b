"""The evidence of a hop, a source or a claim: its state, what to ask, what is missing, what documents say."""

from __future__ import annotations

from clew.explorer.panels.notes import Lines, decide_match, decide_same, notes
from clew.explorer.panels.words import Told, around, badge, days, ends, link, listed, more, part, record, state_of
from clew.views.board import place
from clew.views.elements import Html, Inside, el, together


def hop(path: Told, place: int, lines: Lines) -> Html:
    """Return what is known of a hop of a path."""
    if not place < len(path["hops"]):
        return el("p.quiet", "This path has no such hop.")
    told = path["hops"][place]
    begin, end = path["stocks"][place], path["stocks"][place + 1]
    title = f"Hop {place + 1} of {len(path['hops'])}: {' → '.join(ends(begin, end))}"
    holder, item = told["from"]["holder"], told["from"]["item"]
    about = {"about": "claim", "id": told["claim"]} if told["claim"] else {"about": "stock", "id": holder, "item": item}
    supposed = told["claim"] and told["claim"] != path["entry"]
    return together(
        el("h3", title),
        _state(told, told["state"]),
        evidence(told),
        _sameness(told, lines),
        what_if(told["claim"], len(told["missing_what"])) if supposed else None,
        el("p", around("Neighborhood of its start", holder, item, "button")),
        notes(about, lines),
    )


def _sameness(told: Told, lines: Lines) -> Html | None:
    """Return the decision whether two parties are one, where a hop goes from one to the other for that."""
    ends = {told["from"]["holder"], told["to"].get("holder")}
    if told["kind"] != "identity" or len(ends) < 2 or None in ends:
        return None
    first, second = sorted(ends)
    return decide_same(first, second, told["claim"], lines)


def source(path: Told, place: int, lines: Lines) -> Html:
    """Return what is known of a source at the beginning of a path."""
    if not place < len(path["sources"]):
        return el("p.quiet", "This path has no such source.")
    told = path["sources"][place]
    claim, on_list, match = told.get("claim"), told.get("listed"), told.get("match")
    decided = on_list and not on_list["place"] and told.get("holder")
    return together(
        el("h3", f"Source: {told['words']}"),
        _state(told, state_of(told["basis"])),
        evidence(told),
        part(
            "Listed",
            el("p", on_list["name"], " ", el("code", on_list["id"])),
            el("p", f"matched by {match['how']}: “{match['ours']}” and “{match['theirs']}”") if match else None,
            [el("p.quiet", note) for note in on_list["notes"]],
        )
        if on_list
        else None,
        what_if(claim, len(told["missing_what"])) if claim else None,
        part("Decide", decide_match(told["holder"], on_list["id"], lines)) if decided else None,
        notes({"about": "claim", "id": claim}, lines) if claim else None,
    )


def _state(told: Told, name: str) -> Html:
    kind, claim = told.get("kind"), told.get("claim")
    return together(
        el("p", badge(name), f" {told['words']}" if kind else None),
        el("p.alarm", "✕ Documents support this claim, and documents rebut it.") if told["contradicted"] else None,
        el("p.gap", "○ No claim says this: it is inferred.") if kind and not claim else None,
        el("p", f"{told['claim_kind'] or 'claim'} ", record("claim", claim), f" · {days(*told['days'])}")
        if claim
        else None,
    )


def evidence(told: Told) -> Html:
    """Return what speaks for a claim, what is missing, and what to ask; where documents disagree, they come first."""
    asks, missing, papers = told.get("asks", ()), told["missing_what"], told["papers"]
    located = told["located"]
    parts: list[Inside] = [part(f"What to ask ({len(asks)})", listed("ol.asks", asks))] if asks else []
    if told.get("claim"):
        unmet = el("ul", [_missing(each) for each in missing])
        spoken = el("ul", [_paper(each) for each in papers])
        parts += [
            part(
                f"Missing ({len(missing)} of {told['requirements']})",
                unmet if missing else el("p", "Nothing that the evidence table asks for."),
            ),
            part(
                f"Documents ({len(papers)})",
                spoken if papers else el("p.gap", "○ No document speaks to this claim."),
            ),
        ]
    if told["contradicted"]:
        parts.insert(0, parts.pop())
    where = el("p.quiet", f"{located['file']}, row {located['row']:,}") if located else None
    return together(where, parts)


def _missing(told: Told) -> Html:
    return el(
        "li",
        el("b", f"○ {told['requirement']}"),
        f" {told['proves']}",
        el("small", f"any of: {told['documents']}"),
        el("small", f"asked by {told['asked_by']}"),
    )


def _paper(told: Told) -> Html:
    words = [
        "✕ rebuts" if told["rebuts"] else "● supports",
        "that the inputs named are all" if told["about"] else "",
        f"by {told['issuer']}" if told["issuer"] else "issuer unknown",
        f"issued {told['issued']}" if told["issued"] else days(told["first"], told["last"]),
        "" if told["in_time"] else "of other days: does not count",
    ]
    return el(
        "li.rebuts" if told["rebuts"] else "li",
        record("document", told["document"]),
        f" {told['kind']}",
        f": {told['title']}" if told["title"] else None,
        el("small", " · ".join(filter(None, words))),
        el("small", told["note"]) if told["note"] else None,
        el("small.hash", f"sha256 {told['sha256']}" if told["sha256"] else "no sha256 on record"),
    )


def what_if(claim: str, missing: int) -> Html:
    """Return the questions what would be, if documents of a claim existed, or proof against it."""
    words = "What if the missing document existed?" if missing == 1 else f"What if these {missing} documents existed?"
    papers = el("button", words, data_suppose="claim", data_claim=claim) if missing else None
    proof = el("button", "What if proof against it existed?", data_suppose="against", data_claim=claim)
    return part("What if", el("div.choices", papers, proof), el("div", id="supposed"))


def _cell_words(id_: str) -> str:
    """Return words for a cell of the board, ``COUNTRY/TIER``."""
    row, _, tier = id_.rpartition("/")
    return f"{place(row)}, tier {tier}"


def about(told: Told, kind: str, id_: str, lines: Lines) -> Html:
    """Return what is known of a record."""
    noted = "document" if "claims" in told else "claim" if "papers" in told else "holder" if "paths" in told else ""
    cells = [[el("dt", name), el("dd", text)] for name, text in told["cells"].items() if name != "row"]
    return together(
        el("p", link("← back", {"record": ""}, keep=True)),
        el("h3", f"{kind} {id_}" if kind != "cell" else _cell_words(id_)),
        el("dl", cells),
        _through(told["paths"], id_) if "paths" in told else None,
        [
            part(
                "May be listed",
                el("p", each["name"], " ", el("code", each["listing"]), f" by {each['how']}"),
                decide_match(id_, each["listing"], lines),
            )
            for each in told.get("matches", ())
        ],
        [decide_same(*pair, None, lines) for pair in lines.pairs(id_)] if noted == "holder" else None,
        _goods(told, named=not noted) if "stocks" in told else None,
        _speaks(told) if "claims" in told else None,
        evidence({**told, "claim": id_}) if "papers" in told else None,
        notes({"about": noted, "id": id_}, lines) if noted else None,
    )


def _through(paths: int, holder: str) -> Html:
    if not paths:
        return el("p.quiet", "No listed path goes through it.")
    words = "Show the path through it" if paths == 1 else f"Show the {paths:,} paths through it"
    change = {"party": [holder], "entry": "", "of": "", "record": "", "view": ""}
    return el("p", link(words, change))


def _goods(told: Told, *, named: bool) -> Html:
    stocks = [
        el(
            "li",
            around(f"{each['name']}: {each['goods']}" if named else each["goods"], each["holder"], each["item"]),
            el("small", f"{each['holder']} / {each['item']}"),
        )
        for each in told["stocks"]
    ]
    return part(f"Goods ({told['total']:,})", el("ul", stocks), more(told["total"], len(stocks), "more are not listed"))


def _speaks(told: Told) -> Html:
    claims = [
        el(
            "li.rebuts" if each["rebuts"] else "li",
            f"{'✕ rebuts' if each['rebuts'] else '● supports'} {each['kind']} ",
            record("claim", each["id"]),
            " (that the inputs are all)" if each["complete"] else None,
        )
        for each in told["claims"]
    ]
    return part(
        f"Speaks to ({told['total']:,})", el("ul", claims), more(told["total"], len(claims), "more are not listed")
    )
