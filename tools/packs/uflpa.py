"""Makes the pack us-uflpa: the entity list, the region, and the table of priority sectors."""

import csv
import re
from pathlib import Path

from common import PACKS, join, rows, several, write
from xinjiang import NAMES

NAME = "us-uflpa"
SOURCE = "uflpa_entity_list_2025-01-14.csv"
COLUMNS = ("id", "rules", "scope", "name", "aliases", "country", "regions", "begins", "quoted", "notes")
REPAIRED = "alias {!r} repaired: the source splits it at “and”"
CHINESE = {"uflpa-xinjiang-production-and-construction-corps": ["新疆生产建设兵团"]}


def make(source: Path) -> None:
    """Write the table of the pack and the table of sectors."""
    table = [row for entity in rows(source / SOURCE) for row in _entity(entity)]
    table.append(
        {
            "id": "uflpa-region-xinjiang",
            "rules": "US-UFLPA-REGION",
            "scope": "place",
            "name": "Xinjiang Uyghur Autonomous Region (XUAR): any goods",
            "country": "CN",
            "regions": join(NAMES),
            "begins": "2022-06-21",
        }
    )
    write(NAME, COLUMNS, table, source / SOURCE)
    with (PACKS / f"{NAME}.sectors.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["sector", "added", "hs"])
        for row in rows(source / "uflpa_priority_sectors.csv"):
            writer.writerow([row["sector"], row["added"], row["hs_prefix_candidate"]])


def _entity(entity: dict[str, str]) -> list[dict[str, str]]:
    """Return the row of an entity, and one for each subsidiary that it names."""
    aliases, notes = _repaired(several(entity["aliases"]), entity["name_as_listed"])
    notes.append(f"sections {' and '.join(several(entity['sections']))}")
    if entity["includes_subsidiaries"] == "1":
        notes.append("covers what the entity owns; affiliates that no ownership record names are not found")
    shared = {"rules": "US-UFLPA-ENTITY", "country": entity["country_iso2"], "begins": entity["effective_date"]}
    own = shared | {
        "id": entity["id"],
        "scope": "subsidiaries" if entity["includes_subsidiaries"] == "1" else "entity",
        "name": entity["name"],
        "aliases": join([*aliases, *CHINESE.get(entity["id"], ())]),
        "quoted": entity["name_as_listed"],
        "notes": join(notes),
    }
    named = [
        shared
        | {
            "id": f"{entity['id']}-subsidiary-{number}",
            "scope": "entity",
            "name": name,
            "quoted": entity["name_as_listed"],
            "notes": f"named as a subsidiary of {entity['name']}",
        }
        for number, name in enumerate(several(entity["named_subsidiaries"]), start=1)
    ]
    return [own, *named]


def _repaired(aliases: list[str], listed: str) -> tuple[list[str], list[str]]:
    """Join aliases that the source splits inside a name (Import|Export Co.), and split those that it joins."""
    found: list[str] = []
    notes: list[str] = []
    for alias in aliases:
        if found and f"{found[-1]} and {alias}" in listed and not _ends_a_name(found[-1]):
            found[-1] = f"{found[-1]} & {alias}"
            notes.append(REPAIRED.format(found[-1]))
        elif part := re.fullmatch(r"(.*(?:Ltd\.|Limited|Co\.)) and (.+)", alias):
            found += [part[1], part[2]]
            notes.append(f"aliases {part[1]!r} and {part[2]!r}: the source joins them")
        else:
            found.append(alias)
    return found, notes


def _ends_a_name(alias: str) -> bool:
    """Tell whether a name is whole before an “and” (Meike Co. and Jiangsu …), not cut in it."""
    return bool(re.search(r"(Ltd\.?|Limited|Co\.|Company|Corporation|Group|Technology)$", alias))
