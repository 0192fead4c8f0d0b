"""Workforce: sites are `at`, the holders that are the same, and the facilities of these."""

from tests.unit.sources.tell import Told, graph


def sources(**tables: str) -> dict[str, set[str]]:
    return Told(graph(products="id; shirt", **tables)).sources("T-KP")


def test_holder_that_is_the_same_has_the_basis_of_the_sameness() -> None:
    tables = {
        "parties": "id identifiers; mill LEI:1; works LEI:1; twin -",
        "processes": "id at outputs; p works shirt; q twin shirt",
        "workforces": "id at nationality; w mill KP",
    }
    found = sources(**tables, same_as="id a b; s mill twin")
    assert found["twin/shirt"] == {"asserted"}
    assert found["works/shirt"] == {"assumed"}


def test_only_facility_has_the_basis_of_the_claim() -> None:
    found = sources(
        parties="id; owner",
        facilities="id operator; plant owner",
        processes="id at outputs; p plant shirt",
        workforces="id at nationality; w owner KP",
    )
    assert found["plant/shirt"] == {"asserted"}


def test_several_facilities_are_assumed() -> None:
    found = sources(
        parties="id; owner",
        facilities="id operator; plant owner; shed owner",
        processes="id at outputs; p plant shirt",
        workforces="id at nationality; w owner KP",
    )
    assert found["plant/shirt"] == {"assumed"}


def test_facility_operated_on_other_days_is_unexcluded() -> None:
    found = sources(
        parties="id; owner",
        facilities="id; plant",
        operations="id facility operator start end; o plant owner 2015 2016",
        processes="id at outputs; p plant shirt",
        workforces="id at nationality start; w owner KP 2020",
    )
    assert found["plant/shirt"] == {"unexcluded 2020-01-01 ever"}


def test_workforce_at_a_facility_is_not_at_its_operator() -> None:
    found = sources(
        parties="id; owner",
        facilities="id operator; plant owner",
        processes="id at outputs; p owner shirt",
        workforces="id at nationality; w plant KP",
    )
    assert "owner/shirt" not in found
