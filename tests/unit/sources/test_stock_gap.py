"""Local facts: what is missing at a stock."""

from tests.unit.sources.tell import Told, graph

GOODS = {"products": "id good hs; cotton Cotton -; gem Diamonds -; nut - -; bolt - 7318"}
WORK = "id at nationality task item process start end"


def gaps(stock: str, **tables: str) -> set[str]:
    return Told(graph(**{**GOODS, **tables})).gaps(stock)


def made(*, stock: str = "mill/cotton", parties: str = "id country; mill US", **tables: str) -> set[str]:
    item = stock.partition("/")[2]
    return gaps(stock, parties=parties, **{"processes": f"id at outputs start end; p mill {item} 2020 2021", **tables})


def test_place_is_open_without_a_country_or_one_by_sameness() -> None:
    assert "place" in made(parties="id; mill")
    assert "place" not in made()
    assert "place" in made(parties="id region; mill Anhui")
    assert "place" not in made(parties="id country; mill -; twin US", same_as="id a b; s mill twin")
    assert "place" in made(parties="id name country; mill Mill -; twin Mill US")


def test_region_is_open_where_the_goods_may_be_of_a_listed_region() -> None:
    assert "region" in made(parties="id country; mill CN")
    assert "region" not in made(parties="id country region; mill CN Anhui")
    assert "region" in made(parties="id country; mill ZW", stock="mill/gem")
    assert "region" not in made(parties="id country; mill ZW", stock="mill/cotton")
    assert "region" in made(parties="id country; mill ZW", stock="mill/nut")


def test_holder_with_facilities_has_no_place_gap() -> None:
    assert not made(parties="id; mill", facilities="id operator; plant mill") & {"place", "region"}


def test_operator_that_nobody_recorded() -> None:
    process = {"processes": "id at outputs; p plant cotton", "parties": "id; mill"}
    assert "operator" in gaps("plant/cotton", facilities="id country; plant US", **process)
    assert "operator" not in gaps("plant/cotton", facilities="id operator; plant mill", **process)


def test_good_is_open_without_good_and_without_hs() -> None:
    assert "good" in made(stock="mill/nut")
    assert "good" not in made(stock="mill/bolt")
    assert "good" not in made(stock="mill/cotton")


def test_wide_is_a_holder_without_facilities_that_may_make() -> None:
    assert "wide" in made()
    assert "wide" not in made(parties="id makes; mill no")
    assert "wide" not in made(facilities="id operator; plant mill")


def test_labor_on_record_needs_a_nationality() -> None:
    assert "labor" in made()
    assert "labor" not in made(workforces=f"{WORK}; w mill VN - - - - -")
    assert "labor" in made(workforces=f"{WORK}; w mill - - - - - -")
    assert "labor" in made(workforces=f"{WORK}; w mill VN - - - - -; v mill - - - - - -")


def test_labor_on_record_is_of_a_production_task_not_narrowed_to_something_else() -> None:
    assert "labor" in made(workforces=f"{WORK}; w mill VN loading - - - -")
    assert "labor" in made(workforces=f"{WORK}; w mill VN - nut - - -")
    assert "labor" not in made(workforces=f"{WORK}; w mill VN - cotton - - -")
    processes = "id at outputs; p mill cotton; q mill nut"
    assert "labor" not in made(workforces=f"{WORK}; w mill VN - - p - -", processes=processes)
    assert "labor" in made(workforces=f"{WORK}; w mill VN - - q - -", processes=processes)


def test_labor_without_nationality_that_is_narrowed_to_something_else_says_nothing() -> None:
    assert "labor" not in made(workforces=f"{WORK}; w mill VN - - - - -; v mill - - nut - - -")


def test_labor_on_record_overlaps_a_process_that_makes_it() -> None:
    assert "labor" in made(workforces=f"{WORK}; w mill VN - - - 2018 2019")
    assert "labor" not in made(workforces=f"{WORK}; w mill VN - - - 2018 2020")


def test_labor_at_the_operator_counts_where_it_is_the_only_facility() -> None:
    tables = {
        "parties": "id country; mill US",
        "processes": "id at outputs; p plant cotton",
        "workforces": f"{WORK}; w mill VN - - - - -",
    }
    assert "labor" not in gaps("plant/cotton", facilities="id operator; plant mill", **tables)
    assert "labor" in gaps("plant/cotton", facilities="id operator; plant mill; shed mill", **tables)


def test_labor_at_the_same_holder_counts_if_assumed_or_better() -> None:
    work = {"workforces": f"{WORK}; w twin VN - - - - -"}
    assert "labor" not in made(parties="id name identifiers; mill Mill LEI:1; twin Twin LEI:1", **work)
    assert "labor" in made(parties="id name; mill Mill; twin Mill", **work)
