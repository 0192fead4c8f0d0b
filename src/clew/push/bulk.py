"""The tables of Neo4j's bulk importer: the same nodes and relationships as a push makes, as CSV files with headers."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clew import __version__
from clew.errors import ClewError
from clew.model.columns import Column, Kind
from clew.model.database import KEY, LABELS, MARK, PLAIN_TYPES, RUN, SHORTHAND, STANCES, SUPPORTS, constraints, plains
from clew.model.tables import NODE_TABLES, TABLES
from clew.push.difference import Cells, key, labels_of
from clew.push.draw import Tie, batches, draw
from clew.push.evidence import labels_of_claims
from clew.store import raw

if TYPE_CHECKING:
    from clew.formats import Loaded

BATCH = 4000
README = "README.md"
_MULTILINE = "--multiline-fields=true"


@dataclass
class Written:
    """Files of an import.

    Attributes
    ----------
    nodes, ties : dict
        File → label of its nodes, or type of its relationships.
    rows : int
        Nodes and relationships.
    skipped : int
        Processes of so many inputs and outputs that their MADE_OF were not drawn.
    lines : bool
        Whether some text has a line break in it.
    """

    folder: Path
    nodes: dict[str, str] = field(default_factory=dict)
    ties: dict[str, str] = field(default_factory=dict)
    rows: int = 0
    skipped: int = 0
    lines: bool = False
    _open: dict[str, Any] = field(default_factory=dict)
    _stack: ExitStack = field(default_factory=ExitStack)

    def add(self, name: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Add rows to a file, which begins with its header."""
        if name not in self._open:
            stream = self._stack.enter_context((self.folder / name).open("w", encoding="utf-8", newline=""))
            self._open[name] = csv.writer(stream, lineterminator="\n")
            self._open[name].writerow(header)
        self._open[name].writerows(rows)
        self.rows += len(rows)
        if not self.lines:
            self.lines = any(isinstance(cell, str) and ("\n" in cell or "\r" in cell) for cell in chain(*rows))

    def close(self) -> None:
        """Close all files."""
        self._stack.close()


def write_import(loaded: "Loaded", folder: Path) -> Written:
    """Write a graph as files that ``neo4j-admin database import full`` reads, and the command for it.

    Raises
    ------
    clew.errors.ClewError
        If the folder holds something already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ClewError(f"{folder} is there already, and is not empty", hint="name a new folder", code="E-OUTPUT")
    folder.mkdir(parents=True, exist_ok=True)
    done = Written(folder)
    label_of = labels_of(loaded.con, NODE_TABLES)
    try:
        for table in LABELS:
            if loaded.records.get(table):
                _table(loaded, done, table, label_of)
        if loaded.records.get("evidence"):
            _evidence(loaded, done)
        _run(loaded, done)
    finally:
        done.close()
    made = "".join(f"{line};\n" for line in constraints())
    (folder / "constraints.cypher").write_text(made, encoding="utf-8", newline="\n")
    (folder / README).write_text(_readme(loaded, done), encoding="utf-8", newline="\n")
    return done


def _rows(loaded: "Loaded", table: str) -> Iterator[tuple[str, Cells]]:
    """Yield key and cells of the records of a table, by key."""
    cells = ", ".join(f"{raw.quoted(name)} AS c{place}" for place, name in enumerate(TABLES[table].names))
    of = f"(SELECT {cells} FROM raw.{table})"
    cursor = loaded.con.cursor().execute(f"SELECT {key(TABLES[table], 'c')} AS key, * FROM {of} ORDER BY key")
    while batch := cursor.fetchmany(BATCH):
        for own, *rest in batch:
            yield str(own), tuple(rest)


def _table(loaded: "Loaded", done: Written, table: str, label_of: Mapping[str, str]) -> None:
    label = LABELS[table]
    kinds = {column.name: _type(loaded, table, column) for column in TABLES[table].columns}
    names = ["id", MARK, *(column.name for column in TABLES[table].columns if column.name != "id")]
    header = [f"id:ID({label})", f"{MARK}:boolean", *(f"{name}:{kinds[name]}" for name in names[2:])]
    shorts = {plain.type: plain for plain in plains(table)}
    file = f"nodes-{label}.csv"
    done.nodes[file] = label
    for batch in batches(_rows(loaded, table), BATCH):
        drawing = draw(table, batch, label_of)
        done.skipped += drawing.skipped
        done.add(file, header, [[_cell(node[name]) for name in names] for node in drawing.nodes])
        for (kind, start, end), ties in sorted(drawing.ties.items()):
            said = {}
            if kind in PLAIN_TYPES and kind in shorts:
                columns = shorts[kind].properties
                said = {"claim": "string"} | {name: kinds[column] for name, column in columns.items()}
                said |= {"item": "string[]"} if "item" in columns else {}
            elif kind == SUPPORTS:
                said = {SHORTHAND: "boolean"}
            _ties(done, f"{kind}-{table}-{start}-{end}.csv", (kind, start, end), said, ties)


def _evidence(loaded: "Loaded", done: Written) -> None:
    label_of = labels_of_claims(loaded.con, "SELECT claim FROM raw.evidence")
    said = {KEY: "string", "about": "string", "note": "string"}
    for own, (document, claim, stance, about, note) in _rows(loaded, "evidence"):
        kind, end = STANCES[str(stance).lower()], label_of[str(claim)]
        tie: Tie = [document, claim, {KEY: own, "about": about, "note": note}]
        _ties(done, f"{kind}-evidence-Document-{end}.csv", (kind, "Document", end), said, [tie])


def _ties(
    done: Written, file: str, ends: tuple[str, str, str], said: Mapping[str, str], ties: Sequence[Sequence[Any]]
) -> None:
    kind, start, end = ends
    done.ties[file] = kind
    header = [f":START_ID({start})", f":END_ID({end})", *(f"{name}:{type_}" for name, type_ in said.items())]
    done.add(file, header, [[one, other, *(_cell(more.get(name)) for name in said)] for one, other, more in ties])


def _run(loaded: "Loaded", done: Written) -> None:
    """Write the mark of a push that ended."""
    header = [f"id:ID({RUN})", "kind:string", "name:string", "state:string", "clew:string", "records:long"]
    row = [loaded.sha256, "graph", loaded.name, "complete", __version__, sum(loaded.records.values())]
    done.nodes[f"nodes-{RUN}.csv"] = RUN
    done.add(f"nodes-{RUN}.csv", header, [row])


def _type(loaded: "Loaded", table: str, column: Column) -> str:
    """Return the type of a column for the importer, which knows one for all of its values."""
    if column.kind is Kind.NUMBER:
        name = raw.quoted(column.name)
        number = f"TRY_CAST({name} AS DOUBLE)"
        broken = f"SELECT count(*) FROM raw.{table} WHERE {number} <> floor({number}) OR abs({number}) >= 1e15"
        return "double" if loaded.con.execute(broken).fetchall()[0][0] else "long"
    return "string[]" if column.several else "string"


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "|".join(value)
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def _readme(loaded: "Loaded", done: Written) -> str:
    options = [
        "--array-delimiter='|'",
        *([_MULTILINE] if done.lines else []),
        *(f"--nodes={label}={file}" for file, label in sorted(done.nodes.items())),
        *(f"--relationships={kind}={file}" for file, kind in sorted(done.ties.items())),
    ]
    command = " \\\n  ".join(["neo4j-admin database import full neo4j", *options])
    return f"""# {loaded.name}: tables for Neo4j's bulk importer

{sum(loaded.records.values()):,} records, sha256 {loaded.sha256}, written by clew {__version__}. The importer fills a
database that is empty or does not exist yet, while the server is stopped. In this folder (`neo4j` is the name of the
database):

```sh
{command}
```

Then start the server, and run `constraints.cypher` (or push the same graph: it writes nothing but the constraints).
"""
