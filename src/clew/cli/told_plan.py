"""A plan for people: what to ask of whom, what it costs, and how sure it is that nothing less would do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from clew.cli.common import number
from clew.cli.lines import Lines
from clew.cli.table import LEGEND

SHOWN = 10
"""Paths that cannot be broken that are shown; how many more there are is said."""


def write_plan(result: Mapping[str, Any], stream: TextIO, *, colour: bool) -> None:
    """Write a plan, a proof or a portfolio."""
    lines = Lines(stream, colour=colour)
    if "entry" not in result:
        _write_portfolio(result, lines)
    elif "path" in result:
        _write_proof(result, lines)
    else:
        _write_plan(result, lines)
    lines.write(LEGEND[-1])


def _write_plan(result: Mapping[str, Any], lines: Lines) -> None:
    entry, requests = result["entry"], result["requests"]
    proven = "no plan costs less" if result["optimal"] else f"no plan costs less than {result['bound']:g}"
    if requests:
        what = f"{entry}: {number(len(requests), 'request')} would break every path at {result['basis']} or stronger"
        lines.write(f"{what}; cost {result['cost']:g}, {proven}", bold=True)
        _write_requests(requests, lines)
    else:
        lines.write(f"{entry}: nothing to ask for at {result['basis']} or stronger", bold=True)
    lines.blank()
    if result["unbreakable"]:
        _write_unbreakable(result["unbreakable"], lines)
    if result["chain"]:
        lines.write(f"the chain needs, to leave unresolved, {number(len(result['chain']), 'request')} more", bold=True)
        _write_requests(result["chain"], lines)
        lines.blank()
    lines.write(f"Verdict once all is answered as hoped: {result['verdict']}.")


def _write_requests(requests: Iterable[Mapping[str, Any]], lines: Lines) -> None:
    for place, request in enumerate(requests, 1):
        settles = f", settles {_settled(request['settles'])}" if request["settles"] else ""
        about = request.get("claim") or "/".join(filter(None, (request.get("holder"), request.get("item"))))
        kind = request["request"].replace("_", " ")
        lines.write(f"{place}  {kind}  {about}  (cost {request['cost']:g}{settles})", indent=2)
        lines.write(request["ask"], indent=5)


def _settled(count: int) -> str:
    return "1 hop or source" if count == 1 else f"{count:,} hops and sources"


def _write_unbreakable(paths: list[Mapping[str, Any]], lines: Lines) -> None:
    lines.write(f"cannot be broken by evidence: {number(len(paths), 'path')}", bold=True)
    for path in paths[:SHOWN]:
        source = path["source"]
        start = source.get("claim") or source.get("listing")
        lines.write(f"{path['rule']}  {path['basis']}  [{start}] {_way(path['hops'])}", indent=2)
    if len(paths) > SHOWN:
        lines.write(f"{len(paths) - SHOWN:,} more: --json names them", indent=2)
    lines.blank()


def _way(hops: list[Mapping[str, Any]]) -> str:
    parts = [f"{hop['from']['holder']}/{hop['from']['item']}" for hop in hops]
    return " → ".join([*parts, "entry"])


def _write_proof(result: Mapping[str, Any], lines: Lines) -> None:
    entry, path = result["entry"], result["path"]
    if path is None:
        lines.write(f"{entry}: no path that documents alone would prove", bold=True)
        return
    count = number(len(result["requests"]), "document")
    lines.write(f"{entry}: {count} would document one path end to end; cost {result['cost']:g}", bold=True)
    lines.write(f"{path['rule']}  {_way(path['hops'])}", indent=2)
    _write_requests(result["requests"], lines)
    lines.blank()


def _write_portfolio(result: Mapping[str, Any], lines: Lines) -> None:
    requests = result["requests"]
    lines.write(f"{number(len(requests), 'request')} in the order in which they settle the most", bold=True)
    for place, request in enumerate(requests, 1):
        about = request.get("claim") or "/".join(filter(None, (request.get("holder"), request.get("item"))))
        kind = request["request"].replace("_", " ")
        settled = f"settles {request['settles']:,} more, together {request['together']:,}"
        lines.write(f"{place}  {kind}  {about}  (cost {request['cost']:g}; {settled})", indent=2)
        lines.write(request["ask"], indent=5)
    lines.blank()
