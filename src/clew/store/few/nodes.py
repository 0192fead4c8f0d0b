"""Holders, items, products and documents of few records: what ``sql/nodes.sql`` says."""

from typing import Any

from clew.model.dates import first_day, last_day
from clew.store.few.numbers import Few, folded, several


def build(few: Few) -> None:
    """Number the nodes and fill their tables."""
    _holders(few)
    _items(few)
    _documents(few)


def _holders(few: Few) -> None:
    """Number parties and facilities together."""
    found = [
        (cells["id"], table == "facilities", cells, source, row)
        for table in ("parties", "facilities")
        for source, row, cells in few.held.rows(table)
    ]
    found.sort(key=lambda each: str(each[0]))
    few.holder = {identity: number for number, (identity, *_) in enumerate(found)}
    few.put(
        "holder",
        (
            (
                few.holder[identity],
                identity,
                few.norm(identity),
                cells["name"],
                few.norm(cells["name"]),
                is_facility,
                folded(cells.get("kind")),
                cells["country"],
                cells["region"],
                few.norm(cells["region"]),
                folded(cells.get("makes")),
                cells.get("operator") is not None,
                source,
                row,
            )
            for identity, is_facility, cells, source, row in found
        ),
    )
    names = {
        (few.holder[identity], few.norms[text])
        for identity, _, cells, *_ in found
        for text in (str(cells["name"]), *several(cells["aliases"]))
    }
    few.put("holder_name", sorted(names))
    identifiers = {
        (few.holder[identity], text.casefold())
        for identity, _, cells, *_ in found
        for text in several(cells["identifiers"])
    }
    few.put("holder_identifier", sorted(identifiers))


def _items(few: Few) -> None:
    """Number products and lots together, from 1; 0 is ``*``."""
    found = [each for table in ("products", "lots") for each in few.held.rows(table)]
    found.sort(key=lambda each: str(each[2]["id"]))
    few.item.update((cells["id"], number) for number, (_, _, cells) in enumerate(found, start=1))
    rows: list[tuple[Any, ...]] = [(0, "*", 0, False, -1, 0)]
    for source, row, cells in found:
        number = few.item[cells["id"]]
        product = cells.get("product")
        rows.append((number, cells["id"], few.item[product] or number, product is not None, source, row))
    few.put("item", rows)
    products = sorted((few.item[cells["id"]], cells) for _, _, cells in few.held.rows("products"))
    few.put(
        "product",
        (
            (number, cells["id"], cells["name"], few.norm(cells["name"]), _digits(cells["hs"]))
            for number, cells in products
        ),
    )
    goods = {(number, text.casefold()) for number, cells in products for text in several(cells["good"])}
    few.put("product_good", sorted(goods))


def _digits(text: str | None) -> str | None:
    return text and (text.replace(".", "").replace(" ", "") or None)


def _documents(few: Few) -> None:
    """Number documents."""
    found = sorted(few.held.rows("documents"), key=lambda each: str(each[2]["id"]))
    few.document = {cells["id"]: number for number, (_, _, cells) in enumerate(found)}
    few.put(
        "document",
        (
            (
                number,
                cells["id"],
                folded(cells["kind"]),
                cells["title"],
                cells["issuer"],
                few.norm(cells["issuer"]),
                folded(cells["self_declared"]) == "yes",
                first_day(cells["period_start"]),
                last_day(cells["period_end"]),
                cells["issued"],
                cells["language"],
                folded(cells["translated"]),
                folded(cells["redacted"]),
                cells["file"],
                cells["sha256"],
                source,
                row,
            )
            for number, (source, row, cells) in enumerate(found)
        ),
    )
