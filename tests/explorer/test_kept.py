"""Results that are kept beside a case: the same as a trace, and never shown if they are not the case's own."""

from dataclasses import replace
from pathlib import Path
from shutil import copy
from typing import Any

import duckdb
import pytest

from clew.cli import run as clew
from clew.explorer.desk import Desk
from clew.explorer.panels import PANELS
from clew.formats import journal, load
from clew.formats.journal import Line
from clew.formats.write import write as save
from clew.model.policy import Policy
from clew.trace.kept import Keeper, grounds
from clew.trace.kept.keep import SUFFIX
from clew.trace.run import Request, run
from tests.explorer.graphs import STORY, poisoned, write


def case_of(folder: Path, graph: Path) -> Request:
    """A case that is made of a graph."""
    loaded = load([graph])
    save(loaded, folder / "made.clew")
    loaded.con.close()
    return Request([str(folder / "made.clew")])


def keeper(request: Request) -> Keeper:
    """The keeper of a case."""
    found = Keeper.of(request)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Request:
    """The story in a case, with its result beside it."""
    folder = tmp_path_factory.mktemp("kept")
    request = case_of(folder, write(folder, "story", STORY))
    assert keeper(request).keep(run(request)) == ""
    return request


@pytest.fixture
def kept(first: Request, tmp_path: Path) -> Request:
    """The same in another place, to be changed."""
    for suffix in ("", SUFFIX):
        copy(first.graphs[0] + suffix, tmp_path)
    return replace(first, graphs=[str(tmp_path / "made.clew")])


@pytest.mark.parametrize("name", ["hostile", "no entries"])
def test_a_kept_result_is_the_result_of_a_trace_and_so_are_the_panels(tmp_path: Path, name: str) -> None:
    tables = {"hostile": poisoned(STORY), "no entries": {**STORY, "entries": []}}[name]
    request = case_of(tmp_path, write(tmp_path, "graph", tables))
    path = Path(request.graphs[0])
    traced = Desk(request, path)
    assert traced.keep() == ""
    opened = Desk(request, path, later=True)
    assert (traced.is_kept, opened.is_kept, opened.is_traced) == (False, True, True)
    with traced.at_hand() as one, opened.at_hand() as other:
        assert other.trace.answers == one.trace.answers
        assert other.trace.result() == one.trace.result()
        assert other.trace.loaded.problems == one.trace.loaded.problems
        row = one.rows.page({}, 0)["rows"][0]
        for view in ("path", "board", "near"):
            asked = {"view": [view], "entry": [row["entry"]], **({"of": [row["rule"]]} if "rule" in row else {})}
            for panel in ("list", "stage", "beside", "exports"):
                assert PANELS[panel](opened, other, asked) == PANELS[panel](traced, one, asked), (view, panel)
        assert other.index.find("a") == one.index.find("a")


def test_what_if_is_asked_of_a_kept_result_as_of_a_trace(kept: Request, story: Desk) -> None:
    from clew.explorer import whatif

    opened = Desk(kept, Path(kept.graphs[0]))
    assert opened.is_kept
    asked: dict[str, list[str]] = {"entry": ["E-1"], "claim": ["s1"]}
    assert whatif.suppose(opened, asked) == whatif.suppose(story, asked)


def decided(request: Request) -> Request:
    about = {"about": "match", "id": "dalian", "item": "caatsa-rixin-foods", "text": "no", "decision": "rejected"}
    journal.add(Path(request.graphs[0]), Line(at="2024-01-01T00:00:00Z", by="J. Doe", **about))
    return request


def noted(request: Request) -> Request:
    line = Line(at="2024-01-01T00:00:00Z", by="J. Doe", about="holder", id="dalian", item="", text="seen")
    journal.add(Path(request.graphs[0]), line)
    return request


def sql(request: Request, statement: str) -> Request:
    with duckdb.connect(request.graphs[0]) as con:
        con.execute(statement)
    return request


CHANGES: dict[str, tuple[Any, str]] = {
    "decision": (decided, "the records have changed"),
    "cell": (lambda r: sql(r, "UPDATE raw.shipments SET date = '2023' WHERE id = 's1'"), "the records have changed"),
    "row": (lambda r: sql(r, "UPDATE raw.shipments SET \"row\" = 99 WHERE id = 's1'"), "the records have changed"),
    "file": (lambda r: sql(r, "UPDATE raw.source SET file = 'other.csv'"), "the records have changed"),
    "note": (noted, ""),
    "pack": (lambda r: replace(r, packs=["us-1307"]), "the packs are others"),
    "policy": (lambda r: replace(r, policy=Policy(issuers=3)), "something else is asked, or by another policy"),
    "day": (lambda r: replace(r, as_of="2016-01-01"), "something else is asked, or by another policy"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_result_is_used_only_while_all_that_it_depends_on_is_as_it_was(kept: Request, change: str) -> None:
    make, why = CHANGES[change]
    request = make(kept)
    now = keeper(request)
    found = now.find()
    assert (now.why, found is None) == (why, bool(why))


def test_after_a_decision_the_explorer_shows_what_a_trace_gives(kept: Request) -> None:
    desk = Desk(decided(kept), Path(kept.graphs[0]))
    assert not desk.is_kept
    with desk.at_hand() as traced:
        assert traced.trace.result() == run(kept).result()


def test_another_clew_traces_anew(kept: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grounds, "_clew", lambda: "another")
    now = keeper(kept)
    assert now.find() is None
    assert now.why == "it was made by another clew"


def test_a_result_that_somebody_else_kept_or_changed_is_not_used(
    kept: Request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("XDG_STATE_HOME", str(tmp_path / "another user"))
        now = keeper(kept)
        assert (now.find(), now.why) == (None, "it was not kept by you on this machine")
    now = keeper(kept)
    with duckdb.connect(str(now.path)) as con:
        con.execute("UPDATE raw.kept SET text = replace(text, 'reached', 'no_path') WHERE name = 'answers'")
    assert (now.find(), now.why) == (None, "it was not kept by you on this machine")


def test_where_nothing_can_be_written_nothing_is_kept_and_the_case_is_traced(kept: Request, tmp_path: Path) -> None:
    keeper(kept).path.unlink()
    (tmp_path / ".made.clew.traced.unfinished").mkdir()
    desk = Desk(kept, Path(kept.graphs[0]))
    assert desk.keep() != ""
    assert sorted(path.name for path in tmp_path.glob("*.traced")) == []
    with desk.at_hand() as traced:
        assert len(traced.trace.answers) == 3


def test_a_result_of_a_case_that_changed_since_it_was_read_is_not_kept(kept: Request) -> None:
    request = replace(kept, as_of="2018-01-01")
    desk = Desk(request, Path(request.graphs[0]))
    decided(request)
    assert desk.keep() == "the case has changed since it was read"
    desk.trace_again()
    assert desk.keep() == ""
    assert Desk(request, Path(request.graphs[0])).is_kept


def test_trace_keeps_what_explore_opens_and_says_why_it_cannot(
    kept: Request, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = kept.graphs[0]
    keeper(kept).path.unlink()
    before = Path(case).read_bytes()
    assert clew(["trace", case, "--keep", "-o", str(tmp_path / "out.json")]) == 0
    assert f"kept in {case}.traced" in capsys.readouterr().err
    assert Path(case).read_bytes() == before
    assert keeper(kept).find() is not None
    assert clew(["trace", case, "--keep", "--entry", "E-1"]) == 2
    assert "the whole result of one case" in capsys.readouterr().err
