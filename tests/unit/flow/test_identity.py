"""Rule 6: holders and items that are the same."""

from clew.flow import ties
from clew.flow.ties import Circle, Links, circles, word_links
from tests.unit.flow.flows import lines, run

SOLD = {"products": ["x"], "shipments": ["s consignor=a consignee=z item=x"]}


def sameness(con) -> list[tuple[str, str, int]]:
    return con.execute(
        "SELECT x.id, y.id, s.basis FROM real.same_holder AS s JOIN holder AS x ON x.holder = s.a "
        "JOIN holder AS y ON y.holder = s.b WHERE x.id < y.id ORDER BY ALL"
    ).fetchall()


def test_a_claim() -> None:
    con = run(parties=["a", "b", "z"], **SOLD, same_as=["q a=a b=b"])
    assert lines(con, "identity") == ["a/x -> b/x asserted q", "b/x -> a/x asserted q"]


def test_a_common_identifier_is_assumed_and_a_common_name_unexcluded() -> None:
    con = run(parties=["a name=N identifiers=D:1", "b identifiers=d:1", "c aliases=n", "z"], **SOLD)
    assert lines(con, "identity") == [
        "a/x -> b/x assumed",
        "a/x -> c/x unexcluded",
        "b/x -> a/x assumed",
        "c/x -> a/x unexcluded",
    ]


def test_an_id_is_no_name() -> None:
    con = run(parties=["a name=N", "b name=a", "z"], **SOLD)
    assert lines(con, "identity") == []


def test_within_a_house_a_name_says_nothing() -> None:
    tables = {"parties": ["a name=N", "z"], "facilities": ["f name=N operator=a", "g name=N operator=a"]}
    assert sameness(run(**tables, **SOLD)) == []
    outsider = {**tables, "parties": ["a name=N", "z", "o name=N"]}
    assert sameness(run(**outsider, **SOLD)) == [
        ("a", "f", 1), ("a", "g", 1), ("a", "o", 1), ("f", "g", 1), ("f", "o", 1), ("g", "o", 1),
    ]  # fmt: skip


def test_a_decision_takes_away_these_two_only() -> None:
    two = {"parties": ["a name=N", "b name=N", "z"], "same_as": ["q a=a b=b decision=different"]}
    assert sameness(run(**two, **SOLD)) == []
    three = {**two, "parties": [*two["parties"], "c name=N"]}
    assert sameness(run(**three, **SOLD)) == [("a", "b", 1), ("a", "c", 1), ("b", "c", 1)]
    claimed = {**two, "same_as": [*two["same_as"], "r a=b b=a"]}
    assert sameness(run(**claimed, **SOLD)) == [("a", "b", 3)]


def test_a_chain_is_as_strong_as_its_weakest_link_and_carries_no_claim() -> None:
    con = run(
        parties=["a", "b", "c identifiers=D:1", "d identifiers=D:1", "z"], **SOLD, same_as=["q a=a b=b", "r a=b b=c"]
    )
    assert [line for line in lines(con, "identity") if line.startswith("a/x")] == [
        "a/x -> b/x asserted q",
        "a/x -> c/x asserted",
        "a/x -> d/x assumed",
    ]


def test_the_smallest_claim_of_that_basis() -> None:
    con = run(
        parties=["a", "b", "z"],
        **SOLD,
        documents=["d kind=registry_extract"],
        same_as=["q1 a=a b=b", "q2 a=b b=a evidence=d", "q3 a=a b=b evidence=d"],
    )
    assert lines(con, "identity")[0] == "a/x -> b/x documented q2"


def test_items_that_are_the_same_wherever_either_is() -> None:
    con = run(parties=["a", "z"], products=["x", "y"], shipments=SOLD["shipments"], same_as=["q a=y b=x"])
    assert lines(con, "identity") == [
        "a/x -> a/y asserted q",
        "a/y -> a/x asserted q",
        "z/x -> z/y asserted q",
        "z/y -> z/x asserted q",
    ]


def test_circles_hold_every_pair_once() -> None:
    links = Links([(3, 1, 2), (1, 2, 3), (1, 3, 4), (2, 4, 5)])
    assert circles(links.levels()) == [
        Circle(3, ((1,), (2,))),
        Circle(2, ((4,), (5,))),
        Circle(1, ((1, 2), (3,), (4, 5))),
    ]


def test_words_hold_together_all_but_one_house() -> None:
    house = frozenset({7})
    assert list(word_links({1: house, 2: house}, set())) == []
    assert list(word_links({1: house, 2: house, 3: frozenset({3})}, set())) == [(1, 3), (3, 2)]


def test_many_holders_of_one_name_go_through_hubs_with_the_same_pairs(monkeypatch) -> None:
    tables = {
        "parties": [*(f"p{n} name=N" for n in range(5)), "q name=Q identifiers=D:1", "p5 name=N identifiers=D:1", "z"],
        "products": ["x", "y"],
        "shipments": [
            "s consignor=p1 consignee=z item=x",
            "t consignor=p3 consignee=z item=y",
            "u consignor=q consignee=z item=y",
        ],
        "same_as": ["c a=p1 b=p2", "d a=p2 b=p3"],
    }
    straight = lines(run(**tables), "identity")
    monkeypatch.setattr(ties, "MANY", 2)
    con = run(**tables)
    assert con.execute("SELECT hubs > 0 FROM node_count").fetchall() == [(True,)]
    assert lines(con, "identity") == straight
    assert len(straight) == 2 * 6 + (7 * 6 - 5 * 4)


def test_hubs_leave_out_the_pairs_that_have_hops_of_their_own(monkeypatch) -> None:
    tables = {
        "parties": [f"p{n}" for n in range(6)] + ["z"],
        "products": ["x"],
        "shipments": [f"s{n} consignor=p{n} consignee=z item=x" for n in range(6)],
        "same_as": [f"q{n} a=p0 b=p{n}" for n in range(1, 6)],
    }
    straight = run(**tables).execute("SELECT count(*) FROM hop WHERE kind = 6").fetchall()[0][0]
    monkeypatch.setattr(ties, "MANY", 2)
    con = run(**tables)
    assert straight == 6 * 5
    assert con.execute("SELECT hubs FROM node_count").fetchall() == [(1,)]
    assert con.execute("SELECT count(*) FROM hop WHERE kind = 6 AND claim >= 0").fetchall() == [(10,)]
    assert len(lines(con, "identity")) == straight
