"""A certificate in words, readable without colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TextIO

from clew.cli.common import number
from clew.cli.lines import Lines
from clew.cli.table import LEGEND
from clew.model.certificates import LEVEL_WORDS, NOT_REACHED
from clew.trace.summary import WORDS

if TYPE_CHECKING:
    from clew.trace.run import Trace

Plain = Mapping[str, Any]
SHOWN = 40


def write_text(certificate: Plain, trace: Trace, stream: TextIO, *, colour: bool) -> None:
    """Write a certificate for people.

    Parameters
    ----------
    certificate : mapping
        As `clew.trace.certificate.explain` returns it.
    trace : Trace
        What it is of: its title is taken from it.
    """
    lines = Lines(stream, colour=colour)
    verdict = certificate["verdict"]
    lines.write(f"{trace.loaded.name}, entry {certificate['entry']}: {WORDS.get(verdict, verdict)}", bold=True)
    lines.blank()
    for finding in certificate["findings"]:
        if finding["status"] != NOT_REACHED:
            _write_finding(finding, lines)
    _write_absent(certificate, lines)
    _write_closed(certificate, lines)
    _write_chain("Open in the chain", certificate["chain"], lines)
    _write_chain("Open behind it, where nothing is proven", certificate["behind"], lines)
    _write_relied_on(certificate["relied_on"], lines)
    lines.blank()
    for line in LEGEND[-1:]:
        lines.write(line)
    lines.write("clew explain … -o certificate.json writes this for `clew verify certificate.json GRAPH`.")


def _write_finding(finding: Plain, lines: Lines) -> None:
    force = "" if finding["in_force"] else ", not in force on the day of the entry"
    lines.write(f"{finding['rule']} ({finding['force']}{force}): {finding['status']}", bold=True)
    start = finding["path"]["start"]
    since = f" from {start['first']}" if start["first"] else ""
    lines.write(f"starts at {_node(start)}: {_why(start)}{since}", indent=2)
    for hop in finding["path"]["hops"]:
        lines.write(f"→ {_node(hop['to'])}: {_hop(hop)}", indent=2)
    others = len(finding["sources"]) - 1
    if others > 0:
        lines.write(
            f"and from {number(others, 'other source')} that {'reaches' if others == 1 else 'reach'} it", indent=2
        )
    if finding["not_at"]:
        late = [f"{_node(source)} ({_why(source)}, from {source['first']})" for source in finding["too_late"]]
        words = f"not {finding['not_at']}: no source of it in the closed set"
        lines.write(words + (f" that is early enough; too late: {_listed(late)}" if late else ""), indent=2)
    lines.blank()


def _hop(hop: Plain) -> str:
    days = [f"{word} {hop[key]}" for word, key in (("there from", "first"), ("leaves by", "last")) if hop[key]]
    records = f"records {', '.join(hop['records'])}" if hop["records"] else "no record of its own"
    documents = f"documents {', '.join(hop['documents'])}" if hop["documents"] else "no documents"
    kind = hop["kind"].replace("_", " ")
    return f"{kind} ({hop['rule']}), {hop['basis']}; {'; '.join([records, documents, *days])}"


def _write_absent(certificate: Plain, lines: Lines) -> None:
    absent = [finding for finding in certificate["findings"] if finding["status"] == NOT_REACHED]
    codes = sorted({finding["rule"] for finding in absent if finding["in_force"]})
    if codes:
        lines.write(f"Not reached: {', '.join(codes)}", bold=True)
        lines.write(
            "No source of these lies in the closed set, even where all proof against records is ignored.", indent=2
        )
    for finding in absent:
        for source in finding["too_late"]:
            force = "" if finding["in_force"] else ", not in force"
            day = source["first"]
            lines.write(f"too late ({finding['rule']}{force}): {_node(source)}, {_why(source)}, from {day}", indent=2)
    lines.blank()


def _write_closed(certificate: Plain, lines: Lines) -> None:
    closed = certificate["closed"]
    counts = {level: sum(level in stock["until"] for stock in closed) for level in LEVEL_WORDS}
    told = ", ".join(f"{count:,} at {level}" for level, count in counts.items())
    lines.write(
        f"The closed set: {number(len(closed), 'stock')} upstream, no hop enters from elsewhere ({told})", bold=True
    )
    for stock in closed[:SHOWN]:
        dated = {level: day for level, day in stock["until"].items() if day not in {"always", "never"}}
        days = f", until {next(iter(dated.values()))}" if dated else ""
        never = ", upstream only if days are ignored" if "never" in stock["until"].values() else ""
        lines.write(f"{_node(stock)}: {next(iter(stock['until']))}{days}{never}", indent=2)
    if len(closed) > SHOWN:
        lines.write(f"… and {len(closed) - SHOWN:,} more; --json names all", indent=2)
    lines.blank()


def _write_chain(title: str, chain: Plain, lines: Lines) -> None:
    lines.write(title, bold=True)
    rows = {
        "frontier": [f"{_node(row)} ({row['kind'].replace('_', ' ')})" for row in chain["frontier"]],
        "unscreened": [f"{_node(row)} ({row['kind']})" for row in chain["unscreened"]],
        "labor unrecorded": chain["labor_unrecorded"],
    }
    for name, found in rows.items():
        lines.write(f"{name}: {_listed(found) or 'none'}", indent=2)


def _write_relied_on(relied: Plain, lines: Lines) -> None:
    lines.write("Relied on", bold=True)
    for name in ("rebutted", "segregations"):
        rows = [f"{row['claim']} ({', '.join(row['documents'])})" for row in relied[name]]
        lines.write(f"{name}: {_listed(rows) or 'none'}", indent=2)
    ends = [f"{_node(row)} ({', '.join(row['claims'])}: {', '.join(row['documents'])})" for row in relied["ends"]]
    lines.write(f"origin proven to be all: {_listed(ends) or 'none'}", indent=2)


def _listed(words: list[str]) -> str:
    more = f" … and {len(words) - SHOWN:,} more; --json names all" if len(words) > SHOWN else ""
    return "; ".join(words[:SHOWN]) + more


def _node(node: Plain) -> str:
    return f"{node['holder']}/{node['item']}" if "holder" in node else f"entry {node['entry']}"


def _why(source: Plain) -> str:
    claim, listing = source.get("claim"), source.get("listing")
    return ", ".join([*([f"claim {claim}"] if claim else []), *([f"listing {listing}"] if listing else [])])
