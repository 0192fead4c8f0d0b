"""Bills of materials: ten thousand that share parts, against a supply graph, from files to the written result.

Run ``python -m bench.bom``; it prints a table, and one JSON document with ``-o FILE``.
"""

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

TARGET = 20.0
COUNTRIES = ("CN", "VN", "TW", "TH", "US", "MX", "DE", "KH")


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def generate(folder: Path, bills: int, seed: int) -> None:
    """Write a graph and ``bills.csv``: tops of 4 to 12 lines over shared sub-assemblies of 3 to 8 parts.

    Of the tops seven in ten name a maker, two in ten are sent by one, one in ten is known to nobody. Parts are shipped
    by suppliers to makers; of a sub-assembly every second line names a supplier.
    """
    rng = random.Random(seed)
    makers = [f"maker-{number}" for number in range(max(bills // 20, 5))]
    suppliers = [f"supplier-{number}" for number in range(max(bills // 10, 10))]
    parts = [f"part-{number}" for number in range(max(bills // 2, 20))]
    subs = [f"sub-{number}" for number in range(max(bills // 5, 10))]
    tops = [f"top-{number}" for number in range(bills)]
    folder.mkdir(parents=True, exist_ok=True)
    write(
        folder / "parties.csv",
        ("id", "name", "country"),
        ((party, f"{party} Works", rng.choice(COUNTRIES)) for party in (*makers, *suppliers)),
    )
    write(
        folder / "products.csv",
        ("id", "name", "hs"),
        ((item, f"{item} goods", "8712") for item in (*parts, *subs, *tops)),
    )
    from_whom = {item: rng.choice(suppliers) for item in (*parts, *subs)}
    lines: list[tuple[str, str, str, str]] = []
    for sub in subs:
        maker = from_whom[sub] if rng.random() < 0.7 else ""
        for part in rng.sample(parts, rng.randint(3, 8)):
            lines.append((sub, part, maker, from_whom[part] if rng.random() < 0.5 else ""))
    shipped: set[tuple[str, str, str]] = set()
    for top in tops:
        maker, kind = rng.choice(makers), rng.random()
        if kind < 0.9:
            shipped.add((maker, rng.choice(makers), top))
        for number in range(rng.randint(4, 12)):
            item = rng.choice(subs if number % 2 else parts)
            lines.append((top, item, maker if kind < 0.7 else "", from_whom[item] if rng.random() < 0.5 else ""))
            if kind < 0.9 and rng.random() < 0.7:
                shipped.add((from_whom[item], maker, item))
    lines = list(dict.fromkeys(lines))
    write(folder / "bills.csv", ("product", "component", "maker", "supplier"), lines)
    moved = sorted(each for each in shipped if each[0] != each[1])
    write(
        folder / "shipments.csv",
        ("id", "consignor", "consignee", "item"),
        ((f"s-{number}", *each) for number, each in enumerate(moved)),
    )
    people = [(party, "KP" if rng.random() < 0.02 else rng.choice(COUNTRIES)) for party in suppliers[::2]]
    write(
        folder / "workforces.csv",
        ("id", "at", "nationality"),
        ((f"w-{number}", *each) for number, each in enumerate(people)),
    )


def measure(folder: Path, form: str) -> dict[str, Any]:
    """Run the command in a process of its own and return its seconds, and what it wrote."""
    graph = folder / "graph"
    out = folder / f"result{form}"
    code = (
        "import sys; from clew.cli import run; from clew.trace import bom; import time\n"
        "begin = time.perf_counter(); steps = []\n"
        "old = bom.run_bom\n"
        "def told(request, files, progress):\n"
        "    return old(request, files, lambda words: steps.append((words, time.perf_counter() - begin)))\n"
        "bom.run_bom = told\n"
        "code = run(sys.argv[1:])\n"
        "steps.append(('written', time.perf_counter() - begin))\n"
        "[print(round(seconds, 2), words, file=sys.stderr) for words, seconds in steps]\n"
        "sys.exit(code)"
    )
    begin, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", code, "bom", str(graph), str(folder / "bills.csv"), "-o", str(out)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "format": form,
        "wall": round(time.perf_counter() - begin, 2),
        "processor": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2),
        "peak_mb": after.ru_maxrss // 1024,
        "written_mb": round(out.stat().st_size / 1e6, 1),
        "steps": [line for line in done.stderr.splitlines() if not line.startswith("note")],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure bills of materials.")
    parser.add_argument("--bills", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", nargs="*", default=[".json", ".csv"], help="of the result")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "clew-bench")
    parser.add_argument("-o", "--out", type=Path, help="write the measurements as JSON")
    choice = parser.parse_args()
    folder = choice.data / f"bom-{choice.bills}-{choice.seed}"
    if not (folder / "bills.csv").exists():
        generate(folder / "graph", choice.bills, choice.seed)
        (folder / "graph" / "bills.csv").rename(folder / "bills.csv")
    rows = [measure(folder, form) for form in choice.formats]
    for row in rows:
        print(f"{choice.bills:,} bills → {row['format']}: {row['wall']} s, processor {row['processor']} s, "
              f"peak {row['peak_mb']:,} MB, {row['written_mb']} MB written")  # fmt: skip
        print(*(f"    {step}" for step in row["steps"]), sep="\n")
    best = min(row["wall"] for row in rows)
    print(f"at most {TARGET} s: {'yes' if best <= TARGET else 'NO'}")
    if choice.out:
        choice.out.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
