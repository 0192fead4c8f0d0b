"""Every question about the records has two forms, in rows and in columns: they give the same answers."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clew.formats import ingest
from clew.formats.part import Reading, of_rows
from clew.model.tables import TABLES, Column, Kind
from clew.store import check, names, open_store, raw
from clew.store.digest import digest
from clew.store.held import Held

TEXTS = {
    Kind.ID: ["a", "b", "c", "d", "a|b", "*", "1.0E+5", "3-May", "x\ny"],
    Kind.TEXT: [
        "A",
        "a",
        "Ä",
        "A Co., Ltd.",
        "IMO:1",
        "IMO:1|x",
        "61.05",
        "6105.1",
        "1605 10",
        "f" * 64,
        "loadng",
        "sewing",
    ],
    Kind.DATE: [
        "2024",
        "2024-02",
        "2024-02-29",
        "2023-02-29",
        "2024-2-1",
        "0000",
        "0001",
        "1899-12",
        "x",
        "20240101",
        "2024-13",
    ],
    Kind.NUMBER: [
        "1",
        "1.",
        ".5",
        "-1",
        "1e3",
        "1e999",
        "nan",
        "1_0",
        "1,0",
        "१",
        "0.1",
        "1e-5",
        "123456789.125",
        "181",
    ],
    Kind.COUNTRY: ["VN", "vn", "Viet Nam", "Korea", "Atlantis"],
    Kind.REFERENCE: ["a", "b", "c", "d", "a|b", "z", "*"],
}
BLANK = [None, None, ""]


def cell(column: Column):
    texts = [*column.codes, "YES", "x"] if column.kind is Kind.CODE else TEXTS[column.kind]
    return st.sampled_from(BLANK + texts)


@st.composite
def tables(draw):
    chosen = draw(st.lists(st.sampled_from(sorted(TABLES)), min_size=1, max_size=5, unique=True))
    parts = []
    for name in chosen:
        columns = [column for column in TABLES[name].columns if column.required or draw(st.booleans())]
        rows = draw(st.lists(st.tuples(*map(cell, columns)), max_size=4))
        parts.append((name, [column.name for column in columns], rows))
    return parts


def told(parts, *, few):
    """Return everything that is said of records: problems, unsound rows, hash, normal names."""
    with open_store() as con:
        raw.create(con)
        intake = ingest.Intake(con)
        made = [of_rows(name, f"{name}.csv", head, list(enumerate(rows, start=2))) for name, head, rows in parts]
        ingest.take(intake, Reading(made))
        held = Held(con, intake.sources, intake.records, few)
        held.norms = names.begin(held)
        held.norms()
        report = check(held)
        unsound = sorted((source, row, str(problem)) for source, row, problem in report.unsound)
        norms = sorted(con.execute("FROM raw.norm").fetchall())
        return sorted(report.problems), unsound, "" if unsound else digest(held), norms


@given(tables())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_rows_and_columns_agree(parts):
    assert told(parts, few=True) == told(parts, few=False)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_text_in_every_column(table):
    columns = TABLES[table].columns
    longest = max(len(TEXTS.get(column.kind, column.codes)) for column in columns)
    rows = []
    for place in range(longest):
        texts = [[*column.codes, "YES"] if column.kind is Kind.CODE else TEXTS[column.kind] for column in columns]
        rows.append(tuple(each[place % len(each)] for each in texts))
    parts = [(table, [column.name for column in columns], rows)]
    problems, *rest = told(parts, few=True)
    assert problems
    assert (problems, *rest) == told(parts, few=False)
