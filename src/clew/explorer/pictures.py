"""The pictures of the explorer: a path, a neighborhood, the board."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from starlette.responses import Response

from clew.explorer import board as boards
from clew.explorer.asked import one
from clew.explorer.drawing import WIDTH, Box, Line, cut, draw, fold
from clew.explorer.questions import path_asked, region_asked
from clew.explorer.told import KINDS, start_state, state_of, stock_dict
from clew.model.answers import Answer, Chain, Finding, Stock
from clew.model.basis import Basis
from clew.trace.facts import look_up

if TYPE_CHECKING:
    from clew.explorer.desk import Desk, Traced
    from clew.explorer.near import Region
    from clew.trace.facts import Facts

Asked = Mapping[str, Sequence[str]]
ROOM = WIDTH - 16
SMALL = 1.15
"""How much more of the small letters has room."""


def path(_: Desk, traced: Traced, asked: Asked) -> Response:
    """Return the picture of a path: source on the left, entry on the right, a column a tier."""
    found = path_asked(traced, asked)
    entry = one(asked, "entry")
    if found is None:
        return _picture(draw(f"entry {entry}", [], [], {}, named=True, style=_saved(asked)), asked, "path")
    finding, dresser = found
    stocks: list[Stock | None] = [hop.source for hop in finding.path] + [None]
    last = len(finding.path)
    boxes = [
        _box(str(k), k, stock, entry, dresser.facts, "source" if not k and stock else "")
        for k, stock in enumerate(stocks)
    ]
    lines = [
        Line(str(k), str(k + 1), state_of(hop, dresser.facts), KINDS[hop.kind], {"data-hop": str(k)})
        for k, hop in enumerate(finding.path)
    ]
    headings = {
        k: f"TIER {last - k}{' · source' if not k else ' · entry' if k == last else ''}" for k in range(last + 1)
    }
    states = ", ".join([start_state(finding), *(line.state for line in lines)])
    title = f"Path of {finding.rule} to entry {entry}, from the source on: {states}"
    return _picture(draw(title, boxes, lines, headings, named=True, style=_saved(asked)), asked, "path")


def near(_: Desk, traced: Traced, asked: Asked) -> Response:
    """Return the picture of a neighborhood: goods flow from left to right."""
    region = region_asked(traced, asked)
    facts = _facts(traced, region)
    columns = _columns(region)
    keys = {each: str(k) for k, each in enumerate(region.stocks)}
    boxes = [
        _box(
            key,
            columns[each],
            None if isinstance(each, str) else each,
            each if isinstance(each, str) else "",
            facts,
            "chosen" if each in region.expanded else "",
            hidden=region.stocks[each],
        )
        for each, key in keys.items()
    ]
    lines = [
        Line(keys[hop.source], keys[hop.target or entry or ""], state_of(hop, facts), f"{hop.kind} {hop.claim or ''}")
        for hop, entry in region.hops
    ]
    return _picture(
        draw("Neighborhood: goods flow from left to right", boxes, lines, {}, named=False, style=_saved(asked)),
        asked,
        "near",
    )


def board(_: Desk, traced: Traced, asked: Asked) -> Response:
    """Return the board: tiers and countries, how many stocks each cell holds, and how sure what leaves them is."""
    return _picture(boards.draw(traced.board, one(asked, "cell", ""), style=_saved(asked)), asked, "board")


def _box(key: str, column: int, stock: Stock | None, entry: str, facts: Facts, kind: str, hidden: int = 0) -> Box:
    told = stock_dict(stock, entry, facts)
    more = f"+{hidden:,} not drawn" if hidden else ""
    if stock is None:
        lines = ("entry", *fold(entry, ROOM), more)
        return Box(key, column, _filled(lines), entry, f"entry {entry}", {"class": "end"})
    name, rest = fold(told["name"], ROOM)
    country = f"{told['country']} · " if told["country"] else ""
    goods = fold(f"{country}{told['goods']}", ROOM * SMALL)
    lines = (name, rest, *(goods if not rest or not more else (cut(" ".join(goods), ROOM * SMALL),)), more)
    data = {"class": kind, "data-stock": json.dumps([stock.holder, stock.item], separators=(",", ":"))}
    title = f"{told['name']} ({told['country'] or 'country unknown'}): {told['goods']}"
    return Box(key, column, _filled(lines), f"{stock.holder}\0{stock.item}", title, data, 2 if rest else 1)


def _filled(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


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


def _saved(asked: Asked) -> bool:
    """Whether the picture leaves the page, so that it needs a style of its own."""
    return bool(asked.get("save"))


def _picture(drawn: str, asked: Asked, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}.svg"'} if _saved(asked) else {}
    return Response(drawn.encode(), media_type="image/svg+xml", headers=headers)


PICTURES: dict[str, Callable[[Desk, Traced, Asked], Response]] = {
    "path.svg": path,
    "near.svg": near,
    "board.svg": board,
}
