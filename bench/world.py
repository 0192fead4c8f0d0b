"""The holders and goods of a benchmark graph: industries of eight tiers, in many countries."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from bench.columns import Flags, Ints, Table, blank, heavy, ids, two_kinds, words

TIERS = 8
INDUSTRIES = 40
KINDS = 6
SPECIALTIES = 2
FIRST_DAY = 17_532  # 2018-01-01
LISTED = (
    ("Cotton", "5201"),
    ("Thread/Yarn", "520512"),
    ("Textiles", "520832"),
    ("Garments", "620520"),
    ("Polysilicon", "280461"),
    ("Copper", "7403"),
    ("Rubber", "4001"),
    ("Fish", "0303"),
)
COUNTRIES = ("CN", "VN", "IN", "US", "DE", "KR", "JP", "TH", "MX", "TR", "BR", "ID", "MY", "PK", "BD", "KZ", "CD", "ZW")
REGIONS = ("Liaoning", "Guangdong", "Zhejiang", "Shandong", "Jiangsu", "Xinjiang")


@dataclass(frozen=True)
class World:
    """Who exists. Holders are numbered: parties first, then facilities; items: products, then lots.

    Attributes
    ----------
    group : array
        Of each party, industry * TIERS + tier. Parties are sorted by it.
    starts, sizes : array
        First party and number of parties of each group.
    operator : array
        Of each facility, the party in `facilities.operator`, -1 if blank.
    site : array
        Of each party, the number of one of its facilities as a holder, or the party itself.
    lot_product, lot_maker : array
        Of each lot, its product, and the party that made it.
    """

    parties: int
    facilities: int
    products: int
    lots: int
    group: Ints
    starts: Ints
    sizes: Ints
    trader: Flags
    country: Ints
    operator: Ints
    site: Ints
    lot_product: Ints
    lot_maker: Ints

    def tier(self, party: Ints) -> Ints:
        """The tier of each party: 0 makes raw goods, the last one exports."""
        return self.group[party] % TIERS

    def makes(self, rng: np.random.Generator, party: Ints) -> Ints:
        """A product of each party: one of its specialties; of a trader, of what the tier before makes."""
        group = self.group[party] - (self.trader[party] & (self.tier(party) > 0))
        return group * KINDS + (party + rng.integers(0, SPECIALTIES, len(party))) % KINDS

    def holder_ids(self, holders: Ints) -> pa.Array:
        """Ids of holders; a negative number is blank."""
        return two_kinds("p", "f", holders, self.parties)

    def item_ids(self, items: Ints) -> pa.Array:
        """Ids of items; a negative number is blank."""
        return two_kinds("g", "l", items, self.products)


def build_world(rng: np.random.Generator, shipments: int) -> World:
    """Return a world for about so many shipments."""
    parties, facilities, lots = max(shipments // 10, TIERS * INDUSTRIES * 2), shipments // 20, shipments // 5
    weight = rng.random(INDUSTRIES * TIERS) + 0.2
    sizes = np.maximum((weight / weight.sum() * parties).astype(np.int64), 2)
    group = np.repeat(np.arange(INDUSTRIES * TIERS), sizes)
    parties = len(group)
    starts = np.cumsum(sizes) - sizes
    trader = (rng.random(parties) < 0.2) & (group % TIERS > 0)
    operator = (parties * rng.random(facilities) ** 2).astype(np.int64)
    operator = rng.permutation(parties)[operator]
    site = np.arange(parties)
    site[operator] = parties + np.arange(facilities)
    world = World(
        parties=parties,
        facilities=facilities,
        products=INDUSTRIES * TIERS * KINDS,
        lots=lots,
        group=group,
        starts=starts,
        sizes=sizes,
        trader=trader,
        country=(len(COUNTRIES) * rng.random(parties) ** 1.5).astype(np.int64),
        operator=np.where(rng.random(facilities) < 0.03, -1, operator),
        site=site,
        lot_product=np.empty(0, np.int64),
        lot_maker=np.empty(0, np.int64),
    )
    maker = heavy(rng, np.zeros(lots, np.int64), np.full(lots, parties), 1.0)
    maker = np.where(trader[maker], np.maximum(maker - 1, 0), maker)
    return World(**{**world.__dict__, "lot_maker": maker, "lot_product": world.makes(rng, maker)})


def nodes(rng: np.random.Generator, world: World) -> dict[str, Table]:
    """Return the tables of parties, facilities, products and lots."""
    number = np.arange(world.parties)
    shared = np.where(rng.random(world.parties) < 0.002, np.maximum(number - 1, 0), number)
    country = np.where(rng.random(world.parties) < 0.02, -1, world.country)
    region = np.where(rng.random(world.parties) < 0.01, 5, number % 5)
    chinese = (country == 0) & (rng.random(world.parties) < 0.8)
    parties = {
        "id": ids("p", number),
        "name": joined_name("Supplier", shared),
        "country": words(COUNTRIES, country),
        "region": words(REGIONS, np.where(chinese, region, -1)),
        "makes": words(("no",), np.where(world.trader & (rng.random(world.parties) < 0.6), 0, -1)),
        "identifiers": blank(ids("DUNS:", shared), rng.random(world.parties) < 0.6),
    }
    plants = np.arange(world.facilities)
    where = world.country[np.maximum(world.operator, 0)]
    facilities = {
        "id": ids("f", plants),
        "name": joined_name("Plant", plants),
        "kind": words(("factory", "farm", "mine", "warehouse"), rng.integers(0, 4, world.facilities)),
        "operator": ids("p", world.operator),
        "country": words(COUNTRIES, np.where(rng.random(world.facilities) < 0.3, -1, where)),
        "region": words(REGIONS, np.where((where == 0) & (rng.random(world.facilities) < 0.6), plants % 5, -1)),
    }
    return {"parties": parties, "facilities": facilities, "products": _products(world), "lots": _lots(world)}


def joined_name(word: str, number: Ints) -> pa.Array:
    """Return names such as ``Supplier 12 LLC``."""
    forms = words((" Co., Ltd.", " LLC", " GmbH", " Company Limited"), number % 4)
    return pa.compute.binary_join_element_wise(ids(f"{word} ", number), forms, "")


def _products(world: World) -> Table:
    number = np.arange(world.products)
    industry, tier = number // (TIERS * KINDS), number // KINDS % TIERS
    listed = (number % KINDS == 0) & (industry < 16)
    place = np.where(listed, (industry % 2 * 4 + tier) % len(LISTED), -1)
    plain = ids("Good ", number)
    goods = words([good for good, _ in LISTED], place)
    return {
        "id": ids("g", number),
        "name": ids("Article ", number),
        "hs": words([hs for _, hs in LISTED], np.where(number % 3 == 0, place, -1)),
        "good": pa.compute.coalesce(goods, blank(plain, number % 10 == 3)),
    }


def _lots(world: World) -> Table:
    return {"id": ids("l", np.arange(world.lots)), "product": ids("g", world.lot_product)}
