"""Rules 7 to 11: what is inferred because a record that must exist is missing, or nothing proves that it is all."""

from tests.unit.flow.flows import lines, opened, run

NODES = {"parties": ["a", "b", "z"], "products": ["x", "y"], "lots": ["x1 product=x", "x2 product=x"]}
IN, OUT = "in consignor=a consignee=b", "out consignor=b consignee=z"


def test_which_lot_it_was_is_not_recorded() -> None:
    con = run(**NODES, shipments=[f"{IN} item=x1|x2", f"{OUT} item=x"])
    assert lines(con, "lot_unrecorded") == ["b/x1 -> b/x assumed", "b/x2 -> b/x assumed"]


def test_where_a_lot_came_from_is_not_recorded() -> None:
    con = run(**NODES, shipments=[f"{IN} item=x", f"{OUT} item=x1"])
    assert lines(con, "lot_unrecorded") == ["b/x -> b/x1 assumed"]
    assert lines(con, "lot_swap") == []


def test_lots_may_be_swapped_where_both_are_on_record() -> None:
    con = run(**NODES, shipments=[f"{IN} item=x1|x2", f"{OUT} item=x1"])
    assert lines(con, "lot_swap") == ["b/x2 -> b/x1 unexcluded"]
    assert lines(con, "lot_unrecorded") == []


def test_a_lot_made_here_may_be_swapped() -> None:
    con = run(**NODES, shipments=[f"{IN} item=x2"], processes=["p at=b inputs=y outputs=x1"])
    assert lines(con, "lot_swap") == ["b/x2 -> b/x1 unexcluded"]


def test_another_product_may_have_become_it() -> None:
    con = run(**NODES, shipments=[f"{IN} item=y", f"{OUT} item=x"])
    assert lines(con, "inputs_unrecorded") == ["b/y -> b/x assumed"]


def test_a_trader_makes_nothing() -> None:
    tables = {**NODES, "parties": ["a", "b makes=no", "z"]}
    con = run(**tables, shipments=[f"{IN} item=y", f"{OUT} item=x"])
    assert lines(con, "inputs_unrecorded") == ["b/y -> b/x unexcluded"]


def test_what_is_used_and_not_sent_is_unexcluded() -> None:
    con = run(**NODES, shipments=[f"{IN} item=y"], processes=["p at=b inputs=x outputs=y"])
    assert lines(con, "inputs_unrecorded") == ["b/y -> b/x unexcluded"]


def test_another_lot_of_the_product_makes_it_known() -> None:
    con = run(**NODES, shipments=[f"{IN} item=y|x1", f"{OUT} item=x"])
    assert lines(con, "inputs_unrecorded") == []
    assert lines(con, "inputs_unproven") == ["b/y -> b/x unexcluded"]


def test_a_bill_that_applies_makes_it_known() -> None:
    con = run(**NODES, shipments=[f"{IN} item=y", f"{OUT} item=x"], bom=["l product=x component=y maker=b"])
    assert lines(con, "inputs_unrecorded") == []
    assert lines(con, "inputs_unproven") == ["b/x -> b/y unexcluded", "b/y -> b/x unexcluded"]


def test_where_there_are_facilities_the_goods_are_theirs() -> None:
    con = run(**NODES, facilities=["f operator=b"], shipments=[f"{IN} item=y", f"{OUT} item=x"])
    assert lines(con, "inputs_unrecorded") == ["f/y -> f/x assumed"]


def test_a_process_that_names_no_inputs() -> None:
    con = run(**NODES, shipments=[f"{IN} item=y|x1"], processes=["p at=b outputs=x start=2020 end=2021"])
    days = "assumed p 2020-01-01..2021-12-31"
    assert lines(con, "inputs_unrecorded") == [f"b/x1 -> b/x {days}", f"b/y -> b/x {days}"]
    assert opened(con) == ["b/x inputs_unrecorded", "b/x unproven_complete"]


def test_an_extraction_has_no_inputs() -> None:
    con = run(**NODES, shipments=[f"{IN} item=y"], processes=["p at=b kind=extraction outputs=x"])
    assert lines(con, "inputs_unrecorded") == []
    assert lines(con, "inputs_unproven") == ["b/y -> b/x unexcluded"]
    assert opened(con) == []


def test_a_process_that_says_its_inputs_are_not_all() -> None:
    con = run(**NODES, shipments=[f"{IN} item=y|x1|x2"], processes=["p at=b inputs=y outputs=x inputs_complete=no"])
    assert lines(con, "inputs_unrecorded") == ["b/x1 -> b/x assumed p", "b/x2 -> b/x assumed p"]
    assert opened(con) == ["b/x inputs_incomplete", "b/x unproven_complete"]


def test_a_bill_answers_for_a_process_without_inputs() -> None:
    con = run(
        **NODES,
        shipments=[f"{IN} item=x1"],
        processes=["p at=b outputs=x"],
        bom=["l product=x component=y maker=b"],
    )
    assert lines(con, "component") == ["b/y -> b/x asserted l"]
    assert lines(con, "inputs_unrecorded") == ["b/x -> b/y unexcluded", "b/x1 -> b/y unexcluded"]
    assert opened(con) == ["b/x unproven_complete"]


def test_such_a_process_counts_where_there_are_facilities_too() -> None:
    con = run(**NODES, facilities=["f operator=b"], shipments=[f"{IN} item=y"], processes=["p at=b outputs=x"])
    assert "b/y -> b/x assumed p" in lines(con, "inputs_unrecorded")


def test_unidentified_goods_may_be_any() -> None:
    con = run(**NODES, shipments=[f"{IN} item=x|y", OUT])
    assert lines(con, "unidentified") == ["b/x -> b/* assumed", "b/y -> b/* assumed"]
    assert opened(con) == ["b/* unidentified"]


def test_unidentified_goods_may_become_any() -> None:
    con = run(**NODES, shipments=[IN, f"{OUT} item=x"])
    assert lines(con, "inputs_unrecorded") == ["b/* -> b/x assumed"]


def test_unidentified_goods_from_an_operator_are_open_at_its_facilities() -> None:
    con = run(**NODES, facilities=["f operator=b"], shipments=[OUT])
    assert opened(con) == ["f/* unidentified"]


def test_hubs_stand_for_just_the_pairs_of_the_contract() -> None:
    con = run(**NODES, shipments=[f"{IN} item=x1|x2|y", f"{OUT} item=x1|x2|y|x"])
    assert con.execute("SELECT hubs FROM node_count").fetchall() == [(2,)]
    assert lines(con, "lot_swap") == ["b/x1 -> b/x2 unexcluded", "b/x2 -> b/x1 unexcluded"]
    assert lines(con, "lot_unrecorded") == ["b/x1 -> b/x assumed", "b/x2 -> b/x assumed"]
    assert lines(con, "inputs_unproven") == [
        "b/x1 -> b/y unexcluded",
        "b/x2 -> b/y unexcluded",
        "b/y -> b/x unexcluded",
        "b/y -> b/x1 unexcluded",
        "b/y -> b/x2 unexcluded",
    ]


def test_nothing_but_itself_leads_to_a_target_through_a_hub() -> None:
    con = run(
        **NODES,
        shipments=[f"{IN} item=x"],
        processes=["p at=b outputs=x", "q at=b outputs=x|y", "r at=b inputs=y outputs=y"],
    )
    tails = con.execute("SELECT count(*) FROM hop JOIN node_count ON tail >= stocks WHERE kind = 9").fetchall()
    assert tails == [(3,)]
    alone = run(**NODES, processes=["p at=b outputs=x", "q at=b outputs=x"])
    assert alone.execute("SELECT count(*) FROM hop").fetchall() == [(1,)]
    assert lines(alone) == []


def test_a_large_distributor_has_few_hops() -> None:
    lots = [f"l{n} product=x" for n in range(200)]
    items = "|".join(f"l{n}" for n in range(200))
    con = run(
        parties=["a", "b", "z"], products=["x"], lots=lots, shipments=[f"{IN} item={items}", f"{OUT} item={items}"]
    )
    assert con.execute("SELECT count(*) <= 10 * 200 FROM hop").fetchall() == [(True,)]
