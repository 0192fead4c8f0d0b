"""Claims of few records and what happened: what ``sql/claims.sql`` says."""

from typing import Any

from clew.model.dates import ALWAYS, EVER, first_day, last_day
from clew.model.tables import CLAIM_TABLES, TABLES
from clew.store.few.numbers import Few, days, folded, number, several


def build(few: Few) -> None:
    """Number the claims and fill the tables of shipments, entries, processes, bills and workforces."""
    _claims(few)
    _moves(few)
    _processes(few)
    _works(few)


def _claims(few: Few) -> None:
    """Number all claims together."""
    found: list[tuple[Any, ...]] = []
    for table in CLAIM_TABLES:
        kind = TABLES[table].claim
        for source, row, cells in few.held.rows(table):
            found.append((cells["id"], kind, *days(cells, table), source, row))
    for source, row, cells in few.held.rows("facilities"):
        if cells["operator"] is not None:
            found.append((cells["id"], "operation", EVER, ALWAYS, source, row))
    found.sort(key=lambda each: str(each[0]))
    few.claim = {identity: number for number, (identity, *_) in enumerate(found)}
    few.put("claim", ((number, *each) for number, each in enumerate(found)))


def _moves(few: Few) -> None:
    """Make shipments, entries, and what they move."""
    moved: set[tuple[int, int]] = set()
    rows: list[tuple[Any, ...]] = []
    for claim, cells in few.claimed("shipments"):
        arrived, departed, date, start = cells["arrived"], cells["departed"], cells["date"], cells["start"]
        rows.append(
            (
                claim,
                few.holder[cells["consignor"]],
                few.holder[cells["consignee"]],
                first_day(arrived or departed or date or start),
                last_day(departed or arrived or date or cells["end"]),
                first_day(departed or date or start),
                cells["country_of_export"],
                cells["country_of_origin"],
            )
        )
        moved.update((claim, few.item[text]) for text in several(cells["item"]) or (None,))
    few.put("shipment", rows)
    rows = []
    for claim, cells in few.claimed("entries"):
        rows.append(
            (
                claim,
                few.holder[cells["consignor"]],
                few.holder.get(cells["importer"]),
                first_day(cells["date"]),
                last_day(cells["date"]),
                cells["country_of_export"],
                cells["country_of_origin"],
                number(cells["value_usd"]),
                False,
            )
        )
        moved.update((claim, few.item[text]) for text in several(cells["item"]) or (None,))
    few.put("entry", rows)
    few.put("moved", sorted(moved))


def _processes(few: Few) -> None:
    """Make processes with their inputs and outputs."""
    found = few.claimed("processes")
    few.put(
        "process",
        (
            (
                claim,
                few.holder[cells["at"]],
                folded(cells["kind"]) == "extraction",
                folded(cells["inputs_complete"]) == "no",
                first_day(cells["start"]),
                last_day(cells["end"]),
            )
            for claim, cells in found
        ),
    )
    for table, column in (("process_input", "inputs"), ("process_output", "outputs")):
        few.put(table, sorted({(claim, few.item[text]) for claim, cells in found for text in several(cells[column])}))


def _works(few: Few) -> None:
    """Make bills and workforces."""
    few.put(
        "bom",
        (
            (
                claim,
                few.item[cells["product"]],
                few.item[cells["component"]],
                few.holder.get(cells["maker"]),
                few.holder.get(cells["supplier"]),
            )
            for claim, cells in few.claimed("bom")
        ),
    )
    few.put(
        "workforce",
        (
            (
                claim,
                few.holder[cells["at"]],
                cells["nationality"],
                folded(cells["condition"]),
                folded(cells["task"]),
                few.claim.get(cells["process"]),
                few.item[cells["item"]] or None,
                cells["employer"],
                few.norm(cells["employer"]),
                cells["recruiter"],
                few.norm(cells["recruiter"]),
                number(cells["headcount"]),
            )
            for claim, cells in few.claimed("workforces")
        ),
    )
