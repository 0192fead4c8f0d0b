"""The benchmark: generated graphs of two sizes through the whole pipeline, networkx beside it, and cold commands.

Run ``python -m bench.run``; see the README of this folder.
"""

import argparse
import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.generate import generate, write

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_graphs" / "crab-third-country"
FIRST_PART = ("load", "matching lists", "deriving hops")
SECOND_PART = ("finding sources", "answers")
TARGETS = {
    "load and flow, s": 12.0,
    "findings and verdicts, s": 10.0,
    "peak memory, GB": 4.0,
    "growth exponent": 1.15,
    "clew --help, s": 0.15,
    "cold trace of a sample, s": 0.6,
}


def prepare(shipments: int, seed: int, form: str, data: Path) -> Path:
    """Return the folder of a generated graph, which is kept between runs."""
    folder = data / f"{shipments}-{seed}-{form}"
    if not (folder / f"parties.{form}").exists():
        write(generate(shipments, seed), folder, form)
    return folder


def stages(folder: Path, *, peers: bool) -> dict[str, Any]:
    """Measure a graph in a fresh process, so that its peak memory is its own."""
    command = [sys.executable, "-m", "bench.stages", str(folder), *(["--peers"] if peers else [])]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    seconds = result["seconds"]
    result["load_and_flow"] = round(sum(seconds[stage] for stage in FIRST_PART), 3)
    result["findings_and_verdicts"] = round(sum(seconds[stage] for stage in SECOND_PART), 3)
    return result


def cold(*arguments: str, times: int = 7) -> float:
    """Median seconds of a command that is started anew each time, with modules compiled as on a user's machine."""
    found = shutil.which("clew", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if found is None:
        raise SystemExit("the command clew is not installed beside this Python")
    taken = []
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([found, *arguments], cwd=ROOT, env=environment, check=False, capture_output=True)
    for _ in range(times):
        begin = time.perf_counter()
        done = subprocess.run(
            [found, *arguments], cwd=ROOT, env=environment, check=False, capture_output=True, text=True
        )
        taken.append(time.perf_counter() - begin)
        if done.returncode:
            raise SystemExit(f"clew {' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
    return round(statistics.median(taken), 3)


def growth(small: dict[str, Any], large: dict[str, Any]) -> float:
    """Return the exponent of n by which the whole time grew."""
    total = [run["load_and_flow"] + run["findings_and_verdicts"] for run in (small, large)]
    return round(math.log(total[1] / total[0]) / math.log(large["shipments"] / small["shipments"]), 3)


def ratios(run: dict[str, Any]) -> dict[str, float]:
    """Return how many times longer networkx took than clew for flow graph and reach."""
    peer, seconds = run["networkx"]["seconds"], run["seconds"]
    return {
        "networkx build and reach / clew findings and verdicts": round(
            sum(peer.values()) / run["findings_and_verdicts"], 2
        ),
        "networkx reach / clew answers": round(peer["reach"] / seconds["answers"], 2),
    }


def show(report: dict[str, Any]) -> None:
    """Print the measurements as a table, and each target with what was measured."""
    runs = report["runs"]
    names = [f"{run['shipments']:,} shipments" for run in runs]
    print(f"{'':28}" + "".join(f"{name:>22}" for name in names))
    rows = [(key, [run[key] for run in runs]) for key in ("hops", "stocks", "entries", "sources")]
    rows += [(f"{stage}, s", [run["seconds"][stage] for run in runs]) for stage in runs[0]["seconds"]]
    rows.append(("processor, all stages, s", [round(sum(run["processor_seconds"].values()), 3) for run in runs]))
    rows += [
        (key.replace("_", " ") + ", s", [run[key] for run in runs])
        for key in ("load_and_flow", "findings_and_verdicts")
    ]
    rows.append(("peak memory, GB", [run["peak_gb"] for run in runs]))
    if "networkx" in runs[0]:
        for stage in ("build", "reach"):
            rows.append((f"networkx {stage}, s", [run["networkx"]["seconds"][stage] for run in runs]))
        for key in runs[0]["ratios"]:
            rows.append((key, [run["ratios"][key] for run in runs]))
    width = max(len(name) for name, _ in rows) + 2
    for name, values in rows:
        print(f"{name:{width}}" + "".join(f"{value:>18,}" for value in values))
    print()
    for name, limit in TARGETS.items():
        if name in report["reached"]:
            value = report["reached"][name]
            print(f"{name:{width}}{value:>18,}   at most {limit}: {'yes' if value <= limit else 'NO'}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Benchmark clew.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000], metavar="SHIPMENTS")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("csv", "parquet"), default="csv")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "clew-bench")
    parser.add_argument("--no-peers", action="store_true", help="leave networkx out")
    parser.add_argument("--no-cold", action="store_true", help="leave the cold commands out")
    parser.add_argument("-o", "--out", type=Path, help="write the measurements as JSON")
    choice = parser.parse_args()
    runs = []
    for size in sorted(choice.sizes):
        run = stages(prepare(size, choice.seed, choice.format, choice.data), peers=not choice.no_peers)
        if "networkx" in run:
            run["ratios"] = ratios(run)
        runs.append(run)
    last = runs[-1]
    reached = {
        "load and flow, s": last["load_and_flow"],
        "findings and verdicts, s": last["findings_and_verdicts"],
        "peak memory, GB": last["peak_gb"],
    }
    if len(runs) > 1:
        reached["growth exponent"] = growth(runs[0], last)
    if not choice.no_cold:
        reached["clew --help, s"] = cold("--help")
        reached["cold trace of a sample, s"] = cold("trace", str(SAMPLE))
    machine = {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}
    report = {"machine": machine, "format": choice.format, "seed": choice.seed, "runs": runs, "reached": reached}
    show(report)
    if choice.out:
        choice.out.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
