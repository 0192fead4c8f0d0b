"""Searches the plan of an entry and learns from what is left when it is tried out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clew.model.basis import Basis
from clew.store.memory import uncollected
from clew.trace.plan.asking import Asking, Table, numbered
from clew.trace.plan.request import Request, cost_of, liking
from clew.trace.plan.trial import Case, asking

if TYPE_CHECKING:
    from clew.engine.cut import Cutter
    from clew.engine.cutout import Subgraph
    from clew.engine.cutways import Way, Ways
    from clew.engine.effort import Effort
    from clew.engine.ranked import Path
    from clew.trace import run as running


@dataclass
class Planner:
    """Searches the plan of an entry, and what is learnt from trying it out."""

    case: Case
    request: running.Request
    level: int
    effort: Effort
    table: Table
    known: dict[Request, int]
    cutter: Cutter
    asking: Asking
    aside: tuple[Way, ...]

    @classmethod
    def of(cls, case: Case, request: running.Request, level: int, seconds: float | None) -> Planner:
        """Return the planner of an entry."""
        from clew.engine.cut import Cutter
        from clew.engine.effort import Effort

        ask = asking(case, request)
        cut = case.cut(level)
        effort = Effort.of(len(cut.hop), seconds)
        table = ask.table(cut)
        known: dict[Request, int] = {}
        ways, aside = breakable(cut, table, known)
        kinds = [ask.kind(each.claim) if each.claim else None for each in known]
        costs = [cost_of(each, request.policy, kind) for each, kind in zip(known, kinds, strict=True)]
        likings = [liking(each, kind) for each, kind in zip(known, kinds, strict=True)]
        return cls(case, request, level, effort, table, known, Cutter(ways, costs, likings), ask, aside)

    @property
    def by_number(self) -> list[Request]:
        """Requests by number."""
        return list(self.known)

    def number(self, requests: Iterable[Request]) -> tuple[int, ...]:
        """Return the numbers of requests; new ones get theirs."""
        found = []
        for each in requests:
            if each not in self.known:
                self.known[each] = len(self.known)
                kind = self.asking.kind(each.claim) if each.claim else None
                self.cutter.cost.append(cost_of(each, self.request.policy, kind))
                self.cutter.liking.append(liking(each, kind))
            found.append(self.known[each])
        return tuple(sorted(found))

    def requests(self, numbers: Iterable[int]) -> tuple[Request, ...]:
        """Return requests by number, in the order in which they are told."""
        names = self.by_number
        return tuple(sorted((names[number] for number in numbers), key=lambda each: each.order))

    def learn(self, case: Case, asked: tuple[Request, ...]) -> Basis | None:
        """Look at what is left when requests are answered; return how sure it is, None if nothing is left.

        What is left becomes a condition: where all of `asked` is asked, more must be.
        """
        from clew.engine.cutsolver import Condition

        cut = case.cut(self.level)
        put_aside = {self._source_key(self.case, way.source, self.case.cut(self.level)) for way in self.aside}
        aside = [k for k in range(len(cut.source)) if self._source_key(case, k, cut) in put_aside]
        table = asking(case, self.request).table(cut)
        known: dict[Request, int] = {}
        from clew.engine.cutways import Ways

        ways = Ways(cut, numbered(table.of_hop, known), numbered(table.of_source, known), aside)
        names = list(known)
        wanting = set(self.ours(names)) - set(asked)
        left = None
        premise = self.number(asked)
        while (way := ways.way()) is not None:
            left = max(left or Basis.UNEXCLUDED, _basis(cut, way))
            row = ways.row(way)
            wanted = [names[number] for number in row if names[number] in wanting]
            for each in wanted:
                if each in table.inputs:
                    self.table.inputs.setdefault(each, set()).update(table.inputs[each])
            self.cutter.conditions.append(Condition(premise, self.number(wanted)))
            if not row:
                break
            ways.settle(row)
        return left

    def ours(self, requests: Sequence[Request]) -> list[Request]:
        """Return those requests that are about what is on record, not about what was hoped for."""
        about = {
            "claim": {each.claim for each in requests},
            "holder": {each.holder for each in requests},
            "item": {each.item for each in requests if not each.holder and not each.claim},
        }
        known = {
            table: {
                row[0]
                for row in self.case.con.execute(
                    f"SELECT id FROM {table} WHERE id IN (SELECT unnest(?))", [sorted(filter(None, ids))]
                ).fetchall()
            }
            for table, ids in about.items()
        }
        return [
            each
            for each in requests
            if each.claim in known["claim"]
            or each.holder in known["holder"]
            or (not each.holder and not each.claim and each.item in known["item"])
        ]

    @staticmethod
    def _source_key(case: Case, place: int, cut: Subgraph) -> tuple[str, ...]:
        """Return the rule, the holder, the claim and the listing of a source: answers may name its goods anew."""
        marks, words = case.session.labels.sources, case.session.words
        number = int(cut.source[place])
        stock = cut.stock(int(cut.source_node[place]))
        listing = int(marks.listing[number])
        return (
            cut.rule(place),
            stock.holder if stock else "",
            words.claim(int(marks.claim[number])) or "",
            words.id("listing", listing) if listing >= 0 else "",
        )


def _basis(cut: Subgraph, way: Way) -> Basis:
    bases = [int(cut.basis[hop]) for hop in way.hops]
    return Basis(max(min([int(cut.session.labels.sources.basis[int(cut.source[way.source])]), *bases]), 1))


@uncollected()
def breakable(cut: Subgraph, table: Table, known: dict[Request, int]) -> tuple[Ways, tuple[Way, ...]]:
    """Return the ways of a subgraph that requests can break, and one from each source that is put aside."""
    from clew.engine.cutways import Ways

    of_hop, of_source = numbered(table.of_hop, known), numbered(table.of_source, known)
    aside = tuple(Ways(cut, of_hop, of_source).unbreakable())
    return Ways(cut, of_hop, of_source, (way.source for way in aside)), aside


def in_words(cut: Subgraph, way: Way) -> Path:
    """Return a way as the path that it stands for."""
    from clew.engine.ranked import Path

    words, hops, into = cut.session.words, [], -1
    for hop in way.hops:
        if cut.is_hub(int(cut.head[hop])):
            into = int(cut.hop[hop])
            continue
        hops.append(words.hop(into, int(cut.hop[hop])))
        into = -1
    source = words.sources(cut.session.labels.sources, [int(cut.source[way.source])])[0]
    return Path(cut.rule(way.source), _basis(cut, way), source, tuple(hops))
