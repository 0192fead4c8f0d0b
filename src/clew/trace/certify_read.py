"""Reading certificates: alone, or inside a report, each checked to be of the right form."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clew.errors import ClewError

CODE = "E-CERTIFICATE"
KEY = "certificate"


def read_certificates(path: str) -> list[dict[str, Any]]:
    """Return the certificates of a file, in the order in which they stand.

    Parameters
    ----------
    path : str
        A JSON file: a certificate, or a document with certificates anywhere in it; ``-`` is standard input.

    Raises
    ------
    ClewError
        If it cannot be read, is no JSON, or holds no certificate, or one of another form; it says where.
    """
    found = list(_within(_json(path), ""))
    if not found:
        hint = "`clew explain GRAPH ENTRY -o certificate.json` writes one."
        raise ClewError(f"{path} holds no certificate.", hint=hint, code=CODE)
    for where, certificate in found:
        check_form(f"{path}{where}", certificate)
    return [certificate for _, certificate in found]


def _json(path: str) -> object:
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ClewError(f"cannot read the certificate {path}: {error.strerror}.", code=CODE) from error
    except UnicodeDecodeError as error:
        raise ClewError(f"{path} is not UTF-8: byte {error.start + 1}.", code=CODE) from error
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise ClewError(
            f"{path}, line {error.lineno}, column {error.colno}: no JSON: {error.msg}.", code=CODE
        ) from error
    except (ValueError, RecursionError) as error:
        raise ClewError(f"{path}: {error}", code=CODE) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; one key twice would show one thing to a reader and another to us."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object.")
    return found


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number of JSON.")


def _within(document: object, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the certificates in a document with where they stand, in order."""
    waiting = [(where, document)]
    while waiting:
        where, value = waiting.pop()
        if isinstance(value, dict) and KEY in value and not isinstance(value[KEY], dict | list):
            yield where, value
        elif isinstance(value, dict):
            waiting += [(f"{where}.{key}", part) for key, part in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [(f"{where}[{number}]", part) for number, part in reversed(list(enumerate(value)))]


def check_form(where: str, certificate: dict[str, Any]) -> None:
    """Check that a certificate is of the right form.

    Raises
    ------
    ClewError
        If it is not; it says where.
    """
    from pydantic import ValidationError

    from clew.model.certificates import Certificate

    try:
        Certificate.model_validate_json(json.dumps(certificate), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"])
        more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
        hint = "It is no certificate of this version of clew, or was changed."
        raise ClewError(f"{where}{place}: {first['msg']}{more}.", hint=hint, code=CODE) from error
