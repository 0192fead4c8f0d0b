"""The hash of the records: the same for the same records in any order, format and file."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256

from clew.model.tables import TABLES, Column, Kind
from clew.store import raw
from clew.store.checks.condition import number
from clew.store.database import aside
from clew.store.held import Held

_BETWEEN = "\x1f"


def begin_digest(held: Held) -> Callable[[], str]:
    """Begin to hash records, which takes a while for many; return what waits for the hash. See `digest`."""
    return aside(held.con, lambda con: digest(replace(held, con=con)), few=held.few)


def digest(held: Held) -> str:
    """Return the SHA-256 of the sorted canonical records. They must be sound.

    Notes
    -----
    A record is its cells in the order of the contract, up to the last column that any record of its table
    fills: codes in lower case, numbers as numbers, several values sorted, each once. The SHA-256 of the
    records of a table, sorted, are hashed again, and so are those of the tables.
    """
    found = {}
    for table in TABLES:
        if held.records.get(table):
            hashes = _in_rows(held, table) if held.few else _in_columns(held, table)
            found[table] = sha256(hashes).hexdigest()
    return sha256("".join(f"{table}:{value}\n" for table, value in sorted(found.items())).encode()).hexdigest()


def _in_rows(held: Held, table: str) -> bytes:
    columns = TABLES[table].columns
    filled = [any(cells[column.name] is not None for _, _, cells in held.rows(table)) for column in columns]
    columns = columns[: _width(filled)]
    hashes = []
    for _, _, cells in held.rows(table):
        record = _BETWEEN.join(_canonical(column, cells[column.name]) for column in columns)
        hashes.append(sha256(record.encode()).digest())
    return b"".join(sorted(hashes))


def _width(filled: Sequence[bool]) -> int:
    return max((place + 1 for place, is_filled in enumerate(filled) if is_filled), default=0)


def _canonical(column: Column, text: str | None) -> str:
    if text is None:
        return ""
    if column.kind is Kind.NUMBER:
        return f"{number(text):.17g}"
    if column.kind is Kind.CODE:
        return text.lower()
    return "|".join(sorted(set(text.split("|")))) if column.several else text


def _in_columns(held: Held, table: str) -> bytes:
    """Return the sorted hashes; they are sorted here, since a sorted aggregate of a million texts takes seconds."""
    import numpy as np

    columns = TABLES[table].columns
    counts = ", ".join(f"count({raw.quoted(column.name)}) > 0" for column in columns)
    filled = held.con.execute(f"SELECT {counts} FROM raw.{table}").fetchone() or ()
    wanted = zip(columns[: _width(filled)], filled, strict=False)
    cells = ", ".join(
        canonical_sql(column, raw.quoted(column.name)) if is_filled else "''" for column, is_filled in wanted
    )
    statement = f"SELECT sha256(concat_ws(chr(31), {cells})) AS h FROM raw.{table}"
    row = held.con.execute(f"SELECT string_agg(h, '') FROM ({statement})").fetchone()
    hashes = np.frombuffer(bytes.fromhex(row[0] if row else ""), dtype="S32")
    heads = hashes.view(">u8")[::4].astype(np.uint64)
    order = np.argsort(heads)
    heads = heads[order]
    if (heads[1:] == heads[:-1]).any():
        return b"".join(sorted(bytes(each).ljust(32, b"\0") for each in hashes))
    return hashes[order].tobytes()


def canonical_sql(column: Column, name: str) -> str:
    """Return SQL for the canonical text of a cell; `name` is what the statement calls the column."""
    text = name
    if column.kind is Kind.NUMBER:
        plain = f"length({name}) < 16 AND {name} = CAST(TRY_CAST({name} AS BIGINT) AS VARCHAR)"
        text = f"CASE WHEN {plain} THEN {name} ELSE printf('%.17g', TRY_CAST({name} AS DOUBLE)) END"
    elif column.kind is Kind.CODE:
        text = f"lower({name})"
    elif column.several:
        values = f"array_to_string(list_sort(list_distinct(string_split({name}, '|'))), '|')"
        text = f"CASE WHEN contains({name}, '|') THEN {values} ELSE {name} END"
    return f"coalesce({text}, '')"
