"""Partial dates as the days that they cover."""

import pytest

from clew.model.dates import ALWAYS, EVER, day_range, first_day, iso, last_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1970", "1970-01-01", "1970-12-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2023-12", "2023-12-01", "2023-12-31"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
    ],
)
def test_days_of_a_partial_date(text, first, last):
    assert tuple(map(iso, day_range(text))) == (first, last)
    assert (first_day(text), last_day(text)) == day_range(text)


@pytest.mark.parametrize("text", ["", "24", "2024-2", "2024-02-30", "2024-13", "2024/01/01", "2024-01-01T00", "0000"])
def test_no_date(text):
    with pytest.raises(ValueError, match=r"not a date|year|month|day"):
        day_range(text)


def test_blank_is_unbounded():
    assert (first_day(None), last_day(None)) == (EVER, ALWAYS)
    assert iso(EVER) is iso(ALWAYS) is None
    assert day_range("1970-01-01") == (0, 0)
