"""Rules 1 to 3: shipments, entries, processes."""

from tests.unit.flow.flows import lines, run


def test_a_shipment_goes_item_by_item() -> None:
    con = run(parties=["a", "b"], products=["x", "y"], shipments=["s consignor=a consignee=b item=x|y"])
    assert lines(con, "shipment") == ["a/x -> b/x asserted s", "a/y -> b/y asserted s"]


def test_goods_without_item_are_one_item() -> None:
    con = run(parties=["a", "b"], shipments=["s consignor=a consignee=b"])
    assert lines(con) == ["a/* -> b/* shipment asserted s"]


def test_goods_travel() -> None:
    con = run(
        parties=["a", "b"],
        products=["x"],
        shipments=["s consignor=a consignee=b item=x departed=2022-03 arrived=2022-06"],
    )
    assert lines(con) == ["a/x -> b/x shipment asserted s 2022-06-01..2022-03-31"]


def test_a_period_is_the_whole_of_it() -> None:
    con = run(parties=["a", "b"], products=["x"], shipments=["s consignor=a consignee=b item=x start=2021 end=2022-02"])
    assert lines(con) == ["a/x -> b/x shipment asserted s 2021-01-01..2022-02-28"]


def test_documents_make_the_basis() -> None:
    con = run(
        parties=["a", "b"],
        products=["x"],
        documents=["d1 kind=inv", "d2 kind=bol"],
        shipments=["s consignor=a consignee=b item=x evidence=d1|d2"],
    )
    assert lines(con) == ["a/x -> b/x shipment documented s"]


def test_an_entry_and_the_way_to_its_importer() -> None:
    con = run(parties=["a", "b"], products=["x"], entries=["e consignor=a importer=b item=x date=2022-03"])
    assert lines(con) == [
        "a/x -> e entry asserted e ..2022-03-31",
        "a/x -> b/x entry asserted e 2022-03-01..2022-03-31",
    ]


def test_the_date_of_an_entry_always_holds() -> None:
    con = run(
        parties=["a", "b"],
        products=["x"],
        shipments=["s consignor=a consignee=b item=x date=2022"],
        entries=["e consignor=a importer=b item=x date=2022-03"],
    )
    assert con.execute("SELECT kind, proven FROM hop ORDER BY ALL").fetchall() == [(1, False), (2, True), (2, True)]


def test_a_process_joins_each_input_with_each_output() -> None:
    con = run(
        parties=["a"],
        products=["x", "y", "z"],
        processes=["p at=a inputs=x|y outputs=y|z start=2021 end=2022"],
    )
    days = "asserted p 2021-01-01..2022-12-31"
    assert lines(con, "process") == [f"a/{one} -> a/{other} {days}" for one in "xy" for other in "yz"]


def test_nodes_are_stocks_then_hubs_then_entries_in_order_of_ids() -> None:
    con = run(
        parties=["b", "a"],
        products=["y", "x"],
        entries=["e2 consignor=b date=2022 item=y", "e1 consignor=a date=2022 item=x|y"],
    )
    assert con.execute("SELECT stock, holder, item FROM stock ORDER BY stock").fetchall() == [
        (0, 0, 1),
        (1, 0, 2),
        (2, 1, 2),
    ]
    stocks, hubs, entries = con.execute("SELECT stocks, hubs, entries FROM node_count").fetchall()[0]
    assert (stocks, entries) == (3, 2)
    assert con.execute("SELECT claim, node FROM entry_node ORDER BY claim").fetchall() == [(0, 3 + hubs), (1, 4 + hubs)]


def test_hops_are_in_order() -> None:
    con = run(
        parties=["a", "b"],
        products=["x"],
        shipments=[
            "s2 consignor=b consignee=a item=x",
            "s1 consignor=a consignee=b item=x",
            "s0 consignor=a consignee=b item=x",
        ],
    )
    rows = con.execute("SELECT tail, head, kind, basis, claim FROM hop").fetchall()
    assert rows == sorted(rows) == [(0, 1, 1, 3, 0), (0, 1, 1, 3, 1), (1, 0, 1, 3, 2)]


def test_what_is_made() -> None:
    con = run(
        parties=["a"],
        products=["x", "y"],
        processes=[
            "p1 at=a kind=extraction outputs=x start=2020",
            "p2 at=a kind=extraction outputs=x start=2019",
            "p3 at=a inputs=x outputs=x|y",
        ],
    )
    assert con.execute("SELECT stock, extracted, processed FROM stock_made").fetchall() == [
        (0, True, True),
        (1, False, True),
    ]
    assert con.execute("SELECT extract_first FROM stock_made WHERE extracted").fetchall() == [(17897,)]
