"""The fingerprint of a chain: what it is made of, what changes it, and what does not."""

import random
from pathlib import Path
from typing import Any

from clew import formats
from clew.engine.reference import Oracle
from clew.engine.reference.chain import RECORDED
from clew.engine.reference.hops import Edge
from clew.model.answers import Stock
from clew.model.basis import Basis
from clew.model.fingerprints import Place, Step, What, Who, fingerprint
from clew.model.graph import Graph
from clew.model.names import normal
from clew.model.policy import Policy
from clew.trace.derive import derive
from clew.trace.fingerprint import chain_parts, differences, step_words
from clew.trace.run import Request, run
from tests.engines.engines import arrays
from tests.graphs import TEST_PACKS, random_graph, shuffled
from tests.together import apart, together

CRAB = Path(__file__).parents[3] / "sample_graphs" / "crab-third-country"
MILL = Place(Who("mill", "mill one", "CN", ""), What("yarn", "cotton yarn", "5205"))
PLANT = Place(Who("plant", "plant two", "VN", ""), What("yarn", "cotton yarn", "5205"))


def hashes(graph: Graph) -> dict[str, str | None]:
    return {answer.entry: answer.fingerprint for answer in arrays(graph, TEST_PACKS, Policy())}


def naive(graph: Graph) -> dict[str, str]:
    """The fingerprints of all entries, from the hops of the reference."""
    oracle = Oracle(graph, TEST_PACKS)
    world, ways = oracle.world, oracle.ways_at(oracle.real, Basis.UNEXCLUDED)
    made = oracle.chains[Basis.UNEXCLUDED].made
    products = {product.id: product for product in graph.products}

    def place(stock: Stock) -> Place:
        holder, product = world.holders[stock.holder], products.get(world.product(stock.item))
        digits = "".join(filter(str.isdigit, (product and product.hs) or ""))
        what = What(product.id, normal(product.name), digits) if product else What("*", "", "")
        return Place(Who(holder.id, normal(holder.name), holder.country or "", normal(holder.region or "")), what)

    def step(edge: Edge) -> Step | None:
        target = place(edge.head) if isinstance(edge.head, Stock) else None
        if edge.kind == "identity" and target == place(edge.tail):
            return None
        return Step(edge.kind, place(edge.tail), target)

    found = {}
    for entry in graph.entries:
        latest = ways.latest(entry.id)
        steps = {step(e) for e in ways.edges if e.kind in RECORDED and ways.first(e) <= latest.get(e.head, -(10**9))}
        for stock in made & latest.keys():
            kinds = {process.kind for process in world.makers(stock.holder, stock.item)}
            steps.add(Step("extraction" if "extraction" in kinds else "production", None, place(stock)))
        found[entry.id] = fingerprint(each for each in steps if each is not None)
    return found


def renamed(graph: Graph) -> Graph:
    """The graph with other ids of all claims and lots."""
    facilities = {facility.id for facility in graph.facilities}
    claims = {
        row.id: f"other-{row.id}"
        for name in Graph.model_fields
        for row in getattr(graph, name)
        if name not in {"parties", "facilities", "products", "lots", "documents"} and hasattr(row, "id")
    }
    lots = {lot.id: f"another-{lot.id}" for lot in graph.lots}

    def other(field: str, value: Any, table: str) -> Any:
        if isinstance(value, tuple):
            return tuple(other(field, each, table) for each in value)
        if field == "id" and table == "lots":
            return lots[value]
        if field in {"id", "claim", "process"} and value not in facilities:
            return claims.get(value, value)
        return lots.get(value, value) if field in {"item", "inputs", "outputs", "input", "output", "a", "b"} else value

    tables = {
        name: tuple(
            row.model_copy(update={field: other(field, getattr(row, field), name) for field in type(row).model_fields})
            for row in getattr(graph, name)
        )
        for name in Graph.model_fields
    }
    return Graph(**tables)


def several(first: int, count: int) -> Graph:
    """Random graphs of consecutive seeds as one, told apart."""
    return together(apart(random_graph(random.Random(seed)) for seed in range(first, first + count)))


def test_columns_hash_what_the_reference_says() -> None:
    graph = several(0, 20)
    told = hashes(graph)
    assert len(told) >= 20
    assert told == naive(graph)


def test_row_order_and_ids_of_claims_and_lots_never_matter() -> None:
    graph = several(40, 10)
    told = hashes(graph)
    assert hashes(shuffled(graph, random.Random(40))) == told
    other = {entry.removeprefix("other-"): found for entry, found in hashes(renamed(graph)).items()}
    assert other == told


def test_parts_are_what_is_hashed() -> None:
    graph = several(60, 10)
    con = formats.load_graph(graph).con
    derive(con, TEST_PACKS, Policy())
    entries = [row[0] for row in con.execute("SELECT claim FROM entry ORDER BY claim").fetchall()]
    parts = chain_parts(con, entries)
    assert {entry: fingerprint(steps) for entry, steps in parts.items()} == hashes(graph)


def test_who_what_and_step_change_it() -> None:
    step = Step("shipment", MILL, PLANT)
    others = [
        Step("component", MILL, PLANT),
        Step("shipment", PLANT, MILL),
        Step("shipment", MILL, None),
        Step("shipment", MILL, PLANT._replace(who=PLANT.who._replace(country="MY"))),
        Step("shipment", MILL, PLANT._replace(what=PLANT.what._replace(product="thread"))),
    ]
    told = {fingerprint([each]) for each in [step, *others]} | {fingerprint([]), fingerprint([step, others[0]])}
    assert len(told) == len(others) + 3
    assert fingerprint([step, others[0], step]) == fingerprint([others[0], step])


def test_differences_are_named_in_words() -> None:
    kept, gone, new = Step("extraction", None, MILL), Step("shipment", MILL, PLANT), Step("entry", PLANT, None)
    found = differences([kept, gone], [new, kept])
    assert (found.appeared, found.gone) == ((new,), (gone,))
    assert step_words(gone) == (
        "shipment: mill one [mill, CN], cotton yarn [yarn] → plant two [plant, VN], cotton yarn [yarn]"
    )
    assert step_words(new) == "entry: plant two [plant, VN], cotton yarn [yarn] → entry"
    assert step_words(kept) == "extraction: mill one [mill, CN], cotton yarn [yarn]"


def test_result_holds_it_where_the_chain_is_complete() -> None:
    full = run(Request([str(CRAB)], chain="full")).result()["entries"]
    bare = run(Request([str(CRAB)], chain="witness")).result()["entries"]
    assert all(len(entry["fingerprint"]) == 64 for entry in full)
    assert [entry["fingerprint"] for entry in bare] == [None] * len(full)
