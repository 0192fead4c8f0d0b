"""The panels of the page as HTML: what the server knows in elements, what records say in them as text alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from clew.explorer.asked import Asked
from clew.explorer.panels import listing, planned, stage
from clew.explorer.panels.beside import beside
from clew.views.elements import Html

if TYPE_CHECKING:
    from clew.explorer.desk import Desk, Traced

PANELS: dict[str, Callable[[Desk, Traced, Asked], Html]] = {
    "head": listing.head,
    "list": listing.rows,
    "found": listing.found,
    "exports": listing.exports,
    "stage": stage.stage,
    "others": stage.others,
    "counted": stage.counted,
    "beside": beside,
}
"""Name in the address → panel; each is given what is chosen on the page."""

SLOW: dict[str, Callable[[Desk, Asked], Html]] = {"planned": planned.planned, "supposed": planned.supposed}
"""Panels that take seconds."""
