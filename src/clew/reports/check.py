"""Whether a report is of a graph and still holds: its hash, its certificates, and the same report made anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clew.engine.reference.verify import DoesNotHoldError, digest, same
from clew.errors import ClewError
from clew.model.counted import number
from clew.reports.html import data_of, page
from clew.reports.packed import unpack

Plain = dict[str, Any]
HINT = "`clew report GRAPH -o report.html` (or .json) writes one that can be checked."


@dataclass(frozen=True)
class Read:
    """A report as read from a file; `html` is the whole page if it is one."""

    report: Plain
    html: str | None = None


def read(path: str) -> Read | None:
    """Return the report in a file, None if the file is something else.

    Raises
    ------
    ClewError
        If it is a page that carries no report, or one of another form.
    """
    if path == "-":
        return None
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    is_page = text.lstrip()[:15].casefold().startswith(("<!doctype html", "<html"))
    told = data_of(text) if is_page else text
    if told is None:
        raise ClewError(f"{path} carries no report.", hint=HINT, code="E-REPORT")
    try:
        found = unpack(json.loads(told)) if is_page else json.loads(told)
    except (ValueError, RecursionError):
        if is_page:
            raise ClewError(f"{path}: what it carries is no report.", hint=HINT, code="E-REPORT") from None
        return None
    if not isinstance(found, dict) or "report" not in found:
        return None
    _check(path, found)
    return Read(found, text if is_page else None)


def _check(path: str, found: Mapping[str, Any]) -> None:
    from pydantic import ValidationError

    from clew.model.report_results import Report

    try:
        Report.model_validate_json(json.dumps(found), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"])
        hint = "It is of another version of clew, or was changed."
        raise ClewError(f"{path}{place}: {first['msg']}.", hint=hint, code="E-REPORT") from error


def verify_report(
    told: Read, certified: Callable[[Plain], Iterator[str]], again: Callable[[Sequence[str], Sequence[Plain]], Plain]
) -> Iterator[str]:
    """Check a report, and yield what holds, statement by statement.

    Parameters
    ----------
    certified : callable
        Checks a certificate against the records, without the engine.
    again : callable
        Makes the report of some entries anew, with these certificates.

    Raises
    ------
    DoesNotHoldError
        At the first statement that does not hold.
    """
    report = told.report
    same("digest", report["digest"], digest(report))
    yield "the report is as it was made: its hash is right"
    if told.html is not None:
        if told.html.replace("\r\n", "\n") != page(report):
            raise DoesNotHoldError("the page does not say what the data that it carries says")
        yield "the page says what its data says"
    for certificate in report["certificates"]:
        held = list(certified(certificate))
        yield f"certificate of {certificate['entry']}, without the engine: {len(held)} statements, {held[-1]}"
    entries = [each["entry"] for each in report["entries"]]
    made = again(entries, report["certificates"])
    same("graph.sha256", report["graph"]["sha256"], made["graph"]["sha256"])
    yield f"these records ({report['graph']['sha256'][:12]}…)"
    for key in sorted({*report, *made} - {"digest", "graph"}):
        same(key, report.get(key, "nothing"), made.get(key, "nothing"))
    yield f"traced anew, the report of {number(len(entries), 'entry')} says the same"
