"""What a report says of an entry across its paths: hop × requirement, requests with reasons, what speaks against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clew.model.requirements import requirements
from clew.trace.gaps.kinds import MEETS, requirement
from clew.views.case import Case

Plain = dict[str, Any]
Told = Mapping[str, Any]

WHY = {
    "root": "goods of unrecorded origin can come from any source",
    "unidentified": "goods that nobody named can be any goods",
    "left_too_early": "what left before it can have come is of unrecorded origin",
    "inputs_unrecorded": "inputs that nobody recorded can be any goods",
    "inputs_incomplete": "inputs that are not named can be any goods",
    "lot_unrecorded": "without the lot any lot of these goods can be meant",
    "lot_swap": "lots that nothing keeps apart can be each other",
    "inputs_unproven": "what was there can have been used",
    "unproven_complete": "nothing proves that the inputs named are all",
    "labor_unrecorded": "every site that makes the goods needs a labor file",
    "operator": "the operator's other sites and workers count too",
    "place": "lists name countries and regions, which cannot be asked without the place",
    "region": "a list names a region of this country, which cannot be asked without the region",
    "good": "lists name goods, which cannot be asked without the kind of goods",
    "unconfirmed_match": "a finding rests on names that are alike",
    "unconfirmed_sameness": "a step rests on names that are alike",
    "unproven_days": "days that nothing proves keep no two records apart",
    "undated": "without a day it can be on a path at any time",
    "contradicted": "documents disagree, and until it is known which is wrong neither is believed",
}
"""Kind of gap → why it matters, beside who asks for it."""

PART = "without it the claim is not documented"
BESIDE = "reviewers ask for it beside a full record"
OTHERWISE = "the record is in doubt without it"


def requests(case: Case, entry: Told, number: str) -> list[Plain]:
    """Return what to ask of whom, numbered, with why it matters."""
    found = []
    for n, gap in enumerate(entry["gaps"], 1):
        code = gap["requirement"] or MEETS.get(gap["kind"])
        asked = requirement(code) if code else None
        told = (PART if asked.part else BESIDE) if asked and gap["kind"] == "missing" else OTHERWISE
        found.append(
            {
                "number": f"R{number}.{n}",
                "claim": gap.get("claim"),
                "about": _about(case, gap),
                "requirement": gap["requirement"],
                "ask": gap["ask"],
                "why": WHY.get(gap["kind"], told) + (f"; asked by {asked.asked_by}" if asked else ""),
            }
        )
    return found


def _about(case: Case, gap: Told) -> str:
    if gap.get("claim"):
        return str(gap["claim"])
    named = [case.holder(gap["holder"])] if gap.get("holder") else []
    return ": ".join([*named, case.item(gap["item"])] if gap.get("item") else named)


def matrix(paths: Sequence[Told]) -> Plain:
    """Return hop × requirement of all paths of an entry: a row a claim, or a step without one, as first met."""
    rows: dict[tuple[str, ...], Plain] = {}
    for number, step in _steps(paths):
        key = (step["claim"],) if step["claim"] else ("", *(str(step[end]) for end in ("from", "to")), step["kind"])
        kind = step["claim_kind"] or step.get("relation")
        row = rows.setdefault(key, {"claim": step["claim"], "kind": kind, "steps": [], "states": {}})
        row["steps"].append(number)
        row["states"].update({each["requirement"]: each["state"] for each in step["requirements"]})
    used = {code for row in rows.values() for code in row["states"]}
    return {"requirements": [each.code for each in requirements() if each.code in used], "rows": list(rows.values())}


def against(paths: Sequence[Told], contradicted: Sequence[str]) -> list[Plain]:
    """Return the claims on the paths that a document rebuts, but for the contradicted ones, with these documents."""
    found: dict[str, Plain] = {}
    for path in paths:
        rebutted = path["basis"] == "rebutted"
        for _, step in _steps([path]):
            papers = [each for each in step["documents"] if each["stance"].startswith("rebuts")]
            if not papers or step["claim"] in contradicted:
                continue
            is_it = rebutted and any(each["stance"] == "rebuts the claim" for each in papers)
            row = {"claim": step["claim"], "claim_kind": step["claim_kind"], "rebutted": is_it, "documents": papers}
            if is_it or step["claim"] not in found:
                found[step["claim"]] = row
    return list(found.values())


def _steps(paths: Sequence[Told]) -> Iterator[tuple[str, Told]]:
    """Yield the steps of paths with their numbers, their sources first."""
    for path in paths:
        if path["source"] and path["source"]["claim"]:
            yield f"{path['number']}.0", path["source"]
        for step in path["steps"]:
            yield step["number"], step
