"""What the store says of stocks: what is made, open, unscreened or without labor records there."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clew.engine.graph import Graph, fetch
from clew.engine.labels import renumbered

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Flags = NDArray[np.bool_]

BEHIND_ONLY = "unproven_complete"
PLACES = ("", "place", "region")


@dataclass(frozen=True)
class Facts:
    """Facts by stock of the (pruned) graph.

    Attributes
    ----------
    made, extracted : (stocks,) bool
        Whether a process makes it at its holder; whether an extraction does.
    extract_first : (stocks,) int32
        The earliest first day of these extractions.
    opened : list of (stock, kind)
        Open for another reason than being a root.
    place : (stocks,) uint8
        1: could be anywhere; 2: could be in a listed region.
    operator, good, labor, wide : (stocks,) bool
        Gaps of the stock; `wide`: its holder has no facilities and may make.
    exposures : list of (holder, claim)
    """

    made: "Flags"
    extracted: "Flags"
    extract_first: "Ints"
    opened: list[tuple[int, str]]
    place: "NDArray[np.uint8]"
    operator: "Flags"
    good: "Flags"
    labor: "Flags"
    wide: "Flags"
    exposures: list[tuple[int, int]]


def load(con: "DuckDBPyConnection", graph: Graph) -> Facts:
    """Read stock_made, stock_open, stock_gap and exposure."""
    made, extracted = np.zeros(graph.stocks, bool), np.zeros(graph.stocks, bool)
    extract_first = np.zeros(graph.stocks, np.int32)
    row = fetch(
        con,
        "SELECT stock, extracted, coalesce(extract_first, 0) FROM stock_made",
        stock=np.int32,
        extracted=bool,
        first=np.int32,
    )
    stock = renumbered(graph, row["stock"])
    kept = stock >= 0
    made[stock[kept]] = True
    extracted[stock[kept]] = row["extracted"][kept]
    extract_first[stock[kept]] = row["first"][kept]
    opened = con.execute("SELECT DISTINCT stock, kind FROM stock_open ORDER BY ALL").fetchall()
    numbers = renumbered(graph, np.array([stock for stock, _ in opened], np.int32)).tolist()
    gap = fetch(
        con, "SELECT stock, place, operator, good, labor, wide FROM stock_gap",
        stock=np.int32, place=np.uint8, operator=bool, good=bool, labor=bool, wide=bool,
    )  # fmt: skip
    stock = renumbered(graph, gap.pop("stock"))
    kept = stock >= 0
    gaps = {name: np.zeros(graph.stocks, column.dtype) for name, column in gap.items()}
    for name, column in gap.items():
        gaps[name][stock[kept]] = column[kept]
    return Facts(
        made, extracted, extract_first,
        [(k, kind) for k, (_, kind) in zip(numbers, opened, strict=True) if k >= 0],
        **gaps,
        exposures=con.execute("SELECT DISTINCT holder, claim FROM exposure ORDER BY ALL").fetchall(),
    )  # fmt: skip
