"""The table of names in normal form: every distinct text once."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

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


def write(con: "duckdb.DuckDBPyConnection", records: Mapping[str, int]) -> None:
    """Fill ``raw.norm`` (text, norm) with what the raw tables call holders, products, issuers and regions."""
    from clew.model.names import normal_column

    parts = []
    for table, column, several in _NAMES:
        if records.get(table):
            text = f"unnest(string_split({column}, '|'))" if several else column
            parts.append(f"SELECT {text} AS text FROM raw.{table} WHERE {column} IS NOT NULL")
    if not parts:
        return
    found = con.execute(f"SELECT DISTINCT text FROM ({' UNION ALL '.join(parts)})").fetchall()
    texts = [text for (text,) in found]
    con.execute(
        "INSERT INTO raw.norm SELECT unnest(string_split(?, chr(31))), unnest(string_split(?, chr(31)))",
        [_SEPARATOR.join(texts), _SEPARATOR.join(normal_column(texts))],
    )
