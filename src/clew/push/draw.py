"""From rows of the contract to nodes and relationships: parameters of statements, never their text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from clew.model.columns import Column, Kind
from clew.model.database import LABELS, MARK, Plain, cites, plains, references
from clew.model.tables import TABLES

Row = tuple[str, tuple[str | None, ...]]
Tie = list[Any]
MOST = 10_000
"""Pairs of inputs and outputs of one process up to which MADE_OF is drawn."""


def not_drawn(processes: int) -> str:
    """Return in words that MADE_OF are too many to draw, and what leads the same way."""
    what = f"MADE_OF is not drawn where a process has more than {MOST:,} pairs of outputs and inputs"
    return f"{what}: {processes:,} such; ask (output)<-[:OUTPUTS]-(:Process)-[:INPUTS]->(input)"


@dataclass
class Drawing:
    """What one batch of rows of a table becomes.

    Attributes
    ----------
    nodes : list of dict
        Properties of each node.
    ties : dict of (str, str, str) to list
        Type, label of its start, label of its end → start id, end id, properties.
    skipped : int
        Processes whose MADE_OF are too many to draw.
    """

    nodes: list[dict[str, Any]] = field(default_factory=list)
    ties: dict[tuple[str, str, str], list[Tie]] = field(default_factory=lambda: defaultdict(list))
    skipped: int = 0


def draw(table: str, rows: Iterable[Row], label_of: Mapping[str, str]) -> Drawing:
    """Return nodes and relationships of rows.

    Parameters
    ----------
    label_of : mapping
        Id of every holder, item and document → its label.
    """
    found = Drawing()
    columns = TABLES[table].columns
    names = TABLES[table].names
    tied = [(column, names.index(column.name), kind) for column, kind in references(table)]
    shorts = plains(table)
    evidence = names.index("evidence") if cites(table) else None
    label = LABELS[table]
    for key, cells in rows:
        found.nodes.append(properties(columns, key, cells))
        for column, place, kind in tied:
            for target in _values(column, cells[place]):
                end = "Process" if column.refers == ("processes",) else label_of.get(target)
                if end is not None:
                    found.ties[kind, label, end].append([key, target, {}])
        for plain in shorts:
            _draw_plain(found, plain, names, cells, label_of)
        if evidence is not None:
            for document in _values(columns[evidence], cells[evidence]):
                found.ties["SUPPORTS", "Document", label].append([document, key, {"shorthand": True}])
    return found


def properties(columns: Sequence[Column], key: str, cells: Sequence[str | None]) -> dict[str, Any]:
    """Return the properties of a node; blank cells are None, which sets nothing and removes what was there."""
    found: dict[str, Any] = {"id": key, MARK: True}
    for column, cell in zip(columns, cells, strict=True):
        found[column.name] = value(column, cell)
    return found


def value(column: Column, cell: str | None) -> str | float | list[str] | None:
    """Return a cell as a value of the database: a list, a number, or text (dates too, since they may be partial)."""
    if cell is None:
        return None
    if column.several:
        return cell.split("|")
    if column.kind is Kind.NUMBER:
        number = float(cell)
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    return cell


def _values(column: Column, cell: str | None) -> list[str]:
    if not cell:
        return []
    return list(dict.fromkeys(cell.split("|"))) if column.several else [cell]


def _draw_plain(
    found: Drawing, plain: Plain, names: Sequence[str], cells: Sequence[str | None], label_of: Mapping[str, str]
) -> None:
    table = TABLES[plain.table]
    starts, ends = (_values(table.column(name), cells[names.index(name)]) for name in plain.columns)
    if len(starts) * len(ends) > MOST:
        found.skipped += 1
        return
    said: dict[str, Any] = {"claim": cells[names.index("id")]}
    for name, column in plain.properties.items():
        cell = value(table.column(column), cells[names.index(column)])
        if cell is not None:
            said[name] = [cell] if name == "item" and not isinstance(cell, list) else cell
    for start, end in product(starts, ends):
        first, second = label_of.get(start), label_of.get(end)
        if first is not None and second is not None:
            found.ties[plain.type, first, second].append([start, end, said])


def batches(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Yield rows in lists of a size, the last shorter."""
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
