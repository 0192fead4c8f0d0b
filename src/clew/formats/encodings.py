"""Encodings of text files: decode, or say what is wrong and which encoding it may be."""

import codecs

from clew.errors import UnreadableError
from clew.store.problems import Problem

_CANDIDATES = ("cp1252", "gb18030", "shift_jis", "euc_kr", "cp1251")
_MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded(data: bytes, table: str, file: str, encoding: str = "utf-8") -> tuple[str, Problem | None]:
    """Return bytes as text, and what is wrong with them.

    Returns
    -------
    tuple of (str, Problem or None)
        Bytes that are not in the encoding stand as surrogates in the text, so that their rows can be found.
        The text is empty if the bytes are something else altogether.
    """
    try:
        name = codecs.lookup(encoding).name
    except LookupError as error:
        hint = "such as utf-8, cp1252, gb18030, shift_jis, euc_kr, utf-16"
        raise UnreadableError(f"there is no encoding {encoding!r}", hint=hint, code="E-ENCODING") from error
    if name == "utf-8":
        for mark, other in _MARKS:
            if data.startswith(mark):
                return "", _problem(data, table, file, name, f"it is {other.upper()}: --encoding {other}")
        data = data.removeprefix(codecs.BOM_UTF8)
        if b"\0" in data[:10_000]:
            return "", _problem(data, table, file, name, "it may be UTF-16: --encoding utf-16")
    try:
        return data.decode(name).removeprefix("\ufeff"), None
    except UnicodeDecodeError as error:
        problem = _problem(data, table, file, name, _guess(data[: error.end + 200], error.start), error.start)
        if name == "utf-8":
            return data.decode(name, "surrogateescape"), problem
        return "", problem


def _problem(data: bytes, table: str, file: str, encoding: str, hint: str, place: int = 0) -> Problem:
    row = data.count(b"\n", 0, place) + 1
    shown = data[place : place + 8].split(b"\n")[0].decode("ascii", "backslashreplace")
    message = f"the file is not {encoding.upper()}: byte {place} and perhaps others are none of its letters"
    return Problem(file, table, row, "", "E-ENCODING", shown, message, hint)


def _guess(sample: bytes, place: int) -> str:
    start = sample.rfind(b"\n", 0, place) + 1
    line = sample[start:].split(b"\n")[0]
    for name in _CANDIDATES:
        try:
            return f"save it as UTF-8, or name its encoding, for example --encoding {name} ({line.decode(name)!r})"
        except UnicodeDecodeError:
            continue
    return "save it as UTF-8, or name its encoding with --encoding"
