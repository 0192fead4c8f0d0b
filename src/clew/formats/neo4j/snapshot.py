"""The records of a database as tables of text in a file on disk, streamed there in batches."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clew.formats.neo4j import pages
from clew.formats.part import SEPARATOR, relation
from clew.formats.values import NoCellError, text_of
from clew.model.database import KEY, LABELS, SHORTHAND, STANCES
from clew.model.tables import TABLES
from clew.store.problems import Problem

if TYPE_CHECKING:
    import duckdb
    import neo4j

_BATCH = 10_000
_EXTRA = "W-COLUMN"
_ORDER = {"matches": ("holder", "listing", "date", "decision", "by", "reason")}


@dataclass
class Snapshot:
    """What a database holds, in a temporary file.

    Attributes
    ----------
    folder : Path
        Holds the file; `remove` takes it away.
    records : dict of str to int
        Rows by table; the table ``t_NAME`` of the file has the columns ``c0``, ``c1``, … in the order of the
        contract, ``mark`` (whether a push wrote it), ``id`` (of the node or relationship) and ``n``, its number.
    problems, refused : lists
        What could not be read as a record, with its cells where some were.
    """

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="clew-")))
    records: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: list[tuple[Problem, tuple[str, ...]]] = field(default_factory=list)

    @property
    def file(self) -> Path:
        """The database file."""
        return self.folder / "records.duckdb"

    def remove(self) -> None:
        """Take the file away."""
        shutil.rmtree(self.folder, ignore_errors=True)


def take(session: "neo4j.Session") -> Snapshot:
    """Stream every record of a database into a file; memory holds one batch."""
    import duckdb

    snapshot = Snapshot()
    try:
        with duckdb.connect(str(snapshot.file), config={"threads": 1}) as con:
            for table in TABLES:
                columns = "".join(f"c{place} VARCHAR, " for place in range(len(TABLES[table].columns)))
                con.execute(f"CREATE TABLE t_{table} ({columns}mark VARCHAR, id VARCHAR, n INTEGER)")
            for shape in pages.shapes(session):
                _nodes(con, session, snapshot, shape)
            _fill(con, "evidence", _evidence(session, snapshot))
            for table in TABLES:
                _number(con, snapshot, table)
    except BaseException:
        snapshot.remove()
        raise
    return snapshot


Line = tuple[list[str | None], bool, str | None]


def _nodes(con: "duckdb.DuckDBPyConnection", session: "neo4j.Session", snapshot: Snapshot, shape: pages.Shape) -> None:
    table, label = shape.table, LABELS[shape.table]
    places = {name: f"c{place}" for place, name in enumerate(TABLES[table].names)} | {"mark": "mark"}
    names = [places.get(name, name) for name in shape.names]
    with_id = "id" in places
    for page in pages.pages(session, shape):
        if page.columns:
            own = [page.columns[shape.names.index("id")]] if with_id else []
            _insert(con, table, [*names, "id"] if with_id else names, [*page.columns, *own])
        _fill(con, table, _judged(snapshot, table, label, page.odd))
    for name, count in shape.unknown:
        message = f"there is no column {name!r} in {table}; it was not read ({count:,} nodes have it)"
        hint = "there are " + ", ".join(TABLES[table].names)
        snapshot.problems.append(Problem(f"neo4j (:{label})", table, 0, name, _EXTRA, name, message, hint))


def _judged(snapshot: Snapshot, table: str, label: str, odd: Iterable[list[Any]]) -> Iterator[Line]:
    """Yield the nodes that are records, though no push would have written them so; refuse the others."""
    has_id = "id" in TABLES[table].names
    for *values, own, mark, labels, element in odd:
        where = node(label, own, element)
        if labels:
            message = f"a node is one record, and this is {label} and {', '.join(labels)}"
            _refuse(snapshot, Problem(where, table, 0, "", "E-LABEL", labels[0], message, "remove a label"), values)
            continue
        if has_id and own is None:
            message, hint = "the node has no id, and every record of this type needs one", "SET its property id"
            _refuse(snapshot, Problem(where, table, 0, "id", "E-MISSING", "", message, hint), values)
            continue
        line = _line(snapshot, table, where, values)
        if line is not None:
            yield line, mark is not None, None if own is None else str(own)


def node(label: str, own: object, element: str) -> str:
    """Return where a node is, in words: by label and id."""
    return f"neo4j (:{label} {{id: {own!r}}})" if own is not None else f"neo4j (:{label}, element id {element})"


def _refuse(snapshot: Snapshot, problem: Problem, values: Sequence[object]) -> None:
    snapshot.refused.append((problem, tuple("" if value is None else str(value) for value in values)))


def _line(snapshot: Snapshot, table: str, where: str, values: Sequence[Any]) -> list[str | None] | None:
    """Return properties as cells; None, and a problem, if one is of a type that fits into none."""
    cells: list[str | None] = []
    for place, value in enumerate(values):
        if value is None or type(value) is str:
            cells.append(value)
            continue
        column = TABLES[table].columns[place]
        try:
            if not isinstance(value, list | float | int) and not hasattr(value, "iso_format"):
                raise NoCellError(f"a {type(value).__name__} is no value of a cell")
            text = text_of(value.iso_format() if hasattr(value, "iso_format") else value)
            if isinstance(value, list) and not column.several and len(value) > 1:
                raise NoCellError("a list stands where one value belongs")
        except NoCellError as error:
            hint = "SET the property to a text" + (" or a list of texts" if column.several else "")
            problem = Problem(where, table, 0, column.name, "E-TYPE", str(value)[:120], str(error), hint)
            _refuse(snapshot, problem, values)
            return None
        cells.append(text)
    return cells


def _evidence(session: "neo4j.Session", snapshot: Snapshot) -> Iterator[Line]:
    for stance, kind in STANCES.items():
        statement = (
            f"MATCH (d)-[r:{kind}]->(c) WHERE r.{SHORTHAND} IS NULL AND (d:Document OR any(l IN labels(c) WHERE "
            f"l IN $labels)) RETURN d.id, c.id, '{stance}', r.about, r.note, r.{KEY}, 'Document' IN labels(d), "
            "elementId(r)"
        )
        for record in session.run(statement, labels=list(LABELS.values())):
            *values, key, is_document, element = record.values()
            where = f"neo4j [:{kind}] from {values[0]!r} to {values[1]!r}"
            if not is_document or values[0] is None or values[1] is None:
                message = "evidence leads from a Document with an id to a claim with an id"
                hint = f"draw it anew, or delete it (element id {element})"
                _refuse(snapshot, Problem(where, "evidence", 0, "", "E-TIE", "", message, hint), values)
                continue
            line = _line(snapshot, "evidence", where, values)
            if line is not None:
                yield line, key is not None, key


def _fill(con: "duckdb.DuckDBPyConnection", table: str, lines: Iterator[Line]) -> None:
    width = len(TABLES[table].columns)
    names = [*(f"c{place}" for place in range(width)), "mark", "id"]
    while batch := list(islice(lines, _BATCH)):
        texts: list[Sequence[str | None]] = [[_plain(cells[place]) for cells, _, _ in batch] for place in range(width)]
        texts += [["yes" if mark else None for _, mark, _ in batch], [own for _, _, own in batch]]
        _insert(con, table, names, texts)


def _insert(
    con: "duckdb.DuckDBPyConnection", table: str, names: Sequence[str], texts: Sequence[Sequence[str | None]]
) -> None:
    source, parameters = relation(range(len(texts[0])), texts)
    con.execute(f"INSERT INTO t_{table} ({', '.join(names)}) SELECT * EXCLUDE n FROM {source}", parameters)


def _number(con: "duckdb.DuckDBPyConnection", snapshot: Snapshot, table: str) -> None:
    """Number the rows of a table, in an order that depends on nothing but them."""
    row = con.execute(f"SELECT count(*) FROM t_{table}").fetchone()
    if not row or not row[0]:
        return
    names = TABLES[table].names
    order = ", ".join(f"c{names.index(name)}" for name in _ORDER.get(table, names[:4])) + ", id"
    con.execute(
        f"CREATE OR REPLACE TABLE t_{table} AS SELECT * EXCLUDE n, CAST(row_number() OVER (ORDER BY {order}) AS "
        f"INTEGER) AS n FROM t_{table}"
    )
    snapshot.records[table] = row[0]


def _plain(cell: str | None) -> str | None:
    return cell.replace(SEPARATOR, " ").strip() or None if cell else None
