"""Parameters of a question, each checked before it is used."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from clew.errors import ClewError

Asked = Mapping[str, Sequence[str]]


def one(asked: Asked, name: str, default: str | None = None) -> str:
    """Return the value of a parameter.

    Raises
    ------
    ClewError
        If it is missing, or given twice.
    """
    values = asked.get(name, ())
    if not values and default is not None:
        return default
    if len(values) != 1:
        raise ClewError(f"say {name!r} once.", code="E-ASKED")
    return values[0]


def stock(holder: str, item: str) -> str:
    """Return a stock as parameters name it."""
    return json.dumps([holder, item], separators=(",", ":"))


def many(asked: Asked, name: str) -> list[str]:
    """Return all values of a parameter, each once."""
    return list(dict.fromkeys(asked.get(name, ())))


def number(asked: Asked, name: str) -> int:
    """Return a parameter that is a count, 0 where it is missing.

    Raises
    ------
    ClewError
        If it is none.
    """
    text = one(asked, name, "0")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ClewError(f"{name!r} is no number.", code="E-ASKED")
    return int(text)
