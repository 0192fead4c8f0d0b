"""What the families of gaps look at: the records upstream of the entries that are asked, and what they found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from clew.model.requirements import Requirement, requirements
from clew.trace.asks import whom
from clew.trace.facts import Facts

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True)
class Found:
    """A gap in the records.

    Attributes
    ----------
    kind : str
        One of `gaps.ORDER`.
    ask : str
        What to ask, one sentence.
    of : tuple of str
        Ids of the holders to ask.
    claim, holder, item, document : str or None
        What it is about.
    requirement : str or None
        Code of the requirement that the answer meets, by default that of the kind.
    about : frozenset of str
        All claims that it concerns; `claim` alone if empty. Findings of any of them hang on it.
    once : bool
        Whether another gap says the same of the other claims: of those in a chain one is enough.
    """

    kind: str
    ask: str
    of: tuple[str, ...] = ()
    claim: str | None = None
    holder: str | None = None
    item: str | None = None
    document: str | None = None
    requirement: str | None = None
    about: frozenset[str] = frozenset()
    once: bool = False

    @property
    def claims(self) -> frozenset[str]:
        """The claims in whose chain it shows."""
        return self.about if self.about and not self.once else frozenset((self.claim,) if self.claim else ())


@dataclass(frozen=True)
class Cited:
    """A document that a claim cites.

    Attributes
    ----------
    document, kind : str
    supports, complete : bool
        As in the row of evidence.
    self_declared : bool
    counts : bool
        Whether its period overlaps the claim's days and its kind is one of those for such a claim.
    kind_counts : bool
        Whether its kind is.
    """

    document: str
    kind: str
    supports: bool
    complete: bool
    self_declared: bool
    counts: bool
    kind_counts: bool


@dataclass
class Case:
    """The records upstream of some entries: the table ``gap_claim`` in the store has their claims.

    Attributes
    ----------
    facts : Facts
        Words for every claim in ``gap_claim`` and what it names.
    folders : sequence of Path
        Where the graphs lie: files of documents are looked for there.
    notes : list of str
        What could not be checked, and why.
    """

    con: DuckDBPyConnection
    facts: Facts
    folders: Sequence[Path] = ()
    notes: list[str] = field(default_factory=list)

    @cached_property
    def asked(self) -> Mapping[str, tuple[Requirement, ...]]:
        """The requirements of each kind of claim."""
        kinds = {requirement.claim_kind for requirement in requirements()}
        return {kind: tuple(each for each in requirements() if each.claim_kind == kind) for kind in kinds}

    @cached_property
    def cited(self) -> dict[str, list[Cited]]:
        """The documents that each claim cites, by claim."""
        useful = {(each.claim_kind, kind) for each in requirements() for kind in each.document_kinds}
        found: dict[str, list[Cited]] = {}
        for claim, of, overlaps, document, kind, supports, complete, own in self.con.execute(_CITED).fetchall():
            suits = (of, kind) in useful
            cited = Cited(document, kind, supports, complete, own, suits and overlaps, suits)
            found.setdefault(claim, []).append(cited)
        return found

    @cached_property
    def extractions(self) -> frozenset[str]:
        """The processes that have no inputs by their nature."""
        rows = self.con.execute(
            "SELECT c.id FROM process AS p JOIN claim AS c ON c.claim = p.claim SEMI JOIN gap_claim AS g "
            "ON g.claim = p.claim WHERE p.extraction"
        ).fetchall()
        return frozenset(claim for (claim,) in rows)

    def of(self, claim: str) -> tuple[str, ...]:
        """Return whom to ask about a claim."""
        fact = self.facts.claims.get(claim)
        return fact.holders if fact else ()

    def whom(self, claim: str) -> str:
        """Return in words whom to ask about a claim."""
        fact = self.facts.claims.get(claim)
        return whom(fact, self.facts) if fact else "whoever gave this record"

    def named(self, claim: str) -> str:
        """Return a claim in words, for example ``shipment s1``."""
        fact = self.facts.claims.get(claim)
        return f"{fact.kind} {claim}" if fact else claim


_CITED = """
SELECT c.id, c.kind, d.first_day <= c.last_day AND c.first_day <= d.last_day, d.id, d.kind, e.supports, e.complete,
    coalesce(d.self_declared, false)
FROM gap_claim AS g JOIN claim AS c ON c.claim = g.claim JOIN evidence AS e ON e.claim = c.claim
JOIN document AS d ON d.document = e.document
ORDER BY c.id, d.id, e.supports, e.complete
"""


def keep_claims(con: DuckDBPyConnection, ids: Iterable[str]) -> None:
    """Make the table ``gap_claim`` of the claims that are looked at."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE gap_claim AS SELECT claim FROM claim WHERE id IN (SELECT unnest(?))",
        [sorted(set(ids))],
    )
