"""Push, push again and pull of a generated graph on a real Neo4j server, beside the plainest script with the driver.

Run ``python -m bench.neo4j_push --sizes 10000 100000``. It needs Java, Maven and ``clew[neo4j]``.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tools.neo4j.server import PASSWORD, Server

from bench.generate import generate, write

ROWS = 1000
LIMITS = {"push": 90, "again": 30, "pull": 20, "megabytes": 500, "growth": 1.1}
STEP = """
import json, resource, sys, time
from clew.formats import load
from clew.push import push_graph
what, graph, address = sys.argv[1:]
loaded = load([graph]) if what != "pull" else None
start, used = time.perf_counter(), time.process_time()
done = load([address]) if loaded is None else push_graph(loaded, address)
told = {"seconds": time.perf_counter() - start, "processor": time.process_time() - used, "sha256": done.sha256,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "records": sum(done.records.values())}
print(json.dumps(told))
"""


def step(what: str, graph: Path, address: str) -> dict[str, Any]:
    """One step in a process of its own: seconds, processor seconds and peak memory of clew."""
    command = [sys.executable, "-c", STEP, what, str(graph), address]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def plainest(server: Server) -> float:
    """Rows a second of one MERGE a row: two parties and what the one supplies to the other."""
    import neo4j

    statement = "MERGE (a:PlainA {id: $a}) MERGE (b:PlainB {id: $b}) MERGE (a)-[:PLAIN {claim: $claim}]->(b)"
    with (
        neo4j.GraphDatabase.driver(server.address, auth=("neo4j", PASSWORD)) as driver,
        driver.session(database="neo4j") as session,
    ):
        start = time.perf_counter()
        for row in range(ROWS):
            session.run(statement, a=row % 100, b=row % 77, claim=row).consume()
        seconds = time.perf_counter() - start
        session.run("MATCH (n) WHERE n:PlainA OR n:PlainB DETACH DELETE n").consume()
    return ROWS / seconds


def measure(size: int, data: Path) -> dict[str, Any]:
    """All steps of one size on a fresh server."""
    graph = data / f"neo4j-{size}"
    if not graph.is_dir():
        write(generate(size), graph)
    server = Server(heap="1g").start()
    try:
        found: dict[str, Any] = {"shipments": size, "plainest rows/s": plainest(server)}
        for what in ("push", "again", "pull"):
            found[what] = step(what, graph, server.address)
            print(f"{size:>9,} {what:<6}", {name: _short(value) for name, value in found[what].items()}, flush=True)
    finally:
        server.stop()
    if len({found[what]["sha256"] for what in ("push", "again", "pull")}) != 1:
        raise SystemExit("what came back is not what went in")
    found["ratio"] = found["push"]["records"] / found["push"]["seconds"] / found["plainest rows/s"]
    print(f"{size:>9,} push writes {found['ratio']:.1f} times as many records a second as one MERGE a row", flush=True)
    return found


def _short(value: object) -> object:
    return round(value, 1) if isinstance(value, float) else value


def main() -> None:
    parser = argparse.ArgumentParser(description="Time clew push and pull on a Neo4j server.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "clew-bench")
    parser.add_argument("-o", "--output", type=Path)
    choice = parser.parse_args()
    os.environ |= {"NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": PASSWORD}
    found = [measure(size, choice.data) for size in choice.sizes]
    if len(found) > 1:
        first, last = found[0], found[-1]
        for what in ("push", "again", "pull"):
            growth = math.log(last[what]["seconds"] / first[what]["seconds"])
            print(f"{what}: time grows as n^{growth / math.log(last['shipments'] / first['shipments']):.2f}")
    print(f"limits at 100,000 shipments: {LIMITS}; processors: {os.cpu_count()}, load {os.getloadavg()[0]:.1f}")
    if choice.output:
        choice.output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
