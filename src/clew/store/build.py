"""From the raw records to the typed tables: names in normal form, ids as numbers, dates as days."""

from pathlib import Path

from clew.store import few
from clew.store.held import Held

_SQL = Path(__file__).parent / "sql"
_FILES = ("nodes", "claims", "ties")
_NEEDS = "-- needs "
_IF = " -- if "
_FOLDED = (
    ("holder", "kind"),
    ("holder_identifier", "identifier"),
    ("product_good", "good"),
    ("document", "kind"),
    ("workforce", "task"),
)


def build(held: Held) -> None:
    """Make the typed tables of sound raw records.

    Notes
    -----
    Nothing is checked here: a date that is none would raise, a dangling reference would drop its row.
    """
    held.con.execute((_SQL / "schema.sql").read_text(encoding="utf-8"))
    if held.few:
        few.build(held)
        return
    held.norms()
    held.con.execute((_SQL / "days.sql").read_text(encoding="utf-8"))
    held.con.execute("INSERT INTO item VALUES (0, '*', 0, false, -1, 0)")
    for name in _FILES:
        for statement in _statements(name, held.records):
            held.con.execute(statement)
    for table, column in _FOLDED:
        _fold(held, table, column)


def _fold(held: Held, table: str, column: str) -> None:
    """Case fold what SQL has only put into lower case: they differ in a few letters, none of them ASCII."""
    statement = f"SELECT DISTINCT {column} FROM {table} WHERE strlen({column}) > length({column})"
    texts = [text for (text,) in held.con.execute(statement).fetchall()]
    differing = [text for text in texts if text != text.casefold()]
    if differing:
        held.con.execute(
            f"UPDATE {table} SET {column} = f.folded FROM (SELECT unnest(?) AS text, unnest(?) AS folded) AS f "
            f"WHERE {column} = f.text",
            [differing, [text.casefold() for text in differing]],
        )


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
