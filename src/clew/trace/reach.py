"""Reach without an entry: what the goods or labor of a holder can reach, what lies upstream of a stock, where both end.

``--from HOLDER`` puts a label of its own on everything that a listed party of that name would bring: what the
holder and its facilities made or sent, and the work of those whom it employs or recruits. ``--to HOLDER/ITEM``
traces a stock as if it were entered after all dates.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from clew.errors import ClewError
from clew.model.answers import Answer, Chain, verdict_of
from clew.model.basis import Basis
from clew.model.dates import ALWAYS
from clew.rules.pack import Listing, Pack, Rule
from clew.trace.select import number_by_id
from clew.trace.virtual import add_virtual_entry

if TYPE_CHECKING:
    import numpy as np
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

CODE = "FROM"
NAME = "the holder that --from names"
PACK = Pack(
    name="from",
    edition="",
    retrieved="",
    sha256="",
    superseded_by=None,
    rules=(Rule(CODE, "signal", "asked for by --from"),),
    listings=(Listing(CODE, CODE, NAME),),
)
"""A pack of one rule and one listing; which holder it lists is a confirmed match."""

RULE_ONLY = replace(PACK, listings=())
"""The same for words: nobody needs to be told of this listing."""

LEVEL = int(Basis.ASSUMED)
ENTRY = 2
"""The kind of the hops into an entry and to its importer."""


def mark_source(con: DuckDBPyConnection, holder: str) -> None:
    """Make a holder the one that the pack `PACK` lists; before packs are registered.

    Raises
    ------
    ClewError
        If there is no such holder.
    """
    number = number_by_id(con, "holder", holder)
    con.execute(
        'INSERT INTO "match" BY NAME SELECT $holder AS holder, $listing AS listing, true AS confirmed, '
        "'--from' AS decided_by, 'asked' AS reason, $day AS first_day, $day AS last_day",
        {"holder": number, "listing": CODE, "day": ALWAYS},
    )


def add_target(con: DuckDBPyConnection, stock: str) -> int:
    """Insert an entry at a stock that is named ``HOLDER/ITEM``, and return the number of its claim.

    Raises
    ------
    ClewError
        If there is no such holder or item.
    """
    ways = [place for place, sign in enumerate(stock) if sign == "/"]
    if not ways:
        raise ClewError(
            f"--to {stock!r} is no stock.", hint="Write HOLDER/ITEM, for example trader/crab.", code="E-ITEM"
        )
    for place in ways:
        holder, item = stock[:place], stock[place + 1 :]
        if con.execute("SELECT 1 FROM holder, item WHERE holder.id = ? AND item.id = ?", [holder, item]).fetchone():
            break
    else:
        holder, item = stock[: ways[0]], stock[ways[0] + 1 :]
    return add_virtual_entry(con, number_by_id(con, "holder", holder), number_by_id(con, "item", item))


def only_reached(answers: list[Answer], rules: dict[str, Rule]) -> list[Answer]:
    """Return the answers that the holder of ``--from`` reaches, each with the verdict that it has without it."""
    forces = {rule.code: rule.force for rule in rules.values()}
    return [
        replace(
            answer,
            verdict=verdict_of(
                tuple(finding for finding in answer.findings if finding.rule != CODE),
                forces,
                answer.chain,
                answer.behind,
            ),
        )
        for answer in answers
        if any(finding.rule == CODE and finding.basis is not None for finding in answer.findings)
    ]


def upstream_ends(answer: Answer) -> list[dict[str, Any]]:
    """Return where goods of unrecorded origin come in upstream of a stock, at both levels."""
    found = dict.fromkeys(stock for chain in (answer.chain, answer.behind) for stock in _frontier(chain))
    return [{"holder": holder, "item": item, "why": kind} for holder, item, kind in sorted(found)]


def _frontier(chain: Chain) -> list[tuple[str, str, str]]:
    return [(stock.holder, stock.item, kind) for stock, kind in chain.frontier]


def downstream_ends(con: DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return where goods or labor of the holder of ``--from`` end without an entry, at *assumed*.

    Notes
    -----
    An end is a group of stocks that lead to each other and to nothing else; its first stock is named. What an
    importer entered is none: an entry is reached there.
    """
    import numpy as np

    from clew.engine import graph as graphs
    from clew.engine.gaps import earliest
    from clew.engine.jit import NEVER, WORTH_COMPILING, Bench, numba_installed
    from clew.engine.words import Words

    hops = con.execute("SELECT count(*) FROM hop").fetchall()[0][0]
    graph = graphs.load(con, None, Bench(hops > WORTH_COMPILING and numba_installed()))
    nodes, days = _seeds(con)
    travel = graphs.Travel.of(graph, days)
    day_of, _ = earliest(travel, LEVEL, nodes, travel.calendar.rank(days), nodes)
    reached = day_of < NEVER
    there = (graph.strength >= LEVEL) & reached[graph.tail]
    usable = there & (day_of[graph.tail] <= np.asarray(travel.days(LEVEL)[1]))
    hub = np.zeros(graph.nodes, bool)
    hub[graph.stocks : graph.hub_end] = True
    leads_on = np.zeros(graph.nodes, bool)
    leads_on[graph.tail[usable]] = True
    usable &= ~hub[graph.head] | leads_on[graph.head]
    entered = np.zeros(graph.nodes, bool)
    entered[graph.head[there & (graph.kind == ENTRY)]] = True
    ends = _terminal(graph, usable, reached & ~entered)
    left = np.zeros(graph.nodes, bool)
    left[graph.tail[there & ~usable]] = True
    words = Words(con, graph)
    found = [(words.goods(node), "left_before" if left[node] else "nothing_leads_on") for node in ends]
    return [{"holder": stock.holder, "item": stock.item, "why": why} for stock, why in sorted(found)]


def _seeds(con: DuckDBPyConnection) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    import numpy as np

    rows = con.execute(
        "SELECT s.node, min(s.first_day) FROM source s JOIN label l ON l.label = s.label "
        "JOIN rule r ON r.rule = l.rule WHERE r.code = ? AND NOT s.ghost AND s.basis >= ? "
        "GROUP BY s.node ORDER BY s.node",
        [CODE, LEVEL],
    ).fetchall()
    found = np.array(rows, np.int32).reshape(-1, 2)
    return found[:, 0].copy(), found[:, 1].copy()


def _terminal(graph: Any, usable: NDArray[np.bool_], reached: NDArray[np.bool_]) -> list[int]:  # noqa: ANN401
    """Return the first stock of each group of reached stocks that leads to nothing else, entries aside."""
    import numpy as np

    from clew.engine.graph import strong_components

    tail, head = graph.tail[usable], graph.head[usable]
    group, _ = strong_components(graph.bench, graph.nodes, tail, head)
    goes = np.zeros(graph.nodes, bool)
    goes[group[tail[group[tail] != group[head]]]] = True
    goes[group[graph.hub_end :]] = True
    stocks = np.flatnonzero(reached[: graph.stocks] & ~goes[group[: graph.stocks]])
    _, first = np.unique(group[stocks], return_index=True)
    return sorted(stocks[first].tolist())
