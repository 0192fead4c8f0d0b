"""Makes the pack us-ofac-dprk: parties, persons, vessels and aircraft of the sanctions list, and the place."""

import re
from pathlib import Path

from common import join, rows, several, write

NAME = "us-ofac-dprk"
SOURCE = "ofac_sdn_dprk_2024-05-03.csv"
COLUMNS = ("id", "rules", "scope", "name", "aliases", "identifiers", "country", "notes")
COUNTRIES = {
    "China": "CN",
    "Hong Kong": "HK",
    "Kazakhstan": "KZ",
    "Korea, North": "KP",
    "Latvia": "LV",
    "Russia": "RU",
    "Singapore": "SG",
    "Slovakia": "SK",
    "Taiwan": "TW",
    "Turkey": "TR",
    "United Kingdom": "GB",
    "Vietnam": "VN",
}
SIMPLE = {"SWIFT/BIC": "SWIFT", "Unified Social Credit Code (USCC)": "USCC"}
NATIONAL = {
    "Tax ID No.": "TAX",
    "Registration Number": "REG",
    "Business Registration Number": "REG",
    "Business Registration Document #": "REG",
    "Company Number": "REG",
    "Enterprise Number": "REG",
}
_SIMPLE = re.compile(rf"(?:alt\. )?({'|'.join(map(re.escape, SIMPLE))}) (\w+)(?: \(.*\))?\.?")
_NATIONAL = re.compile(rf"(?:alt\. )?({'|'.join(map(re.escape, NATIONAL))}) (\w+) \((.+)\)\.?")
_IMO = re.compile(r"\bIMO (\d+)\.?$")


def make(source: Path) -> None:
    """Write the table of the pack."""
    table = [_party(row) for row in rows(source / SOURCE)]
    table.append(
        {
            "id": "dprk-origin",
            "rules": "US-DPRK-ORIGIN",
            "scope": "place",
            "name": "North Korea: any goods",
            "country": "KP",
        }
    )
    write(NAME, COLUMNS, table, source / SOURCE)


def _party(row: dict[str, str]) -> dict[str, str]:
    """Return the row of a listed party, person, vessel or aircraft."""
    names = several(row["aliases"])
    if row["type"] == "individual":
        names += [_turned(name) for name in (row["name"], *names) if "," in name]
    notes = [f"{row['type']}, programs {', '.join(several(row['programs']))}"]
    if row["basis"] == "remark":
        notes.append("no North Korea program: listed here for its remark citing the North Korea Sanctions Regulations")
    if row["linked_to"]:
        notes.append(f"linked to {', '.join(several(row['linked_to']))}")
    if row["addresses"]:
        notes.append(f"addresses: {'; '.join(several(row['addresses']))}")
    return {
        "id": f"ofac-{row['uid']}",
        "rules": "US-OFAC-DPRK",
        "scope": "vessel" if row["type"] == "vessel" else "entity",
        "name": row["name"],
        "aliases": join(name for name in names if name != row["name"]),
        "identifiers": join(_identifiers(row)),
        "country": COUNTRIES.get(row["nationality"], ""),
        "notes": join(notes),
    }


def _turned(name: str) -> str:
    """Return “KIM, Yong Chol” as “Yong Chol KIM”."""
    family, given = name.split(",", 1)
    return f"{given.strip()} {family.strip()}"


def _identifiers(row: dict[str, str]) -> list[str]:
    """Return the identifiers of a row: IMO numbers, and what the remarks say of registers."""
    found = [f"IMO:{imo}" for imo in several(row["imo"])]
    for remark in row["remarks"].split(";"):
        text = remark.strip()
        if (imo := _IMO.search(text)) and not text.startswith("Linked To"):
            found.append(f"IMO:{imo[1]}")
        elif simple := _SIMPLE.fullmatch(text):
            found.append(f"{SIMPLE[simple[1]]}:{simple[2]}")
        elif (national := _NATIONAL.fullmatch(text)) and national[3] in COUNTRIES:
            found.append(f"{NATIONAL[national[1]]}-{COUNTRIES[national[3]]}:{national[2]}")
    return found
