"""Plans of the entries of a generated graph: the cheapest requests with their bound, minimum cuts of peers beside.

Run ``python -m bench.plans --shipments 1000000``; it prints a table, and one JSON document with ``-o FILE``.
"""

import argparse
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.paths import told, traced
from bench.peers import cuts_beside, timed
from bench.run import prepare

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clew.engine.subgraph import Session

LEVELS = {"assumed": 2, "unexcluded": 1}
SIZE = 10_000
"""Hops of the subgraph that the target speaks of."""
TARGET = 2.0


def measure(
    con: "DuckDBPyConnection", session: "Session", entry: str, level: int, *, beside: bool
) -> dict[str, Any] | None:
    """Plan for an entry at a level; None if nothing reaches it."""
    from clew.engine.cut import Cutter
    from clew.engine.effort import Effort
    from clew.model.policy import Policy
    from clew.trace.plan.asking import Asking
    from clew.trace.plan.planner import breakable
    from clew.trace.plan.request import Request, cost_of, liking

    cut = session.pruned(entry, level)
    if not len(cut.source):
        return None
    policy = Policy()
    asking = Asking(con, policy)
    known: dict[Request, int] = {}
    asked, table = timed(lambda: asking.table(cut))
    aside_took, (ways, aside) = timed(lambda: breakable(cut, table, known))
    kinds = [asking.kind(each.claim) if each.claim else None for each in known]
    costs = [cost_of(each, policy, kind) for each, kind in zip(known, kinds, strict=True)]
    likings = [liking(each, kind) for each, kind in zip(known, kinds, strict=True)]
    took, plan = timed(lambda: Cutter(ways, costs, likings).plan(Effort.of(len(cut.hop))))
    return {
        "entry": entry, "level": level, "hops": len(cut.hop), "sources": len(cut.source), "requests": len(known),
        "aside": len(aside), "asking": asked, "plan": round(asked + aside_took + took, 4), "cost": plan.cost,
        "bound": plan.bound, "optimal": plan.optimal, "rows": plan.rows,
        **({"beside": cuts_beside(ways, costs)} if beside else {}),
    }  # fmt: skip


def run(folder: Path, sample: int) -> dict[str, Any]:
    """Plan for the entries whose subgraphs are the nearest to the target's size, and for a sample of all.

    The peers are asked beside the nearest of each level.
    """
    from clew.engine.subgraph import Session

    con = traced(folder)
    session = Session(con)
    ids = list(session.entry_ids)
    spread = ids[:: max(len(ids) // (8 * sample), 1)]
    rows = []
    for level in LEVELS.values():
        sizes = {entry: len(session.pruned(entry, level).hop) for entry in spread}
        reached = sorted((entry for entry in spread if sizes[entry]), key=lambda entry: (sizes[entry], entry))
        near = sorted(reached, key=lambda entry: (abs(sizes[entry] - SIZE), entry))[:sample]
        even = reached[:: max(len(reached) // sample, 1)]
        if reached:
            measure(con, session, reached[0], level, beside=False)  # compiles
        for entry in sorted({*near, *even}):
            row = measure(con, session, entry, level, beside=entry in near[:1])
            rows += [row] if row else []
    return {"rows": rows}


def show(result: dict[str, Any]) -> None:
    print(f"{'level':>6}{'hops':>9}{'requests':>9}{'aside':>7}{'plan s':>9}{'cost':>7}{'bound':>7}")
    for row in sorted(result["rows"], key=lambda row: (row["level"], row["hops"])):
        print(
            f"{row['level']:>6}{row['hops']:>9,}{row['requests']:>9,}{row['aside']:>7,}{row['plan']:>9.3f}"
            f"{row['cost']:>7g}{row['bound']:>7g}"
        )
        for peer, cut in (row.get("beside") or {}).items():
            cost = f", cost {cut['cost']:g}" if cut else ""
            print(f"{'':15}{peer}, minimum cut: {told(cut and cut['seconds'], row['plan'])}{cost}")
    within = [row for row in result["rows"] if row["hops"] <= SIZE * 1.2]
    if not within:
        print(f"\nno subgraph has up to {SIZE * 1.2:,.0f} hops: take a smaller graph, of 11,000 shipments say")
        return
    slowest = max(row["plan"] for row in within)
    reached = "yes" if slowest <= TARGET else "NO"
    print(f"\nup to {SIZE * 1.2:,.0f} hops, slowest: {slowest:.3f} s, at most {TARGET}: {reached}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure plans.")
    parser.add_argument("--shipments", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("csv", "parquet"), default="parquet")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "clew-bench")
    parser.add_argument("--sample", type=int, default=6, help="entries of each choice and level")
    parser.add_argument("-o", "--out", type=Path, help="write the measurements as JSON")
    choice = parser.parse_args()
    folder = prepare(choice.shipments, choice.seed, choice.format, choice.data)
    result = run(folder, choice.sample)
    show(result)
    if choice.out:
        choice.out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
