"""CSV: every kind of broken file, read slowly (small) and by the fast scan (large)."""

import pytest

from clew.formats import load
from clew.formats.csv_scan import LARGE
from tests.tables import SOUND, only, problems, where, write

PADDING = "".join(f"long-{number},A name that takes room {number},VN\n" for number in range(LARGE // 30))
"""Sound rows that make a table of parties large enough for the scan."""


@pytest.fixture(params=["small", "large"])
def parties(request):
    """Return a function from rows of parties to the bytes of a file, and the row in which the first stands."""

    def file(rows: str, head: str = "id,name,country") -> tuple[bytes, int]:
        sound = SOUND["parties"].split("\n", 1)[1]
        padding = PADDING if request.param == "large" else ""
        text = f"{head}\n{sound}{padding}{rows}"
        return text.encode("utf-8", "surrogateescape"), (sound + padding).count("\n") + 2

    return file


def test_row_too_short(tmp_path, parties):
    data, row = parties("x,X\ny,Y,VN\n")
    found = only(write(tmp_path, parties=data))
    assert where(found) == ("E-RAGGED", "parties.csv", row, "")
    assert found.message == "the row has 2 cells, the header 3"
    assert "name, country" in found.hint


def test_row_too_long(tmp_path, parties):
    data, row = parties("x,X, Inc.,VN\n")
    found = only(write(tmp_path, parties=data))
    assert where(found) == ("E-RAGGED", "parties.csv", row, "")
    assert "quotation marks" in found.hint


def test_blank_cells_beyond_the_header_are_nothing(tmp_path, parties):
    data, _ = parties("x,X,VN,,\n")
    assert problems(write(tmp_path, parties=data)) == ()


def test_quotation_mark_never_closed(tmp_path, parties):
    data, row = parties('x,"X,VN\ny,Y,VN\n')
    found = only(write(tmp_path, parties=data))
    assert where(found) == ("E-CSV", "parties.csv", row, "")
    assert "never closed" in found.message
    assert '""' in found.hint
    assert found.value == 'x,"X,VN'


def test_text_after_a_quotation_mark(tmp_path, parties):
    data, row = parties('x,"X" Y,VN\n')
    found = only(write(tmp_path, parties=data))
    assert where(found) == ("E-CSV", "parties.csv", row, "")
    assert "follows a closing quotation mark" in found.message


def test_bytes_of_another_encoding(tmp_path, parties):
    data, row = parties("x,Caf\udce9,VN\n")
    found = only(write(tmp_path, parties=data))
    assert where(found) == ("E-ENCODING", "parties.csv", row, "name")
    assert found.value == r"Caf\xe9"
    assert "--encoding cp1252" in found.hint
    assert "Café" in found.hint


def test_named_encoding(tmp_path, parties):
    data, _ = parties("x,Caf\udce9,VN\n")
    loaded = load([write(tmp_path, parties=data)], encoding="cp1252")
    assert loaded.con.execute("SELECT name FROM holder WHERE id = 'x'").fetchone() == ("Café",)


def test_blank_lines_count_as_rows(tmp_path, parties):
    data, row = parties("\n\nx,X,Nowhere\n\n")
    found = only(write(tmp_path, parties=data))
    assert where(found) == ("E-COUNTRY", "parties.csv", row + 2, "country")


def test_cells_of_several_lines(tmp_path, parties):
    data, row = parties('x,"X\nLtd",VN\ny,Y,Nowhere\n')
    found = only(write(tmp_path, parties=data))
    assert where(found) == ("E-COUNTRY", "parties.csv", row + 1, "country")


def test_white_space_around_cells(tmp_path, parties):
    data, _ = parties("  x , X\t,\u00a0VN \n")
    loaded = load([write(tmp_path, parties=data)])
    assert loaded.con.execute("SELECT id, name, country FROM holder WHERE id = 'x'").fetchall() == [("x", "X", "VN")]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends(tmp_path, parties, end):
    data, _ = parties("x,X,VN\n")
    loaded = load([write(tmp_path, parties=data.replace(b"\n", end.encode()))])
    assert loaded.con.execute("SELECT id, name, country FROM holder WHERE id = 'x'").fetchall() == [("x", "X", "VN")]
    assert loaded.problems == ()


def test_byte_order_mark(tmp_path, parties):
    data, _ = parties("x,X,VN\n")
    loaded = load([write(tmp_path, parties=b"\xef\xbb\xbf" + data)])
    assert loaded.problems == ()
    assert loaded.con.execute("SELECT count(*) FROM holder WHERE id = 'x'").fetchone() == (1,)


def test_no_last_line_end(tmp_path, parties):
    data, _ = parties("x,X,VN")
    loaded = load([write(tmp_path, parties=data)])
    assert loaded.con.execute("SELECT count(*) FROM holder WHERE id = 'x'").fetchone() == (1,)


def test_unknown_column(tmp_path, parties):
    data, _ = parties("", head="id,name,contry")
    found = only(write(tmp_path, parties=data))
    assert where(found) == ("E-COLUMN", "parties.csv", 1, "contry")
    assert found.hint == "did you mean country?"


def test_two_columns_of_one_name(tmp_path, parties):
    data, _ = parties("", head="id,name,Name")
    found = next(problem for problem in problems(write(tmp_path, parties=data)) if problem.code != "E-REFERENCE")
    assert where(found) == ("E-COLUMN-TWICE", "parties.csv", 1, "Name")
    assert "rename or delete" in found.hint


def test_missing_column(tmp_path, parties):
    data, _ = parties("", head="id,nme,country")
    lacking, unknown = sorted(problems(write(tmp_path, parties=data)), key=lambda problem: problem.code)
    assert where(lacking) == ("E-COLUMN", "parties.csv", 1, "name")
    assert "'nme'" in lacking.hint
    assert where(unknown) == ("W-COLUMN", "parties.csv", 1, "nme")


def test_headers_in_words(tmp_path):
    shipments = "ID,Consignor,consignee,Country of origin\ns1,plant,shop,Viet Nam\n"
    loaded = load([write(tmp_path, shipments=shipments, documents="id,kind\n", evidence="document,claim,stance\n")])
    assert loaded.con.execute("SELECT country_of_origin FROM shipment").fetchall() == [("VN",)]


def test_semicolons(tmp_path):
    found = [each for each in problems(write(tmp_path, lots="id;product\nlot-1;yarn\n")) if each.file == "lots.csv"]
    assert [where(each) for each in found] == [("E-DELIMITER", "lots.csv", 1, "")]
    assert "--map" in found[0].hint


def test_empty_file(tmp_path):
    found = [each for each in problems(write(tmp_path, lots="")) if each.file == "lots.csv"]
    assert [where(each) for each in found] == [("E-COLUMN", "lots.csv", 1, "")]


def test_utf_16(tmp_path):
    data = SOUND["lots"].encode("utf-16")
    found = [each for each in problems(write(tmp_path, lots=data)) if each.file == "lots.csv"]
    assert [where(each) for each in found] == [("E-ENCODING", "lots.csv", 1, "")]
    assert "--encoding utf-16" in found[0].hint


def test_unknown_table(tmp_path):
    folder = write(tmp_path)
    (folder / "shipment.csv").write_text("id\n")
    found = only(folder)
    assert where(found) == ("E-TABLE", "shipment.csv", 0, "")
    assert found.hint == "did you mean shipments?"


def test_other_files_of_the_name_of_a_table(tmp_path):
    folder = write(tmp_path)
    (folder / "lots.xlsx").write_bytes(b"")
    (folder / "notes.md").write_text("of no concern")
    found = only(folder)
    assert where(found) == ("W-TABLE", "lots.xlsx", 0, "")
    assert "lots.csv" in found.hint


def test_header_only_is_an_empty_table(tmp_path):
    loaded = load([write(tmp_path, matches="holder,listing,decision,by,reason\n")])
    assert "matches" not in loaded.records


def test_every_row_of_a_large_file_has_its_number(tmp_path):
    rows = "".join(f"lot-{number},yarn\n" for number in range(2, 30_002))
    folder = write(tmp_path, lots=f"+{rows}".rstrip())
    con = load([folder]).con
    wrong = "SELECT count(*) FROM raw.lots WHERE id LIKE 'lot-%' AND \"row\" <> CAST(substr(id, 5) AS INTEGER) + 1"
    assert con.execute("SELECT count(*) FROM raw.lots").fetchone() == (30_001,)
    assert con.execute(wrong + " AND id <> 'lot-1'").fetchone() == (0,)
