"""The engine's answer: findings, best paths, verdicts and chains of entries, from the tables of the store."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from clew.engine import backward as back
from clew.engine import brief, chains, facts, labels, paths, reach
from clew.engine.fingerprints import ChainSteps
from clew.engine.gaps import gaps
from clew.engine.graph import Graph, Travel, load
from clew.engine.jit import WORTH_COMPILING, Bench, numba_installed
from clew.engine.prune import pruned
from clew.engine.witnesses import Seeds, Witnesses, find_witnesses, witness_chains, witnesses
from clew.engine.words import Words
from clew.model.answers import Answer, Chain, Finding, Source, verdict_of
from clew.model.basis import Basis
from clew.store.memory import uncollected

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]

COMPLETE_BELOW = 100_000
"""Hops below which chains are complete unless said otherwise."""

ASSUMED, UNEXCLUDED = int(Basis.ASSUMED), int(Basis.UNEXCLUDED)

Progress = Callable[[str, int, int], None]


@dataclass
class Case:
    """What one call of `answer` works on."""

    con: "DuckDBPyConnection"
    travel: Travel
    labels: labels.Labels
    facts: facts.Facts
    words: Words
    tasks: dict[int, str]
    trails: list[paths.Trails] = field(default_factory=list)
    brief: list[reach.Found] = field(default_factory=list)
    in_brief: "NDArray[np.bool_]" = field(default_factory=lambda: np.zeros(0, bool))

    @property
    def graph(self) -> Graph:
        """The graph."""
        return self.travel.graph


@dataclass
class Parts:
    """What is known of each entry: both chains, the sources of its findings where complete, the rest."""

    chains: dict[int, list[Chain]]
    sources: dict[tuple[int, int], tuple[Source, ...]]
    exposures: list[tuple[tuple[str, str], ...]]
    upstream: list[tuple[str, ...]]
    fingerprints: list[str | None]


def answer(
    con: "DuckDBPyConnection",
    *,
    entries: Iterable[int] | None = None,
    complete: bool | None = None,
    as_of: tuple[int, int] | None = None,
    progress: Progress | None = None,
    fast: bool | None = None,
    without_paths: Collection[int] = (),
    printed: bool = True,
) -> list[Answer]:
    """Answer for entries: findings with their best paths, verdict, chain.

    Parameters
    ----------
    con : DuckDB connection
        With the tables of hops, sources and facts of stocks (hop, stock, holder, item, claim, entry, entry_node,
        node_count, stock_made, stock_open, stock_gap, source, label, rule, listing, exposure, workforce).
    entries : claim numbers, optional
        The entries to answer for; all by default.
    complete : bool, optional
        Whether lists hold everything or one witness each. By default everything where entries are named, or
        where there are less than 100,000 hops.
    as_of : (first day, last day), optional
        Days on one of which rules must be in force, instead of each entry's own date.
    progress : callable, optional
        Called with a stage, how many stages are done, and of how many.
    fast : bool, optional
        Whether to compile kernels with numba; by default where the graph is large and numba is installed.
    without_paths : claim numbers
        Entries of which less is wanted: their findings have no sources and no path, and where lists hold one
        witness each, `behind` is empty if `chain` is open.
    printed : bool
        Whether complete answers have their fingerprints.

    Returns
    -------
    list of Answer
        Sorted by the id of the entry.

    Notes
    -----
    A bounded number of sweeps, each about linear in hops. Nothing is checked of the tables.
    """
    count = con.execute("SELECT count(*) FROM hop").fetchone()
    assert count is not None
    if complete is None:
        complete = entries is not None or count[0] < COMPLETE_BELOW
    compiles = count[0] > WORTH_COMPILING and numba_installed() if fast is None else fast
    told = progress or (lambda stage, done, total: None)
    told("graph", 0, 4)
    case = _case(con, None if entries is None else set(entries), as_of, Bench(compiles))
    told("findings", 1, 4)
    table, rows = _sweep(case, complete=complete)
    found = reach.findings(case.labels, table)
    told("paths", 2, 4)
    case.in_brief = np.isin(case.graph.entry_claim, list(without_paths))
    found, case.brief = brief.split(found, case.in_brief)
    with uncollected():
        case.trails = paths.best_paths(case.travel, case.labels, found, case.words)
        told("chains", 3, 4)
        parts = _complete(case, printed=printed) if complete else _witnesses(case, rows)
        answers = _answers(case, parts, complete=complete)
    told("chains", 4, 4)
    return answers


def _case(con: "DuckDBPyConnection", entries: set[int] | None, as_of: tuple[int, int] | None, bench: Bench) -> Case:
    """Read everything from the store."""
    graph = pruned(load(con, entries, bench))
    marks = labels.load(con, graph, as_of)
    known = facts.load(con, graph)
    travel = Travel.of(graph, marks.sources.first, marks.sources.first_proven, known.extract_first[known.extracted])
    tasks: dict[int, str] = {}
    if known.exposures:
        rows = con.execute("SELECT w.claim, w.task FROM workforce w WHERE w.claim IN (SELECT claim FROM exposure)")
        tasks = {claim: task or "" for claim, task in rows.fetchall()}
    return Case(con, travel, marks, known, Words(con, graph), tasks)


def _sweep(case: Case, *, complete: bool) -> tuple["NDArray[np.bool_]", list[Witnesses]]:
    """Return which labels reach what, and the witnesses at both levels unless chains are to be complete, at once."""
    levels = () if complete else (ASSUMED, UNEXCLUDED)
    known = (reach.BEHIND, reach.KNOWN)
    work: list[Callable[[], Any]] = [partial(reach.reached, case.travel, case.labels, part) for part in known]
    work += [partial(find_witnesses, case.travel, case.facts, level) for level in levels]
    work.append(case.words.read)
    behind, above, *rows, _ = case.graph.bench.run(lambda each: each(), work)
    return np.concatenate((behind, above), axis=2), rows


def _witnesses(case: Case, rows: list[Witnesses]) -> Parts:
    """Return one witness of each list, for all entries at once."""
    graph, words = case.graph, case.words
    known = witness_chains(words, rows[0])
    asked = ~case.in_brief | ~np.array([chain.is_open for chain in known], bool)
    found = {ASSUMED: known, UNEXCLUDED: witness_chains(words, rows[1], asked)}
    exposed = np.array([holder for holder, _ in case.facts.exposures], np.int32)
    stocks = np.flatnonzero(np.isin(graph.holder, exposed)).astype(np.int32)
    (seen,) = witnesses(case.travel, ASSUMED, [Seeds.always(stocks)])
    holders = [{int(graph.holder[stocks[k]])} if k >= 0 else set() for k in seen.tolist()]
    exposures, entries = [_exposures(case, of) for of in holders], graph.entries
    return Parts(found, {}, exposures, [()] * entries, [None] * entries)


def _exposures(case: Case, holders: set[int]) -> tuple[tuple[str, str], ...]:
    """Return the workforces of some holders that handle goods, sorted."""
    rows = [claim for holder, claim in case.facts.exposures if holder in holders]
    return tuple(
        sorted(
            (case.words.id("claim", claim), f"{case.tasks.get(claim, '')}: handling, not production") for claim in rows
        )
    )


def _complete(case: Case, *, printed: bool) -> Parts:
    """Return everything upstream of every entry."""
    graph = case.graph
    reverse = back.Backward.of(graph)
    parts = Parts({ASSUMED: [], UNEXCLUDED: []}, {}, [], [], [])
    steps = ChainSteps(case.con, graph, case.facts) if printed else None
    open_at = {level: gaps(case.travel, case.facts, level) for level in (ASSUMED, UNEXCLUDED)}
    for batch in graph.bench.batches(graph.entries):
        entries = np.arange(batch.start, batch.stop, dtype=np.int32)
        for level in range(reach.LEVELS):
            if level in open_at:
                early = open_at[level].early
                mine = np.flatnonzero(case.labels.sources.at(level)).astype(np.int32)
                nodes = np.concatenate((case.labels.sources.node[mine], graph.head[early]))
                first = graph.first[early]
                if level == UNEXCLUDED:
                    first = np.where(graph.proven[early], first, 0).astype(np.int32)
                days = np.concatenate((case.labels.sources.days(level)[mine], first))
                seen = back.look_back(reverse, level, entries, nodes, days, keep=True)
                parts.chains[level] += chains.complete_chains(graph, case.words, open_at[level], seen, len(mine))
                _sources(case, parts, level, entries, mine, seen)
                if level == ASSUMED:
                    _upstream(case, parts, seen)
                else:
                    parts.fingerprints += steps.fingerprints(seen) if steps else [None] * len(entries)
            else:
                _sources_only(case, parts, reverse, level, entries)
    return parts


def _sources_only(case: Case, parts: Parts, reverse: back.Backward, level: int, entries: "Ints") -> None:
    """Find all sources of the findings of a level that no chain is asked at, for the entries that have such."""
    have = [trails.found.entries for trails in case.trails if trails.found.level == level]
    mine = np.intersect1d(np.concatenate(have), entries).astype(np.int32) if have else np.empty(0, np.int32)
    if not len(mine):
        return
    sources = np.flatnonzero(case.labels.sources.at(level)).astype(np.int32)
    nodes, days = case.labels.sources.node[sources], case.labels.sources.days(level)[sources]
    seen = back.look_back(reverse, level, mine, nodes, days)
    _sources(case, parts, level, mine, sources, seen)


def _sources(case: Case, parts: Parts, level: int, entries: "Ints", sources: "Ints", seen: back.Seen) -> None:
    """Keep the sources (numbers of the first probes) of the findings of a level of some entries."""
    table = None
    for number, trails in enumerate(case.trails):
        if trails.found.level != level:
            continue
        if table is None:
            table = reach.chosen(case.graph.bench, seen.probes, np.arange(len(sources), dtype=np.int32), seen.bits)
        mine = np.flatnonzero(np.isin(case.labels.sources.group[sources], trails.found.groups))
        for bit in np.flatnonzero(np.isin(entries, trails.found.entries)).tolist():
            numbers = sources[mine[table[mine, bit]]].tolist()
            parts.sources[number, int(entries[bit])] = case.words.sources(case.labels.sources, numbers)


def _upstream(case: Case, parts: Parts, seen: back.Seen) -> None:
    """Keep the claims and the exposures upstream of a batch of entries, at *assumed*."""
    graph = case.graph
    claim = graph.claim[graph.backward[1]]
    hops = np.flatnonzero(claim >= 0).astype(np.int32)
    table = reach.chosen(graph.bench, seen.carried, hops, seen.bits)
    exposed = np.array([holder for holder, _ in case.facts.exposures], np.int32)
    holders, holds = chains.holders_upstream(graph, seen, exposed)
    for bit in range(seen.bits):
        claims = np.unique(claim[hops[table[:, bit]]]).tolist()
        parts.upstream.append(tuple([case.words.id("claim", number) for number in claims]))
        parts.exposures.append(_exposures(case, set(holders[holds[:, bit]].tolist())))


def _answers(case: Case, parts: Parts, *, complete: bool) -> list[Answer]:
    """Put the answers together."""
    findings: list[list[Finding]] = [[] for _ in range(case.graph.entries)]
    for number, trails in enumerate(case.trails):
        _add_findings(case, parts, number, trails, findings)
    forces = dict(case.labels.rules)
    in_brief = brief.told(case.brief, case.labels.rules)
    answers = []
    for entry, name in enumerate(case.words.claims(case.graph.entry_claim)):
        assert name is not None
        mine = in_brief.get(entry) or brief.ordered(findings[entry])
        chain, behind = parts.chains[ASSUMED][entry], parts.chains[UNEXCLUDED][entry]
        answers.append(
            Answer(
                entry=name,
                verdict=verdict_of(mine, forces, chain, behind),
                findings=mine,
                chain=chain,
                behind=behind,
                complete=complete,
                exposures=parts.exposures[entry],
                upstream=parts.upstream[entry],
                fingerprint=parts.fingerprints[entry],
            )
        )
    return answers


def _add_findings(case: Case, parts: Parts, number: int, trails: paths.Trails, findings: list[list[Finding]]) -> None:
    """Add the findings of one kind to those of their entries."""
    found, words = trails.found, case.words
    code = case.labels.rules[found.rule][0]
    for entry, path, near in zip(found.entries.tolist(), trails.paths, trails.sources, strict=True):
        said = parts.sources.get((number, entry)) or words.sources(case.labels.sources, near)
        findings[entry].append(Finding(code, found.in_force, found.basis, said, path))
