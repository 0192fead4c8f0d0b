"""The paths of an entry for people: a paragraph each, readable without colour."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TextIO

from clew.cli.lines import Lines
from clew.cli.table import COLOURS, LEGEND, MARKS
from clew.model.basis import Basis
from clew.trace.dress import Dresser
from clew.trace.fold import Fold, folded, stocks_of
from clew.trace.told import hop_words, none_words, source_words, stock_words

if TYPE_CHECKING:
    from clew.trace.paths import Paths

FOLDING = 1_000
"""Paths that are folded at most; how many these were is said."""


def write_paths(found: Paths, stream: TextIO, best: int, *, fold: bool, colour: bool) -> None:
    """Write the best paths of an entry, or folds of them."""
    lines = Lines(stream, colour=colour)
    shown = list(islice(found.best(), FOLDING if fold else best))
    if not shown:
        lines.write(none_words(found))
        return
    folds = folded(shown)[:best] if fold else [Fold(path, [[hop] for hop in path.hops]) for path in shown]
    dresser = found.dresser(shown)
    _write_head(found, folds, len(shown), lines, fold=fold)
    for place, told in enumerate(folds, 1):
        _write_fold(place, told, dresser, lines, COLOURS.get(found.answer.verdict))
    for line in LEGEND:
        lines.write(line)


def _write_head(found: Paths, folds: list[Fold], shown: int, lines: Lines, *, fold: bool) -> None:
    assert found.basis is not None
    total = found.count(shown)
    least = "" if total["exact"] else "at least "
    of = f" of {found.rule}" if found.rule else ""
    noun = "path" if total["paths"] == 1 and total["exact"] else "paths"
    how = f"{sum(each.paths for each in folds):,} of them, folded into {len(folds):,}" if fold else "the best first"
    what = f"{found.answer.entry}: {least}{total['paths']:,} {noun}{of} at {found.basis.word} or stronger; {how}"
    lines.write(what, bold=True)
    if fold and shown == FOLDING:
        lines.write(f"Folded are the best {FOLDING:,}; --all --ndjson has every path.", indent=2)
    stocks = "; ".join(f"{stock['holder']}/{stock['item']}" for stock in found.shared["stocks"])
    claims = ", ".join(claim for claim in found.shared["claims"] if claim != found.answer.entry)
    lines.write(stocks or "no stock", indent=2, label="shared")
    lines.write(claims or "no claim but the entry", indent=2, label="claims")
    lines.blank()


def _write_fold(place: int, fold: Fold, dresser: Dresser, lines: Lines, fg: str | None) -> None:
    path = fold.first
    mark = MARKS[path.basis]
    more = f" · {fold.paths:,} paths" if fold.paths > 1 else ""
    count = len(path.hops)
    lines.write(
        f"{place}  {mark} {path.basis.word}  {path.rule}  {count} {'hop' if count == 1 else 'hops'}{more}",
        bold=True,
        fg=fg,
    )
    parts = [f"[{source_words(path.source, path.rule, dresser)}] {MARKS[path.source.basis]} "]
    stocks = stocks_of(path)
    parts.append(stock_words(stocks[0], dresser))
    for stock, hops in zip(stocks[1:], fold.parallel, strict=True):
        basis: Basis = max(hop.basis for hop in hops)
        parts.append(f" {MARKS[basis]}→ {stock_words(stock, dresser)} ({hop_words(hops)})")
    lines.write("".join(parts), indent=3)
    for way in fold.ways:
        over = " → ".join(stock_words(stock, dresser) for stock in way) or "straight"
        begin, end = stocks[fold.begin - 1], stocks[len(stocks) - fold.end]
        lines.write(f"from {stock_words(begin, dresser)} to {stock_words(end, dresser)}: {over}", indent=3, label="or")
    lines.blank()
