"""Section 2: what counts, what documents, what proves, what rebuts."""

import pytest

from clew.model.policy import Policy
from tests.unit.flow.flows import run, status

PARTIES = ["mill", "shop"]
SHIPMENT = "s consignor=mill consignee=shop departed=2022-03-01 arrived=2022-03-09"


def shipped(documents: list[str], evidence: list[str], shipment: str = SHIPMENT, **more):
    tables = {"parties": PARTIES, "shipments": [shipment], **more}
    return status(run(documents=documents, evidence=evidence, **tables), "s")


def supports(*documents: str) -> list[str]:
    return [f"document={document} claim=s stance=supports" for document in documents]


def rebuts(*documents: str) -> list[str]:
    return [f"document={document} claim=s stance=rebuts" for document in documents]


def test_no_evidence_asserts() -> None:
    con = run(parties=PARTIES, shipments=[SHIPMENT])
    assert con.execute("SELECT basis FROM claim_status").fetchall() == [(3,)]
    assert status(con, "s") == set()


def test_a_shipment_is_documented_by_trade_and_transport() -> None:
    assert shipped(["d1 kind=inv", "d2 kind=bol"], supports("d1", "d2")) == {"documented"}


def test_kinds_compare_with_case_folded() -> None:
    assert shipped(["d1 kind=INV", "d2 kind=BoL"], supports("d1", "d2")) == {"documented"}


@pytest.mark.parametrize("kinds", [("inv", "po"), ("bol", "waybill"), ("inv", "audit_report"), ("inv", "brochure")])
def test_a_missing_part_leaves_it_asserted(kinds: tuple[str, str]) -> None:
    documents = [f"d{place} kind={kind}" for place, kind in enumerate(kinds)]
    assert shipped(documents, supports("d0", "d1")) == set()


def test_the_evidence_column_is_shorthand() -> None:
    assert shipped(["d1 kind=inv", "d2 kind=bol"], [], SHIPMENT + " evidence=d1|d2") == {"documented"}


def test_a_document_of_another_period_is_silent() -> None:
    documents = ["d1 kind=inv", "d2 kind=bol period_start=2022-03-10"]
    assert shipped(documents, supports("d1", "d2")) == set()


def test_a_document_that_overlaps_counts() -> None:
    documents = ["d1 kind=inv", "d2 kind=bol period_start=2022-03-09"]
    assert shipped(documents, supports("d1", "d2")) == {"documented"}


PROOF = [
    "d1 kind=inv issuer=mill period_start=2022 period_end=2022",
    "d2 kind=bol issuer=Carrier period_start=2022 period_end=2022",
]


def test_two_issuers_and_kinds_and_an_outsider_prove() -> None:
    assert shipped(PROOF, supports("d1", "d2")) == {"documented", "proven"}


def test_an_undated_document_does_not_prove_a_dated_claim() -> None:
    assert "proven" not in shipped([PROOF[0], "d2 kind=bol issuer=Carrier"], supports("d1", "d2"))


def test_a_dated_document_does_not_prove_an_undated_claim() -> None:
    assert "proven" not in shipped(PROOF, supports("d1", "d2"), "s consignor=mill consignee=shop")


def test_the_period_must_contain_the_days() -> None:
    half = "d2 kind=bol issuer=Carrier period_start=2022-03-05 period_end=2022"
    assert shipped([PROOF[0], half], supports("d1", "d2")) == {"documented"}


def test_one_kind_is_not_enough() -> None:
    documents = ["d1 kind=bol issuer=mill", "d2 kind=bol issuer=Carrier"]
    assert shipped(documents, supports("d1", "d2"), "s consignor=mill consignee=shop") == set()


def test_two_of_one_group_are_one_issuer() -> None:
    documents = ["d1 kind=inv issuer=mill", "d2 kind=bol issuer=shop"]
    plain = "s consignor=mill consignee=shop"
    assert shipped(documents, supports("d1", "d2"), plain) == {"documented"}
    owned = {"owners": ["o owner=shop owned=mill share=1"]}
    outside = ["d1 kind=inv issuer=Carrier_Ltd.", "d2 kind=bol issuer=carrier_limited"]
    assert shipped(outside, supports("d1", "d2"), plain, **owned) == {"documented"}


def test_an_issuer_tied_to_a_named_holder_is_no_outsider() -> None:
    documents = ["d1 kind=inv issuer=mill", "d2 kind=bol issuer=Carrier"]
    plain = "s consignor=mill consignee=shop"
    tables = {"parties": [*PARTIES, "truck aliases=Carrier"], "same_as": ["t a=truck b=shop"]}
    assert shipped(documents, supports("d1", "d2"), plain, parties=tables["parties"]) == {"documented", "proven"}
    assert shipped(documents, supports("d1", "d2"), plain, **tables) == {"documented"}


def test_a_decision_that_two_differ_is_no_tie() -> None:
    documents = ["d1 kind=inv issuer=mill", "d2 kind=bol issuer=truck"]
    tables = {"parties": [*PARTIES, "truck"], "same_as": ["t a=truck b=shop decision=different"]}
    assert "proven" in shipped(documents, supports("d1", "d2"), "s consignor=mill consignee=shop", **tables)


def test_a_self_declared_document_is_of_no_outsider() -> None:
    documents = ["d1 kind=inv issuer=mill", "d2 kind=bol issuer=Carrier self_declared=yes"]
    assert "proven" not in shipped(documents, supports("d1", "d2"), "s consignor=mill consignee=shop")


def test_a_blank_issuer_is_none() -> None:
    documents = ["d1 kind=inv issuer=Carrier", "d2 kind=bol"]
    assert "proven" not in shipped(documents, supports("d1", "d2"), "s consignor=mill consignee=shop")


def test_a_document_that_says_the_opposite_stops_proof() -> None:
    documents = [*PROOF, "d3 kind=audit_report issuer=Auditor"]
    found = shipped(documents, [*supports("d1", "d2"), *rebuts("d3")])
    assert found == {"documented", "contradicted"}


def test_rebutted() -> None:
    documents = ["d1 kind=customs_ruling issuer=Customs", "d2 kind=audit_report issuer=mill"]
    assert shipped(documents, rebuts("d1", "d2"), "s consignor=mill consignee=shop") == {"rebutted"}


def test_a_single_support_does_not_stop_a_rebuttal_unless_it_documents() -> None:
    documents = [
        "d1 kind=customs_ruling issuer=Customs",
        "d2 kind=audit_report issuer=mill",
        "d3 kind=inv",
        "d4 kind=bol",
    ]
    plain = "s consignor=mill consignee=shop"
    assert shipped(documents, [*rebuts("d1", "d2"), *supports("d3")], plain) == {"rebutted"}
    assert shipped(documents, [*rebuts("d1", "d2"), *supports("d3", "d4")], plain) == {"documented", "contradicted"}


def test_an_entry_cannot_be_rebutted() -> None:
    con = run(
        parties=["mill"],
        entries=["s consignor=mill date=2022-01-01"],
        documents=[
            "d1 kind=bol issuer=Carrier period_start=2022 period_end=2022",
            "d2 kind=inv issuer=mill period_start=2022 period_end=2022",
        ],
        evidence=rebuts("d1", "d2"),
    )
    assert status(con, "s") == set()


def test_completeness_is_proven_and_contradicted_apart_from_the_claim() -> None:
    tables = {
        "parties": ["mill"],
        "products": ["yarn", "cotton"],
        "processes": ["p at=mill inputs=cotton outputs=yarn"],
        "documents": ["d1 kind=production_record issuer=mill", "d2 kind=audit_report issuer=Auditor"],
    }
    about = ["document=d1 claim=p stance=supports about=complete", "document=d2 claim=p stance=supports about=complete"]
    assert status(run(**tables, evidence=about), "p") == {"complete_proven"}
    against = "document=d2 claim=p stance=rebuts about=complete"
    assert status(run(**tables, evidence=[*about, against]), "p") == set()
    claim_only = "document=d2 claim=p stance=rebuts"
    assert status(run(**tables, evidence=[*about, claim_only]), "p") == {"complete_proven"}


def test_a_workforce_names_its_employer_and_recruiter() -> None:
    tables = {
        "parties": ["mill"],
        "workforces": ["w at=mill nationality=KP employer=Agency_Co recruiter=Broker"],
        "documents": ["d1 kind=payroll issuer=AGENCY_COMPANY", "d2 kind=audit_report issuer=broker"],
    }
    evidence = ["document=d1 claim=w stance=rebuts", "document=d2 claim=w stance=rebuts"]
    assert status(run(**tables, evidence=evidence), "w") == set()
    tables["documents"][1] = "d2 kind=audit_report issuer=Auditor"
    assert status(run(**tables, evidence=evidence), "w") == {"rebutted"}


def test_the_numbers_are_policy() -> None:
    tables = {
        "parties": PARTIES,
        "shipments": ["s consignor=mill consignee=shop"],
        "documents": ["d1 kind=bol issuer=shop"],
    }
    loose = Policy(issuers=1, kinds=1, outsiders=0)
    assert status(run(loose, **tables, evidence=supports("d1")), "s") == {"proven"}
    assert status(run(**tables, evidence=supports("d1")), "s") == set()
