"""One JSON document: ``{"parties": [{…}], "shipments": [{…}]}``."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from clew.errors import UnreadableError
from clew.formats.encodings import decoded
from clew.formats.objects import of_objects
from clew.formats.part import Reading
from clew.store.problems import Problem


def read(path: Path, file: str) -> Reading:
    """Read a JSON document from a file."""
    return parse(path.read_bytes(), file)


def read_stream(file: str) -> Reading:
    """Read a JSON document from standard input."""
    return parse(sys.stdin.buffer.read(), file)


def parse(data: bytes, file: str) -> Reading:
    """Read a JSON document from bytes; a record is numbered by its place in its list, from 1."""
    text, problem = decoded(data, "", file)
    if problem is not None:
        return Reading([], [problem])
    try:
        document = json.loads(text, object_pairs_hook=_no_double)
    except json.JSONDecodeError as error:
        shown = text[max(error.pos - 20, 0) : error.pos + 20]
        message = f"this is no JSON: {error.msg} in line {error.lineno}, column {error.colno}"
        return Reading([], [Problem(file, "", error.lineno, "", "E-JSON", shown, message, _HINT)])
    except _DoubleKeyError as error:
        message = f"an object has the key {error.key!r} twice"
        return Reading(
            [], [Problem(file, "", 0, error.key, "E-COLUMN-TWICE", error.key, message, "delete one of them")]
        )
    if not isinstance(document, dict):
        raise UnreadableError(f"{file}: a JSON graph is an object of tables", hint=_HINT, code="E-JSON")
    reading = Reading()
    for table, records in document.items():
        if isinstance(records, list):
            reading.take(of_objects(table, file, enumerate(records, start=1)))
        else:
            message = f"{table} must be a list of records"
            reading.problems.append(Problem(file, table, 0, "", "E-JSON", str(records)[:120], message, _HINT))
    return reading


_HINT = 'write {"parties": [{"id": "a", "name": "A"}], "shipments": […]}'


class _DoubleKeyError(Exception):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _no_double(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _DoubleKeyError(key)
            seen.add(key)
    return record
