"""CSV, read by Python: RFC 4180, every row accounted for and every broken one located.

Small files, other encodings, and files in which the fast scan finds something broken.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from clew.formats.encodings import decoded
from clew.formats.part import Reading, of_rows
from clew.store.problems import Problem

DELIMITERS = {";": "a semicolon", "\t": "a tab", "|": "a vertical bar"}
_LONGEST_FIELD = 1 << 30
_UNCLOSED = "a quotation mark that is opened in this row is never closed; the rows after it cannot be read"


def read(path: Path, table: str, file: str, *, encoding: str = "utf-8", delimiter: str = ",") -> Reading:
    """Read one CSV file as text.

    Parameters
    ----------
    table, file : str
        Names of the table and the file, for people.
    encoding : str
        Encoding of the file; of UTF-8, a byte order mark is dropped.
    delimiter : str
        Character between fields.
    """
    return parse(path.read_bytes(), table, file, encoding=encoding, delimiter=delimiter)


def parse(data: bytes, table: str, file: str, *, encoding: str = "utf-8", delimiter: str = ",") -> Reading:
    """Read the bytes of a CSV file as text."""
    reading = Reading()
    text, problem = decoded(data, table, file, encoding)
    if problem is not None and not text:
        reading.problems.append(problem)
        return reading
    csv.field_size_limit(_LONGEST_FIELD)
    records = _records(text, delimiter, table, file, reading)
    first = next(records, None)
    if first is None:
        message = "the file is empty: it has no header"
        reading.problems.append(Problem(file, table, 1, "", "E-COLUMN", "", message, "write the names of the columns"))
        return reading
    header = [cell.strip() for cell in first[1]]
    while header and not header[-1]:
        header.pop()
    foreign = _foreign_delimiter(header, delimiter)
    if foreign:
        message = f"fields are separated by {DELIMITERS[foreign]}, not by a comma"
        hint = "save the file as comma-separated, or give its separator in a --map file"
        reading.problems.append(Problem(file, table, 1, "", "E-DELIMITER", header[0], message, hint))
        return reading
    if problem is not None and any(map(_undecoded, header)):
        reading.problems.append(problem)
        return reading
    hint = problem.hint if problem is not None else ""
    rows = _decoded_rows(_even(records, header, table, file, reading), header, hint, table, file, reading)
    reading.parts.append(of_rows(table, file, header, rows))
    return reading


def _foreign_delimiter(header: list[str], delimiter: str) -> str | None:
    if len(header) != 1 or delimiter != ",":
        return None
    return next((mark for mark in DELIMITERS if mark in header[0]), None)


def _records(text: str, delimiter: str, table: str, file: str, reading: Reading) -> Iterator[tuple[int, list[str]]]:
    """Yield every record that can be read with its number; note the others."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    line = 0
    while True:
        number += 1
        line = reader.line_num
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            broken = text.splitlines()[line : line + 1] or [""]
            problem = _broken(str(error), number, broken[0], table, file)
            if problem.message is _UNCLOSED:
                reading.problems.append(problem)
            else:
                reading.refuse(problem, broken)
            continue
        yield number, record


def _broken(error: str, row: int, line: str, table: str, file: str) -> Problem:
    if "end of data" in error or "field larger" in error:
        message = _UNCLOSED
        hint = 'close it, or write it twice ("") if it belongs to the text'
    elif "NUL" in error:
        message, hint = "the row holds a NUL byte", "the file may be UTF-16: name its --encoding"
    else:
        message = "text follows a closing quotation mark"
        hint = 'write a quotation mark that belongs to the text twice ("")'
    return Problem(file, table, row, "", "E-CSV", line[:120], message, hint)


def _even(
    records: Iterator[tuple[int, list[str]]], header: list[str], table: str, file: str, reading: Reading
) -> Iterator[tuple[int, list[str]]]:
    """Yield the records that are as long as the header; blank lines are none, ragged rows are noted."""
    width = len(header)
    for number, record in records:
        if len(record) != width:
            while len(record) > width and not record[-1].strip():
                record.pop()
            if not record or (len(record) == 1 and not record[0].strip()):
                continue
            if len(record) != width:
                reading.refuse(_ragged(number, record, header, table, file), record)
                continue
        yield number, record


def _decoded_rows(
    records: Iterator[tuple[int, list[str]]], header: list[str], hint: str, table: str, file: str, reading: Reading
) -> list[tuple[int, list[str]]]:
    """Return the records whose bytes are letters; the others are noted. `hint` is empty if all of them are."""
    if not hint:
        return list(records)
    rows = []
    for number, record in records:
        place = next((place for place, cell in enumerate(record) if _undecoded(cell)), None)
        if place is None:
            rows.append((number, record))
        else:
            reading.refuse(_undecodable(number, record[place], header[place], hint, table, file), record)
    return rows


def _undecoded(cell: str) -> bool:
    return not cell.isascii() and any("\udc80" <= letter <= "\udcff" for letter in cell)


def _undecodable(row: int, cell: str, column: str, hint: str, table: str, file: str) -> Problem:
    shown = _shown(cell)
    message = "the cell holds bytes that are no letters in the encoding of the file"
    return Problem(file, table, row, column, "E-ENCODING", shown, message, hint)


def _shown(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _ragged(row: int, record: list[str], header: list[str], table: str, file: str) -> Problem:
    count, width = len(record), len(header)
    message = f"the row has {count} cell{'s' * (count != 1)}, the header {width}"
    if count > width:
        hint = "put a cell that holds a comma in quotation marks"
    else:
        hint = f"is a comma missing? the last columns are {', '.join(header[-2:])}"
    return Problem(file, table, row, "", "E-RAGGED", _shown(",".join(record))[:120], message, hint)
