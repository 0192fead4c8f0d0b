"""Every kind of gap: a small graph that shows it, and one beside it that does not."""

from pathlib import Path
from typing import Any

import pytest

from clew import rules
from clew.trace.gaps.finder import ORDER
from clew.trace.gaps.finder import ORDER as OF_CHAIN
from clew.trace.gaps.kinds import FAMILIES, MEETS, requirement
from tests.graph_packs import TEST_PACKS
from tests.unit.gaps.small import CAATSA, about, about_found, gaps, of_records, write

UFLPA = ("us-uflpa",)
PLANT = ("mill,Mill,VN,VN-SG", "mill,Mill,VN,VN-SG,,\nplant,Plant,VN,VN-SG")
PROOF = {
    "documents": "+d-a,production_record,Looker,,2024-01,2024-12,en,,,,\nd-b,raw_material_ledger,Counter,,2024-01,"
    "2024-12,en,,,,",
    "evidence": "+d-a,spin,supports,complete\nd-b,spin,supports,complete",
}
KP_AT_SHOP = "+wk,shop,KP,{},,packing,9,"

Changes = dict[str, Any]

OF_RECORDS = [kind for _, kinds in FAMILIES for kind in kinds]

BOL = "bol,Blue Line,,2024-01,2024-12,en,,,,"


def bol(**filled: str) -> Changes:
    """The bill of lading of s1 with other cells."""
    cells = {"self": "", "start": "2024-01", "end": "2024-12", "language": "en", "translated": "", "redacted": ""}
    row = ",".join(["bol,Blue Line", *({**cells, "file": "", "sha256": ""} | filled).values()])
    return {"documents": (BOL, row)}


SHOWN: list[tuple[str, Changes, tuple[str, ...]]] = [
    ("contradicted", {"documents": "+d-x,inv,Other,,,,en,,,,", "evidence": "+d-x,s1,rebuts,"}, ("s1",)),
    ("more_sent", {"shipments": ("0.1,t", "0.2,t")}, ("shop", "L1")),
    ("outputs_heavier", {"shipments": ("2024-03-20,100,kg", "2024-03-20,130,kg")}, ("spin",)),
    ("sent_too_early", {"shipments": ("2024-03-01,2024-03-20", "2024-01-15,2024-01-20")}, ("s1", "L1")),
    ("used_too_early", {"processes": ("2024-02-01,2024-02-20", "2023-12-20,2023-12-28")}, ("spin", "C1")),
    ("headcount_differs", {"workforces": "+w3,mill,VN,2024,2024,spinning,52,"}, ("w1", "mill")),
    ("unidentified", {"entries": ("2024-06-01,L1", "2024-06-01,")}, ("store", "*")),
    ("left_too_early", {"shipments": ("2024-01-02,2024-01-09", "2023-09-01,2023-09-09")}, ("farm", "C1")),
    ("root", {"processes": ("grow,farm,extraction,,C1,,2023-10,2023-12,\n", "")}, ("farm", "C1")),
    ("inputs_unrecorded", {"processes": ("spin,mill,,C1,L1,yes", "spin,mill,,,L1,")}, ("mill", "L1")),
    ("inputs_incomplete", {"processes": ("spin,mill,,C1,L1,yes", "spin,mill,,C1,L1,no")}, ("mill", "L1")),
    ("labor_unrecorded", {"workforces": ("w1,mill,VN,2023,2024,spinning,40,\n", "")}, ("mill",)),
    (
        "operator",
        {"facilities": "+f1,Yard,,VN,VN-SG", "shipments": "+s8,f1,mill,C1,2024-01-02,2024-01-09,1,kg,"},
        ("f1", "C1"),
    ),
    ("place", {"parties": ("farm,Farm,VN,VN-SG", "farm,Farm,,")}, ("farm", "C1")),
    ("lot_unrecorded", {"processes": ("C1,L1,yes", "C1,yarn,yes")}, ("mill", "L1")),
    (
        "unconfirmed_sameness",
        {
            "parties": ("mill,Mill,VN,VN-SG,,\n", "mill,Mill,VN,VN-SG,,R:1\nmil2,Works,VN,VN-SG,,R:1\n"),
            "shipments": "+s7,farm,mil2,C1,2024-01-02,2024-01-09,1,kg,",
        },
        ("mil2",),
    ),
    ("good", {"products": ("Cotton yarn,5205", "Cotton yarn,")}, ("mill", "L1")),
    ("lot_swap", {"processes": "+spin2,mill,,C1,L2,yes,2024-02-01,2024-02-20,"}, ("mill", "L1")),
    ("unproven_days", {"workforces": KP_AT_SHOP.format("2024-05")}, ("s2",)),
    ("undated", {"workforces": ("w1,mill,VN,2023,2024", "w1,mill,VN,,")}, ("w1",)),
    ("silent", bol(start="2022-01", end="2022-12"), ("s1", "d-bol")),
    (
        "self_declared_only",
        {
            "documents": (
                f"Port Office,,2024-01,2024-12,en,,,,\nd-bol,{BOL}",
                "Mill,yes,2024,2024,en,,,,\nd-bol,bol,Mill,yes,2024,2024,,,,,",
            )
        },
        ("s1",),
    ),
    ("audit_only", {"documents": "+d-au,audit_report,Looker,,,,en,,,,", "evidence": "+d-au,w1,supports,"}, ("w1",)),
    ("file_absent", bol(file="gone.pdf"), ("s1", "d-bol")),
    ("file_unnamed", bol(file="lots.csv"), ("s1", "d-inv")),
    ("file_differs", bol(file="lots.csv", sha256="0" * 64), ("s1", "d-bol")),
    ("untranslated", bol(language="vi"), ("s1", "d-bol")),
    ("redacted", bol(redacted="yes"), ("s1", "d-bol")),
]
"""Kind, what to change in the chain so that it shows, and what it is then about. In the chain itself none shows."""

HIDDEN: list[tuple[str, Changes]] = [
    ("contradicted", {"documents": "+d-x,inv,Other,,2020,2020,en,,,,", "evidence": "+d-x,s1,rebuts,"}),
    ("unproven_days", {"workforces": KP_AT_SHOP.format("2024-03")}),
    ("untranslated", bol(language="vi", translated="yes")),
    ("unproven_complete", PROOF),
    ("file_absent", bol(file="lots.csv")),
    ("file_absent", bol(file="https://example.org/bol.pdf")),
]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, ...]]:
    """What the gaps of the unchanged chain are about."""
    return {about(gap) for gap in gaps(write(tmp_path_factory.mktemp("plain")))}


def told_in(folder: Path, kind: str) -> set[tuple[str, ...]]:
    """What the gaps of a kind are about; those of records alone are asked for without a trace."""
    if kind in OF_RECORDS:
        return {about_found(gap) for gap in of_records(folder) if gap.kind == kind}
    return {about(gap) for gap in gaps(folder) if gap["kind"] == kind}


@pytest.mark.parametrize(("kind", "changes", "told"), SHOWN, ids=[row[0] for row in SHOWN])
def test_a_kind_shows(
    kind: str, changes: Changes, told: tuple[str, ...], tmp_path: Path, plain: set[tuple[str, ...]]
) -> None:
    assert (kind, *told) in told_in(write(tmp_path / "graph", **changes), kind)
    assert [each for each in plain if each[0] == kind] == []


@pytest.mark.parametrize(("kind", "changes"), HIDDEN)
def test_a_kind_does_not_show(kind: str, changes: Changes, tmp_path: Path) -> None:
    assert told_in(write(tmp_path / "graph", **changes), kind) == set()


def test_what_records_show_is_told_with_the_entry(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "graph",
        shipments=("0.1,t", "0.2,t"),
        workforces="+w3,mill,VN,2024,2024,spinning,52,",
        **bol(language="vi", redacted="yes", file="gone.pdf"),
    )
    found = {about(gap) for gap in gaps(folder)}
    assert {about_found(gap) for gap in of_records(folder)} - found == set()
    assert {("more_sent", "shop", "L1"), ("untranslated", "s1", "d-bol"), ("headcount_differs", "w1", "mill")} <= found


def test_the_chain_itself_shows_what_is_not_proven(plain: set[tuple[str, ...]]) -> None:
    assert {each[0] for each in plain} == {"unproven_complete", "inputs_unproven", "missing"}
    assert {("unproven_complete", "mill", "L1"), ("inputs_unproven", "mill", "L1"), ("missing", "s0")} <= plain


def test_an_extraction_is_asked_for_its_record_and_not_for_inputs(tmp_path: Path) -> None:
    grown = [gap for gap in of_records(write(tmp_path / "graph")) if gap.claim == "grow"]
    assert {gap.requirement for gap in grown} == {"M-STEP", "M-CAP", "M-OBS"}


def test_proof_of_completeness_settles_what_it_is_about(tmp_path: Path) -> None:
    told = {about(gap) for gap in gaps(write(tmp_path / "graph", **PROOF))}
    assert ("inputs_unproven", "mill", "L1") not in told


def test_a_region_is_asked_where_a_list_names_one(tmp_path: Path) -> None:
    folder = write(tmp_path / "graph", parties=("farm,Farm,VN,VN-SG", "farm,Farm,CN,"))
    assert ("region", "farm", "C1") in {about(gap) for gap in gaps(folder, packs=UFLPA)}
    assert "region" not in {gap["kind"] for gap in gaps(folder, packs=CAATSA)}


def test_a_match_is_to_be_decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [listed] = [one for pack in TEST_PACKS for one in pack.listings if not one.is_place and not one.goods][:1]
    monkeypatch.setattr(rules, "load_packs", lambda *_: TEST_PACKS)
    folder = write(tmp_path / "graph", parties=("farm,Farm,", f'farm,"{listed.name}",'))
    told = [gap for gap in gaps(folder, packs=()) if gap["kind"] == "unconfirmed_match"]
    assert listed.id in " ".join(gap["ask"] for gap in told)
    assert all(gap["of"] == [] and gap["hangs_on_it"] for gap in told)


def test_every_kind_is_shown_by_a_test_and_found_once() -> None:
    elsewhere = {"unproven_complete", "inputs_unproven", "missing", "region", "unconfirmed_match"}
    assert {row[0] for row in SHOWN} | elsewhere == set(ORDER)
    assert len(OF_RECORDS) == len(set(OF_RECORDS))
    assert {*OF_RECORDS, *OF_CHAIN} == set(ORDER)
    assert {requirement(code).code for code in MEETS.values()} == set(MEETS.values())
