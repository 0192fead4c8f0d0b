"""What people wrote into a saved case: notes, and decisions, each with author and time.

Notes stand in a table of their own, ``raw.journal``, that is only ever added to. A decision is also a row of the
table ``matches`` (a holder is what a list names, or not) or ``same_as`` (two holders are one, or not), as if it had
been in the records: the next reading of the case goes by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from clew.errors import ClewError, UnreadableError
from clew.store import open_store, raw

if TYPE_CHECKING:
    import duckdb

DECISIONS = {"match": ("confirmed", "rejected", "withdrawn"), "same_as": ("same", "different", "withdrawn")}
"""What can be decided; of a match about the holder, and the listing as `item`, of sameness about two holders."""

ABOUT = ("stock", "claim", "holder", "document", "entry", *DECISIONS)
"""What a line can be about."""

FILE = "decisions in the explorer"
"""Where the records say that decisions come from."""


@dataclass(frozen=True)
class Line:
    """A line of the journal.

    Attributes
    ----------
    at, by : str
        When (UTC, to the second) and who.
    about : str
        One of `ABOUT`.
    id : str
        Of the claim, holder, document, entry; of a stock its holder.
    item : str
        Of a stock its item, of a match the listing, of sameness the other holder; else empty.
    text : str
        The note, or the reason of a decision.
    decision : str
        One of `DECISIONS`; empty for a note.
    """

    at: str
    by: str
    about: str
    id: str
    item: str
    text: str
    decision: str = ""


KNOWN = "SELECT 1 FROM duckdb_tables() WHERE database_name = 'held' AND schema_name = 'raw' AND table_name = 'journal'"
_NAMES = tuple(field.name for field in fields(Line))
_QUOTED = ", ".join(f'"{name}"' for name in _NAMES)


def read(path: Path) -> list[Line]:
    """Return the journal of a case, oldest first; empty if nobody wrote anything."""
    with _opened(path, writing=False) as con:
        known = con.execute(KNOWN).fetchone()
        rows = con.execute(f"SELECT {_QUOTED} FROM held.raw.journal ORDER BY n").fetchall() if known else []
    return [Line(*row) for row in rows]


def add(path: Path, line: Line) -> None:
    """Write a line into the journal of a case; a decision into its records too, in one transaction.

    Notes
    -----
    A decision made here takes the place of an earlier one on the same pair that was made here too; the journal keeps
    both. Decisions that came with the records are never touched.
    """
    with _opened(path, writing=True) as con:
        con.execute("BEGIN")
        _append(con, line)
        if line.decision:
            (_decide_same if line.about == "same_as" else _decide_match)(con, line)
        con.execute("COMMIT")


def carry(paths: Sequence[str], target: str) -> tuple[int, int]:
    """Take the journal of a case along to another case that was made of it.

    Returns
    -------
    (int, int)
        Lines that came along, and lines that did not: only a case that is made of one case takes them.
    """
    found = {path: read(Path(path)) for path in paths if path.lower().endswith(".clew") and Path(path).is_file()}
    lines = [line for each in found.values() for line in each]
    if not lines or len(paths) > 1 or not target.lower().endswith(".clew"):
        return 0, len(lines)
    with _opened(Path(target), writing=True) as con:
        con.execute("BEGIN")
        for line in lines:
            _append(con, line)
        con.execute("COMMIT")
    return len(lines), 0


def _append(con: duckdb.DuckDBPyConnection, line: Line) -> None:
    cells = ", ".join(f'"{name}" VARCHAR' for name in _NAMES)
    con.execute(f"CREATE TABLE IF NOT EXISTS held.raw.journal (n INTEGER, {cells})")
    con.execute(
        f"INSERT INTO held.raw.journal (n, {_QUOTED}) "
        f"SELECT (SELECT coalesce(max(n), 0) + 1 FROM held.raw.journal), {', '.join('?' * len(_NAMES))}",
        list(asdict(line).values()),
    )


def _source(con: duckdb.DuckDBPyConnection, table: str) -> int:
    """Return the number under which the records know decisions that are made here."""
    known = "SELECT source FROM held.raw.source WHERE table_name = ? AND file = ?"
    row = con.execute(known, [table, FILE]).fetchone()
    if row is None:
        row = con.execute("SELECT coalesce(max(source), -1) + 1 FROM held.raw.source").fetchone()
        assert row is not None
        con.execute("INSERT INTO held.raw.source VALUES (?, ?, ?)", [row[0], table, FILE])
    return int(row[0])


def _decide_same(con: duckdb.DuckDBPyConnection, line: Line) -> None:
    source = _source(con, "same_as")
    con.execute("DELETE FROM held.raw.same_as WHERE source = ? AND a = ? AND b = ?", [source, line.id, line.item])
    if line.decision == "withdrawn":
        return
    con.execute(
        'INSERT INTO held.raw.same_as (id, a, b, decision, source, "row") '
        "SELECT 'decision-' || free.n, ?, ?, ?, ?, "
        '(SELECT coalesce(max("row"), 1) + 1 FROM held.raw.same_as WHERE source = ?) '
        "FROM (SELECT min(n) AS n FROM range(1, (SELECT count(*) + 2 FROM held.raw.same_as)) AS r(n) "
        "WHERE 'decision-' || n NOT IN (SELECT id FROM held.raw.same_as WHERE id IS NOT NULL)) AS free",
        [line.id, line.item, line.decision, source, source],
    )


def _decide_match(con: duckdb.DuckDBPyConnection, line: Line) -> None:
    source = _source(con, "matches")
    con.execute(
        "DELETE FROM held.raw.matches WHERE source = ? AND holder = ? AND listing = ?", [source, line.id, line.item]
    )
    if line.decision == "withdrawn":
        return
    con.execute(
        'INSERT INTO held.raw.matches (holder, listing, decision, "by", reason, "date", source, "row") '
        'SELECT ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max("row"), 1) + 1 FROM held.raw.matches WHERE source = ?)',
        [line.id, line.item, line.decision, line.by, line.text, line.at[:10], source, source],
    )


@contextmanager
def _opened(path: Path, *, writing: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a case beside everything else that is open, for as short a time as possible."""
    import duckdb

    if not path.is_file():
        raise UnreadableError(f"{path.name}: there is no such case", hint="clew convert GRAPH NAME.clew makes one")
    try:
        with open_store() as con:
            con.execute(f"ATTACH {raw.literal(path)} AS held" + ("" if writing else " (READ_ONLY)"))
            yield con
            con.execute("DETACH held")
    except duckdb.Error as error:
        raise ClewError(
            f"{path.name}: the case cannot be {'written' if writing else 'read'} ({str(error).splitlines()[0]})",
            hint="Another program may hold it open, or it may be read-only.",
            code="E-CASE",
        ) from error
