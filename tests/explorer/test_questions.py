"""What the explorer answers: rows, evidence of hops, records, search, neighborhoods, exports."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from clew.cli import run
from clew.errors import ClewError
from clew.explorer.desk import Desk
from clew.formats.spreadsheet import uncomputed
from clew.trace.run import Request
from tests.explorer.conftest import let_in
from tests.explorer.graphs import STORY, write

RULE = "US-CAATSA-321B"
Ask = Callable[..., Any]


def test_rows_show_verdict_and_chain_beside_each_other(ask: Ask) -> None:
    rows = {row["entry"]: row for row in ask("rows")["rows"]}
    assert {entry: row["verdict"] for entry, row in rows.items()} == {
        "E-1": "reached", "E-2": "reached", "E-3": "unresolved",
    }  # fmt: skip
    assert rows["E-1"]["states"] == ["documented", "missing", "asserted", "documented", "asserted"]
    assert rows["E-1"]["open"] == {
        "behind": False, "frontier": 2, "unscreened": 0, "labor_unrecorded": 2, "complete": True,
    }  # fmt: skip


def test_the_surest_come_first_or_those_with_most_gaps(ask: Ask) -> None:
    assert [row["entry"] for row in ask("rows")["rows"]] == ["E-2", "E-1", "E-3"]
    assert ask("rows", sort="gaps")["rows"][0]["entry"] in {"E-1", "E-3"}
    assert [row["entry"] for row in ask("rows", sort="entry")["rows"]] == ["E-1", "E-2", "E-3"]


@pytest.mark.parametrize(
    ("asked", "entries"),
    [
        ({"rule": RULE}, {"E-1", "E-2", "E-3"}),
        ({"rule": "US-1307-LABOR"}, set()),
        ({"basis": ["asserted", "assumed"]}, {"E-1", "E-2"}),
        ({"verdict": "unresolved"}, {"E-3"}),
        ({"country": "VN"}, {"E-1"}),
        ({"party": "packer"}, {"E-1"}),
        ({"gaps": "1"}, {"E-1", "E-3"}),
        ({"gaps": "1", "country": "VN"}, {"E-1"}),
    ],
)
def test_filters_leave_what_fits(ask: Ask, asked: dict[str, Any], entries: set[str]) -> None:
    found = ask("rows", **asked)
    assert {row["entry"] for row in found["rows"]} == entries
    assert found["total"] == len(entries)


def test_a_hop_tells_its_documents_and_what_is_missing(ask: Ask) -> None:
    hop = ask("path", entry="E-2", rule=RULE)["hops"][0]
    assert (hop["claim"], hop["state"], hop["located"]["file"]) == ("s1", "documented", "story.json")
    assert [paper["document"] for paper in hop["papers"]] == ["d-bol", "d-inv"]
    assert hop["papers"][1]["sha256"] == "ab" * 32
    assert [each["requirement"] for each in hop["missing_what"]] == ["P-PO", "P-PAY", "P-OBS"]
    assert hop["requirements"] == 5
    assert len(hop["asks"]) == 3


def test_a_contradicted_hop_says_who_is_to_be_asked(ask: Ask) -> None:
    hop = next(hop for hop in ask("path", entry="E-3", rule=RULE)["hops"] if hop["claim"] == "s4")
    assert hop["state"] == "contradicted"
    assert [(paper["document"], paper["note"]) for paper in hop["papers"] if paper["rebuts"]] == [
        ("d-no", "page 3 of the ruling")
    ]
    assert hop["asks"][0].startswith("Documents disagree about shipment s4: ask ")


def test_an_inferred_hop_names_what_settles_it(ask: Ask) -> None:
    hop = next(hop for hop in ask("path", entry="E-1", rule=RULE)["hops"] if hop["claim"] is None)
    assert hop["state"] == "missing"
    assert hop["asks"][0].startswith("Ask ")


def test_paths_of_a_finding_begin_with_the_one_of_the_result(ask: Ask) -> None:
    found = ask("paths", entry="E-1", rule=RULE)
    counted = ask("paths", entry="E-1", rule=RULE, count=1)
    first = ask("path", entry="E-1", rule=RULE)
    assert found["all"]
    assert counted["total"] == {"paths": len(found["paths"]), "exact": True}
    assert found["paths"][0]["states"] == [hop["state"] for hop in first["hops"]]
    assert (found["paths"][0]["basis"], found["paths"][0]["start"]) == ("assumed", "asserted")
    assert {(stock["holder"], stock["item"]) for stock in counted["shared"]["stocks"]} >= {("plant", "lot-7")}


@pytest.mark.parametrize(
    ("words", "kind", "found"),
    [
        ("大连", "party", "dalian"),
        ("dalian marine", "party", "dalian"),
        ("DALIAN", "party", "dalian"),
        ("한빛", "party", "trader"),
        ("plant no", "facility", "plant"),
        ("lot-7", "lot", "lot-7"),
        ("crab ca", "product", "cake"),
        ("e-2", "entry", "E-2"),
        ("4711", "document", "d-bol"),
        ("w-kp", "workforce", "w-kp"),
    ],
)
def test_search_finds_by_id_name_alias_and_script(ask: Ask, words: str, kind: str, found: str) -> None:
    hits = ask("search", q=words)
    assert (kind, found) in {(hit["kind"], hit["id"]) for hit in hits["found"]}


def test_search_wants_all_words(ask: Ask) -> None:
    assert ask("search", q="lakeshore vietnam")["total"] == 0
    assert ask("search", q="  ")["found"] == []


def test_records_tell_their_goods_claims_and_paths(ask: Ask) -> None:
    holder = ask("about", kind="party", id="trader")
    assert holder["paths"] == 3
    assert {stock["item"] for stock in holder["stocks"]} >= {"lot-7", "lot-8"}
    paper = ask("about", kind="document", id="d-no")
    assert paper["claims"] == [{"kind": "shipment", "id": "s4", "rebuts": True, "complete": False}]
    claim = ask("about", kind="claim", id="s1")
    assert (claim["claim_kind"], claim["cells"]["consignee"], claim["days"]) == (
        "shipment", "trader", ["2024-03-02", "2024-03-02"],
    )  # fmt: skip


def test_a_neighborhood_is_the_same_in_any_order_and_says_what_it_hides(ask: Ask) -> None:
    one, two = json.dumps(["trader", "lot-7"]), json.dumps(["shop", "lot-7"])
    both = ask("near", at=[one, two])
    assert both == ask("near", at=[two, one, one])
    assert {"holder": "plant", "item": "lot-7"} in both["stocks"]
    assert {"entry": "E-2"} in both["stocks"]
    assert both["hidden"] == 0
    assert len(ask("near", at=one)["stocks"]) < len(both["stocks"])


@pytest.mark.parametrize(
    ("what", "status"),
    [
        ("stage?entry=E-9&of=x", 404),
        ("stage?entry=E-1&of=NOPE", 404),
        ("stage?entry=E-1&of=US-CAATSA-321B&n=23", 404),
        ("beside?entry=E-1&of=US-CAATSA-321B&n=23&hop=0", 404),
        ("stage?entry=E-1&entry=E-2", 400),
        ("stage?entry=E-1&of=US-CAATSA-321B&n=-1", 400),
        ("stage?entry=E-1&of=US-CAATSA-321B&n=99999999999999", 400),
        ("list?offset=x", 400),
        ("beside?record=party:nobody", 404),
        ("beside?record=party:';DROP TABLE holder;--", 404),
        ("beside?record=nothing", 404),
        ("stage?view=near&at=x", 400),
        ("stage?view=near&at=[1,2]", 400),
        ("stage?view=near&at=" + "[" * 5000, 400),
        ("stage?view=near&at=[[]]", 400),
        ('stage?view=near&at=["plant","nothing"]', 404),
        ("exports?view=near&entry=E-9&of=x", 404),
        ("planned", 400),
        ("planned?entry=E-9", 404),
        ("planned?entry=E-1&of=NOPE", 404),
        ("supposed?entry=E-1", 400),
        ("supposed?entry=E-1&suppose=claim&claim=nothing", 404),
        ("supposed?entry=E-1&pick=99", 400),
        ("supposed?entry=E-1&pick=-1", 400),
        ("supposed?entry=E-9&suppose=claim&claim=<script>alert(1)</script>", 404),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_in_words(story: Desk, what: str, status: int) -> None:
    answer = let_in(story).get(f"/panel/{what}")
    assert answer.status_code == status
    told = re.fullmatch('<p class="gap" data-code="(E-[A-Z]+)">([^<>]+)</p>', answer.text)
    assert told is not None
    assert told[2].strip()
    assert "Traceback" not in answer.text


def test_the_list_goes_to_spreadsheets_without_formulas(story: Desk) -> None:
    answer = let_in(story).get("/export/paths.csv", params={"gaps": "1"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["entry"] for row in rows] == ["E-1", "E-3"]
    assert answer.headers["content-disposition"] == 'attachment; filename="paths.csv"'
    assert uncomputed("=1+1") == "'=1+1"
    assert uncomputed("\t@x") == "'\t@x"


def test_an_exported_entry_is_what_trace_tells(story: Desk) -> None:
    told = let_in(story).get("/export/entry.json", params={"entry": "E-1"}).json()
    with story.at_hand() as traced:
        trace = traced.trace.result()
    assert told["entries"] == json.loads(json.dumps([each for each in trace["entries"] if each["entry"] == "E-1"]))
    assert told["graph"] == trace["graph"]


def test_a_plan_tells_what_to_ask_for_and_what_would_be(ask: Ask) -> None:
    plan = ask("plan", entry="E-1")
    assert [each["request"] for each in plan["requests"]] == ["proof"]
    assert plan["verdict"] == "unproven"
    one = ask("suppose", entry="E-1", pick="0")
    assert one["hypothetical"]
    assert one["verdict"] == {"now": "reached", "then": "unresolved"}
    assert one["findings"] == [{"rule": RULE, "force": "presumption", "now": "assumed", "then": "rebutted"}]
    every = ask("suppose", entry="E-1", pick=[str(k) for k in range(1 + len(plan["chain"]))])
    assert every["verdict"]["then"] == plan["verdict"]
    assert set(every["open"]["then"].values()) == {0}
    assert {row["entry"]: row["verdict"] for row in ask("rows")["rows"]}["E-1"] == "reached"


def test_what_if_documents_existed(ask: Ask) -> None:
    told = ask("suppose", entry="E-2", claim=["w-kp", "E-2"])
    assert told["findings"] == [{"rule": RULE, "force": "presumption", "now": "asserted", "then": "documented"}]
    assert ask("suppose", entry="E-2", against="w-kp")["findings"][0]["then"] == "rebutted"
    assert "documented" not in {row.get("basis") for row in ask("rows")["rows"]}


def test_a_saved_picture_is_the_one_of_the_command(ask: Ask, story: Desk, tmp_path: Path) -> None:
    assert ask("status")["case"] is None
    saved = let_in(story).get("/view/path.svg", params={"entry": "E-1", "rule": RULE, "n": 0, "save": 1})
    graph, drawn = write(tmp_path, "story", STORY), tmp_path / "path.svg"
    assert run(["view", str(graph), "E-1", "--rule", RULE, "-o", str(drawn)]) == 0
    assert saved.content == drawn.read_bytes()
    assert b"<style>" in saved.content
    shown = let_in(story).get("/panel/stage", params={"entry": "E-1", "of": RULE}).text
    assert "<svg" in shown
    assert "<style>" not in shown


def test_until_the_graph_is_traced_the_step_is_told_and_all_else_waits(tmp_path: Path) -> None:
    desk = Desk(Request([str(write(tmp_path, "story", STORY))]), None, later=True)
    client = let_in(desk)
    waiting = client.get("/panel/progress").text
    assert waiting.startswith('<div data-into="stage" data-tracing>')
    assert "The graph is being traced: reading … " in waiting
    Timer(0.2, desk.trace).start()
    assert "3 entries" in client.get("/panel/head").text
    assert client.get("/panel/progress").text == '<div data-into="stage"></div>'


def test_a_trace_that_fails_is_told_to_all_who_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(Request([str(write(tmp_path, "story", STORY))]), None, later=True)

    def broken(*_: Any) -> Any:
        raise ClewError("no memory is left.", code="E-USAGE")

    monkeypatch.setattr("clew.explorer.desk.finish", broken)
    with pytest.raises(ClewError, match="no memory"):
        desk.trace()
    answer = let_in(desk).get("/panel/head")
    assert (answer.status_code, answer.text) == (400, '<p class="gap" data-code="E-USAGE">no memory is left.</p>')
