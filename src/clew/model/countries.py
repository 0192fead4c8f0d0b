"""Countries in any usual spelling as ISO 3166-1 alpha-2 codes.

A code is answered at once; a name is looked up in ``country_names.csv`` (usual spellings that the standard
does not have) and then in pycountry, which is imported only then. A name that two countries bear is no code.
"""

import csv
import unicodedata
from functools import cache
from pathlib import Path

_CODES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV "
    "BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES "
    "ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE "
    "IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY "
    "MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU "
    "NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM "
    "SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE "
    "VG VI VN VU WF WS XK YE YT ZA ZM ZW"
)

CODES = frozenset(_CODES.split())
"""All codes of ISO 3166-1, and XK (Kosovo, user-assigned)."""

AMBIGUOUS: dict[str, str] = {
    "korea": "write KP (North Korea) or KR (South Korea)",
    "congo": "write CD (Democratic Republic of the Congo) or CG (Republic of the Congo)",
    "virgin islands": "write VI (of the United States) or VG (British)",
}
"""Names, folded, that mean more than one country, each with a hint."""

_DROPPED = frozenset(".'’`ʼ")


def code(text: str) -> str | None:
    """Return the alpha-2 code of a country.

    Parameters
    ----------
    text : str
        A code (alpha-2, alpha-3 or numeric, in any case) or a usual name.

    Returns
    -------
    str or None
        None if the text names no country, or more than one (see `hint`).
    """
    plain = text.strip().upper()
    if plain in CODES:
        return plain
    name = folded(text)
    if not name or name in AMBIGUOUS:
        return None
    return _usual_names().get(name) or _standard_names().get(name)


def hint(text: str) -> str:
    """Return what to write instead of a text that is no country."""
    name = folded(text)
    if name in AMBIGUOUS:
        return AMBIGUOUS[name]
    from difflib import get_close_matches

    known = _known_names()
    near = get_close_matches(name, known, n=1, cutoff=0.75)
    if near:
        return AMBIGUOUS.get(near[0], f"did you mean {known[near[0]]}?")
    return "write an ISO 3166-1 code such as VN, or the usual name of the country"


def folded(text: str) -> str:
    """Return a name without case, accents and punctuation."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = (c if c.isalnum() else " " for c in letters if not unicodedata.combining(c) and c not in _DROPPED)
    return " ".join("".join(kept).split())


@cache
def _usual_names() -> dict[str, str]:
    with Path(__file__).with_name("country_names.csv").open(encoding="utf-8", newline="") as stream:
        return {folded(row["name"]): row["code"] for row in csv.DictReader(stream)}


@cache
def _standard_names() -> dict[str, str]:
    import pycountry

    names: dict[str, str] = {}
    for country in pycountry.countries:
        for attribute in ("name", "official_name", "common_name", "alpha_3", "numeric"):
            name = getattr(country, attribute, None)
            if name:
                names[folded(name)] = country.alpha_2
    return names


@cache
def _known_names() -> dict[str, str]:
    """Return every folded name with a spelling for people."""
    import pycountry

    known = {folded(country.name): f"{country.name} ({country.alpha_2})" for country in pycountry.countries}
    known.update({name: f"{text} ({_usual_names()[name]})" for name, text in _spellings().items()})
    return known


@cache
def _spellings() -> dict[str, str]:
    with Path(__file__).with_name("country_names.csv").open(encoding="utf-8", newline="") as stream:
        return {folded(row["name"]): row["name"] for row in csv.DictReader(stream)}
