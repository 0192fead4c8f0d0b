"""Files that are not what they seem, of every format but CSV."""

import io
import json

import pytest
import xlsxwriter

from clew.errors import ClewError, UnreadableError
from clew.formats import csv_scan, load
from clew.formats.write import write as write_graph
from tests.tables import SOUND, where, write


@pytest.fixture
def document(tmp_path):
    write_graph(load([write(tmp_path / "sound")]), tmp_path / "sound.json")
    return json.loads((tmp_path / "sound.json").read_text())


def json_problems(tmp_path, document):
    path = tmp_path / "graph.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    return load([path], check_only=True).problems


def test_no_json(tmp_path):
    (found,) = json_problems(tmp_path, '{"parties": [\n{"id": "a",}]}')
    assert where(found) == ("E-JSON", "graph.json", 2, "")
    assert '{"parties"' in found.hint


def test_json_that_is_no_graph(tmp_path):
    with pytest.raises(UnreadableError, match="an object of tables"):
        json_problems(tmp_path, "[]")


def test_json_table_that_is_no_list(tmp_path, document):
    (found,) = json_problems(tmp_path, {**document, "matches": {}})
    assert (found.code, found.table) == ("E-JSON", "matches")


def test_json_record_that_is_no_object(tmp_path, document):
    (found,) = json_problems(tmp_path, {**document, "matches": ["x"]})
    assert (*where(found), found.table) == ("E-JSON", "graph.json", 1, "", "matches")


def test_json_key_twice(tmp_path):
    (found,) = json_problems(tmp_path, '{"parties": [{"id": "a", "id": "b"}]}')
    assert where(found) == ("E-COLUMN-TWICE", "graph.json", 0, "id")


def test_json_value_that_fits_no_cell(tmp_path, document):
    document["parties"].append({"id": "x", "name": "X", "country": {"code": "VN"}})
    document["parties"].append({"id": "y", "name": "Y", "aliases": ["a|b"]})
    first, second = json_problems(tmp_path, document)
    assert where(first) == ("E-TYPE", "graph.json", 3, "country")
    assert where(second) == ("E-TYPE", "graph.json", 4, "aliases")
    assert "separates values" in second.message


def test_json_unknown_table_and_column(tmp_path, document):
    document["parties"][0]["nmae"] = "x"
    table, column = json_problems(tmp_path, {**document, "entrys": []})
    assert (column.code, column.column, column.hint) == ("W-COLUMN", "nmae", "did you mean name?")
    assert (table.code, table.table, table.hint) == ("E-TABLE", "entrys", "did you mean entries?")


def test_json_truth_values_and_numbers(tmp_path, document):
    document["parties"][0]["makes"] = False
    document["bom"][0]["quantity"] = 2.5
    path = tmp_path / "graph.json"
    path.write_text(json.dumps(document))
    con = load([path]).con
    assert con.execute("SELECT makes FROM holder WHERE id = 'mill'").fetchone() == ("no",)
    assert con.execute("SELECT quantity FROM raw.bom").fetchone() == ("2.5",)


def test_standard_input(document, monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(json.dumps(document).encode()))
    monkeypatch.setattr("sys.stdin", stream)
    loaded = load(["-"])
    assert loaded.name == "standard input"
    assert loaded.records["shipments"] == 1


def test_jsonl_line_that_is_broken(tmp_path):
    folder = write(tmp_path / "graph")
    (folder / "lots.csv").unlink()
    (folder / "lots.jsonl").write_text('{"id": "lot-1", "product": "yarn"}\n\n{"id": "lot-2", \n')
    (found,) = load([folder], check_only=True).problems
    assert where(found) == ("E-JSON", "lots.jsonl", 3, "")


def test_parquet_that_is_none(tmp_path):
    folder = write(tmp_path / "graph")
    (folder / "matches.parquet").write_text("PAR1 not at all")
    (found,) = load([folder], check_only=True).problems
    assert where(found) == ("E-FILE", "matches.parquet", 0, "")


def test_parquet_with_types(tmp_path):
    import datetime

    import pyarrow
    import pyarrow.parquet

    folder = write(tmp_path / "graph")
    (folder / "entries.csv").unlink()
    columns = {
        "id": ["E1", "E2"],
        "consignor": ["shop", "shop"],
        "item": [["shirt", "lot-1"], None],
        "date": [datetime.date(2024, 6, 1), datetime.date(2024, 6, 2)],
        "value_usd": [1.5, None],
    }
    pyarrow.parquet.write_table(pyarrow.table(columns), folder / "entries.parquet")
    loaded = load([folder])
    rows = loaded.con.execute('SELECT id, item, date, value_usd FROM raw.entries ORDER BY "row"').fetchall()
    assert rows == [("E1", "shirt|lot-1", "2024-06-01", "1.5"), ("E2", None, "2024-06-02", None)]


def workbook(path, **sheets):
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in {**{name: text_rows(text) for name, text in SOUND.items()}, **sheets}.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def text_rows(text):
    return [line.split(",") for line in text.splitlines()]


def test_workbook_with_numbers_and_dates(tmp_path):
    import datetime

    entries = [["id", "consignor", "date", "value_usd"], [4711, "shop", datetime.date(2024, 6, 1), 12.5]]
    loaded = load([workbook(tmp_path / "graph.xlsx", entries=entries)])
    assert loaded.problems == ()
    assert loaded.con.execute("SELECT id, date, value_usd FROM raw.entries").fetchall() == [
        ("4711", "2024-06-01", "12.5")
    ]


def test_workbook_date_where_a_text_should_be(tmp_path):
    import datetime

    lots = [["id", "product"], ["lot-1", "yarn"], [datetime.date(2024, 3, 5), "yarn"]]
    (found,) = load([workbook(tmp_path / "graph.xlsx", lots=lots)]).problems
    assert (*where(found), found.table) == ("W-SPREADSHEET", "graph.xlsx", 3, "id", "lots")


def test_workbook_rows_are_those_of_the_spreadsheet(tmp_path):
    parties = [[], ["id", "name", "country"], ["mill", "Mill", "VN"], [], ["shop", "Shop", "Nowhere"]]
    (found,) = load([workbook(tmp_path / "graph.xlsx", parties=parties)], check_only=True).problems
    assert where(found) == ("E-COUNTRY", "graph.xlsx", 5, "country")
    assert found.where == "graph.xlsx, parties, row 5, column country"


def test_workbook_cell_beyond_the_header(tmp_path):
    lots = [["id", "product"], ["lot-1", "yarn"], ["lot-2", "yarn", "what?"]]
    (found,) = load([workbook(tmp_path / "graph.xlsx", lots=lots)], check_only=True).problems
    assert (*where(found), found.table) == ("E-RAGGED", "graph.xlsx", 3, "", "lots")


def test_workbook_unknown_sheet(tmp_path):
    (found,) = load([workbook(tmp_path / "graph.xlsx", Sheet1=[["x"]])]).problems
    assert (found.code, found.table) == ("W-TABLE", "Sheet1")


def test_workbook_that_is_none(tmp_path):
    path = tmp_path / "graph.xlsx"
    path.write_text("no")
    with pytest.raises(UnreadableError, match="no XLSX workbook") as caught:
        load([path])
    assert "save it as .xlsx" in caught.value.hint


def test_case_that_is_none(tmp_path):
    path = tmp_path / "graph.clew"
    path.write_text("no")
    with pytest.raises(UnreadableError, match="no saved case"):
        load([path])


def test_nothing_there(tmp_path):
    (tmp_path / "graph").mkdir()
    with pytest.raises(UnreadableError, match="no such file") as caught:
        load([tmp_path / "grahp"])
    assert "graph" in caught.value.hint


def test_folder_without_tables(tmp_path):
    with pytest.raises(UnreadableError, match="no table in this folder"):
        load([tmp_path])


def test_format_that_is_none(tmp_path):
    (tmp_path / "graph.pdf").write_text("")
    with pytest.raises(UnreadableError, match="no format of a GRAPH") as caught:
        load([tmp_path / "graph.pdf"])
    assert caught.value.code == "E-FORMAT"


@pytest.mark.parametrize("address", ["neo4j://", "bolt://me:secret@localhost", "neo4j+s://localhost/graph"])
def test_address(address):
    with pytest.raises(ClewError) as caught:
        load([address])
    assert caught.value.code == "E-ADDRESS"
    assert "secret" not in f"{caught.value.message}{caught.value.hint}"


def test_unknown_encoding(tmp_path):
    with pytest.raises(UnreadableError, match="no encoding 'utf9'"):
        load([write(tmp_path)], encoding="utf9")


def test_file_that_may_not_be_read(tmp_path, monkeypatch):
    folder = write(tmp_path)
    read = csv_scan.read

    def refused(path, *rest, **options):
        if path.name == "lots.csv":
            raise PermissionError(13, "Permission denied")
        return read(path, *rest, **options)

    monkeypatch.setattr(csv_scan, "read", refused)
    found = [each for each in load([folder], check_only=True).problems if each.file == "lots.csv"]
    assert [where(each) for each in found] == [("E-FILE", "lots.csv", 0, "")]
