"""What `view` and `report` begin with: a saved result and its graph, or a trace of the graph here and now."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clew.cli.common import Progress
from clew.errors import ClewError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clew.reports.model import Others
    from clew.views.case import Case


@dataclass(frozen=True)
class Seen:
    """A result with words, its graph, and if they were asked its certificates and a counter of other paths."""

    case: Case
    con: DuckDBPyConnection
    certificates: tuple[dict[str, Any], ...] = ()
    others: Others | None = None


def see(
    graphs: Sequence[str],
    entries: Sequence[str],
    saved: str | None,
    *,
    certify: bool | int = False,
    count: bool = False,
    **asked: Any,  # noqa: ANN401
) -> Seen:
    """Return a result: of a file if one is named, else traced.

    Parameters
    ----------
    certify : bool or int
        Whether certificates are made: yes, no, or up to a number of entries.
    count : bool
        Whether paths beside those of the result can be counted.

    Raises
    ------
    ClewError
        If the file holds no result, or one of another graph, or if the trace cannot be made.
    """
    from clew.trace.policy import read_policy
    from clew.views.case import of_result

    policy = read_policy(asked.pop("policy"))
    if saved:
        if asked.get("source") or asked.get("target"):
            raise click.UsageError("--result says what was asked: without --from and --to.")
        return _saved(saved, graphs, entries, asked, count=count)
    from clew.trace.run import STEPS, Request, run

    progress = Progress(STEPS)
    request = Request(graphs, entries=entries, policy=policy, **asked)
    try:
        trace = run(request, progress)
        made = _certificates(trace, request, asked=certify is True) if _wanted(certify, len(trace.answers)) else ()
    finally:
        progress.close()
    con = trace.loaded.con
    others = _others(con, request.as_of) if count else None
    return Seen(of_result(con, trace.result(), trace.packs), con, made, others)


def _others(con: DuckDBPyConnection, as_of: str | None) -> Others:
    from clew.trace.beside import Beside
    from clew.trace.run import days_of

    return Beside(con, days_of(as_of)).others


def _wanted(certify: bool | int, entries: int) -> bool:
    """Whether certificates are made: yes, no, or up to a number of entries."""
    return certify if isinstance(certify, bool) else entries <= certify


def _certificates(trace: Any, request: Any, *, asked: bool) -> tuple[dict[str, Any], ...]:  # noqa: ANN401
    """Return the certificates of all entries; if nobody asked for them and one cannot be made, none."""
    from dataclasses import replace

    from clew.trace.certificate import certificate
    from clew.trace.run import day_of

    if trace.dresser.virtual or trace.asked:
        return ()
    as_of = day_of(request.as_of)
    try:
        return tuple(certificate(replace(trace, answers=(answer,)), request.policy, as_of) for answer in trace.answers)
    except ClewError:
        if asked:
            raise
        return ()


def _saved(path: str, graphs: Sequence[str], entries: Sequence[str], asked: dict[str, Any], *, count: bool) -> Seen:
    from clew.trace.policy import policy_of
    from clew.trace.run import Request, begin
    from clew.trace.select import did_you_mean
    from clew.views.case import of_result

    result = _read(path)
    policy = policy_of({**result["policy"], "match": dict(result["policy"]["match"])}, path)
    reach = {"source": result.get("from"), "target": result.get("to")}
    begun = begin(Request(graphs, policy=policy, **{**asked, **reach, "as_of": result["as_of"]}))
    if begun.loaded.sha256 != result["graph"]["sha256"]:
        raise ClewError(
            f"{path} is a result of other records than those of this graph.",
            hint="Trace the graph again, or name the graph that the result is of.",
            code="E-RESULT",
        )
    known = [entry["entry"] for entry in result.get("entries", ())]
    for entry in entries:
        if entry not in known:
            hint = did_you_mean(entry, known) or f"The first are: {', '.join(known[:5]) or 'none'}."
            raise ClewError(f"{path} holds no entry {entry!r}.", hint=hint, code="E-ENTRY")
    if entries:
        result = {**result, "entries": [entry for entry in result["entries"] if entry["entry"] in entries]}
    con, others = begun.loaded.con, None
    if count and {pack.sha256 for pack in begun.packs} == {pack["sha256"] for pack in result["packs"]}:
        begun.derive()
        others = _others(con, result["as_of"])
    return Seen(of_result(con, result, begun.packs), con, (), others)


def _read(path: str) -> dict[str, Any]:
    import sys

    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
        found = json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise ClewError(f"cannot read a result from {path}: {error}.", code="E-RESULT") from error
    if not isinstance(found, dict) or not _is_result(found):
        hint = "`clew trace GRAPH -o result.json` writes one."
        raise ClewError(f"{path} holds no result of clew trace.", hint=hint, code="E-RESULT")
    return found


def _is_result(found: dict[str, Any]) -> bool:
    head = {"graph": dict, "packs": list, "policy": dict}
    whole = all(isinstance(found.get(key), kind) for key, kind in head.items()) and "as_of" in found
    return whole and isinstance(found.get("sources" if "to" in found else "entries"), list)
