"""Counted receipts, and the sets of section 3."""

from tests.unit.flow.flows import held, run

NODES = {"parties": ["a", "b", "c"], "products": ["x", "y"]}


def test_a_return_does_not_count() -> None:
    con = run(**NODES, shipments=["s consignor=a consignee=b item=x", "r consignor=b consignee=a item=x"])
    assert held(con, "counted") == []
    assert held(con, "recv") == ["a/x", "b/x"]


def test_what_the_consignor_makes_is_no_return() -> None:
    con = run(
        **NODES,
        shipments=["s consignor=a consignee=b item=x", "r consignor=b consignee=a item=x"],
        processes=["p at=b outputs=x"],
    )
    assert held(con, "counted") == ["a/x"]


def test_another_product_is_no_return() -> None:
    con = run(**NODES, shipments=["s consignor=a consignee=b item=x", "r consignor=b consignee=a item=y"])
    assert held(con, "counted") == ["a/y", "b/x"]


def test_a_lot_returns_its_product() -> None:
    con = run(
        **NODES,
        lots=["x1 product=x"],
        shipments=["s consignor=a consignee=b item=x", "r consignor=b consignee=a item=x1"],
    )
    assert held(con, "counted") == []


def test_unidentified_goods_are_a_product_of_their_own() -> None:
    con = run(**NODES, shipments=["s consignor=a consignee=b item=x", "r consignor=b consignee=a"])
    assert held(con, "counted") == ["a/*", "b/x"]


def test_an_entry_is_a_receipt_of_its_importer() -> None:
    con = run(**NODES, entries=["e consignor=a importer=b date=2022 item=x"])
    assert held(con, "counted") == ["b/x"]


def test_a_facility_counts_what_its_operator_received() -> None:
    con = run(**NODES, facilities=["f operator=a"], shipments=["s consignor=b consignee=a item=x"])
    assert held(con, "counted") == ["a/x", "f/x"]
    assert held(con, "recv") == ["a/x"]
    assert held(con, "near") == ["a/x", "f/x"]


def test_but_not_what_the_operator_received_within_the_house() -> None:
    con = run(**NODES, facilities=["f operator=a", "g operator=a"], shipments=["s consignor=g consignee=a item=x"])
    assert held(con, "counted") == ["a/x"]


def test_returns_are_judged_with_the_house_of_the_one_who_receives() -> None:
    con = run(
        **NODES,
        facilities=["f operator=a", "g operator=a"],
        shipments=["s consignor=g consignee=b item=x", "r consignor=b consignee=f item=x"],
    )
    assert held(con, "counted") == ["b/x"]


def test_a_facility_of_two_operators_is_of_both_houses() -> None:
    con = run(
        **NODES,
        facilities=["f operator=a", "g operator=c"],
        operations=["o facility=f operator=c"],
        shipments=[
            "s consignor=g consignee=b item=x",
            "r consignor=b consignee=f item=x",
            "t consignor=b consignee=a item=x",
        ],
    )
    assert held(con, "counted") == ["a/x", "b/x"]


def test_what_the_operator_sends_and_uses_its_facilities_do() -> None:
    con = run(
        **NODES,
        facilities=["f operator=a"],
        shipments=["s consignor=a consignee=b item=x"],
        processes=["p at=a inputs=y outputs=x"],
    )
    assert held(con, "sent") == ["a/x", "f/x"]
    assert held(con, "used") == ["a/y", "f/y"]
    assert held(con, "made") == ["a/x"]


def test_have_is_of_the_house_and_of_those_that_are_the_same() -> None:
    con = run(
        parties=["a", "b", "c identifiers=D:1", "a2 identifiers=D:1"],
        products=["x", "y", "z"],
        facilities=["f operator=a2", "g operator=a2"],
        shipments=["s consignor=b consignee=f item=x", "t consignor=c consignee=b item=z"],
        processes=["p at=g inputs=y outputs=y"],
    )
    assert held(con, "have") == ["a2/x", "a2/y", "b/z", "c/x", "c/y", "f/x", "f/y", "g/x", "g/y"]


def test_what_is_the_same_as_a_receipt_is_one() -> None:
    con = run(
        **NODES,
        shipments=["s consignor=a consignee=b item=x"],
        processes=["p at=c outputs=y"],
        same_as=["q a=x b=y"],
    )
    assert held(con, "receipt") == ["b/x", "b/y", "c/x"]
