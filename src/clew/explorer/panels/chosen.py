"""What is chosen on the page, as its address says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clew.explorer.asked import Asked, many, one, stock
from clew.explorer.questions import path_asked

if TYPE_CHECKING:
    from clew.explorer.desk import Traced

FILTERS = ("rule", "basis", "verdict", "country", "party")
VIEWS = ("path", "board", "near", "plan")


def view(asked: Asked) -> str:
    """Return the view that is chosen."""
    name = one(asked, "view", "path")
    return name if name in VIEWS else "path"


def finding(asked: Asked) -> dict[str, list[str]]:
    """Return the chosen path as the questions about paths name it."""
    names = {"entry": "entry", "rule": "of", "n": "n"}
    return {name: [value] for name, of in names.items() if (value := one(asked, of, ""))}


def filters(asked: Asked) -> dict[str, list[str]]:
    """Return the filters and the order of the list."""
    return {name: many(asked, name) for name in (*FILTERS, "gaps", "sort") if many(asked, name)}


def stocks(traced: Traced, asked: Asked) -> list[str]:
    """Return the stocks whose neighborhood is chosen: without any the one that the chosen path begins at."""
    named = many(asked, "at")
    if named or "entry" not in finding(asked):
        return named
    found = path_asked(traced, finding(asked))
    if found is None or not found[0].path:
        return []
    first = found[0].path[0].source
    return [stock(first.holder, first.item)]
