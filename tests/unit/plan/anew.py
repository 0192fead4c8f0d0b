"""Try-outs by which only what changes is derived anew, beside the whole graph traced anew: they must answer the same.

``python -m tests.unit.plan.anew --graphs 200 --seed 1`` prints the first difference and exits with 1.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from unittest.mock import patch

from clew.model.answers import Answer
from clew.model.graph import Graph
from clew.trace.plan.anew import traced
from clew.trace.plan.asking import Asking
from clew.trace.plan.chain import of_chain
from clew.trace.plan.edits import Edits
from clew.trace.plan.request import Request
from clew.trace.plan.trial import Case, edits_of, opened, traced_whole
from clew.trace.run import Request as Asked
from tests.graphs import TEST_PACKS, random_graph
from tests.seeds import try_seeds
from tests.unit.plan.carried import saved_case

CLAIMS = ("shipments", "processes", "bom", "workforces", "operations", "owners", "same_as", "segregations")
LISTED = sorted({listing.id for pack in TEST_PACKS for listing in pack.listings if not listing.is_place})


def suggested(case: Case, level: int) -> Iterator[Request]:
    """Yield what a plan of the entry can ask, with the inputs that segregations keep apart in `case.inputs`."""
    table = Asking(case.con, Asked(()).policy).table(case.cut(level))
    for row in (*table.of_hop, *table.of_source):
        yield from row
    answer = case.trace.answers[0]
    for chain in (answer.chain, answer.behind):
        yield from of_chain(case, chain)


def any_request(graph: Graph, rng: random.Random) -> Iterator[Request]:
    """Yield a request of every kind about anything, whether it would help or not."""
    holder = rng.choice([*graph.parties, *graph.facilities]).id
    item = rng.choice([*graph.products, *graph.lots]).id
    for kind in ("production_record", "segregation", "origin"):
        yield Request(kind, holder=holder, item=item)
    yield Request("which_goods", holder=holder, item="*")
    yield Request("which_lot", holder=holder, item=rng.choice(graph.products).id)
    yield Request("which_facility", holder=rng.choice(graph.parties).id, item=item)
    yield Request("labor_record", holder=holder)
    yield Request("place", holder=holder)
    yield Request("good", item=item)
    yield Request("decision", holder=holder)
    yield Request("decision", holder=holder, item="listing", other=rng.choice(LISTED))
    alone = [each.id for each in graph.facilities if not each.operator]
    if alone:
        yield Request("operator", holder=rng.choice(alone))
    made = [each.id for each in graph.processes if each.kind != "extraction"]
    if made:
        yield Request("completeness", claim=rng.choice(made))
    claims = [row.id for table in CLAIMS for row in getattr(graph, table)]
    claims += [each.id for each in graph.facilities if each.operator]
    if claims:
        yield Request("proof", claim=rng.choice(claims))


def supported(graph: Graph, rng: random.Random) -> Edits:
    """Documents that a claim of a graph is supposed to have."""
    edits = Edits()
    claim = rng.choice([*graph.shipments, *graph.entries, *graph.processes, *graph.workforces])
    for kind in ("bol", "inv", "production_record", "worker_roster"):
        edits.add("documents", id=f"d:{kind}", kind=kind, issuer=f"issuer of {kind}")
        edits.add("evidence", document=f"d:{kind}", claim=claim.id, stance="supports")
    return edits


def differences(seed: int, seen: Counter[str], trials: int = 3) -> list[str]:
    """Return what try-outs of requests about a random graph answer otherwise than the whole, in words.

    The first is of a request of every kind at once.
    """
    rng = random.Random(seed)
    graph = random_graph(rng)
    asked = Asked(())
    found: list[str] = []
    with saved_case(graph) as path, patch("clew.rules.load_packs", return_value=TEST_PACKS):
        entry = rng.choice(graph.entries).id
        case = opened(Asked((path,)), entry, None)
        anything = list(any_request(graph, rng))
        every = [*suggested(case, rng.choice((1, 2, 2, 3))), *anything]
        items = {each.id for each in (*graph.products, *graph.lots)}
        for trial in range(trials):
            picked = rng.sample(every, min(len(every), rng.choice((1, 1, 2, 4)))) if trial else anything
            inputs = {each: set(rng.sample(sorted(items), 2)) for each in picked if each.kind == "segregation"}
            edits = (
                supported(graph, rng) if trial > 1 and rng.random() < 0.2 else edits_of(case, asked, picked, inputs, 1)
            )
            seen.update(each.kind for each in picked)
            with (
                traced_whole(case, asked, edits) as whole,
                traced(case, asked, edits, complete=True, printed=True) as anew,
            ):
                (expected,), (answer,) = whole.trace.answers, anew.trace.answers
            found += [f"seed {seed}, {picked}: {each}" for each in _differing(expected, answer)]
            seen["changed" if expected != case.trace.answers[0] else "unchanged"] += 1
        case.con.close()
    return found


def _differing(expected: Answer, answer: Answer) -> Iterator[str]:
    for field in fields(expected):
        one, other = getattr(expected, field.name), getattr(answer, field.name)
        if one != other:
            yield f"{field.name} is {one}, not {other}"


if __name__ == "__main__":
    sys.exit(try_seeds(__doc__, 200, differences))
