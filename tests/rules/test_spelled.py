"""The remembered normal forms are those that `normal` gives."""

import csv

from clew.model.names import normal
from clew.rules import load_packs
from clew.rules.spelled import TABLE, normal_forms


def test_the_table_is_a_memory_of_normal() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) > 2000
    assert rows == [[text, normal(text)] for text, _ in rows]


def test_it_holds_all_texts_of_the_built_in_packs() -> None:
    listings = [listing for pack in load_packs() for listing in pack.listings]
    texts = {text for one in listings for text in (one.name, *one.aliases, *one.regions, *one.goods)}
    with TABLE.open(encoding="utf-8", newline="") as file:
        known = {text for text, _ in csv.reader(file)}
    assert known == texts


def test_other_texts_are_normalized() -> None:
    texts = {"新疆", "Ünknown Ltd", "Plain Company"}
    found = normal_forms(texts)
    assert {text: found[text] for text in texts} == {
        "新疆": "xinjiang",
        "Ünknown Ltd": "unknown ltd",
        "Plain Company": "plain co",
    }
