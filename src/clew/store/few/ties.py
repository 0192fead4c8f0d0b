"""Ties, decisions and evidence of few records: what ``sql/ties.sql`` says."""

from typing import Any

from clew.model.dates import ALWAYS, EVER, first_day, last_day
from clew.model.tables import CLAIM_TABLES
from clew.store.few.numbers import Few, days, folded, number, several


def build(few: Few) -> None:
    """Fill the tables of operations, ownership, sameness, segregations, decisions and evidence."""
    _ties(few)
    _evidence(few)


def _ties(few: Few) -> None:
    """Make operations, ownership, sameness, segregations and decisions."""
    operations = [
        (claim, few.holder[cells["facility"]], few.holder[cells["operator"]], *days(cells, "operations"))
        for claim, cells in few.claimed("operations")
    ]
    operations += [
        (few.claim[cells["id"]], few.holder[cells["id"]], few.holder[cells["operator"]], EVER, ALWAYS)
        for _, _, cells in few.held.rows("facilities")
        if cells["operator"] is not None
    ]
    few.put("operation", sorted(operations))
    few.put(
        "ownership",
        (
            (claim, few.holder[cells["owner"]], few.holder[cells["owned"]], number(cells["share"]))
            for claim, cells in few.claimed("owners")
        ),
    )
    rows: list[tuple[Any, ...]] = []
    for claim, cells in few.claimed("same_as"):
        is_item = cells["a"] in few.item
        numbers = few.item if is_item else few.holder
        rows.append(
            (claim, numbers[cells["a"]], numbers[cells["b"]], is_item, folded(cells["decision"]) == "different")
        )
    few.put("same_as", rows)
    few.put(
        "segregation",
        (
            (
                claim,
                few.holder[cells["at"]],
                few.item[cells["input"]] or None,
                few.item[cells["output"]] or None,
            )
            for claim, cells in few.claimed("segregations")
        ),
    )
    decisions = [
        (
            few.holder[cells["holder"]],
            cells["listing"],
            folded(cells["decision"]) == "confirmed",
            cells["by"],
            cells["reason"],
            first_day(cells["date"]),
            last_day(cells["date"]),
        )
        for _, _, cells in few.held.rows("matches")
    ]
    few.put('"match"', sorted(decisions))


def _evidence(few: Few) -> None:
    """Make evidence, that of the columns too."""
    found = {
        (
            few.document[cells["document"]],
            few.claim[cells["claim"]],
            folded(cells["stance"]) == "supports",
            cells["about"] is not None,
        )
        for _, _, cells in few.held.rows("evidence")
    }
    for table in (*CLAIM_TABLES, "facilities"):
        for _, _, cells in few.held.rows(table):
            if table != "facilities" or cells["operator"] is not None:
                for text in several(cells["evidence"]):
                    found.add((few.document[text], few.claim[cells["id"]], True, False))
    few.put("evidence", sorted(found))
