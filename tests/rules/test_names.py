"""The normal form of names: what is equal, what stays two."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.model.names import normal, normal_column

EQUAL = [
    ("Hoshine Silicon Co., Ltd.", "HOSHINE  SILICON Company Limited"),
    ("Hoshine Silicon Co.,Ltd", "hoshine silicon co ltd"),
    ("Vega Textile (Dandong) Co Ltd", "Vega Textile Dandong Co., Ltd."),
    ("Vega Trading Ltd.", "Vega Trading Limited"),
    ("Vega Corp.", "Vega Corporation"),
    ("Vega Inc", "Vega, Incorporated"),
    ("Import & Export Co.", "Import and Export Company"),
    ("Agro Tom S.A. de C.V.", "AGRO TOM SA DE CV"),
    ("Agro Tom S. de R.L. de C.V.", "Agro Tom S de RL de CV"),
    ("Aluminio S.R.L.", "Aluminio SRL"),
    ("K.K. Carpet", "KK Carpet"),
    ("ООО «Восток»", "Vostok LLC"),
    ("OOO Vostok", "Vostok, L.L.C."),
    ("Общество с ограниченной ответственностью «Восток»", "ООО Восток"),
    ("ПАО Север", "Sever OJSC"),
    ("PT Maju Jaya", "Maju Jaya PT"),
    ("大连光明有限公司", "大连光明有限责任公司"),
    ("株式会社山田", "山田(株)"),
    ("㈜대한", "주식회사 대한"),
    ("Açaí Berries", "Ac\u0327ai\u0301 Berries"),
    ("Açaí", "ACAI"),
    ("Straße", "STRASSE"),
    ("Yuan’an Pharma", "Yuan'an Pharma"),
    ("Yuan'an", "Yuanan"),
    ("Foo Public Limited Company", "Foo PLC"),
    ("Foo Sp. z o.o.", "FOO SP Z OO"),
    ("Foo Sdn. Bhd.", "Foo Sendirian Berhad"),
    ("Foo Pvt. Ltd.", "Foo Private Limited"),
    ("Ａｃｍｅ　Ltd", "Acme Ltd"),
]
DIFFERENT = [
    ("Huafu Hongfeng Cotton Co., Ltd.", "Huafu Hongsheng Cotton Co., Ltd."),
    ("Vega Ltd", "Vega Inc"),
    ("Vega Trading", "Vega Trading Co"),
    ("Hoshine Silicon (Shanshan) Co., Ltd.", "Hoshine Silicon Co., Ltd."),
    ("Ao Yang Textile", "Yang Textile JSC"),
    ("Plant 1", "Plant 2"),
    ("Toy", "Toys"),
]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_equal(one: str, other: str) -> None:
    assert normal(one) == normal(other)
    assert normal(one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", ""), (" \t ", ""), ("***", "***"), (" ★ ", "★"), ("-", "-"), ("A\0B Co", "ab co"), ("Aa\nBb", "aa bb")],
)
def test_what_is_left_of_little(text: str, expected: str) -> None:
    assert normal(text) == expected


def test_a_column_of_nothing() -> None:
    assert normal_column([]) == []


TEXT = st.text(
    st.one_of(st.sampled_from("aAbB .,&'-()\0\n\t1é限有公司ООО주株★́̇"), st.characters(exclude_categories=["Cs"])),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXT, max_size=6))
def test_a_column_is_each_of_its_names(names: list[str]) -> None:
    assert normal_column(names) == [normal(name) for name in names]


@settings(max_examples=150, deadline=None)
@given(TEXT)
def test_case_and_blanks_never_matter(text: str) -> None:
    assert normal(text) == normal(f"  {text}\t") == normal(text.casefold())


def test_many_names_are_normalized_as_one_text() -> None:
    names = [f"Näme {at} Co., Ltd." if at % 3 else f"Plain {at} GmbH & Co" for at in range(5000)]
    found = normal_column(names)
    assert found[:2] == ["plain 0 gmbh and co", "name 1 co ltd"]
    assert len(found) == len(set(found)) == 5000
