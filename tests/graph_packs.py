"""A small invented pack with every kind of rule, so that random graphs need no built-in list."""

from clew.model.dates import first_day, last_day
from clew.rules.pack import Listing, Pack, Rule

LABOR = Pack(
    name="test-labor",
    edition="2024-01-01",
    retrieved="2024-01-02",
    sha256="0" * 64,
    superseded_by=None,
    rules=(
        Rule("T-BONDED", "prohibition", "Test Act 1", conditions=("bonded", "forced")),
        Rule("T-KP", "presumption", "Test Act 2", begins=first_day("2020-06"), nationalities=("KP",)),
    ),
    listings=(),
)

LISTS = Pack(
    name="test-lists",
    edition="2024-01-01",
    retrieved="2024-01-02",
    sha256="1" * 64,
    superseded_by="a later test edition",
    rules=(
        Rule("T-CHILD", "signal", "Test List A"),
        Rule("T-GOODS", "signal", "Test List B"),
        Rule("T-ORDER", "prohibition", "Test Order"),
        Rule("T-ORIGIN", "sanction", "Test Sanction", ends=last_day("2022")),
        Rule("T-PARTY", "presumption", "Test Entities", begins=first_day("2020-06")),
        Rule("T-REGION", "presumption", "Test Region", begins=first_day("2021-03")),
    ),
    listings=(
        Listing("bad-group", "T-PARTY", "Bad Group Co., Ltd.", aliases=("BG Works",), subsidiaries=True),
        Listing("bad-group", "T-ORDER", "Bad Group Co., Ltd.", goods=("Cotton",), hs=("5201",)),
        Listing("bad-mill", "T-PARTY", "Bad Mill", identifiers=("LEI:B1",), begins=first_day("2021-03")),
        Listing("bad-ship", "T-ORDER", "Bad Ship", identifiers=("IMO:9000001",), goods=("Crab",), hs=("0306",)),
        Listing("bad-twin", "T-ORDER", "Bad Mill", ends=last_day("2021")),
        Listing("cn-shirts", "T-GOODS", "Shirts of China", is_place=True, country="CN", goods=("Shirt",), hs=("61",)),
        Listing("cn-xj", "T-REGION", "Xinjiang", is_place=True, country="CN", regions=("CN-XJ", "Xinjiang", "XUAR")),
        Listing("kp", "T-ORIGIN", "North Korea", is_place=True, country="KP"),
        Listing("kz-cotton", "T-CHILD", "Cotton of KZ", is_place=True, country="KZ", goods=("Cotton",), hs=("52",)),
        Listing("kz-cotton", "T-GOODS", "Cotton of KZ", is_place=True, country="KZ", goods=("Cotton",), hs=("52",)),
        Listing(
            "zw-marange",
            "T-ORDER",
            "Diamonds of Marange",
            is_place=True,
            country="ZW",
            regions=("Marange",),
            goods=("Diamonds",),
            hs=("7102",),
            begins=first_day("2020"),
        ),
    ),
)

TEST_PACKS: tuple[Pack, ...] = (LABOR, LISTS)
"""Workforce rules, listed parties (subsidiaries, merchandise, identifiers, one name twice) and places of all kinds."""
