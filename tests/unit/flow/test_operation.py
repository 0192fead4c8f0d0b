"""Rule 4: goods between an operator and its facilities."""

from tests.unit.flow.flows import lines, run

TWO = {"parties": ["op", "buyer", "seller"], "products": ["x", "y"], "facilities": ["f operator=op", "g operator=op"]}
ONE = {**TWO, "facilities": ["f operator=op"]}
SOLD = "s consignor=op consignee=buyer item=x"
BOUGHT = "r consignor=seller consignee=op item=x"


def test_what_the_facility_made_goes_out_with_the_basis_of_the_claim() -> None:
    con = run(**TWO, shipments=[SOLD], processes=["p at=f outputs=x"])
    assert lines(con, "operation") == ["f/x -> op/x asserted f", "g/x -> op/x unexcluded g", "op/x -> g/x unexcluded g"]


def test_nobody_knows_which_facility_made_it() -> None:
    con = run(**TWO, shipments=[SOLD])
    assert lines(con, "operation") == ["f/x -> op/x assumed f", "g/x -> op/x assumed g"]


def test_the_only_facility_made_it() -> None:
    assert lines(run(**ONE, shipments=[SOLD]), "operation") == ["f/x -> op/x asserted f"]


def test_the_operator_made_it_itself() -> None:
    con = run(**ONE, shipments=[SOLD], processes=["p at=op outputs=x"])
    assert lines(con, "operation") == ["f/x -> op/x unexcluded f", "op/x -> f/x asserted f"]


def test_the_operator_received_such_goods() -> None:
    con = run(**ONE, shipments=[SOLD, BOUGHT])
    assert lines(con, "operation") == ["f/x -> op/x assumed f", "op/x -> f/x asserted f"]


def test_a_lot_is_of_the_product_that_the_facility_made() -> None:
    con = run(
        **TWO,
        lots=["x1 product=x"],
        shipments=["s consignor=op consignee=buyer item=x1"],
        processes=["p at=f outputs=x"],
    )
    assert "f/x1 -> op/x1 asserted f" in lines(con, "operation")
    assert "g/x1 -> op/x1 unexcluded g" in lines(con, "operation")


def test_what_the_facility_received_goes_out_perhaps() -> None:
    con = run(**ONE, shipments=["s consignor=seller consignee=f item=y"])
    assert lines(con, "operation") == ["f/y -> op/y unexcluded f"]


def test_what_the_operator_receives_goes_to_each_facility() -> None:
    con = run(**TWO, shipments=[BOUGHT])
    assert lines(con, "operation") == ["op/x -> f/x assumed f", "op/x -> g/x assumed g"]


def test_what_the_operator_receives_goes_where_a_process_uses_it() -> None:
    con = run(**TWO, shipments=[BOUGHT], processes=["p at=f inputs=x outputs=y"])
    found = lines(con, "operation")
    assert [line for line in found if line.startswith("op/x")] == ["op/x -> f/x asserted f", "op/x -> g/x assumed g"]


def test_between_facilities() -> None:
    con = run(**TWO, shipments=["s consignor=seller consignee=f item=x"])
    assert lines(con, "operation") == ["f/x -> op/x unexcluded f", "op/x -> g/x unexcluded g"]


def test_the_days_of_the_claim() -> None:
    tables = {**ONE, "facilities": ["f"], "operations": ["o facility=f operator=op start=2020 end=2021"]}
    assert lines(run(**tables, shipments=[SOLD]), "operation") == ["f/x -> op/x asserted o 2020-01-01..2021-12-31"]


def test_each_claim_of_a_pair_has_its_hop() -> None:
    tables = {**ONE, "operations": ["o facility=f operator=op start=2020"]}
    assert lines(run(**tables, shipments=[SOLD]), "operation") == [
        "f/x -> op/x asserted f",
        "f/x -> op/x asserted o 2020-01-01..",
    ]


def test_documents_of_the_claim_do_not_make_an_assumption_certain() -> None:
    tables = {**TWO, "documents": ["d kind=lease"], "facilities": ["f operator=op evidence=d", "g operator=op"]}
    assert lines(run(**tables, shipments=[SOLD]), "operation") == ["f/x -> op/x assumed f", "g/x -> op/x assumed g"]
    made = lines(run(**tables, shipments=[SOLD], processes=["p at=f outputs=x"]), "operation")
    assert made[0] == "f/x -> op/x documented f"
