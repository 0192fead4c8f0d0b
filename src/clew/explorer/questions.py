"""What the panels ask of the traced graph on the desk."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from clew.errors import ClewError
from clew.explorer.asked import Asked, number, one
from clew.explorer.near import Region, region
from clew.explorer.told import STATES, path_dict, state_of, stock_dict
from clew.model.answers import Finding, Stock

if TYPE_CHECKING:
    from clew.engine.ranked import Path
    from clew.explorer.desk import Desk, Traced
    from clew.trace.dress import Dresser
    from clew.trace.facts import Facts

OTHERS = 24
"""Best paths of an entry that are listed; the others are counted."""

EXPANDED = 12
"""Stocks that can be expanded at once: with their neighbors as many boxes as can be read."""

LISTED = 200
"""Stocks of a list of a chain that are sent; the others are counted."""


def status(desk: Desk, traced: Traced, _: Asked) -> dict[str, Any]:
    """Return what is on the desk: the graph, the packs, the sums of all rows."""
    trace = traced.trace
    return {
        "edition": desk.edition,
        "clew": trace.head["clew"],
        "graph": trace.head["graph"],
        "as_of": trace.head["as_of"],
        "packs": [{key: pack.get(key) for key in ("pack", "edition", "superseded_by")} for pack in trace.head["packs"]],
        "virtual": trace.dresser.virtual,
        "case": desk.case.name if desk.case else None,
        "stale": desk.is_stale,
        "kept": desk.keeper.path.name if desk.keeper and desk.is_kept else None,
        "stocks": trace.loaded.con.execute("SELECT stocks FROM node_count").fetchall()[0][0],
        **traced.rows.head(),
    }


def path(_: Desk, traced: Traced, asked: Asked) -> dict[str, Any]:
    """Return a path of an entry with the evidence of every hop; without a rule what is open behind the entry."""
    entry = one(asked, "entry")
    found = path_asked(traced, asked)
    told: dict[str, Any] = {"entry": entry, "verdict": traced.answer(entry).verdict}
    if found is not None:
        told |= path_dict(entry, *found, traced.trace.loaded.con)
    return told


def path_asked(traced: Traced, asked: Asked) -> tuple[Finding, Dresser] | None:
    """Return the path that is asked for as a finding, with what its names mean; None without a rule.

    Notes
    -----
    Number 0 is the path of the result; the others follow as `clew paths` counts them.
    """
    entry, rule, place = one(asked, "entry"), one(asked, "rule", ""), number(asked, "n")
    answer = traced.answer(entry)
    if not rule:
        return None
    finding = next((each for each in answer.findings if each.rule == rule), None)
    if finding is None:
        raise ClewError(f"{entry!r} has no finding of {rule!r}.", code="E-RULE")
    if not place:
        return finding, traced.trace.dresser
    best = traced.best(entry, rule, min(place + 1, OTHERS))
    if place >= len(best):
        raise ClewError(f"{entry!r} has no path {place + 1:,} of {rule!r} in the list.", code="E-RULE")
    chosen = best[place]
    other = Finding(chosen.rule, True, chosen.basis, (chosen.source,), chosen.hops)
    return other, traced.paths(entry, rule).dresser([chosen])


def paths(_: Desk, traced: Traced, asked: Asked) -> dict[str, Any]:
    """Return the best paths of a finding as strips.

    With ``count`` instead how many there are, and what all share: on a large graph that takes longer than a glance.
    """
    entry, rule = one(asked, "entry"), one(asked, "rule")
    found = traced.paths(entry, rule)
    if one(asked, "count", ""):
        return {"entry": entry, "rule": rule, "total": found.count(0), "shared": found.shared}
    best = traced.best(entry, rule, OTHERS)
    facts = found.dresser(best).facts if best else None
    listed = []
    for each in best:
        assert facts is not None
        first = each.hops[0].source if each.hops else None
        listed.append(
            {
                "basis": each.basis.word,
                "start": STATES[each.source.basis],
                "source": stock_dict(first, entry, facts),
                "claim": each.source.claim,
                "listing": each.source.listing,
                "states": [state_of(hop, facts) for hop in each.hops],
                "apart": _apart(each, best[0], facts),
            }
        )
    return {"entry": entry, "rule": rule, "all": len(best) < OTHERS, "paths": listed}


def _apart(path: Path, best: Path, facts: Facts) -> list[str]:
    """Return what tells a path from the best one: its parties that the best does not go through, else its goods."""
    stocks, known = ([hop.source for hop in each.hops if hop.source] for each in (path, best))
    holders, items = {each.holder for each in known}, {each.item for each in known}
    others = dict.fromkeys(each.holder for each in stocks if each.holder not in holders)
    if others:
        return [facts.holders[each].name if each in facts.holders else each for each in others]
    return [facts.item(each) for each in dict.fromkeys(each.item for each in stocks if each.item not in items)]


def entry(_: Desk, traced: Traced, asked: Asked) -> dict[str, Any]:
    """Return an entry: its verdict, findings in short, chain, gaps and what to ask."""
    answer = traced.answer(one(asked, "entry"))
    dresser = traced.trace.dresser
    told = dresser.entry(answer)
    for chain in (told["chain"], told["behind"]):
        for name in ("frontier", "unscreened"):
            chain[name] = _by_stock(chain[name])
        for name in ("frontier", "unscreened", "labor_unrecorded"):
            chain[f"{name}_total"] = len(chain[name])
            chain[name] = chain[name][:LISTED]
    gaps = told["gaps"]
    return {
        **told,
        "findings": [{key: each[key] for key in ("rule", "force", "basis", "in_force")} for each in told["findings"]],
        "gaps": gaps[:LISTED],
        "gaps_total": len(gaps),
        "names": _names(traced, told),
    }


def _by_stock(listed: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Return the stocks of a list of a chain, each once with all kinds of gaps that hold of it."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for each in listed:
        kinds.setdefault((each["holder"], each["item"]), []).append(each["kind"].replace("_", " "))
    return [{"holder": holder, "item": item, "kinds": of} for (holder, item), of in kinds.items()]


def _names(traced: Traced, told: Mapping[str, Any]) -> dict[str, str]:
    """Return words for the holders that an entry's lists name."""
    facts = traced.trace.dresser.facts
    named = {each["holder"] for chain in (told["chain"], told["behind"]) for each in chain["frontier"]}
    named |= {each["holder"] for chain in (told["chain"], told["behind"]) for each in chain["unscreened"]}
    named |= {holder for chain in (told["chain"], told["behind"]) for holder in chain["labor_unrecorded"]}
    return {holder: facts.holder(holder) for holder in sorted(named)}


def stock_asked(text: str) -> Stock:
    """Return a stock that a parameter names as a JSON list of holder and item.

    Raises
    ------
    ClewError
        If it names none.
    """
    try:
        holder, item = json.loads(text)
    except (ValueError, TypeError, RecursionError) as error:
        raise ClewError("a stock is a list of holder and item.", code="E-ASKED") from error
    if not (isinstance(holder, str) and isinstance(item, str)):
        raise ClewError("a stock is a list of holder and item.", code="E-ASKED")
    return Stock(holder, item)


def near(_: Desk, traced: Traced, asked: Asked) -> dict[str, Any]:
    """Return the neighborhood of stocks, in words; its picture is drawn of the same."""
    found = region_asked(traced, asked)
    return {
        "expanded": [[stock.holder, stock.item] for stock in found.expanded],
        "stocks": [
            {"entry": each} if isinstance(each, str) else {"holder": each.holder, "item": each.item}
            for each in found.stocks
        ],
        "hops": len(found.hops),
        "hidden": sum(found.stocks.values()),
    }


def region_asked(traced: Traced, asked: Asked) -> Region:
    """Return the neighborhood that is asked for.

    Raises
    ------
    ClewError
        If no stock is named, or more than can be drawn.
    """
    stocks = [stock_asked(text) for text in asked.get("at", ())]
    if not stocks or len(stocks) > EXPANDED:
        raise ClewError(f"name 1 to {EXPANDED} stocks; collapse some first.", code="E-ASKED")
    return region(traced.session, stocks)
