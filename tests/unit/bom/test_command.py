"""``clew bom`` as users call it: table, JSON, NDJSON, CSV, XLSX, exit codes."""

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from clew.cli import run
from clew.model.bom_results import BomResult, ProductResult

ROOT = Path(__file__).parents[3]
BICYCLE = str(ROOT / "sample_graphs" / "bicycle")
PACKS = ("--pack", "us-caatsa-321b", "--pack", "us-dol-tvpra")


@pytest.fixture
def clew(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["bom", *arguments, *PACKS])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


@pytest.fixture
def odd(tmp_path: Path) -> str:
    """A graph and a bill whose names would be formulas in a spreadsheet."""
    graph = {
        "parties": [{"id": "=HYPERLINK(1)", "name": "+cmd"}],
        "products": [{"id": "@lamp", "name": "=1+1"}, {"id": "-bulb", "name": "-2"}],
        "bom": [{"id": "b", "product": "@lamp", "component": "-bulb", "maker": "=HYPERLINK(1)"}],
        "workforces": [{"id": "w", "at": "=HYPERLINK(1)", "nationality": "KP"}],
    }
    (tmp_path / "odd.json").write_text(json.dumps(graph))
    return str(tmp_path / "odd.json")


def test_golden_bicycle(clew: Any) -> None:
    code, out, _ = clew(BICYCLE, "--json")
    document = BomResult.model_validate_json(out)
    assert code == 0
    found = {(product.product, product.holder): product for product in document.products}
    shown = {
        product: (
            each.verdict,
            [(line.component, line.holder, line.bom, line.level, line.verdict) for line in each.components],
        )
        for (product, _), each in found.items()
    }
    assert shown == {
        "balance": (
            "signal",
            [
                ("frame", "formosa", "b5", 1, "unresolved"),
                ("wheel-tire", "formosa", "b6", 1, "signal"),
                ("rubber", "tire", "b7", 2, "signal"),
            ],
        ),
        "city": (
            "reached",
            [
                ("frame", "formosa", "b1", 1, "unresolved"),
                ("pedal", "formosa", "b4", 1, "unresolved"),
                ("seat", "formosa", "b2", 1, "reached"),
                ("wheel-tire", "formosa", "b3", 1, "signal"),
                ("rubber", "tire", "b7", 2, "signal"),
            ],
        ),
    }
    city = found["city", "formosa"]
    assert [(finding.rule, finding.basis) for finding in city.findings if finding.force != "signal"] == [
        ("US-CAATSA-321B", "asserted")
    ]
    assert {"w-saddle-kp", "b2"} <= document.located.keys()


def test_a_product_of_the_sample_has_the_findings_of_its_entry(clew: Any) -> None:
    _, out, _ = clew(BICYCLE, "--json")
    expected = json.loads((Path(BICYCLE) / "expected.json").read_text())["entries"]
    for product in json.loads(out)["products"]:
        entry = expected[f"E-{product['product'].upper()}"]
        assert product["verdict"] == entry["verdict"]
        assert {finding["rule"]: finding["basis"] for finding in product["findings"]} == entry["findings"]
        assert product["chain"]["labor_unrecorded"] == entry["labor_unrecorded"]


def test_a_line_a_product(clew: Any) -> None:
    _, out, _ = clew(BICYCLE, "--ndjson")
    products = [json.loads(line) for line in out.splitlines()]
    assert [each.pop("located").keys() >= {"b7"} for each in products] == [True, True]
    assert [ProductResult.model_validate(each).product for each in products] == ["balance", "city"]


def test_no_cell_of_csv_is_a_formula(clew: Any, odd: str) -> None:
    _, out, _ = clew(odd, "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["row"] for row in rows] == ["product", "component"]
    assert rows[1]["component"] == "'-bulb"
    cells = [cell for row in rows for cell in row.values()]
    assert any("HYPERLINK" in cell for cell in cells)
    assert [cell for cell in cells if cell and cell[0] in "=+-@\t\r\n"] == []


def test_no_cell_of_a_workbook_is_a_formula(clew: Any, odd: str, tmp_path: Path) -> None:
    import zipfile

    from python_calamine import CalamineWorkbook

    out = tmp_path / "bom.xlsx"
    assert clew(odd, "-o", str(out))[0] == 0
    sheets = {
        name: CalamineWorkbook.from_path(out).get_sheet_by_name(name).to_python() for name in ("products", "components")
    }
    assert sheets["products"][1][:2] == ["@lamp", "=HYPERLINK(1)"]
    assert sheets["components"][1][3] == "-bulb"
    with zipfile.ZipFile(out) as parts:
        assert [name for name in parts.namelist() if b"<f>" in parts.read(name)] == []


def test_the_same_bills_give_the_same_workbook(clew: Any, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        clew(BICYCLE, "-o", str(tmp_path / name))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_bad_line_is_told_everywhere(clew: Any, tmp_path: Path) -> None:
    bills = tmp_path / "bills.csv"
    bills.write_text("product,component\ncity,frame\nkit,formosa\n")
    _, table, notes = clew(BICYCLE, str(bills))
    assert "1 bad line:" in table
    assert "bills.csv, bom, row 3, column component: 'formosa' is a party" in table
    assert "1 bad line in the bills; the bills of 1 product are left out" in notes
    _, out, _ = clew(BICYCLE, str(bills), "--csv")
    assert [(row["product"], row["why"][:9]) for row in csv.DictReader(io.StringIO(out)) if row["row"] == "failed"] == [
        ("kit", "bills.csv")
    ]


def test_exit_codes(clew: Any, tmp_path: Path) -> None:
    assert clew(BICYCLE, "--fail-on", "reached", "--json")[0] == 1
    empty = tmp_path / "empty.json"
    empty.write_text(json.dumps({"products": [{"id": "lamp", "name": "Lamp"}]}))
    code, out, error = clew(str(empty))
    assert (code, out) == (2, "")
    assert "there is no bill of materials in it" in error


def test_rows_in_another_order_give_the_same(clew: Any, tmp_path: Path) -> None:
    lines = ["city,frame,formosa", "city,seat,formosa", "balance,frame,", "seat,rubber,", "city,frame,"]
    found = []
    for number, order in enumerate((lines, lines[::-1])):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "bills.csv").write_text("\n".join(["product,component,maker", *order]) + "\n")
        document = json.loads(clew(BICYCLE, str(folder / "bills.csv"), "--json")[1])
        found.append([document["products"], document["graph"]["sha256"]])
    assert found[0] == found[1]


def test_products_are_entered_on_the_day_that_is_asked(clew: Any) -> None:
    early = json.loads(clew(BICYCLE, "--json", "--as-of", "2017-01-01")[1])
    city = early["products"][1]
    assert early["as_of"] == "2017-01-01"
    assert city["product"] == "city"
    assert [finding["in_force"] for finding in city["findings"] if finding["rule"] == "US-CAATSA-321B"] == [False]
    assert city["findings"][0]["path"]["hops"][-1]["last"] == "2017-01-01"


def test_the_same_bytes_with_and_without_the_fast_writer(
    clew: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import clew.cli.bom as command

    monkeypatch.setattr(command, "READABLE", 0)
    odd = {"id": "lamp", "name": 'L "é\u2028\\ 灯\x7f\x01'}
    graph = {
        "products": [odd, {"id": "bulb", "name": "B"}],
        "bom": [{"id": "b", "product": "lamp", "component": "bulb"}],
    }
    (tmp_path / "odd.json").write_text(json.dumps(graph))
    fast = [clew(where, form)[1] for where in (BICYCLE, str(tmp_path / "odd.json")) for form in ("--json", "--ndjson")]
    monkeypatch.setitem(sys.modules, "orjson", None)
    slow = [clew(where, form)[1] for where in (BICYCLE, str(tmp_path / "odd.json")) for form in ("--json", "--ndjson")]
    assert fast == slow
    assert "灯" in fast[2]
