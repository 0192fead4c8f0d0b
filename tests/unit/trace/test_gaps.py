"""Gaps and breadcrumbs of hand-made answers: what is asked of whom, and in which order."""

from typing import Any

import pytest

from clew.model.answers import Answer, Chain, Finding, Hop, Source, Stock
from clew.model.basis import Basis
from clew.model.dates import ALWAYS, EVER, first_day
from clew.model.requirements import requirements
from clew.rules.pack import Listing, Rule
from clew.trace.crumbs import breadcrumbs
from clew.trace.facts import ClaimFact, Facts, HolderFact, ItemFact, MatchFact
from clew.trace.gaps.finder import ORDER, GapFinder

MILL = Stock("mill", "cloth")
SHOP = Stock("shop", "cloth")
RULE = Rule("R", "prohibition", "a law")
PARTY = Listing("P-1", "R", "Mill Works", notes=("Partially modified: not for yarn.",))
PLACE = Listing("G-1", "R", "Cotton, Turkmenistan", is_place=True, country="TM", goods=("Cotton",), hs=("52",))
LISTINGS = {("R", listing.id): listing for listing in (PARTY, PLACE)}


def holder(name: str, *, identifiers: tuple[str, ...] = (), names: tuple[str, ...] = ()) -> HolderFact:
    return HolderFact(name, name.title(), "TM", False, frozenset(names), frozenset(identifiers))


def item(name: str, hs: str | None = None, *goods: str) -> ItemFact:
    return ItemFact(name, name, name.title(), False, hs, frozenset(goods))


def facts(*claims: ClaimFact, matches: dict[tuple[str, str], MatchFact] | None = None, **holders: Any) -> Facts:
    known = {name: holder(name, **ties) for name, ties in {"mill": {}, "shop": {}, **holders}.items()}
    items = {
        "cloth": item("cloth", "5208"),
        "cotton": item("cotton"),
        "*": ItemFact("*", "*", "*", False, None, frozenset()),
    }
    return Facts(known, items, {claim.id: claim for claim in claims}, matches or {})


def claim(name: str, kind: str = "shipment", *, missing: tuple[str, ...] = (), contradicted: bool = False) -> ClaimFact:
    wanted = tuple(requirement for requirement in requirements() if requirement.code in missing)
    return ClaimFact(name, kind, ("mill", "shop"), (), wanted, contradicted, ("shipments", "shipments.csv", 2))


def hop(kind: str, source: Stock = MILL, target: Stock | None = SHOP, claim: str | None = None) -> Hop:
    return Hop(source, target, kind, Basis.ASSUMED, claim, EVER, ALWAYS)


def finding(*path: Hop, source: Source | None = None, in_force: bool = True) -> Finding:
    return Finding("R", in_force, Basis.ASSUMED, (source or Source(MILL, None, None, Basis.ASSERTED),), path)


def answer(*findings: Finding, chain: Chain | None = None, behind: Chain | None = None) -> Answer:
    return Answer("E", "reached", findings, chain or Chain(), behind or Chain(), True)


def asked(found: Answer, known: Facts, contradicted: list[str] | None = None) -> list[tuple[str, str]]:
    return [(gap["kind"], gap["ask"]) for gap in GapFinder(LISTINGS, known).gaps(found, contradicted or [])]


@pytest.mark.parametrize("kind", ["root", "unidentified", "inputs_unrecorded", "inputs_incomplete", "left_too_early"])
def test_a_frontier_stock_is_asked_of_its_holder(kind: str) -> None:
    found = asked(answer(chain=Chain(frontier=((MILL, kind),))), facts())
    assert [each for each, _ in found] == [kind]
    assert "Mill (TM)" in found[0][1]


@pytest.mark.parametrize(
    ("kind", "word"),
    [("place", "country and region"), ("region", "region"), ("operator", "operates"), ("good", "HS code")],
)
def test_an_unscreened_stock_says_what_to_record(kind: str, word: str) -> None:
    [(found, sentence)] = asked(answer(chain=Chain(unscreened=((MILL, kind),))), facts())
    assert found == kind
    assert word in sentence


def test_a_site_is_asked_for_its_labor_file() -> None:
    found = asked(answer(chain=Chain(labor_unrecorded=("mill",))), facts())
    assert found[0][0] == "labor_unrecorded"
    assert found[0][1].startswith("Ask Mill (TM) for its labor file: worker roster with nationalities")


def test_what_lies_behind_is_asked_only_where_the_chain_is_whole() -> None:
    behind = Chain(frontier=((MILL, "unproven_complete"),))
    assert [kind for kind, _ in asked(answer(behind=behind), facts())] == ["unproven_complete"]
    both = answer(chain=Chain(labor_unrecorded=("shop",)), behind=behind)
    assert [kind for kind, _ in asked(both, facts())] == ["labor_unrecorded"]


def test_a_missing_requirement_names_documents_and_parties() -> None:
    known = facts(claim("s1", missing=("T-BL",)))
    [(kind, sentence)] = asked(answer(finding(hop("shipment", claim="s1"))), known)
    assert kind == "missing"
    assert sentence.startswith("Ask Mill (TM) or Shop (TM) for bill of lading, waybill, ")
    assert sentence.endswith(", to show: the goods moved (shipment s1).")


def test_the_worst_comes_first_and_nothing_twice() -> None:
    known = facts(claim("s1", missing=("T-BL", "P-INV"), contradicted=True))
    lot = hop("lot_unrecorded", MILL, Stock("mill", "cotton"))
    found = answer(
        finding(lot, hop("shipment", claim="s1")),
        finding(lot, hop("shipment", claim="s1"), in_force=False),
        chain=Chain(frontier=((MILL, "root"),), labor_unrecorded=("mill",)),
    )
    kinds = [gap["kind"] for gap in GapFinder(LISTINGS, known).gaps(found, ["s1"])]
    assert kinds == ["contradicted", "root", "labor_unrecorded", "lot_unrecorded", "missing", "missing"]
    assert kinds == sorted(kinds, key=ORDER.index)


@pytest.mark.parametrize("how", ["name", "similar"])
def test_a_match_by_name_is_to_be_decided(how: str) -> None:
    known = facts(matches={("mill", "P-1"): MatchFact(how, "mill wrks", "mill works")})
    found = finding(hop("entry", target=None), source=Source(MILL, None, "P-1", Basis.ASSUMED))
    [(kind, sentence)] = asked(answer(found), known)
    assert kind == "unconfirmed_match"
    assert sentence.startswith("Decide whether Mill (TM) [mill] is the listed Mill Works [P-1]")
    crumbs = breadcrumbs(found, RULE, LISTINGS, known)
    assert [crumb["kind"] for crumb in crumbs] == [f"{how}_match", "listing_note"]
    assert "(“mill works”)" in crumbs[0]["text"]


@pytest.mark.parametrize("how", ["identifier", "confirmed"])
def test_a_sure_match_is_no_gap(how: str) -> None:
    known = facts(matches={("mill", "P-1"): MatchFact(how, "mill wrks", "mill works")})
    found = finding(hop("entry", target=None), source=Source(MILL, None, "P-1", Basis.ASSERTED))
    assert asked(answer(found), known) == []


@pytest.mark.parametrize(
    ("ties", "kind"),
    [({"identifiers": ("lei:1",)}, "same_identifier"), ({"names": ("one",)}, "same_name"), ({}, "same_by_chain")],
)
def test_two_holders_taken_for_one_are_to_be_decided(ties: dict[str, Any], kind: str) -> None:
    known = facts(mill=ties, shop=ties)
    found = finding(hop("identity"), hop("entry", SHOP, None))
    assert [crumb["kind"] for crumb in breadcrumbs(found, RULE, LISTINGS, known)] == [kind]
    assert [gap for gap, _ in asked(answer(found), known)] == ["unconfirmed_sameness"]


def test_an_hs_match_says_that_it_is_not_official() -> None:
    found = finding(hop("entry", target=None), source=Source(MILL, None, "G-1", Basis.ASSUMED))
    [crumb] = breadcrumbs(found, RULE, LISTINGS, facts())
    assert crumb["kind"] == "hs_match"
    assert "not official" in crumb["text"]


def test_a_match_by_product_name_is_told() -> None:
    found = finding(hop("entry", target=None), source=Source(Stock("mill", "cotton"), None, "G-1", Basis.ASSUMED))
    assert [crumb["kind"] for crumb in breadcrumbs(found, RULE, LISTINGS, facts())] == ["good_name_match"]


def test_a_rule_out_of_force_says_when_it_holds() -> None:
    rule = Rule("R", "prohibition", "a law", begins=first_day("2022-06-21"))
    [crumb] = breadcrumbs(finding(hop("entry", target=None), in_force=False), rule, LISTINGS, facts())
    assert crumb == {"kind": "not_in_force", "text": "Not in force on the day of the entry: R holds from 2022-06-21."}
