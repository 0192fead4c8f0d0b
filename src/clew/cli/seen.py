"""What `view` and `report` begin with: a saved result and its graph, or a trace of the graph here and now."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clew.cli.common import Progress
from clew.errors import ClewError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clew.views.case import Case


@dataclass(frozen=True)
class Seen:
    """A result with words, the graph that it is of, and the certificates of its entries if they were asked."""

    case: Case
    con: DuckDBPyConnection
    certificates: tuple[dict[str, Any], ...] = ()


def see(
    graphs: Sequence[str],
    entries: Sequence[str],
    saved: str | None,
    *,
    certify: bool | int = False,
    **asked: Any,  # noqa: ANN401
) -> Seen:
    """Return a result: of a file if one is named, else traced.

    Raises
    ------
    ClewError
        If the file holds no result, or one of another graph, or if the trace cannot be made.
    """
    from clew.trace.policy import read_policy
    from clew.views.case import of_result

    policy = read_policy(asked.pop("policy"))
    if saved:
        return _saved(saved, graphs, entries, asked)
    from clew.trace.run import STEPS, Request, run

    progress = Progress(STEPS)
    request = Request(graphs, entries=entries, policy=policy, **asked)
    try:
        trace = run(request, progress)
        made = _certificates(trace, request, asked=certify is True) if _wanted(certify, len(trace.answers)) else ()
    finally:
        progress.close()
    return Seen(of_result(trace.loaded.con, trace.result(), trace.packs), trace.loaded.con, made)


def _wanted(certify: bool | int, entries: int) -> bool:
    """Whether certificates are made: yes, no, or up to a number of entries."""
    return certify if isinstance(certify, bool) else entries <= certify


def _certificates(trace: Any, request: Any, *, asked: bool) -> tuple[dict[str, Any], ...]:  # noqa: ANN401
    """Return the certificates of all entries; if nobody asked for them and one cannot be made, none."""
    from dataclasses import replace

    from clew.trace.certificate import certificate
    from clew.trace.run import day_of

    if trace.dresser.virtual:
        return ()
    as_of = day_of(request.as_of)
    try:
        return tuple(certificate(replace(trace, answers=(answer,)), request.policy, as_of) for answer in trace.answers)
    except ClewError:
        if asked:
            raise
        return ()


def _saved(path: str, graphs: Sequence[str], entries: Sequence[str], asked: dict[str, Any]) -> Seen:
    from clew import formats, rules
    from clew.trace.select import did_you_mean
    from clew.views.case import of_result

    result = _read(path)
    loaded = formats.load(graphs, mapping=asked["mapping"], encoding=asked["encoding"], keep_going=asked["keep_going"])
    if loaded.sha256 != result["graph"]["sha256"]:
        raise ClewError(
            f"{path} is a result of other records than those of this graph.",
            hint="Trace the graph again, or name the graph that the result is of.",
            code="E-RESULT",
        )
    known = [entry["entry"] for entry in result["entries"]]
    for entry in entries:
        if entry not in known:
            hint = did_you_mean(entry, known) or f"The first are: {', '.join(known[:5]) or 'none'}."
            raise ClewError(f"{path} holds no entry {entry!r}.", hint=hint, code="E-ENTRY")
    if entries:
        result = {**result, "entries": [entry for entry in result["entries"] if entry["entry"] in entries]}
    return Seen(of_result(loaded.con, result, rules.load_packs(list(asked["packs"]) or None)), loaded.con)


def _read(path: str) -> dict[str, Any]:
    import sys

    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
        found = json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise ClewError(f"cannot read a result from {path}: {error}.", code="E-RESULT") from error
    if not isinstance(found, dict) or not isinstance(found.get("entries"), list) or "graph" not in found:
        hint = "`clew trace GRAPH -o result.json` writes one."
        raise ClewError(f"{path} holds no result of clew trace.", hint=hint, code="E-RESULT")
    return found
