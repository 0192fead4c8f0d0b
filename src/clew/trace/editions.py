"""How old the packs are: what a result states about each edition that was asked."""

from __future__ import annotations

from typing import Any

from clew.model.dates import day_range, iso
from clew.rules import Pack, age_notes

OLD = 180
"""Days after which an edition is called old."""


def pack_dict(pack: Pack, latest: int | None) -> dict[str, Any]:
    """Return what a result says of a pack.

    Parameters
    ----------
    pack : Pack
        As it was asked.
    latest : int or None
        The last day that is asked about: of the latest entry, or ``--as-of``; None without either.

    Notes
    -----
    No clock goes into a result, so its age is told against the entries. `age_words` tells it against today.
    """
    return {
        "pack": pack.name,
        "edition": pack.edition,
        "retrieved": pack.retrieved,
        "sha256": pack.sha256,
        "superseded_by": pack.superseded_by,
        "notes": list(age_notes(pack, latest if latest is not None and iso(latest) else _known_to(pack))),
    }


def _known_to(pack: Pack) -> int:
    return day_range(pack.retrieved)[1] if pack.retrieved else 0


def age_words(packs: list[dict[str, Any]], today: int) -> list[str]:
    """Return a line for each pack that is superseded or old on a day, for people."""
    lines = []
    for pack in packs:
        days = today - day_range(pack["retrieved"])[1] if pack["retrieved"] else 0
        notes = [f"superseded by {pack['superseded_by']}"] if pack["superseded_by"] else []
        if days > OLD:
            notes.append(
                f"known up to {days // 30} months ago" if days < 730 else f"known up to {days // 365} years ago"
            )
        if notes:
            lines.append(f"{pack['pack']} {pack['edition']}: {'; '.join(notes)}")
    return lines
