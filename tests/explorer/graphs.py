"""Graphs to explore: one in which every state of evidence is seen, and the same with hostile text everywhere."""

import json
from pathlib import Path
from typing import Any

from clew.model.columns import Kind
from clew.model.tables import TABLES

MARK = "<img src=x onerror=alert(1)>"
HOSTILE = (
    MARK,
    "\"'><script>alert(1)</script>",
    "]]><svg onload=alert(1)>&lt;",
    '=HYPERLINK("http://evil.example","x")',
    "\u202eevil\u202c",
    "javascript:alert(1) url(http://evil.example/x) {{7*7}} ${7*7}",
)
LONG = "Packer Ltd."
"""The name that gets ten thousand signs."""

WORDS = {"id", "name", "title", "issuer", "note", "reason", "by", "aliases", "file", "language", "unit", "employer"}
"""Columns of free text and of ids; others hold codes that mean something."""

STORY: dict[str, list[dict[str, Any]]] = {
    "parties": [
        {
            "id": "dalian",
            "name": "大连海产有限公司",
            "country": "CN",
            "region": "CN-LN",
            "aliases": ["Dalian Marine Products"],
        },
        {"id": "trader", "name": "Hanbit 한빛 무역", "country": "KR", "makes": "no"},
        {"id": "shop", "name": "Lakeshore Foods LLC", "country": "US", "makes": "no"},
        {"id": "packer", "name": "Packer Ltd.", "country": "VN"},
    ],
    "facilities": [
        {
            "id": "plant",
            "name": "Plant No. 2",
            "kind": "factory",
            "operator": "dalian",
            "country": "CN",
            "region": "CN-LN",
        }
    ],
    "products": [
        {"id": "crab", "name": "Snow crab", "hs": "160510"},
        {"id": "cake", "name": "Crab cake", "hs": "160510"},
    ],
    "lots": [{"id": "lot-7", "product": "crab"}, {"id": "lot-8", "product": "crab"}],
    "documents": [
        {"id": "d-bol", "kind": "bol", "title": "Bill of lading 4711", "issuer": "Blue Line", "issued": "2024-03-03"},
        {
            "id": "d-inv",
            "kind": "inv",
            "title": "Invoice 12",
            "issuer": "dalian",
            "issued": "2024-03-01",
            "sha256": "ab" * 32,
        },
        {"id": "d-no", "kind": "customs_ruling", "title": "Never shipped", "issuer": "Customs"},
        {"id": "d-prod", "kind": "production_record", "title": "Ledger", "issuer": "Outside Audit"},
        {"id": "d-prod2", "kind": "audit_report", "title": "Audit", "issuer": "Another Audit"},
    ],
    "shipments": [
        {
            "id": "s1",
            "consignor": "plant",
            "consignee": "trader",
            "item": ["lot-7"],
            "date": "2024-03-02",
            "evidence": ["d-bol", "d-inv"],
        },
        {"id": "s2", "consignor": "trader", "consignee": "packer", "item": ["lot-8"], "date": "2024-03-20"},
        {"id": "s3", "consignor": "packer", "consignee": "shop", "item": ["cake"], "date": "2024-05-02"},
        {
            "id": "s4",
            "consignor": "trader",
            "consignee": "shop",
            "item": ["lot-7"],
            "date": "2024-05-03",
            "evidence": ["d-bol", "d-inv"],
        },
    ],
    "entries": [
        {"id": "E-1", "consignor": "packer", "importer": "shop", "item": ["cake"], "date": "2024-06-01"},
        {"id": "E-2", "consignor": "trader", "importer": "shop", "item": ["lot-7"], "date": "2024-06-02"},
        {"id": "E-3", "consignor": "shop", "item": ["crab"], "date": "2024-01-02"},
    ],
    "processes": [
        {"id": "m1", "at": "plant", "outputs": ["lot-7"], "start": "2024-01", "end": "2024-02"},
        {
            "id": "m2",
            "at": "packer",
            "inputs": ["lot-8"],
            "outputs": ["cake"],
            "start": "2024-04-01",
            "end": "2024-04-09",
            "evidence": ["d-prod"],
        },
    ],
    "workforces": [
        {"id": "w-kp", "at": "plant", "nationality": "KP", "start": "2023", "end": "2024-06", "employer": "An agency"}
    ],
    "evidence": [{"document": "d-no", "claim": "s4", "stance": "rebuts", "note": "page 3 of the ruling"}],
}


def write(folder: Path, name: str, tables: dict[str, list[dict[str, Any]]]) -> Path:
    """Write a graph as one JSON document."""
    path = folder / f"{name}.json"
    path.write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")
    return path


def poisoned(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Return a graph with hostile text in every id, name, title and note."""
    texts: dict[str, str] = {}

    def mark(text: str) -> str:
        long = "Ж字" * 5000 if text == LONG else ""
        return texts.setdefault(text, f"{text} {HOSTILE[len(texts) % len(HOSTILE)]} {MARK}{long}")

    def cell(table: str, column: str, value: Any) -> Any:
        kind = next(each.kind for each in TABLES[table].columns if each.name == column)
        if kind is not Kind.REFERENCE and column not in WORDS:
            return value
        return [mark(each) for each in value] if isinstance(value, list) else mark(str(value))

    return {
        table: [{column: cell(table, column, value) for column, value in row.items()} for row in rows]
        for table, rows in tables.items()
    }
