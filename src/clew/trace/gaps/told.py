"""The gaps of entries: hop × requirement, and everything that is missing, with what to ask of whom, ranked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from clew.model.answers import Answer, Hop
from clew.model.basis import Basis
from clew.trace.advisory import indicators
from clew.trace.crumbs import sameness_kind
from clew.trace.dress import Dresser
from clew.trace.facts import claims_of
from clew.trace.gaps.case import Case, Found
from clew.trace.gaps.evidence import states
from clew.trace.gaps.finder import RANK, inferred_gap, sameness_gap
from clew.trace.gaps.hangs import Ways, ways_of
from clew.trace.gaps.kinds import FAMILIES, MEETS, requirement
from clew.trace.run import Request, Trace

if TYPE_CHECKING:
    from clew.engine.subgraph import Session
    from clew.engine.upstream import Upstream, UpstreamHops

Gap = dict[str, Any]


@dataclass(frozen=True)
class Gaps:
    """The gaps of the entries of a trace, made as they are read.

    Attributes
    ----------
    trace : Trace
    complete : bool
        Whether the whole chain of each entry is looked at, or only the paths of its findings and witnesses.
    case : Case
        The records.
    dresser : Dresser
        Words for all of them.
    upstream : UpstreamHops or None
        None if not complete.
    session : Session or None
        For what lies on the ways of findings; None if not complete.
    """

    trace: Trace
    complete: bool
    case: Case
    dresser: Dresser
    upstream: UpstreamHops | None
    session: Session | None
    request: Request
    _shared: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def found(self) -> dict[str, list[Found]]:
        """What the families found, by the claims that it shows at."""
        by_claim: dict[str, list[Found]] = {}
        for find, _ in FAMILIES:
            for found in find(self.case):
                for claim in found.claims:
                    by_claim.setdefault(claim, []).append(found)
        return by_claim

    @cached_property
    def workforces(self) -> dict[str, list[str]]:
        """Workforces by holder."""
        rows = self.case.con.execute(
            "SELECT h.id, c.id FROM workforce AS w JOIN holder AS h ON h.holder = w.holder "
            "JOIN claim AS c ON c.claim = w.claim ORDER BY ALL"
        ).fetchall()
        found: dict[str, list[str]] = {}
        for holder, claim in rows:
            found.setdefault(holder, []).append(claim)
        return found

    @cached_property
    def signs(self) -> dict[str, tuple[str, ...]]:
        """The indicators of all sites without a labor record."""
        both = ((answer.chain, answer.behind) for answer in self.trace.answers)
        sites = {holder for chains in both for each in chains for holder in each.labor_unrecorded}
        return indicators(self.case.con, sites, self.request.policy)

    @property
    def notes(self) -> list[str]:
        """What could not be checked, and why."""
        _ = self.found
        return self.case.notes

    def result(self) -> dict[str, Any]:
        """Return the whole result."""
        return {"entries": list(self.entries())}

    def entries(self) -> Iterator[dict[str, Any]]:
        """Yield the entries of the result, by id."""
        answers = {answer.entry: answer for answer in self.trace.answers}
        if self.upstream is None:
            for answer in self.trace.answers:
                yield self._entry(answer, None)
            return
        levels = {name: _level(answer) for name, answer in answers.items()}
        for name, upstream in self.upstream.of(levels):
            yield self._entry(answers[name], upstream)

    def _entry(self, answer: Answer, upstream: Upstream | None) -> dict[str, Any]:
        hops = _unique(chain(_path_hops(answer), upstream.recorded if upstream else ()))
        beside = [("process", *row) for row in upstream.origins] if upstream else []
        beside += [("workforce", *row) for row in self._workers(answer, upstream)]
        claims = {hop.claim for hop in hops if hop.claim} | {claim for _, _, claim in beside} | {answer.entry}
        claims |= {claim for finding in answer.findings for claim in claims_of(finding)}
        claims |= {hop.claim for hop in upstream.inferred if hop.claim} if upstream else set()
        return {
            "entry": answer.entry,
            "verdict": answer.verdict,
            "complete": self.complete,
            "matrix": list(self._matrix(answer.entry, hops, beside)),
            "gaps": self._ranked(answer, upstream, hops, claims),
        }

    def _workers(self, answer: Answer, upstream: Upstream | None) -> list[tuple[str, str]]:
        """Return (holder, claim) of the workforces at the holders upstream, or on which findings rest."""
        if upstream is not None:
            return [(holder, claim) for holder in upstream.holders for claim in self.workforces.get(holder, ())]
        named = {claim for finding in answer.findings for claim in claims_of(finding)}
        return [(at, claim) for at, all_of in self.workforces.items() for claim in all_of if claim in named]

    def _matrix(
        self, entry: str, hops: Sequence[Hop], beside: Sequence[tuple[str, str, str]]
    ) -> Iterator[dict[str, Any]]:
        """Yield the rows of hops, then those of records that make no hop: (kind, holder, claim)."""
        for hop in hops:
            if hop.claim is not None and hop.claim in self.case.facts.claims:
                yield from self._rows(self.dresser.hop(entry, hop), hop.claim)
        for kind, holder, claim in beside:
            if claim in self.case.facts.claims:
                yield from self._rows({"at": holder, "kind": kind, "claim": claim}, claim)

    def _rows(self, hop: dict[str, Any], claim: str) -> Iterator[dict[str, Any]]:
        known = self._shared.get(claim)
        if known is None:
            known = self._shared[claim] = [(each.code, state, docs) for each, state, docs in states(self.case, claim)]
        for code, state, documents in known:
            yield {"hop": hop, "requirement": code, "state": state, "documents": documents}

    def _ranked(self, answer: Answer, upstream: Upstream | None, hops: Sequence[Hop], claims: set[str]) -> list[Gap]:
        ways = ways_of(answer, self.session)
        unique: dict[tuple[str, ...], Gap] = {}
        for gap, about in self._all(answer, upstream, hops, claims):
            told = self._told(gap, about, ways)
            unique.setdefault(_identity(told), told)
        for gap in unique.values():
            if gap["kind"] == "labor_unrecorded":
                gap["indicators"] = list(self.signs.get(gap["holder"], ()))
        return [gap for _, gap in sorted(unique.items(), key=_order)]

    def _all(
        self, answer: Answer, upstream: Upstream | None, hops: Sequence[Hop], claims: set[str]
    ) -> Iterator[tuple[Gap, frozenset[str]]]:
        facts, none = self.case.facts, frozenset[str]()
        asked = [answer]
        if answer.chain.is_open and _level(answer) == Basis.UNEXCLUDED:
            asked.append(replace(answer, findings=(), chain=answer.behind))
        for gap in chain.from_iterable(map(self.dresser.gaps, asked)):
            yield gap, none
        for hop in upstream.inferred if upstream else ():
            yield inferred_gap(facts, hop), none
        for hop in hops:
            if hop.kind == "identity" and hop.claim is None and hop.target and sameness_kind(hop, facts) != "same_item":
                yield sameness_gap(facts, *sorted((hop.source.holder, hop.target.holder))), none
        once: set[tuple[str, str | None]] = set()
        for found in {id(found): found for claim in sorted(claims) for found in self.found.get(claim, ())}.values():
            if found.once and (found.kind, found.document) in once:
                continue
            once.add((found.kind, found.document))
            about = {"claim": found.claim, "holder": found.holder, "item": found.item, "document": found.document}
            named = {key: value for key, value in about.items() if value is not None}
            gap = {"kind": found.kind, **named, "requirement": found.requirement, "ask": found.ask, "of": found.of}
            yield gap, found.about

    def _told(self, gap: Gap, about: frozenset[str], ways: Ways) -> Gap:
        """Return a gap as the result says it."""
        at: Gap = {key: gap[key] for key in ("claim", "holder", "item", "document") if key in gap}
        code = gap["requirement"] or MEETS.get(gap["kind"])
        of = gap.get("of")
        if of is None:
            of = self.case.of(gap["claim"]) if "claim" in gap else (gap["holder"],)
        if gap["kind"].startswith("unconfirmed"):
            of = ()
        return {
            "kind": gap["kind"],
            **at,
            "requirement": code,
            "source": requirement(code).asked_by if code else None,
            "ask": gap["ask"],
            "of": list(of),
            "hangs_on_it": ways.hanging(gap, about),
        }


def _level(answer: Answer) -> Basis:
    """Return the level of the chain that is asked about.

    What lies behind it too, where the chain itself is whole, or where a finding is no stronger than that.
    """
    weak = any(finding.in_force and (finding.basis or 0) <= Basis.UNEXCLUDED for finding in answer.findings)
    return Basis.UNEXCLUDED if weak or not answer.chain.is_open else Basis.ASSUMED


def _path_hops(answer: Answer) -> Iterator[Hop]:
    return (hop for finding in answer.findings for hop in finding.path)


def _unique(hops: Iterable[Hop]) -> list[Hop]:
    return list(dict.fromkeys(hops))


def _identity(gap: Gap) -> tuple[str, ...]:
    texts = (gap.get(key) or "" for key in ("claim", "holder", "item", "document", "requirement"))
    told = gap["ask"] if gap["kind"] in {"unconfirmed_match", "unconfirmed_sameness", "headcount_differs"} else ""
    return (gap["kind"], *texts, told)


def _order(found: tuple[tuple[str, ...], Gap]) -> tuple[Any, ...]:
    """Return the order of gaps: most findings that hang on it, the worst kind, most indicators, what it is about.

    Of what is missing, the parts of a full record come before outside views.
    """
    about, gap = found
    outside = gap["kind"] == "missing" and requirement(gap["requirement"]).part is None
    worst = (RANK[gap["kind"]], outside, -len(gap.get("indicators", ())))
    return (-len(gap["hangs_on_it"]), *worst, about, gap["ask"])
