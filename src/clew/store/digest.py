"""The hash of the records: the same for the same records in any order, format and file."""

from hashlib import sha256
from typing import TYPE_CHECKING

from clew.model.tables import TABLES, Column, Kind
from clew.store import raw
from clew.store.sources import Sources

if TYPE_CHECKING:
    import duckdb


def digest(con: "duckdb.DuckDBPyConnection", sources: Sources) -> str:
    """Return the SHA-256 of the sorted canonical records.

    Notes
    -----
    A record is its filled columns by name: codes in lower case, numbers as numbers, several values sorted,
    each once. Its hash, sorted among those of its table and hashed again, makes the hash of the table.
    """
    selects = []
    for table in TABLES.values():
        written = {
            column for source in sources.found.values() if source.table == table.name for column in source.written
        }
        columns = [column for column in table.columns if column.name in written or column.name == "id"]
        if written:
            cells = ", ".join(f"'{column.name}' || chr(31) || {_canonical(column)} || chr(30)" for column in columns)
            selects.append(
                f"SELECT '{table.name}', sha256(string_agg(h, '' ORDER BY h)) "
                f"FROM (SELECT sha256(concat({cells})) AS h FROM raw.{table.name})"
            )
    found = con.execute(" UNION ALL ".join(selects)).fetchall() if selects else []
    text = "".join(f"{table}:{value}\n" for table, value in sorted(found) if value is not None)
    return sha256(text.encode()).hexdigest()


def _canonical(column: Column) -> str:
    name = raw.quoted(column.name)
    if column.kind is Kind.NUMBER:
        return f"CAST(TRY_CAST({name} AS DOUBLE) AS VARCHAR)"
    if column.kind is Kind.CODE:
        return f"lower({name})"
    if column.several:
        sorted_values = f"array_to_string(list_sort(list_distinct(string_split({name}, '|'))), '|')"
        return f"CASE WHEN contains({name}, '|') THEN {sorted_values} ELSE {name} END"
    return name
