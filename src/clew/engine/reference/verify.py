"""The verifier: whether what a certificate says follows from the records, statement by statement.

It imports neither the array engine nor the flow rules in SQL. From the records that touch the holders named (or, if
asked, from all) the naive reference derives hops, sources and open ends anew; then, in this order:

1. the terms (version, records, packs, policy, day) are those that the reader goes by, and the digest is right;
2. the closed set: every hop that enters it comes from it, at each level, and the days are the latest that fit;
3. each finding: its sources are those in the closed set, the path is made of hops that exist and its days fit, and
   at the next stronger level no source lies in the closed set (but for those that are too late);
4. the rebuttals, segregations and ends relied on; 5. both chains; 6. the verdict is the first that holds.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from clew import __version__
from clew.engine.reference.answers import Oracle, sources_of
from clew.engine.reference.around import Surroundings
from clew.engine.reference.hops import Edge, Node
from clew.engine.reference.reach import Days, Ways
from clew.engine.reference.reasons import Reasons
from clew.engine.reference.sources import Taint
from clew.model.answers import REBUTTED, Chain, Finding, Stock, verdict_of
from clew.model.basis import LEVELS, Basis
from clew.model.certificates import CONTRACT, FORMAT, LEVEL_WORDS, NOT_REACHED
from clew.model.dates import ALWAYS, EVER, day_range, iso
from clew.model.graph import Graph
from clew.model.policy import Policy
from clew.rules.pack import Pack

Plain = Mapping[str, Any]
BASES = {**{basis.word: basis for basis in LEVELS}, REBUTTED: Basis.UNEXCLUDED}


class DoesNotHoldError(Exception):
    """The first statement of a certificate that does not follow from the records."""


@dataclass(frozen=True)
class Terms:
    """What the reader goes by, and the records.

    Attributes
    ----------
    stated : mapping
        The keys ``graph``, ``packs``, ``policy`` and ``as_of`` as a certificate must state them.
    whole : bool
        Whether hops are derived from all records, not only from those that touch the holders named.
    """

    stated: Plain
    graph: Graph
    packs: Sequence[Pack]
    policy: Policy
    whole: bool = False


def digest(certificate: Plain) -> str:
    """Return the SHA-256 of a certificate without its digest, as canonical JSON."""
    rest = {key: value for key, value in certificate.items() if key != "digest"}
    text = json.dumps(rest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def verify(certificate: Plain, terms: Terms) -> Iterator[str]:
    """Check a certificate of the right form, and yield what holds, statement by statement.

    Raises
    ------
    DoesNotHoldError
        At the first statement that does not.
    """
    for key, value in {"certificate": FORMAT, "clew": __version__, **terms.stated}.items():
        same(key, certificate[key], value)
    same("digest", certificate["digest"], digest(certificate))
    yield f"these records ({certificate['graph']['sha256'][:12]}…), packs, policy and version"
    case = Case(certificate, terms)
    for level in LEVEL_WORDS:
        case.check_closed(level)
        yield f"closed at {level}: {len(case.named(level))} stocks, no hop enters from elsewhere"
    yield from case.check_findings()
    same("relied_on", certificate["relied_on"], case.reasons.relied_on(case.stocks))
    counts = ", ".join(f"{key} {len(value)}" for key, value in certificate["relied_on"].items())
    yield f"relied on: {counts}"
    chains = [case.check_chain(name, level) for name, level in (("chain", "assumed"), ("behind", "unexcluded"))]
    yield "both chains: frontier, unscreened, labor unrecorded"
    forces = {rule.code: rule.force for pack in terms.packs for rule in pack.rules}
    told = [
        Finding(said["rule"], said["in_force"], None if said["status"] == REBUTTED else BASES[said["status"]], (), ())
        for said in certificate["findings"]
        if said["status"] != NOT_REACHED
    ]
    same("verdict", certificate["verdict"], verdict_of(tuple(told), forces, *chains))
    yield f"verdict of {certificate['entry']}: {certificate['verdict']}"


def same(what: str, said: object, found: object) -> None:
    """Fail at the first place at which what is said is not what is found."""
    if isinstance(said, dict) and isinstance(found, dict):
        for key in sorted({*said, *found}):
            same(f"{what}.{key}", said.get(key, "nothing"), found.get(key, "nothing"))
    elif isinstance(said, list) and isinstance(found, list):
        for number, (one, other) in enumerate(zip(said, found, strict=False)):
            same(f"{what}[{number}]", one, other)
        if len(said) != len(found):
            extra = (said if len(said) > len(found) else found)[min(len(said), len(found))]
            where = "is in no record" if len(said) > len(found) else "is left out"
            raise DoesNotHoldError(f"{what}: {json.dumps(extra, ensure_ascii=False)} {where}")
    elif type(said) is not type(found) or said != found:
        one, other = (json.dumps(value, ensure_ascii=False) for value in (said, found))
        raise DoesNotHoldError(f"{what}: the certificate says {one}, it is {other}")


def words(node: Node | None) -> str:
    """Return a stock or an entry in words."""
    return f"{node.holder}/{node.item}" if isinstance(node, Stock) else f"the entry {node}"


class Case:
    """A certificate beside what the reference derives from the records around the holders that it names."""

    def __init__(self, certificate: Plain, terms: Terms) -> None:
        self.said = certificate
        self.entry: str = certificate["entry"]
        found = [entry for entry in terms.graph.entries if entry.id == self.entry]
        if not found:
            raise DoesNotHoldError(f"entry: no entry {self.entry!r} is on record")
        self.days = day_range(certificate["as_of"] or found[0].date)
        self.stocks = [Stock(row["holder"], row["item"]) for row in certificate["closed"]]
        if self.stocks != sorted(set(self.stocks)):
            raise DoesNotHoldError("closed: the stocks are not in order, each once")
        graph, groups = terms.graph, None
        if not terms.whole:
            around = Surroundings(graph)
            holders = {stock.holder for stock in self.stocks} | {found[0].consignor, found[0].importer or ""}
            graph, groups = around.around(holders), around.groups
        self.oracle = Oracle(graph, terms.packs, terms.policy, groups)
        self.reasons = Reasons(self.oracle)
        self.until: dict[str, Days] = {}

    def ways(self, level: str) -> Ways:
        """Return the hops of a level, with the days that hold at it."""
        return self.oracle.ways_at(self.oracle.both if level == REBUTTED else self.oracle.real, BASES[level])

    def named(self, level: str) -> dict[Stock, str]:
        """Return the stocks that are named at a level, with the latest day that the certificate states."""
        rows = zip(self.stocks, self.said["closed"], strict=True)
        return {stock: row["until"][level] for stock, row in rows if level in row["until"]}

    def check_closed(self, level: str) -> None:
        """Check that every hop at a level into the stocks named comes from one, and that nothing is named in vain."""
        ways, named = self.ways(level), self.named(level)
        waiting: list[Node] = [self.entry]
        seen: set[Node] = {self.entry}
        while waiting:
            for edge in ways.entering.get(waiting.pop(), ()):
                if edge.tail not in named:
                    by = f"{edge.kind} {edge.claim or ''}".strip()
                    raise DoesNotHoldError(
                        f"closed: at {level}, {by} leads from {words(edge.tail)}, which is not named, into "
                        f"{words(edge.head)}"
                    )
                if edge.tail not in seen:
                    seen.add(edge.tail)
                    waiting.append(edge.tail)
        self.until[level] = latest = ways.latest(self.entry)
        for stock, said in named.items():
            if stock not in seen:
                raise DoesNotHoldError(f"closed: at {level}, nothing leads from {words(stock)} to the entry")
            day = latest.get(stock)
            same(f"closed: {words(stock)} at {level}", said, "never" if day is None else iso(day) or "always")

    def check_findings(self) -> Iterator[str]:
        """Check every rule, in force and not."""
        rules = self.oracle.rules
        asked = [{"rule": code, "in_force": force} for code in sorted(rules) for force in (True, False)]
        findings = self.said["findings"]
        same("findings", [{key: said[key] for key in ("rule", "in_force")} for said in findings], asked)
        for said in findings:
            code, status = said["rule"], said["status"]
            what = f"{code}, {'in force' if said['in_force'] else 'not in force'}"
            same(f"{what}: force", said["force"], rules[code].force)
            reached = [] if status == NOT_REACHED else [status]
            above = [*LEVEL_WORDS, NOT_REACHED].index(status) - 1
            same(f"{what}: not_at", said["not_at"], LEVEL_WORDS[above] if above >= 0 else None)
            fit = [taint for level in reached for taint in self.fitting(said, level)]
            if reached and not fit:
                raise DoesNotHoldError(f"{what}: no source of it reaches the entry at {status}")
            found = [_plain(s.stock, self.entry, s.claim, s.listing, basis=s.basis.word) for s in sources_of(fit)]
            same(f"{what}: sources", said["sources"], found)
            if not reached:
                same(f"{what}: path", said["path"], None)
            elif said["path"] is None:
                raise DoesNotHoldError(f"{what}: no path is given")
            else:
                self.check_path(what, said, fit)
            stronger = said["not_at"]
            if stronger and (source := next(iter(self.fitting(said, stronger)), None)):
                raise DoesNotHoldError(
                    f"{what}: at {stronger}, {source.claim or source.listing} puts a source on {words(source.node)}"
                )
            same(f"{what}: too_late", said["too_late"], self.late(said, stronger) if stronger else [])
            yield f"{what}: {status}" + (f", a path of {len(said['path']['hops'])} hops" if reached else "")

    def taints(self, said: Plain, level: str) -> Iterator[tuple[Taint, int]]:
        """Yield the sources of a rule on the closed stocks of a level and on the entry, with their first days."""
        scene, named, (first, last) = self.ways(level), self.named(level), self.days
        for taint in (self.oracle.both if level == REBUTTED else self.oracle.real).taints:
            in_force = taint.begins <= last and first <= taint.ends
            asked = taint.rule == said["rule"] and in_force == said["in_force"] and taint.basis >= BASES[level]
            if asked and (taint.node == self.entry or taint.node in named):
                yield taint, scene.start(taint)

    def fitting(self, said: Plain, level: str) -> list[Taint]:
        """Return the sources of a rule that are there early enough to reach the entry."""
        latest = self.until[level]
        return [taint for taint, day in self.taints(said, level) if day <= latest.get(taint.node, EVER - 1)]

    def late(self, said: Plain, level: str) -> list[Plain]:
        """Return the sources of a rule that lie in the closed set, but too late."""
        found: dict[tuple[Stock, str, str], int] = {}
        for taint, day in self.taints(said, level):
            if isinstance(taint.node, Stock):
                key = (taint.node, taint.claim or "", taint.listing or "")
                found[key] = min(day, found.get(key, ALWAYS))
        latest = self.until[level]
        late = sorted((key, day) for key, day in found.items() if day > latest.get(key[0], EVER - 1))
        return [_plain(stock, "", claim, listing, first=iso(day)) for (stock, claim, listing), day in late]

    def check_path(self, what: str, said: Plain, fit: Sequence[Taint]) -> None:
        """Check that a path begins at a source of its rule, is made of hops that exist, and that its days fit."""
        path, level = said["path"], said["status"]
        ways, start = self.ways(level), path["start"]
        same(f"{what}: basis of the path", path["basis"], BASES[level].word)
        begins = [
            (ways.start(taint), taint.node)
            for taint in fit
            if _plain(taint.node, self.entry, taint.claim, taint.listing, first=iso(ways.start(taint))) == start
        ]
        if not begins:
            raise DoesNotHoldError(f"{what}: the path starts at {json.dumps(start)}, where there is no such source")
        day, node = min(begins, key=lambda begin: begin[0])
        for number, hop in enumerate(path["hops"], start=1):
            here = f"{what}: hop {number}"
            edges = [edge for edge in ways.leaving.get(node, ()) if self._is(edge, hop)]
            if not edges:
                raise DoesNotHoldError(
                    f"{here}: no {hop['kind']} of this basis and these days leads on from {words(node)}"
                )
            if not (edges := [edge for edge in edges if day <= ways.last(edge)]):
                raise DoesNotHoldError(
                    f"{here}: goods are at {words(node)} from {iso(day)}, later than the hop's last day"
                )
            same(f"{here}: rule", hop["rule"], CONTRACT[hop["kind"]])
            records = self.reasons.records(edges[0], credulous=level == REBUTTED)
            same(f"{here}: records", hop["records"], records)
            same(f"{here}: documents", hop["documents"], self.reasons.documents(records))
            day, node = max(day, min(ways.first(edge) for edge in edges)), edges[0].head
        if node != self.entry:
            raise DoesNotHoldError(f"{what}: the path ends at {words(node)}, not at the entry")

    def _is(self, edge: Edge, hop: Plain) -> bool:
        """Whether a hop of the records is the one that a path names."""
        head = _plain(edge.head, self.entry)
        stated = (hop["from"], hop["to"], hop["kind"], hop["basis"], hop["claim"], hop["first"], hop["last"])
        days = iso(edge.first), iso(edge.last)
        return stated == (_plain(edge.tail, ""), head, edge.kind, edge.basis.word, edge.claim, *days)

    def check_chain(self, name: str, level: str) -> Chain:
        """Check what is open at a level, and return it."""
        chain = self.oracle.chains[BASES[level]].chain(self.entry)
        found = {
            "complete": True,
            "frontier": [{**_plain(stock, ""), "kind": kind} for stock, kind in chain.frontier],
            "unscreened": [{**_plain(stock, ""), "kind": kind} for stock, kind in chain.unscreened],
            "labor_unrecorded": list(chain.labor_unrecorded),
            "making_sites": chain.making_sites,
        }
        same(name, self.said[name], found)
        return chain


def _plain(
    node: Node | None, entry: str, claim: str | None = None, listing: str | None = None, **more: object
) -> dict[str, object]:
    """Return a stock (or the entry), what puts a source on it, and more, in the form of a certificate."""
    at = {"holder": node.holder, "item": node.item} if isinstance(node, Stock) else {"entry": entry}
    return {**at, **({"claim": claim} if claim else {}), **({"listing": listing} if listing else {}), **more}
