"""The records that can touch some holders: what the naive reference needs to see, and no more.

For a holder h of the *kept* ones, every hop into a stock of h, every source on it and every fact about it that the
reference derives from these records is what it derives from all of them:

- *Kin* of h: all holders tied to it, in chains, by operation, `same_as`, an identifier or a name. Its operators,
  its house, those that are the same, and the houses of these are kin. Kin of a kept holder are kept.
- What h received, made, sent and used is in the shipments, entries, processes, bill lines, workforces and
  segregations that name a kept holder; all of them are kept.
- A bill adds to what its supplier sent, wherever it is applied. Whoever may apply a line that a kept holder supplies
  (its maker; of a line of any maker, everyone who may have sent, made or used the product) is kept too.
- Whether goods came back depends on the processes at the consignor: those at consignors to kept holders are kept.
- A listing comes down to h from those that own it, in chains, and from employers and recruiters of its workforces:
  these holders are known by name, with their ties and the decisions on them, without their goods.
- Products, lots, and ties between items that these records name are kept. What documents make of a kept claim
  depends on the groups of issuers: `Groups` sees all ties of the whole graph.

Hops and sources at other holders may be missing: nothing may be said of these.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from clew.engine.reference.claims import claims_of
from clew.engine.reference.evidence import Groups
from clew.model.graph import Graph
from clew.model.names import normal, normal_column
from clew.model.records import Component, Entry, Facility, Party, Process, Shipment

Ties = dict[str, set[str]]


class Surroundings:
    """An index of a graph, from which the records around holders are taken.

    Parameters
    ----------
    graph : Graph
        All records.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        ties = Graph.model_construct(
            parties=graph.parties,
            facilities=graph.facilities,
            operations=graph.operations,
            owners=graph.owners,
            same_as=graph.same_as,
        )
        self.groups = Groups(ties, claims_of(ties).values())
        self._product_of = {lot.id: lot.product for lot in graph.lots}
        self._find_kin()
        self._find_bills()

    def around(self, holders: Iterable[str]) -> Graph:
        """Return the records that can touch stocks of some holders."""
        graph, kept = self.graph, self._kept(holders)
        moves = [move for move in graph.shipments if move.consignor in kept or move.consignee in kept]
        entries = [entry for entry in graph.entries if entry.consignor in kept or entry.importer in kept]
        makers = kept | {move.consignor for move in moves} | {entry.consignor for entry in entries}
        workforces = [work for work in graph.workforces if work.at in kept]
        known = self._owners(kept | self._bearers(text for w in workforces for text in (w.employer, w.recruiter)))
        processes = [process for process in graph.processes if process.at in makers]
        bom = self._lines(kept, _moved(moves) + _moved(entries), processes)
        tables: dict[str, Sequence[Any]] = {
            "parties": [party for party in graph.parties if party.id in known],
            "facilities": [facility for facility in graph.facilities if facility.id in known],
            "shipments": moves,
            "entries": entries,
            "processes": processes,
            "bom": bom,
            "workforces": workforces,
            "operations": [claim for claim in graph.operations if claim.facility in known],
            "owners": [claim for claim in graph.owners if claim.owned in known],
            "same_as": [claim for claim in graph.same_as if claim.a in known or claim.a not in self._kin],
            "segregations": [claim for claim in graph.segregations if claim.at in kept],
            "matches": [match for match in graph.matches if match.holder in known],
        }
        claims = {getattr(record, "id", None) for rows in tables.values() for record in rows}
        spoken = [row for row in graph.evidence if row.claim in claims]
        cited = {row.document for row in spoken}
        cited |= {name for rows in tables.values() for record in rows for name in getattr(record, "evidence", ())}
        documents = [document for document in graph.documents if document.id in cited]
        tables |= {"products": graph.products, "lots": graph.lots, "evidence": spoken, "documents": documents}
        return Graph.model_construct(None, **{name: tuple(rows) for name, rows in tables.items()})

    def _find_kin(self) -> None:
        everyone: list[Party | Facility] = [*self.graph.parties, *self.graph.facilities]
        self._kin: Ties = {holder.id: set() for holder in everyone}
        self._named: Ties = defaultdict(set)
        texts = [(holder.id, text) for holder in everyone for text in (holder.name, *holder.aliases)]
        for (holder, _), name in zip(texts, normal_column([text for _, text in texts]), strict=True):
            self._named[name].add(holder)
        marked: Ties = defaultdict(set)
        for one in everyone:
            for mark in one.identifiers:
                marked[mark.strip().casefold()].add(one.id)
        pairs = [(claim.facility, claim.operator) for claim in self.graph.operations]
        pairs += [(facility.id, facility.operator) for facility in self.graph.facilities if facility.operator]
        pairs += [(claim.a, claim.b) for claim in self.graph.same_as if claim.a in self._kin]
        pairs += [(min(alike), other) for alike in (*self._named.values(), *marked.values()) for other in alike]
        for a, b in pairs:
            self._kin[a].add(b)
            self._kin[b].add(a)

    def _find_bills(self) -> None:
        """Index who touches a product, and bill lines by supplier and by component."""
        self._touching: Ties = defaultdict(set)
        for shipment in self.graph.shipments:
            for item in shipment.item:
                self._touching[self._product(item)].add(shipment.consignor)
        for entry in self.graph.entries:
            for item in entry.item:
                self._touching[self._product(item)].add(entry.consignor)
        for process in self.graph.processes:
            for item in (*process.inputs, *process.outputs):
                self._touching[self._product(item)].add(process.at)
        self._supplied: dict[str, list[Component]] = defaultdict(list)
        self._parts: dict[str, list[Component]] = defaultdict(list)
        for line in self.graph.bom:
            self._parts[line.component].append(line)
            if line.maker:
                self._touching[line.product].add(line.maker)
            if line.supplier:
                self._supplied[line.supplier].append(line)
                self._touching[line.component].add(line.supplier)

    def _product(self, item: str) -> str:
        return self._product_of.get(item, item)

    def _closure(self, holders: Iterable[str], more: "Ties") -> set[str]:
        """Return holders with all their kin, and with what `more` ties to these."""
        found: set[str] = set()
        waiting = [holder for holder in holders if holder in self._kin]
        while waiting:
            holder = waiting.pop()
            if holder not in found:
                found.add(holder)
                waiting += self._kin[holder] | more.get(holder, set())
        return found

    def _owners(self, holders: Iterable[str]) -> set[str]:
        owners: Ties = defaultdict(set)
        for claim in self.graph.owners:
            owners[claim.owned].add(claim.owner)
        return self._closure(holders, owners)

    def _bearers(self, texts: Iterable[str | None]) -> set[str]:
        """Return the holders that employers and recruiters, given by id or name, may be."""
        told = {text for text in texts if text}
        return (told & self._kin.keys()).union(*(self._named.get(normal(text), ()) for text in told))

    def _kept(self, holders: Iterable[str]) -> set[str]:
        kept = self._closure(holders, {})
        fresh = kept
        while fresh:
            lines = [line for holder in fresh for line in self._supplied[holder]]
            fresh = self._closure(self._appliers(lines), {}) - kept
            kept |= fresh
        return kept

    def _appliers(self, lines: Iterable[Component]) -> Iterator[str]:
        """Yield who may apply bill lines; by these, parts of a product are used where the product is."""
        waiting, seen = list(lines), set[str]()
        while waiting:
            line = waiting.pop()
            if line.id in seen:
                continue
            seen.add(line.id)
            if line.maker:
                yield line.maker
            else:
                yield from self._touching[line.product]
                waiting += self._parts[line.product]

    def _lines(self, kept: set[str], moved: Iterable[str], processes: Iterable[Process]) -> list[Component]:
        """Return the bill lines that kept holders may apply or supply."""
        own = [line for line in self.graph.bom if line.maker in kept or line.supplier in kept]
        items = set(moved) | {item for process in processes for item in (*process.inputs, *process.outputs)}
        products = {self._product(item) for item in items}
        for line in own:
            products |= {line.product, line.component}
        of: dict[str, list[Component]] = defaultdict(list)
        for line in self.graph.bom:
            if line.maker is None:
                of[line.product].append(line)
        found = {line.id: line for line in own}
        waiting = list(products)
        while waiting:
            for line in of.pop(waiting.pop(), []):
                found[line.id] = line
                waiting.append(line.component)
        return [line for line in self.graph.bom if line.id in found]


def _moved(moves: Iterable[Shipment | Entry]) -> list[str]:
    return [item for move in moves for item in move.item]
