"""Countries in any usual spelling."""

import csv
from pathlib import Path

import pycountry
import pytest

from clew.model import countries


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("VN", "VN"),
        (" vn ", "VN"),
        ("VNM", "VN"),
        ("704", "VN"),
        ("Viet Nam", "VN"),
        ("Vietnam", "VN"),
        ("North Korea", "KP"),
        ("Korea, North", "KP"),
        ("D.P.R.K.", "KP"),
        ("Democratic People's Republic of Korea", "KP"),
        ("Democratic People’s Republic of Korea", "KP"),
        ("South Korea", "KR"),
        ("Korea, Republic of", "KR"),
        ("Burma", "MM"),
        ("Côte d'Ivoire", "CI"),
        ("COTE D’IVOIRE", "CI"),
        ("Ivory Coast", "CI"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Congo, Democratic Republic of the (DRC)", "CD"),
        ("Congo (Brazzaville)", "CG"),
        ("P.R. China", "CN"),
        ("中国", "CN"),
        ("북한", "KP"),
        ("UK", "GB"),
        ("U.S.A.", "US"),
        ("Czech Republic", "CZ"),
        ("Kosovo", "XK"),
        ("Korea", None),
        ("Congo", None),
        ("Virgin Islands", None),
        ("Atlantis", None),
        ("XX", None),
        ("", None),
        ("-", None),
    ],
)
def test_code(text, code):
    assert countries.code(text) == code


def test_codes_are_those_of_the_standard():
    assert {country.alpha_2 for country in pycountry.countries} | {"XK"} == countries.CODES


def test_ambiguous_names_have_a_hint():
    assert countries.hint("korea") == "write KP (North Korea) or KR (South Korea)"
    assert countries.hint("Kongo") == countries.AMBIGUOUS["congo"]
    assert countries.hint("Vietnm") == "did you mean Viet Nam (VN)?"
    assert "ISO 3166-1" in countries.hint("???")


def test_usual_names_are_sorted_and_codes():
    path = Path(countries.__file__).with_name("country_names.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [(row["code"], row["name"]) for row in csv.DictReader(stream)]
    assert rows == sorted(rows)
    assert {code for code, _ in rows} <= countries.CODES
    folded = [countries.folded(name) for _, name in rows]
    assert len(folded) == len(set(folded))
    assert not set(folded) & set(countries.AMBIGUOUS)
