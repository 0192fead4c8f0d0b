"""The tables of rules and listings in a store."""

from clew.model.dates import ALWAYS, EVER, first_day, last_day
from clew.model.policy import Policy
from clew.rules import Listing, Pack, Rule, load_packs, register
from tests.graph_packs import TEST_PACKS
from tests.rules.stores import rows, store

BASE = store(parties=[{"id": "p", "name": "P"}])


def pack(rules: tuple[Rule, ...], listings: tuple[Listing, ...] = ()) -> Pack:
    return Pack("mine", "1", "2024", "0" * 64, None, rules, listings)


def test_rules_and_listings_are_numbered_in_order_whatever_the_order_of_packs() -> None:
    register(BASE, TEST_PACKS, Policy())
    tables = [rows(BASE, f"FROM {table}") for table in ("rule", "listing", "label", "rule_workforce")]
    register(BASE, TEST_PACKS[::-1], Policy())
    assert tables == [rows(BASE, f"FROM {table}") for table in ("rule", "listing", "label", "rule_workforce")]
    codes = [row[1] for row in tables[0]]
    assert codes == sorted(codes)
    assert [row[0] for row in tables[0]] == list(range(len(codes)))
    keys = rows(BASE, "SELECT l.id, code FROM listing l JOIN rule USING (rule) ORDER BY listing")
    assert keys == sorted(keys)
    assert len(keys) == sum(len(one.listings) for one in TEST_PACKS)


def test_a_label_is_a_rule_and_the_days_of_both() -> None:
    rule = Rule("T-A", "signal", "A", begins=first_day("2020"), ends=last_day("2022"))
    listings = (
        Listing("a", "T-A", "A"),
        Listing("b", "T-A", "B", begins=first_day("2021")),
        Listing("c", "T-A", "C", begins=first_day("2023")),
        Listing("d", "T-A", "D", begins=first_day("2021"), ends=ALWAYS),
        Listing("e", "T-A", "E", ends=last_day("2019")),
    )
    register(BASE, [pack((rule,), listings)], Policy())
    found = rows(BASE, "SELECT l.id, b.begins, b.ends FROM listing l JOIN label b USING (label) ORDER BY l.id")
    always = (first_day("2020"), last_day("2022"))
    late = (first_day("2021"), last_day("2022"))
    never = (first_day("2023"), last_day("2022"))
    assert [row[1:] for row in found] == [always, late, never, late, (first_day("2020"), last_day("2019"))]
    assert rows(BASE, "SELECT count(*), count(DISTINCT (rule, begins, ends)) FROM label") == [(4, 4)]


def test_workforces_of_a_rule() -> None:
    register(BASE, load_packs(["us-1307", "us-caatsa-321b"]), Policy())
    found = rows(
        BASE,
        "SELECT code, nationality, condition, b.begins FROM rule_workforce w JOIN rule USING (rule)"
        " JOIN label b USING (label) ORDER BY ALL",
    )
    conditions = ["bonded", "forced", "forced_child", "indentured", "prison", "state_transfer"]
    assert found == [
        *(("US-1307-LABOR", None, condition, EVER) for condition in conditions),
        ("US-CAATSA-321B", "KP", None, first_day("2017-08-02")),
    ]


def test_packs_without_rows_make_empty_tables() -> None:
    register(BASE, [pack((Rule("T-A", "signal", "A"),))], Policy())
    for table in ("rule_workforce", "listing", "listing_name", "listing_hs", "holder_match", "holder_rejected"):
        assert rows(BASE, f"SELECT count(*) FROM {table}") == [(0,)]
    assert rows(BASE, "SELECT count(*) FROM rule") == rows(BASE, "SELECT count(*) FROM label") == [(1,)]


def test_names_goods_regions_and_codes_are_kept_as_they_are_compared() -> None:
    listings = (
        Listing("a", "T-A", "Vega Co., Ltd.", aliases=("VEGA Company Limited", "Wega"), identifiers=("IMO:12 ",)),
        Listing(
            "z", "T-A", "Z", is_place=True, country="ZZ", regions=("ZZ-A1", "Åland"), goods=("Açaí Nut ",), hs=("12",)
        ),
    )
    register(BASE, [pack((Rule("T-A", "signal", "A"),), listings)], Policy())
    assert rows(BASE, "FROM listing_name") == [(0, "vega co ltd"), (0, "wega")]
    assert rows(BASE, "FROM listing_identifier") == [(0, "imo:12")]
    assert {row[1] for row in rows(BASE, "FROM listing_region")} == {"zz-a1", "zz a1", "åland", "aland"}
    assert rows(BASE, "FROM listing_good") == [(1, "açaí nut", "acai nut")]
    assert rows(BASE, "FROM listing_hs") == [(1, "12")]
    assert rows(BASE, "SELECT is_place, goods_any, region_any FROM listing") == [
        (False, True, True),
        (True, False, False),
    ]


def test_all_built_in_rows_are_there() -> None:
    packs = load_packs()
    register(BASE, packs, Policy())
    listings = [listing for one in packs for listing in one.listings]
    parties = [listing for listing in listings if not listing.is_place]
    assert rows(BASE, "SELECT count(*), count(*) FILTER (WHERE NOT is_place) FROM listing") == [
        (len(listings), len(parties))
    ]
    assert rows(BASE, "SELECT count(DISTINCT listing) FROM listing_name") == [(len(parties),)]
    assert rows(BASE, "SELECT count(*) FROM listing WHERE label IS NULL OR rule IS NULL") == [(0,)]
