"""What people look at, on a generated graph: the report of a hundred paths as page and PDF, the board of all stocks.

Run ``python -m bench.reports``; it prints a table, and one JSON document with ``-o FILE``.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from bench.run import prepare

T = TypeVar("T")
PATHS = 100
TARGETS = {"report as a page, s": 1.5, "report as PDF, s": 5.0, "board, s": 1.5}


def timed(work: Callable[[], T]) -> tuple[dict[str, float], T]:
    begin, spent = time.perf_counter(), time.process_time()
    result = work()
    return {"wall": round(time.perf_counter() - begin, 3), "processor": round(time.process_time() - spent, 3)}, result


def run(reported: Path, drawn: Path) -> dict[str, Any]:
    """Trace two graphs, and measure what comes after: nothing of the trace is in these times."""
    from clew.engine.subgraph import Session
    from clew.reports.html import page
    from clew.reports.model import build
    from clew.reports.pdf import document
    from clew.trace.beside import Beside
    from clew.trace.run import Request
    from clew.trace.run import run as traced
    from clew.views.board import draw, of
    from clew.views.case import of_result

    trace = traced(Request([str(reported)], chain="witness"))
    con, kept, paths = trace.loaded.con, [], 0
    for entry in trace.entries():
        if entry["findings"] and paths < PATHS:
            kept.append({**entry, "findings": entry["findings"][: PATHS - paths]})
            paths += len(kept[-1]["findings"])
    result = {**trace.head, "entries": kept, "located": {}}
    making, report = timed(lambda: build(of_result(con, result, trace.packs), con, (), Beside(con).others))
    printing, text = timed(lambda: page(report))
    typesetting, made = timed(lambda: document(report)[0])
    board_con = traced(Request([str(drawn)], chain="witness")).loaded.con
    painting, session = timed(lambda: Session(board_con))
    drawing, picture = timed(lambda: draw(of(session)))
    both = {key: round(making[key] + printing[key], 3) for key in making}
    return {
        "paths": paths,
        "steps": sum(len(path["steps"]) for entry in report["entries"] for path in entry["paths"]),
        "stocks": session.graph.stocks,
        "bytes": {"page": len(text.encode()), "PDF": len(made), "board": len(picture)},
        "seconds": {
            "report as data": making,
            "report as a page, s": both,
            "report as PDF, s": {key: round(making[key] + typesetting[key], 3) for key in making},
            "board, s": {key: round(painting[key] + drawing[key], 3) for key in painting},
        },
    }


def show(result: dict[str, Any]) -> None:
    print(f"{result['paths']} paths of {result['steps']:,} steps; board of {result['stocks']:,} stocks")
    print(f"{'':24}{'wall':>8}{'processor':>11}")
    for name, seconds in result["seconds"].items():
        print(f"{name:24}{seconds['wall']:>8.3f}{seconds['processor']:>11.3f}", end="")
        limit = TARGETS.get(name)
        reached = "" if limit is None else "yes" if seconds["wall"] <= limit else "NO"
        print(f"   at most {limit}: {reached}" if limit else "")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure reports and the board.")
    parser.add_argument("--shipments", type=int, default=100_000)
    parser.add_argument("--board", type=int, default=11_000, help="shipments of the graph of the board")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("csv", "parquet"), default="parquet")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "clew-bench")
    parser.add_argument("-o", "--out", type=Path, help="write the measurements as JSON")
    choice = parser.parse_args()
    folders = [prepare(size, choice.seed, choice.format, choice.data) for size in (choice.shipments, choice.board)]
    result = run(*folders)
    show(result)
    if choice.out:
        choice.out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
