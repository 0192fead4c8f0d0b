"""Claims as the reference sees them: each with its kind, its days, and whom it names."""

from collections.abc import Iterator
from dataclasses import dataclass

from clew.model.dates import ALWAYS, EVER, first_day, last_day
from clew.model.graph import Graph
from clew.model.records import Operation, Record

KINDS = {
    "shipments": "shipment",
    "entries": "entry",
    "processes": "process",
    "bom": "component",
    "workforces": "workforce",
    "operations": "operation",
    "owners": "ownership",
    "same_as": "identity",
    "segregations": "segregation",
}
"""Table of claims → kind of claim, as the evidence requirements call it."""

HOLDERS = {
    "shipment": ("consignor", "consignee"),
    "entry": ("consignor", "importer"),
    "process": ("at",),
    "component": ("maker", "supplier"),
    "workforce": ("at",),
    "operation": ("facility", "operator"),
    "ownership": ("owner", "owned"),
    "identity": ("a", "b"),
    "segregation": ("at",),
}
"""Kind of claim → columns with the holders that it names, by id."""


@dataclass(frozen=True)
class Claim:
    """A claim with its days; `holders` are ids, `texts` are ids or names of employers and recruiters."""

    id: str
    kind: str
    record: Record
    first: int
    last: int
    holders: tuple[str, ...]
    texts: tuple[str, ...]


def claims_of(graph: Graph) -> dict[str, Claim]:
    """Return all claims of a graph by id, the shorthand of ``facilities.operator`` included."""
    return {claim.id: claim for claim in _claims(graph)}


def evidence_of(graph: Graph) -> set[tuple[str, str, str, str]]:
    """Return (document, claim, stance, about or "") of all evidence, the shorthand columns included."""
    said: set[tuple[str, str, str, str]] = {
        (row.document, row.claim, row.stance, row.about or "") for row in graph.evidence
    }
    for record in [*_records(graph), *graph.facilities]:
        said |= {(document, record.id, "supports", "") for document in record.evidence}  # type: ignore[attr-defined]
    return said


def _records(graph: Graph) -> Iterator[Record]:
    for table in KINDS:
        yield from getattr(graph, table)


def _claims(graph: Graph) -> Iterator[Claim]:
    for table, kind in KINDS.items():
        for record in getattr(graph, table):
            yield _claim(kind, record)
    for facility in graph.facilities:
        if facility.operator:
            yield _claim("operation", Operation(id=facility.id, facility=facility.id, operator=facility.operator))


def _claim(kind: str, record: Record) -> Claim:
    return Claim(
        id=record.id,  # type: ignore[attr-defined]
        kind=kind,
        record=record,
        first=first_day(_filled(record, "departed", "date", "start", "arrived")),
        last=last_day(_filled(record, "arrived", "date", "end", "departed")),
        holders=tuple(value for column in HOLDERS[kind] if (value := getattr(record, column))),
        texts=tuple(value for column in ("employer", "recruiter") if (value := getattr(record, column, None))),
    )


def _filled(record: Record, *columns: str) -> str | None:
    return next((value for column in columns if (value := getattr(record, column, None))), None)


def overlap(a: Claim, b: Claim) -> bool:
    """Whether two claims share a day."""
    return a.first <= b.last and b.first <= a.last


def bounded(day: int) -> bool:
    """Whether a bound is filled."""
    return EVER < day < ALWAYS
