"""Reports: every format says the same, the same records give the same bytes, every text is inert."""

import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from python_calamine import load_workbook

from clew.engine.subgraph import Session
from clew.engine.walks import Walks
from clew.errors import ClewError
from clew.formats.spreadsheet import FORMULA
from clew.model.basis import Basis
from clew.reports import html, markdown, tables, words
from clew.reports.model import build
from clew.reports.packed import unpack
from clew.reports.pdf import MOST, document
from clew.trace.beside import LISTED, Beside
from clew.trace.run import Request, Trace, run
from clew.views.case import of_result
from tests.explorer.graphs import STORY, poisoned, write

Report = dict[str, Any]
ROOT = Path(__file__).parents[3]


def reported(folder: Path, records: dict[str, list[dict[str, Any]]]) -> Report:
    return report_of(run(Request([str(write(folder, "story", records))])))


def report_of(trace: Trace) -> Report:
    con = trace.loaded.con
    return build(of_result(con, trace.result(), trace.packs), con, (), Beside(con).others)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return reported(tmp_path_factory.mktemp("story"), STORY)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return reported(tmp_path_factory.mktemp("hostile"), poisoned(STORY))


class Page(HTMLParser):
    """The elements, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update((name, value or "") for name, value in attrs)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def steps(report: Report) -> list[Report]:
    return [step for entry in report["entries"] for path in entry["paths"] for step in path["steps"]]


def test_the_story_has_what_is_tested(story: Report) -> None:
    assert {step["state"] for step in steps(story)} >= {"asserted", "missing"}
    assert story["documents"]
    assert any(entry["requests"] for entry in story["entries"])


def test_every_format_names_every_step_document_and_request(story: Report) -> None:
    workbook = load_workbook(io.BytesIO(tables.workbook(story)))
    cells = " ".join(
        str(cell)
        for name in workbook.sheet_names
        for row in workbook.get_sheet_by_name(name).to_python()
        for cell in row
    )
    page = " ".join(Page(html.page(story).partition(html.MARK)[0]).text)
    text = markdown.text(story).replace("\\", "")
    for shown in (cells, page, text):
        assert [step["number"] for step in steps(story) if step["number"] not in shown] == []
        assert [each["document"] for each in story["documents"] if each["document"] not in shown] == []
        assert story["digest"] in shown
    requests = [each["ask"] for entry in story["entries"] for each in entry["requests"]]
    assert [ask for ask in requests if ask not in page] == []
    csv = tables.csv_text(story)
    assert [step["claim"] for step in steps(story) if step["claim"] and step["claim"] not in csv] == []


def test_the_data_is_of_the_published_form(story: Report, hostile: Report) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads((ROOT / "graph_schema" / "report.schema.json").read_text(encoding="utf-8"))
    for report in (story, hostile):
        assert list(Draft202012Validator(schema).iter_errors(json.loads(json.dumps(report)))) == []


def test_every_gap_is_named_in_text(story: Report) -> None:
    page = html.page(story)
    for step in steps(story):
        row = re.search(rf'<td class="number">{re.escape(step["number"])}</td>.*?</tr>', page)
        assert row
        assert ('class="state gap"' in row[0]) == (step["state"] != "documented")
        assert row[0].count('class="miss"') == sum(each["state"] != "met" for each in step["requirements"])


@pytest.mark.parametrize("sample", ["battery", "crab-third-country", "rebutted-workforce", "supplier-relationships"])
def test_other_paths_are_those_that_clew_paths_lists(sample: str) -> None:
    trace = run(Request([str(ROOT / "sample_graphs" / sample)]))
    session = Session(trace.loaded.con)
    counted = 0
    for entry in report_of(trace)["entries"]:
        for path in entry["paths"]:
            holders = {end["holder"] for step in path["steps"] for end in (step["from"], step["to"]) if "holder" in end}
            level = 0 if path["basis"] == "rebutted" else int(Basis[path["basis"].upper()])
            cut = session.pruned(entry["entry"], level, (path["rule"],))
            listed = [[cut.real_hop(*pair) for pair in walk.pairs] for walk in Walks(cut).shortest_first()]
            beside = [hops for hops in listed if {hop.source.holder for hop in hops} <= holders]
            assert path["others"] == {"paths": len(beside) - 1, "exact": True}
            counted += len(beside)
    assert counted >= 3


def test_a_path_that_goes_round_in_circles_is_counted_as_far_as_is_said(story: Report) -> None:
    trace = run(Request([str(ROOT / "sample_graphs" / "kitchenware")], entries=("BOWL-00",), chain="witness"))
    report = report_of(trace)
    found = [path for entry in report["entries"] for path in entry["paths"] if not path["others"]["exact"]]
    assert found
    assert all(path["others"]["paths"] >= LISTED - 1 for path in found)
    told = f"Other paths through the same parties: at least {found[0]['others']['paths']:,}"
    assert told in html.page(report)
    assert told in markdown.text(report).replace("\\", "")


def test_the_matrix_says_what_the_steps_say(story: Report) -> None:
    signs = {"met": "●", "silent": "·", "missing": "○", "contradicted": "✕"}
    rows = {name: list(rows) for name, _, rows in tables.sheets(story)}
    heads = {name: heads for name, heads, _ in tables.sheets(story)}["matrix"]
    cells = {
        (step, code): cell
        for row in rows["matrix"]
        for step in str(row[1]).split(", ")
        for code, cell in zip(heads[3:], row[3:], strict=True)
    }
    asked = {
        (step["number"], each["requirement"]): signs[each["state"]]
        for step in steps(story)
        for each in step["requirements"]
    }
    assert len(asked) > 20
    assert {key: cell for key, cell in cells.items() if cell and not key[0].endswith(".0")} == asked
    assert {"met", "missing", "contradicted"} <= {
        each["state"] for step in steps(story) for each in step["requirements"]
    }
    numbers = [step["number"] for step in steps(story)]
    told = [number for entry in story["entries"] for row in entry["matrix"]["rows"] for number in row["steps"]]
    assert sorted(number for number in told if not number.endswith(".0")) == sorted(numbers)


def test_what_is_missing_names_its_request(story: Report) -> None:
    asked = {each["number"]: each for entry in story["entries"] for each in entry["requests"]}
    named = [(step, each) for step in steps(story) for each in step["requirements"] if each["request"]]
    assert named
    page = " ".join(Page(html.page(story).partition(html.MARK)[0]).text)
    for step, each in named:
        assert (asked[each["request"]]["claim"], asked[each["request"]]["requirement"]) == (
            step["claim"],
            each["requirement"],
        )
        assert re.search(rf"{re.escape(each['proves'])}[^→]*→ {re.escape(each['request'])} ", page)


def test_the_parts_of_a_package_are_in_their_order(story: Report) -> None:
    parts = (
        "Summary", "Contents", "1.1 ", "Steps × requirements", "Requests", "Rebuttals and contradictions",
        "Parties and facilities", "Documents", "Lists and their editions", "How to reproduce it", "Certificates",
    )  # fmt: skip
    page = " ".join(Page(html.page(story).partition("<body>")[2].partition(html.MARK)[0]).text)
    pages = PdfReader(io.BytesIO(document(story)[0])).pages
    for text in (page, markdown.text(story), "\n".join(each.extract_text() for each in pages)):
        after = text[text.index("Contents") + 10 :]
        places = [after.index(part) for part in parts[2:]]
        assert text.index("Summary") < text.index("Contents")
        assert [after.rindex(part) for part in parts[6:]] == sorted(after.rindex(part) for part in parts[6:])
        assert places[:4] == sorted(places[:4])


def test_rows_in_another_order_give_the_same_bytes(tmp_path: Path, story: Report) -> None:
    other = reported(tmp_path, {table: rows[::-1] for table, rows in STORY.items()})
    assert html.page(other) == html.page(story)
    assert tables.workbook(other) == tables.workbook(story)
    assert tables.csv_text(other) == tables.csv_text(story)
    assert markdown.text(other) == markdown.text(story)


def test_a_page_carries_the_report(story: Report) -> None:
    assert unpack(json.loads(html.data_of(html.page(story)) or "")) == story


def test_hostile_text_is_text_on_the_page(hostile: Report) -> None:
    page = Page(html.page(hostile))
    assert page.tags & {"script", "img", "iframe", "object", "embed", "form", "input", "link", "base"} == set()
    assert [name for name, _ in page.attributes if name.startswith("on") or name in {"src", "srcdoc", "action"}] == []
    assert [
        value for name, value in page.attributes if name == "href" and not re.fullmatch(r"#[ep][\d.]+", value)
    ] == []
    assert "<img src=x onerror=alert(1)>" in "".join(page.text)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", html.page(hostile))
    assert "default-src 'none'" in html.page(hostile)


def test_hostile_text_is_text_in_markdown(hostile: Report) -> None:
    text = markdown.text(hostile)
    assert not re.search(r"<\w", text)
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "://" not in text
    assert not re.search("[\u202a-\u202e]", text)


def test_hostile_text_is_no_formula(hostile: Report) -> None:
    import csv

    for row in csv.reader(io.StringIO(tables.csv_text(hostile))):
        assert [cell for cell in row if cell.startswith(FORMULA)] == []
    with zipfile.ZipFile(io.BytesIO(tables.workbook(hostile))) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist()}
    sheets = [text for name, text in parts.items() if "worksheets/" in name]
    assert sheets
    assert [text for text in sheets if "<f>" in text or "<hyperlink" in text] == []


def test_letters_are_latin_on_request(story: Report) -> None:
    assert not tables.csv_text(story).isascii()
    assert tables.csv_text(story, plain_letters=True).isascii()


def test_hostile_text_is_text_in_the_pdf(hostile: Report) -> None:
    made, _ = document(hostile)
    assert made.startswith(b"%PDF-")
    assert not re.search(rb"/(URI|JavaScript|JS|Launch)\b", made)


def test_the_pdf_says_what_the_data_says(story: Report) -> None:
    pages = PdfReader(io.BytesIO(document(story)[0])).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    said = [story["digest"], story["statement"]]
    for entry in story["entries"]:
        said += [each[key] for each in entry["requests"] for key in ("number", "ask", "why")]
        said += [row["claim"] for row in entry["matrix"]["rows"] if row["claim"]] + entry["matrix"]["requirements"]
        said += [each["who"] for each in entry["open"]]
        for path in entry["paths"]:
            said += [step[key] for step in path["steps"] for key in ("number", "relation")] + [path["rule"]]
    said += [each["document"] for each in story["documents"]]
    latin = ["".join(each.split()) for each in said if each.isascii()]
    assert len(latin) > 40
    missing = [each for each in latin if each.replace("-", "") not in text.replace("-", "")]
    assert missing == []


def test_long_lists_are_cut_and_counted(story: Report) -> None:
    [entry, *_] = story["entries"]
    many = {**story, "entries": [{**entry, "requests": entry["requests"] * 100}]}
    more = len(entry["requests"]) * 100 - 100
    assert f"And {more:,} more requests" in html.page(many)
    assert f"And {more:,} more requests" in markdown.text(many)
    assert tables.workbook(many) != tables.workbook(story)
    rows = {name: list(rows) for name, _, rows in tables.sheets(many)}
    assert len(rows["requests"]) == more + 100


def test_the_same_report_is_the_same_pdf(story: Report) -> None:
    assert document(story)[0] == document(story)[0]


def test_more_paths_than_a_pdf_holds_are_refused_with_their_number(story: Report) -> None:
    [entry, *_] = story["entries"]
    [path, *_] = entry["paths"]
    with pytest.raises(ClewError, match="a PDF of 1,001 paths") as told:
        document({**story, "entries": [{**entry, "paths": [path] * (MOST + 1)}]})
    assert told.value.code == "E-OUTPUT"
    assert ".html" in told.value.hint


def test_what_a_path_rests_on_is_told_once_and_what_is_not_told_is_counted() -> None:
    path = {"breadcrumbs": ["no official code", *(f"note {n}" for n in range(words.RESTS + 5)), "no official code"]}
    told = words.rests(path)
    assert told[:2] == ["no official code (2 times)", "note 0"]
    assert told[-1] == "And 6 more: .json has them all."
    assert len(told) == words.RESTS + 1
