"""The pictures of the explorer: a path, a neighborhood, the board."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from clew.explorer.asked import Asked, one, stock
from clew.explorer.questions import path_asked, region_asked
from clew.explorer.told import state_of, stock_dict
from clew.model.answers import Answer, Chain, Finding, Stock
from clew.model.basis import Basis
from clew.trace.dress import path_basis, source_dict
from clew.trace.facts import look_up
from clew.views import board as boards
from clew.views.case import of_result
from clew.views.scene import Box, Line, Scene
from clew.views.scenes import ROOM, path_scene
from clew.views.states import KINDS
from clew.views.svg import picture
from clew.views.text import SMALL, STRONG, fold

if TYPE_CHECKING:
    from clew.explorer.desk import Desk, Traced
    from clew.explorer.near import Region
    from clew.trace.dress import Dresser
    from clew.trace.facts import Facts


def path(traced: Traced, asked: Asked, *, saved: bool) -> str:
    """Return the picture of a path, as `clew view --rule` draws it; in the page its boxes say what they are of."""
    found = path_asked(traced, asked)
    if found is None:
        return _drawn(Scene("no path", [], []), saved=saved)
    answer = traced.answer(one(asked, "entry"))
    entry, finding = _dressed(answer, *found)
    case = of_result(traced.trace.loaded.con, {"entries": [entry]}, traced.trace.packs)
    scene = path_scene(case, entry, finding)
    return _drawn(scene if saved else _answering(scene, finding), saved=saved)


def _dressed(answer: Answer, finding: Finding, dresser: Dresser) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return an entry with one finding as a result says them."""
    entry = answer.entry
    claims = dresser.facts.claims
    told = {
        "rule": finding.rule,
        "basis": finding.basis.word if finding.basis else "rebutted",
        "in_force": finding.in_force,
        "sources": [source_dict(entry, source) for source in finding.sources],
        "path": {"basis": path_basis(finding).word, "hops": [dresser.hop(entry, hop) for hop in finding.path]},
    }
    return {
        "entry": entry,
        **({"virtual": True} if dresser.virtual else {}),
        "verdict": answer.verdict,
        "findings": [told],
        "contradicted": sorted(claim for claim in claims if claims[claim].contradicted),
    }, told


def _answering(scene: Scene, finding: Mapping[str, Any]) -> Scene:
    """Return a scene whose boxes can be pressed: a stock to see what it is, the source to see its evidence."""
    hops = finding["path"]["hops"]
    more = {str(k): {"data-stock": stock(**hop["from"])} for k, hop in enumerate(hops)}
    pressed = [
        {"data-hop": "s0"} if box.data.get("class") == "source" else more.get(box.key, {}) for box in scene.boxes
    ]
    boxes = [replace(box, data={**box.data, **data}) for box, data in zip(scene.boxes, pressed, strict=True)]
    return replace(scene, boxes=boxes)


def near(traced: Traced, asked: Asked, *, saved: bool) -> str:
    """Return the picture of a neighborhood: goods flow from left to right."""
    region = region_asked(traced, asked)
    facts = _facts(traced, region)
    columns = _columns(region)
    keys = {each: str(k) for k, each in enumerate(region.stocks)}
    boxes = [
        _box(keys[each], columns[each], each, facts, chosen=each in region.expanded, hidden=hidden)
        for each, hidden in region.stocks.items()
    ]
    lines = [
        Line(keys[hop.source], keys[hop.target or entry or ""], state_of(hop, facts), KINDS.get(hop.kind, hop.kind))
        for hop, entry in region.hops
    ]
    title = f"Neighborhood of {len(boxes)} stocks: goods flow from left to right"
    return _drawn(Scene(title, boxes, lines), saved=saved, named=False)


def board(traced: Traced, asked: Asked, *, saved: bool) -> str:
    """Return the board: tiers and countries, how many stocks each cell holds, and how sure what leaves them is."""
    return boards.draw(traced.board, one(asked, "cell", ""), scheme="auto" if saved else "")


def _box(key: str, column: int, each: Stock | str, facts: Facts, *, chosen: bool, hidden: int) -> Box:
    if isinstance(each, str):
        names = _lines(each, STRONG)
        return Box(key, column, (*names, "entry"), each, f"entry {each}", {"class": "end"}, len(names))
    told = stock_dict(each, "", facts)
    names = _lines(told["name"], STRONG)
    country = told["country"] or "country unknown"
    more = (f"+ {hidden:,} not drawn",) if hidden else ()
    lines = (*names, *_lines(f"{country} · {told['goods']}"))[: 4 - len(more)]
    data = {"class": "chosen" if chosen else "", "data-stock": stock(each.holder, each.item)}
    title = f"{told['name']} ({country}): {told['goods']}"
    return Box(key, column, (*lines, *more), f"{each.holder}\0{each.item}", title, data, len(names))


def _lines(words: str, size: float = SMALL) -> tuple[str, ...]:
    return tuple(line for line in fold(words, ROOM, size) if line)


def _facts(traced: Traced, region: Region) -> Facts:
    hops = tuple(hop for hop, _ in region.hops)
    named = Answer("", "", (Finding("", True, Basis.UNEXCLUDED, (), hops),), Chain(), Chain(), complete=False)
    return look_up(traced.trace.loaded.con, [named])


def _columns(region: Region) -> dict[Stock | str, int]:
    """Return how far each stock is behind or before the first expanded one, in the direction in which goods flow."""
    found: dict[Stock | str, int] = {region.expanded[0]: 0}
    ends = [(hop.source, hop.target or entry or "") for hop, entry in region.hops]
    changed = True
    while changed:
        changed = False
        for tail, head in ends:
            if tail in found and head not in found:
                found[head] = found[tail] + 1
                changed = True
            elif head in found and tail not in found:
                found[tail] = found[head] - 1
                changed = True
    return {each: found.get(each, 0) for each in region.stocks}


def _drawn(scene: Scene, *, saved: bool, named: bool = True) -> str:
    """Return a scene; a picture that leaves the page needs a style and a legend of its own."""
    return picture(scene, scheme="auto" if saved else "", legend=saved, named=named)


PICTURES: dict[str, Callable[..., str]] = {"path": path, "near": near, "board": board}


def saved(name: str) -> Callable[[Desk, Traced, Asked], Response]:
    """Return what answers with a picture as a file."""

    def answer(_: Desk, traced: Traced, asked: Asked) -> Response:
        headers = {"content-disposition": f'attachment; filename="{name}.svg"'}
        drawn = PICTURES[name](traced, asked, saved=True)
        return Response(drawn.encode(), media_type="image/svg+xml", headers=headers)

    return answer
