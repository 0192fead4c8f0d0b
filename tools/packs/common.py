"""What the makers of packs share: reading a source table, writing a pack's table, HS candidates of a good."""

import csv
import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

PACKS = Path(__file__).parents[2] / "src" / "clew" / "rules" / "packs"


def rows(path: Path) -> list[dict[str, str]]:
    """Read a source table, its text in NFC (the sources hold decomposed letters at times), cells stripped."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
    return [{key: value.strip() for key, value in row.items()} for row in csv.DictReader(text.splitlines())]


def several(cell: str) -> list[str]:
    """Split a cell of several values."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def join(values: Iterable[str]) -> str:
    """Join distinct values in their order."""
    return "|".join(dict.fromkeys(value.replace("|", "/") for value in values if value))


def hs_of_goods(source: Path) -> dict[str, list[str]]:
    """Return the candidate HS prefixes of each good of the TVPRA vocabulary."""
    found: dict[str, list[str]] = {}
    for row in rows(source / "tvpra_good_to_hs2022_candidate.csv"):
        if row["hs"]:
            found.setdefault(row["good"], []).append(row["hs"])
    return found


def write(name: str, columns: tuple[str, ...], table: Iterable[Mapping[str, str]], source: Path | None) -> None:
    """Write the table of a pack, sorted by id, and the sha256 of its source into its YAML file."""
    listed = sorted(table, key=lambda row: row["id"])
    with (PACKS / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(listed)
    if source is not None:
        head = PACKS / f"{name}.yaml"
        digest = hashlib.sha256(source.read_bytes()).hexdigest()
        text = head.read_text(encoding="utf-8")
        head.write_text(re.sub(r"(?m)^  sha256: .*$", f"  sha256: {digest}", text), encoding="utf-8")
    sys.stdout.write(f"{name}: {len(listed)} rows\n")
