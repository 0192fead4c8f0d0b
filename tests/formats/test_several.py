"""Several GRAPHs as one, supplier relationships, mappings, and rows left out."""

import csv
import json

import pytest

from clew.errors import InputError, MappingError
from clew.formats import load
from tests.tables import only, problems, where, write


def test_ids_that_clash_are_an_error(tmp_path):
    one, other = write(tmp_path / "one"), write(tmp_path / "other")
    with pytest.raises(InputError) as caught:
        load([one, other])
    found = [problem for problem in caught.value.problems if problem.is_error]
    assert {problem.code for problem in found} == {"E-DUPLICATE"}
    assert where(found[0]) == ("E-DUPLICATE", "other/bom.csv", 2, "id")
    assert "one/bom.csv" in found[0].message


def test_names_in_front_keep_them_apart(tmp_path):
    one, other = write(tmp_path / "one"), write(tmp_path / "other")
    loaded = load([f"a={one}", f"b={other}"])
    assert loaded.name == "a+b"
    assert loaded.records["shipments"] == 2
    ids = [text for (text,) in loaded.con.execute("SELECT id FROM holder ORDER BY holder").fetchall()]
    assert ids == ["a:mill", "a:plant", "a:shop", "b:mill", "b:plant", "b:shop"]
    assert loaded.con.execute("SELECT DISTINCT item FROM raw.shipments ORDER BY 1").fetchall() == [
        ("a:shirt|a:lot-1",),
        ("b:shirt|b:lot-1",),
    ]
    assert loaded.con.execute("SELECT DISTINCT issuer FROM document ORDER BY 1").fetchall() == [
        ("a:shop",),
        ("b:shop",),
    ]


def test_tables_may_lie_in_several_folders(tmp_path):
    folder = write(tmp_path / "one")
    (tmp_path / "two").mkdir()
    (folder / "lots.csv").rename(tmp_path / "two" / "lots.csv")
    assert load([folder, tmp_path / "two"]).records["lots"] == 1


SUPPLIES = """id,supplier,buyer,product,since,until
,mill,shop,shirt,2020,2021-03
,mill,shop,shirt,2020,2021-03
r,mill,shop,,,
"""


def test_supplies_are_shipments(tmp_path):
    loaded = load([write(tmp_path, supplies=SUPPLIES)])
    rows = loaded.con.execute(
        "SELECT id, consignor, consignee, item, start, \"end\" FROM raw.shipments WHERE id <> 's1' ORDER BY id"
    ).fetchall()
    (one, *rest), (other, *again) = rows[1:]
    assert rows[0] == ("r", "mill", "shop", None, None, None)
    assert rest == again == ["mill", "shop", "shirt", "2020", "2021-03"]
    assert one.startswith("supply-")
    assert other == f"{one}-2"


def test_ids_of_supplies_do_not_depend_on_other_rows(tmp_path):
    first = load([write(tmp_path / "one", supplies=SUPPLIES)])
    turned = "\n".join(["supplier,buyer,product,since,until,id", "mill,shop,shirt,2020,2021-03,"]) + "\n"
    second = load([write(tmp_path / "two", supplies=turned)])
    ids = "SELECT id FROM raw.shipments WHERE id LIKE 'supply-%' ORDER BY id"
    assert second.con.execute(ids).fetchall() == first.con.execute(ids).fetchall()[:1]


def test_problems_of_supplies_are_told_in_their_words(tmp_path):
    found = only(write(tmp_path, supplies="supplier,buyer\nmill,shp\n"))
    assert where(found) == ("E-REFERENCE", "supplies.csv", 2, "buyer")
    assert found.table == "supplies"


def test_supplies_without_a_column(tmp_path):
    found = only(write(tmp_path, supplies="supplier,product\nmill,shirt\n"))
    assert where(found) == ("E-COLUMN", "supplies.csv", 1, "buyer")


ERP = """PO;Vendor;Vendor name;Plant;Material;Delivered;Price
1;v1;Acme;shop;shirt;09.05.2024;3
2;v1;Acme;shop;yarn;10.05.2024;4
"""
MAPPING = """
files:
  po lines.csv:
    separator: ";"
    tables:
      - table: shipments
        columns: {id: PO, consignor: Vendor, consignee: Plant, item: Material, date: Delivered}
        constants: {unit: kg}
        dates: "%d.%m.%Y"
      - table: parties
        columns: {id: Vendor, name: Vendor name}
        distinct: true
"""


def mapped(tmp_path, mapping=MAPPING, table=ERP):
    folder = write(tmp_path / "graph")
    (folder / "po lines.csv").write_text(table)
    (tmp_path / "map.yaml").write_text(mapping)
    return load([folder], mapping=tmp_path / "map.yaml")


def test_mapping(tmp_path):
    loaded = mapped(tmp_path)
    rows = loaded.con.execute(
        "SELECT id, consignor, consignee, item, date, unit FROM raw.shipments WHERE id <> 's1' ORDER BY id"
    ).fetchall()
    assert rows == [
        ("1", "v1", "shop", "shirt", "2024-05-09", "kg"),
        ("2", "v1", "shop", "yarn", "2024-05-10", "kg"),
    ]
    assert loaded.con.execute("SELECT name FROM raw.parties WHERE id = 'v1'").fetchall() == [("Acme",)]


def test_mapping_counts_what_it_leaves_out(tmp_path):
    (found,) = mapped(tmp_path).problems
    assert (found.code, found.file, found.value) == ("W-MAP", "po lines.csv", "2")
    assert "Price (2)" in found.message


def test_problems_are_told_in_foreign_words(tmp_path):
    with pytest.raises(InputError) as caught:
        mapped(tmp_path, table=ERP.replace("shirt;09.05.2024", "skirt;soon"))
    found = [where(problem) for problem in caught.value.problems if problem.is_error]
    assert found == [
        ("E-DATE", "po lines.csv", 2, "Delivered"),
        ("E-REFERENCE", "po lines.csv", 2, "Material"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("table: shipments", "table: shipment", "no table 'shipment'", "did you mean shipments"),
        ("consignor: Vendor", "consigner: Vendor", "no column 'consigner'", "did you mean consignor"),
        ("item: Material", "item: Materials", "no column 'Materials'", "did you mean Material"),
        ("distinct: true", "distnct: true", "no key 'distnct'", "did you mean distinct"),
        ("files:", "file:", "no key 'file'", "did you mean files"),
        ("{unit: kg}", "{id: kg}", "mapped and constant", "delete one"),
        ("po lines.csv:", "orders.csv:", "orders.csv", ".csv"),
        ('separator: ";"', 'separator: ";', "no YAML", "--map"),
    ],
)
def test_mapping_that_cannot_be_followed(tmp_path, old, new, message, hint):
    with pytest.raises(MappingError, match=message) as caught:
        mapped(tmp_path, MAPPING.replace(old, new))
    assert hint in caught.value.hint


def test_errors_stop(tmp_path):
    folder = write(tmp_path, bom="id,product,component,quantity\nb1,shirt,yarn,two\n")
    with pytest.raises(InputError, match="1 problem in the records") as caught:
        load([folder])
    assert "bom.csv, row 2, column quantity" in caught.value.message
    assert "--keep-going" in caught.value.hint
    assert caught.value.records["bom"] == 1


def test_keep_going_drops_what_refers_to_what_is_dropped(tmp_path):
    folder = write(tmp_path / "graph", parties="id,name,country\nmill,Mill,Nowhere\nshop,Shop,DE\n")
    loaded = load([folder], keep_going=True, left_out_file=tmp_path / "left.csv")
    assert loaded.left_out_file == str(tmp_path / "left.csv")
    with (tmp_path / "left.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["table"], row["row"], row["code"]) for row in rows] == [
        ("evidence", "2", "E-REFERENCE"),
        ("facilities", "2", "E-REFERENCE"),
        ("matches", "2", "E-REFERENCE"),
        ("operations", "2", "E-REFERENCE"),
        ("owners", "2", "E-REFERENCE"),
        ("parties", "2", "E-COUNTRY"),
        ("processes", "2", "E-REFERENCE"),
        ("same_as", "2", "E-REFERENCE"),
        ("segregations", "2", "E-REFERENCE"),
        ("shipments", "2", "E-REFERENCE"),
        ("workforces", "2", "E-REFERENCE"),
    ]
    assert loaded.left_out == 11
    assert json.loads(rows[5]["record"]) == {"id": "mill", "name": "Mill", "country": "Nowhere"}
    assert loaded.con.execute("SELECT id FROM holder").fetchall() == [("shop",)]
    assert problems(folder) != ()


def test_keep_going_counts_rows_that_are_no_rows(tmp_path):
    folder = write(tmp_path / "graph", lots="id,product\nlot-1,yarn\nlot-2\n")
    loaded = load([folder], keep_going=True, left_out_file=tmp_path / "left.csv")
    assert loaded.left_out == 1
    with (tmp_path / "left.csv").open(newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert json.loads(row["record"]) == ["lot-2"]


def test_keep_going_keeps_neither_of_two_rows_of_one_id(tmp_path):
    folder = write(tmp_path / "graph", bom="id,product,component,quantity\nb1,shirt,yarn,2\nb1,shirt,yarn,3\n")
    loaded = load([folder], keep_going=True, left_out_file=tmp_path / "left.csv")
    assert loaded.left_out == 2
    assert "bom" not in loaded.records


def test_keep_going_keeps_one_of_two_equal_rows(tmp_path):
    folder = write(tmp_path / "graph", bom="id,product,component,quantity\nb1,shirt,yarn,2\nb1,shirt,yarn,2\n")
    loaded = load([folder], keep_going=True, left_out_file=tmp_path / "left.csv")
    assert loaded.left_out == 1
    assert loaded.records["bom"] == 1


def test_keep_going_without_errors_writes_nothing(tmp_path):
    loaded = load([write(tmp_path / "graph")], keep_going=True, left_out_file=tmp_path / "left.csv")
    assert (loaded.left_out, loaded.left_out_file) == (0, None)
    assert not (tmp_path / "left.csv").exists()


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("lots", "id;product\nlot-1;yarn\n"),
        ("lots", "id,product,product\nlot-1,yarn,yarn\n"),
        ("lots", "id,what\nlot-1,yarn\n"),
        ("lots", 'id,product\nlot-1,yarn\nlot-2,"yarn\nlot-3,yarn\n'),
        ("lots", ""),
    ],
    ids=["delimiter", "column twice", "column missing", "mark never closed", "empty"],
)
def test_keep_going_leaves_out_no_whole_table(tmp_path, table, text):
    folder = write(tmp_path / "graph", **{table: text})
    with pytest.raises(InputError) as caught:
        load([folder], keep_going=True, left_out_file=tmp_path / "left.csv")
    assert "a whole table" in caught.value.hint
    assert not (tmp_path / "left.csv").exists()


def test_mapping_tells_rows_and_spellings_that_it_leaves_out(tmp_path):
    loaded = mapped(tmp_path, table=ERP + "3;v1;ACME;shop;shirt;09.05.2024;3\n;;;;;;9\n")
    messages = [problem.message for problem in loaded.problems]
    assert [problem.code for problem in loaded.problems] == ["W-MAP"] * 4
    assert "1 rows are blank in every column that the mapping reads as shipments" in messages
    assert "1 rows have no Vendor, and make no record of parties" in messages
    assert "1 records of parties are written in several ways; the first was taken" in messages
    assert loaded.con.execute("SELECT name FROM raw.parties WHERE id = 'v1'").fetchall() == [("Acme",)]


def test_mapping_of_a_large_file(tmp_path):
    rows = "".join(f"{number},shop,shirt,2024-05-09\n" for number in range(20_000))
    folder = write(tmp_path / "graph")
    (folder / "sales.csv").write_text("no,who,what,when\n" + rows)
    columns = {"id": "no", "consignor": "who", "consignee": "who", "item": "what", "date": "when"}
    loaded = load([folder], mapping={"files": {"sales": {"table": "shipments", "columns": columns}}})
    assert loaded.records["shipments"] == 20_001
    assert {problem.code for problem in loaded.problems} == {"W-SELF-SHIPMENT"}


def test_names_in_front_of_a_large_file(tmp_path):
    rows = "".join(f"s{number},plant,shop, shirt | lot-1 ,2024-05,doc-1\n" for number in range(20_000))
    folder = write(tmp_path / "graph", shipments="id,consignor,consignee,item,date,evidence\n" + rows)
    loaded = load([f"x={folder}"])
    assert loaded.con.execute("SELECT DISTINCT item FROM raw.shipments").fetchall() == [("x:shirt|x:lot-1",)]


def test_products_of_supplies_keep_their_names_behind_a_prefix(tmp_path):
    (tmp_path / "parties.csv").write_text("id,name\nmill,Mill\nshop,Shop\n")
    (tmp_path / "supplies.csv").write_text("supplier,buyer,product\nmill,shop,Cotton yarn\n")
    plain, prefixed = load([tmp_path]), load([f"x={tmp_path}"])
    assert plain.con.execute("SELECT id, name FROM product").fetchall() == [("Cotton yarn", "Cotton yarn")]
    assert prefixed.con.execute("SELECT id, name FROM product").fetchall() == [("x:Cotton yarn", "Cotton yarn")]
