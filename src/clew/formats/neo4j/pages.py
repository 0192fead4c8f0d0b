"""The nodes of a label, read in pages: what a push wrote comes as one text a node, anything odder value by value.

A driver spends most of its time on unpacking values, so the server joins the cells of a node; it can do so only where
every property has the type that a push gives it. All other nodes come with their values, for `snapshot` to judge.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from clew.formats.part import SEPARATOR
from clew.formats.values import text_of
from clew.model.columns import Column, Kind
from clew.model.database import LABELS, MARK
from clew.model.tables import TABLES

if TYPE_CHECKING:
    import neo4j

PAGE = 5000
"""Nodes of one page."""

_BLANKS = re.compile(r"[^\S\x1f]\x1f|\x1f[^\S\x1f]")
_PLAIN_NUMBER = "INTEGER | FLOAT | STRING"


@dataclass
class Page:
    """Some nodes of one label.

    Attributes
    ----------
    columns : list of sequences
        Cells of the nodes, as `Shape.names` says.
    odd : list of lists
        Of nodes that are not told in `columns`: the values of all columns of the table, id, mark, unknown labels,
        element id.
    """

    columns: list[Sequence[str | None]]
    odd: list[list[Any]]


@dataclass(frozen=True)
class Shape:
    """What the nodes of a label have.

    Attributes
    ----------
    columns : tuple of Column
        Those that at least one node fills.
    unknown : tuple of (str, int)
        Properties that are no columns, and the number of nodes that have each.
    paged : bool
        Whether its nodes come in pages: they are many, and their ids indexed, or each page would be a search.
    """

    table: str
    columns: tuple[Column, ...]
    unknown: tuple[tuple[str, int], ...]
    paged: bool

    @property
    def single(self) -> list[str]:
        """Columns of one text, and the id of a node where it is no column."""
        found = [column.name for column in self.columns if column.kind is not Kind.NUMBER and not column.several]
        return found if "id" in found else [*found, "id"]

    @property
    def several(self) -> list[str]:
        """Columns of several texts."""
        return [column.name for column in self.columns if column.several]

    @property
    def numbers(self) -> list[str]:
        """Columns of numbers, which only the client writes as text in the way of the contract."""
        return [column.name for column in self.columns if column.kind is Kind.NUMBER]

    @property
    def names(self) -> list[str]:
        """What `Page.columns` holds: ``mark`` is whether a push wrote the node."""
        return ["mark", *self.single, *self.several, *self.numbers]


def shapes(session: "neo4j.Session") -> Iterator[Shape]:
    """Yield the shape of every table of which the database holds nodes."""
    parts = (f"MATCH (n:{label}) RETURN '{table}' AS t, count(n) AS c" for table, label in LABELS.items())
    counts = {record["t"]: record["c"] for record in session.run(" UNION ALL ".join(parts))}
    statement = (
        "SHOW INDEXES YIELD labelsOrTypes, properties, type, state WHERE properties = ['id'] AND type = 'RANGE' "
        "AND state = 'ONLINE' RETURN labelsOrTypes[0] AS label"
    )
    indexed = {record["label"] for record in session.run(statement)}
    for table, label in LABELS.items():
        if counts.get(table):
            keys = session.run(f"MATCH (n:{label}) UNWIND keys(n) AS k RETURN k, count(*) AS c ORDER BY k")
            found = {record["k"]: record["c"] for record in keys}
            columns = tuple(column for column in TABLES[table].columns if column.name in found)
            known = {*TABLES[table].names, MARK, "id"}
            unknown = tuple((name, count) for name, count in found.items() if name not in known)
            yield Shape(table, columns, unknown, counts[table] > PAGE and label in indexed)


def pages(session: "neo4j.Session", shape: Shape) -> Iterator[Page]:
    """Yield all nodes of a label, each once; memory holds one page."""
    if shape.paged:
        statement, last = _paged(shape), ""
        known = {"others": _others(shape), "separator": SEPARATOR, "most": PAGE}
        while last is not None:
            last, elements, lines, *numbers = next(iter(session.run(statement, known, last=last))).values()
            odd = list(_by_value(session, shape, "WHERE elementId(n) IN $elements", elements)) if elements else []
            yield Page(_columns(lines, numbers), odd)
        rest = _by_value(session, shape, "WHERE n.id IS NULL OR n.id = '' OR NOT n.id IS :: STRING")
    else:
        rest = _by_value(session, shape)
    while batch := list(islice(rest, PAGE)):
        yield Page([], batch)


def _by_value(
    session: "neo4j.Session", shape: Shape, where: str = "", elements: Sequence[str] = ()
) -> Iterator[list[Any]]:
    """Yield everything of some nodes that is judged value by value."""
    cells = ", ".join(f"n.`{column.name}`" for column in TABLES[shape.table].columns)
    statement = (
        f"MATCH (n:{LABELS[shape.table]}) {where} RETURN {cells}, n.id, n.{MARK}, "
        "[l IN labels(n) WHERE l IN $others], elementId(n)"
    )
    for record in session.run(statement, others=_others(shape), elements=elements):
        yield record.values()


def _others(shape: Shape) -> list[str]:
    return [other for other in LABELS.values() if other != LABELS[shape.table]]


def _columns(lines: list[str], numbers: Sequence[list[Any]]) -> list[Sequence[str | None]]:
    """Return joined cells as columns."""
    if not lines:
        return []
    blanks = _BLANKS.search(SEPARATOR + f"{SEPARATOR}{SEPARATOR}".join(lines) + SEPARATOR)
    cells: list[Sequence[str | None]] = [
        [(cell.strip() if blanks else cell) or None for cell in column]
        for column in zip(*(line.split(SEPARATOR) for line in lines), strict=True)
    ]
    told = [[text_of(value) or None for value in column] for column in numbers]
    return [*cells, *told]


def _paged(shape: Shape) -> str:
    """Ask for one page in the order of the index on ids: the last id, what is odd, joined cells, numbers.

    Notes
    -----
    Every expression is planned anew for every label, which takes longer than to run it: so there are few.
    """
    label = LABELS[shape.table]
    lists = [f"l{place}" for place in range(len(shape.several))]
    texts = ", ".join(f"n.`{name}`" for name in shape.single)
    carried = "".join(f", coalesce(n.`{name}`, []) AS {own}" for own, name in zip(lists, shape.several, strict=True))
    numbers = ", ".join(f"n.`{name}`" for name in shape.numbers)
    tests = [
        "none(l IN labels(n) WHERE l IN $others)",
        "t IS :: LIST<STRING>",
        *(["q IS :: LIST<INTEGER | FLOAT | STRING>"] if numbers else []),
        *(f"{own} IS :: LIST<STRING NOT NULL> AND none(x IN {own} WHERE x = '' OR x CONTAINS '|')" for own in lists),
    ]
    joined = f"reduce(s = CASE WHEN n.{MARK} IS NULL THEN '' ELSE 'yes' END, x IN t | s + $separator + coalesce(x, ''))"
    for own in lists:
        joined += f" + $separator + coalesce({own}[0], '') + reduce(s = '', x IN {own}[1..] | s + '|' + x)"
    width = 1 + len(shape.single) + len(lists)
    collected = "".join(
        f", collect(CASE WHEN line IS NOT NULL THEN coalesce(q[{place}], '') END)"
        for place in range(len(shape.numbers))
    )
    return (
        f"MATCH (n:{label}) USING INDEX n:{label}(id) WHERE n.id > $last WITH n ORDER BY n.id LIMIT $most "
        f"WITH n, [{texts}] AS t, [{numbers}] AS q{carried} "
        f"WITH n, q, CASE WHEN {' AND '.join(tests)} THEN {joined} END AS line "
        f"WITH n, q, CASE WHEN size(split(line, $separator)) = {width} THEN line END AS line "
        f"RETURN last(collect(n.id)), collect(CASE WHEN line IS NULL THEN elementId(n) END), collect(line){collected}"
    )
