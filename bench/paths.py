"""Paths of the entries of a generated graph: pruned subgraph, best ten paths, number, choke points; peers beside.

Run ``python -m bench.paths --shipments 1000000``; it prints a table, and one JSON document with ``-o FILE``.
"""

import argparse
import json
import statistics
import tempfile
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.peers import PATIENCE, paths_beside, timed
from bench.run import prepare

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clew.engine.subgraph import Session

LEVELS = {"assumed": 2, "unexcluded": 1}
BEST = 10
PEERS = {"networkx": f"best {BEST} paths", "igraph": f"best {BEST} paths", "igraph_order": "number"}
TARGETS = {"best ten paths": 0.05, "subgraph and number": 0.5}


def traced(folder: Path) -> "DuckDBPyConnection":
    """Return the store of a graph after flow and sources ran."""
    from clew import formats, rules
    from clew.model.policy import Policy
    from clew.trace.derive import derive

    loaded = formats.load([str(folder)])
    derive(loaded.con, rules.load_packs(), Policy(), few=loaded.few)
    return loaded.con


def measure(session: "Session", entry: str, level: int) -> dict[str, Any] | None:
    """Measure an entry at a level; None if nothing reaches it."""
    from clew.engine.count import count_paths
    from clew.engine.ranked import best_first
    from clew.engine.shared import shared
    from clew.engine.walks import Walks

    pruning, cut = timed(lambda: session.pruned(entry, level))
    if not len(cut.source):
        return None
    best, shown = timed(lambda: len(list(islice(best_first(session, entry, level), BEST))))
    counting, number = timed(lambda: count_paths(Walks(cut)))
    sharing, choke = timed(lambda: shared(Walks(cut)))
    return {
        "entry": entry, "level": level, "hops": len(cut.hop), "hubs": cut.hubs, "sources": len(cut.source),
        "pruned": pruning, "best": best, "shown": shown, "count": counting, "shared": sharing,
        "paths": str(number.paths), "exact": number.exact, "choke_points": len(choke[0]) + len(choke[1]),
    }  # fmt: skip


def first_of_sets(session: "Session", entries: list[str], level: int) -> list[float]:
    """Return how long the first subgraph of each set of labels in force takes: the sweep from them is kept."""
    numbers = session.entry_ids
    sets = {session.counting(numbers[entry], level).tobytes(): entry for entry in entries}
    return [timed(lambda entry=entry: session.pruned(entry, level))[0] for entry in sets.values()]


def run(folder: Path, sample: int, *, peers: bool) -> dict[str, Any]:
    """Measure a sample of entries, evenly spaced by id, and the peers on the median and the largest of each level."""
    from clew.engine.subgraph import Session

    tracing, con = timed(lambda: traced(folder))
    opening, session = timed(lambda: Session(con))
    ids = list(session.entry_ids)
    chosen = ids[:: max(len(ids) // sample, 1)]
    for level in LEVELS.values():
        for entry in chosen[:3]:
            measure(session, entry, level)  # compiles
    session.arrivals.clear()
    first = {word: first_of_sets(session, chosen, level) for word, level in LEVELS.items()}
    rows = [row for level in LEVELS.values() for entry in chosen if (row := measure(session, entry, level))]
    if peers:
        for level in LEVELS.values():
            mine = sorted((row for row in rows if row["level"] == level), key=lambda row: row["hops"])
            for row in {id(row): row for row in (*mine[len(mine) // 2 :][:1], *mine[-1:])}.values():
                row["beside"] = paths_beside(session.pruned(row["entry"], level), BEST)
    return {"trace": tracing, "session": opening, "first": first, "entries": len(chosen), "rows": rows}


def told(took: float | None, mine: float) -> str:
    """Return the seconds of a peer, and how many times as many as those of clew they are."""
    if took is None:
        return f"stopped after {PATIENCE} s, more than {PATIENCE / mine:,.0f} times"
    return f"{took} s, {round(took / mine, 3 if took < mine else 1):,} times"


def show(result: dict[str, Any]) -> None:
    print(f"trace {result['trace']} s, arrays {result['session']} s, {result['entries']} entries")
    for word, level in LEVELS.items():
        rows = [row for row in result["rows"] if row["level"] == level]
        if not rows:
            continue
        once = ", ".join(f"{took} s" for took in result["first"][word])
        print(f"\nat {word}: the first subgraph of each set of labels in force, whose sweep is kept: {once}")
        print(f"{len(rows)} entries are reached; median and largest")
        for key in ("hops", "pruned", "best", "count", "shared"):
            values = [row[key] for row in rows]
            print(f"  {key:10}{statistics.median(values):>14,.4g}{max(values):>14,.4g}")
        exact = sum(row["exact"] for row in rows)
        digits = max(len(row["paths"]) for row in rows)
        print(f"  numbers that are exact: {exact} of {len(rows)}; the longest has {digits} digits")
        for row in (row for row in rows if "beside" in row):
            mine = {f"best {BEST} paths": row["best"], "number": row["count"]}
            print(f"  {row['hops']:,} hops: " + ", ".join(f"{what} {took} s" for what, took in mine.items()))
            for peer, took in row["beside"].items():
                print(f"    {peer}, {PEERS[peer]}: {told(took, mine[PEERS[peer]])}")
    rows = result["rows"]
    reached = (max(row["best"] for row in rows), max(row["pruned"] + row["count"] for row in rows))
    print()
    for (name, limit), value in zip(TARGETS.items(), reached, strict=True):
        print(f"{name}, largest: {value:.3f} s, at most {limit}: {'yes' if value <= limit else 'NO'}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure paths.")
    parser.add_argument("--shipments", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("csv", "parquet"), default="parquet")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "clew-bench")
    parser.add_argument("--sample", type=int, default=40, help="entries")
    parser.add_argument("--no-peers", action="store_true", help="leave networkx and igraph out")
    parser.add_argument("-o", "--out", type=Path, help="write the measurements as JSON")
    choice = parser.parse_args()
    folder = prepare(choice.shipments, choice.seed, choice.format, choice.data)
    result = run(folder, choice.sample, peers=not choice.no_peers)
    show(result)
    if choice.out:
        choice.out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
