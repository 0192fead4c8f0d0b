"""Rule 5: bills of materials, and the sets that they fill."""

from tests.unit.flow.flows import held, lines, opened, run

NODES = {"parties": ["maker", "other", "shop", "sup"], "products": ["bike", "frame", "tube"]}
SOLD = "s consignor=maker consignee=shop item=bike"


def test_a_bill_of_the_maker() -> None:
    con = run(**NODES, shipments=[SOLD], bom=["b product=bike component=frame maker=maker"])
    assert lines(con, "component") == ["maker/frame -> maker/bike asserted b"]
    assert held(con, "used") == ["maker/bike", "maker/frame"]
    assert opened(con) == ["maker/bike unproven_complete"]


def test_a_bill_of_another_maker_says_nothing_here() -> None:
    con = run(**NODES, shipments=[SOLD], bom=["b product=bike component=frame maker=other"])
    assert lines(con, "component") == ["other/frame -> other/bike asserted b"]


def test_a_bill_of_any_maker_is_followed_where_the_product_is_sent() -> None:
    con = run(**NODES, shipments=[SOLD], bom=["b product=bike component=frame"])
    assert lines(con, "component") == ["maker/frame -> maker/bike asserted b"]


def test_a_bill_of_any_maker_is_unexcluded_where_receipts_or_a_process_answer() -> None:
    bought = "r consignor=other consignee=maker item=bike"
    bom = ["b product=bike component=frame"]
    found = lines(run(**NODES, shipments=[SOLD, bought], bom=bom), "component")
    assert found == ["maker/frame -> maker/bike unexcluded b", "other/frame -> other/bike asserted b"]
    made = lines(run(**NODES, shipments=[SOLD], processes=["p at=maker outputs=bike"], bom=bom), "component")
    assert made == ["maker/frame -> maker/bike unexcluded b"]


def test_components_have_bills_too() -> None:
    con = run(
        **NODES,
        shipments=[SOLD],
        bom=["b product=bike component=frame maker=maker", "c product=frame component=tube"],
    )
    assert lines(con, "component") == ["maker/frame -> maker/bike asserted b", "maker/tube -> maker/frame asserted c"]


def test_a_supplier_delivers_without_a_shipment() -> None:
    con = run(
        **NODES,
        shipments=[SOLD],
        bom=["b product=bike component=frame maker=maker supplier=sup", "c product=frame component=tube"],
    )
    assert lines(con, "component") == [
        "maker/frame -> maker/bike asserted b",
        "maker/tube -> maker/frame asserted c",
        "sup/frame -> maker/frame asserted b",
        "sup/tube -> sup/frame asserted c",
    ]
    assert held(con, "recv") == ["maker/frame", "shop/bike"]
    assert held(con, "sent") == ["maker/bike", "sup/frame"]
    assert held(con, "receipt") == ["maker/frame", "shop/bike"]


def test_a_maker_that_supplies_itself_is_no_supplier() -> None:
    con = run(**NODES, shipments=[SOLD], bom=["b product=bike component=frame maker=maker supplier=maker"])
    assert lines(con, "component") == ["maker/frame -> maker/bike asserted b"]


def test_a_bill_is_followed_for_lots() -> None:
    con = run(
        **NODES,
        lots=["bike1 product=bike"],
        shipments=["s consignor=maker consignee=shop item=bike1"],
        bom=["b product=bike component=frame maker=maker"],
    )
    assert lines(con, "component") == ["maker/frame -> maker/bike asserted b", "maker/frame -> maker/bike1 asserted b"]


def test_a_bill_of_the_operator_is_followed_at_its_facilities() -> None:
    con = run(
        **NODES,
        facilities=["f operator=maker"],
        shipments=[SOLD],
        bom=["b product=bike component=frame maker=maker supplier=sup"],
    )
    assert lines(con, "component") == ["f/frame -> f/bike asserted b", "sup/frame -> f/frame asserted b"]


def test_a_bill_of_one_that_is_the_same() -> None:
    tables = {**NODES, "parties": ["maker identifiers=D:1", "other identifiers=D:1", "shop", "sup"]}
    con = run(**tables, shipments=[SOLD], bom=["b product=bike component=frame maker=other supplier=sup"])
    assert lines(con, "component") == [
        "maker/frame -> maker/bike assumed b",
        "other/frame -> other/bike asserted b",
        "sup/frame -> maker/frame assumed b",
        "sup/frame -> other/frame asserted b",
    ]


def test_a_supplier_of_a_bill_that_is_unexcluded_is_no_counted_receipt() -> None:
    bought = "r consignor=other consignee=maker item=bike"
    con = run(**NODES, shipments=[SOLD, bought], bom=["b product=bike component=frame supplier=sup"])
    assert "sup/frame -> maker/frame unexcluded b" in lines(con, "component")
    assert "maker/frame" in held(con, "recv")
    assert "maker/frame" not in held(con, "receipt")


def test_bills_that_go_round_come_to_an_end() -> None:
    con = run(
        **NODES,
        shipments=[SOLD],
        bom=["b product=bike component=frame", "c product=frame component=tube", "d product=tube component=bike"],
    )
    assert lines(con, "component") == [
        "maker/bike -> maker/tube asserted d",
        "maker/frame -> maker/bike asserted b",
        "maker/tube -> maker/frame asserted c",
    ]


def test_one_proven_line_proves_a_bill() -> None:
    tables = {
        "documents": ["d1 kind=bill_of_materials issuer=maker", "d2 kind=lab_report issuer=Lab"],
        "evidence": [f"document={d} claim=b stance=supports about=complete" for d in ("d1", "d2")],
        "bom": ["b product=bike component=frame maker=maker", "c product=bike component=tube maker=maker"],
    }
    con = run(**NODES, **tables, shipments=[SOLD])
    assert opened(con) == []
