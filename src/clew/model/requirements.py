"""Which documents speak to which claims: the table ``evidence_requirements.csv`` of the contract, read."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("evidence_requirements.csv")


@dataclass(frozen=True)
class Requirement:
    """One thing that documents can show of one kind of claim.

    Attributes
    ----------
    code : str
        For example ``T-BL``.
    claim_kind : str
        Kind of claim, in the words of the store: ``shipment``, ``component``, ``identity``, …
    group : str
        What the requirement is about, in one word.
    part : str or None
        The part of a full record that it fills; None where the documents count but do not document.
    document_kinds : tuple of str
        Kinds of documents that show it, case folded.
    proves, asked_by : str
        What it shows, and who asks for it.
    """

    code: str
    claim_kind: str
    group: str
    part: str | None
    document_kinds: tuple[str, ...]
    proves: str
    asked_by: str


@cache
def requirements() -> tuple[Requirement, ...]:
    """Return all requirements, in the order of the table."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Requirement(
                code=row["requirement"],
                claim_kind=row["claim_kind"],
                group=row["group"],
                part=row["part"] or None,
                document_kinds=tuple(row["document_kinds"].casefold().split("|")),
                proves=row["proves"],
                asked_by=row["asked_by"],
            )
            for row in csv.DictReader(file)
        )


def needed_parts(claim_kind: str) -> frozenset[str]:
    """Return the parts that must all be shown before a claim of a kind is documented."""
    return frozenset(row.part for row in requirements() if row.claim_kind == claim_kind and row.part is not None)
