"""Workforce, second and third case: the item passes through, or is sent and nothing says where it came from."""

import pytest

from tests.unit.sources.tell import Told, graph

BASE = {
    "parties": "id makes; store -; farm -; buyer -; trader no",
    "products": "id; cotton; wool",
    "lots": "id product; bale cotton; sack cotton",
}
SHIPMENTS = "id consignor consignee item departed arrived"


def sources(workforce: str, shipments: str, **more: str) -> dict[str, set[str]]:
    columns = "id at nationality start end task item process"
    tables = {**BASE, "workforces": f"{columns}; w {workforce}", "shipments": f"{SHIPMENTS}; {shipments}", **more}
    return Told(graph(**tables)).sources("T-KP")


def test_passing_through_is_assumed_unless_task_or_item_points_at_it() -> None:
    trip = "a farm store cotton - -; b store buyer cotton - -"
    assert sources("store KP 2020 - - - -", trip)["store/cotton"] == {"assumed 2020-01-01 ever"}
    assert sources("store KP - - sorting - -", trip)["store/cotton"] == {"asserted"}
    assert sources("store KP - - - cotton -", trip)["store/cotton"] == {"asserted"}


def test_lot_whose_product_is_named_is_pointed_at() -> None:
    trip = "a farm store bale - -; b store buyer bale - -"
    assert sources("store KP - - - cotton -", trip)["store/bale"] == {"asserted"}


def test_received_only_after_the_workforce_left_is_unexcluded() -> None:
    trip = "a farm store cotton 2021 2021; b store buyer cotton - -"
    assert sources("store KP - 2020 sorting - -", trip)["store/cotton"] == {"unexcluded"}
    assert sources("store KP - 2021 sorting - -", trip)["store/cotton"] == {"asserted"}


def test_receipt_without_a_day_is_not_after() -> None:
    trip = "a farm store cotton 2021 2021; c farm store cotton - -; b store buyer cotton - -"
    assert sources("store KP - 2020 sorting - -", trip)["store/cotton"] == {"asserted"}


def test_receipts_of_other_items_of_the_product_count() -> None:
    trip = "a farm store bale 2019 2019; b store buyer sack - -"
    assert sources("store KP - 2020 sorting - -", trip)["store/sack"] == {"asserted"}


def test_holder_with_facilities_passes_everything_through_whenever_it_came() -> None:
    found = sources(
        "store KP - 2020 sorting - -",
        "a farm store cotton 2021 2021; b store buyer cotton - -; c store buyer wool - -",
        facilities="id operator; shed store",
    )
    assert found["store/cotton"] == {"asserted"}
    assert found["store/wool"] == {"asserted"}


def test_sent_with_no_record_of_its_origin_has_the_basis_of_the_claim() -> None:
    assert sources("farm KP 2020 - - - -", "a farm buyer cotton - -")["farm/cotton"] == {"asserted 2020-01-01 ever"}


def test_sent_by_a_holder_that_makes_nothing_is_assumed() -> None:
    assert sources("trader KP - - - - -", "a trader buyer cotton - -")["trader/cotton"] == {"assumed"}


def test_sent_product_is_unexcluded_where_lots_of_it_are_near() -> None:
    found = sources(
        "farm KP - - - - -",
        "a farm buyer cotton - -",
        processes="id at outputs; p farm bale",
    )
    assert found["farm/cotton"] == {"unexcluded"}


def test_sent_lot_is_assumed_where_other_items_of_its_product_are_near() -> None:
    found = sources("farm KP - - - - -", "a farm buyer bale - -", processes="id at outputs; p farm sack")
    assert found["farm/bale"] == {"assumed"}


@pytest.mark.parametrize(
    ("departed", "basis"), [("2021", "assumed"), ("2020-12", "asserted"), ("-", "asserted")], ids=str
)
def test_first_left_after_the_workforce_is_assumed(departed: str, basis: str) -> None:
    assert sources("farm KP - 2020 - - -", f"a farm buyer cotton {departed} 2021")["farm/cotton"] == {basis}


def test_entries_count_as_leaving() -> None:
    found = sources(
        "farm KP - 2020 - - -", "a farm buyer wool 2021 -", entries="id consignor item date; e farm wool 2019"
    )
    assert found["farm/wool"] == {"asserted"}


def test_supplied_by_bill_can_have_left_on_any_day() -> None:
    found = sources(
        "farm KP - 2020 - - -",
        "a farm buyer wool 2021 -; b store buyer cotton - -",
        bom="id product component maker supplier; l cotton wool store farm",
    )
    assert found["farm/wool"] == {"asserted"}


def test_unidentified_goods_are_at_most_assumed_where_item_or_process_is_given() -> None:
    assert sources("farm KP - - - - -", "a farm buyer - - -")["farm/*"] == {"asserted"}
    assert sources("farm KP - - - cotton -", "a farm buyer - - -")["farm/*"] == {"assumed"}
    found = sources(
        "farm KP - - - - p", "a farm buyer - - -; b farm buyer cotton - -", processes="id at outputs; p farm wool"
    )
    assert found["farm/*"] == {"assumed"}
    assert found["farm/cotton"] == {"unexcluded"}
    assert found["farm/wool"] == {"asserted"}


def test_two_cases_that_apply_are_both_kept_unless_one_is_stronger() -> None:
    found = sources(
        "store KP 2020 - sorting - -",
        "a farm store cotton - -; b store buyer cotton - -",
        processes="id at outputs start; p store cotton 2021",
    )
    assert found["store/cotton"] == {"asserted 2020-01-01 ever"}
