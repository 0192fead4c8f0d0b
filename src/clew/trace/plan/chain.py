"""What the chain of an entry needs to leave `unresolved`: requests for everything that is open, tried out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from clew.model.answers import Chain
from clew.trace.plan.request import Request, cost_of
from clew.trace.plan.trial import Case, edits_of, hoped

if TYPE_CHECKING:
    from clew.trace.plan.plan import Plan
    from clew.trace.plan.planner import Planner

UNNAMED = {"inputs_unrecorded", "inputs_incomplete"}
"""Kinds of a frontier at which processes are asked for their inputs."""

ROUNDS = 4
"""Times that the requests of a chain are tried out, at most: answers can open what nobody had to ask before."""


def settle_chain(planner: Planner, plan: Plan, case: Case, most: int | None) -> None:
    """Add to a plan what its chain needs, and the verdict once that is answered, too.

    Parameters
    ----------
    case : Case
        As it would be with the requests of the plan answered.
    most : int or None
        Requests up to which they are tried out.
    """
    asked = list(plan.requests)
    wanted = _new(planner, case, asked)
    plan.verdict = case.trace.answers[0].verdict
    for _ in range(ROUNDS):
        if not wanted:
            break
        asked += wanted
        if most is not None and len(asked) > most:
            plan.untried = True
            break
        with hoped(planner.case, planner.request, asked, plan.inputs, planner.level) as after:
            plan.verdict = after.trace.answers[0].verdict
            wanted = _new(planner, after, asked)
    plan.chain = tuple(sorted(asked[len(plan.requests) :], key=lambda each: each.order))
    for each in plan.chain:
        kind = planner.asking.kind(each.claim) if each.claim else None
        plan.costs[each] = cost_of(each, planner.request.policy, kind)


def _new(planner: Planner, case: Case, asked: list[Request]) -> list[Request]:
    """Return what an open chain asks for that is not asked yet, about what is on record."""
    known = set(asked)
    lots = edits_of(planner.case, planner.request, asked, planner.table.inputs, planner.level).lots
    found = dict.fromkeys(_on_record(each, lots) for each in of_chain(planner.case, case.trace.answers[0].chain))
    return planner.ours([each for each in found if each not in known])


def _on_record(request: Request, lots: Mapping[str, tuple[str, str]]) -> Request:
    """Return a request about a lot that an answer made up as one about the goods that the lot is of."""
    if request.item is None or request.item not in lots:
        return request
    holder, item = lots[request.item]
    return replace(request, item=item, other=holder if request.kind == "origin" else request.other)


def of_chain(case: Case, chain: Chain) -> Iterator[Request]:
    """Yield a request for each thing that is open in a chain."""
    makers = _makers(case, sorted({(stock.holder, stock.item) for stock, kind in chain.frontier if kind in UNNAMED}))
    for stock, kind in chain.frontier:
        if kind == "unidentified" or stock.item == "*":
            yield Request("which_goods", holder=stock.holder, item="*")
        elif kind in UNNAMED:
            for claim in makers.get((stock.holder, stock.item), ()):
                yield Request("completeness", claim=claim)
        else:
            yield Request("origin", holder=stock.holder, item=stock.item)
    for stock, kind in chain.unscreened:
        if kind == "good" and stock.item == "*":
            yield Request("which_goods", holder=stock.holder, item="*")
        elif kind == "good":
            yield Request("good", item=stock.item)
        else:
            yield Request("operator" if kind == "operator" else "place", holder=stock.holder)
    for holder in chain.labor_unrecorded:
        yield Request("labor_record", holder=holder)


def _makers(case: Case, stocks: list[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    """Return the processes that make an item at a holder and do not name, or not all, inputs."""
    found: dict[tuple[str, str], list[str]] = {}
    if stocks:
        sql = (
            "SELECT a.holder, a.item, c.id FROM (SELECT unnest(?) AS holder, unnest(?) AS item) a "
            "JOIN holder h ON h.id = a.holder JOIN item i ON i.id = a.item JOIN process p ON p.holder = h.holder "
            "JOIN process_output o ON o.claim = p.claim AND o.item = i.item JOIN claim c ON c.claim = p.claim "
            "WHERE NOT p.extraction AND (p.incomplete OR NOT EXISTS "
            "(SELECT 1 FROM process_input n WHERE n.claim = p.claim)) ORDER BY ALL"
        )
        for holder, item, claim in case.con.execute(sql, [list(each) for each in zip(*stocks, strict=True)]).fetchall():
            found.setdefault((holder, item), []).append(claim)
    return found
