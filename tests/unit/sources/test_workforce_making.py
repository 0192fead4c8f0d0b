"""Workforce, first case: a process at the site makes the item."""

import pytest

from tests.unit.sources.tell import PROOF, Told, graph

MILL = {"parties": "id; mill; buyer", "products": "id; shirt; coat"}


def shirt(workforce: str, process: str, shipments: str = "", **more: str) -> set[str]:
    tables = {
        **MILL,
        "workforces": f"id at nationality start end process item task evidence; w mill KP {workforce}",
        "processes": f"id at outputs start end evidence; p mill shirt {process}; q mill coat - - -",
        **({"shipments": f"id consignor consignee item departed; {shipments}"} if shipments else {}),
        **more,
    }
    return Told(graph(**tables)).sources("T-KP").get("mill/shirt", set())


def test_overlapping_days_give_the_basis_of_the_claim_from_the_later_first_day() -> None:
    assert shirt("2020 2021 - - - -", "2021 2022 -") == {"asserted 2021-01-01 ever"}
    assert shirt("2021 2022 - - - -", "2020 2021 -") == {"asserted 2021-01-01 ever"}


def test_blank_days_overlap() -> None:
    assert shirt("- - - - - -", "2021 2022 -") == {"asserted 2021-01-01 ever"}
    assert shirt("- - - - - -", "- - -") == {"asserted"}


def test_days_of_proven_claims_hold_at_unexcluded() -> None:
    proven = shirt("2020 2021 - - - list", "2021 2022 paper", **PROOF)
    assert proven == {"documented 2021-01-01 2021-01-01"}
    assert shirt("2021 2022 - - - -", "2020 2021 paper", **PROOF) == {"asserted 2021-01-01 2020-01-01"}


def test_workforce_that_came_after_is_assumed_if_the_item_can_have_left_later() -> None:
    assert shirt("2022 2023 - - - -", "2020 2021 -") == {"assumed 2022-01-01 ever"}
    assert shirt("2022 2023 - - - -", "2020 2021 -", "s mill buyer shirt 2022-05") == {"assumed 2022-01-01 ever"}


def test_workforce_that_came_after_the_item_left_is_unexcluded_from_any_day() -> None:
    assert shirt("2022 2023 - - - -", "2020 2021 -", "s mill buyer shirt 2021-05") == {"unexcluded"}


def test_workforce_that_left_before_is_unexcluded_unless_both_are_proven() -> None:
    assert shirt("2018 2019 - - - -", "2020 2021 -") == {"unexcluded"}
    assert shirt("2018 2019 - - - list", "2020 2021 -", **PROOF) == {"unexcluded"}
    assert shirt("2018 2019 - - - list", "2020 2021 paper", **PROOF) == set()


def test_another_process_named_is_at_most_unexcluded() -> None:
    assert shirt("- - p - - -", "- - -") == {"asserted"}
    assert shirt("- - q - - -", "- - -") == {"unexcluded"}


def test_each_process_that_makes_the_item_counts() -> None:
    tables = {
        **MILL,
        "workforces": "id at nationality start end process; w mill KP 2020 2021 old",
        "processes": "id at outputs start end; old mill shirt 2019 2020; new mill shirt 2021 2022",
    }
    assert Told(graph(**tables)).sources("T-KP")["mill/shirt"] == {"asserted 2020-01-01 ever"}


@pytest.mark.parametrize("item", ["shirt", "-"])
def test_item_that_names_it_or_is_blank_does_not_narrow(item: str) -> None:
    assert shirt(f"- - - {item} - -", "- - -") == {"asserted"}


def test_item_that_names_another_is_at_most_unexcluded() -> None:
    assert shirt("- - - coat - -", "- - -") == {"unexcluded"}


def test_item_that_names_a_lot_leaves_its_product_at_most_assumed() -> None:
    assert shirt("- - - bale - -", "- - -", lots="id product; bale shirt") == {"assumed"}


@pytest.mark.parametrize("task", ["transport", "Loading", "unloading", "storage"])
def test_handling_tasks_are_exposure_and_no_source(task: str) -> None:
    told = Told(
        graph(
            **MILL,
            processes="id at outputs; p mill shirt",
            workforces=f"id at nationality task; w mill KP {task}; v mill VN {task}",
        )
    )
    assert told.sources("T-KP") == {}
    claim = told.con.execute("SELECT h.id, c.id FROM exposure JOIN holder h USING (holder) JOIN claim c USING (claim)")
    assert claim.fetchall() == [("mill", "w")]


def test_other_tasks_are_production() -> None:
    assert shirt("- - - - sewing -", "- - -") == {"asserted"}


def test_condition_brings_the_label_of_its_rule() -> None:
    told = Told(
        graph(
            **MILL, processes="id at outputs; p mill shirt", workforces="id at condition; w mill bonded; v mill prison"
        )
    )
    assert told.sources("T-BONDED") == {"mill/shirt": {"asserted"}}
    assert told.because("T-BONDED") == {("mill/shirt", "w", None)}


def test_rebutted_process_is_a_ghost() -> None:
    told = Told(
        graph(
            **MILL,
            processes="id at outputs; p mill shirt",
            workforces="id at nationality item; w mill KP shirt",
            documents="id kind issuer; visit production_record lab",
            evidence="document claim stance; visit p rebuts",
        )
    )
    assert told.sources("T-KP") == {}
    assert told.sources("T-KP", ghost=True) == {"mill/shirt": {"asserted"}}
