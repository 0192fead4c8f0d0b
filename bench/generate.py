"""A seeded generator of tiered supply graphs, written as a folder of CSV or Parquet tables.

Run ``python -m bench.generate --shipments 100000 --out FOLDER``.
"""

import argparse
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet

from bench.claims import (
    bom_table,
    entries_table,
    processes_table,
    shipments_table,
    ties,
    trade,
    workforces_table,
)
from bench.columns import Table
from bench.papers import papers
from bench.world import build_world, nodes


def generate(shipments: int, seed: int = 1) -> dict[str, Table]:
    """Return all tables of a graph; one entry for a hundred shipments. The same seed gives the same graph."""
    rng = np.random.default_rng(seed)
    world = build_world(rng, shipments)
    flow = trade(rng, world, shipments)
    tables = nodes(rng, world)
    tables["shipments"] = shipments_table(rng, world, flow)
    tables["processes"] = processes_table(rng, world, flow)
    tables["entries"] = entries_table(rng, world, shipments // 100)
    tables["bom"] = bom_table(rng, world)
    tables["workforces"] = workforces_table(rng, world)
    tables.update(ties(rng, world))
    counts = {name: len(table["id"]) for name, table in tables.items()}
    return {**tables, **papers(rng, world, counts)}


def write(tables: dict[str, Table], folder: Path, form: str = "parquet") -> None:
    """Write one file a table into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in tables.items():
        table = pa.table(columns)
        if form == "parquet":
            pa.parquet.write_table(table, folder / f"{name}.parquet")
        else:
            options = pa.csv.WriteOptions(quoting_style="needed")
            pa.csv.write_csv(table, folder / f"{name}.csv", options)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a seeded supply graph.")
    parser.add_argument("--shipments", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("csv", "parquet"), default="parquet")
    parser.add_argument("--out", type=Path, required=True)
    choice = parser.parse_args()
    tables = generate(choice.shipments, choice.seed)
    write(tables, choice.out, choice.format)
    print(", ".join(f"{len(next(iter(table.values()))):,} {name}" for name, table in tables.items()))


if __name__ == "__main__":
    main()
