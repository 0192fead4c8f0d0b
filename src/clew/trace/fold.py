"""Paths folded for people: those that differ only in parallel hops, or in one stretch, are told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clew.model.answers import Hop, Stock

if TYPE_CHECKING:
    from clew.engine.ranked import Path

Stocks = tuple[Stock | None, ...]


@dataclass
class Fold:
    """Paths of one rule, basis and source that are told together.

    Attributes
    ----------
    first : Path
        The best of them.
    parallel : list of lists of Hop
        For each hop of the first: all that lead from the same stock to the same stock, in the order of paths.
    begin, end : int
        Between which stocks of the first (numbers; `end` counted from the end) the others go another way.
    ways : list of tuples of Stock
        The stocks of the other ways, in the order of paths.
    paths : int
        How many paths these are.
    """

    first: Path
    parallel: list[list[Hop]]
    begin: int = 0
    end: int = 0
    ways: list[Stocks] = field(default_factory=list)
    paths: int = 1


def stocks_of(path: Path) -> Stocks:
    """Return the stocks of a path, the entry (None) last."""
    return (*(hop.source for hop in path.hops), None)


def folded(paths: Iterable[Path]) -> list[Fold]:
    """Return folds in the order of the best path of each."""
    folds: list[Fold] = []
    same: dict[tuple[object, ...], list[Fold]] = {}
    for path in paths:
        near = same.setdefault((path.rule, path.basis, path.source), [])
        if not any(_joins(fold, path) for fold in near):
            near.append(Fold(path, [[hop] for hop in path.hops]))
            folds.append(near[-1])
    return folds


def _joins(fold: Fold, path: Path) -> bool:
    """Add a path to a fold if it differs from the first only in parallel hops, or only where others do."""
    ours, theirs = stocks_of(fold.first), stocks_of(path)
    if ours == theirs:
        for hops, hop in zip(fold.parallel, path.hops, strict=True):
            if hop not in hops:
                hops.append(hop)
    elif not _other_way(fold, ours, theirs):
        return False
    fold.paths += 1
    return True


def _other_way(fold: Fold, ours: Stocks, theirs: Stocks) -> bool:
    shorter = min(len(ours), len(theirs))
    begin = next((k for k in range(shorter) if ours[k] != theirs[k]), shorter)
    end = next((k for k in range(shorter) if ours[-1 - k] != theirs[-1 - k]), shorter)
    if fold.ways:
        begin, end = min(begin, fold.begin), min(end, fold.end)
        fits = (begin, end) == (fold.begin, fold.end) and begin + end <= len(theirs)
    else:
        end = min(end, shorter - begin)
        fits = begin >= 1 and end >= 2 and begin + end > max(len(ours), len(theirs)) // 2
    if fits:
        fold.begin, fold.end = begin, end
        way = theirs[begin : len(theirs) - end]
        if way not in fold.ways:
            fold.ways.append(way)
    return fits
