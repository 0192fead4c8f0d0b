"""``clew bom``: a verdict for every top product of the bills of materials, and for every component line beneath it.

All bills are traced together: one flow, one engine call. What several bills share is computed, and put into words,
once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from clew.errors import ClewError
from clew.model.answers import Answer
from clew.store.memory import uncollected
from clew.trace.bill_entries import Entered, Question, Stock, ask_beside, enter
from clew.trace.bill_lines import Explosion, components, tops
from clew.trace.bom_result import BomTrace, Words
from clew.trace.derive import derive, quiet
from clew.trace.dress import Dresser
from clew.trace.facts import Facts, look_up, look_up_named
from clew.trace.run import STEPS, Request, day_of, head_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clew.formats import Loaded
    from clew.formats.bill_store import BillsBeside
    from clew.rules.pack import Pack

SHOWN = 12
"""Bad lines that are named where nothing can be traced."""

COMPLETE_BELOW = 10_000_000
"""Hops × questions below which chains are complete unless said otherwise: each product may list all that is open."""


def run_bom(request: Request, files: Sequence[str], progress: Callable[[str], None] = quiet) -> BomTrace:
    """Trace the bills of a graph, or those of files against it.

    Parameters
    ----------
    request : Request
        `as_of` is the day on which the products are entered; None = after all dates.
    files : sequence of str
        CSV files and workbooks of bills; empty = those in the graph.

    Raises
    ------
    ClewError
        If the graph or a pack is wrong, or there is no bill. A bill that is wrong is told in the result.
    """
    from clew import formats, rules
    from clew.formats.bill_store import BillsBeside

    day_of(request.as_of)
    with uncollected():
        packs = rules.load_packs(list(request.packs) or None)
        progress(STEPS[0])
        beside = BillsBeside(tuple(files))
        loaded = formats.load(
            request.graphs,
            mapping=request.mapping,
            encoding=request.encoding,
            keep_going=request.keep_going,
            beside=beside,
        )
        return trace_bills(loaded, beside, packs, request, progress)


def trace_bills(
    loaded: Loaded,
    beside: BillsBeside,
    packs: Sequence[Pack],
    request: Request,
    progress: Callable[[str], None] = quiet,
) -> BomTrace:
    """Trace the bills of a graph that is loaded, as `run_bom` does."""
    con, packs, day = loaded.con, tuple(packs), day_of(request.as_of)
    lines = components(con)
    asked = _tops(con, lines, beside)
    if not asked and beside.failed:
        lines_told = [f"  {failed.why}" for failed in sorted(set(beside.failed))[:SHOWN]]
        more = f"  … and {len(beside.failed) - SHOWN} more" if len(beside.failed) > SHOWN else ""
        message = "\n".join(filter(None, ("every bill has a bad line; nothing was traced.", *lines_told, more)))
        raise ClewError(message, hint="mend the lines; a bad bill stops no other, and there is no other", code="E-BILL")
    if not asked:
        hint = "bills are rows of bom (product, component), or files named after the GRAPH"
        raise ClewError(f"{loaded.name}: there is no bill of materials in it.", hint=hint, code="E-BILL")
    entered = enter(con, asked, lines, day)
    derive(con, packs, request.policy, progress, few=loaded.few)
    explosion = Explosion.of(con, entered) if asked else None
    answers, beneath = _answer(con, entered, explosion, request, day, progress) if explosion else ({}, {})
    progress(STEPS[5])
    chosen = set(asked)
    products = tuple(each for each in entered.questions if each.product in chosen)
    facts = _facts(con, products, answers)
    return BomTrace(
        loaded,
        beside,
        head_of(loaded, packs, request, day),
        packs,
        Dresser.of(facts, packs, virtual=True),
        explosion,
        _in_order(con, products),
        answers,
        beneath,
    )


def _tops(con: DuckDBPyConnection, lines: dict[int, list[int]], beside: BillsBeside) -> list[int]:
    """Return the top products: of the files, if there are any."""
    if not beside.paths:
        return tops(lines)
    numbers = dict(con.execute("SELECT id, item FROM item WHERE NOT is_lot").fetchall())
    named = [numbers[product] for product in beside.bills.products if product in numbers]
    return tops(lines, named, [numbers[product] for product in beside.bills.tops if product in numbers])


def _answer(
    con: DuckDBPyConnection,
    entered: Entered,
    explosion: Explosion,
    request: Request,
    day: int | None,
    progress: Callable[[str], None],
) -> tuple[dict[int, Answer], dict[Stock, int]]:
    """Ask the engine, once, for all products and all components."""
    from clew.engine import answering

    lines = {place.key for question in entered.questions for place in explosion.beneath(question)}
    made_up = {(question.holder, question.product) for question in entered.virtual.values()}
    stocks = sorted({(holder, component) for _, holder, component in lines} - made_up)
    claims = ask_beside(con, [(*stock, explosion.items(*stock)) for stock in stocks], day)
    progress(STEPS[4])
    hops = con.execute("SELECT count(*) FROM hop").fetchall()[0][0]
    numbers = [*(question.claim for question in entered.questions), *claims]
    answers = answering.answer(
        con,
        entries=numbers,
        complete=hops * len(numbers) < COMPLETE_BELOW if request.chain is None else request.chain == "full",
        progress=lambda stage, done, total: progress(f"{STEPS[4]}: {stage} ({done} of {total})"),
        without_paths=claims,
    )
    ids = dict(con.execute("SELECT id, claim FROM claim SEMI JOIN entry USING (claim)").fetchall())
    return {ids[answer.entry]: answer for answer in answers}, dict(zip(stocks, claims, strict=True))


def _facts(con: DuckDBPyConnection, products: Sequence[Question], answers: dict[int, Answer]) -> Facts:
    """Look up all that the answers for products name, and what the chains of components do."""
    facts = look_up(con, [answers[question.claim] for question in products])
    chains = {id(chain): chain for answer in answers.values() for chain in (answer.chain, answer.behind)}.values()
    stocks = [stock for chain in chains for stock, _ in (*chain.frontier, *chain.unscreened)]
    holders = {stock.holder for stock in stocks}.union(*(chain.labor_unrecorded for chain in chains))
    more = look_up_named(con, holders - facts.holders.keys(), {s.item for s in stocks} - facts.items.keys(), ())
    return replace(facts, holders={**facts.holders, **more.holders}, items={**facts.items, **more.items})


def _in_order(con: DuckDBPyConnection, questions: Sequence[Question]) -> tuple[Question, ...]:
    """Return questions in order of the ids of product and holder."""
    words = Words(con)
    return tuple(sorted(questions, key=lambda each: (words.item[each.product], words.holder[each.holder])))
