"""Bills of materials in files of their own: flat parent–component tables and indented ones, read as rows of ``bom``.

A flat table has the columns of ``bom`` (``product`` and ``component``; no ``id`` is needed). An indented one has
``level`` and ``component``, the rows of each bill in order: a part, its components one level deeper. There ``maker``
stands in the row of what is made, ``supplier`` in the row of what is supplied. A ``--map`` file says how columns are
called otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from clew.errors import ClewError, UnreadableError
from clew.formats.bill_levels import unfolded
from clew.formats.headers import folded, near_words
from clew.formats.part import Given, Part, Reading, Refused, of_rows
from clew.model.tables import TABLES
from clew.store.problems import Problem

if TYPE_CHECKING:
    from clew.formats.mapping import Foreign

COLUMNS = TABLES["bom"].names
LEVEL = "level"
MAPPED = "files: {FILE: {table: bom, columns: {product: PARENT, component: CHILD}}}"


@dataclass
class Line:
    """A line of a bill as a file has it; `cells` are those of ``bom``, in its order."""

    row: int
    cells: list[str]

    @property
    def content(self) -> tuple[str, ...]:
        """All but the id."""
        return tuple(self.cells[1:])


@dataclass(frozen=True, order=True)
class Failed:
    """A line, or a bill, that cannot be read: which, of what product (empty if nobody knows), and why."""

    bom: str
    product: str
    why: str


@dataclass
class Bills:
    """What files of bills hold.

    Attributes
    ----------
    reading : Reading
        Rows of ``bom``, and what a mapping reads besides.
    tops : set of str
        Products that stand at the top of an indented bill.
    products : set of str
        Products that have a line.
    lost : dict of str to Problem
        Files that cannot be read whole: nobody knows which of their bills lack a line.
    """

    reading: Reading = field(default_factory=Reading)
    tops: set[str] = field(default_factory=set)
    products: set[str] = field(default_factory=set)
    failed: list[Failed] = field(default_factory=list)
    lost: dict[str, Problem] = field(default_factory=dict)

    def fail(self, problem: Problem, *, bom: str = "", product: str = "") -> None:
        """Note that a line cannot be read, and with it the bill of its product."""
        self.failed.append(Failed(bom or problem.where, product, str(problem)))


@dataclass
class _Table:
    """A table of bills in a file: where its columns stand, and its lines."""

    part: Part
    written: dict[str, str]
    lines: list[Line] = field(default_factory=list)


def read(paths: Sequence[str], foreign: Foreign | None, encoding: str = "utf-8") -> Bills:
    """Read files of bills.

    Raises
    ------
    clew.errors.ClewError
        If a file is not there or a mapping does not fit it; or if the only file cannot be read at all, or has no
        column that says what a line is of: one of several fails, and the others are read. A line that is wrong
        raises nothing: the bill of its product fails.
    """
    bills, tables = Bills(), []
    for path in map(Path, paths):
        try:
            parts = list(_parts(path, foreign, encoding, bills))
        except ClewError as error:
            if len(paths) == 1 or not path.is_file() or (foreign is not None and foreign.find(path.name)):
                raise
            bills.failed.append(Failed(path.name, "", f"{error.message} ({error.hint}) [{error.code}]"))
            continue
        for part, broken in parts:
            if part.given is not None and part.given.table != "bom":
                bills.reading.parts.append(part)
            else:
                tables.append(_lines(part, broken, bills))
    _fail_files(tables, bills)
    bad = {failed.product for failed in bills.failed if failed.product}
    _name(tables)
    for table in tables:
        table.lines = [line for line in table.lines if line.cells[1] not in bad]
        bills.products |= {line.cells[1] for line in table.lines}
        bills.reading.parts.append(_part(table))
    bills.tops -= bad
    return bills


def _parts(path: Path, foreign: Foreign | None, encoding: str, bills: Bills) -> Iterator[tuple[Part, list[int]]]:
    """Yield the tables of a file, as a mapping has them if it speaks of them, and their rows that are no rows."""
    if not path.is_file():
        raise UnreadableError(f"{path}: there is no such file", hint="a bill is a .csv or .xlsx file")
    said = foreign.find(path.name) if foreign else None
    if path.suffix.lower() == ".csv":
        from clew.formats import csv_file

        separator = said.separator if said else ","
        told = (said and said.encoding) or encoding
        reading = csv_file.read(path, path.stem, path.name, encoding=told, delimiter=separator)
    elif path.suffix.lower() == ".xlsx":
        from clew.formats import xlsx

        reading = xlsx.read(path, path.name)
    else:
        raise UnreadableError(f"{path}: a bill is a .csv or .xlsx file", hint="save it as one", code="E-FORMAT")
    first = len(bills.failed)
    for problem in reading.problems:
        if problem.is_error and not any(refused.problem is problem for refused in reading.refused):
            bills.fail(problem)
            bills.lost.setdefault(path.name, problem)
    found = [_placed(part, foreign, several=len(reading.parts) > 1, bills=bills) for part in reading.parts]
    parts = [part for each in found for part in each]
    if reading.parts and not any(part.given and part.given.table == "bom" for part in parts):
        raise _no_columns(reading.parts[0])
    if not reading.parts and len(bills.failed) == first:
        raise UnreadableError(f"{path}: there is no row in it", hint="a bill has a header and a row a line")
    if parts and not any(part.columns for part in parts) and not reading.refused and len(bills.failed) == first:
        message = "there is a header and no line below it"
        bills.fail(Problem(path.name, path.stem, 1, "", "E-BILL", "", message, "a bill has a row a line"))
    for part in parts:
        refused = [row for row in reading.refused if row.table == part.table]
        if part.given is not None and part.given.table == "bom":
            _fail_refused(part.given, part.header, refused, bills)
        yield part, sorted(row.row for row in refused)


def _placed(part: Part, foreign: Foreign | None, *, several: bool, bills: Bills) -> list[Part]:
    """Return a table as what it is read as: by the mapping, or by its header; nothing if it holds no bill."""
    if foreign is not None and foreign.find(part.file, part.table):
        from clew.formats import mapping

        parts = mapping.apply(foreign, Reading([part])).parts
        for given in (each.given for each in parts if each.given is not None and each.given.table == "bom"):
            said = {*given.columns, *given.constants}
            if "component" not in said or not said & {LEVEL, "product"}:
                raise _no_columns(part)
        return parts
    places = {folded(written): written for written in reversed(part.header)}
    twice = [name for name in (LEVEL, *COLUMNS) if sum(folded(written) == name for written in part.header) > 1]
    if twice:
        message = f"{part.file}: two columns are called {twice[0]!r}; which of them holds?"
        raise ClewError(message, hint="rename or delete one of them", code="E-BILL")
    columns = {name: places[name] for name in (LEVEL, *COLUMNS) if name in places}
    if "component" not in columns or not columns.keys() & {LEVEL, "product"}:
        if several:
            message = "no columns of a bill; the sheet was not read"
            bills.reading.problems.append(
                Problem(part.file, part.table, 1, "", "W-TABLE", part.table, message, f"name them: {MAPPED}")
            )
        return [] if several else [part]
    unread = tuple(place for place, written in enumerate(part.header) if folded(written) not in columns)
    return [replace(part, given=Given("bom", columns, unread=unread))]


def _no_columns(part: Part) -> ClewError:
    there = ", ".join(name for name in part.header if name) or "no names at all"
    have = set(map(folded, part.header))
    wanted = [name for name in ("product", "component", LEVEL) if name not in have]
    near = [word for name in have - {"product", "component", LEVEL} for word in near_words(name, wanted)]
    hint = f"is one of them {' or '.join(sorted(set(near)))}? " if near else ""
    return ClewError(
        f"{part.file}: a bill needs a column `component`, and `product` (a flat table) or `level` (an indented one); "
        f"its header has {there}.",
        hint=f"{hint}Say with --map how they are called: {MAPPED}",
        code="E-BILL",
    )


def _fail_refused(given: Given, header: Sequence[str], refused: Iterable[Refused], bills: Bills) -> None:
    """Note rows that are no rows: their bills fail, as far as anyone can tell whose they are."""
    place = header.index(given.columns["product"]) if "product" in given.columns else -1
    for row in refused:
        known = row.cells[place].strip() if 0 <= place < len(row.cells) and len(row.cells) > 1 else ""
        bills.fail(row.problem, product=known)
        if place >= 0 and not known:
            bills.lost.setdefault(row.file, row.problem)


def _fail_files(tables: Sequence[_Table], bills: Bills) -> None:
    """Fail all bills of files of which a part cannot be read and nobody knows whose lines are in it."""
    for table in tables:
        problem = bills.lost.get(table.part.file)
        if problem is not None:
            for product in sorted({line.cells[1] for line in table.lines} - {""}):
                why = f"{table.part.file} cannot be read whole, and what is lost may belong to this bill: {problem}"
                bills.failed.append(Failed(product, product, why))


def _lines(part: Part, broken: Sequence[int], bills: Bills) -> _Table:
    """Return the lines of a table."""
    assert part.given is not None
    table = _Table(part, dict(part.given.columns))
    cells = {name: part.header.index(written) for name, written in table.written.items()}
    columns = part.columns or [[] for _ in part.header]
    constants = part.given.constants
    if part.given.unread:
        unread = ", ".join(part.header[place] or f"({place + 1})" for place in part.given.unread)
        message, hint = f"columns that no bill has were not read: {unread}", f"there are {', '.join((LEVEL, *COLUMNS))}"
        bills.reading.problems.append(Problem(part.file, part.table, 1, "", "W-COLUMN", unread, message, hint))
    rows = [
        (row, {name: columns[place][k] or "" for name, place in cells.items()} | dict(constants))
        for k, row in enumerate(part.numbers)
    ]
    if LEVEL in table.written:
        found = unfolded(part, table.written, rows, broken)
        bills.tops |= found.tops
        for problem, product in found.failed:
            bills.fail(problem, product=product)
        rows = found.lines
        parent = f"{table.written['component']} (parent)"
        table.written = {"product": parent, **{k: v for k, v in table.written.items() if k != LEVEL}}
    table.lines = [Line(row, [said.get(name, "") for name in COLUMNS]) for row, said in rows]
    return table


def _name(tables: Sequence[_Table]) -> None:
    """Give an id to every line without one, made of its content; equal lines are one."""
    named: dict[str, list[Line]] = {}
    seen: set[tuple[str, ...]] = set()
    for table in tables:
        kept = []
        for line in table.lines:
            if not line.cells[0]:
                if line.content in seen:
                    continue
                seen.add(line.content)
                _, product, component, maker, *_ = line.cells
                named.setdefault(f"{product}/{component}" + (f"@{maker}" if maker else ""), []).append(line)
            kept.append(line)
        table.lines = kept
    for name, lines in named.items():
        for number, line in enumerate(sorted(lines, key=lambda line: line.content), start=1):
            line.cells[0] = name if number == 1 else f"{name} {number}"


def _part(table: _Table) -> Part:
    """Return a table of bills as rows of ``bom``, under the names that its file has for the columns."""
    given = table.part.given
    written = {name: table.written.get(name, name) for name in COLUMNS}
    said = table.part
    file = f"{said.file} ({said.table})" if said.file.lower().endswith(".xlsx") else said.file
    part = of_rows(said.table, file, list(written.values()), [(line.row, line.cells) for line in table.lines])
    return replace(part, given=replace(given, columns=written, constants={}, unread=()) if given else None)
