"""CSV, scanned by the database: fast, all or nothing.

The dialect is fixed and every column is text. What the scan would swallow in silence, or number wrongly, is
looked for in the bytes first; a file that holds any of it, or that the scan refuses, goes to `csv_file`,
which locates what is broken.
"""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from clew.formats import csv_file
from clew.formats.part import Part, Reading
from clew.store import raw

LARGE = 256_000
"""Bytes from which a scan pays."""

_UTF_8 = ("utf-8", "utf8", "utf-8-sig")

_BLANK_LINE = re.compile(rb"\n\n")
"""Twice as fast as `in`, as is `rfind` for what begins with a rare letter."""

_WIDE_SPACE = ("\xa0".encode(), "\u200b".encode(), "\u202f".encode(), "\u3000".encode())
_CHUNK = 1 << 20
_OVERLAP = 4
"""Bytes: no less than the longest of what is looked for, less one."""


@dataclass
class _Bytes:
    """What the bytes of a file hold.

    Attributes
    ----------
    plain : bool
        Whether a scan reads the file as `csv_file` does: no blank lines (they would shift the numbers of rows), no
        blanks beside quotation marks, no NUL bytes, no mixed line ends.
    neat : bool
        Whether white space, if any, is blanks only.
    quoted : bool
        Whether it holds quotation marks.
    lines : int
        Number of line ends.
    """

    plain: bool = True
    neat: bool = True
    quoted: bool = False
    lines: int = 0

    def look(self, data: bytes) -> None:
        """Look at the next bytes (which begin with the last few of those before)."""
        tabs = b"\t" in data
        if _BLANK_LINE.search(data) or b"\0" in data:
            self.plain = False
        if b"\r" in data and (b"\n\r" in data or data.count(b"\r") != data.count(b"\r\n") + data.endswith(b"\r")):
            self.plain = False
        if b'"' in data:
            self.quoted = True
            if any(data.rfind(mark) >= 0 for mark in (b', "', b'" ,', *((b'"\t', b'\t"') if tabs else ()))):
                self.plain = False
        if tabs or (not data.isascii() and any(mark in data for mark in _WIDE_SPACE)):
            self.neat = False


def read(path: Path, table: str, file: str, *, encoding: str = "utf-8", delimiter: str = ",") -> Reading:
    """Read one CSV file: as a scan if it is large and plain, else by `csv_file`."""

    def slowly() -> Reading:
        return csv_file.read(path, table, file, encoding=encoding, delimiter=delimiter)

    if delimiter != "," or path.stat().st_size < LARGE or encoding.lower().replace("_", "-") not in _UTF_8:
        return slowly()
    with path.open("rb") as stream:
        header = _header(stream.readline(_CHUNK))
        found = _look(stream) if header is not None else _Bytes(plain=False)
    if header is None or not found.plain:
        return slowly()
    rows = None if found.quoted else found.lines
    scan = _scan(path, len(header))
    return Reading([Part(table, file, header, scan, (), rows, neat=found.neat, again=slowly, first_row=2)])


def _look(stream: BinaryIO) -> _Bytes:
    """Look at all bytes after the header, in chunks."""
    found = _Bytes()
    tail = b"\n"
    while found.plain and (data := stream.read(_CHUNK)):
        found.lines += data.count(b"\n")
        found.look(tail + data)
        tail = data[-_OVERLAP:]
    found.lines += not tail.endswith(b"\n")
    return found


def _header(line: bytes) -> tuple[str, ...] | None:
    """Return the header, None if it is not a plain first line."""
    try:
        cells = next(csv.reader(io.StringIO(line.decode("utf-8-sig"), newline=""), strict=True), [])
    except (UnicodeDecodeError, csv.Error):
        return None
    header = tuple(cell.strip() for cell in cells)
    return header if len(header) > 1 and all(header) and line.endswith(b"\n") else None


def _scan(path: Path, width: int) -> str:
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(width))
    return (
        f"read_csv({raw.literal(path)}, header=false, skip=1, delim=',', quote='\"', escape='\"', auto_detect=false, "
        f"strict_mode=true, null_padding=false, compression='none', columns={{{columns}}})"
    )
