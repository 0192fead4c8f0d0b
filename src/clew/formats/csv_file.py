"""CSV, read by Python: RFC 4180, every row accounted for and every broken one located."""

import csv
import io
from pathlib import Path

from clew.formats.sheet import Sheet


def read(path: Path, table: str, file: str, *, encoding: str = "utf-8") -> Sheet:
    """Read one CSV file as text."""
    text = path.read_bytes().decode("utf-8-sig" if encoding == "utf-8" else encoding)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = next(reader, [])
    rows = [(number, row) for number, row in enumerate(reader, start=2) if row]
    return Sheet(table, file, header, rows)
