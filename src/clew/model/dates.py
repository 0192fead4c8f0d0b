"""Partial dates: ``2017``, ``2017-05`` and ``2017-05-09`` as the days that they cover.

A day is an integer, the number of days since 1970-01-01. A bound that is missing is
unbounded: `EVER` before all days, `ALWAYS` after all days.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

EVER = -10_000_000
ALWAYS = 10_000_000

_EPOCH = date(1970, 1, 1)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def day_range(text: str) -> tuple[int, int]:
    """Return the first and the last day that a partial date covers.

    Parameters
    ----------
    text : str
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Returns
    -------
    tuple of int
        First and last day, in days since 1970-01-01.

    Raises
    ------
    ValueError
        If the text is no such date.
    """
    match = _PARTIAL.fullmatch(text)
    if match is None:
        raise ValueError(f"not a date: {text!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    first = date(year, month or 1, day or 1)
    if day is not None:
        last = first
    elif month is not None:
        last = date(year, month, monthrange(year, month)[1])
    else:
        last = date(year, 12, 31)
    return (first - _EPOCH).days, (last - _EPOCH).days


def first_day(text: str | None) -> int:
    """Return the first day of a partial date, `EVER` if it is blank."""
    return day_range(text)[0] if text else EVER


def last_day(text: str | None) -> int:
    """Return the last day of a partial date, `ALWAYS` if it is blank."""
    return day_range(text)[1] if text else ALWAYS


def iso(day: int) -> str | None:
    """Return a day as an ISO date, None where it is unbounded."""
    if day <= EVER or day >= ALWAYS:
        return None
    return (_EPOCH + timedelta(days=day)).isoformat()
