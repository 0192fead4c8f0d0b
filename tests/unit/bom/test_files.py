"""Bills in files: flat, indented, mapped, and bad ones, each line located and no other bill stopped."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clew.errors import ClewError, MappingError
from clew.trace.bom import run_bom
from clew.trace.run import Request

PACKS = ("us-caatsa-321b",)
GRAPH = {
    "parties": [
        {"id": "asm", "name": "Assembler", "country": "VN"},
        {"id": "mill", "name": "Mill", "country": "CN"},
    ],
    "products": [{"id": "lamp", "name": "Lamp"}, {"id": "bulb", "name": "Bulb"}, {"id": "glass", "name": "Glass"}],
    "shipments": [
        {"id": "s1", "consignor": "mill", "consignee": "asm", "item": "bulb"},
        {"id": "s2", "consignor": "asm", "consignee": "mill", "item": "lamp"},
    ],
    "workforces": [{"id": "w", "at": "mill", "nationality": "KP"}],
}


@pytest.fixture
def ask(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Trace bills, given as the texts of files, against `GRAPH`."""
    (tmp_path / "graph.json").write_text(json.dumps(GRAPH))

    def call(mapping: str = "", **files: str) -> dict[str, Any]:
        for name, text in files.items():
            (tmp_path / f"{name}.csv").write_text(text)
        (tmp_path / "map.yaml").write_text(mapping)
        said = str(tmp_path / "map.yaml") if mapping else None
        request = Request([str(tmp_path / "graph.json")], packs=PACKS, mapping=said)
        trace = run_bom(request, [str(tmp_path / f"{name}.csv") for name in files])
        return {"products": list(trace.elements()), "failed": trace.failed, "added": trace.bills.added}

    return call


def verdicts(found: dict[str, Any]) -> dict[str, str]:
    return {product["product"]: product["verdict"] for product in found["products"]}


def lines(product: dict[str, Any]) -> list[tuple[int, str, str, str]]:
    return [(line["level"], line["component"], line["holder"], line["bom"]) for line in product["components"]]


def test_flat_table(ask: Callable[..., dict[str, Any]]) -> None:
    found = ask(bills="product,component\nlamp,bulb\nbulb,glass\nlamp,glass\n")
    assert verdicts(found) == {"lamp": "reached"}
    assert lines(found["products"][0]) == [
        (1, "bulb", "asm", "lamp/bulb"),
        (1, "glass", "asm", "lamp/glass"),
        (2, "glass", "asm", "bulb/glass"),
    ]
    assert found["failed"] == []
    assert found["added"] == 0


def test_indented_table_says_the_same_as_a_flat_one(ask: Callable[..., dict[str, Any]]) -> None:
    flat = ask(flat="product,component,maker,supplier\nlamp,bulb,asm,mill\nbulb,glass,mill,\n")
    indented = ask(deep="level,component,maker,supplier\n0,lamp,asm,\n1,bulb,mill,mill\n..2,glass,,\n")
    assert [line[:3] for line in lines(indented["products"][0])] == [(1, "bulb", "asm"), (2, "glass", "mill")]
    assert indented["products"] == flat["products"]


def test_several_indented_bills_share_parts(ask: Callable[..., dict[str, Any]]) -> None:
    found = ask(bills="level,component\n1,lamp\n2,bulb\n3,glass\n1,torch\n2,bulb\n3,glass\n1,bulb\n2,glass\n")
    assert set(verdicts(found)) == {"lamp", "torch", "bulb"}
    assert {line[3] for product in found["products"] for line in lines(product)} == {
        "lamp/bulb", "torch/bulb", "bulb/glass",
    }  # fmt: skip


def test_other_names_of_columns(ask: Callable[..., dict[str, Any]]) -> None:
    mapping = (
        'files: {erp.csv: {separator: ";", tables: [{table: bom, columns: {level: Stufe, component: Teil}}, '
        "{table: products, columns: {id: Nr, name: Name}, distinct: true}]}}"
    )
    found = ask(mapping, erp="Stufe;Teil;Nr;Name;Preis\n0;lamp;;;4\n1;bulb;;;2\n1;cap;cap;Lamp cap;1\n")
    assert verdicts(found) == {"lamp": "reached"}
    assert [line[1] for line in lines(found["products"][0])] == ["bulb", "cap"]
    assert found["added"] == 0


def test_names_that_are_not_known_are_told(ask: Callable[..., dict[str, Any]]) -> None:
    with pytest.raises(ClewError, match=r"bills.csv: a bill needs .* its header has Parent, Components") as error:
        ask(bills="Parent,Components\nlamp,bulb\n")
    assert error.value.code == "E-BILL"
    assert "--map" in error.value.hint
    with pytest.raises(MappingError, match=r"bills.csv has no column 'Child'"):
        ask(
            "files: {bills.csv: {table: bom, columns: {product: Parent, component: Child}}}", bills="Parent,Part\na,b\n"
        )


def test_an_indented_table_is_no_graph(tmp_path: Path, ask: Callable[..., dict[str, Any]]) -> None:
    (tmp_path / "bom.csv").write_text("level,component\n0,lamp\n")
    mapping = tmp_path / "map.yaml"
    mapping.write_text("files: {bom.csv: {table: bom, columns: {level: level, component: component}}}")
    with pytest.raises(MappingError, match="an indented bill is read by `clew bom`"):
        run_bom(Request([str(tmp_path)], mapping=str(mapping)), [])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("lamp,bulb,\nlamp,glass,nobody\n", "bills.csv, bom, row 3, column maker: there is no .*nobody"),
        ("lamp,bulb,\nlamp,,\n", "bills.csv, bom, row 3, column component"),
        ("lamp,bulb,\nlamp,s1\n", "bills.csv, row 3.*2 cells"),
        ("lamp,bulb,\nlamp,asm,\n", "bills.csv, bom, row 3, column component: .*asm"),
    ],
    ids=["maker", "blank", "ragged", "party"],
)
def test_a_bad_line_fails_its_bill_and_no_other(ask: Callable[..., dict[str, Any]], text: str, why: str) -> None:
    import re

    found = ask(bills="product,component,maker\n" + text + "torch,bulb,\n")
    assert set(verdicts(found)) == {"torch"}
    [failed] = found["failed"]
    assert failed["product"] == "lamp"
    assert re.search(why, failed["why"])


def test_a_product_above_a_bill_that_is_left_out_says_so(ask: Callable[..., dict[str, Any]]) -> None:
    found = ask(bills="product,component,maker\nlamp,bulb,\nbulb,glass,nobody\nbulb,cap,\n")
    [lamp] = found["products"]
    assert lamp["left_out"] == ["bulb"]
    assert [line[1] for line in lines(lamp)] == ["bulb"]


@pytest.mark.parametrize(
    ("rows", "column"),
    [("0,lamp\n2,bulb\n", "level"), ("0,lamp\nx,bulb\n", "level"), ("0,lamp\n1,\n", "component")],
)
def test_a_bad_level_fails_its_bill_and_no_other(ask: Callable[..., dict[str, Any]], rows: str, column: str) -> None:
    found = ask(bills="level,component\n" + rows + "0,torch\n1,bulb\n")
    assert set(verdicts(found)) == {"torch"}
    assert [(failed["product"], f"row 3, column {column}" in failed["why"]) for failed in found["failed"]] == [
        ("lamp", True)
    ]


def test_equal_lines_are_one_and_ids_that_are_taken_are_told(ask: Callable[..., dict[str, Any]]) -> None:
    found = ask(
        one="product,component\nlamp,bulb\nlamp,bulb\n", two="id,product,component\ns1,torch,bulb\n,lamp,bulb\n"
    )
    assert verdicts(found) == {"lamp": "reached"}
    assert lines(found["products"][0]) == [(1, "bulb", "asm", "lamp/bulb")]
    assert [(failed["bom"], "taken" in failed["why"]) for failed in found["failed"]] == [("s1", True)]


def test_a_bill_in_a_circle_ends(ask: Callable[..., dict[str, Any]]) -> None:
    found = ask(bills="product,component\nlamp,bulb\nbulb,glass\nglass,lamp\nglass,glass\nsand,quartz\n")
    assert set(verdicts(found)) == {"bulb", "sand"}
    assert len(found["products"][0]["components"]) > 2


def test_a_product_of_nobody_has_a_virtual_maker(ask: Callable[..., dict[str, Any]]) -> None:
    found = ask(bills="product,component\ntorch,bulb\ntorch,case\ncase,glass\n")
    [torch] = found["products"]
    assert torch["virtual"] is True
    assert torch["verdict"] == "unresolved"
    assert found["added"] == 2
    assert [(line["component"], line["holder"], line["verdict"]) for line in torch["components"]] == [
        ("bulb", "mill", "reached"),
        ("case", "maker of case", "unresolved"),
        ("glass", "maker of glass", "unresolved"),
    ]


def test_a_workbook_may_hold_a_bill_a_sheet(tmp_path: Path) -> None:
    import xlsxwriter

    (tmp_path / "graph.json").write_text(json.dumps(GRAPH))
    with xlsxwriter.Workbook(tmp_path / "bills.xlsx") as book:
        for name, rows in {
            "flat": [["product", "component"], ["lamp", "bulb"]],
            "deep": [["Level", "Component"], [0, "torch"], [1, "bulb"]],
            "prices": [["part", "price"], ["bulb", 4]],
        }.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    trace = run_bom(Request([str(tmp_path / "graph.json")], packs=PACKS), [str(tmp_path / "bills.xlsx")])
    assert [element["product"] for element in trace.elements()] == ["lamp", "torch"]
    assert ["prices" in str(problem) for problem in trace.loaded.problems if problem.code == "W-TABLE"] == [True]


def test_the_bills_of_a_graph_given_again_are_the_same(tmp_path: Path) -> None:
    graph = {**GRAPH, "bom": [{"id": "b1", "product": "lamp", "component": "bulb"}]}
    (tmp_path / "graph.json").write_text(json.dumps(graph))
    (tmp_path / "bom.csv").write_text("id,product,component\nb1,lamp,bulb\n")
    request = Request([str(tmp_path / "graph.json")], packs=PACKS)
    one, other = run_bom(request, []), run_bom(request, [str(tmp_path / "bom.csv")])
    assert other.failed == []
    assert [element["verdict"] for element in one.elements()] == [element["verdict"] for element in other.elements()]


def test_a_bad_bill_of_the_graph_and_its_evidence_stop_nothing(tmp_path: Path) -> None:
    for name, rows in {
        "parties": [["id", "name"], ["asm", "Assembler"]],
        "products": [["id", "name"], ["lamp", "Lamp"], ["bulb", "Bulb"], ["torch", "Torch"]],
        "bom": [
            ["id", "product", "component"],
            ["b1", "lamp", "bulb"],
            ["b2", "lamp", "blub"],
            ["b3", "torch", "bulb"],
        ],
        "documents": [["id", "kind"], ["d", "bill_of_materials"]],
        "evidence": [["document", "claim", "stance"], ["d", "b1", "supports"], ["d", "b3", "supports"]],
    }.items():
        with (tmp_path / f"{name}.csv").open("w", newline="") as stream:
            csv.writer(stream).writerows(rows)
    trace = run_bom(Request([str(tmp_path)], packs=PACKS), [])
    assert [element["product"] for element in trace.elements()] == ["torch"]
    [failed] = trace.failed
    assert failed["bom"] == "b2"
    assert "did you mean bulb" in failed["why"]


def test_a_document_written_line_by_line_is_the_same(
    ask: Callable[..., dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    from clew.cli import bom

    found = ask(bills="product,component\nlamp,bulb\nlamp,glass\ntorch,bulb\nbulb,glass\n")
    request = Request([str(tmp_path / "graph.json")], packs=PACKS)
    trace = run_bom(request, [str(tmp_path / "bills.csv")])
    texts = []
    for readable in (0, 20):
        monkeypatch.setattr(bom, "READABLE", readable)
        stream = io.StringIO()
        bom._write_json(trace, stream)
        texts.append(json.loads(stream.getvalue()))
    assert texts[0] == texts[1]
    assert texts[0]["products"] == json.loads(json.dumps(found["products"]))


@pytest.mark.parametrize(
    "text",
    ['product,component\nlamp,bulb\ntorch,bulb\nlamp,"glass\n', 'product,component\ntorch,bulb\n"x" y,z\n'],
    ids=["unclosed", "unreadable"],
)
def test_a_file_that_is_not_whole_answers_for_none_of_its_bills(ask: Callable[..., dict[str, Any]], text: str) -> None:
    found = ask(broken=text, sound="product,component\nbox,glass\n")
    assert set(verdicts(found)) == {"box"}
    assert {"torch"} <= {failed.get("product") for failed in found["failed"]}


def test_nothing_to_trace_is_an_error_that_names_every_line(ask: Callable[..., dict[str, Any]]) -> None:
    with pytest.raises(ClewError, match=r"every bill has a bad line(.|\n)*bills.csv, bom, row 2") as error:
        ask(bills="product,component,maker\nlamp,bulb,nobody\n")
    assert error.value.code == "E-BILL"


def test_columns_that_are_not_read_are_told(ask: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    ask(bills="product,component,price\nlamp,bulb,4\n")
    request = Request([str(tmp_path / "graph.json")], packs=PACKS)
    trace = run_bom(request, [str(tmp_path / "bills.csv")])
    assert ["price" in problem.message for problem in trace.loaded.problems if problem.code == "W-COLUMN"] == [True]
    with pytest.raises(ClewError, match="two columns are called 'component'"):
        ask(bills="product,component,Component\nlamp,bulb,glass\n")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "bad.csv, row 1: the file is empty"),
        ("product,component\n", "bad.csv, row 1: there is a header and no line below it"),
        ("component,quantity\nlamp,1\n", "bad.csv: a bill needs a column `component`, and `product`"),
        ("product,component,Component\nlamp,bulb,glass\n", "bad.csv: two columns are called 'component'"),
        ("product;component\nlamp;bulb\n", "bad.csv, row 1: fields are separated by a semicolon"),
    ],
    ids=["empty", "header", "columns", "twice", "semicolon"],
)
def test_a_file_that_holds_no_bill_stops_no_other(ask: Callable[..., dict[str, Any]], text: str, why: str) -> None:
    found = ask(bad=text, sound="product,component\ntorch,bulb\n")
    assert verdicts(found) == {"torch": "unresolved"}
    assert [failed["why"][: len(why)] for failed in found["failed"]] == [why]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("lamp,bulb,-3,kg\n", "row 2, column quantity: '-3' is out of range"),
        ("lamp,bulb,two,kg\n", "row 2, column quantity: 'two' is no number"),
    ],
    ids=["negative", "word"],
)
def test_a_bad_quantity_fails_its_bill_and_no_other(ask: Callable[..., dict[str, Any]], text: str, why: str) -> None:
    found = ask(bills="product,component,quantity,unit\n" + text + "torch,bulb,1,furlongs\n")
    assert set(verdicts(found)) == {"torch"}
    assert [(failed["product"], why in failed["why"]) for failed in found["failed"]] == [("lamp", True)]


def test_a_line_twice_with_other_quantities_is_two_and_an_id_twice_fails_both(
    ask: Callable[..., dict[str, Any]],
) -> None:
    found = ask(
        bills="id,product,component,quantity\n,lamp,bulb,1\n,lamp,bulb,2\nx,torch,bulb,1\nx,torch,glass,1\n,box,glass,1\n"
    )
    assert {each["product"]: [line[3] for line in lines(each)] for each in found["products"]} == {
        "lamp": ["lamp/bulb", "lamp/bulb 2"],
        "box": ["box/glass"],
    }
    assert [(failed["bom"], failed["product"]) for failed in found["failed"]] == [("x", "torch")] * 2


def test_a_byte_order_mark_is_no_part_of_the_first_name(ask: Callable[..., dict[str, Any]]) -> None:
    assert ask(bills="\ufeffproduct,component\nlamp,bulb\n") == ask(bills="product,component\nlamp,bulb\n")


def test_a_circle_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from clew.cli import run

    (tmp_path / "graph.json").write_text(json.dumps(GRAPH))
    (tmp_path / "bills.csv").write_text("product,component\nlamp,bulb\nbulb,lamp\ntorch,glass\n")
    assert run(["bom", str(tmp_path / "graph.json"), str(tmp_path / "bills.csv"), "--pack", PACKS[0], "--json"]) == 0
    told = capsys.readouterr()
    assert [each["product"] for each in json.loads(told.out)["products"]] == ["bulb", "torch"]
    assert told.err.count("[W-BOM-CYCLE]") == 2
