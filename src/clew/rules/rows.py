"""The CSV table of a pack: one row a listing, under one or several of the pack's rules."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from clew.errors import ClewError
from clew.model.dates import ALWAYS, EVER, day_range
from clew.rules.pack import Listing

COLUMNS = (
    "id",
    "rules",
    "scope",
    "name",
    "aliases",
    "identifiers",
    "country",
    "regions",
    "goods",
    "hs",
    "begins",
    "ends",
    "status",
    "quoted",
    "notes",
)
SCOPES = ("entity", "subsidiaries", "vessel", "fleet", "place")
"""Entity: the party alone; subsidiaries, fleet: with what it owns; place: holders by country and region."""

_SEVERAL = ("rules", "aliases", "identifiers", "regions", "goods", "hs")
_CHECKS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "country": (re.compile(r"[A-Z]{2}"), "no ISO 3166-1 alpha-2 code"),
    "hs": (re.compile(r"\d{2,10}"), "no HS prefix of 2 to 10 digits"),
    "identifiers": (re.compile(r"[A-Z][A-Z0-9-]*:\S.*"), "not SCHEME:value"),
}
_MOST_SHOWN = 20


def read_rows(path: Path, codes: set[str], defaults: Mapping[str, str]) -> tuple[tuple[Listing, ...], bytes]:
    """Read the table of a pack.

    Parameters
    ----------
    path : Path
    codes : set of str
        Codes of the pack's rules.
    defaults : mapping of str to str
        Value of a column where the table has no such column, or a blank cell (``rules``, ``scope``, …).

    Returns
    -------
    tuple of Listing
        Sorted by id and rule.
    bytes
        The file itself.

    Raises
    ------
    ClewError
        With every problem (the first twenty are shown), each with row, column and value.
    """
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except FileNotFoundError:
        raise ClewError(
            f"{path.name}: the pack's table is missing", hint=f"it belongs beside the YAML file: {path}", code="pack"
        ) from None
    except UnicodeDecodeError as error:
        raise ClewError(f"{path.name}: not UTF-8 ({error})", hint="save it as CSV UTF-8", code="pack") from None
    problems: list[str] = []
    listings: list[Listing] = []
    seen: dict[tuple[str, str], int] = {}
    for line, row in _rows(text, defaults, problems):
        found = _listings(row, line, codes, problems)
        for listing in found:
            first = seen.setdefault((listing.id, listing.rule), line)
            if first != line:
                problems.append(f"row {line}, column id: {listing.id!r} stands in row {first} already")
        listings += found
    if problems:
        more = [f"… and {len(problems) - _MOST_SHOWN} more"] if len(problems) > _MOST_SHOWN else []
        raise ClewError(
            f"{path.name}: {len(problems)} problem(s) in the table:\n  " + "\n  ".join(problems[:_MOST_SHOWN] + more),
            hint="docs/packs.md explains every column",
            code="pack",
        )
    return tuple(sorted(listings, key=lambda listing: (listing.id, listing.rule))), content


def _rows(text: str, defaults: Mapping[str, str], problems: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and cells of each row that is not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(reader, [])
    for name in header:
        if name not in COLUMNS:
            problems.append(f"row 1, column {name!r}: unknown (known: {', '.join(COLUMNS)})")
    if len(set(header)) != len(header):
        problems.append("row 1: two columns of one name")
    for name in ("id", "name"):
        if name not in header:
            problems.append(f"row 1: no column {name!r}")
    if problems:
        return
    blank = {name: defaults.get(name, "") for name in COLUMNS}
    try:
        for cells in reader:
            if len(cells) != len(header):
                if cells:
                    problems.append(f"row {reader.line_num}: {len(cells)} cells under {len(header)} columns")
                continue
            yield reader.line_num, blank | {name: cell for name, cell in zip(header, cells, strict=True) if cell}
    except csv.Error as error:
        problems.append(f"row {reader.line_num}: {error}")


def _listings(row: dict[str, str], line: int, codes: set[str], problems: list[str]) -> list[Listing]:
    """Return the listings of a row, one for each of its rules."""

    def wrong(column: str, why: str) -> None:
        problems.append(f"row {line}, column {column}: {why}")

    several = {column: tuple(part for part in row[column].split("|") if part.strip()) for column in _SEVERAL}
    _check(row, several, codes, wrong)
    days = []
    for column, side, unbounded in (("begins", 0, EVER), ("ends", 1, ALWAYS)):
        try:
            days.append(day_range(row[column])[side] if row[column] else unbounded)
        except ValueError:
            days.append(unbounded)
            wrong(column, f"{row[column]!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)")
    if days[0] > days[1]:
        wrong("ends", f"{row['ends']!r} is before begins, {row['begins']!r}")
    return [
        Listing(
            id=row["id"],
            rule=rule,
            name=row["name"],
            aliases=several["aliases"],
            identifiers=several["identifiers"],
            is_place=row["scope"] == "place",
            subsidiaries=row["scope"] in ("subsidiaries", "fleet"),
            country=row["country"] or None,
            regions=several["regions"],
            goods=several["goods"],
            hs=several["hs"],
            begins=days[0],
            ends=days[1],
            notes=_notes(row),
        )
        for rule in several["rules"]
    ]


def _check(
    row: dict[str, str], several: Mapping[str, tuple[str, ...]], codes: set[str], wrong: Callable[[str, str], None]
) -> None:
    """Note what is wrong with the cells of a row."""
    for column in ("id", "name", "scope", "rules"):
        if not row[column].strip():
            wrong(column, "blank")
    if row["scope"] and row["scope"] not in SCOPES:
        wrong("scope", f"{row['scope']!r} is none of {', '.join(SCOPES)}")
    for code in several["rules"]:
        if code not in codes:
            wrong("rules", f"{code!r} is no rule of this pack ({', '.join(sorted(codes))})")
    for column, (pattern, why) in _CHECKS.items():
        for value in several.get(column) or filter(None, [row[column]]):
            if not pattern.fullmatch(value):
                wrong(column, f"{value!r}: {why}")
    if row["scope"] == "place":
        if not row["country"]:
            wrong("country", "blank: a place has a country")
        if row["aliases"] or row["identifiers"]:
            wrong("aliases", "a place has no aliases and no identifiers (regions go into 'regions')")
    elif row["regions"]:
        wrong("regions", f"only a place has regions, and the scope is {row['scope']!r}")
    if row["hs"] and not row["goods"]:
        wrong("hs", "HS candidates without goods")


def _notes(row: dict[str, str]) -> tuple[str, ...]:
    """Return the breadcrumbs of a row: status, quoted words, notes."""
    notes = [part for part in row["notes"].split("|") if part]
    if row["quoted"]:
        notes.insert(0, f"as listed: “{row['quoted']}”")
    if row["status"] not in ("", "Active"):
        notes.insert(0, f"status: {row['status']}")
    return tuple(notes)
