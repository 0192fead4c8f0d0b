"""A condition on one row, in its two forms: for a row in memory, and for all rows by SQL."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import isfinite

from clew.model.dates import day_range
from clew.store import raw
from clew.store.held import Cells

Hint = Callable[[str], str]
NUMBER = r"[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?"
DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"


@dataclass(frozen=True)
class Condition:
    """Something that a row may do.

    Attributes
    ----------
    column : str
        Column that is told of.
    test : callable
        Whether the cells of a row do it.
    predicate : str
        The same in SQL.
    message : str
        ``{}`` stands for the value.
    hint : callable
        From the value to a hint.
    lacking : tuple of int
        Sources of which it is not asked.
    quick : str
        A cheaper predicate that is true wherever `predicate` is; empty if there is none.
    by_value : bool
        Whether it depends on the value of the column alone, and the column has few different ones.
    """

    code: str
    column: str
    test: Callable[[Cells], bool]
    predicate: str
    message: str
    hint: Hint
    lacking: tuple[int, ...] = ()
    quick: str = ""
    by_value: bool = False


def says(text: str) -> Hint:
    """Return a hint that is the same for every value."""
    return lambda _: text


def matches(column: str, pattern: str, *, wanted: bool = True) -> tuple[Callable[[Cells], bool], str]:
    """Return the two forms of: the cell is filled and matches (or does not match) a pattern, from end to end."""
    compiled = re.compile(pattern)
    name = raw.quoted(column)
    found = f"regexp_full_match({name}, '{pattern}')"

    def test(cells: Cells) -> bool:
        text = cells[column]
        return text is not None and (compiled.fullmatch(text) is not None) is wanted

    return test, found if wanted else f"({name} IS NOT NULL AND NOT {found})"


@cache
def is_date(text: str | None) -> bool:
    """Whether a text is a partial date."""
    try:
        return text is not None and bool(day_range(text))
    except ValueError:
        return False


def is_date_sql(column: str) -> str:
    """Return SQL that is true of a partial date and false of anything else, blank too."""
    name = raw.quoted(column)
    return (
        f"coalesce(regexp_full_match({name}, '{DATE}') AND {name} >= '0001' AND "
        f"TRY_CAST({name} || substr('0000-01-01', length({name}) + 1) AS DATE) IS NOT NULL, false)"
    )


def number(text: str | None) -> float | None:
    """Return the number that a text is, None if it is none."""
    if text is None or re.fullmatch(NUMBER, text) is None:
        return None
    value = float(text)
    return value if isfinite(value) else None


def number_sql(column: str) -> str:
    """Return SQL for the number that a text is, NULL if it is none."""
    name = raw.quoted(column)
    cast = f"TRY_CAST({name} AS DOUBLE)"
    return f"CASE WHEN regexp_full_match({name}, '{NUMBER}') AND isfinite({cast}) THEN {cast} END"
