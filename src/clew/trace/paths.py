"""The paths of an entry: the best first or all of them, how many there are, and what every one of them shares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from clew.errors import ClewError
from clew.model.answers import Answer, Chain, Finding
from clew.model.basis import Basis
from clew.trace.derive import quiet
from clew.trace.dress import Dresser, source_dict
from clew.trace.facts import look_up
from clew.trace.run import Request, Trace, days_of, run
from clew.trace.select import did_you_mean, entries_by_id

if TYPE_CHECKING:
    from clew.engine.count import Count
    from clew.engine.cutout import Subgraph
    from clew.engine.ranked import Path
    from clew.engine.subgraph import Session
    from clew.engine.walks import Walks

BATCH = 256
"""Paths that are dressed together at most."""


@dataclass(frozen=True)
class Paths:
    """The paths of an entry at a basis or stronger.

    Attributes
    ----------
    trace : Trace
        Of this entry alone.
    basis : Basis or None
        None where nothing reaches the entry.
    rule : str or None
        The only rule that is asked, if any.
    cut : Subgraph or None
        What lies on some way, at `basis`.
    strongest : int
        A level above which there is no path.
    """

    trace: Trace
    session: Session
    basis: Basis | None
    rule: str | None
    cut: Subgraph | None
    strongest: int

    @property
    def answer(self) -> Answer:
        """The answer for the entry."""
        return self.trace.answers[0]

    @property
    def rules(self) -> tuple[str, ...] | None:
        """The rules that are asked, None = all."""
        return None if self.rule is None else (self.rule,)

    @cached_property
    def walks(self) -> Walks | None:
        """The paths as the engine counts them, None where there are none."""
        from clew.engine.walks import Walks

        return None if self.cut is None else Walks(self.cut)

    @cached_property
    def total(self) -> Count:
        """How many paths there are."""
        from clew.engine.count import Count, count_paths

        return Count(0, exact=True) if self.walks is None else count_paths(self.walks)

    def best(self) -> Iterator[Path]:
        """Yield the paths: strongest weakest hop, then fewest hops, then smallest list of (holder, item, claim)."""
        from clew.engine.ranked import best_first

        if self.cut is not None:
            yield from best_first(self.session, self.answer.entry, self.cut.level, self.rules, self.strongest)

    @cached_property
    def shared(self) -> dict[str, list[Any]]:
        """The stocks and claims that every path shares."""
        from clew.engine.shared import shared

        stocks, claims = shared(self.walks) if self.walks is not None else ([], [])
        words = self.session.words
        named = [self.cut.stock(stock) for stock in stocks] if self.cut is not None else []
        return {
            "stocks": [{"holder": stock.holder, "item": stock.item} for stock in named if stock],
            "claims": [words.id("claim", claim) for claim in claims],
        }

    def head(self) -> dict[str, Any]:
        """Return what the result says before its paths."""
        return {"entry": self.answer.entry, "basis": None if self.basis is None else self.basis.word}

    def result(self, shown: list[Path]) -> dict[str, Any]:
        """Return the whole result with some of the paths."""
        return {
            **self.head(),
            "total": self.count(len(shown)),
            "shown": len(shown),
            "shared": self.shared,
            "paths": list(self.dressed(shown)),
        }

    def count(self, shown: int) -> dict[str, Any]:
        """Return the number of paths, which are no less than those shown."""
        return {"paths": max(self.total.paths, shown), "exact": self.total.exact}

    def dressed(self, paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
        """Yield paths as results say them; holds no more than `BATCH` of them."""
        entry = self.answer.entry
        for batch in _batches(paths):
            dresser = self.dresser(batch)
            for path in batch:
                yield {
                    "rule": path.rule,
                    "basis": path.basis.word,
                    "source": source_dict(entry, path.source),
                    "hops": [dresser.hop(entry, hop) for hop in path.hops],
                }

    def dresser(self, paths: Iterable[Path]) -> Dresser:
        """Return a dresser that knows what some paths name."""
        findings = tuple(Finding(path.rule, True, path.basis, (path.source,), path.hops) for path in paths)
        named = Answer(self.answer.entry, self.answer.verdict, findings, Chain(), Chain(), complete=False)
        facts = look_up(self.trace.loaded.con, [named])
        return Dresser.of(facts, self.trace.packs, virtual=self.trace.dresser.virtual)


def _batches(paths: Iterable[Path]) -> Iterator[list[Path]]:
    """Yield paths in batches, small ones first, so that a stream starts at once."""
    left, size = iter(paths), 1
    while batch := list(islice(left, size)):
        yield batch
        size = min(4 * size, BATCH)


def find_paths(
    request: Request,
    entry: str,
    *,
    rule: str | None = None,
    basis: str | None = None,
    progress: Callable[[str], None] = quiet,
) -> Paths:
    """Trace an entry and find what lies on its paths.

    Parameters
    ----------
    request : Request
        Whose entries are put aside.
    entry : str
        Id.
    rule : str, optional
        Code of the only rule to ask.
    basis : str, optional
        How sure a path must be; by default as sure as the surest.

    Raises
    ------
    ClewError
        As `run` does, and if no pack has the rule.
    """
    from dataclasses import replace

    from clew.engine.subgraph import Session

    trace = run(replace(request, entries=(entry,)), progress)
    rules = {each.code: each for pack in trace.packs for each in pack.rules}
    if rule is not None and rule not in rules:
        raise _no_rule(rule, rules)
    claims = entries_by_id(trace.loaded.con, [entry])
    session = Session(trace.loaded.con, days_of(request.as_of), entries=claims)
    asked = None if rule is None else (rule,)
    if basis is None:
        cut = session.strongest(entry, asked)
    else:
        cut = session.pruned(entry, int(Basis[basis.upper()]), asked)
        cut = cut if len(cut.source) else None
    found = Basis[basis.upper()] if basis else Basis(cut.level) if cut is not None else None
    return Paths(trace, session, found, rule, cut, found if found and not basis else 4)


def _no_rule(rule: str, rules: Mapping[str, object]) -> ClewError:
    hint = did_you_mean(rule, rules) or f"These are asked: {', '.join(sorted(rules))}."
    return ClewError(f"no pack that is asked has a rule {rule!r}.", hint=hint, code="E-RULE")
