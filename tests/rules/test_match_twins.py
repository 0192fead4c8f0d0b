"""The tables agree with the plain Python of `clew.rules.match`, on random holders, products and decisions."""

import random
from pathlib import Path

import pytest

import clew.rules.sources
from clew.model.graph import Graph
from clew.model.names import normal
from clew.model.policy import Policy
from clew.model.records import Match
from clew.rules import Listing, load_packs, register
from clew.rules.match import decided, folded, good_match, in_region, party_match
from tests.graph_packs import TEST_PACKS
from tests.rules.stores import rows, store

NAMES = ["Bad Group Co., Ltd.", "BAD GROUP Company Limited", "Bad Groups Co Ltd", "BG Works", "Bad Mill", "bad  mill"]
NAMES += ["Bad Mills", "Good Mill", "Bad Ship", "Bad-Ship", "The Bad Ship", "M"]
IDENTIFIERS = ["LEI:B1", "lei:b1", "IMO:9000001", "IMO:9000002"]
COUNT = 24
"""Holders, products and decisions of a graph."""

DATES = [None, "2020", "2021-03", "2021-03-15", "2022-01-01"]
DECIDED = ["bad-mill", "BAD-MILL", "Bad Mill", "bad mill", "Bad Group Company Limited", "bad-twin", "kp", "nothing"]
GOODS = ["Cotton", "cotton", " Cotton", "Shirt", "Diamonds", "Crab", "Toy"]
HS = [None, "52", "5201", "5201.00", "6109.10", "61", "7102", "03", "0306.14"]
PLACES = [
    ("CN", None),
    ("CN", "xuar"),
    ("CN", "CN-XJ"),
    ("KZ", None),
    ("ZW", "MARANGE"),
    ("ZW", "Midlands"),
    (None, "Xinjiang"),
]
PLACES += [("KZ", "Xinjiang"), ("KP", "Pyongyang"), (None, "Nowhere"), (None, None), ("US", None)]


def drawn(seed: int) -> Graph:
    """Holders, products and decisions that touch the test packs."""
    dice = random.Random(seed)
    parties = []
    for number in range(COUNT):
        country, region = dice.choice(PLACES)
        parties.append(
            {
                "id": f"h{number}",
                "name": dice.choice(NAMES),
                "aliases": dice.sample(NAMES, dice.choice([0, 0, 1])),
                "identifiers": dice.sample(IDENTIFIERS, dice.choice([0, 0, 1])),
                "country": country,
                "region": region,
            }
        )
    products = [
        {
            "id": f"i{number}",
            "name": dice.choice([*GOODS, "Thing"]),
            "hs": dice.choice(HS),
            "good": dice.sample(GOODS, dice.choice([0, 0, 1])),
        }
        for number in range(COUNT)
    ]
    matches = [
        {
            "holder": f"h{dice.randrange(COUNT)}",
            "listing": dice.choice(DECIDED),
            "decision": dice.choice(["confirmed", "rejected"]),
            "by": "analyst",
            "reason": "address",
            "date": dice.choice(DATES),
        }
        for _ in range(COUNT)
    ]
    return Graph.model_validate({"parties": parties, "products": products, "matches": matches})


LISTINGS = [listing for pack in TEST_PACKS for listing in pack.listings]


@pytest.mark.parametrize("similar_from", [0.92, 0.8, None])
@pytest.mark.parametrize("seed", range(4))
def test_parties(seed: int, similar_from: float | None) -> None:
    graph, policy = drawn(seed), Policy(similar_from=similar_from)
    con = store(**{name: [row.model_dump() for row in getattr(graph, name)] for name in ("parties", "matches")})
    register(con, TEST_PACKS, policy)
    matched, rejected = set(), set()
    for party in graph.parties:
        names = {normal(name) for name in (party.name, *party.aliases)}
        identifiers = {folded(one) for one in party.identifiers}
        for listing in LISTINGS:
            decision = decided([match for match in graph.matches if match.holder == party.id], listing)
            basis = party_match(names, identifiers, listing, policy)
            if decision == "rejected":
                rejected.add((party.id, listing.id, listing.rule))
            elif decision == "confirmed":
                matched.add((party.id, listing.id, listing.rule, 3))
            elif basis:
                matched.add((party.id, listing.id, listing.rule, int(basis)))
    joined = "JOIN holder h USING (holder) JOIN listing l USING (listing) JOIN rule r ON r.rule = l.rule"
    assert set(rows(con, f"SELECT h.id, l.id, r.code, basis FROM holder_match {joined}")) == matched
    assert set(rows(con, f"SELECT h.id, l.id, r.code FROM holder_rejected {joined}")) == rejected
    assert matched


@pytest.mark.parametrize("seed", range(4))
def test_goods_and_places(seed: int) -> None:
    graph = drawn(seed)
    con = store(**{name: [row.model_dump() for row in getattr(graph, name)] for name in ("parties", "products")})
    register(con, TEST_PACKS, Policy())
    folder = Path(clew.rules.sources.__file__).parent
    con.execute((folder / "listed_goods.sql").read_text(encoding="utf-8"))
    goods = {
        (product.id, listing.id, listing.rule, 4 if int(basis) == 3 else 2)
        for product in graph.products
        for listing in LISTINGS
        if listing.is_place
        and listing.goods
        and (basis := good_match(product.good, product.name, product.hs or "", listing))
    }
    names = "JOIN listing l USING (listing) JOIN rule r ON r.rule = l.rule"
    found = rows(
        con, f"SELECT i.id, l.id, r.code, g.basis FROM listing_product g JOIN item i ON i.item = g.product {names}"
    )
    assert set(found) == goods
    there = {
        (party.country or "", (party.region or "").lower(), listing.id, listing.rule)
        for party in graph.parties
        for listing in LISTINGS
        if listing.is_place and is_there(party.country, party.region, listing)
    }
    assert (
        set(
            rows(con, f"SELECT p.country, p.region, l.id, r.code FROM place_listing JOIN place p USING (place) {names}")
        )
        == there
    )
    assert there


def is_there(country: str | None, region: str | None, listing: Listing) -> bool:
    if not listing.regions:
        return country == listing.country
    return in_region(region, listing) and country in (None, listing.country)


def test_the_strongest_way_says_how() -> None:
    parties = [
        {"id": "a", "name": "Bad Mill", "identifiers": ["LEI:B1"]},
        {"id": "b", "name": "Bad  MILL"},
        {"id": "c", "name": "Bad Mills"},
        {"id": "d", "name": "Other"},
    ]
    confirmed = {"holder": "d", "listing": "bad-mill", "decision": "confirmed", "by": "x", "reason": "y"}
    con = store(parties=parties, matches=[confirmed])
    register(con, TEST_PACKS, Policy())
    joined = "FROM holder_match JOIN holder h USING (holder) JOIN listing l USING (listing)"
    assert rows(con, f"SELECT h.id, basis, how, ours, theirs {joined} WHERE l.id = 'bad-mill' ORDER BY h.id") == [
        ("a", 3, "identifier", "lei:b1", "lei:b1"),
        ("b", 2, "name", "bad mill", "bad mill"),
        ("c", 1, "similar", "bad mills", "bad mill"),
        ("d", 3, "confirmed", None, None),
    ]


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([], None),
        ([("confirmed", None)], "confirmed"),
        ([("rejected", "2024")], "rejected"),
        ([("confirmed", "2023"), ("rejected", "2024-01-01")], "rejected"),
        ([("confirmed", "2024"), ("rejected", "2024-06-01")], "confirmed"),
        ([("confirmed", "2024-05-31"), ("rejected", "2024-06")], "rejected"),
        ([("confirmed", "2024-06-01"), ("rejected", "2024-06-01")], "confirmed"),
        ([("confirmed", None), ("rejected", "2030")], "confirmed"),
        ([("rejected", None), ("confirmed", "1990")], "confirmed"),
        ([("confirmed", "2020"), ("rejected", "2021"), ("confirmed", "2022")], "confirmed"),
    ],
)
def test_the_latest_decision_counts(decisions: list[tuple[str, str | None]], expected: str | None) -> None:
    rows_ = [
        {"holder": "h", "listing": "Bad Mill", "decision": decision, "by": "x", "reason": "y", "date": date}
        for decision, date in decisions
    ]
    listing = next(one for one in LISTINGS if one.id == "bad-mill")
    assert decided([Match.model_validate(row) for row in rows_], listing) == expected
    con = store(parties=[{"id": "h", "name": "Bad Mill"}], matches=rows_)
    register(con, TEST_PACKS, Policy())
    kept = {None: (2,), "confirmed": (3,), "rejected": (0,)}
    query = "SELECT coalesce(max(basis), 0) FROM holder_match JOIN listing l USING (listing) WHERE l.id = 'bad-mill'"
    assert rows(con, query) == [kept[expected]]


def test_both_real_firms_of_similar_names() -> None:
    con = store(parties=[{"id": "h", "name": "Shihezi Huafu Hongfeng Cotton Industry Company Limited"}])
    register(con, load_packs(["us-uflpa"]), Policy())
    query = "SELECT l.id, basis, how FROM holder_match JOIN listing l USING (listing) WHERE l.id LIKE '%huafu-hong%'"
    assert [row for row in rows(con, f"{query} ORDER BY 1") if row[0].startswith("uflpa-shihezi")] == [
        ("uflpa-shihezi-huafu-hongfeng-cotton-industry-co-ltd", 2, "name"),
        ("uflpa-shihezi-huafu-hongsheng-cotton-industry-co-ltd", 1, "similar"),
    ]
