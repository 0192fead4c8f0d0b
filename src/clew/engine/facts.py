"""What the store says of stocks: what is made, open, unscreened or without labor records there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from clew.engine.graph import Graph, fetch
from clew.engine.labels import renumbered

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Flags = NDArray[np.bool_]

FRONTIER = (
    "inputs_incomplete", "inputs_unrecorded", "left_too_early", "root", "unidentified", "unproven_complete",
)  # fmt: skip
"""Kinds of frontier stocks, in order: a kind is a number where there are many."""
LEFT_TOO_EARLY, ROOT, BEHIND_ONLY = 2, 3, 5

UNSCREENED = ("good", "operator", "place", "region")
"""Kinds of unscreened stocks, in order."""
GOOD, OPERATOR, PLACE = 0, 1, 2


N = TypeVar("N", bound=np.integer)


def distinct(numbers: "NDArray[N]") -> "NDArray[N]":
    """Return the distinct numbers, sorted: for millions of them quicker than `numpy.unique`, which hashes."""
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


@dataclass(frozen=True)
class Rows:
    """Stocks with a kind, sorted, without repetition; shape (rows).

    Attributes
    ----------
    stock : int32
    kind : uint8
        Index into `FRONTIER` or `UNSCREENED`.
    """

    stock: "Ints"
    kind: "NDArray[np.uint8]"

    @classmethod
    def of(cls, parts: "Sequence[tuple[Ints, Ints | NDArray[np.uint8]]]") -> "Rows":
        """Put rows together."""
        stock = np.concatenate([part[0] for part in parts])
        kind = np.concatenate([part[1] for part in parts])
        key = distinct(stock.astype(np.int64) * 8 + kind)
        return cls((key >> 3).astype(np.int32), (key & 7).astype(np.uint8))

    def chosen(self, flags: "Flags") -> "Rows":
        """Return some of the rows."""
        return Rows(self.stock[flags], self.kind[flags])


def of_kind(stocks: "Ints", kind: int) -> "tuple[Ints, Ints]":
    """Return stocks with one kind, for `Rows.of`."""
    return stocks.astype(np.int32), np.full(len(stocks), kind, np.int32)


@dataclass(frozen=True)
class Facts:
    """Facts by stock of the (pruned) graph.

    Attributes
    ----------
    made, extracted : (stocks,) bool
        Whether a process makes it at its holder; whether an extraction does.
    extract_first : (stocks,) int32
        The earliest first day of these extractions.
    opened : Rows
        Stocks that are open for another reason than being a root.
    place : (stocks,) uint8
        1: could be anywhere; 2: could be in a listed region.
    operator, good, labor, wide : (stocks,) bool
        Gaps of the stock; `wide`: its holder has no facilities and may make.
    exposures : list of (holder, claim)
    """

    made: "Flags"
    extracted: "Flags"
    extract_first: "Ints"
    opened: Rows
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
    places = " ".join(f"WHEN '{kind}' THEN {number}" for number, kind in enumerate(FRONTIER))
    opened = fetch(con, f"SELECT stock, CASE kind {places} END FROM stock_open", stock=np.int32, kind=np.int32)
    number = renumbered(graph, opened["stock"])
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
        Rows.of([(number[number >= 0], opened["kind"][number >= 0])]),
        **gaps,
        exposures=con.execute("SELECT DISTINCT holder, claim FROM exposure ORDER BY ALL").fetchall(),
    )  # fmt: skip
