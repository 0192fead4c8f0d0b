"""Every kind of error and warning of the records: code, file, row, column, value, hint."""

import pytest

from tests.tables import only, problems, where, write


def test_sound_graph_has_no_problem(tmp_path):
    assert problems(write(tmp_path)) == ()


CASES = [
    # table, text, code, row, column, value, words of the message, words of the hint
    ("parties", "+,Nameless,VN", "E-MISSING", 4, "id", "", "id is blank", "Your id of the party"),
    ("parties", "+x,,VN", "E-MISSING", 4, "name", "", "name is blank", "as on its papers"),
    ("shipments", "+s2,plant,,shirt,,", "E-MISSING", 3, "consignee", "", "is blank", "Who received"),
    ("parties", "+x|y,X,", "E-ID", 4, "id", "x|y", "cannot be an id", "may not hold a |"),
    ("products", "+*,Star,,", "E-ID", 4, "id", "*", "cannot be an id", "may not be *"),
    ("parties", "+x,X,Vietnm", "E-COUNTRY", 4, "country", "Vietnm", "no country", "Viet Nam (VN)"),
    ("parties", "+x,X,Korea", "E-COUNTRY", 4, "country", "Korea", "more than one country", "KP (North Korea)"),
    ("parties", "+x,X,Congo", "E-COUNTRY", 4, "country", "Congo", "more than one country", "CD (Democratic"),
    ("entries", "+E2,shop,shirt,01/06/2024", "E-DATE", 3, "date", "01/06/2024", "no date", "2024-06-01 or 2024-01-06"),
    ("entries", "+E2,shop,shirt,2024-6-1", "E-DATE", 3, "date", "2024-6-1", "no date", "2024-06-01"),
    ("entries", "+E2,shop,shirt,2024-02-30", "E-DATE", 3, "date", "2024-02-30", "no date", "no such day"),
    ("entries", "+E2,shop,shirt,2024-13", "E-DATE", 3, "date", "2024-13", "no date", "no such day"),
    ("entries", "+E2,shop,shirt,45444", "E-DATE", 3, "date", "45444", "no date", "2024-06-01"),
    ("entries", "+E2,shop,shirt,2024-06-01 10:00", "E-DATE", 3, "date", "2024-06-01 10:00", "no date", "2024-06-01"),
    ("entries", "+E2,shop,shirt,soon", "E-DATE", 3, "date", "soon", "no date", "write YYYY"),
    ("entries", "+E2,shop,shirt,0024-06-01", "W-YEAR", 3, "date", "0024-06-01", "another century", "four digits"),
    ("bom", "+b2,shirt,yarn,two", "E-NUMBER", 3, "quantity", "two", "no number", "digits"),
    ("bom", '+b2,shirt,yarn,"1,000"', "E-NUMBER", 3, "quantity", "1,000", "no number", "1000"),
    ("bom", '+b2,shirt,yarn,"1,5"', "E-NUMBER", 3, "quantity", "1,5", "no number", "1.5"),
    ("bom", "+b2,shirt,yarn,2 kg", "E-NUMBER", 3, "quantity", "2 kg", "no number", "own column"),
    ("bom", "+b2,shirt,yarn,NaN", "E-NUMBER", 3, "quantity", "NaN", "no number", "digits"),
    ("bom", "+b2,shirt,yarn,-1", "E-RANGE", 3, "quantity", "-1", "at least 0", "minus"),
    ("owners", "+own2,mill,shop,160", "E-RANGE", 3, "share", "160", "0 to 100 percent", "point"),
    ("evidence", "+doc-1,s1,suports,", "E-CODE", 3, "stance", "suports", "no stance", "did you mean supports"),
    ("evidence", "+doc-1,s1,supports,all", "E-CODE", 3, "about", "all", "no about", "complete"),
    ("workforces", "+w2,plant,VN,slave,,", "E-CODE", 3, "condition", "slave", "no condition", "forced, bonded"),
    ("matches", "+mill,x,maybe,me,why", "E-CODE", 3, "decision", "maybe", "no decision", "confirmed, rejected"),
    (
        "facilities",
        "id,name,custody\nplant,Plant,mass balanc\n",
        "E-CODE",
        2,
        "custody",
        "mass balanc",
        "",
        "mass_balance",
    ),
    (
        "processes",
        "+p2,plant,extracton,,yarn,,",
        "E-CODE",
        3,
        "kind",
        "extracton",
        "no kind",
        "did you mean extraction",
    ),
    ("products", "+x,X,61-AB,", "E-HS", 4, "hs", "61-AB", "no HS code", "2 to 10 digits"),
    ("documents", "+doc-1b,po,shop", "W-UNCITED", 3, "id", "doc-1b", "no claim cites", "evidence"),
    (
        "shipments",
        "+s1,plant,shop,,,",
        "E-DUPLICATE",
        3,
        "id",
        "s1",
        "taken by shipments.csv, shipments, row 2",
        "another id",
    ),
    ("shipments", "+E1,plant,shop,,,", "E-DUPLICATE", 3, "id", "E1", "taken by entries.csv", "share their ids"),
    ("shipments", "+plant,plant,shop,,,", "E-DUPLICATE", 3, "id", "plant", "taken by facilities.csv", "operator"),
    ("shipments", "+s2,plnat,shop,,,", "E-REFERENCE", 3, "consignor", "plnat", "no party or facility 'plnat'", "plant"),
    ("shipments", "+s2,plant,shop,shirt|socks,,", "E-REFERENCE", 3, "item", "socks", "products or lots", "add a row"),
    ("shipments", "+s2,yarn,shop,,,", "E-REFERENCE", 3, "consignor", "yarn", "is a product", "parties or facilities"),
    ("shipments", "+s2,plant,shop,*,,", "E-REFERENCE", 3, "item", "*", "no product or lot '*'", "leave the cell blank"),
    ("shipments", "+s2,plant,shop,,,doc-9", "E-REFERENCE", 3, "evidence", "doc-9", "should be in documents", "doc-1"),
    ("lots", "+lot-2,lot-1", "E-REFERENCE", 3, "product", "lot-1", "is a lot", "an id of products"),
    ("bom", "+b2,shirt,lot-1,", "E-REFERENCE", 3, "component", "lot-1", "is a lot", "products"),
    ("operations", "+o2,plant,plant,", "E-REFERENCE", 3, "operator", "plant", "is a facility", "parties"),
    ("workforces", "+w2,plant,VN,,p9,", "E-REFERENCE", 3, "process", "p9", "should be in processes", "add it"),
    ("workforces", "+w2,shop,VN,,p1,", "E-PROCESS", 3, "process", "p1", "is at 'plant'", "its own place"),
    ("evidence", "+doc-1,s9,supports,", "E-REFERENCE", 3, "claim", "s9", "no claim 's9'", "named by the id"),
    ("evidence", "+doc-9,s1,supports,", "E-REFERENCE", 3, "document", "doc-9", "documents", "doc-1"),
    ("same_as", "+same2,mill,yarn,", "E-SAMENESS", 3, "b", "yarn", "'mill' is a holder", "two holders or two items"),
    ("same_as", "+same2,mill,mill,", "W-SAME-ITSELF", 3, "b", "mill", "said to be itself", "wrong"),
    ("processes", "+p2,plant,,lot-1,shirt,2024-05,2024-04", "E-PERIOD", 3, "start", "2024-05", "after end", "swap"),
    (
        "processes",
        "+p2,plant,,lot-1,shirt,2024-05-02,2024-05-01",
        "E-PERIOD",
        3,
        "start",
        "2024-05-02",
        "after end",
        "",
    ),
    (
        "processes",
        "+p2,plant,extraction,lot-1,shirt,,",
        "E-EXTRACTION",
        3,
        "inputs",
        "lot-1",
        "no inputs",
        "transformation",
    ),
    (
        "processes",
        "+p2,plant,,lot-1|yarn,shirt|lot-1,,",
        "W-INPUT-RETURNED",
        3,
        "outputs",
        "shirt|lot-1",
        "its own",
        "two",
    ),
    ("segregations", "+seg2,plant,yarn,yarn", "E-SEGREGATION", 3, "output", "yarn", "apart from itself", "into what"),
    ("shipments", "+s2,plant,plant,,,", "W-SELF-SHIPMENT", 3, "consignee", "plant", "own consignor", "facilities"),
    ("bom", "+b2,yarn,shirt,\nb3,shirt,shirt,", "W-BOM-CYCLE", 2, "component", "yarn", "contains itself", "wrong way"),
    ("parties", "+mill2,MILL,", "W-SAME-NAME", 4, "name", "MILL", "have one name", "same_as"),
    ("products", "+x,1.2E+10,,", "W-SPREADSHEET", 4, "name", "1.2E+10", "spreadsheet", "as text"),
    ("products", "+x,X,302,", "W-SPREADSHEET", 4, "hs", "302", "odd number of digits", "as text"),
    ("lots", "+3-May,yarn", "W-SPREADSHEET", 3, "id", "3-May", "spreadsheet", "as text"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[2]} {case[1]}")
def test_problem(tmp_path, case):
    table, text, code, row, column, value, message, hint = case
    found = next(problem for problem in problems(write(tmp_path, **{table: text})) if problem.code == code)
    assert where(found) == (code, f"{table}.csv", row, column)
    assert found.value == value
    assert message in found.message
    assert hint in found.hint


def test_node_of_an_id_that_is_taken(tmp_path):
    found = only(write(tmp_path, parties="+yarn,Yarn Ltd,"), code="E-DUPLICATE")
    assert where(found) == ("E-DUPLICATE", "products.csv", 2, "id")
    assert "taken by parties.csv, parties, row 4" in found.message
    assert "share their ids" in found.hint


SILENT = [
    ("parties", "+x,X,Côte d'Ivoire"),
    ("parties", "+x,X,cn"),
    ("processes", "+p2,plant,EXTRACTION,,yarn,2024,2024"),
    ("entries", "+E2,shop,,2024"),
    ("products", "+x,X,0302.89,"),
    ("bom", "+b2,shirt,yarn,1.5e3"),
]


@pytest.mark.parametrize(("table", "text"), SILENT)
def test_no_problem(tmp_path, table, text):
    assert problems(write(tmp_path, **{table: text})) == ()


def test_task_close_to_handling(tmp_path):
    workforces = (
        "id,at,nationality,task\nw1,plant,VN,Loadng\nw2,plant,VN,trucking\nw3,plant,VN,loading\nw4,plant,VN,sewing\n"
    )
    first, second = problems(write(tmp_path, workforces=workforces))
    assert where(first) == ("W-TASK", "workforces.csv", 2, "task")
    assert "write loading" in first.hint
    assert "write transport" in second.hint


def test_identifier_without_scheme(tmp_path):
    found = only(write(tmp_path, parties="id,name,identifiers\nmill,Mill,IMO:1|77\nshop,Shop,LEI:a|IMO:2\n"))
    assert where(found) == ("W-IDENTIFIER", "parties.csv", 2, "identifiers")
    assert "IMO:9074729" in found.hint


def test_sha256_of_a_document(tmp_path):
    found = only(write(tmp_path, documents="id,kind,sha256\ndoc-1,po,12ab\n"))
    assert where(found) == ("E-SHA256", "documents.csv", 2, "sha256")


def test_evidence_of_a_facility_without_operator(tmp_path):
    folder = write(tmp_path, facilities="id,name,evidence\nplant,Plant,doc-1\n", evidence="+doc-1,plant,supports,")
    claim, evidence = problems(folder)
    assert where(claim) == ("E-REFERENCE", "evidence.csv", 3, "claim")
    assert "has no operator on record" in claim.message
    assert where(evidence) == ("W-EVIDENCE", "facilities.csv", 2, "evidence")


def test_equal_rows_are_told(tmp_path):
    found = only(write(tmp_path, lots="id,product\nlot-1,yarn\nlot-1,yarn\n"))
    assert where(found) == ("E-DUPLICATE", "lots.csv", 3, "id")
    assert "delete one" in found.hint


def test_a_decided_pair_of_one_name_is_no_problem(tmp_path):
    folder = write(tmp_path, parties="+mill2,MILL,", same_as="id,a,b,decision\nx,mill2,mill,different\n")
    assert problems(folder) == ()


def test_all_problems_in_one_run(tmp_path):
    folder = write(
        tmp_path,
        parties="id,name,country\nmill,,Vietnm\nshop,Shop,DE\n",
        shipments="id,consignor,consignee,departed,arrived\ns1,nobody,shop,2024-02,2024-01\ns1,mill,,x,\n",
        bom="id,product,component,quantity\nb1,shirt,yarn,many\n",
    )
    assert [where(problem) for problem in problems(folder)] == [
        ("E-NUMBER", "bom.csv", 2, "quantity"),
        ("E-COUNTRY", "parties.csv", 2, "country"),
        ("E-MISSING", "parties.csv", 2, "name"),
        ("E-REFERENCE", "shipments.csv", 2, "consignor"),
        ("E-PERIOD", "shipments.csv", 2, "departed"),
        ("E-MISSING", "shipments.csv", 3, "consignee"),
        ("E-DATE", "shipments.csv", 3, "departed"),
        ("E-DUPLICATE", "shipments.csv", 3, "id"),
    ]
