"""``clew diff`` as users call it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from clew.cli import run
from clew.model.diff_results import DiffResult

ROOT = Path(__file__).parents[3]
BICYCLE = str(ROOT / "sample_graphs" / "bicycle")
PACKS = ("--pack", "us-caatsa-321b")


@pytest.fixture
def clew(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


@pytest.fixture
def later(tmp_path: Path) -> str:
    """The bicycle without the North Koreans at the saddle works."""
    folder = tmp_path / "later"
    shutil.copytree(BICYCLE, folder)
    file = folder / "workforces.csv"
    file.write_text("".join(line for line in file.read_text().splitlines(True) if "w-saddle-kp" not in line))
    return str(folder)


def test_two_graphs_in_words(clew: Any, later: str) -> None:
    code, out, _ = clew("diff", BICYCLE, later, *PACKS)
    assert code == 0
    assert "2 of 2 entries differ" in out
    assert "US-CAATSA-321B  went: ◐ asserted" in out
    assert out.count("since  workforces w-saddle-kp removed (workforces.csv, row 7)") == 2


def test_saved_results_and_machines(clew: Any, later: str, tmp_path: Path) -> None:
    saved = str(tmp_path / "before.json")
    assert clew("trace", BICYCLE, *PACKS, "-o", saved)[0] == 0
    code, out, _ = clew("diff", saved, later, "--json", *PACKS)
    document = DiffResult.model_validate_json(out)
    assert (code, document.before.name, document.after.name, document.compared) == (0, "before.json", "later", 2)
    lines = [json.loads(line) for line in clew("diff", saved, later, "--ndjson", *PACKS)[1].splitlines()]
    assert lines == json.loads(out)["entries"]
    assert json.loads(clew("diff", saved, saved, "--json")[1])["entries"] == []


def test_graphs_that_share_nothing(clew: Any) -> None:
    crab, battery = (str(ROOT / "sample_graphs" / name) for name in ("crab-third-country", "battery"))
    code, out, _ = clew("diff", crab, battery)
    assert code == 0
    assert "5 of 5 entries differ" in out
    assert "entries E-MEAT removed (entries.csv, row" in out


def test_what_is_not_shown_is_counted(clew: Any, monkeypatch: pytest.MonkeyPatch, later: str) -> None:
    from clew.cli import told_diff

    monkeypatch.setattr(told_diff, "SHOWN", 1)
    assert "and 1 more (--json has all)" in clew("diff", BICYCLE, later, *PACKS)[1]


def test_one_side_needs_two_editions(clew: Any, tmp_path: Path) -> None:
    code, _, error = clew("diff", BICYCLE)
    assert code == 2
    assert "--pack-before" in error
    saved = str(tmp_path / "saved.json")
    clew("trace", BICYCLE, *PACKS, "-o", saved)
    code, _, error = clew("diff", saved, "--pack-after", "us-1307")
    assert code == 2
    assert "name a GRAPH" in error
