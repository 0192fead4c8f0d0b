"""How old the packs are: what a result states about each edition that was asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from clew.model.dates import day_range, iso
from clew.rules import Pack, age_notes
from clew.rules.notes import OLD_AFTER


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


def age_words(packs: Sequence[Pack], today: int) -> str:
    """Return in one line which lists are superseded or old on a day, for people; empty if none is."""
    told = []
    for pack in packs:
        days = today - _known_to(pack)
        age = f"{days // 30} months old" if days < 730 else f"{days // 365} years old"
        if pack.listings and (pack.superseded_by or days > OLD_AFTER):
            told.append(f"{pack.name} ({f'superseded by {pack.superseded_by}; ' if pack.superseded_by else ''}{age})")
    return f"lists that may lack what came later: {', '.join(told)}" if told else ""
