"""Hints: what may have been meant, and how to write it."""

import re
from collections.abc import Sequence

_NUMERIC_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_LOOSE_ISO = re.compile(r"(\d{4})[./-](\d{1,2})(?:[./-](\d{1,2}))?")
_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ].*")
_SERIAL = re.compile(r"[2-6]\d{4}(\.\d+)?")
ISO = "write YYYY, YYYY-MM or YYYY-MM-DD"


def of_word(value: str, words: Sequence[str]) -> str:
    """Return a hint for a word that is none of a few."""
    from difflib import get_close_matches

    near = get_close_matches(value.strip().casefold().replace(" ", "_").replace("-", "_"), words, n=1)
    exist = ", ".join(words)
    return f"did you mean {near[0]}? There are {exist}" if near else f"there are {exist}"


def of_date(value: str) -> str:
    """Return a hint for a text that is no partial date."""
    if match := _STAMP.fullmatch(value):
        return f"{ISO}: {match[1]}"
    if match := _LOOSE_ISO.fullmatch(value):
        parts = [match[1], match[2].zfill(2), *([match[3].zfill(2)] if match[3] else [])]
        meant = "-".join(parts)
        return f"{ISO}: {meant}" if meant != value else f"{ISO}; there is no such day"
    if match := _NUMERIC_DATE.fullmatch(value):
        one, other, year = match[1].zfill(2), match[2].zfill(2), match[3]
        if int(one) > 12:
            return f"{ISO}: {year}-{other}-{one}"
        if int(other) > 12:
            return f"{ISO}: {year}-{one}-{other}"
        return f"{ISO}: {year}-{other}-{one} or {year}-{one}-{other}; a --map file can say how dates are written"
    if _SERIAL.fullmatch(value):
        from datetime import date, timedelta

        serial = date(1899, 12, 30) + timedelta(days=int(float(value)))
        return f"a spreadsheet's number for {serial.isoformat()}? {ISO}"
    return ISO


def of_number(value: str) -> str:
    """Return a hint for a text that is no number."""
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", value):
        return f"without commas between thousands: {value.replace(',', '')}"
    if re.fullmatch(r"\d{1,3}(\.\d{3})*,\d+", value):
        return f"with a decimal point: {value.replace('.', '').replace(',', '.')}"
    match = re.match(r"[^\d-]*(-?\d+(?:\.\d+)?)", value)
    if match and match[1] != value:
        return f"digits and a decimal point only: {match[1]}; a unit has its own column"
    return "digits and a decimal point only"


def nearest(value: str, known: Sequence[str]) -> str | None:
    """Return the id that is most like a value, None if none is."""
    from rapidfuzz import fuzz, process, utils

    found = process.extractOne(value, known, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=75)
    return None if found is None else str(found[0])
