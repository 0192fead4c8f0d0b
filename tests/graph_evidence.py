"""Documents of a random graph: single ones that say little, and pairs that prove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clew.model import records as r
from tests.graph_pools import KINDS, OUTSIDERS

if TYPE_CHECKING:
    from tests.graph_draft import Draft

TABLE_KINDS = {
    "shipments": "shipment",
    "entries": "entry",
    "processes": "process",
    "bom": "component",
    "workforces": "workforce",
    "operations": "operation",
    "facilities": "operation",
    "owners": "ownership",
    "same_as": "identity",
    "segregations": "segregation",
}


def add_evidence(draft: Draft) -> None:
    """Add documents and evidence; some as the shorthand column of the claim."""
    choose = draft.choose
    eager = choose.pick((0, 10, 40, 90))
    for table, kind in TABLE_KINDS.items():
        for place, claim in enumerate(draft.tables[table]):
            if table == "facilities" and not getattr(claim, "operator"):  # noqa: B009 - a plain Record has none
                continue
            if choose.chance(eager):
                _prove(draft, kind, claim)
            elif choose.chance(12):
                document = _document(draft, kind, claim)
                if choose.chance(50):
                    draft.tables[table][place] = claim.model_copy(update={"evidence": (document,)})
                else:
                    _speak(draft, document, claim, choose.pick(("supports", "rebuts")), _about(draft, kind))


def _about(draft: Draft, kind: str) -> str | None:
    return draft.choose.maybe(50, ("complete",)) if kind in ("process", "component") else None


def _prove(draft: Draft, kind: str, claim: r.Record) -> None:
    """Two documents that say the same; now and then one of them falls short."""
    stance = "rebuts" if draft.choose.chance(40) else "supports"
    about = _about(draft, kind)
    first = draft.choose.below(len(KINDS[kind]))
    pair = (KINDS[kind][first], KINDS[kind][(first + 1) % len(KINDS[kind])])
    for number, document_kind in enumerate(pair):
        document = _document(draft, kind, claim, document_kind, OUTSIDERS[0] if number == 0 else None)
        _speak(draft, document, claim, stance, about)


def _speak(draft: Draft, document: str, claim: r.Record, stance: str, about: str | None) -> None:
    row = r.Evidence(document=document, claim=claim.id, stance=stance, about=about)  # type: ignore[attr-defined, arg-type]
    draft.add("evidence", row)
    if about is None and draft.choose.chance(5):
        draft.add("evidence", row)


def _document(draft: Draft, kind: str, claim: r.Record, named: str | None = None, issuer: str | None = None) -> str:
    """Add a document that mostly fits the claim, and return its id; the names given mostly hold."""
    choose = draft.choose
    strict = named is not None and choose.chance(85)
    if named is None or not strict:
        named = choose.pick((*KINDS[kind], "brochure"))
    if issuer is None or not strict:
        known = (*OUTSIDERS[1:], *draft.holders, *(party.name for party in draft.tables["parties"]))  # type: ignore[attr-defined]
        issuer = choose.pick(known) if strict else choose.maybe(80, known)
    bounded_below, bounded_above = _bounds(claim)
    start: str | None = "2010" if bounded_below else None
    end: str | None = "2030" if bounded_above else None
    if not strict:
        start, end = choose.days(30)
    document = r.Document(
        id=f"d{len(draft.tables['documents']) + 1}",
        kind=named,
        issuer=issuer,
        self_declared=choose.maybe(10, ("yes", "no")),
        period_start=start,
        period_end=end,
    )
    draft.add("documents", document)
    return document.id


def _bounds(claim: r.Record) -> tuple[bool, bool]:
    """Whether the claim's days have a first and a last."""

    def has(*columns: str) -> bool:
        return any(getattr(claim, column, None) for column in columns)

    return has("departed", "date", "start", "arrived"), has("arrived", "date", "end", "departed")
