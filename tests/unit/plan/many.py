"""Plans of many random graphs, carried out: what the reference then answers must be what was promised.

``python -m tests.unit.plan.many --graphs 200 --seed 1`` prints the first broken promise and exits with 1.
"""

import argparse
import random
import sys
from collections import Counter

from clew.engine import reference
from clew.model.basis import Basis
from clew.model.graph import Graph
from tests.graphs import TEST_PACKS, random_graph
from tests.unit.plan.carried import carried_out, plan_of, saved_case, strongest

LEVELS = (Basis.ASSUMED, Basis.ASSUMED, Basis.UNEXCLUDED, Basis.ASSERTED)


def broken_promises(graph: Graph, level: Basis, seen: Counter[str], most: int = sys.maxsize) -> list[str]:
    """What the reference says otherwise than the first plans of a graph promise, in words."""
    found: list[str] = []
    before = {answer.entry: answer for answer in reference.answer(graph, TEST_PACKS)}
    if not any((strongest(answer) or 0) >= level for answer in before.values()):
        return found
    with saved_case(graph) as path:
        for entry, answer in before.items():
            if (strongest(answer) or 0) < level or seen["plans"] >= most:
                continue
            plan, request = plan_of(path, entry, level)
            after = carried_out(plan, request)
            rules = {unbroken.rule for unbroken in plan.unbreakable}
            left = {f.rule for f in after.findings if f.in_force and (f.basis or 0) >= level} - rules
            seen["plans"] += 1
            seen["kept" if plan.kept else "in part"] += 1
            seen["unbreakable"] += bool(plan.unbreakable)
            seen["optimal"] += plan.optimal
            seen.update(f"request {each.kind}" for each in plan.requests)
            seen.update(f"chain {each.kind}" for each in plan.chain)
            if plan.kept and left:
                found.append(f"{entry}: {plan.requests} were to break every path, but {sorted(left)} reach it")
            if not plan.kept and not left and not rules:
                found.append(f"{entry}: {plan.requests} break every path, and it is said that they don't")
            verdict = carried_out(plan, request, chain=True).verdict
            seen[f"verdict {answer.verdict} → {verdict}"] += 1
            if verdict != plan.verdict:
                found.append(f"{entry}: {plan.requests}, {plan.chain} make {verdict}, not {plan.verdict}")
            plan.case.con.close()
    return found


def main() -> int:
    """Plan for graphs of consecutive seeds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graphs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--go-on", action="store_true")
    options = parser.parse_args()
    seen: Counter[str] = Counter()
    failed = False
    for seed in range(options.seed, options.seed + options.graphs):
        graph = random_graph(random.Random(seed))
        level = LEVELS[seed % len(LEVELS)]
        found = broken_promises(graph, level, seen)
        if found:
            print(f"seed {seed}, {level.word}:", *found, sep="\n  ")
            failed = True
            if not options.go_on:
                return 1
    print(f"{options.graphs} graphs", *(f"{count} {what}" for what, count in sorted(seen.items())), sep="\n  ")
    return failed


if __name__ == "__main__":
    sys.exit(main())
