"""The order of gaps: findings that hang on them, then the Advisory's indicators among sites without labor records."""

from pathlib import Path

import pytest

from clew import formats
from clew.model.policy import Policy
from clew.trace.advisory import indicators
from clew.trace.gaps.run import find_gaps
from clew.trace.run import Request
from tests.unit.gaps.small import CAATSA, about, gaps, write

JOINT = "+o1,aco,mill,50\no2,bco,mill,50"
OWNERS = ("farm,Farm,", "aco,A Co,KR,,,\nbco,B Co,JP,,,\nfarm,Farm,")


def signs(folder: Path, *sites: str, **policy: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return indicators(formats.load([folder]).con, sites, Policy(**policy))  # type: ignore[arg-type]


def test_a_site_shows_its_industry_its_country_and_its_owners(tmp_path: Path) -> None:
    folder = write(tmp_path / "graph", parties=OWNERS, owners=JOINT)
    assert signs(folder, "mill", "farm", "shop") == {
        "mill": ("industry: textiles", "joint venture"),
        "farm": ("industry: textiles",),
        "shop": ("industry: textiles",),
    }
    assert signs(folder, "mill", host_countries=("VN",))["mill"] == (
        "industry: textiles",
        "host country: VN",
        "joint venture",
    )


def test_owners_of_one_country_are_no_joint_venture(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "graph", parties=("farm,Farm,", "aco,A Co,KR,,,\nbco,B Co,KR,,,\nfarm,Farm,"), owners=JOINT
    )
    assert "joint venture" not in signs(folder, "mill")["mill"]


def test_a_facility_without_country_is_where_its_operator_is(tmp_path: Path) -> None:
    folder = write(tmp_path / "graph", facilities="+plant,Plant,mill,,", parties=("mill,Mill,VN", "mill,Mill,RU"))
    assert signs(folder, "plant")["plant"] == ("industry: textiles", "host country: RU")


@pytest.mark.parametrize(("hosts", "first"), [(("MN",), "farm"), (("VN",), "mill")])
def test_sites_are_asked_in_the_order_of_indicators(hosts: tuple[str, ...], first: str, tmp_path: Path) -> None:
    nobody = "id,at,nationality,start,end,task,headcount,evidence\n"
    folder = write(tmp_path / "graph", parties=("farm,Farm,VN,VN-SG", "farm,Farm,MN,MN-1"))
    (folder / "workforces.csv").write_text(nobody, encoding="utf-8")
    found = [gap for gap in gaps(folder, policy=Policy(host_countries=hosts)) if gap["kind"] == "labor_unrecorded"]
    assert [gap["holder"] for gap in found][:2] == [first, "mill" if first == "farm" else "farm"]
    assert len(found[0]["indicators"]) > len(found[1]["indicators"])


def test_what_a_finding_hangs_on_comes_first(tmp_path: Path) -> None:
    folder = write(tmp_path / "graph", workforces="+wk,shop,KP,2024-01,2024-12,packing,9,")
    found = gaps(folder)
    hanging = [gap for gap in found if gap["hangs_on_it"]]
    assert found[: len(hanging)] == hanging
    assert {gap["hangs_on_it"][0] for gap in hanging} == {"US-CAATSA-321B"}
    told = {about(gap)[:2] for gap in hanging}
    assert ("missing", "s2") in told
    assert ("missing", "s0") not in told


def test_only_the_entries_that_are_named(tmp_path: Path) -> None:
    folder = write(tmp_path / "graph", entries="+E2,shop,2024-06-02,L2,,")
    found = find_gaps(Request([str(folder)], entries=("E2",), packs=CAATSA))
    assert [entry["entry"] for entry in found.entries()] == ["E2"]


def test_a_paper_of_several_claims_is_asked_for_once_and_of_those_in_the_chain(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "graph",
        documents=("inv,Port Office,,2024-01,2024-12,en", "inv,Port Office,,2024-01,2024-12,{vi}"),
        parties=("farm,Farm,", "field,Field,KR,KR-26,,\nport,Port,KR,KR-26,no,\nfarm,Farm,"),
        shipments="+a0,field,port,C1,2024-03-01,2024-03-20,,,d-inv\nz0,mill,shop,L1,2024-03-01,2024-03-20,,,d-inv",
        entries="+E2,port,2024-06-01,C1,,",
    )
    told = {}
    for entry in find_gaps(Request([str(folder)], packs=CAATSA)).entries():
        told[entry["entry"]] = [gap for gap in entry["gaps"] if gap["kind"] == "untranslated"]
    assert {entry: [about(gap) for gap in found] for entry, found in told.items()} == {
        "E1": [("untranslated", "s1", "d-inv")],
        "E2": [("untranslated", "a0", "d-inv")],
    }
    assert told["E2"][0]["of"] == ["field", "port"]
    assert "Document d-inv is in {vi} and" in told["E1"][0]["ask"]
