"""What is shown, to take along: the list of paths as CSV or JSON, an entry as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from clew.explorer.asked import Asked, one
from clew.formats.spreadsheet import uncomputed

if TYPE_CHECKING:
    from clew.explorer.desk import Desk, Traced

COLUMNS = ("entry", "verdict", "rule", "force", "basis", "in_force", "source", "hops", "gaps", "states", "frontier",
           "unscreened", "labor_unrecorded")  # fmt: skip


def list_csv(_: Desk, traced: Traced, asked: Asked) -> Response:
    """Return all rows that the filters leave, as CSV; cells that a spreadsheet would compute are quoted."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _all(traced, asked):
        writer.writerow([uncomputed(_cell(row, column)) for column in COLUMNS])
    return _file(text.getvalue(), "text/csv; charset=utf-8", "paths.csv")


def list_json(_: Desk, traced: Traced, asked: Asked) -> Response:
    """Return all rows that the filters leave, as JSON."""
    return _file(
        _json({"graph": traced.trace.head["graph"], "rows": _all(traced, asked)}), "application/json", "paths.json"
    )


def entry_json(_: Desk, traced: Traced, asked: Asked) -> Response:
    """Return an entry as `clew trace --json` tells it."""
    dresser = traced.trace.dresser
    entries = [dresser.entry(traced.answer(one(asked, "entry")))]
    told = {**traced.trace.head, "entries": entries, "located": dresser.located(entries)}
    return _file(_json(told), "application/json", "entry.json")


def _cell(row: Mapping[str, Any], column: str) -> object:
    if column == "hops":
        return len(row.get("states", ())) if "rule" in row else None
    if column == "states":
        return " ".join(row.get("states", ()))
    return row["open"][column] if column in row["open"] else row.get(column)


def _all(traced: Traced, asked: Asked) -> list[dict[str, Any]]:
    return traced.rows.every(asked)


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _file(text: str, kind: str, name: str) -> Response:
    return Response(text.encode(), media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


EXPORTS: dict[str, Callable[[Desk, Traced, Asked], Response]] = {
    "paths.csv": list_csv,
    "paths.json": list_json,
    "entry.json": entry_json,
}
