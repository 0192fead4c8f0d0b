"""A report as PDF, by typst: the template reads data, so that no text of a record is ever read as markup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from clew.errors import ClewError
from clew.reports import words
from clew.reports.pictures import FULL, size, strips
from clew.views.states import style

Plain = Mapping[str, Any]
FONTS = (
    "Noto Sans",
    "DejaVu Sans",
    "Liberation Sans",
    "Arial",
    "Noto Sans CJK SC",
    "Noto Sans CJK KR",
    "Noto Serif CJK SC",
    "Source Han Sans",
    "Microsoft YaHei",
    "PingFang SC",
    "Libertinus Serif",
)
"""Tried in this order, sign by sign; the last comes with typst."""

BETWEEN = 12
"""Room between two pictures of a path, in pixels."""

MOST = 1_000
"""Paths that a PDF holds: typesetting takes some megabytes of memory for each."""

EAST = ("cjk", "source han", "yahei", "pingfang", "simsun", "wenquanyi", "gothic", "malgun", "batang")


def check_room(paths: int) -> None:
    """Raise a `ClewError` if a report has more paths than a PDF holds."""
    if paths > MOST:
        raise ClewError(
            f"a PDF of {paths:,} paths would take many gigabytes of memory; it holds {MOST:,} at most.",
            hint="Name entries: clew report GRAPH ENTRY… -o FILE.pdf. Or write .html, which prints too, .xlsx or .json",
            code="E-OUTPUT",
        )


def document(report: Plain) -> tuple[bytes, tuple[str, ...]]:
    """Return the PDF, and notes on what it may lack.

    Raises
    ------
    ClewError
        If the extra is not installed, or there are more paths than `MOST`.
    """
    try:
        import typst
    except ImportError as error:
        raise ClewError("a PDF needs typst.", hint="pip install 'clew[pdf]'", code="E-EXTRA") from error
    check_room(sum(len(entry["paths"]) for entry in report["entries"]))
    with TemporaryDirectory(prefix="clew-report-") as folder:
        root = Path(folder)
        families = {family.casefold() for family in typst.Fonts().families()}
        told = data(report, root, [font for font in FONTS if font.casefold() in families])
        (root / "report.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        source = root / "report.typ"
        source.write_text(files("clew.reports").joinpath("report.typ").read_text(encoding="utf-8"), encoding="utf-8")
        made = typst.compile(str(source), root=str(root), format="pdf", timestamp=0)
    return bytes(made), _notes(told, families)


def _notes(told: Plain, families: set[str]) -> tuple[str, ...]:
    """Say if letters of the East have no font: typst leaves them blank without a word."""
    eastern = any("\u2e80" <= sign <= "\ud7ff" for sign in json.dumps(told, ensure_ascii=False))
    if eastern and not any(word in family for family in families for word in EAST):
        return ("no font with Chinese, Japanese or Korean letters is installed: names in them are blank in the PDF",)
    return ()


def data(report: Plain, folder: Path, fonts: list[str]) -> dict[str, Any]:
    """Return what the template reads, all of it visible text; write the pictures beside it."""
    told = {
        "title": f"Path report: {report['graph']['name']}",
        "statement": report["statement"],
        "footer": words.footer(report),
        "summary": words.summary_lines(report),
        "legend": words.LEGEND,
        "others": f"{words.OTHERS}.",
        "contents": words.contents(report),
        "ends": words.ended(report),
        "entries": [_entry(entry, folder) for entry in report["entries"]],
        "parties": [
            [each["name"], each["country"] or "unknown", each["holder"], each["is"], ", ".join(each["steps"])]
            for each in report["parties"]
        ],
        "documents": [_document(each) for each in report["documents"]],
        "packs": [
            [each["pack"], each["edition"], each["retrieved"], each["superseded_by"] or "", each["sha256"]]
            for each in report["packs"]
        ],
        "notes": [note for each in report["packs"] for note in each.get("notes", ())],
        "limits": report["limits"],
        "reproduce": report["reproduce"],
        "certificates": words.certified(report),
        "uncertified": words.NO_CERTIFICATE,
    }
    return {**_visible(told), "fonts": fonts}


def _document(each: Plain) -> list[str]:
    period = words.days(each["first"], each["last"])
    known = [each["number"], each["document"], words.paper_words(each), period, each["file"], each["sha256"]]
    return [*(part or "" for part in known), ", ".join(each["steps"])]


def _entry(entry: Plain, folder: Path) -> dict[str, Any]:
    opened, more_open = words.first(entry["open"], "open stocks and sites")
    requests, more = words.first(entry["requests"], "requests")
    matrix, more_rows = words.first(words.matrix_rows(entry["matrix"]), "rows")
    return {
        "title": ": ".join(filter(None, [words.entry_title(entry), words.verdict_title(entry["verdict"])])),
        "says": f"{words.sentence(entry['says'])}.",
        "open": [
            words.open_counts(entry),
            *(words.open_words(each) for each in opened),
            *([more_open] if more_open else []),
        ],
        "exposures": entry["exposures"],
        "paths": [_path(path, folder) for path in entry["paths"]],
        "matrix": {
            "heads": words.matrix_heads(entry["matrix"]),
            "rows": [_merged(row) for row in matrix],
            "key": words.matrix_key(entry["matrix"]),
            "more": more_rows,
        },
        "requests": [
            [each["number"], each["about"], each["requirement"] or "", each["ask"], each["why"]] for each in requests
        ],
        "more": more,
        "against": words.spoken_against(entry),
    }


def _merged(row: list[str]) -> list[list[Any]]:
    """Return the cells of a row with the number of columns that each spans: blank neighbors are one."""
    cells: list[list[Any]] = []
    for text in row:
        if not text and cells and not cells[-1][0]:
            cells[-1][1] += 1
        else:
            cells.append([text, 1])
    return cells


def _sheet(drawn: list[str]) -> tuple[str, float]:
    """Return pictures below each other as one, which is much less work to set, and the share of the page it fills."""
    widths, heights = ([size(each)[k] for each in drawn] for k in (0, 1))
    width, height, y = max(widths), sum(heights) + BETWEEN * (len(drawn) - 1), 0.0
    body = []
    for each, tall in zip(drawn, heights, strict=True):
        body.append(each.replace("<svg ", f'<svg y="{y:g}" ', 1))
        y += tall + BETWEEN
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}">'
    return "\n".join([head, f"<style>{style('light')}</style>", *body, "</svg>\n"]), min(width / FULL, 1)


def _path(path: Plain, folder: Path) -> dict[str, Any]:
    name = f"path-{path['number']}.svg"
    drawn, share = _sheet(strips(path))
    (folder / name).write_text(drawn, encoding="utf-8")
    rows = [_row(f"{path['number']}.0", f"Source: {path['source']['words']}", path["source"])] if path["source"] else []
    for step in path["steps"]:
        says = f"{words.end_words(step['from'])} — {step['relation']} → {words.end_words(step['to'])}"
        when = words.trip(step)
        rows.append(_row(step["number"], f"{says} ({when})" if when else says, step))
    return {
        "title": f"{path['number']} {words.path_title(path)}",
        "badge": words.badge(path),
        "law": words.path_law(path),
        "picture": [name, share],
        "rows": rows,
        "breadcrumbs": words.rests(path),
    }


def _row(number: str, says: str, step: Plain) -> list[str]:
    claim = f"; {step['claim_kind'] or 'claim'} {step['claim']}" if step["claim"] else "; no record: inferred"
    return [
        number,
        says + claim,
        words.state_words(step),
        words.cited(step) or "—",
        "; ".join(words.unmet(step)),
    ]


def _visible(value: Any) -> Any:  # noqa: ANN401
    """Return data with every text visible, none very long; names of files are plain and stay as they are."""
    if isinstance(value, str):
        return words.brief(value)
    if isinstance(value, dict):
        return {key: _visible(part) for key, part in value.items()}
    return [_visible(part) for part in value] if isinstance(value, list | tuple) else value
