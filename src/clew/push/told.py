"""A result as nodes and relationships of the database."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from clew.model.database import LABELS
from clew.model.results_database import (
    ABOUT,
    AT_HOLDER,
    FINDING,
    GAP,
    HAS,
    HOPS,
    MISSES,
    OF_ENTRY,
    OF_ITEM,
    OPEN,
    STARTS_AT,
    STOCK,
    VERDICT,
)

_HOLDERS, _ITEMS = ("Party", "Facility"), ("Product", "Lot")


@dataclass
class Told:
    """What is to be written.

    Attributes
    ----------
    nodes : dict
        Label → id → properties.
    ties : dict
        Type, labels of start and end → start id, end id, properties.
    doubled : int
        Ties that are drawn for two labels of which one is right.
    """

    run: str
    nodes: dict[str, dict[str, dict[str, Any]]] = field(default_factory=lambda: defaultdict(dict))
    ties: dict[tuple[str, str, str], list[list[Any]]] = field(default_factory=lambda: defaultdict(list))
    counts: dict[str, int] = field(default_factory=dict)
    doubled: int = 0

    def key(self, *parts: object) -> str:
        """Return an id of this run, told apart from every other by its parts."""
        return f"{self.run} {json.dumps(parts, ensure_ascii=False)}"

    def node(self, label: str, own: str, **properties: object) -> None:
        """Add a node."""
        self.nodes[label][own] = {"id": own, "run": self.run, **properties}

    def stock(self, holder: str, item: str) -> str:
        """Add a stock, once, with its ties to holder and item; return its id."""
        own = self.key(holder, item)
        if own not in self.nodes[STOCK]:
            self.node(STOCK, own, holder=holder, item=item, name=f"{holder} / {item}")
            self.link(AT_HOLDER, STOCK, own, _HOLDERS, holder)
            if item != "*":
                self.link(OF_ITEM, STOCK, own, _ITEMS, item)
        return own

    def link(self, kind: str, label: str, own: str, ends: tuple[str, ...], target: str, **said: object) -> None:
        """Tie a node to a record that has one of some labels."""
        self.doubled += len(ends) - 1
        for end in ends:
            self.ties[kind, label, end].append([own, target, said])


def tell(result: Mapping[str, Any], run: str) -> Told:
    """Return the nodes and relationships of a result."""
    told = Told(run)
    located = {claim: LABELS.get(place["table"], "Shipment") for claim, place in result["located"].items()}
    for entry in result["entries"]:
        _entry(told, entry, located)
    told.counts = {
        "verdict": len(told.nodes[VERDICT]),
        "finding": len(told.nodes[FINDING]),
        "stock": len(told.nodes[STOCK]),
        "gap": len(told.nodes[GAP]),
    }
    return told


def _entry(told: Told, entry: Mapping[str, Any], located: Mapping[str, str]) -> None:
    name = entry["entry"]
    own = told.key(name)
    told.node(
        VERDICT,
        own,
        entry=name,
        verdict=entry["verdict"],
        basis=entry["basis"],
        virtual=entry.get("virtual", False),
        fingerprint=entry["fingerprint"],
        contradicted=list(entry["contradicted"]),
        chain_complete=entry["chain"]["complete"],
    )
    if not entry.get("virtual"):
        told.link(OF_ENTRY, VERDICT, own, ("Entry",), name)
    for place, finding in enumerate(entry["findings"]):
        _finding(told, entry, own, place, finding)
    for level, chain in (("assumed", entry["chain"]), ("unexcluded", entry["behind"])):
        _open(told, own, level, chain)
    for place, gap in enumerate(entry["gaps"]):
        _gap(told, name, own, place, gap, located)


def _finding(told: Told, entry: Mapping[str, Any], verdict: str, place: int, finding: Mapping[str, Any]) -> None:
    own = told.key(entry["entry"], "finding", place)
    plain = {name: finding[name] for name in ("rule", "force", "basis", "in_force")}
    told.node(FINDING, own, entry=entry["entry"], **plain)
    told.ties[HAS, VERDICT, FINDING].append([verdict, own, {}])
    for source in finding["sources"]:
        said = {name: source.get(name) for name in ("basis", "claim", "listing")}
        if source.get("holder"):
            told.ties[STARTS_AT, FINDING, STOCK].append([own, told.stock(source["holder"], source["item"]), said])
        else:
            told.ties[STARTS_AT, FINDING, VERDICT].append([own, verdict, said])
    for step, hop in enumerate(finding["path"]["hops"], start=1):
        state = "contradicted" if hop["claim"] in entry["contradicted"] else hop["basis"]
        said = {name: hop[name] for name in ("kind", "basis", "claim", "first", "last", "documents", "missing")}
        said |= {"run": told.run, "entry": entry["entry"], "rule": finding["rule"], "step": step}
        start = told.stock(hop["from"]["holder"], hop["from"]["item"])
        target = hop["to"]
        if "entry" in target:
            told.ties[HOPS[state], STOCK, VERDICT].append([start, verdict, said])
        else:
            end = told.stock(target["holder"], target["item"])
            told.ties[HOPS[state], STOCK, STOCK].append([start, end, said])


def _open(told: Told, verdict: str, level: str, chain: Mapping[str, Any]) -> None:
    for name in ("frontier", "unscreened"):
        for stock in chain[name]:
            end = told.stock(stock["holder"], stock["item"])
            told.ties[OPEN[name], VERDICT, STOCK].append([verdict, end, {"level": level, "kind": stock["kind"]}])
    for holder in chain["labor_unrecorded"]:
        told.link(OPEN["labor_unrecorded"], VERDICT, verdict, _HOLDERS, holder, level=level)


def _gap(told: Told, entry: str, verdict: str, place: int, gap: Mapping[str, Any], located: Mapping[str, str]) -> None:
    own = told.key(entry, "gap", place)
    said = {name: gap.get(name) for name in ("kind", "claim", "holder", "item", "requirement", "ask")}
    told.node(GAP, own, entry=entry, **said)
    told.ties[MISSES, VERDICT, GAP].append([verdict, own, {}])
    claim, holder = gap.get("claim"), gap.get("holder")
    if claim is not None:
        told.link(ABOUT, GAP, own, (located.get(claim, "Shipment"),), claim)
    elif holder is not None and gap.get("item") is not None:
        told.ties[ABOUT, GAP, STOCK].append([own, told.stock(holder, gap["item"]), {}])
    elif holder is not None:
        told.link(ABOUT, GAP, own, _HOLDERS, holder)
