"""The list of paths: a row for the best path of every finding, and one for every entry without a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clew.explorer.told import source_words, start_state, state_of
from clew.model.answers import REBUTTED
from clew.store.memory import uncollected

if TYPE_CHECKING:
    from clew.model.answers import Answer, Finding
    from clew.trace.run import Trace

VERDICTS = ("reached", "signal", "unresolved", "unproven", "rebutted", "no_path")
BASES = ("documented", "asserted", "assumed", "unexcluded", REBUTTED)
GAPS = ("missing", "unexcluded", "contradicted")
"""States of hops that are counted as gaps of a path."""

PAGE = 100
"""Rows that are sent at once."""


@dataclass(frozen=True)
class Row:
    """A row of the list; without a finding it tells what is open behind the entry.

    Attributes
    ----------
    start : str
        State of the source that the path begins at.
    states : tuple of str
        State of each hop, from source to entry.
    holders, countries : frozenset of str
        On the path.
    """

    answer: Answer
    finding: Finding | None
    basis: str
    start: str
    states: tuple[str, ...]
    gaps: int
    holders: frozenset[str]
    countries: frozenset[str]
    signal: bool


class Rows:
    """All rows of a trace, in the order of the list: what counts first, the surest first, the fewest gaps first."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        with uncollected():
            self._rows = sorted((row for answer in trace.answers for row in self._of(answer)), key=_order)

    def _of(self, answer: Answer) -> Iterable[Row]:
        facts, rules = self._trace.dresser.facts, self._trace.dresser.rules
        for finding in answer.findings:
            stocks = [hop.source for hop in finding.path]
            stocks += [source.stock for source in finding.sources if source.stock]
            holders = frozenset([stock.holder for stock in stocks])
            start = start_state(finding)
            states = tuple([state_of(hop, facts) for hop in finding.path])
            yield Row(
                answer=answer,
                finding=finding,
                basis=finding.basis.word if finding.basis else REBUTTED,
                start=start,
                states=states,
                gaps=sum(state in GAPS for state in (start, *states)),
                holders=holders,
                countries=frozenset(facts.holders[h].country or "" for h in holders if h in facts.holders) - {""},
                signal=rules[finding.rule].force == "signal",
            )
        if not answer.findings:
            yield Row(answer, None, "", "", (), 0, frozenset(), frozenset(), False)

    def head(self) -> dict[str, Any]:
        """Return what all rows together hold, for filters and the line at the top."""
        rows = self._rows
        return {
            "paths": sum(row.finding is not None for row in rows),
            "entries": len(self._trace.answers),
            "with_gaps": sum(row.gaps > 0 for row in rows),
            "gaps": sum(row.gaps for row in rows),
            "verdicts": _counted((answer.verdict for answer in self._trace.answers), VERDICTS),
            "rules": [
                {"rule": rule, "force": self._trace.dresser.rules[rule].force, "count": count}
                for rule, count in _counted(row.finding.rule for row in rows if row.finding).items()
            ],
            "bases": _counted((row.basis for row in rows if row.basis), BASES),
            "countries": _counted(country for row in rows for country in row.countries),
        }

    def page(self, asked: Mapping[str, Sequence[str]], offset: int) -> dict[str, Any]:
        """Return some of the rows that are asked for.

        Parameters
        ----------
        asked : mapping of str to sequence of str
            ``rule``, ``basis``, ``verdict``, ``country``, ``party``, ``entry``: one of these values; ``gaps``: only
            with gaps; ``sort``: ``gaps`` or ``entry`` instead of the usual order.
        offset : int
            How many to pass over.
        """
        rows = self._asked(asked)
        return {
            "total": len(rows),
            "gaps": sum(row.gaps > 0 for row in rows),
            "offset": offset,
            "rows": [self._told(row) for row in rows[offset : offset + PAGE]],
        }

    def every(self, asked: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
        """Return all rows that are asked for, as `page` does."""
        return [self._told(row) for row in self._asked(asked)]

    def _asked(self, asked: Mapping[str, Sequence[str]]) -> list[Row]:
        rows = [row for row in self._rows if _fits(row, asked)]
        sort = next(iter(asked.get("sort", ())), "")
        if sort == "gaps":
            rows.sort(key=lambda row: (-row.gaps, -len(row.states)))
        elif sort == "entry":
            rows.sort(key=lambda row: row.answer.entry)
        return rows

    def _told(self, row: Row) -> dict[str, Any]:
        answer, finding, trace = row.answer, row.finding, self._trace
        chain = answer.chain if answer.chain.is_open else answer.behind
        told: dict[str, Any] = {
            "entry": answer.entry,
            "verdict": answer.verdict,
            "open": {
                "behind": not answer.chain.is_open,
                "frontier": len({stock for stock, _ in chain.frontier}),
                "unscreened": len({stock for stock, _ in chain.unscreened}),
                "labor_unrecorded": len(chain.labor_unrecorded),
                "complete": answer.complete,
            },
        }
        if finding is not None:
            told |= {
                "rule": finding.rule,
                "force": trace.dresser.rules[finding.rule].force,
                "basis": row.basis,
                "in_force": finding.in_force,
                "source": source_words(finding, trace.dresser.facts, trace.dresser.listings),
                "start": row.start,
                "states": row.states,
                "gaps": row.gaps,
            }
        return told


def _order(row: Row) -> tuple[Any, ...]:
    if row.finding is None:
        return (1, VERDICTS.index(row.answer.verdict), 0, 0, 0, row.answer.entry, "")
    return (
        0,
        not row.finding.in_force,
        row.signal,
        BASES.index(row.basis),
        row.gaps,
        row.answer.entry,
        row.finding.rule,
    )


def _fits(row: Row, asked: Mapping[str, Sequence[str]]) -> bool:
    wanted = asked.get
    finding = row.finding
    return (
        (not wanted("rule") or (finding is not None and finding.rule in asked["rule"]))
        and (not wanted("basis") or row.basis in asked["basis"])
        and (not wanted("verdict") or row.answer.verdict in asked["verdict"])
        and (not wanted("entry") or row.answer.entry in asked["entry"])
        and (not wanted("country") or not row.countries.isdisjoint(asked["country"]))
        and (not wanted("party") or not row.holders.isdisjoint(asked["party"]))
        and (not wanted("gaps") or row.gaps > 0)
    )


def _counted(values: Iterable[str], order: Sequence[str] = ()) -> dict[str, int]:
    counts = Counter(values)
    return {value: counts[value] for value in (order or sorted(counts)) if counts[value]}
