"""From the raw records to the typed tables: names in normal form, ids as numbers, dates as days."""

from pathlib import Path
from typing import TYPE_CHECKING

from clew.store import raw

if TYPE_CHECKING:
    import duckdb

_SQL = Path(__file__).parent / "sql"
_FILES = ("nodes", "claims", "ties")
_NEEDS = "-- needs "
_IF = " -- if "


def build(con: "duckdb.DuckDBPyConnection", records: dict[str, int] | None = None) -> None:
    """Make the typed tables of sound raw records.

    Parameters
    ----------
    records : dict, optional
        Number of rows of each raw table, if known: what has no rows is not asked for. Their names must be
        in ``raw.norm`` (`clew.store.names.write`).

    Notes
    -----
    Nothing is checked here: a date that is none would raise, a dangling reference would drop its row.
    """
    counted = raw.counts(con) if records is None else records
    con.execute((_SQL / "schema.sql").read_text(encoding="utf-8"))
    con.execute("INSERT INTO item VALUES (0, '*', 0, false, -1, 0)")
    for name in _FILES:
        for statement in _statements(name, counted):
            con.execute(statement)


def _statements(name: str, counted: dict[str, int]) -> list[str]:
    """Return the statements of an SQL file, without what speaks of tables that have no rows.

    Notes
    -----
    ``-- needs A B`` begins a statement that is left out if neither A nor B has rows; a line that ends with
    ``-- if A`` is left out if A has none.
    """
    blocks = (_SQL / f"{name}.sql").read_text(encoding="utf-8").split(_NEEDS)[1:]
    statements = []
    for first, _, rest in (block.partition("\n") for block in blocks):
        if any(counted.get(table) for table in first.split()):
            lines = (line.partition(_IF) for line in rest.splitlines())
            statements.append("\n".join(text for text, _, table in lines if not table or counted.get(table.strip())))
    return statements
