"""A report as Markdown: plain text that no reader of it takes for markup, links or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from clew.reports import words

Plain = Mapping[str, Any]
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+!|~$])")


def plain(text: object) -> str:
    """Return a text that Markdown reads as that text."""
    escaped = _SIGNS.sub(r"\\\1", words.brief(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    for made, inert in (("://", "&#58;//"), ("www.", "www&#46;"), ("@", "&#64;")):
        escaped = escaped.replace(made, inert)
    return re.sub(r"^([-=.\d])", r"&#8203;\1", escaped) if re.match(r"[-=]|\d+\.", escaped) else escaped


def text(report: Plain) -> str:
    """Return the report."""
    return "\n".join(_lines(report)).rstrip() + "\n"


def _lines(report: Plain) -> Iterator[str]:
    yield f"# Path report: {plain(report['graph']['name'])}"
    yield f"\n**{plain(report['statement'])}**\n\n## Summary\n"
    yield from (f"- {plain(label)}: {plain(value)}" for label, value in words.summary_lines(report))
    yield f"\nHow sure each step is: {plain(words.LEGEND)}.\n\n{plain(words.OTHERS)}.\n\n## Contents\n"
    for title, paths in words.contents(report):
        yield f"- {plain(title)}"
        yield from (f"  - {plain(path)} ({plain(badge)})" for path, badge in paths)
    for entry in report["entries"]:
        yield from _entry(entry)
    yield from (["\n## Where it ends\n"] if report["ends"] else [])
    yield from (f"- {plain(line)}" for line in words.ended(report))
    yield "\n## Parties and facilities\n"
    yield from _table(
        ["Name", "Country", "Id", "Kind", "In steps"],
        (
            [each["name"], each["country"] or "unknown", each["holder"], each["is"], ", ".join(each["steps"])]
            for each in report["parties"]
        ),
    )
    yield "\n## Documents\n"
    yield from _table(
        ["No.", "Id", "What it is", "Period", "File", "sha256", "In steps"],
        (
            [each["number"], each["document"], words.paper_words(each), words.days(each["first"], each["last"]),
             each["file"] or "", each["sha256"] or "", ", ".join(each["steps"])]
            for each in report["documents"]
        ),
    )  # fmt: skip
    yield "\n## Lists and their editions\n"
    yield from (f"- {plain(each['pack'])}, {plain(each['edition'])}: {each['sha256']}" for each in report["packs"])
    yield from (f"- {plain(note)}" for each in report["packs"] for note in each.get("notes", ()))
    for title, lines in (
        ("What this report cannot see", report["limits"]),
        ("How to reproduce it", report["reproduce"]),
    ):
        yield f"\n## {title}\n"
        yield from (f"- {plain(line)}" for line in lines)
    yield "\n## Certificates\n"
    held = words.certified(report)
    yield from _table(["Entry", "Verdict", "Digest"], held) if held else [plain(words.NO_CERTIFICATE)]
    yield f"\n---\n{plain(words.footer(report))}"


def _entry(entry: Plain) -> Iterator[str]:
    verdict = words.verdict_title(entry["verdict"])
    yield f"\n## {': '.join(plain(part) for part in (words.entry_title(entry), verdict) if part)}\n"
    yield f"{plain(words.sentence(entry['says']))}.\n"
    opened, more = words.first(entry["open"], "open stocks and sites")
    yield f"Open: {plain(words.open_counts(entry))}\n"
    yield from (f"- open: {plain(words.open_words(each))}" for each in opened)
    yield from ([f"- {plain(more)}"] if more else [])
    yield from (f"- exposure: {plain(each)}" for each in entry["exposures"])
    for path in entry["paths"]:
        yield from _path(path)
    yield "\n### Steps × requirements\n"
    matrix, more = words.first(words.matrix_rows(entry["matrix"]), "rows")
    yield from _table(words.matrix_heads(entry["matrix"]), matrix)
    yield f"\n{plain(words.matrix_key(entry['matrix']))}"
    yield from ([f"\n{plain(more)}"] if more else [])
    yield "\n### Requests\n"
    requests, more = words.first(entry["requests"], "requests")
    rows = ([each["number"], each["about"], each["requirement"] or "", each["ask"], each["why"]] for each in requests)
    yield from _table(["No.", "About", "Requirement", "Ask", "Why it matters"], rows)
    yield from ([f"\n{plain(more)}"] if more else [])
    yield "\n### Rebuttals and contradictions\n"
    yield from (
        f"- {plain(each)}" for each in words.spoken_against(entry) or ["none among the documents of these steps"]
    )


def _path(path: Plain) -> Iterator[str]:
    yield f"\n### {path['number']} {plain(words.path_title(path))}\n"
    yield from (f"- {plain(line)}" for line in words.path_law(path))
    yield ""
    yield from _table(["Step", "From", "Relation", "To", "Evidence", "Claim", "Documents", "Missing"], _steps(path))
    yield from (f"- {plain(crumb)}" for crumb in words.rests(path))


def _steps(path: Plain) -> Iterator[list[str]]:
    source = path["source"]
    if source:
        yield [f"{path['number']}.0", source["words"], "source", "", words.state_words(source), source["claim"] or "",
               words.cited(source), "; ".join(words.unmet(source))]  # fmt: skip
    for step in path["steps"]:
        yield [
            step["number"],
            words.end_words(step["from"]),
            step["relation"],
            words.end_words(step["to"]),
            words.state_words(step),
            step["claim"] or "",
            words.cited(step),
            "; ".join(words.unmet(step)),
        ]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    yield from (f"| {' | '.join(plain(cell) for cell in row)} |" for row in rows)
