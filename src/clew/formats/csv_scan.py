"""CSV, scanned by the database: fast, all or nothing.

The dialect is fixed and every column is text. What the scan would swallow in silence, or number wrongly, is
looked for in the bytes first; a file that holds any of it, or that the scan refuses, goes to `csv_file`,
which locates what is broken.
"""

import codecs
import csv
import io
import mmap
from pathlib import Path

from clew.formats import csv_file
from clew.formats.part import Part, Reading

LARGE = 256_000
"""Bytes from which a scan pays."""

_ODD = (b"\0", b"\n\n", b"\n\r\n", b"\r\r", b', "', b'" ,', b"\n ,", b'"\t', b'\t"')
"""Blank lines (they would shift the numbers of rows), blanks beside quotation marks, NUL bytes."""

_WIDE_SPACE = (b"\t", b"\xc2\xa0", b"\xe3\x80\x80", b"\xe2\x80", b"\xef\xbb\xbf")


def read(path: Path, table: str, file: str, *, encoding: str = "utf-8", delimiter: str = ",") -> Reading:
    """Read one CSV file: as a scan if it is large and plain, else by `csv_file`."""

    def slowly() -> Reading:
        return csv_file.read(path, table, file, encoding=encoding, delimiter=delimiter)

    if delimiter != "," or path.stat().st_size < LARGE or codecs.lookup(encoding).name != "utf-8":
        return slowly()
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        header = _header(data)
        if header is None or any(data.find(mark) >= 0 for mark in _ODD) or _lone_return(data):
            return slowly()
        neat = not any(data.find(mark, 3) >= 0 for mark in _WIDE_SPACE)
        rows = None if data.find(b'"') >= 0 else _lines(data) - 1
    return Reading([Part(table, file, header, _scan(path, len(header)), (), rows, neat=neat, again=slowly)])


def _header(data: mmap.mmap) -> tuple[str, ...] | None:
    """Return the header, None if it is not a plain first line."""
    line = data[: max(data.find(b"\n"), 0)].removeprefix(codecs.BOM_UTF8)
    try:
        cells = next(csv.reader(io.StringIO(line.decode("utf-8"), newline=""), strict=True), [])
    except (UnicodeDecodeError, csv.Error):
        return None
    header = tuple(cell.strip() for cell in cells)
    return header if len(header) > 1 and all(header) else None


def _lone_return(data: mmap.mmap) -> bool:
    """Whether line ends are mixed."""
    place = data.find(b"\r")
    return place >= 0 and (
        data[place + 1 : place + 2] != b"\n" or data[data.find(b"\n") - 1 : data.find(b"\n")] != b"\r"
    )


def _lines(data: mmap.mmap) -> int:
    count, step = 0, 1 << 24
    for place in range(0, len(data), step):
        count += data[place : place + step].count(b"\n")
    return count + (data[len(data) - 1 :] != b"\n")


def _scan(path: Path, width: int) -> str:
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(width))
    name = str(path).replace("'", "''")
    return (
        f"(SELECT *, row_number() OVER () + 1 AS n FROM read_csv('{name}', header=false, skip=1, delim=',', "
        f"quote='\"', escape='\"', auto_detect=false, strict_mode=true, null_padding=false, compression='none', "
        f"columns={{{columns}}}))"
    )
