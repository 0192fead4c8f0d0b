"""Ends of rules 8 and 10, segregations, rebuttals; and the hops that exist only where these are ignored."""

import pytest

from tests.unit.flow.flows import held, lines, run

NODES = {"parties": ["a", "b", "z"], "products": ["x", "y"], "lots": ["x1 product=x", "x2 product=x"]}
PAPERS = ["d1 kind=inv issuer=a", "d2 kind=bol issuer=Carrier"]
RECORDS = ["d1 kind=production_record issuer=b", "d2 kind=audit_report issuer=Auditor"]
KEPT = ["d1 kind=segregation_procedure issuer=b", "d2 kind=audit_report issuer=Auditor"]
DELIVERED = "s consignor=a consignee=b item=x1 evidence=d1|d2"
OTHERS = "t consignor=a consignee=b item=x2|y"


def complete(claim: str) -> list[str]:
    return [f"document={document} claim={claim} stance=supports about=complete" for document in ("d1", "d2")]


def into(found: list[str], target: str) -> list[str]:
    return [line for line in found if f"-> {target} " in line]


def test_a_lot_whose_deliveries_are_proven_ends_swap_and_inputs() -> None:
    con = run(**NODES, documents=PAPERS, shipments=[DELIVERED, OTHERS, "o consignor=b consignee=z item=x1"])
    assert into(lines(con, "lot_swap", "inputs_unproven"), "b/x1") == []
    assert into(lines(con, ghost=True), "b/x1") == [
        "b/x2 -> b/x1 lot_swap unexcluded",
        "b/y -> b/x1 inputs_unproven unexcluded",
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"shipments": ["v consignor=a consignee=b item=x1"]},
        {"shipments": ["v consignor=z consignee=b item=x1"]},
        {"processes": ["p at=b inputs=y outputs=x1"]},
        {"same_as": ["q a=x1 b=x2"]},
        {"bom": ["m product=y component=x maker=b supplier=z"]},
    ],
    ids=["unproven delivery", "unproven return", "made here", "the same", "bill"],
)
def test_it_does_not_end_if_anything_else_may_be_its_origin(more: dict[str, list[str]]) -> None:
    shipments = [DELIVERED, OTHERS, "w consignor=b consignee=z item=x1|y", *more.get("shipments", [])]
    con = run(**{**NODES, **more, "documents": PAPERS, "shipments": shipments})
    assert "b/x2 -> b/x1 unexcluded" in lines(con, "lot_swap")


def test_a_delivery_to_the_operator_ends_it_at_the_facility() -> None:
    con = run(
        **NODES,
        documents=PAPERS,
        facilities=["f operator=b"],
        shipments=[DELIVERED, "o consignor=b consignee=z item=x1", OTHERS],
    )
    assert into(lines(con, "lot_swap", "inputs_unproven"), "f/x1") == []


def test_a_product_never_ends() -> None:
    con = run(
        **NODES,
        documents=PAPERS,
        shipments=["s consignor=a consignee=b item=x evidence=d1|d2", OTHERS, "o consignor=b consignee=z item=x"],
    )
    assert into(lines(con, "inputs_unproven"), "b/x") == ["b/y -> b/x unexcluded"]


def test_a_lot_made_of_inputs_proven_complete_ends() -> None:
    con = run(
        **NODES,
        documents=RECORDS,
        evidence=complete("p"),
        processes=["p at=b inputs=y outputs=x1"],
        shipments=[OTHERS, "o consignor=b consignee=z item=x1"],
    )
    assert into(lines(con, "lot_swap", "inputs_unproven"), "b/x1") == []


def test_not_if_another_process_makes_it_too() -> None:
    con = run(
        **NODES,
        documents=RECORDS,
        evidence=complete("p"),
        processes=["p at=b inputs=y outputs=x1", "q at=b inputs=y outputs=x1"],
        shipments=[OTHERS],
    )
    assert into(lines(con, "lot_swap"), "b/x1") == ["b/x2 -> b/x1 unexcluded"]


def test_not_if_the_process_names_no_inputs() -> None:
    con = run(**NODES, documents=RECORDS, evidence=complete("p"), processes=["p at=b outputs=x1"], shipments=[OTHERS])
    assert into(lines(con, "lot_swap"), "b/x1") == ["b/x2 -> b/x1 unexcluded"]


def test_a_bill_proven_complete_ends_rule_10_only() -> None:
    con = run(
        **NODES,
        documents=["d1 kind=bill_of_materials issuer=b", "d2 kind=lab_report issuer=Lab"],
        evidence=complete("m"),
        bom=["m product=x component=y maker=b"],
        shipments=["t consignor=a consignee=b item=x2|y", "o consignor=b consignee=z item=x"],
    )
    assert into(lines(con), "b/x") == ["b/x2 -> b/x lot_unrecorded assumed", "b/y -> b/x component asserted m"]
    assert lines(con, "inputs_unproven", ghost=True) == ["b/y -> b/x unexcluded"]


SOLD = ["t consignor=a consignee=b item=x1|x2|y", "o consignor=b consignee=z item=x1|x2|x"]


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ("", {"x1 x2", "x1 x", "x2 x1", "x2 x", "y x", "y x1", "y x2"}),
        ("input=x1", {"x1 x2", "x1 x"}),
        ("input=x", {"x1 x2", "x1 x", "x2 x1", "x2 x"}),
        ("output=x1", {"x2 x1", "y x1"}),
        ("output=x", {"x1 x2", "x1 x", "x2 x1", "x2 x", "y x", "y x1", "y x2"}),
        ("input=y output=x2", {"y x2"}),
    ],
)
def test_a_proven_segregation_cuts_from_its_input_to_its_output(words: str, gone: set[str]) -> None:
    plain = {**NODES, "documents": KEPT, "shipments": SOLD}
    kinds = ("lot_swap", "lot_unrecorded", "inputs_unproven")
    whole = {line.split()[0][2:] + " " + line.split()[2][2:] for line in lines(run(**plain), *kinds)}
    con = run(**plain, segregations=[f"q at=b {words} evidence=d1|d2"])
    left = {line.split()[0][2:] + " " + line.split()[2][2:] for line in lines(con, *kinds)}
    ghosts = {line.split()[0][2:] + " " + line.split()[2][2:] for line in lines(con, ghost=True)}
    assert whole - left == ghosts == gone
    assert left <= whole


def test_a_segregation_at_the_operator_holds_at_its_facilities() -> None:
    con = run(
        **NODES,
        documents=KEPT,
        facilities=["f operator=b"],
        shipments=SOLD,
        segregations=["q at=b input=y output=x evidence=d1|d2"],
    )
    assert [line for line in lines(con, "inputs_unproven") if "f/y" in line] == []


def test_a_segregation_that_is_not_proven_cuts_nothing() -> None:
    con = run(**NODES, documents=KEPT, shipments=SOLD, segregations=["q at=b evidence=d1"])
    assert len(lines(con, "lot_swap", "lot_unrecorded", "inputs_unproven")) == 7
    assert lines(con, ghost=True) == []


def test_a_segregation_cuts_unidentified_goods_if_it_is_of_any() -> None:
    tables = {
        **NODES,
        "documents": KEPT,
        "shipments": ["t consignor=a consignee=b item=y", "o consignor=b consignee=z"],
    }
    assert lines(run(**tables, segregations=["q at=b input=y evidence=d1|d2"]), "unidentified") == []
    assert len(lines(run(**tables, segregations=["q at=b output=x evidence=d1|d2"]), "unidentified")) == 1


AGAINST = ["d1 kind=customs_ruling issuer=Customs", "d2 kind=audit_report issuer=a"]


def rebutted(claim: str) -> list[str]:
    return [f"document={document} claim={claim} stance=rebuts" for document in ("d1", "d2")]


def test_a_rebutted_shipment_is_as_if_absent() -> None:
    con = run(
        **NODES,
        documents=AGAINST,
        evidence=rebutted("s"),
        shipments=["s consignor=a consignee=b item=y", "o consignor=b consignee=z item=x"],
    )
    assert lines(con) == ["b/x -> z/x shipment asserted o"]
    assert lines(con, ghost=True) == ["a/y -> b/y shipment asserted s", "b/y -> b/x inputs_unrecorded assumed"]
    assert held(con, "recv") == ["z/x"]
    assert held(con, "recv", "credulous") == ["b/y", "z/x"]


def test_a_rebutted_record_that_answered_leaves_the_assumption() -> None:
    con = run(
        **NODES,
        documents=AGAINST,
        evidence=rebutted("s"),
        shipments=[
            "s consignor=a consignee=b item=x",
            "t consignor=a consignee=b item=y",
            "o consignor=b consignee=z item=x",
        ],
    )
    assert lines(con, "inputs_unrecorded") == ["b/y -> b/x assumed"]
    assert lines(con, "inputs_unproven") == []


def test_a_rebutted_operation() -> None:
    con = run(
        **NODES,
        facilities=["f operator=b"],
        documents=["d1 kind=registry_extract issuer=Register", "d2 kind=audit_report issuer=f"],
        evidence=rebutted("f"),
        shipments=["o consignor=b consignee=z item=x"],
    )
    assert lines(con, "operation") == []
    assert lines(con, "operation", ghost=True) == ["f/x -> b/x asserted f"]


def test_a_rebutted_workforce_changes_no_flow_but_has_a_world() -> None:
    con = run(
        **NODES,
        documents=["d1 kind=payroll issuer=b", "d2 kind=audit_report issuer=Auditor"],
        evidence=rebutted("w"),
        workforces=["w at=b nationality=KP"],
        shipments=["o consignor=b consignee=z item=x"],
    )
    assert lines(con, ghost=True) == []
    assert held(con, "sent", "credulous") == ["b/x"]
    assert con.execute("SELECT count(*) FROM real.standing").fetchall() == [(1,)]
    assert con.execute("SELECT count(*) FROM credulous.standing").fetchall() == [(2,)]
