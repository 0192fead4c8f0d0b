"""The built wheel in a fresh environment: its data are in it, and it traces a sample. Run by ``make wheel``."""

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = {".sql", ".yaml", ".csv", ".typed", ".js", ".css", ".html", ".svg"}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``clew`` of a fresh environment that holds the wheel and what it asks for."""
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, with_pip=True)
    pip = [str(home / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-compile"]
    subprocess.run([*pip, str(wheel)], check=True)
    return home / "bin" / "clew"


def test_every_data_file_is_in_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    data = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "clew").rglob("*")
        if path.suffix in DATA and "__pycache__" not in path.parts
    }
    assert any(name.endswith(".sql") for name in data)
    assert any(name.endswith(".yaml") for name in data)
    assert data - packed == set()


def test_nothing_but_the_package_is_in_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"clew"}


def test_it_traces_a_sample(installed: Path, tmp_path: Path) -> None:
    sample = ROOT / "sample_graphs" / "crab-third-country"
    done = subprocess.run(
        [str(installed), "trace", str(sample), "--json"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    expected = {"E-CLAWS": "reached", "E-CRAB": "unproven", "E-MEAT": "reached"}
    assert {entry["entry"]: entry["verdict"] for entry in json.loads(done.stdout)["entries"]} == expected


def test_its_version_is_that_of_the_tree(installed: Path) -> None:
    told = subprocess.run([str(installed), "--version"], capture_output=True, text=True, check=True).stdout
    assert told.strip() == f"clew, version {version()}"


def version() -> str:
    text = (ROOT / "src" / "clew" / "__init__.py").read_text(encoding="utf-8")
    return text.partition('__version__ = "')[2].partition('"')[0]
