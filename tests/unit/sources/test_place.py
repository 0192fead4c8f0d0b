"""Listed place: where a holder is, what it made there, and declared origins."""

import pytest

from tests.unit.sources.tell import Told, graph

GOODS = {"products": "id name good hs; cotton Raw Cotton -; wool Wool Wool -", "lots": "id product; bale cotton"}
MADE = {"processes": "id at outputs; p farm cotton|wool"}
COTTON = "T-CHILD"
REGION = "T-REGION"
ANY = "T-ORIGIN"


def sources(rule: str = COTTON, **tables: str) -> dict[str, set[str]]:
    return Told(graph(**{**GOODS, **tables})).sources(rule)


def test_listed_good_made_in_the_country_is_asserted() -> None:
    assert sources(parties="id country; farm KZ", **MADE) == {"farm/cotton": {"asserted"}}


def test_any_good_made_in_the_region_is_asserted() -> None:
    expected = {"farm/cotton": {"asserted"}, "farm/wool": {"asserted"}}
    for region in ("CN-XJ", "cn-xj", "Xinjiang", "XUAR"):
        assert sources(REGION, parties=f"id country region; farm CN {region}", **MADE) == expected
    assert sources(REGION, parties="id country region; farm - Xinjiang", **MADE) == expected
    assert sources(REGION, parties="id country region; farm KZ Xinjiang", **MADE) == {}
    assert sources(REGION, parties="id country; farm CN", **MADE) == {}


def test_holder_with_facilities_is_assumed() -> None:
    found = sources(parties="id country; farm KZ", facilities="id operator country; plot farm US", **MADE)
    assert found == {"farm/cotton": {"assumed"}}


def test_facility_without_a_country_is_where_its_operators_are() -> None:
    plot = {"processes": "id at outputs; p plot cotton"}
    assert sources(parties="id country; farm KZ", facilities="id operator; plot farm", **plot) == {
        "plot/cotton": {"asserted"}
    }
    assert sources(
        parties="id country; farm KZ; other US",
        facilities="id operator; plot farm",
        operations="id facility operator; o plot other",
        **plot,
    ) == {"plot/cotton": {"assumed"}}
    assert sources(parties="id country; farm KZ", facilities="id operator country; plot farm US", **plot) == {}


def test_operator_without_a_country_is_where_those_are_that_are_the_same() -> None:
    found = sources(
        parties="id country identifiers; farm - LEI:9; twin KZ LEI:9",
        facilities="id operator; plot farm",
        processes="id at outputs; p plot cotton",
    )
    assert found["plot/cotton"] == {"assumed"}


def test_same_holder_is_there_with_the_basis_of_the_sameness() -> None:
    found = sources(parties="id country identifiers; farm US LEI:9; twin KZ LEI:9", **MADE)
    assert found["farm/cotton"] == {"assumed"}


def test_match_by_name_or_hs_is_at_most_assumed() -> None:
    for row in ("cotton COTTON - -", "cotton Raw Other 520100", "cotton Raw - 52"):
        found = sources(
            parties="id country; farm KZ", products=f"id name good hs; {row}", processes="id at outputs; p farm cotton"
        )
        assert found == {"farm/cotton": {"assumed"}}


@pytest.mark.parametrize(
    ("hs", "listed"), [("71", True), ("7102", True), ("710231", True), ("72", False), ("7103", False)]
)
def test_hs_code_matches_a_candidate_that_begins_as_it_does(hs: str, listed: bool) -> None:
    found = sources(
        "T-ORDER",
        parties="id country region; farm ZW Marange",
        products=f"id hs; gem {hs}",
        lots="id product; stone gem",
        processes="id at outputs; p farm gem",
    )
    assert found == ({"farm/gem": {"assumed"}} if listed else {})


def test_maker_named_in_the_bill_is_asserted() -> None:
    found = sources(
        parties="id country; farm KZ; buyer US",
        shipments="id consignor consignee item; a buyer farm cotton; s farm buyer cotton",
        bom="id product component maker; b cotton wool farm",
    )
    assert found["farm/cotton"] == {"asserted"}


def test_sent_but_not_made_there() -> None:
    farm = {"parties": "id country; farm KZ; buyer US; other US"}
    out = "id consignor consignee item evidence; s farm buyer cotton -"
    assert sources(**farm, shipments=out) == {"farm/cotton": {"assumed"}}
    assert sources(**farm, shipments=f"{out}; a other farm cotton -") == {"farm/cotton": {"unexcluded"}}
    assert sources(**farm, shipments=f"{out}; return buyer farm cotton -") == {"farm/cotton": {"assumed"}}
    assert sources(**farm, shipments=f"{out}; a buyer farm bale -")["farm/cotton"] == {"unexcluded"}


def test_holder_with_facilities_that_only_sends_is_unexcluded() -> None:
    found = sources(
        parties="id country; farm KZ; buyer US",
        facilities="id operator country; plot farm US",
        shipments="id consignor consignee item; s farm buyer cotton",
    )
    assert found["farm/cotton"] == {"unexcluded"}


def test_any_goods_sent_are_assumed_though_received() -> None:
    found = sources(
        ANY,
        parties="id country; farm KP; buyer US",
        shipments="id consignor consignee item; s farm buyer cotton; a buyer farm cotton; u buyer farm wool",
        processes="id at inputs outputs; p farm wool cotton; q buyer - cotton",
    )
    assert found["farm/cotton"] == {"asserted"}
    assert found["farm/wool"] == {"unexcluded"}


def test_what_is_only_received_is_no_source() -> None:
    found = sources(
        ANY, parties="id country; farm KP; buyer US", shipments="id consignor consignee item; a buyer farm wool"
    )
    assert found == {}


@pytest.mark.parametrize(("evidence", "found"), [("-", {"unexcluded"}), ("bill|ship", None)])
def test_lot_with_a_proven_shipment_to_the_holder_is_no_listed_good_of_it(
    evidence: str, found: set[str] | None
) -> None:
    told = sources(
        parties="id country; farm KZ; buyer US; other US",
        shipments=f"id consignor consignee item evidence; a buyer farm bale {evidence}; s farm other bale -",
        processes="id at kind outputs; g buyer extraction bale",
        documents="id kind issuer; ship bol lab; bill inv lab",
    )
    assert told.get("farm/bale") == found


def test_declared_origin_is_asserted_from_the_first_day() -> None:
    found = sources(
        parties="id; ship; buyer",
        shipments="id consignor consignee item date country_of_origin; s ship buyer cotton|wool 2020 KZ",
    )
    assert found == {"buyer/cotton": {"asserted 2020-01-01 ever"}}


def test_declared_origin_of_an_entry_lies_on_the_importer_and_on_the_entry() -> None:
    found = sources(
        parties="id; ship; buyer",
        entries="id consignor importer item date country_of_origin; E ship buyer cotton 2020 KZ",
    )
    assert found == {
        "buyer/cotton": {"asserted 2020-01-01 2020-01-01"},
        "E": {"asserted 2020-01-01 2020-01-01"},
    }


def test_country_of_export_counts_for_any_goods_only() -> None:
    tables = {
        "parties": "id; ship; buyer",
        "shipments": "id consignor consignee item country_of_export; s ship buyer cotton KP; t ship buyer - KZ",
    }
    assert sources(ANY, **tables) == {"buyer/cotton": {"assumed"}}
    assert sources(COTTON, **tables) == {}


def test_origin_of_a_country_of_which_a_region_is_listed_is_no_source() -> None:
    found = sources(
        REGION,
        parties="id; ship; buyer",
        shipments="id consignor consignee item country_of_origin; s ship buyer cotton CN",
    )
    assert found == {}
