"""Section 2 of the contract: which claims are documented, proven, rebutted or contradicted."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from clew.engine.reference.claims import Claim, bounded, claims_of, evidence_of
from clew.model.basis import Basis
from clew.model.dates import first_day, last_day
from clew.model.graph import Graph
from clew.model.names import normal
from clew.model.policy import Policy
from clew.model.records import Document, Facility, Party
from clew.model.requirements import requirements


@dataclass(frozen=True)
class Status:
    """What the documents make of a claim."""

    documented: bool
    contradicted: bool
    proven: bool
    rebutted: bool
    complete: bool

    @property
    def basis(self) -> Basis:
        """The basis of a claim that stands."""
        return Basis.DOCUMENTED if self.documented else Basis.ASSERTED


Said = dict[tuple[str, str, str], list[Document]]
"""(Claim, stance, about or "") → the counting documents that say it."""


def statuses(graph: Graph, policy: Policy, groups: "Groups | None" = None) -> dict[str, Status]:
    """Return the status of every claim of a graph, by id; `groups`, if the graph does not hold all ties."""
    claims = claims_of(graph)
    groups = groups or Groups(graph, claims.values())
    said = counting(graph)
    return {claim.id: _status(claim, said, groups, policy) for claim in claims.values()}


def counting(graph: Graph) -> Said:
    """Return the documents that count for the claims of a graph, by what they say."""
    claims = claims_of(graph)
    documents = {document.id: document for document in graph.documents}
    said: Said = {}
    for document, claim_id, stance, about in sorted(evidence_of(graph)):
        claim = claims.get(claim_id)
        if claim is not None and counts(documents[document], claim):
            said.setdefault((claim_id, stance, about), []).append(documents[document])
    return said


def _status(claim: Claim, said: Said, groups: "Groups", policy: Policy) -> Status:
    supporting, rebutting, complete, incomplete = (
        said.get((claim.id, stance, about), [])
        for stance, about in (("supports", ""), ("rebuts", ""), ("supports", "complete"), ("rebuts", "complete"))
    )
    documented = is_documented(claim, supporting)
    rebutted = claim.kind != "entry" and not documented and is_proof(claim, rebutting, groups, policy)
    return Status(
        documented=documented,
        contradicted=documented and bool(rebutting),
        proven=not rebutting and is_proof(claim, supporting, groups, policy),
        rebutted=rebutted,
        complete=not incomplete and is_proof(claim, complete, groups, policy),
    )


def counts(document: Document, claim: Claim) -> bool:
    """Whether a document counts for a claim, by its kind and its period."""
    kinds = {kind for row in requirements() if row.claim_kind == claim.kind for kind in row.document_kinds}
    begins, ends = first_day(document.period_start), last_day(document.period_end)
    return document.kind.strip().casefold() in kinds and begins <= claim.last and claim.first <= ends


def is_documented(claim: Claim, supporting: Iterable[Document]) -> bool:
    """Whether counting documents support every part of the claim's kind."""
    kinds = {document.kind.strip().casefold() for document in supporting}
    rows = [row for row in requirements() if row.claim_kind == claim.kind and row.part]
    met = {row.part for row in rows if kinds & set(row.document_kinds)}
    return met == {row.part for row in rows}


def is_proof(claim: Claim, saying: Iterable[Document], groups: "Groups", policy: Policy) -> bool:
    """Whether counting documents that say one thing about a claim are proof of it."""
    fit = [document for document in saying if document.issuer and contains(document, claim)]
    named = groups.named(claim)
    issuers = {groups.of_text(document.issuer or "") for document in fit}
    kinds = {document.kind.strip().casefold() for document in fit}
    outsiders = {
        group
        for document in fit
        if document.self_declared != "yes" and (group := groups.of_text(document.issuer or "")) not in named
    }
    return len(issuers) >= policy.issuers and len(kinds) >= policy.kinds and len(outsiders) >= policy.outsiders


def contains(document: Document, claim: Claim) -> bool:
    """Whether the period of a document contains the days of a claim, bound by bound."""
    begins, ends = first_day(document.period_start), last_day(document.period_end)
    return (
        bounded(begins) == bounded(claim.first)
        and bounded(ends) == bounded(claim.last)
        and begins <= claim.first
        and claim.last <= ends
    )


Key = tuple[str, str]


class Groups:
    """The groups of holders: all that are tied by operation, ownership, sameness, identifier or name.

    Notes
    -----
    A name is a member of the group of its holders, so that an issuer, given by id or name, has a group too.
    """

    def __init__(self, graph: Graph, claims: Iterable[Claim]) -> None:
        self._parent: dict[Key, Key] = {}
        everyone: list[Party | Facility] = [*graph.parties, *graph.facilities]
        for holder in everyone:
            self._tie(holder)
        for claim in claims:
            if claim.kind in {"operation", "ownership"} or (
                claim.kind == "identity" and getattr(claim.record, "decision", None) != "different"
            ):
                ids = [holder for holder in claim.holders if ("holder", holder) in self._parent]
                for one, other in pairwise(ids):
                    self._union(("holder", one), ("holder", other))

    def of_text(self, text: str) -> Key:
        """Return the group of an issuer or employer that is given by id or by name."""
        return self._find(("name", normal(text)))

    def named(self, claim: Claim) -> set[Key]:
        """Return the groups of all holders that a claim names."""
        return {self._find(("holder", holder)) for holder in claim.holders} | {
            self.of_text(text) for text in claim.texts
        }

    def _tie(self, holder: Party | Facility) -> None:
        me = ("holder", holder.id)
        self._find(me)
        for text in (holder.id, holder.name, *holder.aliases):
            self._union(me, ("name", normal(text)))
        for identifier in holder.identifiers:
            self._union(me, ("identifier", identifier.strip().casefold()))

    def _find(self, key: Key) -> Key:
        while (parent := self._parent.setdefault(key, key)) != key:
            key = parent
        return key

    def _union(self, a: Key, b: Key) -> None:
        one, other = sorted((self._find(a), self._find(b)))
        self._parent[other] = one
