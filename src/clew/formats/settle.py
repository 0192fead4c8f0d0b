"""From raw records to a graph: check, leave out or refuse, hash, build."""

from collections.abc import Callable
from pathlib import Path

from clew.errors import InputError
from clew.formats.ingest import Intake
from clew.formats.loaded import Loaded
from clew.formats.part import Reading
from clew.store import build, check, names
from clew.store.checks import Report
from clew.store.database import hasty
from clew.store.digest import begin_digest
from clew.store.drop import LeftOut, drop, left_out, write
from clew.store.held import Held
from clew.store.problems import Problem, errors

_WHOLE = "--keep-going leaves out rows, and here a whole table, or an unknown number of its rows, cannot be read"


def settle(
    intake: Intake,
    found: Reading,
    *,
    name: str,
    keep_going: bool = False,
    left_out_file: str | Path | None = None,
    check_only: bool = False,
    spare: Callable[[Held, Report], Report] | None = None,
) -> Loaded:
    """Check the raw records of an intake and make a graph of them.

    Parameters
    ----------
    spare : callable, optional
        Leaves out rows that may be wrong without stopping the rest, and checks again.

    Raises
    ------
    clew.errors.InputError
        If there are errors and neither `keep_going` nor `check_only` is set.
    """
    con, sources = intake.con, intake.sources
    sources.write(con)
    held = Held.of(con, sources, intake.records)
    held.norms = names.begin(held)
    report = check(held)
    if spare is not None:
        report = spare(held, report)
    problems = found.problems + report.problems
    left: list[LeftOut] = []
    if errors(problems):
        whole = set(errors(found.problems)) - {row.problem for row in found.refused}
        if keep_going and whole:
            raise InputError(name, _sorted(problems), _filled(intake.records), hint=_WHOLE)
        if keep_going:
            left = _leave_out(held, found, report, problems)
        elif not check_only:
            raise InputError(name, _sorted(problems), _filled(intake.records))
    file = _written(left, name, left_out_file)
    sound = keep_going or not errors(problems)
    sha256 = begin_digest(held) if sound else lambda: ""
    if not check_only:
        build(held)
    hasty(con, on=False)
    return Loaded(con, name, _sorted(problems), len(left), file, sha256(), _filled(intake.records))


def _leave_out(held: Held, found: Reading, report: Report, problems: list[Problem]) -> list[LeftOut]:
    """Drop rows until all are sound; what refers to a dropped row is not sound any more."""
    refused = {(row.file, row.table, row.row): row for row in found.refused}
    left = [left_out(row.problem, list(row.cells)) for row in refused.values()]
    while report.unsound:
        left += drop(held, report.unsound)
        report = check(held)
        problems += errors(report.problems)
    return left


def _written(left: list[LeftOut], name: str, file: str | Path | None) -> str | None:
    if not left:
        return None
    path = Path(file) if file is not None else Path(f"{name.replace('/', '_')}.left-out.csv")
    write(path, left)
    return path.name if file is None else str(file)


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems)))


def _filled(records: dict[str, int]) -> dict[str, int]:
    return {table: rows for table, rows in records.items() if rows}
