"""What the chain of a plan asks for is about goods on record, also where an answer makes up a lot of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from clew.cli import run

TABLES = {
    "parties": "id,name,country\nyalu,Yalu Works,CN\nharbor,Harbor Trading,VN\nxin,Xin Mills,VN\nimp,Import Co,US\n",
    "products": "id,name\nshirt,Cotton shirt\n",
    "lots": "id,product\nL1,shirt\n",
    "workforces": "id,at,nationality\nw,yalu,KP\n",
}
DEAR = "costs: {proof: 9, segregation: 9}\n"


def planned(folder: Path, item: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The plan of an entry of goods of which a lot came from one that the rules name, and some from another."""
    shipments = f"id,consignor,consignee,item\ns1,yalu,harbor,L1\ns2,xin,harbor,{item}\n"
    entries = f"id,consignor,importer,item,date\nE,harbor,imp,{item},2024-05-01\n"
    for name, text in {**TABLES, "shipments": shipments, "entries": entries}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    policy = folder.parent / "policy.yaml"
    policy.write_text(DEAR, encoding="utf-8")
    assert run(["plan", str(folder), "E", "--policy", str(policy), "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize(
    ("item", "asked", "said", "goods"),
    [("shirt", "which_lot", "shirt", "Cotton shirt"), ("", "which_goods", "*", "unidentified goods")],
)
def test_the_origin_of_a_lot_that_is_to_be_named(
    item: str, asked: str, said: str, goods: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "graph"
    folder.mkdir()
    found = planned(folder, item, capsys)
    assert [(each["request"], each["holder"], each["item"]) for each in found["requests"]] == [(asked, "harbor", said)]
    [origin] = [each for each in found["chain"] if each["request"] == "origin"]
    assert (origin["holder"], origin["item"], origin["of"]) == ("xin", said, ["xin"])
    begin = f"Ask Xin Mills (VN) where {goods}, of the lot that Harbor Trading (VN) is to name, came from: "
    assert origin["ask"].startswith(begin)
    assert "hoped" not in json.dumps(found)
    assert found["verdict"] == "unproven"
