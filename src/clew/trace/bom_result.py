"""The result of ``clew bom``: products and their component lines, in words; what lines share is told once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from clew.model.answers import REBUTTED, Answer, Chain, Finding
from clew.trace.bill_entries import Question, Stock
from clew.trace.bill_lines import Explosion, Key, Place
from clew.trace.dress import Dresser, named_claims
from clew.trace.gaps.finder import GapFinder

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clew.formats import Loaded
    from clew.formats.bill_store import BillsBeside
    from clew.rules.pack import Pack

T = TypeVar("T")


class Line(NamedTuple):
    """A component line in words, without its level, which differs from product to product.

    Attributes
    ----------
    bom : str
        Id of the line.
    told : dict
        What is said of the component there: one object for all lines of which the same is said.
    """

    component: str
    bom: str
    holder: str
    told: dict[str, Any]


@dataclass(frozen=True)
class BomTrace:
    """The result of a trace of bills, dressed as it is read.

    Attributes
    ----------
    products : tuple of Question
        In order of product and holder.
    answers : dict of int to Answer
        By claim of the question.
    beside : dict of Stock to int
        Holder and component → claim of the question that answers for it.
    """

    loaded: Loaded
    bills: BillsBeside
    head: dict[str, Any]
    packs: tuple[Pack, ...]
    dresser: Dresser
    explosion: Explosion | None
    products: tuple[Question, ...]
    answers: dict[int, Answer]
    beside: dict[Stock, int]

    @cached_property
    def words(self) -> Words:
        """The ids of what the bills name."""
        return Words(self.loaded.con)

    @cached_property
    def failed(self) -> list[dict[str, str]]:
        """The lines that are wrong, sorted."""
        return [
            {"bom": each.bom, **({"product": each.product} if each.product else {}), "why": each.why}
            for each in sorted(set(self.bills.failed))
        ]

    def elements(self) -> Iterator[dict[str, Any]]:
        """Yield the products of the result."""
        for product, places in self.told():
            yield {**product, "components": [self.component(place) for place in places]}

    def product(self, question: Question) -> dict[str, Any]:
        """Return a product of the result without its component lines."""
        entry = self.dresser.entry(self.answers[question.claim])
        del entry["entry"]
        entry.pop("virtual", None)
        return {
            "product": self.words.item[question.product],
            "holder": self.words.holder[question.holder],
            **({"virtual": True} if question.virtual else {}),
            **entry,
            **self.left_out(question),
        }

    def beneath(self, question: Question) -> list[Place]:
        """Return the component lines beneath a product."""
        return self.explosion.beneath(question) if self.explosion else []

    def left_out(self, question: Question) -> dict[str, Any]:
        """Return which products beneath have a bill that is left out, if any."""
        if not self.bills.products:
            return {}
        named = {self.words.item[place.component] for place in self.beneath(question)} | {
            self.words.item[question.product]
        }
        found = sorted(named & self.bills.products)
        return {"left_out": found} if found else {}

    def component(self, place: Place) -> dict[str, Any]:
        """Return a component line of the result."""
        component, bom, holder, told = self.line(place)
        return {"component": component, "bom": bom, "holder": holder, "level": place.level, **told}

    def line(self, place: Place) -> Line:
        """Return a component line in words."""
        words, (claim, holder, component) = self.words, place.key
        return Line(words.item[component], words.claim[claim], words.holder[holder], self._told(holder, component))

    def told(self) -> Iterator[tuple[dict[str, Any], list[Place]]]:
        """Yield products without their component lines, and these."""
        return ((self.product(question), self.beneath(question)) for question in self.products)

    def lines(self, make: Callable[[Line], T]) -> Callable[[Place], T]:
        """Return what makes something of component lines, once of each, whatever its level and the product above it."""
        known: dict[Key, T] = {}

        def made(place: Place) -> T:
            found = known.get(place.key)
            if found is None:
                found = known[place.key] = make(self.line(place))
            return found

        return made

    def answer_of(self, holder: int, component: int) -> Answer:
        """Return what answers for a component at a holder."""
        virtual = self.explosion.entered.virtual.get(component) if self.explosion else None
        if virtual is not None and virtual.holder == holder:
            return self.answers[virtual.claim]
        return self.answers[self.beside[holder, component]]

    @cached_property
    def _chain_gaps(self) -> ChainGaps:
        return ChainGaps(self.dresser.listings, self.dresser.facts)

    @cached_property
    def _known(self) -> dict[Stock, dict[str, Any]]:
        return {}

    @cached_property
    def _findings(self) -> dict[Hashable, dict[str, Any]]:
        return {}

    @cached_property
    def _alike(self) -> dict[tuple[str, int, int], dict[str, Any]]:
        return {}

    def _told(self, holder: int, component: int) -> dict[str, Any]:
        """Return what is said of a component at a holder: its findings in short, its gaps; made once for all alike."""
        known = self._known.get((holder, component))
        if known is None:
            answer = self.answer_of(holder, component)
            chain = answer.chain if answer.chain.is_open else answer.behind
            alike = (answer.verdict, id(answer.findings), id(chain))
            known = self._alike.get(alike)
            if known is None:
                known = self._alike[alike] = {
                    "verdict": answer.verdict,
                    "findings": list(map(self._finding, answer.findings)),
                    "gaps": self._chain_gaps.of(chain),
                }
            self._known[holder, component] = known
        return known

    def _finding(self, finding: Finding) -> dict[str, Any]:
        key = (finding.rule, finding.basis, finding.in_force)
        known = self._findings.get(key)
        if known is None:
            known = self._findings[key] = {
                "rule": finding.rule,
                "force": self.dresser.rules[finding.rule].force,
                "basis": REBUTTED if finding.basis is None else finding.basis.word,
                "in_force": finding.in_force,
            }
        return known

    def claims(self, product: dict[str, Any]) -> Iterator[str]:
        """Yield the claims that a product names."""
        return named_claims({"entry": "", **product})

    def places(self, claims: Iterable[str]) -> dict[str, Any]:
        """Return where each of some claims was read, in their order."""
        return self.dresser.places(claims)


class ChainGaps(GapFinder):
    """Finds the gaps of components: what is open in their chains. Those of their paths stand with the products."""

    def of(self, chain: Chain) -> list[dict[str, Any]]:
        """Return the gaps of a chain, worst first."""
        found = dict(self._of_chain(chain))
        return [found[key] for key in sorted(found)]


class Words:
    """The ids of holders, items and claims, by number."""

    def __init__(self, con: DuckDBPyConnection) -> None:
        self.holder = dict(con.execute("SELECT holder, id FROM holder").fetchall())
        self.item = dict(con.execute("SELECT item, id FROM item").fetchall())
        self.claim = dict(con.execute("SELECT claim, id FROM claim WHERE kind = 'component'").fetchall())
