"""The table of names in normal form: every distinct text once."""

from collections.abc import Callable
from dataclasses import replace

from clew.store.database import aside
from clew.store.held import Held

_NAMES = (
    ("parties", "id", False),
    ("parties", "name", False),
    ("parties", "aliases", True),
    ("parties", "region", False),
    ("facilities", "id", False),
    ("facilities", "name", False),
    ("facilities", "aliases", True),
    ("facilities", "region", False),
    ("products", "name", False),
    ("documents", "issuer", False),
    ("workforces", "employer", False),
    ("workforces", "recruiter", False),
)
_SEPARATOR = "\x1f"


def begin(held: Held) -> Callable[[], dict[str, str]]:
    """Fill ``raw.norm`` (text, norm) with what the records call holders, products, issuers and regions.

    Returns
    -------
    callable
        Waits until it is filled, which takes a while for many records, and returns it.
    """
    return aside(held.con, lambda con: _write(replace(held, con=con)), few=held.few)


def _write(held: Held) -> dict[str, str]:
    from clew.model.names import normal_column

    texts = _in_rows(held) if held.few else _in_columns(held)
    norms = normal_column(texts)
    if held.few and texts:
        held.con.execute("INSERT INTO raw.norm SELECT unnest(?), unnest(?)", [texts, norms])
    elif texts:
        held.con.execute(
            "INSERT INTO raw.norm SELECT unnest(string_split(?, chr(31))), unnest(string_split(?, chr(31)))",
            [_SEPARATOR.join(texts), _SEPARATOR.join(norms)],
        )
    return dict(zip(texts, norms, strict=True))


def _in_rows(held: Held) -> list[str]:
    found: set[str] = set()
    for table, column, several in _NAMES:
        for _, _, cells in held.rows(table):
            text = cells[column]
            if text is not None:
                found.update(text.split("|") if several else (text,))
    return sorted(found)


def _in_columns(held: Held) -> list[str]:
    parts = []
    for table, column, several in _NAMES:
        if held.records.get(table):
            text = f"unnest(string_split({column}, '|'))" if several else column
            parts.append(f"SELECT {text} AS text FROM raw.{table} WHERE {column} IS NOT NULL")
    if not parts:
        return []
    found = held.con.execute(f"SELECT DISTINCT text FROM ({' UNION ALL '.join(parts)})").fetchall()
    return [text for (text,) in found]
