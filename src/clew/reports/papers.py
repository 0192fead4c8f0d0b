"""What documents say of claims: read from the graph, for the steps of a report and its index of documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from clew.model.dates import iso
from clew.trace.asks import DOCUMENTS
from clew.trace.facts import ClaimFact, Facts
from clew.trace.gaps.case import Case, keep_claims
from clew.trace.gaps.evidence import states

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Plain = dict[str, Any]

CLAIMS = """
SELECT c.id, c.kind FROM claim c WHERE c.id IN (SELECT unnest(?)) ORDER BY c.id
"""
PAPERS = """
SELECT c.id, d.id, d.kind, d.title, d.issuer, d.issued, d.first_day, d.last_day, d.language, d.file, d.sha256,
    e.supports, e.complete, d.first_day <= c.last_day AND c.first_day <= d.last_day
FROM claim c JOIN evidence e ON e.claim = c.claim JOIN document d ON d.document = e.document
WHERE c.id IN (SELECT unnest(?)) ORDER BY c.id, d.id, e.supports DESC, e.complete
"""


def document_kind(code: str) -> str:
    """Return the words for a kind of document."""
    return DOCUMENTS.get(code, code.replace("_", " "))


def papers_of(con: DuckDBPyConnection, claims: Iterable[str]) -> tuple[dict[str, Plain], dict[str, Plain]]:
    """Return what documents say of each claim, and the documents.

    Returns
    -------
    dict, dict
        Claim id → ``kind``, ``papers`` (document, stance), ``requirements`` (code, state as `clew gaps` says it,
        documents, proves, kinds); document id → what is on record of it.
    """
    wanted = sorted(claims)
    found: dict[str, Plain] = {
        claim: {"kind": kind, "papers": []} for claim, kind in con.execute(CLAIMS, [wanted]).fetchall()
    }
    documents: dict[str, Plain] = {}
    for row in con.execute(PAPERS, [wanted]).fetchall():
        claim, document, code, title, issuer, issued, first, last, language, file, sha256 = row[:11]
        supports, complete, in_time = row[11:]
        documents[document] = {
            "document": document,
            "kind": document_kind(code),
            "title": title,
            "issuer": issuer,
            "issued": None if issued is None else str(issued),
            "first": iso(first),
            "last": iso(last),
            "language": language,
            "file": file,
            "sha256": sha256,
        }
        about = "completeness" if complete else "the claim"
        stance = f"{'supports' if supports else 'rebuts'} {about}" + ("" if in_time else ", of another time")
        found[claim]["papers"].append({"document": document, "stance": stance})
    keep_claims(con, found)
    facts = {claim: ClaimFact(claim, told["kind"], (), (), (), False, None) for claim, told in found.items()}
    case = Case(con, Facts({}, {}, facts))
    for claim, told in found.items():
        told["requirements"] = [
            {
                "requirement": each.code,
                "state": state,
                "documents": list(cited),
                "proves": each.proves,
                "asked_by": each.asked_by,
                "by": [document_kind(kind) for kind in each.document_kinds],
            }
            for each, state, cited in states(case, claim)
        ]
    return found, documents
