"""Words about packs: how old an edition is, what supersedes it, which sector a code belongs to."""

import csv
from functools import cache

from clew.model.dates import day_range, iso
from clew.rules.load import FOLDER
from clew.rules.pack import Pack

OLD_AFTER = 180
"""Days after which a list is called old: the lists are amended several times a year."""


def age_notes(pack: Pack, on_day: int) -> tuple[str, ...]:
    """Say how old a pack is on a day, what supersedes it, and what is known but not applied.

    Parameters
    ----------
    pack : Pack
    on_day : int
        For example the last day of the entry's date, in days since 1970-01-01.

    Returns
    -------
    tuple of str
        Sentences for people; empty if nothing is to be said.
    """
    notes: list[str] = []
    if pack.superseded_by:
        notes.append(
            f"{pack.name}: edition {pack.edition} is superseded by {pack.superseded_by}, which is not in hand."
        )
    known_to = day_range(pack.retrieved)[1] if pack.retrieved else None
    if known_to is not None and pack.listings and on_day - known_to > OLD_AFTER:
        notes.append(
            f"{pack.name}: the list is of {pack.retrieved}, {on_day - known_to} days before {iso(on_day)}: "
            "what was added, changed or removed since is not in it."
        )
    return tuple(notes) + tuple(f"{pack.name}: {fact}" for fact in pack.facts)


def sector_of(hs: str) -> tuple[str, ...]:
    """Return the priority sectors of the UFLPA strategy that an HS code may belong to, as breadcrumbs.

    Parameters
    ----------
    hs : str
        An HS code; only its digits count.

    Returns
    -------
    tuple of str
        A sentence for each sector; never a source of taint. The mapping is a candidate, not official.
    """
    digits = "".join(sign for sign in hs if sign.isdigit())
    found: dict[str, str] = {}
    for sector, added, prefix in _sectors():
        if len(digits) >= 2 and (digits.startswith(prefix) or prefix.startswith(digits)):
            found.setdefault(sector, f"{added}, candidate HS {prefix}")
    return tuple(
        f"UFLPA priority sector: {sector} (since {why}; not official)" for sector, why in sorted(found.items())
    )


@cache
def _sectors() -> tuple[tuple[str, str, str], ...]:
    """Read the table of sectors: name, date, HS prefix."""
    with (FOLDER / "us-uflpa.sectors.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["sector"], row["added"], row["hs"]) for row in csv.DictReader(file))
