"""The hash of the records: the same for the same records in any order, format and file."""

from hashlib import sha256

from clew.model.tables import TABLES, Column, Kind
from clew.store import raw
from clew.store.checks.condition import number, number_sql
from clew.store.held import Held


def digest(held: Held) -> str:
    """Return the SHA-256 of the sorted canonical records.

    Notes
    -----
    A record is its filled columns by name: codes in lower case, numbers as numbers, several values sorted,
    each once. The SHA-256 of the records of a table, sorted, are hashed again, and so are those of the tables.
    """
    found = {}
    for table in TABLES:
        if held.records.get(table):
            hashes = _in_rows(held, table) if held.few else _in_columns(held, table)
            found[table] = sha256(hashes).hexdigest()
    return sha256("".join(f"{table}:{value}\n" for table, value in sorted(found.items())).encode()).hexdigest()


def _columns(held: Held, table: str) -> list[Column]:
    return [TABLES[table].column(name) for name in held.columns(table)]


def _in_rows(held: Held, table: str) -> bytes:
    columns = _columns(held, table)
    hashes = []
    for _, _, cells in held.rows(table):
        texts = ((column.name, _canonical(column, cells[column.name])) for column in columns)
        record = "".join(f"{name}\x1f{text}\x1e" for name, text in texts if text is not None)
        hashes.append(sha256(record.encode()).digest())
    return b"".join(sorted(hashes))


def _canonical(column: Column, text: str | None) -> str | None:
    if text is None:
        return None
    if column.kind is Kind.NUMBER:
        value = number(text)
        return None if value is None else f"{value:.17g}"
    if column.kind is Kind.CODE:
        return text.lower()
    return "|".join(sorted(set(text.split("|")))) if column.several else text


def _in_columns(held: Held, table: str) -> bytes:
    """Return the sorted hashes; they are sorted here, since a sorted aggregate of a million texts takes seconds."""
    import numpy as np

    cells = ", ".join(
        f"'{column.name}' || chr(31) || {_canonical_sql(column)} || chr(30)" for column in _columns(held, table)
    )
    row = held.con.execute(
        f"SELECT string_agg(h, '') FROM (SELECT sha256(concat({cells})) AS h FROM raw.{table})"
    ).fetchone()
    hashes = np.frombuffer(bytes.fromhex(row[0] if row else ""), dtype=">u8").reshape(-1, 4)
    order = np.lexsort((hashes[:, 3], hashes[:, 2], hashes[:, 1], hashes[:, 0]))
    return hashes[order].tobytes()


def _canonical_sql(column: Column) -> str:
    name = raw.quoted(column.name)
    if column.kind is Kind.NUMBER:
        return f"printf('%.17g', {number_sql(column.name)})"
    if column.kind is Kind.CODE:
        return f"lower({name})"
    if column.several:
        values = f"array_to_string(list_sort(list_distinct(string_split({name}, '|'))), '|')"
        return f"CASE WHEN contains({name}, '|') THEN {values} ELSE {name} END"
    return name
