"""Records as objects (JSON, JSONL): keys are columns, a list is several values."""

from collections.abc import Iterable
from typing import Any

from clew.formats.part import Reading, of_rows
from clew.formats.values import NoCellError, text_of
from clew.store.problems import Problem


def of_objects(table: str, file: str, objects: Iterable[tuple[int, Any]]) -> Reading:
    """Return objects with their row numbers as a reading of one part.

    Notes
    -----
    The header is every key that any object has, in the order of appearance.
    """
    reading = Reading()
    header: dict[str, int] = {}
    rows: list[tuple[int, list[str | None]]] = []
    for number, record in objects:
        if not isinstance(record, dict):
            message, hint = "a record must be an object", 'write {"id": …}'
            problem = Problem(file, table, number, "", "E-JSON", str(record)[:120], message, hint)
            reading.refuse(problem, [str(record)])
            continue
        cells: list[str | None] = [None] * len(header)
        problem_found = False
        for key, value in record.items():
            place = header.setdefault(str(key), len(header))
            cells.extend([None] * (place + 1 - len(cells)))
            try:
                cells[place] = text_of(value)
            except NoCellError as error:
                hint = "write a text, a number, or a list of texts"
                problem = Problem(file, table, number, str(key), "E-TYPE", str(value)[:120], str(error), hint)
                reading.refuse(problem, [f"{name}: {cell}" for name, cell in record.items()])
                problem_found = True
                break
        if not problem_found:
            rows.append((number, cells))
    width = len(header)
    even = [(number, [*cells, *[None] * (width - len(cells))]) for number, cells in rows]
    reading.parts.append(of_rows(table, file, list(header), even))
    return reading
