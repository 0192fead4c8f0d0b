"""What the built-in packs hold: the traps of their sources, each with the row that it would lose or invent."""

import csv
import unicodedata
from collections import Counter

import pytest

from clew.model.dates import ALWAYS, EVER, first_day, iso, last_day
from clew.rules import Listing, load_packs
from clew.rules.load import FOLDER

PACKS = {pack.name: pack for pack in load_packs()}


def listings(pack: str, rule: str = "") -> list[Listing]:
    return [one for one in PACKS[pack].listings if rule in ("", one.rule)]


def one(pack: str, own: str) -> Listing:
    (found,) = [listing for listing in PACKS[pack].listings if listing.id == own]
    return found


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("US-CAATSA-321B", 4),
        ("US-CBP-FINDING", 9),
        ("US-CBP-WRO", 71),
        ("US-DPRK-ORIGIN", 1),
        ("US-OFAC-DPRK", 593),
        ("US-TVPRA-CL", 414),
        ("US-TVPRA-DS", 10),
        ("US-TVPRA-FCL", 54),
        ("US-TVPRA-FL", 121),
        ("US-UFLPA-ENTITY", 144),
        ("US-UFLPA-REGION", 1),
    ],
)
def test_counts(rule: str, count: int) -> None:
    assert Counter(listing.rule for pack in PACKS.values() for listing in pack.listings)[rule] == count


def test_rules_and_their_force() -> None:
    assert {rule.code: rule.force for pack in PACKS.values() for rule in pack.rules} == {
        "US-1307-LABOR": "prohibition",
        "US-CAATSA-321B": "presumption",
        "US-CBP-FINDING": "prohibition",
        "US-CBP-WRO": "prohibition",
        "US-DPRK-ORIGIN": "sanction",
        "US-OFAC-DPRK": "sanction",
        "US-TVPRA-CL": "signal",
        "US-TVPRA-DS": "signal",
        "US-TVPRA-FCL": "signal",
        "US-TVPRA-FL": "signal",
        "US-UFLPA-ENTITY": "presumption",
        "US-UFLPA-REGION": "presumption",
    }


def test_all_text_is_composed_and_stripped() -> None:
    for path in FOLDER.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert text == unicodedata.normalize("NFC", text), path.name
        assert all(cell == cell.strip() for row in csv.reader(text.splitlines()) for cell in row), path.name


def test_downstream_goods_are_kept_though_no_flag_of_labor_is_set() -> None:
    downstream = listings("us-dol-tvpra", "US-TVPRA-DS")
    assert {(listing.country, listing.goods[0]) for listing in downstream} >= {
        ("CN", "Solar Cells"),
        ("ID", "Oleochemicals"),
    }
    battery = one("us-dol-tvpra", "tvpra-cn-lithium-ion-batteries")
    assert any("Congo" in note for note in battery.notes)


def test_a_variant_in_brackets_is_listed_with_its_base() -> None:
    assert one("us-dol-tvpra", "tvpra-mn-fluorspar-mineral").goods == ("Fluorspar (mineral)", "Fluorspar")
    for listing in listings("us-dol-tvpra"):
        assert len(listing.goods) == 1 + ("(" in listing.goods[0]), listing


def test_every_good_has_candidate_codes_but_one() -> None:
    without = {listing.goods[0] for listing in listings("us-dol-tvpra") if not listing.hs}
    assert without == {"Pornography"}


def test_goods_removed_in_the_edition_that_is_not_in_hand_stay() -> None:
    stay = {("AR", "Blueberries"), ("KH", "Salt"), ("TH", "Shrimp"), ("MN", "Fluorspar (mineral)")}
    assert stay <= {(listing.country, listing.goods[0]) for listing in listings("us-dol-tvpra")}
    assert "2024" in (PACKS["us-dol-tvpra"].superseded_by or "")
    assert any(
        "Blueberries" in fact and "not applied" in fact.replace("\n", " ") for fact in PACKS["us-dol-tvpra"].facts
    )


def test_sanctioned_by_a_remark_alone() -> None:
    remarked = [
        listing
        for listing in listings("us-ofac-dprk")
        if any("no North Korea program" in note for note in listing.notes)
    ]
    assert len(remarked) == 109


def test_identifiers_of_vessels_companies_and_banks() -> None:
    schemes = Counter(found.split(":")[0] for listing in listings("us-ofac-dprk") for found in listing.identifiers)
    assert schemes["IMO"] >= 150
    assert {"SWIFT", "USCC", "TAX-RU", "REG-CN"} <= set(schemes)
    several = one("us-ofac-dprk", next(x.id for x in listings("us-ofac-dprk") if "IMO:5814883" in x.identifiers))
    assert several.identifiers == ("IMO:5814883", "IMO:5814906", "IMO:5820255")


def test_persons_are_listed_in_both_orders_of_their_names() -> None:
    person = next(listing for listing in listings("us-ofac-dprk") if listing.name == "STEIGER, Jakob")
    assert person.aliases == ("Jakob STEIGER",)


def test_sanctions_have_no_dates() -> None:
    assert {(listing.begins, listing.ends) for listing in listings("us-ofac-dprk")} == {(EVER, ALWAYS)}


def test_aliases_that_the_source_cuts_at_and() -> None:
    names = {name for listing in listings("us-uflpa") for name in (listing.name, *listing.aliases)}
    assert {
        "Junan County Jinsheng Import & Export Co., Ltd.",
        "Tianjin Sanhe Fruit & Vegetable Co., Ltd.",
        "Zhangzhou Hengfa Import & Export Co., Ltd.",
        "Heze Cotton & Linen Trading Development General Company",
    } <= names
    assert (
        not {"Export Co., Ltd.", "Vegetable Co., Ltd.", "Heze Cotton", "Linen Trading Development General Company"}
        & names
    )
    repaired = [listing for listing in listings("us-uflpa") if any("repaired" in note for note in listing.notes)]
    assert len(repaired) == 4
    assert "JWD Technology" in names
    assert {"Meike Co.", "Jiangsu Gaozhao New Energy Development Co., Ltd."} <= names
    assert {"Jiangyin Intermodal Transport Co.", "Jiangyin United Transport Co."} <= names


def test_entities_have_their_own_dates_and_two_cover_subsidiaries() -> None:
    entities = listings("us-uflpa", "US-UFLPA-ENTITY")
    assert len({listing.begins for listing in entities}) > 10
    assert iso(one("us-uflpa", "uflpa-camel-group-co-ltd").begins) == "2023-08-02"
    assert [listing.name for listing in entities if listing.subsidiaries] == [
        "Hoshine Silicon Industry (Shanshan) Co., Ltd",
        "Xinjiang Production and Construction Corps",
    ]


def test_the_region_is_one_in_both_packs_that_name_it() -> None:
    region, order = one("us-uflpa", "uflpa-region-xinjiang"), one("us-cbp-orders", "cbp-wro-050")
    assert region.regions == order.regions
    assert {"CN-XJ", "Xinjiang", "XUAR", "新疆", "新疆维吾尔自治区"} <= set(region.regions)
    assert (iso(region.begins), region.goods) == ("2022-06-21", ())
    assert {"Cotton", "Tomatoes"} <= set(order.goods)


def test_orders_of_several_parties_are_a_row_each() -> None:
    names = {listing.id: listing.name for listing in listings("us-cbp-orders")}
    assert [names[f"cbp-wro-024-{number}"] for number in (1, 2, 3)] == [
        "Nanhu Tree Farm",
        "Zhejiang Sanmei Tea Co., Ltd.",
        "Imaizumi Tea Manufacturing & Trading Co., Ltd.",
    ]
    assert names["cbp-wro-022-1"] == "Fuchu Prison"
    prose = (" and its ", "; ", "Fishing Vessel", " owned by ", "removed")
    assert not [name for name in names.values() if any(words in name for words in prose)]


def test_parties_removed_from_an_order_end_with_a_note() -> None:
    carpets = {listing.name: listing for listing in listings("us-cbp-orders") if listing.id.startswith("cbp-wro-027")}
    assert {name: iso(listing.ends) for name, listing in carpets.items() if listing.ends != ALWAYS} == {
        "Annapurna Carpet": "2021-07-23",
        "Everest Carpet": "1998-10-06",
        "K.K. Carpet Industries": "1998-10-06",
        "Norsang Carpet Industries Pvt., Ltd.": "1998-10-06",
    }
    assert len(carpets) == 7
    assert all("status: Partially Modified" in listing.notes for listing in carpets.values())


def test_carve_outs_that_a_place_cannot_apply_are_notes() -> None:
    notes = " ".join(one("us-cbp-orders", "cbp-wro-037").notes)
    assert all(name in notes for name in ("Premium Tobacco", "Limbe Leaf", "Alliance One"))
    assert "artisanal" in " ".join(one("us-cbp-orders", "cbp-wro-036").notes)
    assert "status: Inactive-Pending Litigation" in one("us-cbp-orders", "cbp-finding-058").notes


def test_scopes_of_orders() -> None:
    orders = listings("us-cbp-orders")
    assert {listing.country for listing in orders if listing.is_place} == {"CD", "CN", "MW", "TM", "ZW"}
    assert {listing.name for listing in orders if listing.subsidiaries} == {
        "Agropecuarios Tom S.A. de C.V.",
        "Dalian Ocean Fishing Co. Ltd.",
        "Horticola Tom S.A. de C.V.",
        "Hoshine Silicon Industry Co. Ltd.",
        "Tangshan Sanyou Group",
        "Xinjiang Production and Construction Corporation (XPCC)",
    }
    assert not [
        listing.id for listing in orders if not listing.goods and listing.id not in ("cbp-wro-032", "cbp-wro-042")
    ]


def test_every_order_quotes_its_words_and_has_its_date() -> None:
    for listing in listings("us-cbp-orders"):
        assert any(note.startswith("as listed: “") for note in listing.notes)
        assert listing.begins > EVER


def test_the_parties_that_cbp_named_under_caatsa() -> None:
    found = {listing.name: (listing.begins, listing.ends) for listing in listings("us-caatsa-321b")}
    march, december = (first_day("2022-03"), ALWAYS), (first_day("2022-12"), ALWAYS)
    assert found == {
        "Jingde Trading": december,
        "Li-Ning": march,
        "Rixin Foods": december,
        "Zhejiang Sunrise Garment": december,
    }
    (rule,) = PACKS["us-caatsa-321b"].rules
    assert (rule.begins, rule.ends) == (last_day("2017-08-02"), ALWAYS)
    assert "22 USC 9241a" in rule.citation
