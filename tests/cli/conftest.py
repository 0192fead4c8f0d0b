"""Running ``clew`` as a user does: in this process for speed, in one of its own where that matters."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from clew.cli import run

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture
def clew(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """``clew(...)`` in this process."""
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: str | Path) -> Outcome:
        code = run([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Outcome(code, told.out, told.err)

    return call


def shell(*arguments: str | Path, **environment: str) -> Outcome:
    """``clew ...`` in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "clew.cli", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100", "PYTHONUTF8": "1", **environment},
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)
