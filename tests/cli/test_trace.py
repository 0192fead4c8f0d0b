"""``clew trace``: table, JSON, NDJSON, files, choices of entries, exit codes."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import CASES, Outcome, shell

Clew = Callable[..., Outcome]
REACHED = CASES / "labor-third-country"
SEVERAL = CASES / "one-party-two-ids"


def document(told: Outcome) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(told.out)
    return read


def test_the_table_says_it_all(clew: Clew) -> None:
    told = clew("trace", REACHED)
    assert told.code == 0
    assert told.out == (
        "labor-third-country: 1 entry · 13 records\n"
        "  1 reached\n"
        "\n"
        "ENTRY  VERDICT  RULE            BASIS\n"
        "E1     reached  US-CAATSA-321B  ◐ asserted\n"
        "  path   [workforce w1: KP] ◐ Hunhe plant no. 2 (CN) ◐→ Hunhe Seafood Packing (CN) ◐→ Port Trading\n"
        "         (KR) ◐→ entry\n"
        "  chain  open: 1 stock of unrecorded origin\n"
        "  gap    Ask Hunhe plant no. 2 (CN) where Crab meat came from: the order, invoice and transport\n"
        "         document of its receipt, or the production, harvest or mine record if it began here. (and\n"
        "         14 more gaps)\n"
        "\n"
        "● documented  ◐ asserted, without all its documents  ○ assumed: a record that must exist is missing\n"
        "· unexcluded: nothing proves that the recorded source is the only one  ✕ rebutted\n"
        "A lead from the records supplied, not a determination.\n"
    )


def test_no_path_is_said_of_the_data_supplied(clew: Clew) -> None:
    cases = [path.parent for path in CASES.glob("*/expected.json") if '"no_path"' in path.read_text(encoding="utf-8")]
    assert cases
    assert "no path in the data supplied" in clew("trace", cases[0]).out


def test_json_and_ndjson_say_the_same(clew: Clew) -> None:
    whole = document(clew("trace", SEVERAL, "--json"))
    lines = [json.loads(line) for line in clew("trace", SEVERAL, "--ndjson").out.splitlines()]
    located: dict[str, Any] = {}
    for line in lines:
        located.update(line.pop("located"))
    assert lines == whole["entries"]
    assert located == whole["located"]
    assert len(lines) > 1


@pytest.mark.parametrize(("name", "form"), [("r.json", "--json"), ("r.ndjson", "--ndjson")])
def test_a_file_holds_what_standard_output_would(clew: Clew, tmp_path: Path, name: str, form: str) -> None:
    told = clew("trace", SEVERAL, form).out
    assert clew("trace", SEVERAL, form, "-o", tmp_path / "other.txt").out == ""
    assert (tmp_path / "other.txt").read_text(encoding="utf-8") == told
    clew("trace", SEVERAL, "-o", tmp_path / name)
    assert (tmp_path / name).read_text(encoding="utf-8") == told


def test_one_entry_is_as_in_the_whole(clew: Clew) -> None:
    whole = {entry["entry"]: entry for entry in document(clew("trace", SEVERAL, "--json"))["entries"]}
    one = document(clew("trace", SEVERAL, "--json", "--entry", "E2"))["entries"]
    assert one == [whole["E2"]]


def test_an_unknown_entry_is_answered_with_the_nearest(clew: Clew) -> None:
    told = clew("trace", SEVERAL, "--entry", "e11")
    assert told.code == 2
    assert "there is no entry 'e11' in this graph" in told.err
    assert "Did you mean E1" in told.err


@pytest.mark.parametrize(("level", "code"), [("unproven", 1), ("unresolved", 1), ("signal", 1), ("reached", 1)])
def test_fail_on_a_reached_entry(clew: Clew, level: str, code: int) -> None:
    assert clew("trace", REACHED, "--fail-on", level).code == code


def test_fail_on_more_than_was_found(clew: Clew) -> None:
    assert clew("trace", CASES / "labor-not-recorded", "--fail-on", "reached").code == 0
    assert clew("trace", CASES / "labor-not-recorded", "--fail-on", "unresolved").code == 1


def test_only_the_packs_that_are_named(clew: Clew) -> None:
    told = document(clew("trace", REACHED, "--json", "--pack", "us-1307"))
    assert [pack["pack"] for pack in told["packs"]] == ["us-1307"]
    assert told["entries"][0]["findings"] == []


def test_a_pack_that_there_is_not(clew: Clew) -> None:
    told = clew("trace", REACHED, "--pack", "us-1308")
    assert told.code == 2
    assert "there is no pack 'us-1308'" in told.err


def test_as_of_goes_by_the_rules_of_that_day(clew: Clew) -> None:
    told = document(clew("trace", REACHED, "--json", "--as-of", "2017-08-01"))
    assert told["as_of"] == "2017-08-01"
    finding = told["entries"][0]["findings"][0]
    assert finding["in_force"] is False
    assert finding["breadcrumbs"][-1]["text"].endswith("US-CAATSA-321B holds from 2017-08-02.")
    assert told["entries"][0]["verdict"] == "unresolved"


@pytest.mark.parametrize(("day", "words"), [("soon", "is not a day"), ("2017", "is not one day")])
def test_as_of_wants_a_day(clew: Clew, day: str, words: str) -> None:
    told = clew("trace", REACHED, "--as-of", day)
    assert told.code == 2
    assert words in told.err


def test_policy_goes_into_the_result(clew: Clew, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("match: {similar: none}\n", encoding="utf-8")
    told = document(clew("trace", REACHED, "--json", "--policy", tmp_path / "p.yaml"))
    assert told["policy"]["match"]["similar"] == "none"


def test_a_witness_is_marked_as_one(clew: Clew) -> None:
    whole, witness = (
        document(clew("trace", SEVERAL, "--json", "--chain", chain))["entries"] for chain in ("full", "witness")
    )
    assert [entry["verdict"] for entry in whole] == [entry["verdict"] for entry in witness]
    assert {entry["chain"]["complete"] for entry in whole} == {True}
    assert {entry["chain"]["complete"] for entry in witness} == {False}


def test_a_graph_without_entries_is_traced_to_its_ends(clew: Clew, tmp_path: Path) -> None:
    folder = tmp_path / "flow"
    shutil.copytree(REACHED, folder)
    (folder / "entries.csv").unlink()
    told = document(clew("trace", folder, "--json"))
    assert [(entry["entry"], entry["virtual"]) for entry in told["entries"]] == [
        ("packer/crab", True),
        ("trader/meat", True),
    ]
    assert "2 end stocks, traced as if entered" in clew("trace", folder).out


def test_a_graph_without_anything(clew: Clew, tmp_path: Path) -> None:
    told = clew("trace", tmp_path)
    assert told.code in {0, 2}
    assert "no" in (told.out + told.err).casefold()


def test_a_graph_that_there_is_not(clew: Clew, tmp_path: Path) -> None:
    told = clew("trace", tmp_path / "gone")
    assert told.code == 2
    assert "gone" in told.err


def test_no_colour_where_it_is_not_wanted() -> None:
    assert "\x1b" not in shell("trace", REACHED, FORCE_COLOR="1", NO_COLOR="1").out


def test_a_terminal_without_unicode_is_served() -> None:
    told = shell("trace", REACHED, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert told.code == 0
    assert "+> Port Trading" in told.out


def test_the_same_bytes_for_other_hash_seeds() -> None:
    one, other = (shell("trace", SEVERAL, "--json", PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert one.code == 0
    assert one.out == other.out


def test_a_small_trace_imports_neither_pydantic_nor_numba() -> None:
    told = shell("trace", REACHED, "--json", PYTHONPROFILEIMPORTTIME="1")
    assert told.code == 0
    assert [name for name in ("pydantic", "numba", "pycountry") if f" {name}\n" in told.err] == []


@pytest.mark.parametrize("name", ["one-party-two-ids", "rebutted", "bill-of-materials"])
def test_rows_in_another_order_change_row_numbers_only(clew: Clew, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    for table in (CASES / name).glob("*.csv"):
        head, *rows = table.read_text(encoding="utf-8").splitlines()
        (folder / table.name).write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    one, other = document(clew("trace", CASES / name, "--json")), document(clew("trace", folder, "--json"))
    for result in (one, other):
        for place in result["located"].values():
            del place["row"]
    assert one == other
