"""End stocks: which ones a graph without entries is traced from."""

from typing import Any

import pytest

from clew import formats
from clew.model.graph import Graph
from clew.trace.virtual import add_virtual_entries

PARTIES = [{"id": holder, "name": holder} for holder in ("maker", "shop", "trader")]
PRODUCTS = [{"id": item, "name": item} for item in ("cloth", "shirt")]
LOTS = [{"id": "L1", "product": "shirt"}, {"id": "L2", "product": "shirt"}]


def ends(**tables: Any) -> list[str]:
    graph = Graph.model_validate({"parties": PARTIES, "products": PRODUCTS, "lots": LOTS, **tables})
    con = formats.load_graph(graph).con
    add_virtual_entries(con)
    rows = con.execute(
        "SELECT c.id FROM entry e JOIN claim c ON c.claim = e.claim WHERE e.is_virtual ORDER BY c.claim"
    ).fetchall()
    return [row[0] for row in rows]


def shipment(number: int, consignor: str, consignee: str, *item: str) -> dict[str, Any]:
    return {"id": f"s{number}", "consignor": consignor, "consignee": consignee, "item": item}


def test_what_is_received_and_stays_is_an_end() -> None:
    assert ends(shipments=[shipment(1, "maker", "shop", "shirt")]) == ["shop/shirt"]


def test_what_is_sent_on_is_no_end() -> None:
    moves = [shipment(1, "maker", "trader", "shirt"), shipment(2, "trader", "shop", "shirt")]
    assert ends(shipments=moves) == ["shop/shirt"]


def test_what_a_process_uses_is_no_end() -> None:
    process = {"id": "p", "at": "maker", "inputs": ["cloth"], "outputs": ["shirt"]}
    moves = [shipment(1, "trader", "maker", "cloth"), shipment(2, "maker", "shop", "shirt")]
    assert ends(shipments=moves, processes=[process]) == ["shop/shirt"]


@pytest.mark.parametrize("maker", ["maker", None])
def test_what_a_bill_uses_is_no_end(maker: str | None) -> None:
    line = {"id": "b", "product": "shirt", "component": "cloth", "maker": maker}
    moves = [shipment(1, "trader", "maker", "cloth"), shipment(2, "maker", "shop", "shirt")]
    assert ends(shipments=moves, bom=[line]) == ["shop/shirt"]


def test_what_a_facility_uses_is_no_end_at_its_operator() -> None:
    plant = {"id": "plant", "name": "plant", "operator": "maker"}
    process = {"id": "p", "at": "plant", "inputs": ["cloth"], "outputs": ["shirt"]}
    assert ends(facilities=[plant], processes=[process], shipments=[shipment(1, "trader", "maker", "cloth")]) == []


def test_a_lot_is_gone_when_its_product_is_sent_but_not_when_another_lot_is() -> None:
    by_product = [shipment(1, "maker", "trader", "L1"), shipment(2, "trader", "shop", "shirt")]
    by_lot = [shipment(1, "maker", "trader", "L1"), shipment(2, "trader", "shop", "L2")]
    assert ends(shipments=by_product) == ["shop/shirt"]
    assert ends(shipments=by_lot) == ["shop/L2", "trader/L1"]


def test_unidentified_goods_are_an_end_too() -> None:
    assert ends(shipments=[shipment(1, "maker", "shop")]) == ["shop/*"]


def test_a_graph_with_entries_has_none() -> None:
    entry = {"id": "E1", "consignor": "shop", "date": "2024", "item": ["shirt"]}
    assert ends(shipments=[shipment(1, "maker", "trader", "cloth")], entries=[entry]) == []
