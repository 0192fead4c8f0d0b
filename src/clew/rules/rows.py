"""The CSV table of a pack: one row a listing, under one or several of the pack's rules."""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
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
    "hs": (re.compile(r"\d{2,10}(?:\|\d{2,10})*"), "not HS prefixes of 2 to 10 digits"),
    "identifiers": (re.compile(r"[A-Z][A-Z0-9-]*:\S[^|]*(?:\|[A-Z][A-Z0-9-]*:\S[^|]*)*"), "not SCHEME:value"),
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
    lines, columns = _columns(text, defaults, problems)
    several = {column: _split(columns[column]) for column in _SEVERAL}
    _check_cells(lines, columns, codes, problems)
    days = {column: _days(columns[column], lines, column, problems) for column in ("begins", "ends")}
    _check_rows(lines, columns, days, problems)
    if problems:
        more = [f"… and {len(problems) - _MOST_SHOWN} more"] if len(problems) > _MOST_SHOWN else []
        raise ClewError(
            f"{path.name}: {len(problems)} problem(s) in the table:\n  " + "\n  ".join(problems[:_MOST_SHOWN] + more),
            hint="docs/packs.md explains every column",
            code="pack",
        )
    return tuple(_listings(columns, several, days)), content


def _columns(text: str, defaults: Mapping[str, str], problems: list[str]) -> tuple[list[int], dict[str, list[str]]]:
    """Return the line of each row that is not blank, and the cells of every column, with defaults filled in."""
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
    lines: list[int] = []
    rows: list[list[str]] = []
    try:
        for cells in reader:
            if len(cells) == len(header):
                lines.append(reader.line_num)
                rows.append(cells)
            elif cells:
                problems.append(f"row {reader.line_num}: {len(cells)} cells under {len(header)} columns")
    except csv.Error as error:
        problems.append(f"row {reader.line_num}: {error}")
    found = {name: [defaults.get(name, "")] * len(rows) for name in COLUMNS}
    for name, column in zip(header, zip(*rows, strict=True), strict=False):
        blank = defaults.get(name, "")
        found[name] = [cell or blank for cell in column] if blank else list(column)
    return lines, found


def _split(cells: Sequence[str]) -> list[tuple[str, ...]]:
    """Split the cells of a column of several values."""
    known = {cell: tuple(part for part in cell.split("|") if part.strip()) for cell in set(cells)}
    return [known[cell] for cell in cells]


def _days(cells: Sequence[str], lines: Sequence[int], column: str, problems: list[str]) -> list[int]:
    """Return the first (of ``begins``) or the last day of each cell, unbounded where it is blank."""
    side, unbounded = (0, EVER) if column == "begins" else (1, ALWAYS)
    known: dict[str, int] = {"": unbounded}
    for cell in set(cells) - {""}:
        known[cell] = unbounded
        with suppress(ValueError):
            known[cell] = day_range(cell)[side]
            continue
        problems += _wrong(lines, cells, column, {cell}, "no date (YYYY, YYYY-MM or YYYY-MM-DD)")
    return [known[cell] for cell in cells]


def _wrong(lines: Sequence[int], cells: Sequence[str], column: str, bad: Collection[str], why: str) -> list[str]:
    """Return a problem for each row whose cell is one of the bad ones."""
    return [
        f"row {line}, column {column}: {cell!r}: {why}" for line, cell in zip(lines, cells, strict=True) if cell in bad
    ]


def _check_cells(
    lines: Sequence[int], columns: Mapping[str, Sequence[str]], codes: set[str], problems: list[str]
) -> None:
    """Note what is wrong with single cells; each distinct cell is looked at once."""

    def unless(column: str, good: Callable[[str], object], why: str) -> None:
        bad = {cell for cell in set(columns[column]) if not good(cell)}
        if bad:
            problems.extend(_wrong(lines, columns[column], column, bad, why))

    for column in ("id", "name", "scope", "rules"):
        unless(column, str.strip, "blank")
    unless("scope", lambda cell: cell in ("", *SCOPES), f"none of {', '.join(SCOPES)}")
    unless("rules", lambda cell: not cell or codes.issuperset(cell.split("|")), f"not of {', '.join(sorted(codes))}")
    for column, (pattern, why) in _CHECKS.items():
        unless(column, lambda cell, whole=pattern: not cell or whole.fullmatch(cell), why)  # type: ignore[misc]


def _check_rows(
    lines: Sequence[int],
    columns: Mapping[str, Sequence[str]],
    days: Mapping[str, Sequence[int]],
    problems: list[str],
) -> None:
    """Note what is wrong between the cells of a row, and ids that stand twice."""
    seen: dict[str, int] = {}
    used = zip(lines, *(columns[name] for name in ("id", "scope", "country", "regions", "goods", "hs")), strict=True)
    for at, (line, own, scope, country, regions, goods, hs) in enumerate(used):
        if seen.setdefault(own, line) != line:
            problems.append(f"row {line}, column id: {own!r} stands in row {seen[own]} already")
        if days["begins"][at] > days["ends"][at]:
            problems.append(f"row {line}, column ends: {columns['ends'][at]!r} is before {columns['begins'][at]!r}")
        if scope == "place" and not country:
            problems.append(f"row {line}, column country: blank, but a place has a country")
        if scope == "place" and (columns["aliases"][at] or columns["identifiers"][at]):
            problems.append(f"row {line}, column aliases: a place has neither aliases nor identifiers, only regions")
        if scope != "place" and regions:
            problems.append(f"row {line}, column regions: only a place has regions, and the scope is {scope!r}")
        if hs and not goods:
            problems.append(f"row {line}, column hs: candidates without goods")


def _listings(
    columns: Mapping[str, Sequence[str]],
    several: Mapping[str, Sequence[tuple[str, ...]]],
    days: Mapping[str, Sequence[int]],
) -> Iterator[Listing]:
    """Yield the listings, one for each rule of each row, in order of id and rule."""
    ids = columns["id"]
    for at in sorted(range(len(ids)), key=ids.__getitem__):
        scope = columns["scope"][at]
        notes = _notes(columns["status"][at], columns["quoted"][at], columns["notes"][at])
        for rule in sorted(set(several["rules"][at])):
            yield Listing(
                id=ids[at],
                rule=rule,
                name=columns["name"][at],
                aliases=several["aliases"][at],
                identifiers=several["identifiers"][at],
                is_place=scope == "place",
                subsidiaries=scope in ("subsidiaries", "fleet"),
                country=columns["country"][at] or None,
                regions=several["regions"][at],
                goods=several["goods"][at],
                hs=several["hs"][at],
                begins=days["begins"][at],
                ends=days["ends"][at],
                notes=notes,
            )


def _notes(status: str, quoted: str, notes: str) -> tuple[str, ...]:
    """Return the breadcrumbs of a row: status, quoted words, notes."""
    found = [part for part in notes.split("|") if part]
    if quoted:
        found.insert(0, f"as listed: “{quoted}”")
    if status not in ("", "Active"):
        found.insert(0, f"status: {status}")
    return tuple(found)
