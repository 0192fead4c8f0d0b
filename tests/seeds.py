"""Graphs of consecutive seeds, tried one after the other by a command that says what it saw."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable

Check = Callable[[int, Counter[str]], list[str]]
"""What is found wrong with the graph of a seed, in words; what it holds is counted."""


def try_seeds(about: str | None, graphs: int, check: Check, at_once: int = 1) -> int:
    """Check graphs as the command line asks; print the first that is wrong, or what was seen, and return the exit code.

    Parameters
    ----------
    about : str or None
        What the command does.
    graphs : int
        How many, unless the command line says so.
    at_once : int
        Graphs that are checked as the seed of the first is.
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--graphs", type=int, default=graphs)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    seen: Counter[str] = Counter()
    for seed in range(options.seed, options.seed + options.graphs, at_once):
        found = check(seed, seen)
        if found:
            print(f"seed {seed}:", *found, sep="\n")
            return 1
        seen["graphs"] += at_once
        if sys.stderr.isatty() and seen["graphs"] % 100 == 0:
            print(f"{seen['graphs']} graphs agree", file=sys.stderr)
    print("agree:", *(f"{count} {what}" for what, count in sorted(seen.items())), sep="\n  ")
    return 0
