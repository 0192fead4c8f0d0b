"""The claims of a benchmark graph: shipments down the tiers, processes, entries, bills, workforces, ties."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from bench.columns import Ints, Table, blank, dates, heavy, ids, joined, two_kinds, words
from bench.world import COUNTRIES, FIRST_DAY, INDUSTRIES, KINDS, TIERS, World

LOCAL = ("CN", "VN", "IN", "US", "DE", "KR")


@dataclass(frozen=True)
class Trade:
    """Who shipped what to whom, as numbers; `day` is the day of departure."""

    consignor: Ints
    consignee: Ints
    item: Ints
    day: Ints


def trade(rng: np.random.Generator, world: World, shipments: int) -> Trade:
    """Return shipments: every lot leaves its maker once, the rest are products; most go one tier down."""
    lots = world.lots
    party = np.empty(shipments, np.int64)
    party[:lots] = world.lot_maker
    busy = rng.integers(0, INDUSTRIES * TIERS, shipments - lots)
    party[lots:] = heavy(rng, world.starts[busy], world.sizes[busy])
    tier = world.tier(party)
    step = rng.choice([1, 0, -1], shipments, p=[0.93, 0.05, 0.02])
    other = np.clip(tier + step, 0, TIERS - 1)
    industry = world.group[party] // TIERS
    industry = np.where(rng.random(shipments) < 0.05, rng.integers(0, INDUSTRIES, shipments), industry)
    group = industry * TIERS + other
    buyer = heavy(rng, world.starts[group], world.sizes[group])
    item = world.makes(rng, party)
    item[:lots] = world.products + np.arange(lots)
    onward = rng.random(shipments) < 0.1
    onward[:lots] = False
    item = np.where(onward, world.products + rng.integers(0, lots, shipments), item)
    day = FIRST_DAY + tier * 120 + rng.integers(0, 900, shipments)
    consignor = np.where(rng.random(shipments) < 0.25, world.site[party], party)
    consignee = np.where(rng.random(shipments) < 0.25, world.site[buyer], buyer)
    return Trade(consignor, consignee, np.where(rng.random(shipments) < 0.03, -1, item), day)


def shipments_table(rng: np.random.Generator, world: World, flow: Trade) -> Table:
    count = len(flow.day)
    shape = rng.choice(4, count, p=[0.25, 0.4, 0.2, 0.15])  # blank, departed and arrived, date, period
    coarse = rng.random(count) < 0.25
    late = flow.day + rng.integers(2, 45, count)
    left, came = dates(flow.day, coarse), dates(late, coarse)
    second = np.where(rng.random(count) < 0.03, world.products + rng.integers(0, world.lots, count), -1)
    return {
        "id": ids("s", np.arange(count)),
        "consignor": world.holder_ids(flow.consignor),
        "consignee": world.holder_ids(flow.consignee),
        "item": joined(world.item_ids(flow.item), blank(world.item_ids(second), flow.item < 0)),
        "departed": blank(left, shape != 1),
        "arrived": blank(came, (shape != 1) | (rng.random(count) < 0.3)),
        "date": blank(left, shape != 2),
        "start": blank(left, shape != 3),
        "end": blank(dates(late + 365), shape != 3),
        "country_of_origin": words(COUNTRIES, np.where(rng.random(count) < 0.01, flow.consignor % len(COUNTRIES), -1)),
    }


def processes_table(rng: np.random.Generator, world: World, flow: Trade) -> Table:
    """One process for half of the lots, where they were made; its inputs came to that party."""
    lots = np.arange(0, world.lots, 2)
    count, maker = len(lots), world.lot_maker[lots]
    order = np.argsort(flow.consignee, kind="stable")
    first = np.searchsorted(flow.consignee[order], maker)
    after = np.searchsorted(flow.consignee[order], maker, side="right")
    pick = [order[np.minimum(heavy(rng, first, after - first, 1.0), len(order) - 1)] for _ in range(2)]
    extraction = world.tier(maker) == 0
    unnamed = extraction | (after == first) | (rng.random(count) < 0.2)
    inputs = [world.item_ids(np.where(unnamed | (flow.item[one] < 0), -1, flow.item[one])) for one in pick]
    extra = np.where(rng.random(count) < 0.3, world.makes(rng, maker), -1)
    day = FIRST_DAY + world.tier(maker) * 120 + rng.integers(0, 800, count)
    undated = rng.random(count) < 0.5
    complete = np.where(extraction, -1, rng.choice([-1, 0, 1], count, p=[0.6, 0.35, 0.05]))
    return {
        "id": ids("x", np.arange(count)),
        "at": world.holder_ids(maker),
        "kind": words(("transformation", "extraction"), extraction.astype(np.int64)),
        "inputs": joined(inputs[0], blank(inputs[1], rng.random(count) < 0.5)),
        "outputs": joined(world.item_ids(world.products + lots), world.item_ids(extra)),
        "inputs_complete": words(("yes", "no"), complete),
        "start": blank(dates(day), undated),
        "end": blank(dates(day + rng.integers(0, 30, count)), undated),
    }


def entries_table(rng: np.random.Generator, world: World, count: int) -> Table:
    last = rng.integers(0, INDUSTRIES, count) * TIERS + TIERS - 1
    consignor = heavy(rng, world.starts[last], world.sizes[last], 2.0)
    importer = heavy(rng, np.zeros(count, np.int64), np.full(count, world.parties), 4.0)
    day = FIRST_DAY + TIERS * 120 + rng.integers(300, 1500, count)
    return {
        "id": ids("e", np.arange(count)),
        "consignor": world.holder_ids(consignor),
        "date": dates(day, rng.random(count) < 0.05),
        "item": world.item_ids(np.where(rng.random(count) < 0.02, -1, world.makes(rng, consignor))),
        "importer": blank(world.holder_ids(importer), rng.random(count) < 0.3),
        "value_usd": pa.array(rng.integers(1_000, 900_000, count)).cast(pa.string()),
    }


def bom_table(rng: np.random.Generator, world: World) -> Table:
    """Two lines for a third of the products of the later tiers."""
    product = np.arange(world.products)
    product = np.repeat(product[(product // KINDS % TIERS >= 3) & (product % 3 == 1)], 2)
    count = len(product)
    component = product // KINDS * KINDS - KINDS + rng.integers(0, KINDS, count)
    group = product // KINDS
    maker = heavy(rng, world.starts[group], world.sizes[group])
    supplier = heavy(rng, world.starts[group - 1], world.sizes[group - 1])
    return {
        "id": ids("b", np.arange(count)),
        "product": ids("g", product),
        "component": ids("g", component),
        "maker": blank(ids("p", maker), rng.random(count) < 0.5),
        "supplier": blank(ids("p", supplier), rng.random(count) < 0.7),
    }


def workforces_table(rng: np.random.Generator, world: World) -> Table:
    """Local people at most makers and plants; North Koreans at twelve sites, bonded workers at eight."""
    holders = np.arange(world.parties + world.facilities)
    trader = np.zeros(len(holders), bool)
    trader[: world.parties] = world.trader
    recorded = holders[(rng.random(len(holders)) < 0.9) & ~trader]
    middle = np.flatnonzero(~world.trader & (world.tier(np.arange(world.parties)) >= 3))
    special = rng.choice(middle, 20, replace=False)
    at = np.concatenate([recorded, special])
    count, ordinary = len(at), len(recorded)
    nationality = np.concatenate([at[:ordinary] % len(LOCAL), np.full(12, len(LOCAL)), np.full(8, -1)])
    nationality = np.where((np.arange(count) < ordinary) & (rng.random(count) < 0.02), -1, nationality)
    condition = np.where(np.arange(count) >= count - 8, 0, -1)
    dated = np.zeros(count, bool)
    dated[ordinary:] = np.arange(20) % 2 == 0
    start = np.full(count, FIRST_DAY + 200)
    task = np.where(rng.random(count) < 0.1, rng.integers(0, 3, count), -1)
    return {
        "id": ids("w", np.arange(count)),
        "at": world.holder_ids(at),
        "nationality": words((*LOCAL, "KP"), nationality),
        "condition": words(("bonded",), condition),
        "start": blank(dates(start), ~dated),
        "end": blank(dates(start + 700), ~dated),
        "task": words(("packing", "sewing", "loading"), np.where(np.arange(count) < ordinary, task, -1)),
    }


def ties(rng: np.random.Generator, world: World) -> dict[str, Table]:
    """Return the tables of operations, owners, same_as and segregations."""
    moved = rng.choice(world.facilities, world.facilities // 20, replace=False)
    operator = rng.integers(0, world.parties, len(moved))
    few = max(world.parties // 50, 10)
    owner, owned = rng.integers(0, world.parties, few), rng.integers(0, world.parties, few)
    pairs = max(world.parties // 500, 10)
    one = rng.integers(0, world.parties - 1, pairs)
    at = rng.integers(0, world.parties, pairs)
    made = world.makes(rng, at)
    before = np.where(made >= KINDS, made - KINDS, made + 1)
    return {
        "operations": {
            "id": ids("o", np.arange(len(moved))),
            "facility": ids("f", moved),
            "operator": ids("p", operator),
            "start": blank(dates(np.full(len(moved), FIRST_DAY)), moved % 2 == 0),
            "end": blank(dates(np.full(len(moved), FIRST_DAY + 900)), moved % 3 == 0),
        },
        "owners": {
            "id": ids("u", np.arange(few)),
            "owner": ids("p", owner),
            "owned": ids("p", np.where(owned == owner, (owned + 1) % world.parties, owned)),
            "share": words(("60", "30", None), np.arange(few) % 3),
        },
        "same_as": {
            "id": ids("i", np.arange(pairs)),
            "a": ids("p", one),
            "b": ids("p", one + 1),
            "decision": words(("same", "different", None), np.arange(pairs) % 3),
        },
        "segregations": {
            "id": ids("q", np.arange(pairs)),
            "at": ids("p", at),
            "input": two_kinds("g", "l", before, world.products),
            "output": blank(ids("g", made), np.arange(pairs) % 4 == 0),
        },
    }
