"""Values of typed formats (JSON, XLSX) as the text that CSV would have."""

from datetime import date, datetime, time, timedelta


class NoCellError(ValueError):
    """A value that fits into no cell; the text says why."""


def text_of(value: object) -> str | None:
    """Return a value as text.

    Parameters
    ----------
    value : object
        A string, number, truth value, date, None, or a list of these (several values).

    Raises
    ------
    NoCellError
        Of an object, of a list in a list, of a listed value that holds a ``|``.
    """
    if isinstance(value, list | tuple):
        return "|".join(_listed(part) for part in value if part not in (None, "")) or None
    return _single(value)


def _listed(value: object) -> str:
    if isinstance(value, list | tuple | dict):
        raise NoCellError("a list may hold texts and numbers only")
    text = _single(value) or ""
    if "|" in text:
        raise NoCellError("a value in a list holds a |, which separates values")
    return text


def _single(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date | time | timedelta):
        return str(value)
    raise NoCellError("an object is no value of a cell")
