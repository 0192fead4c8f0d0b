"""JSONL: a file a table, a line a record."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clew.formats.encodings import decoded
from clew.formats.objects import of_objects
from clew.formats.part import Reading
from clew.store.problems import Problem


def read(path: Path, table: str, file: str) -> Reading:
    """Read one JSONL file; a record is numbered by its line."""
    text, problem = decoded(path.read_bytes(), table, file)
    if problem is not None:
        return Reading([], [problem])
    broken = Reading()
    reading = of_objects(table, file, _lines(text, table, file, broken))
    reading.take(broken)
    return reading


def _lines(text: str, table: str, file: str, broken: Reading) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except json.JSONDecodeError as error:
            message = f"this line is no JSON: {error.msg} at character {error.colno}"
            hint = 'write one object a line: {"id": "a", "name": "A"}'
            broken.refuse(Problem(file, table, number, "", "E-JSON", line[:120], message, hint), [line])
