"""A plan can be made again: what ends its search is work, which is counted; if time does, the result says so."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from clew.cli import run
from clew.model.plan_results import PlanResult, PortfolioResult

SAMPLES = Path(__file__).parents[3] / "sample_graphs"
CRAB = str(SAMPLES / "crab-third-country")

LITTLE = """
import sys
from clew.engine import cut, effort
from clew.engine.effort import Effort
from tests.unit.plan.test_cut import planned, problems
for left in (0, 700, 2000, 10_000):
    for ways, cost in problems(range(40)):
        print(left, planned(ways, cost, exact=True, effort=Effort(left)))
effort.WORK, effort.EACH = float(sys.argv[1]), 0
from clew.cli import run
run(["plan", *sys.argv[2:]])
"""


def in_a_process_of_its_own(seed: str, *arguments: str) -> str:
    """What a search with little work finds, where sets of texts are in an order of their own."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", LITTLE, *arguments]
    root = Path(__file__).parents[3]
    return subprocess.run(command, env=environment, cwd=root, check=True, capture_output=True, text=True).stdout


def test_little_work_ends_at_the_same_place_in_every_process() -> None:
    asked = ("500", CRAB, "E-MEAT", "--basis", "unexcluded", "--json")
    one, other = (in_a_process_of_its_own(seed, *asked) for seed in ("1", "2"))
    assert one == other
    assert "optimal=False" in one
    assert "optimal=True" in one
    assert '"stopped"' not in one


@pytest.mark.parametrize(("asked", "model"), [(["E-MEAT"], PlanResult), (["--portfolio"], PortfolioResult)])
def test_a_plan_that_time_ended_says_so(asked: list[str], model: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", CRAB, *asked, "--time-limit", "0", "--json"]) == 0
    told = capsys.readouterr()
    found = json.loads(told.out)
    model.model_validate(found)
    assert found["stopped"] == "at the time limit; another run may differ"
    assert "note: stopped at the time limit; another run may differ.\n" in told.err
