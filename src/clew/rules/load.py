"""Packs from files: a YAML file of rules and, beside it, a CSV table of listings."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from clew.errors import ClewError
from clew.rules.assertions import broken
from clew.rules.head import read_head
from clew.rules.pack import Listing, Pack, Rule
from clew.rules.rows import read_rows

FOLDER = Path(__file__).with_name("packs")
BUILT_IN = ("us-1307", "us-caatsa-321b", "us-cbp-orders", "us-dol-tvpra", "us-ofac-dprk", "us-uflpa")
"""Names of the built-in packs, sorted."""


def load_packs(names_or_files: Sequence[str] | None = None) -> tuple[Pack, ...]:
    """Load packs by name or file.

    Parameters
    ----------
    names_or_files : sequence of str, optional
        Names of built-in packs, ``default`` for all of them, or paths of YAML files. None = ``["default"]``.

    Returns
    -------
    tuple of Pack
        Sorted by name, each once.

    Raises
    ------
    ClewError
        If there is no such pack, if a pack is malformed or breaks one of its own assertions, or if two
        packs share a name, a rule code or a listing (code ``pack``).
    """
    paths: dict[Path, None] = {}
    for name in ["default"] if names_or_files is None else names_or_files:
        for path in pack_files(name):
            paths[path.resolve()] = None
    packs = tuple(sorted((load_pack(path) for path in paths), key=lambda pack: pack.name))
    _check_together(packs)
    return packs


def load_pack(path: Path) -> Pack:
    """Load one pack from its YAML file.

    Raises
    ------
    ClewError
        If it is malformed, or its rows are not what its assertions say.
    """
    head, head_bytes = read_head(path)
    listings: tuple[Listing, ...] = ()
    table_bytes = b""
    if head.table is not None:
        table = path.with_name(head.table)
        listings, table_bytes = read_rows(table, {rule.code for rule in head.rules}, head.defaults)
    problems = broken(head.assertions, listings)
    if problems:
        raise ClewError(
            f"{path.name}: the pack {head.name!r} is not what it asserts:\n  " + "\n  ".join(problems),
            hint="restore the rows of the table, or change 'assertions' if the list has really changed",
            code="pack",
        )
    return Pack(
        name=head.name,
        edition=head.edition,
        retrieved=head.retrieved,
        sha256=head.sha256 or hashlib.sha256(table_bytes or head_bytes).hexdigest(),
        superseded_by=head.superseded_by,
        rules=head.rules,
        listings=listings,
        title=head.title,
        publisher=head.publisher,
        facts=head.facts,
    )


def pack_files(name: str) -> list[Path]:
    """Return the YAML files that a name or path stands for."""
    if name == "default":
        return [FOLDER / f"{built_in}.yaml" for built_in in BUILT_IN]
    if name in BUILT_IN:
        return [FOLDER / f"{name}.yaml"]
    path = Path(name)
    if path.suffix.lower() in {".yaml", ".yml"} and path.is_file():
        return [path]
    if path.with_suffix(".yaml").is_file() and path.suffix.lower() in {"", ".csv"}:
        return [path.with_suffix(".yaml")]
    raise ClewError(
        f"there is no pack {name!r}: neither a built-in pack nor a YAML file",
        hint=f"built-in packs: {', '.join(BUILT_IN)} (default = all of them); or the path of a pack's .yaml file",
        code="pack",
    )


def _check_together(packs: Sequence[Pack]) -> None:
    """Raise if two packs cannot be loaded together."""
    names = [pack.name for pack in packs]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise ClewError(
            f"two packs are called {twice[0]!r}", hint="rename one of them: 'pack:' in its YAML", code="pack"
        )
    codes: dict[str, str] = {}
    ids: dict[tuple[str, str], str] = {}
    for pack in packs:
        _claim(codes, {rule.code: rule for rule in pack.rules}, pack.name, "the rule")
        _claim(ids, {(listing.id, listing.rule): listing for listing in pack.listings}, pack.name, "the listing")


def _claim(owners: dict[Any, str], things: Mapping[Any, Rule | Listing], pack: str, what: str) -> None:
    """Note that a pack defines things; raise if another pack does already."""
    for key in sorted(things):
        if owners.setdefault(key, pack) != pack:
            word = key if isinstance(key, str) else key[0]
            raise ClewError(
                f"{what} {word!r} is in the pack {owners[key]!r} and in {pack!r}",
                hint="load only one of the two (--pack), or rename it in your own pack",
                code="pack",
            )
