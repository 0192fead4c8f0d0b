"""Notes and decisions: saved in the case with author and time, and used by the next trace."""

import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from starlette.testclient import TestClient

from clew.cli import run
from clew.explorer.desk import Desk
from clew.formats import journal, load
from clew.formats.write import write as save
from clew.trace.run import Request
from clew.views.text import QUOTES
from tests.explorer.conftest import HOME, let_in
from tests.explorer.graphs import MARK, STORY, write

LISTING = "caatsa-rixin-foods"


def post(client: TestClient, place: str = "journal", **said: str) -> Any:
    headers = {"origin": HOME, "content-type": "application/json"}
    return client.post(f"/api/{place}", content=json.dumps(said), headers=headers)


def note(**said: str) -> dict[str, str]:
    return {"about": "claim", "id": "s1", "item": "", "text": "seen", "by": "J. Doe", "decision": "", **said}


def test_notes_are_kept_word_for_word_with_author_and_time(case: Desk) -> None:
    client, text = let_in(case), f"页 3 {MARK}\n'; DROP TABLE x --"
    about = [
        ("claim", "s1", ""),
        ("stock", "plant", "lot-7"),
        ("holder", "dalian", ""),
        ("document", "d-no", ""),
        ("entry", "E-1", ""),
    ]
    for kind, id_, item in about:
        assert post(client, **note(about=kind, id=id_, item=item, text=text)).status_code == 200
    assert case.case is not None
    lines = journal.read(case.case)
    assert [(line.about, line.id, line.item) for line in lines] == about
    assert {(line.text, line.by, line.decision) for line in lines} == {(text, "J. Doe", "")}
    assert all(len(line.at) == len("2024-01-01T00:00:00Z") for line in lines)
    panel = client.get("/panel/beside", params={"view": "path", "record": "claim:s1"}).text
    assert panel.count("<blockquote>") == 1
    assert f"<blockquote>{escape(text, QUOTES)}<small>J. Doe · {lines[0].at}</small></blockquote>" in panel


NO_NOTES = [
    {"by": " "},
    {"text": ""},
    {"text": "half a sign \ud800"},
    {"about": "weather"},
    {"decision": "confirmed"},
    {"id": "nothing"},
    {"text": "x" * 10_001},
    {"about": "match", "id": "dalian", "item": LISTING, "decision": "maybe"},
    {"about": "match", "id": "dalian", "item": "no such listing", "decision": "confirmed"},
    {"about": "stock", "id": "dalian", "item": "nothing"},
    {"about": "same_as", "id": "dalian", "item": "trader", "decision": "confirmed"},
    {"about": "same_as", "id": "dalian", "item": "trader"},
    {"about": "same_as", "id": "dalian", "item": "dalian", "decision": "different"},
    {"about": "same_as", "id": "dalian", "item": "nobody", "decision": "different"},
    {"about": "same_as", "id": "dalian", "item": "crab", "decision": "different"},
]


def test_what_is_no_note_is_not_kept(case: Desk) -> None:
    client = let_in(case)
    for said in NO_NOTES:
        answer = post(client, **note(**said))
        assert answer.status_code in {400, 404}, said
        assert answer.json()["error"]
    assert case.case is not None
    assert journal.read(case.case) == []


@pytest.fixture
def listed(tmp_path: Path) -> Desk:
    """A case in which a party bears the name of one that CBP named."""
    parties = [each if each["id"] != "packer" else {**each, "name": "Rixin Foods"} for each in STORY["parties"]]
    return made(tmp_path, {**STORY, "parties": parties})


def made(folder: Path, tables: dict[str, list[dict[str, Any]]]) -> Desk:
    loaded = load([write(folder, "listed", tables)])
    path = folder / "listed.clew"
    save(loaded, path)
    loaded.con.close()
    return Desk(Request([str(path)]), path)


def match_of(desk: Desk, holder: str) -> str | None:
    with desk.at_hand() as traced:
        matches = traced.trace.dresser.facts.matches
        return next(
            (match.how for (one, listing), match in matches.items() if (one, listing) == (holder, LISTING)), None
        )


def test_a_decision_is_used_by_the_next_trace_and_can_be_withdrawn(listed: Desk) -> None:
    client = let_in(listed)
    decision = note(about="match", id="packer", item=LISTING, text="same address")
    before = sources_at_packer(listed)
    assert match_of(listed, "packer") == "name"
    assert post(client, **{**decision, "decision": "confirmed"}).status_code == 200
    assert match_of(listed, "packer") == "name"
    assert is_stale(client)
    assert post(client, "trace").json() == {"edition": 2}
    assert match_of(listed, "packer") == "confirmed"
    assert not is_stale(client)
    assert post(client, **{**decision, "decision": "rejected", "text": "another firm"}).status_code == 200
    post(client, "trace")
    assert sources_at_packer(listed) < before
    assert post(client, **{**decision, "decision": "withdrawn", "text": "not sure"}).status_code == 200
    post(client, "trace")
    assert match_of(listed, "packer") == "name"
    assert listed.case is not None
    assert [line.decision for line in journal.read(listed.case)] == ["confirmed", "rejected", "withdrawn"]
    panel = client.get("/panel/beside", params={"record": "holder:packer"}).text
    places = [panel.index(f"<blockquote>{word}: ") for word in ("withdrawn", "rejected", "confirmed")]
    assert places == sorted(places)


def is_stale(client: TestClient) -> bool:
    """Whether the page says that somebody decided something since the trace."""
    told = client.get("/panel/head").text
    assert 'data-into="case"' in told
    return " data-stale>" in told


def sources_at_packer(desk: Desk) -> int:
    with desk.at_hand() as traced:
        row = traced.trace.loaded.con.execute(
            "SELECT count(*) FROM source s JOIN listing l ON l.listing = s.listing WHERE l.id = ?", [LISTING]
        ).fetchone()
    assert row is not None
    return int(row[0])


def test_a_decision_is_a_row_of_the_records(listed: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    decision = note(about="match", id="packer", item=LISTING, text=MARK, decision="confirmed")
    assert post(let_in(listed), **decision).status_code == 200
    assert listed.case is not None
    assert run(["trace", str(listed.case), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["graph"]["records"]["matches"] == 1
    crumbs = [crumb["text"] for entry in told["entries"] for each in entry["findings"] for crumb in each["breadcrumbs"]]
    assert any(crumb.startswith("A person confirmed that Rixin Foods") for crumb in crumbs)


def test_decisions_that_came_with_the_records_stay(tmp_path: Path) -> None:
    row = {
        "holder": "packer",
        "listing": LISTING,
        "decision": "rejected",
        "by": "A",
        "reason": "B",
        "date": "2024-01-01",
    }
    desk = made(tmp_path, {**STORY, "matches": [row]})
    decision = note(about="match", id="packer", item=LISTING, decision="confirmed")
    client = let_in(desk)
    for word in ("confirmed", "withdrawn"):
        post(client, **{**decision, "decision": word})
    post(client, "trace")
    with desk.at_hand() as traced:
        assert traced.trace.loaded.records["matches"] == 1


def test_a_case_that_is_gone_is_told(case: Desk) -> None:
    assert case.case is not None
    case.case.unlink()
    answer = post(let_in(case), **note())
    assert answer.status_code == 400
    assert "there is no such case" in answer.json()["error"]


def test_a_case_that_is_made_of_a_case_has_its_notes(case: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    client = let_in(case)
    assert case.case is not None
    other, folder = case.case.with_name("other.clew"), case.case.with_name("folder")
    for text in ("one", "two"):
        assert post(client, **note(text=text)).status_code == 200
    assert run(["convert", str(case.case), str(other)]) == 0
    assert journal.read(other) == journal.read(case.case)
    assert "2 lines of the journal came along, 0 did not" in capsys.readouterr().err
    assert run(["convert", str(case.case), str(folder)]) == 0
    assert "0 lines of the journal came along, 2 did not" in capsys.readouterr().err


@pytest.fixture
def namesakes(tmp_path: Path) -> Desk:
    """A case in which the goods go on at a party that bears the name of another, and at no other."""
    parties = [*STORY["parties"], {"id": "trader-2", "name": "Hanbit 한빛 무역", "country": "KR"}]
    shipments = [{**each, "consignor": "trader-2"} if each["id"] == "s4" else each for each in STORY["shipments"]]
    return made(tmp_path, {**STORY, "parties": parties, "shipments": shipments})


def hops_between(desk: Desk, one: str, other: str) -> list[str]:
    """The hops from one holder to another on the paths of the result, as panels show them."""
    client, found = let_in(desk), []
    with desk.at_hand() as traced:
        findings = [(answer.entry, each) for answer in traced.trace.answers for each in answer.findings]
    for entry, finding in findings:
        for place, hop in enumerate(finding.path):
            if hop.target and {hop.source.holder, hop.target.holder} == {one, other}:
                chosen = {"entry": entry, "of": finding.rule, "hop": str(place)}
                found.append(client.get("/panel/beside", params=chosen).text)
    return found


def test_it_is_decided_whether_two_are_one(namesakes: Desk) -> None:
    client = let_in(namesakes)
    decision = note(about="same_as", id="trader-2", item="trader", text=f"another seal {MARK}")
    before = hops_between(namesakes, "trader", "trader-2")
    assert before
    assert all("One party or two?" in each and 'data-save="different"' in each for each in before)
    assert all("Hanbit 한빛 무역 [trader] → Hanbit 한빛 무역 [trader-2]" in each for each in before)
    assert post(client, **{**decision, "decision": "different"}).status_code == 200
    assert is_stale(client)
    post(client, "trace")
    assert hops_between(namesakes, "trader", "trader-2") == []
    panel = client.get("/panel/beside", params={"record": "holder:trader-2"}).text
    assert f"<blockquote>different: another seal {escape(MARK)}<small>J. Doe · " in panel
    assert post(client, **{**decision, "decision": "same"}).status_code == 200
    post(client, "trace")
    with namesakes.at_hand() as traced:
        rows = traced.trace.loaded.con.execute("SELECT id, a, b, decision FROM raw.same_as").fetchall()
    assert rows == [("decision-1", "trader", "trader-2", "same")]
    assert all('data-save="withdrawn"' in each for each in hops_between(namesakes, "trader", "trader-2"))
    assert post(client, **{**decision, "decision": "withdrawn"}).status_code == 200
    post(client, "trace")
    with namesakes.at_hand() as traced:
        assert "same_as" not in traced.trace.loaded.records
    assert len(hops_between(namesakes, "trader", "trader-2")) == len(before)


def test_what_records_say_of_sameness_only_documents_take_away(tmp_path: Path) -> None:
    row = {"id": "decision-1", "a": "trader", "b": "trader-2"}
    parties = [*STORY["parties"], {"id": "trader-2", "name": "Another", "country": "KR"}]
    shipments = [{**each, "consignor": "trader-2"} if each["id"] == "s4" else each for each in STORY["shipments"]]
    desk = made(tmp_path, {**STORY, "parties": parties, "shipments": shipments, "same_as": [row]})
    hops = hops_between(desk, "trader", "trader-2")
    assert hops
    assert all("only documents that rebut it" in each and 'data-save="different"' not in each for each in hops)
    decision = note(about="same_as", id="trader", item="packer", decision="different")
    assert post(let_in(desk), **decision).status_code == 200
    post(let_in(desk), "trace")
    with desk.at_hand() as traced:
        rows = traced.trace.loaded.con.execute("SELECT id, a, b FROM raw.same_as ORDER BY id").fetchall()
    assert rows == [("decision-1", "trader", "trader-2"), ("decision-2", "packer", "trader")]
