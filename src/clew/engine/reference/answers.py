"""From records to answers: both worlds, all findings, both chains of every entry."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from clew.engine.reference.chain import ChainFinder, exposed
from clew.engine.reference.claims import claims_of
from clew.engine.reference.evidence import Groups, statuses
from clew.engine.reference.hops import Edge, recorded
from clew.engine.reference.inferred import inferred
from clew.engine.reference.listed import party_spots
from clew.engine.reference.paths import best_path
from clew.engine.reference.places import origin_spots, place_spots
from clew.engine.reference.reach import Ways
from clew.engine.reference.sources import Taint, spots
from clew.engine.reference.world import World
from clew.model.answers import Answer, Finding, Hop, Source, Stock, verdict_of
from clew.model.basis import LEVELS, Basis
from clew.model.dates import day_range
from clew.model.graph import Graph
from clew.model.policy import Policy
from clew.model.records import Entry, Workforce
from clew.rules.pack import Listing, Pack, Rule


@dataclass(frozen=True)
class Scene:
    """The hops and sources of one world, or of both together."""

    edges: tuple[Edge, ...]
    taints: tuple[Taint, ...]


class Oracle:
    """All that the contract says of one graph.

    Parameters
    ----------
    graph : Graph
        Checked records.
    packs : sequence of Pack
        The rules to go by.
    policy : Policy
        The numbers to go by.
    groups : Groups, optional
        Who belongs together, where the graph is a part of a larger one.
    """

    def __init__(
        self, graph: Graph, packs: Sequence[Pack], policy: Policy | None = None, groups: Groups | None = None
    ) -> None:
        self.graph = graph
        self.policy = policy or Policy()
        self.rules = {rule.code: rule for pack in packs for rule in pack.rules}
        self.listings = [listing for pack in packs for listing in pack.listings]
        self.statuses = statuses(graph, self.policy, groups)
        self.world = World(graph, claims_of(graph), self.statuses, credulous=False)
        self.real = self._scene(self.world)
        self._ways: dict[tuple[bool, Basis], Ways] = {}

    def _scene(self, world: World) -> Scene:
        edges = sorted({*recorded(world), *inferred(world)}, key=repr)
        return Scene(tuple(edges), tuple(sorted(set(self._taints(world)), key=repr)))

    @cached_property
    def credulous(self) -> World:
        """The world in which rebuttals, segregations and the ends of rules 8 and 10 are ignored."""
        return World(self.graph, claims_of(self.graph), self.statuses, credulous=True)

    @cached_property
    def both(self) -> Scene:
        """The real world with what exists when rebuttals, segregations and ends are ignored."""
        other = self._scene(self.credulous)
        return Scene(
            tuple(sorted({*self.real.edges, *other.edges}, key=repr)),
            tuple(sorted({*self.real.taints, *other.taints}, key=repr)),
        )

    def answer(self, entry: Entry, as_of: str | None = None) -> Answer:
        """Return everything about one entry."""
        days = day_range(as_of or entry.date)
        findings = tuple(self._findings(entry, days))
        chain, behind = (self.chains[level].chain(entry.id) for level in (Basis.ASSUMED, Basis.UNEXCLUDED))
        forces = {rule.code: rule.force for rule in self.rules.values()}
        return Answer(
            entry=entry.id,
            verdict=verdict_of(findings, forces, chain, behind),
            findings=findings,
            chain=chain,
            behind=behind,
            complete=True,
            exposures=tuple(self._exposures(entry)),
        )

    @cached_property
    def chains(self) -> dict[Basis, ChainFinder]:
        """What is open, at the levels of the chain that is shown and of what lies behind it."""
        return {
            level: ChainFinder(self.world, self.real.edges, level, self.policy, self.listings)
            for level in (Basis.ASSUMED, Basis.UNEXCLUDED)
        }

    def _exposures(self, entry: Entry) -> Iterator[tuple[str, str]]:
        seen = [
            claim.record
            for claim in self.world.of_kind("workforce")
            if isinstance(claim.record, Workforce) and any(_names(rule, claim.record) for rule in self.rules.values())
        ]
        for claim_id in exposed(self.world, self.policy, self.ways_at(self.real, Basis.ASSUMED), entry.id, seen):
            work = self.world.claims[claim_id].record
            assert isinstance(work, Workforce)
            yield claim_id, f"{(work.task or '').strip().casefold()}: handling, not production"

    def _findings(self, entry: Entry, days: tuple[int, int]) -> Iterator[Finding]:
        for code in sorted(self.rules):
            for in_force in (True, False):
                finding = self._finding(entry, code, days, in_force=in_force)
                if finding is not None:
                    yield finding

    def _finding(self, entry: Entry, code: str, days: tuple[int, int], *, in_force: bool) -> Finding | None:
        def concerns(taint: Taint) -> bool:
            return taint.rule == code and (taint.begins <= days[1] and days[0] <= taint.ends) == in_force

        for scene, level in [*((self.real, level) for level in LEVELS), (self.both, Basis.UNEXCLUDED)]:
            taints = [taint for taint in scene.taints if concerns(taint) and taint.basis >= level]
            ways = self.ways_at(scene, level)
            latest = ways.latest(entry.id)
            fit = [t for t in taints if t.node in latest and ways.start(t) <= latest[t.node]]
            if fit:
                path = best_path(ways, ways.starts(fit), entry.id)
                basis = level if scene is self.real else None
                return Finding(code, in_force, basis, sources_of(fit), tuple(map(_hop, path)))
        return None

    def ways_at(self, scene: Scene, level: Basis) -> Ways:
        """Return the hops of a level, of the real scene or of both together."""
        key = (scene is self.real, level)
        if key not in self._ways:
            self._ways[key] = Ways(scene.edges, level)
        return self._ways[key]

    def _taints(self, world: World) -> Iterator[Taint]:
        for rule in self.rules.values():
            for claim in world.of_kind("workforce"):
                if isinstance(claim.record, Workforce) and _names(rule, claim.record):
                    for spot in spots(world, claim, self.policy):
                        yield Taint(
                            rule.code, rule.begins, rule.ends, spot.stock, spot.basis, spot.first, spot.first_proven,
                            claim=claim.id,
                        )  # fmt: skip
        for listing in self.listings:
            yield from self._listed(world, listing)

    def _listed(self, world: World, listing: Listing) -> Iterator[Taint]:
        rule = self.rules[listing.rule]
        days = max(rule.begins, listing.begins), min(rule.ends, listing.ends)
        if not listing.is_place:
            for spot, claim in party_spots(world, listing, self.policy):
                yield Taint(rule.code, *days, spot.stock, spot.basis, spot.first, spot.first_proven, claim, listing.id)
            return
        for spot in place_spots(world, listing):
            yield Taint(rule.code, *days, spot.stock, spot.basis, spot.first, spot.first_proven, None, listing.id)
        for node, spot, claim in origin_spots(world, listing):
            yield Taint(rule.code, *days, node, spot.basis, spot.first, spot.first_proven, claim, listing.id)


def answer(graph: Graph, packs: Sequence[Pack], policy: Policy | None = None, as_of: str | None = None) -> list[Answer]:
    """Return the answers for all entries of a graph, by id.

    Parameters
    ----------
    graph : Graph
        Checked records; a graph that has errors gives answers without meaning.
    packs : sequence of Pack
        The rules to go by.
    policy : Policy, optional
        The numbers to go by.
    as_of : str, optional
        Partial date; rules in force then, instead of on each entry's date.

    Returns
    -------
    list of Answer
        All complete.
    """
    oracle = Oracle(graph, packs, policy)
    return [oracle.answer(entry, as_of) for entry in sorted(graph.entries, key=lambda entry: entry.id)]


def _names(rule: Rule, work: Workforce) -> bool:
    return work.nationality in rule.nationalities or work.condition in rule.conditions


def sources_of(taints: Iterable[Taint]) -> tuple[Source, ...]:
    """One source a stock, claim and listing, at its strongest."""
    found: dict[tuple[Stock | None, str | None, str | None], Basis] = {}
    for taint in taints:
        key = (taint.node if isinstance(taint.node, Stock) else None, taint.claim, taint.listing)
        found[key] = max(taint.basis, found.get(key, taint.basis))
    return tuple(sorted((Source(*key, basis) for key, basis in found.items()), key=_rank))


def _rank(source: Source) -> tuple[str, ...]:
    stock = source.stock or Stock("", "")
    return (stock.holder, stock.item, source.claim or "", source.listing or "", source.basis.word)


def _hop(edge: Edge) -> Hop:
    head = edge.head if isinstance(edge.head, Stock) else None
    return Hop(edge.tail, head, edge.kind, edge.basis, edge.claim, edge.first, edge.last)
