"""What requests can settle in a subgraph: for each hop and each source, those that would take it below a level."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from clew.engine.cutout import Subgraph
from clew.model.policy import Policy
from clew.model.requirements import requirements
from clew.store.memory import uncollected
from clew.trace.plan.links import Links
from clew.trace.plan.request import Request

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ASSUMED = 2
SHIPMENT, ENTRY, PROCESS, OPERATION, COMPONENT, IDENTITY = 1, 2, 3, 4, 5, 6
LOT_UNRECORDED, LOT_SWAP, INPUTS_UNRECORDED, INPUTS_UNPROVEN, UNIDENTIFIED = 7, 8, 9, 10, 11

Row = tuple[Request, ...]


@dataclass
class Table:
    """Requests by hop and by source.

    Attributes
    ----------
    of_hop, of_source : list of rows
        Each of a row settles it; none: nothing that can be asked does.
    inputs : dict of Request to set of str
        Items that a segregation keeps apart.
    """

    of_hop: list[Row]
    of_source: list[Row]
    inputs: dict[Request, set[str]] = field(default_factory=dict)


class Asking:
    """Says what can be asked about the hops and sources of a traced store.

    Parameters
    ----------
    con : DuckDBPyConnection
        After flow and sources ran.
    policy : Policy
        How much proof needs.
    """

    def __init__(self, con: DuckDBPyConnection, policy: Policy) -> None:
        self._con = con
        self._policy = policy
        self._links = Links(con)
        self._claims: dict[int, str] = {}
        self._proofs: dict[int, Row] = {-1: ()}
        self._kinds: dict[str, str | None] = {}

    @cached_property
    def _enough(self) -> set[str]:
        """Kinds of claims of which there are enough kinds of documents for a proof."""
        kinds: dict[str, set[str]] = {}
        for row in requirements():
            kinds.setdefault(row.claim_kind, set()).update(row.document_kinds)
        return {kind for kind, documents in kinds.items() if len(documents) >= self._policy.kinds} - {"entry"}

    def _look_up(self, cut: Subgraph) -> None:
        """Find id, kind and whether proof against it can be given, of the claims of a subgraph."""
        of_sources = cut.session.labels.sources.claim[cut.source].tolist()
        numbers = sorted({*cut.claim.tolist(), *of_sources} - self._claims.keys() - {-1})
        rows = self._con.execute(
            "SELECT c.claim, c.id, c.kind, coalesce(s.documented, false) FROM claim c "
            "LEFT JOIN claim_status s ON s.claim = c.claim WHERE c.claim IN (SELECT unnest(CAST(? AS INTEGER[])))",
            [numbers],
        ).fetchall()
        for number, id_, kind, documented in rows:
            self._claims[number] = id_
            self._proofs[number] = (Request("proof", claim=id_),) if kind in self._enough and not documented else ()
            self._kinds[id_] = kind

    def kind(self, claim: str) -> str | None:
        """Return the kind of a claim."""
        if claim not in self._kinds:
            rows = self._con.execute("SELECT kind FROM claim WHERE id = ?", [claim]).fetchall()
            self._kinds[claim] = rows[0][0] if rows else None
        return self._kinds[claim]

    def proof(self, claim: int) -> Row:
        """Return the proof against a claim, if there can be any."""
        return self._proofs[claim]

    @uncollected()
    def table(self, cut: Subgraph) -> Table:
        """Return the requests of a subgraph. Linear in hops."""
        self._look_up(cut)
        table = Table([], [])
        words, graph = cut.session.words, cut.session.graph
        columns = (cut.tail, cut.head, cut.kind, cut.basis, cut.claim)
        apart = _Inputs(cut)
        for tail, head, kind, basis, claim in zip(*(column.tolist() for column in columns), strict=True):
            if cut.is_hub(head):
                table.of_hop.append(())
            elif kind <= IDENTITY:
                table.of_hop.append(self._recorded(cut, tail, head, kind, basis, claim))
            else:
                holder = words.holder(int(cut.node[head]))
                item = words.id("item", int(graph.item[int(cut.node[head])]))
                is_lot = not graph.product_item[int(graph.item[int(cut.node[head])])]
                row = self._inferred(cut.level, kind, holder, item, claim, is_lot=is_lot)
                table.of_hop.append(row)
                for request in row:
                    if request.kind == "segregation":
                        table.inputs.setdefault(request, set()).update(apart.items(tail, head))
        table.of_source = [self._source(cut, k) for k in range(len(cut.source))]
        return table

    def _recorded(self, cut: Subgraph, tail: int, head: int, kind: int, basis: int, claim: int) -> Row:
        if kind == ENTRY:
            return ()
        words = cut.session.words
        if kind == IDENTITY:
            if cut.is_hub(tail):
                return (Request("decision", holder=words.holder(int(cut.node[head]))),)
            one, other = words.goods(int(cut.node[tail])), words.goods(int(cut.node[head]))
            return tuple(self._links.between(one, other, cut.level, self.proof))
        row = self.proof(claim)
        if kind == OPERATION and basis == ASSUMED == cut.level:
            one, other = words.goods(int(cut.node[tail])), words.goods(int(cut.node[head]))
            if self._links.runs(other.holder, one.holder) and other.item != "*":
                row += (Request("which_facility", holder=other.holder, item=other.item),)
        return row

    def _inferred(self, level: int, kind: int, holder: str, item: str, claim: int, *, is_lot: bool) -> Row:
        if kind == UNIDENTIFIED:
            return (Request("which_goods", holder=holder, item="*"),) if level == ASSUMED else ()
        row: Row = ()
        if level == ASSUMED:
            if kind == LOT_UNRECORDED and not is_lot:
                row = (Request("which_lot", holder=holder, item=item),)
            elif kind == INPUTS_UNRECORDED and claim >= 0:
                row = (Request("completeness", claim=self._claims[claim]), *self.proof(claim))
            elif kind in {LOT_UNRECORDED, INPUTS_UNRECORDED}:
                row = (Request("production_record", holder=holder, item=item),)
        return (*row, Request("segregation", holder=holder, item=item))

    def _source(self, cut: Subgraph, place: int) -> Row:
        marks = cut.session.labels.sources
        number = int(cut.source[place])
        claim, listing = int(marks.claim[number]), int(marks.listing[number])
        if claim >= 0:
            return self.proof(claim)
        if listing < 0:
            return ()
        holder = cut.session.words.holder(int(cut.node[int(cut.source_node[place])]))
        return tuple(self._links.listed(listing, holder, cut.level))


class _Inputs:
    """The items that come to a stock from another, or through a hub."""

    def __init__(self, cut: Subgraph) -> None:
        words, item = cut.session.words, cut.session.graph.item
        self._names = [words.id("item", int(item[node])) for node in cut.node[: cut.stocks].tolist()]
        back, by_head = cut.backward
        self._stocks = {
            hub: set(cut.tail[by_head[back[hub] : back[hub + 1]]].tolist()) for hub in range(cut.stocks, cut.target)
        }
        self._items = {hub: self._of(stocks) for hub, stocks in self._stocks.items()}

    def _of(self, stocks: Iterable[int]) -> set[str]:
        return {self._names[stock] for stock in stocks}

    def items(self, tail: int, head: int) -> set[str]:
        """Return the items of what lies behind a hop, without its own head."""
        stocks = self._stocks.get(tail, {tail})
        return self._of(stocks - {head}) if head in stocks else self._items.get(tail) or self._of(stocks)


def numbered(rows: Iterable[Row], known: dict[Request, int]) -> list[tuple[int, ...]]:
    """Return rows of requests as numbers; new requests are numbered on, in `known`."""
    return [tuple(sorted({known.setdefault(request, len(known)) for request in row})) for row in rows]
