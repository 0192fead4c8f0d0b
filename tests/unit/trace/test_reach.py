"""``--from`` and ``--to``: which entries a holder reaches, what lies upstream of a stock, where both end."""

import json
from pathlib import Path
from typing import Any

import pytest

from clew.errors import ClewError
from clew.model.results import FromResult, ToResult
from clew.trace.run import Request, run

CASES = Path(__file__).parents[2] / "cases"
CRAB = CASES / "labor-third-country"


def result(folder: Path, **asked: str) -> dict[str, Any]:
    return run(Request([str(folder)], **asked)).result()  # type: ignore[arg-type]


def graph(folder: Path, **tables: str) -> Path:
    for table, rows in tables.items():
        (folder / f"{table}.csv").write_text(rows, encoding="utf-8")
    return folder


@pytest.fixture
def two_ways(tmp_path: Path) -> Path:
    """A mill whose cloth is entered by one way and, by another, ends at a shop that keeps it."""
    return graph(
        tmp_path,
        parties="id,name,country\nmill,Mill,CN\nshop,Shop,VN\nlate,Late,VN\nbrand,Brand,US\n",
        products="id,name\ncloth,Cloth\n",
        shipments="id,consignor,consignee,item,date\ns1,mill,shop,cloth,2024-01-01\ns2,mill,late,cloth,2024-03-01\n"
        "s3,late,brand,cloth,2024-02-01\n",
        entries="id,consignor,item,date,importer\nE1,mill,cloth,2024-05-01,brand\n",
    )


def test_from_lists_the_entries_within_reach() -> None:
    told = result(CRAB, source="plant")
    assert FromResult.model_validate_json(json.dumps(told)).source == "plant"
    [entry] = told["entries"]
    assert {finding["rule"]: finding["basis"] for finding in entry["findings"]} == {
        "FROM": "asserted",
        "US-CAATSA-321B": "asserted",
    }
    assert entry["verdict"] == "reached"


def test_from_does_not_make_a_verdict() -> None:
    [entry] = result(CRAB, source="trader")["entries"]
    assert entry["verdict"] == "reached"
    [bare] = run(Request([str(CRAB)], source="trader", packs=["us-ofac-dprk"])).result()["entries"]
    assert bare["verdict"] == "unresolved"


def test_from_tells_where_goods_end_without_an_entry(two_ways: Path) -> None:
    told = result(two_ways, source="mill")
    assert [entry["entry"] for entry in told["entries"]] == ["E1"]
    assert told["ends"] == [
        {"holder": "late", "item": "cloth", "why": "left_before"},
        {"holder": "shop", "item": "cloth", "why": "nothing_leads_on"},
    ]


def test_from_a_holder_that_reaches_nothing(two_ways: Path) -> None:
    told = result(two_ways, source="shop")
    assert (told["entries"], told["ends"]) == ([], [])


def test_from_leaves_no_trace_in_packs() -> None:
    assert "from" not in [pack["pack"] for pack in result(CRAB, source="plant")["packs"]]


def test_to_lists_what_lies_upstream(two_ways: Path) -> None:
    told = result(two_ways, target="shop/cloth")
    assert ToResult.model_validate_json(json.dumps(told)).target == "shop/cloth"
    assert told["sources"] == []
    assert told["ends"] == [{"holder": "mill", "item": "cloth", "why": "root"}]


def test_to_finds_the_sources() -> None:
    told = result(CRAB, target="trader/meat")
    assert [finding["rule"] for finding in told["sources"]] == ["US-CAATSA-321B"]
    assert told["sources"][0]["path"]["hops"][-1]["to"] == {"entry": "trader/meat"}


def test_an_id_may_hold_a_slash(tmp_path: Path) -> None:
    folder = graph(
        tmp_path,
        parties="id,name\nm/1,Mill\nm,Other\nshop,Shop\n",
        products="id,name\nc/2,Cloth\n",
        shipments="id,consignor,consignee,item\ns1,m/1,shop,c/2\n",
    )
    assert result(folder, target="m/1/c/2")["to"] == "m/1/c/2"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"source": "plnt"}, "there is no holder 'plnt'"),
        ({"target": "trader"}, "--to 'trader' is no stock"),
        ({"target": "trader/mead"}, "there is no item 'mead'"),
        ({"target": "trder/meat"}, "there is no holder 'trder'"),
        ({"source": "plant", "target": "trader/meat"}, "cannot be asked together"),
    ],
)
def test_what_there_is_not(asked: dict[str, str], words: str) -> None:
    with pytest.raises(ClewError) as caught:
        result(CRAB, **asked)
    assert words in caught.value.message
