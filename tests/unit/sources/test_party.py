"""Listed party: which holders, which of their goods, and the workforces of a listed employer."""

import pytest

from tests.unit.sources.tell import Told, graph

GOODS = {"products": "id good hs; shirt Shirt -; cotton Cotton -", "processes": "id at outputs; p bad shirt"}
LISTED = "id name identifiers; bad Bad_Mill -; other Other LEI:7"


def sources(rule: str = "T-PARTY", **tables: str) -> dict[str, set[str]]:
    return Told(graph(**{**GOODS, **tables})).sources(rule)


def test_name_or_alias_is_assumed_and_an_identifier_asserted() -> None:
    assert sources(parties="id name; bad BAD__mill") == {"bad/shirt": {"assumed"}}
    assert sources(parties="id name aliases; bad Good BG_Works") == {"bad/shirt": {"assumed"}}
    assert sources(parties="id name identifiers; bad Good lei:b1") == {"bad/shirt": {"asserted"}}


def test_decisions_confirm_or_reject() -> None:
    decision = "holder listing decision by reason"
    confirmed = sources(parties="id name; bad Good", matches=f"{decision}; bad bad-mill confirmed me known")
    assert confirmed == {"bad/shirt": {"asserted"}}
    assert sources(parties="id name; bad Bad_Mill", matches=f"{decision}; bad bad-mill rejected me known") == {}


def test_same_holder_is_listed_too_but_not_one_rejected() -> None:
    tables = {
        "parties": LISTED,
        "processes": "id at outputs; p other shirt",
        "same_as": "id a b; s bad other",
    }
    assert sources(**tables) == {"other/shirt": {"assumed"}}
    rejected = "holder listing decision by reason; other bad-mill rejected me known"
    assert sources(**tables, matches=rejected) == {}


@pytest.mark.parametrize(("share", "covered"), [("-", True), ("51", True), ("50", False)])
def test_subsidiaries_where_the_listing_covers_them(share: str, covered: bool) -> None:
    found = sources(
        parties="id name; top Bad_Group_Company_Limited; sub Sub; leaf Leaf",
        processes="id at outputs; p leaf shirt",
        owners=f"id owner owned share; o top sub {share}; r sub leaf -",
    )
    assert found == ({"leaf/shirt": {"assumed"}} if covered else {})


def test_no_subsidiaries_where_it_does_not() -> None:
    found = sources(
        parties="id name; top Bad_Mill; sub Sub",
        processes="id at outputs; p sub shirt",
        owners="id owner owned; o top sub",
    )
    assert found == {}


def test_facilities_of_a_listed_party_and_what_it_sends() -> None:
    found = sources(
        parties="id name; bad Bad_Mill; buyer Buyer",
        facilities="id operator; plant bad; shed bad",
        processes="id at outputs; p plant shirt",
        shipments="id consignor consignee item; s bad buyer cotton",
    )
    assert found == {
        "plant/shirt": {"assumed"},
        "bad/cotton": {"assumed"},
        "plant/cotton": {"assumed"},
        "shed/cotton": {"assumed"},
    }


def test_merchandise_that_the_good_is_not_in_is_at_most_assumed() -> None:
    ship = {
        "parties": "id name identifiers; bad Ship IMO:9000001",
        "products": "id good; crab Crab; shirt Shirt; cake -",
        "processes": "id at outputs; p bad crab|shirt|cake",
    }
    found = sources("T-ORDER", **ship)
    assert found == {"bad/crab": {"asserted"}, "bad/shirt": {"assumed"}, "bad/cake": {"assumed"}}


def test_what_it_only_received_is_no_source() -> None:
    found = sources(
        parties="id name; bad Bad_Mill; farm Farm",
        shipments="id consignor consignee item; s farm bad cotton",
    )
    assert "bad/cotton" not in found


def test_listed_employer_by_id_name_or_alias() -> None:
    for word in ("bad", "Bad_Mill", "BAD_MILL"):
        told = Told(
            graph(
                parties="id name identifiers; bad Bad_Mill LEI:B1; mill Mill -",
                products="id; coat",
                processes="id at outputs; p mill coat",
                workforces=f"id at employer; w mill {word}",
            )
        )
        assert told.sources("T-PARTY") == {"mill/coat": {"asserted"}}
        assert told.because("T-PARTY") == {("mill/coat", "w", "bad-mill")}


def test_facility_of_a_listed_party_is_a_listed_employer_but_no_similar_id_is() -> None:
    tables = {
        "parties": "id name identifiers; b-1 Good LEI:B1; mill Mill -",
        "facilities": "id operator; plant b-1",
        "products": "id; coat",
        "processes": "id at outputs; p mill coat",
    }
    assert sources(**tables, workforces="id at employer; w mill plant") == {"mill/coat": {"asserted"}}
    assert sources(**tables, workforces="id at employer; w mill B_1") == {}


def test_recruiter_with_a_listed_name_that_no_holder_bears_is_assumed_for_all_of_that_name() -> None:
    told = Told(
        graph(
            parties="id; mill",
            products="id; coat",
            processes="id at outputs; p mill coat",
            workforces="id at recruiter; w mill Bad_Mill",
        )
    )
    assert told.sources("T-PARTY") == {"mill/coat": {"assumed"}}
    assert told.sources("T-ORDER") == {"mill/coat": {"assumed"}}


def test_name_that_a_rejected_holder_bears_brings_nothing() -> None:
    found = sources(
        parties="id name; bad Bad_Mill; mill Mill",
        processes="id at outputs; p mill shirt",
        workforces="id at employer; w mill Bad_Mill",
        matches="holder listing decision by reason; bad bad-mill rejected me known",
    )
    assert found == {}


def test_listed_employer_of_handlers_brings_nothing() -> None:
    found = sources(
        parties="id name; bad Bad_Mill; mill Mill",
        processes="id at outputs; p mill shirt",
        workforces="id at employer task; w mill Bad_Mill loading",
    )
    assert found == {}


def test_place_listings_have_no_employees() -> None:
    found = sources("T-ORIGIN", parties="id; bad", workforces="id at employer; w bad North_Korea")
    assert found == {}
