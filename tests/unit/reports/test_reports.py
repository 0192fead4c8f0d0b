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

from clew.formats.spreadsheet import FORMULA
from clew.reports import html, markdown, tables
from clew.reports.model import build
from clew.reports.pdf import document
from clew.trace.run import Request, run
from clew.views.case import of_result
from tests.explorer.graphs import STORY, poisoned, write

Report = dict[str, Any]
ROOT = Path(__file__).parents[3]


def reported(folder: Path, records: dict[str, list[dict[str, Any]]]) -> Report:
    trace = run(Request([str(write(folder, "story", records))]))
    return build(of_result(trace.loaded.con, trace.result(), trace.packs), trace.loaded.con)


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
        assert row[0].count('class="miss"') == sum(each["state"] == "missing" for each in step["requirements"])


def test_rows_in_another_order_give_the_same_bytes(tmp_path: Path, story: Report) -> None:
    other = reported(tmp_path, {table: rows[::-1] for table, rows in STORY.items()})
    assert html.page(other) == html.page(story)
    assert tables.workbook(other) == tables.workbook(story)
    assert tables.csv_text(other) == tables.csv_text(story)
    assert markdown.text(other) == markdown.text(story)


def test_a_page_carries_the_report(story: Report) -> None:
    assert json.loads(html.data_of(html.page(story)) or "") == story


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
        said += [each["ask"] for each in entry["requests"]] + [each["who"] for each in entry["open"]]
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
