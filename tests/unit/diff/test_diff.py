"""What differs, and because of what: results, graphs, editions of a pack."""

import json
import random
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from clew import formats
from clew.errors import ClewError
from clew.model.diff_results import DiffResult
from clew.model.graph import Graph
from clew.model.policy import Policy
from clew.rules.pack import Pack
from clew.trace.diff import Side, diff, side
from clew.trace.dress import Dresser
from clew.trace.facts import look_up
from clew.trace.run import Request, Trace, head_of
from tests.graphs import TEST_PACKS, random_graph, without_evidence

BICYCLE = Path(__file__).parents[3] / "sample_graphs" / "bicycle"
SEEDS = (41, 44, 47, 49)
REQUEST = Request((), packs=("us-caatsa-321b", "us-dol-tvpra"))


def traced(graph: Graph, packs: tuple[Pack, ...] = TEST_PACKS) -> Side:
    """A side of a graph in memory."""
    from clew.engine import answering
    from clew.trace.derive import derive

    loaded = formats.load_graph(graph)
    derive(loaded.con, packs, Policy())
    answers = tuple(answering.answer(loaded.con, complete=True))
    dresser = Dresser.of(look_up(loaded.con, answers), packs, virtual=False)
    trace = Trace(loaded, answers, dresser, head_of(loaded, packs, Request(()), None), packs)
    return Side("graph", trace.result(), trace)


def saved(one: Side) -> Side:
    return Side("saved", json.loads(json.dumps(one.result)), None)


def changes(found: dict[str, Any]) -> list[tuple[str, str | None, str, str | None, str | None]]:
    DiffResult.model_validate(found)
    return [tuple(each[key] for key in ("entry", "rule", "change", "before", "after")) for each in found["entries"]]


def records(found: dict[str, Any]) -> set[tuple[str, str]]:
    return {
        (cause["record"], cause["change"])
        for each in found["entries"]
        for cause in each["because"]
        if cause["what"] == "record"
    }


@pytest.mark.parametrize("seed", range(3))
def test_a_result_does_not_differ_from_itself(seed: int) -> None:
    one = traced(random_graph(random.Random(seed)))
    for other in (one, saved(one)):
        found = diff(one, other)
        assert found["entries"] == []
        assert found["fingerprints"] == []
        assert found["compared"] == len(one.result["entries"])


def without_one(graph: Graph, rng: random.Random) -> tuple[Graph, str]:
    """The graph without one workforce, shipment or bill line, and its id."""
    rows = [(table, row) for table in ("workforces", "shipments", "bom") for row in getattr(graph, table)]
    table, row = rng.choice(rows)
    rest = tuple(other for other in getattr(graph, table) if other is not row)
    return graph.model_copy(update={table: rest}), row.id


@cache
def drawn(seed: int) -> tuple[Side, Side, str]:
    """A graph without one record, the graph, and the id of the record."""
    rng = random.Random(seed)
    graph = without_evidence(random_graph(rng))
    less, record = without_one(graph, rng)
    return traced(less), traced(graph), record


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_one_record_changes_is_put_down_to_it(seed: int) -> None:
    one, other, record = drawn(seed)
    there, back = diff(one, other), diff(other, one)
    assert records(there) == ({(record, "added")} if there["entries"] else set())
    assert records(back) == ({(record, "removed")} if back["entries"] else set())
    flipped = {"appeared": "gone", "gone": "appeared"}
    assert sorted(map(str, changes(back))) == sorted(
        str((entry, rule, flipped.get(change, change), after, before))
        for entry, rule, change, before, after in changes(there)
    )


def test_the_seeds_hold_changes() -> None:
    found = {change[2] for seed in SEEDS for change in changes(diff(*drawn(seed)[:2]))}
    assert {"appeared", "basis", "verdict"} <= found


def altered(tmp_path: Path, *, drop: str = "", table: str = "workforces", add: str = "") -> str:
    """The bicycle without the row of a table that begins with `drop`, with a row more."""
    folder = tmp_path / "bicycle-2"
    shutil.copytree(BICYCLE, folder)
    file = folder / f"{table}.csv"
    lines = [line for line in file.read_text().splitlines() if not (drop and line.startswith(f"{drop},"))]
    file.write_text("\n".join([*lines, *([add] if add else [])]) + "\n")
    return str(folder)


def test_golden_bicycle(tmp_path: Path) -> None:
    found = diff(side(str(BICYCLE), REQUEST), side(altered(tmp_path, drop="w-saddle-kp"), REQUEST))
    assert changes(found) == [
        ("E-BALANCE", "US-CAATSA-321B", "gone", "unexcluded", None),
        ("E-CITY", None, "verdict", "reached", "signal"),
        ("E-CITY", "US-CAATSA-321B", "gone", "asserted", None),
    ]
    assert found["entries"][1]["because"] == [
        {
            "what": "record", "table": "workforces", "record": "w-saddle-kp", "change": "removed",
            "file": "workforces.csv", "row": 7,
        }
    ]  # fmt: skip


def test_evidence_that_makes_a_finding_stronger_is_named(tmp_path: Path) -> None:
    after = altered(tmp_path, drop="s3", table="shipments", add="s3,saddle,formosa,seat,,,2024,2024,,,")
    found = diff(side(str(BICYCLE), REQUEST), side(after, REQUEST), ["E-CITY"])
    assert {change[0] for change in changes(found)} <= {"E-CITY"}
    assert records(found) <= {("s3", "changed")}


def test_entries_come_and_go(tmp_path: Path) -> None:
    found = diff(side(altered(tmp_path, drop="E-CITY", table="entries"), REQUEST), side(str(BICYCLE), REQUEST))
    assert ("E-CITY", None, "appeared", None, "reached") in changes(found)
    [city] = [each for each in found["entries"] if each["change"] == "appeared" and each["rule"] is None]
    assert [(cause["table"], cause["record"]) for cause in city["because"]] == [("entries", "E-CITY")]


def test_saved_results_name_what_only_one_of_them_names(tmp_path: Path) -> None:
    one, other = side(str(BICYCLE), REQUEST), side(altered(tmp_path, drop="w-saddle-kp"), REQUEST)
    (tmp_path / "a.json").write_text(json.dumps(one.result))
    (tmp_path / "b.json").write_text(json.dumps(other.result))
    found = diff(side(str(tmp_path / "a.json"), REQUEST), side(str(tmp_path / "b.json"), REQUEST))
    assert changes(found) == changes(diff(one, other))
    assert ("w-saddle-kp", "no longer named") in records(found)


def test_a_listing_that_is_new_is_named() -> None:
    graph = random_graph(random.Random(3))
    place = next(each for pack in TEST_PACKS for each in pack.listings if each.id == "cn-xj")
    listing = replace(place, regions=(), id="anywhere")
    for country in ("CN", "KZ", "KP", "ZW"):
        more = replace(listing, country=country)
        packs = (TEST_PACKS[0], replace(TEST_PACKS[1], listings=(*TEST_PACKS[1].listings, more), edition="2025"))
        found = diff(traced(graph), traced(graph, packs))
        causes = [cause for each in found["entries"] for cause in each["because"]]
        if causes:
            assert {(cause["what"], cause.get("listing"), cause["change"]) for cause in causes} == {
                ("listing", "anywhere", "added")
            }
            return
    pytest.fail("no country of the listing is in the graph")


def test_steps_of_a_chain_that_differ_are_told(tmp_path: Path) -> None:
    after = altered(tmp_path, table="shipments", add="s5,saddle,alloy,frame,,,2024,2024,,,")
    found = diff(side(str(BICYCLE), REQUEST), side(after, REQUEST))
    steps = [step for each in found["fingerprints"] for step in each["appeared"]]
    assert any("dandong riverside" in step and "tainan alloy" in step for step in map(str.casefold, steps))
    assert [each["gone"] for each in found["fingerprints"]] == [[] for _ in found["fingerprints"]]


def test_an_entry_that_is_nowhere_is_told() -> None:
    one = side(str(BICYCLE), REQUEST)
    with pytest.raises(ClewError, match="no entry 'E-CITI' on either side") as error:
        diff(one, one, ["E-CITI"])
    assert "E-CITY" in error.value.hint


def test_a_result_without_entries_is_told(tmp_path: Path) -> None:
    (tmp_path / "bom.json").write_text(json.dumps({"clew": "1", "packs": [], "products": []}))
    with pytest.raises(ClewError) as error:
        side(str(tmp_path / "bom.json"), REQUEST)
    assert error.value.code == "E-RESULT"
