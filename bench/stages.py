"""One graph through the pipeline in a process of its own: seconds of each stage, peak memory, and networkx beside it.

Run ``python -m bench.stages FOLDER``; it prints one JSON document.
"""

import argparse
import json
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

T = TypeVar("T")


class Clock:
    """Seconds of named stages: on the wall, and of the processor (all threads together)."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.processor: dict[str, float] = {}
        self._running: tuple[str, float, float] | None = None

    def begin(self, stage: str) -> None:
        """Begin a stage; the one before it ends."""
        self.end()
        self._running = stage, time.perf_counter(), time.process_time()

    def end(self) -> None:
        """End the stage that runs, and note how long it took."""
        if self._running is not None:
            stage, begun, worked = self._running
            self.seconds[stage] = round(time.perf_counter() - begun, 3)
            self.processor[stage] = round(time.process_time() - worked, 3)
            self._running = None

    def time(self, stage: str, work: Callable[[], T]) -> T:
        """Do the work of a stage, and return what it returns."""
        self.begin(stage)
        result = work()
        self.end()
        return result


def peak_gigabytes() -> float:
    """Largest resident size of this process so far (Linux counts it in kilobytes)."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2, 2)


def measure(folder: Path, *, peers: bool) -> dict[str, Any]:
    """Trace all entries of a graph with all built-in packs, a stage at a time."""
    from clew import formats, rules
    from clew.engine import answering
    from clew.model.policy import Policy
    from clew.trace.derive import derive

    clock = Clock()
    packs = clock.time("packs", rules.load_packs)
    loaded = clock.time("load", lambda: formats.load([str(folder)]))
    con = loaded.con
    derive(con, packs, Policy(), clock.begin, few=loaded.few)
    answers = clock.time("answers", lambda: answering.answer(con))
    peak = peak_gigabytes()
    verdicts: dict[str, int] = {}
    for answer in answers:
        verdicts[answer.verdict] = verdicts.get(answer.verdict, 0) + 1
    counts = {"shipments": "shipment", "entries": "entry", "hops": "hop", "stocks": "stock", "sources": "source"}
    result: dict[str, Any] = {name: _count(con, table) for name, table in counts.items()}
    result |= {"seconds": clock.seconds, "processor_seconds": clock.processor}
    result |= {"peak_gb": peak, "verdicts": verdicts}
    if peers:
        result["networkx"] = networkx_reach(con)
    return result


def _count(con: "DuckDBPyConnection", table: str) -> int:
    return int(con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])


def networkx_reach(con: "DuckDBPyConnection") -> dict[str, Any]:
    """The plainest equivalent: a DiGraph of the same hops, and for each label what its sources can reach.

    No bases, no days, no second world, no chain, no paths: one set of entries a label.
    """
    import networkx as nx

    clock = Clock()
    hops = con.execute("SELECT tail, head FROM hop WHERE NOT ghost").fetchnumpy()
    placed = con.execute("SELECT label, node FROM source WHERE NOT ghost").fetchall()
    entries = {node for (node,) in con.execute("SELECT node FROM entry_node").fetchall()}
    graph = nx.DiGraph()
    clock.time("build", lambda: graph.add_edges_from(zip(hops["tail"].tolist(), hops["head"].tolist(), strict=True)))
    by_label: dict[int, set[int]] = {}
    for label, node in placed:
        by_label.setdefault(label, set()).add(node)

    def reach() -> int:
        pairs = 0
        for label, nodes in by_label.items():
            root = ("label", label)
            graph.add_edges_from((root, node) for node in nodes)
            pairs += len(entries & nx.descendants(graph, root))
            graph.remove_node(root)
        return pairs

    pairs = clock.time("reach", reach)
    return {"seconds": clock.seconds, "labels": len(by_label), "entry_label_pairs": pairs, "peak_gb": peak_gigabytes()}


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure one graph.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", action="store_true", help="measure networkx too")
    choice = parser.parse_args()
    print(json.dumps(measure(choice.folder, peers=choice.peers)))


if __name__ == "__main__":
    main()
