"""Makes the pack us-dol-tvpra: goods and the countries that they come from."""

import re
import unicodedata
from pathlib import Path

from common import hs_of_goods, join, rows, write

NAME = "us-dol-tvpra"
SOURCE = "tvpra_list_of_goods_2022_2023.csv"
COLUMNS = ("id", "rules", "name", "country", "goods", "hs", "quoted", "notes")
RULES = {
    "forced_labor": "US-TVPRA-FL",
    "child_labor": "US-TVPRA-CL",
    "forced_child_labor": "US-TVPRA-FCL",
    "downstream": "US-TVPRA-DS",
}


def make(source: Path) -> None:
    """Write the table of the pack."""
    mapping = hs_of_goods(source)
    table = []
    for row in rows(source / SOURCE):
        good, group = row["good"], row["good_group"]
        rules = [rule for flag, rule in RULES.items() if row[flag] == "1"]
        assert rules, f"a row without a flag: {row}"
        notes = []
        if row["downstream"] == "1":
            notes.append(
                f"downstream good: its input from {row['downstream_input_country']} is made with forced or child labor"
            )
        if good != group:
            notes.append(f"listed as {good}: the base name {group} matches too")
        if hs := mapping.get(good) or mapping.get(group) or []:
            notes.append("the HS codes are candidates of this project, not official")
        table.append(
            {
                "id": f"tvpra-{row['country_iso2'].lower()}-{_slug(good)}",
                "rules": join(rules),
                "name": f"{good}, {row['country']}",
                "country": row["country_iso2"],
                "goods": join([good, group]),
                "hs": join(hs),
                "quoted": f"{good} – {row['country']}",
                "notes": join(notes),
            }
        )
    write(NAME, COLUMNS, table, source / SOURCE)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
