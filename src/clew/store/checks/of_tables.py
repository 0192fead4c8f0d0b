"""Conditions of single tables: what one row of them cannot, or should not, say."""

import re

from clew.store.checks.condition import Condition, matches, says
from clew.store.held import Cells


def _digits(text: str) -> str:
    return text.replace(".", "").replace(" ", "")


def _hs() -> Condition:
    def test(cells: Cells) -> bool:
        text = cells["hs"]
        return text is not None and re.fullmatch("[0-9]{2,10}", _digits(text)) is None

    return Condition(
        "E-HS",
        "hs",
        test,
        "(hs IS NOT NULL AND NOT regexp_full_match(replace(replace(hs, '.', ''), ' ', ''), '[0-9]{2,10}'))",
        "{} is no HS code",
        says("an HS code has 2 to 10 digits, such as 1605.10; leave it blank if it is not known"),
    )


def _odd_hs() -> Condition:
    is_number, predicate = matches("hs", "[0-9]+([.][0-9]+)?")
    return Condition(
        "W-SPREADSHEET",
        "hs",
        lambda cells: is_number(cells) and len(_digits(cells["hs"] or "")) % 2 == 1,
        f"({predicate} AND length(replace(hs, '.', '')) % 2 = 1)",
        "{} has an odd number of digits: a spreadsheet may have taken a zero away",
        says("format the column as text and write the code again"),
    )


def _sha256() -> Condition:
    return Condition(
        "E-SHA256",
        "sha256",
        *matches("sha256", "[0-9a-fA-F]{64}", wanted=False),
        "{} is no SHA-256",
        says("it has 64 hexadecimal digits; leave it blank if it is not known"),
    )


def _identifiers() -> Condition:
    return Condition(
        "W-IDENTIFIER",
        "identifiers",
        *matches("identifiers", "[^:|]+:[^|]+([|][^:|]+:[^|]+)*", wanted=False),
        "{} is not of the form SCHEME:value",
        says("such as IMO:9074729 or LEI:5493001KJTIIGC8Y1R12"),
    )


_FACILITY_EVIDENCE = Condition(
    "W-EVIDENCE",
    "evidence",
    lambda cells: cells["evidence"] is not None and cells["operator"] is None,
    "(evidence IS NOT NULL AND operator IS NULL)",
    "the evidence {} speaks to the operator of the facility, and none is recorded",
    says("name the operator, or cite the documents in operations"),
)

_SELF_SHIPMENT = Condition(
    "W-SELF-SHIPMENT",
    "consignee",
    lambda cells: cells["consignor"] is not None and cells["consignor"] == cells["consignee"],
    "consignor = consignee",
    "the goods were shipped to their own consignor, {}",
    says("is one of the two wrong? Two places of one party are facilities"),
)

_EXTRACTION = Condition(
    "E-EXTRACTION",
    "inputs",
    lambda cells: (cells["kind"] or "").lower() == "extraction" and cells["inputs"] is not None,
    "(lower(kind) = 'extraction' AND inputs IS NOT NULL)",
    "an extraction has no inputs, this one has {}",
    says("extraction is mined, grown, caught; if goods went in, it is a transformation"),
)

_INPUT_RETURNED = Condition(
    "W-INPUT-RETURNED",
    "outputs",
    lambda cells: bool({*(cells["inputs"] or "").split("|")} & {*(cells["outputs"] or "|").split("|")} - {""}),
    "list_has_any(string_split(inputs, '|'), string_split(outputs, '|'))",
    "the process returns its own input: {}",
    says("is it the same item before and after? Otherwise use two products"),
)

_SEGREGATION = Condition(
    "E-SEGREGATION",
    "output",
    lambda cells: cells["input"] is not None and cells["input"] == cells["output"],
    "input = output",
    "{} cannot be kept apart from itself",
    says("name what did not go in, and into what"),
)

_SAME_ITSELF = Condition(
    "W-SAME-ITSELF",
    "b",
    lambda cells: cells["a"] is not None and cells["a"] == cells["b"],
    "a = b",
    "{} is said to be itself",
    says("is one of the ids wrong?"),
)

SPECIAL: dict[str, tuple[tuple[tuple[str, ...], Condition], ...]] = {
    "parties": ((("identifiers",), _identifiers()),),
    "facilities": ((("identifiers",), _identifiers()), (("evidence",), _FACILITY_EVIDENCE)),
    "products": ((("hs",), _hs()), (("hs",), _odd_hs())),
    "documents": ((("sha256",), _sha256()),),
    "shipments": ((("consignor", "consignee"), _SELF_SHIPMENT),),
    "processes": ((("kind", "inputs"), _EXTRACTION), (("inputs", "outputs"), _INPUT_RETURNED)),
    "segregations": ((("input", "output"), _SEGREGATION),),
    "same_as": ((("a", "b"), _SAME_ITSELF),),
}
"""By table: the columns that a condition needs, and the condition."""
