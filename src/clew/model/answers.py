"""What an engine answers for one entry line, before it is dressed as a result.

Every engine (arrays, reference) fills these; two answers compare equal when they mean the same.
"""

from dataclasses import dataclass, field

from clew.model.basis import Basis

REBUTTED = "rebutted"


@dataclass(frozen=True, order=True)
class Stock:
    """Goods of one item at one holder; `item` is ``*`` where the goods are not identified."""

    holder: str
    item: str


HOP_KINDS = (
    "shipment", "entry", "process", "operation", "component", "identity",
    "lot_unrecorded", "lot_swap", "inputs_unrecorded", "inputs_unproven", "unidentified",
)  # fmt: skip
"""The kinds of hops in the order of the rules of the contract, 1 to 11; of parallel hops alike, the first is told."""


@dataclass(frozen=True)
class Hop:
    """One step of goods from a stock to a stock, or into the entry (`target` is then None).

    Attributes
    ----------
    kind : str
        The rule of the contract that makes it, one of `HOP_KINDS`.
    claim : str or None
        Id of the claim that makes the hop. Of an identity hop that is made by a chain of claims, or by
        an identifier or a name, and of inferred hops: None; of a rule 9 hop through a process: its id.
    first, last : int
        First day on which goods can be there, last day on which they can leave (in days since 1970-01-01).
    """

    source: Stock
    target: Stock | None
    kind: str
    basis: Basis
    claim: str | None
    first: int
    last: int


@dataclass(frozen=True, order=True)
class Source:
    """Why a label lies on a stock (or on the entry itself: `stock` is then None)."""

    stock: Stock | None
    claim: str | None
    listing: str | None
    basis: Basis


@dataclass(frozen=True)
class Finding:
    """A rule that reaches the entry, or would but for a rebuttal.

    Attributes
    ----------
    basis : Basis or None
        The strongest level at which the rule reaches the entry; None if it is rebutted.
    sources : tuple of Source
        Sorted. All that reach the entry at that level, or, where the answer is not `Answer.complete`,
        those on the first stock of the path.
    path : tuple of Hop
        Strongest basis, then fewest hops, then smallest list of (holder, item, claim). Empty where
        the entry itself is the source.
    """

    rule: str
    in_force: bool
    basis: Basis | None
    sources: tuple[Source, ...]
    path: tuple[Hop, ...]


@dataclass(frozen=True)
class Chain:
    """What is open behind an entry, at one level. All lists sorted, without repetition.

    Attributes
    ----------
    frontier, unscreened : tuple of (Stock, str)
        Stocks with the kind of gap; a stock has one row for each kind that holds.
    labor_unrecorded : tuple of str
        Holders.
    making_sites : int or None
        Number of holders of stocks made there that reach the entry; None unless complete.
    """

    frontier: tuple[tuple[Stock, str], ...] = ()
    unscreened: tuple[tuple[Stock, str], ...] = ()
    labor_unrecorded: tuple[str, ...] = ()
    making_sites: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether anything is missing in this chain."""
        return bool(self.frontier or self.unscreened or self.labor_unrecorded)


@dataclass(frozen=True)
class Answer:
    """Everything an engine says of one entry.

    Attributes
    ----------
    complete : bool
        Whether the lists of both chains, and the sources of the findings, hold everything, or a witness each.
    upstream : tuple of str
        Ids of the claims in hops (at *assumed*) that can carry goods to the entry; empty unless complete.
    fingerprint : str or None
        Of the chain, see `clew.model.fingerprints`; None unless complete.
    """

    entry: str
    verdict: str
    findings: tuple[Finding, ...]
    chain: Chain
    behind: Chain
    complete: bool
    exposures: tuple[tuple[str, str], ...] = ()
    upstream: tuple[str, ...] = field(default=(), compare=False)
    fingerprint: str | None = field(default=None, compare=False)


def verdict_of(findings: tuple[Finding, ...], forces: dict[str, str], chain: Chain, behind: Chain) -> str:
    """Return the verdict of an entry: the first of section 6 of the contract that holds."""
    counting = [finding for finding in findings if finding.in_force]
    sure = {forces[f.rule] for f in counting if f.basis is not None and f.basis >= Basis.ASSUMED}
    if sure - {"signal"}:
        return "reached"
    if sure:
        return "signal"
    if chain.is_open:
        return "unresolved"
    if behind.is_open or any(f.basis is not None for f in counting):
        return "unproven"
    return "rebutted" if counting else "no_path"
