"""A report as data: all that its pages say, in their order; every format is drawn from this and says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from clew.engine.reference.verify import digest
from clew.reports import matrix
from clew.reports.papers import papers_of
from clew.reports.summary import reproduce, summary
from clew.trace.told import VERDICTS
from clew.views.case import Case
from clew.views.scenes import source_of, state_of
from clew.views.states import KINDS, STATES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Plain = dict[str, Any]
Others = Callable[[str, Plain], Plain]
"""Entry and finding → how many other paths there are beside its own."""

FORMAT = "clew report 1"
STATEMENT = "A lead from the records supplied, not a determination. Only the records that were supplied were traced."
LIMITS = (
    "What nobody recorded beside a record that answers the question is not seen: a second workforce, one more "
    "shipment of the same goods, a tie between two names.",
    "A blank is unknown, never none: what is not recorded stays open and is named here.",
    "Lists are as of the edition that is named; what was added or removed since is not in them.",
)
FRONTIER = {
    "root": "where these goods came from is not recorded",
    "unidentified": "which goods these are is not recorded",
    "inputs_unrecorded": "what went into these goods is not recorded",
    "inputs_incomplete": "not all inputs are named",
    "unproven_complete": "nothing proves that the inputs named are all",
    "left_too_early": "they left before goods of recorded origin can have been there",
    "place": "the country or region is not recorded",
    "region": "the region is not recorded, and a list names one of this country",
    "operator": "who operates the facility is not recorded",
    "good": "what kind of goods these are is not recorded",
    "labor": "who worked here is not recorded",
    "nothing_leads_on": "nothing on record leads on from here",
    "left_before": "what is on record left before this can have come",
}
"""Kind of what is open → words."""


@dataclass
class _Index:
    """Documents and parties as they are first named, numbered in this order."""

    known: Mapping[str, Plain]
    documents: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    parties: dict[str, list[str]] = field(default_factory=dict)

    def cite(self, document: str, step: str) -> str:
        steps = self.documents.setdefault(document, [])
        if step not in steps:
            steps.append(step)
        return self.numbers.setdefault(document, f"D{len(self.documents)}")

    def name(self, holder: str, step: str) -> None:
        steps = self.parties.setdefault(holder, [])
        if step not in steps:
            steps.append(step)


def build(
    case: Case, con: DuckDBPyConnection, certificates: Sequence[Plain] = (), others: Others | None = None
) -> Plain:
    """Return the report of a result.

    Parameters
    ----------
    case : Case
        The result, with words.
    con : DuckDBPyConnection
        Its graph, for documents.
    certificates : sequence of dict
        Of `clew explain`, one an entry; may be empty.
    others : callable, optional
        Counts the paths beside that of a finding, see `clew.trace.beside`; without, they are not counted.
    """
    claims, documents = papers_of(con, _claims(case.entries))
    index = _Index(documents)
    entries = [_entry(case, entry, str(n), claims, index, others) for n, entry in enumerate(case.entries, 1)]
    result = case.result
    made: Plain = {
        "report": FORMAT,
        "clew": result["clew"],
        "statement": STATEMENT,
        "graph": result["graph"],
        "packs": result["packs"],
        "policy": result["policy"],
        "as_of": result["as_of"],
        "asked": next(({way: result[way]} for way in ("from", "to") if way in result), None),
        "summary": summary(entries),
        "entries": entries,
        "ends": [_end(case, each) for each in result.get("ends", ())],
        "parties": [
            {"holder": holder, "name": case.holder(holder), "country": case.country(holder) or None,
             "is": "facility" if case.holders.get(holder, ("", "", False))[2] else "party", "steps": steps}
            for holder, steps in sorted(index.parties.items())
        ],
        "documents": [
            {"number": f"D{n}", **documents[document], "steps": steps}
            for n, (document, steps) in enumerate(index.documents.items(), 1)
        ],
        "limits": list(LIMITS),
        "reproduce": reproduce(result),
        "certificates": list(certificates),
    }  # fmt: skip
    return {**made, "digest": digest(made)}


def _claims(entries: Iterable[Plain]) -> set[str]:
    found: set[str] = set()
    for entry in entries:
        found.update(entry["contradicted"])
        for finding in entry["findings"]:
            found.update(hop["claim"] for hop in finding["path"]["hops"] if hop["claim"])
            found.update(source["claim"] for source in finding["sources"] if source.get("claim"))
    return found


def _entry(
    case: Case, entry: Plain, number: str, claims: Mapping[str, Plain], index: _Index, others: Others | None
) -> Plain:
    paths = []
    for n, finding in enumerate(entry["findings"], 1):
        path = _path(case, entry, finding, f"{number}.{n}", claims, index)
        paths.append({**path, "others": others(entry["entry"], finding) if others else None})
    asked = matrix.requests(case, entry, number)
    known = {(each["claim"], each["requirement"]): each["number"] for each in asked if each["requirement"]}
    for step in (step for path in paths for step in (path["source"], *path["steps"]) if step):
        for each in step["requirements"]:
            each["request"] = known.get((step["claim"], each["requirement"]))
    return {
        "number": number,
        "entry": entry["entry"],
        "verdict": entry["verdict"],
        "says": VERDICTS.get(entry["verdict"], entry["verdict"]) or "what lies upstream of this stock",
        "basis": entry.get("basis"),
        "virtual": bool(entry.get("virtual")),
        "paths": paths,
        "open": [*_open(case, entry, "chain"), *_open(case, entry, "behind")],
        "open_is_complete": bool(entry["chain"].get("complete", True)),
        "exposures": [f"{each['claim']}: {each['why']}" for each in entry["exposures"]],
        "matrix": matrix.matrix(paths),
        "requests": asked,
        "contradictions": [_contradiction(claim, claims, index, number) for claim in entry["contradicted"]],
        "against": matrix.against(paths, entry["contradicted"]),
        "fingerprint": entry.get("fingerprint"),
    }


def _path(case: Case, entry: Plain, finding: Plain, number: str, claims: Mapping[str, Plain], index: _Index) -> Plain:
    citation, pack, edition = case.rules.get(finding["rule"], ("", "", ""))
    steps = [
        _step(case, entry, hop, f"{number}.{n}", claims, index) for n, hop in enumerate(finding["path"]["hops"], 1)
    ]
    source = source_of(finding)
    first = None
    if source is not None:
        disputed = source.get("claim") in entry["contradicted"]
        state = "contradicted" if disputed else STATES[source["basis"]]
        first = {
            "words": case.source(finding["rule"], source),
            "parts": case.source_parts(finding["rule"], source),
            "state": state,
            **_evidence(source.get("claim"), f"{number}.0", claims, index),
        }
    shown = [*([first] if first else []), *steps]
    return {
        "number": number,
        "rule": finding["rule"],
        "force": finding["force"],
        "citation": citation,
        "pack": pack,
        "edition": edition,
        "basis": finding["basis"],
        "in_force": finding["in_force"],
        "entry": entry["entry"],
        "verdict": entry["verdict"],
        "gaps": sum(step["state"] in {"missing", "unexcluded", "contradicted"} for step in shown),
        "asserted": sum(step["state"] == "asserted" for step in shown),
        "source": first,
        "other_sources": max(len(finding["sources"]) - 1, 0),
        "steps": steps,
        "breadcrumbs": [_crumb(each) for each in finding["breadcrumbs"]],
    }


def _crumb(crumb: object) -> str:
    return str(crumb.get("text") or crumb.get("says") or crumb) if isinstance(crumb, Mapping) else str(crumb)


def _step(case: Case, entry: Plain, hop: Plain, number: str, claims: Mapping[str, Plain], index: _Index) -> Plain:
    ends: list[Plain] = []
    for end in (hop["from"], hop["to"]):
        if "entry" in end:
            ends.append({"entry": end["entry"]})
            continue
        index.name(end["holder"], number)
        ends.append(
            {
                "holder": end["holder"],
                "item": end["item"],
                "name": case.holder(end["holder"]),
                "country": case.country(end["holder"]) or None,
                "goods": case.item(end["item"]),
            }
        )
    return {
        "number": number,
        "from": ends[0],
        "relation": KINDS.get(hop["kind"], hop["kind"]),
        "to": ends[1],
        "kind": hop["kind"],
        "basis": hop["basis"],
        "state": state_of(entry, hop),
        "first": hop["first"],
        "last": hop["last"],
        **_evidence(hop["claim"], number, claims, index),
    }


def _evidence(claim: str | None, number: str, claims: Mapping[str, Plain], index: _Index) -> Plain:
    told = claims.get(claim or "")
    if told is None:
        return {"claim": claim, "claim_kind": None, "documents": [], "requirements": []}
    papers = [{"number": index.cite(each["document"], number), **each} for each in told["papers"]]
    return {
        "claim": claim,
        "claim_kind": told["kind"],
        "documents": papers,
        "requirements": [dict(each) for each in told["requirements"]],
    }


def _contradiction(claim: str, claims: Mapping[str, Plain], index: _Index, number: str) -> Plain:
    told = claims.get(claim, {"kind": "claim", "papers": []})
    papers = [{"number": index.cite(each["document"], number), **each} for each in told["papers"]]
    return {"claim": claim, "claim_kind": told["kind"], "documents": papers}


def _open(case: Case, entry: Plain, which: str) -> Iterator[Plain]:
    """Yield what is open in the chain; of what lies behind, only what is not open in the chain."""
    seen = {str(each) for each in _ends(case, entry["chain"])} if which == "behind" else set()
    for each in _ends(case, entry[which]):
        if str(each) not in seen:
            yield {"level": "chain" if which == "chain" else "not proven", **each}


def _end(case: Case, each: Plain) -> Plain:
    who = f"{case.holder(each['holder'])}: {case.item(each['item'])}"
    return {"holder": each["holder"], "item": each["item"], "who": who, "why": FRONTIER.get(each["why"], each["why"])}


def _ends(case: Case, chain: Plain) -> Iterator[Plain]:
    for key in ("frontier", "unscreened"):
        for each in chain[key]:
            words = f"{case.holder(each['holder'])}: {case.item(each['item'])}"
            yield {
                "holder": each["holder"],
                "item": each["item"],
                "who": words,
                "why": FRONTIER.get(each["kind"], each["kind"]),
            }
    for holder in chain["labor_unrecorded"]:
        yield {"holder": holder, "item": None, "who": case.holder(holder), "why": FRONTIER["labor"]}
