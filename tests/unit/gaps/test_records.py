"""Impossible records: what speaks for the records is believed, and only what no reading explains is asked about."""

import random
from pathlib import Path

import pytest

from clew import formats
from clew.trace.facts import Facts
from clew.trace.gaps import amounts, heads, times
from clew.trace.gaps.case import Case, Found
from clew.trace.gaps.houses import prepare
from tests.graphs import random_graph, shuffled
from tests.unit.gaps.small import TABLES, of_records, write

HEAVY = ("2024-03-20,100,kg", "2024-03-20,130,kg")
S2 = "s2,shop,store,L1,2024-04-01,2024-04-05,0.1,t"


def found(folder: Path) -> dict[str, list[Found]]:
    """What the families that look at records alone find, by kind."""
    gaps: dict[str, list[Found]] = {}
    for gap in of_records(folder):
        gaps.setdefault(gap.kind, []).append(gap)
    return gaps


def shipments(*rows: str, s2: str = "s2,shop,store,L1,2024-04-01,2024-04-05,0.2,t") -> str:
    """The shipments of the chain, of which the last sends twice what came in, and more."""
    return TABLES["shipments"].replace(S2, s2) + "".join(f"{row}\n" for row in rows)


def read(folder: Path, text: str, **changed: str | tuple[str, str]) -> dict[str, list[Found]]:
    write(folder, **changed)
    (folder / "shipments.csv").write_text(text, encoding="utf-8")
    return found(folder)


def test_the_question_names_amounts_and_records(tmp_path: Path) -> None:
    [gap] = read(tmp_path, shipments())["more_sent"]
    assert gap.ask == (
        "shop sent 200 kg of lot L1 (s2) and received 100 kg (s1): ask it where the rest came from, or for the right "
        "quantities."
    )
    assert (gap.of, gap.holder, gap.item, gap.about) == (("shop",), "shop", "L1", {"s1", "s2"})


EXPLAINED = {
    "more_of_the_lot_came": "s3,farm,shop,L1,2024-03-02,2024-03-09,100,kg,",
    "it_came_back": "s3,store,shop,L1,2024-04-06,2024-04-09,0.1,t,",
    "goods_of_its_product_came": "s3,mill,shop,yarn,2024-03-02,2024-03-09,1,kg,",
    "goods_that_nobody_identified_came": "s3,mill,shop,,2024-03-02,2024-03-09,,,",
    "a_receipt_without_quantity": "s3,mill,shop,L1,2024-03-02,2024-03-09,,,",
    "a_receipt_in_units_that_do_not_convert": "s3,mill,shop,L1,2024-03-02,2024-03-09,2,bales,",
    "a_receipt_of_several_items": "s3,mill,shop,L1|L2,2024-03-02,2024-03-09,100,kg,",
}


@pytest.mark.parametrize("row", EXPLAINED.values(), ids=EXPLAINED)
def test_what_may_have_come_in_is_believed(row: str, tmp_path: Path) -> None:
    assert "more_sent" not in read(tmp_path, shipments(row))


def test_more_that_left_is_added_up(tmp_path: Path) -> None:
    text = shipments("s3,shop,mill,L1,2024-04-02,2024-04-09,30000,g,", s2=S2)
    [gap] = read(tmp_path, text)["more_sent"]
    assert "sent 130 kg of lot L1 (s2, s3)" in gap.ask


def test_a_shipment_of_several_items_leaves_without_weight(tmp_path: Path) -> None:
    assert "more_sent" not in read(tmp_path, shipments(s2=S2.replace("L1", "L1|L2").replace("0.1", "9")))


@pytest.mark.parametrize(
    ("row", "shown"),
    [("s3,yard,store,L1,2024-04-02,2024-04-09,50,kg,", True), ("s3,yard,shop,L1,2024-03-22,2024-03-23,50,kg,", False)],
)
def test_a_house_is_one(row: str, shown: bool, tmp_path: Path) -> None:
    text = shipments(row, s2=S2)
    assert ("more_sent" in read(tmp_path, text, facilities="+yard,Yard,shop,KR,")) == shown


@pytest.mark.parametrize(
    "changed",
    [
        {"processes": "+again,shop,,L1,L1,,2024-03-25,2024-03-26,"},
        {"processes": "+again,shop,,C1,yarn,,2024-03-25,2024-03-26,"},
    ],
)
def test_what_is_made_there_is_not_weighed(changed: dict[str, str], tmp_path: Path) -> None:
    assert "more_sent" not in read(tmp_path, shipments(), **changed)


def test_a_lot_that_is_another_is_not_weighed(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "same_as.csv").write_text("id,a,b,decision\nsm,L1,L2,\n", encoding="utf-8")
    (tmp_path / "shipments.csv").write_text(shipments(), encoding="utf-8")
    assert "more_sent" not in found(tmp_path)


def test_outputs_are_weighed_against_all_inputs(tmp_path: Path) -> None:
    [gap] = found(write(tmp_path / "heavy", shipments=HEAVY))["outputs_heavier"]
    assert "weigh 130 kg (s1), all receipts of its inputs 120 kg (s0)" in gap.ask
    assert gap.claim == "spin"
    two = "grow,farm,extraction,,C1,,2023-10,2023-12,\nspin,mill,,C1|cotton,L1,yes,2024-02-01,2024-02-20,\n"
    folder = write(tmp_path / "other", shipments=HEAVY)
    (folder / "processes.csv").write_text(TABLES["processes"].splitlines()[0] + "\n" + two, encoding="utf-8")
    assert "outputs_heavier" not in found(folder)


def test_inputs_that_are_not_all_are_not_weighed(tmp_path: Path) -> None:
    assert "outputs_heavier" not in found(write(tmp_path, shipments=HEAVY, processes=("L1,yes", "L1,no")))


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ("w3,mill,VN,2024,2024,spinning,52,", True),
        ("w3,mill,VN,2024,2024,spinning,40,", False),
        ("w3,mill,VN,2024,2024,weaving,52,", False),
        ("w3,mill,VN,2025,2025,spinning,52,", False),
        ("w3,mill,TH,2024,2024,spinning,52,", False),
    ],
)
def test_heads_are_compared_among_the_like(row: str, shown: bool, tmp_path: Path) -> None:
    assert ("headcount_differs" in found(write(tmp_path, workforces=f"+{row}"))) == shown


def test_days_that_may_fit_are_believed(tmp_path: Path) -> None:
    early = ("2024-03-01,2024-03-20", "2024-01-15,2024-01-20")
    assert [gap.claim for gap in found(write(tmp_path / "a", shipments=early))["sent_too_early"]] == ["s1"]
    undated = ("C1,L1,yes,2024-02-01,2024-02-20", "C1,L1,yes,,")
    assert "sent_too_early" not in found(write(tmp_path / "b", shipments=early, processes=undated))
    within = ("2024-03-01,2024-03-20", "2024-02,2024-03-20")
    assert "sent_too_early" not in found(write(tmp_path / "d", shipments=within))
    assert "used_too_early" not in found(write(tmp_path / "c", processes=("yes,2024-02-01", "yes,2023-11-01")))


@pytest.mark.parametrize("seed", [301, 313, 327, 376])
def test_row_order_never_matters(seed: int) -> None:
    graph = random_graph(random.Random(seed))
    told = []
    for rows in (graph, shuffled(graph, random.Random(seed))):
        con = formats.load_graph(rows).con
        prepare(con)
        case = Case(con, Facts({}, {}, {}))
        told.append([gap for family in (amounts, times, heads) for gap in family.find(case)])
    assert told[0] == told[1]
    assert told[0]
