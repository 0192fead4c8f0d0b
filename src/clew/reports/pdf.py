"""A report as PDF, by typst: the template reads data, so that no text of a record is ever read as markup."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from clew.errors import ClewError
from clew.reports import words
from clew.reports.pictures import STRIP, strips
from clew.views.layout import GAP, LEFT, WIDTH

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

FULL = LEFT * 2 + STRIP * (WIDTH + GAP) - GAP
"""Width of a picture of `STRIP` boxes, in pixels: it fills the page; smaller ones are drawn to the same scale."""

EAST = ("cjk", "source han", "yahei", "pingfang", "simsun", "wenquanyi", "gothic", "malgun", "batang")


def document(report: Plain) -> tuple[bytes, tuple[str, ...]]:
    """Return the PDF, and notes on what it may lack.

    Raises
    ------
    ClewError
        If the extra is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise ClewError("a PDF needs typst.", hint="pip install 'clew[pdf]'", code="E-EXTRA") from error
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
            "rows": matrix,
            "key": words.matrix_key(entry["matrix"]),
            "more": more_rows,
        },
        "requests": [
            [each["number"], each["about"], each["requirement"] or "", each["ask"], each["why"]] for each in requests
        ],
        "more": more,
        "against": words.spoken_against(entry),
    }


def _width(drawn: str) -> float:
    """Return the width of a picture, in pixels."""
    found = re.search(r'<svg [^>]*?width="([0-9.]+)"', drawn)
    assert found is not None
    return float(found[1])


def _path(path: Plain, folder: Path) -> dict[str, Any]:
    pictures = []
    for number, drawn in enumerate(strips(path, scheme="light")):
        name = f"path-{path['number']}-{number}.svg"
        (folder / name).write_text(drawn, encoding="utf-8")
        pictures.append([name, min(_width(drawn) / FULL, 1)])
    rows = [_row(f"{path['number']}.0", f"Source: {path['source']['words']}", path["source"])] if path["source"] else []
    for step in path["steps"]:
        says = f"{words.end_words(step['from'])} — {step['relation']} → {words.end_words(step['to'])}"
        when = words.trip(step)
        rows.append(_row(step["number"], f"{says} ({when})" if when else says, step))
    return {
        "title": f"{path['number']} {words.path_title(path)}",
        "badge": words.badge(path),
        "law": words.path_law(path),
        "pictures": pictures,
        "rows": rows,
        "breadcrumbs": path["breadcrumbs"],
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
