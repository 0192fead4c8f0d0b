"""From the GRAPHs that a user names to a graph in the store, checked and built."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any, Protocol

from clew.errors import InputError, UnreadableError
from clew.formats import ingest, supplies
from clew.formats.gather import Place, gather, place
from clew.formats.loaded import Loaded
from clew.formats.part import Part, Reading
from clew.formats.settle import settle
from clew.store import open_store, raw
from clew.store.database import HASTY, SMALL, hasty
from clew.store.problems import Problem

if TYPE_CHECKING:
    from clew.formats.mapping import Foreign
    from clew.store.checks.report import Report
    from clew.store.held import Held


class Beside(Protocol):
    """What is read beside the GRAPHs into the same store, and which of its rows may be wrong without stopping it."""

    def read(self, foreign: "Foreign | None", encoding: str) -> Reading:
        """Read it."""

    def complete(self, intake: ingest.Intake) -> None:
        """Add what can be said only when all rows are in."""

    def spare(self, held: "Held", report: "Report") -> "Report":
        """Leave out what may be wrong, and return the report of a check of what is left."""


def load(
    paths: Sequence[str | Path],
    *,
    mapping: str | Path | Mapping[str, Any] | None = None,
    encoding: str = "utf-8",
    keep_going: bool = False,
    left_out_file: str | Path | None = None,
    check_only: bool = False,
    beside: Beside | None = None,
) -> Loaded:
    """Read, check and build one graph from one or several GRAPHs.

    Parameters
    ----------
    paths : sequence of path
        Folders of tables, documents, workbooks, saved cases; ``NAME=GRAPH`` prefixes its ids with ``NAME:``.
    mapping : path or mapping, optional
        How other people's tables and columns are called (YAML).
    encoding : str
        Encoding of CSV files.
    keep_going : bool
        Whether to go on with the rows that are sound; the others are written to `left_out_file`.
    left_out_file : path, optional
        Default: ``NAME.left-out.csv`` in the current folder.
    check_only : bool
        Whether problems are returned, errors too, and nothing is built.
    beside : Beside, optional
        What is read besides, such as bills of materials in files of their own.

    Returns
    -------
    Loaded

    Raises
    ------
    clew.errors.InputError
        If anything is wrong and neither `keep_going` nor `check_only` is set; it carries every problem.
    clew.errors.UnreadableError
        If a GRAPH is none.
    """
    if isinstance(paths, str | Path):
        paths = [paths]
    if not paths:
        raise UnreadableError("no GRAPH was named", hint="clew trace FOLDER")
    places = [place(path) for path in paths]
    reading = _read(places, mapping, encoding, beside)
    try:
        loaded = _settled(
            places, reading, keep_going=keep_going, left_out_file=left_out_file, check_only=check_only, beside=beside
        )
        return replace(loaded, problems=tuple(_relocated(reading, loaded.problems))) if reading.relocate else loaded
    except InputError as error:
        if not reading.relocate:
            raise
        raise InputError(error.name, _relocated(reading, error.problems), error.records, hint=error.hint) from None
    finally:
        for folder in reading.folders:
            rmtree(folder, ignore_errors=True)


def _settled(
    places: Sequence[Place],
    reading: Reading,
    *,
    keep_going: bool,
    left_out_file: str | Path | None,
    check_only: bool,
    beside: Beside | None,
) -> Loaded:
    """Put what was read into a store, check and build it."""
    size = _size([*(where.path for where in places), *reading.folders])
    con = open_store(threads=1 if size < SMALL else 0)
    hasty(con, on=size < HASTY)
    raw.create(con)
    intake = ingest.Intake(con)
    found = ingest.take(intake, reading)
    supplies.finish(intake)
    if beside is not None:
        beside.complete(intake)
    return settle(
        intake,
        found,
        name=reading.name,
        keep_going=keep_going,
        left_out_file=left_out_file,
        check_only=check_only,
        spare=beside.spare if beside is not None else None,
    )


def _relocated(reading: Reading, problems: Sequence[Problem]) -> list[Problem]:
    for relocate in reading.relocate:
        problems = relocate(problems)
    return sorted(problems)


def _read(
    places: Sequence[Place], mapping: str | Path | Mapping[str, Any] | None, encoding: str, beside: Beside | None
) -> Reading:
    if mapping is not None:
        from clew.formats import mapping as mappings

    foreign = None if mapping is None else mappings.load(mapping)
    reading = Reading()
    names = []
    for where in places:
        label = f"{where.name}/" if len(places) > 1 else ""
        one = gather(where, encoding=encoding, label=label, foreign=foreign)
        names.append(where.prefix or one.name or where.name)
        reading.folders += one.folders
        reading.relocate += one.relocate
        if foreign is not None:
            one = mappings.without_levels(mappings.apply(foreign, one))
        if where.prefix:
            one.parts = [_prefixed(part, where.prefix) for part in one.parts]
        reading.take(one)
    if beside is not None:
        reading.take(beside.read(foreign, encoding))
    if foreign is not None:
        mappings.require_all(foreign, reading)
    reading.name = "+".join(names)
    return reading


def _prefixed(part: Part, prefix: str) -> Part:
    return replace(part, prefix=prefix)


def _size(paths: Sequence[str | Path]) -> int:
    size = 0
    for path in map(Path, paths):
        files = [file for file in path.iterdir() if file.is_file()] if path.is_dir() else [path]
        size += sum(file.stat().st_size for file in files if file.is_file())
    return size
