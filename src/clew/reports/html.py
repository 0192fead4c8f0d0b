"""A report as one HTML file: no scripts, no requests, every text escaped, legible on screen and paper."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

from clew.reports import words
from clew.reports.packed import pack
from clew.reports.pictures import FULL, size, strips
from clew.views.states import STYLE
from clew.views.text import inert

Plain = Mapping[str, Any]
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
MARK = '<pre id="report">'
PAGE_STYLE = files("clew.reports").joinpath("report.css").read_text(encoding="utf-8")


def page(report: Plain) -> str:
    """Return the page; the report itself stands at its end as JSON, for `clew verify`."""
    title = f"Path report: {report['graph']['name']}"
    body = [
        f"<h1>{shown(title)}</h1>",
        _p(report["statement"], "gap"),
        "<h2>Summary</h2>",
        _table([], words.summary_lines(report)),
        _legend(),
        _contents(report),
        *(part for entry in report["entries"] for part in _entry(entry)),
        *(["<h2>Where it ends</h2>", _list(words.ended(report))] if report["ends"] else ()),
        "<h2>Parties and facilities</h2>",
        _table(
            ["Name", "Country", "Id", "Kind", "In steps"],
            [
                (each["name"], each["country"] or "unknown", each["holder"], each["is"], ", ".join(each["steps"]))
                for each in report["parties"]
            ],
        ),
        "<h2>Documents</h2>",
        _documents(report["documents"]),
        "<h2>Lists and their editions</h2>",
        _table(
            ["List", "Edition", "Retrieved", "Superseded by", "sha256"],
            [
                (each["pack"], each["edition"], each["retrieved"], each["superseded_by"] or "", each["sha256"])
                for each in report["packs"]
            ],
        ),
        _list(note for each in report["packs"] for note in each.get("notes", ())),
        "<h2>What this report cannot see</h2>",
        _list(report["limits"]),
        "<h2>How to reproduce it</h2>",
        _list(report["reproduce"]),
        _certificates(report),
        f'<footer class="soft">{shown(words.footer(report))}</footer>',
        "<details><summary>The report as data, for <code>clew verify</code></summary>",
        f"{MARK}{_data(report)}</pre></details>",
    ]
    head = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{shown(title)}</title><style>{PAGE_STYLE}{STYLE}</style></head><body>"
    )
    return "\n".join([head, *(part for part in body if part), "</body></html>\n"])


def shown(text: object) -> str:
    """Return a text as the page shows it: escaped, and cut if it is very long."""
    return inert(words.brief(text))


def _data(report: Plain) -> str:
    """Return the packed report as JSON that HTML keeps as it is: in ASCII, with no letter that begins markup."""
    told = json.dumps(pack(report), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return told.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def data_of(html: str) -> str | None:
    """Return the JSON of the packed report that a page carries, None if there is none."""
    _, mark, rest = html.rpartition(MARK)
    return rest.partition("</pre>")[0] if mark else None


def _p(text: object, kind: str = "") -> str:
    return f'<p class="{kind}">{shown(text)}</p>' if kind else f"<p>{shown(text)}</p>"


def _badge(path: Plain) -> str:
    return f'<span class="{"gap" if path["gaps"] else "soft"}">{shown(words.badge(path))}</span>'


def _list(lines: Iterable[object]) -> str:
    found = "".join(f"<li>{shown(line)}</li>" for line in lines)
    return f"<ul>{found}</ul>" if found else ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]], kind: str = "") -> str:
    head = f"<thead><tr>{''.join(f'<th>{shown(each)}</th>' for each in heads)}</tr></thead>" if heads else ""
    body = "".join(f"<tr>{''.join(f'<td>{shown(cell)}</td>' for cell in row)}</tr>" for row in rows)
    of = f' class="{kind}"' if kind else ""
    return f'<div class="wide"><table{of}>{head}<tbody>{body}</tbody></table></div>' if body else "<p>None.</p>"


def _legend() -> str:
    return _p(f"How sure each step is: {words.LEGEND}.", "soft") + _p(f"{words.OTHERS}.", "soft")


def _contents(report: Plain) -> str:
    rows = []
    for entry, (title, paths) in zip(report["entries"], words.contents(report), strict=True):
        listed = "".join(
            f'<li><a href="#p{shown(path["number"])}">{shown(words_of)}</a> {_badge(path)}</li>'
            for path, (words_of, _) in zip(entry["paths"], paths, strict=True)
        )
        rows.append(f'<li><a href="#e{shown(entry["number"])}">{shown(title)}</a><ul>{listed}</ul></li>')
    return f"<nav><h2>Contents</h2><ul>{''.join(rows)}</ul></nav>" if rows else ""


def _entry(entry: Plain) -> Iterable[str]:
    verdict = shown(words.verdict_title(entry["verdict"]))
    yield f'<section class="entry"><h2 id="e{entry["number"]}">{shown(words.entry_title(entry))} '
    yield f'<span class="verdict">{verdict}</span></h2>' if verdict else "</h2>"
    yield _p(words.sentence(entry["says"]) + (f", basis {entry['basis']}" if entry["basis"] else "") + ".")
    yield "<h4>What is open behind it</h4>"
    opened, more = words.first(entry["open"], "open stocks and sites")
    yield _p(words.open_counts(entry))
    yield _list(words.open_words(each) for each in opened) or "<p>Nothing on record.</p>"
    yield _p(more, "gap") if more else ""
    yield (
        "" if entry["open_is_complete"] else _p("One of each kind is told: clew trace --chain full lists all.", "soft")
    )
    if entry["exposures"]:
        yield "<h4>Exposure, not propagated</h4>" + _list(entry["exposures"])
    for path in entry["paths"]:
        yield from _path(path)
    yield from _matrix(entry["matrix"])
    yield "<h4>Requests: what is missing, and of whom to ask it</h4>"
    requests, more = words.first(entry["requests"], "requests")
    yield _table(
        ["No.", "About", "Requirement", "Ask", "Why it matters"],
        [(each["number"], each["about"], each["requirement"] or "", each["ask"], each["why"]) for each in requests],
        "numbered",
    )
    yield _p(more, "gap") if more else ""
    yield "<h4>Rebuttals and contradictions</h4>"
    yield _list(words.spoken_against(entry)) or "<p>None among the documents of these steps.</p>"
    yield "</section>"


def _matrix(matrix: Plain) -> Iterable[str]:
    yield "<h4>Steps × requirements</h4>"
    rows, more = words.first(words.matrix_rows(matrix), "rows")
    yield _table(words.matrix_heads(matrix), rows, "matrix")
    yield _p(more, "gap") if more else ""
    yield _p(words.matrix_key(matrix), "soft") if rows else ""


def _path(path: Plain) -> Iterable[str]:
    number = shown(path["number"])
    yield f'<section class="path"><h3 id="p{number}">{number} {shown(words.path_title(path))} {_badge(path)}</h3>'
    yield from (_p(line, "soft") for line in words.path_law(path))
    for drawn in strips(path):
        wide, _ = size(drawn)
        yield f'<div class="strip" style="width:min({wide:g}px,{100 * wide / FULL:.4g}%)">{drawn}</div>'
    heads = "".join(f"<th>{each}</th>" for each in ("Step", "From → to", "Evidence", "Documents", "Requirements"))
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    source = path["source"]
    if source:
        yield _row(f"{path['number']}.0", f"Source: {source['words']}", source)
    for step in path["steps"]:
        says = f"{words.end_words(step['from'])} — {step['relation']} → {words.end_words(step['to'])}"
        yield _row(step["number"], says, step, words.trip(step))
    yield "</tbody></table>"
    if path["breadcrumbs"]:
        yield "<h4>What this path rests on without a record</h4>" + _list(words.rests(path))
    yield "</section>"


def _row(number: str, says: str, step: Plain, when: str = "") -> str:
    claim = f"{step['claim_kind'] or 'claim'} {step['claim']}" if step["claim"] else "no record: inferred"
    kind = ' class="state"' if step["state"] == "documented" else ' class="state gap"'
    missing = "".join(f'<li class="miss">{shown(each)}</li>' for each in words.unmet(step, marked=True))
    met = "".join(f"<li>● {shown(each)}</li>" for each in words.met(step))
    below = f'<br><span class="soft">{shown(claim)} {shown(when)}</span>'
    return (
        f'<tr><td class="number">{shown(number)}</td><td>{shown(says)}{below}</td>'
        f"<td{kind}>{shown(words.state_words(step))}</td><td>{shown(words.cited(step)) or '—'}</td>"
        f"<td><ul>{missing}{met}</ul></td></tr>"
    )


def _documents(documents: Sequence[Plain]) -> str:
    return _table(
        ["No.", "Id", "What it is", "Period", "File, sha256", "In steps"],
        [
            (
                each["number"],
                each["document"],
                words.paper_words(each),
                words.days(each["first"], each["last"]),
                " ".join(filter(None, [each["file"], each["sha256"] or "no sha256 on record"])),
                ", ".join(each["steps"]),
            )
            for each in documents
        ],
    )


def _certificates(report: Plain) -> str:
    held = words.certified(report)
    told = _table(["Entry", "Verdict", "Digest"], held) if held else _p(words.NO_CERTIFICATE, "soft")
    return f"<h2>Certificates</h2>{told}"
