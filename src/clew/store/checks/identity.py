"""Ids: unique among nodes and, separately, among claims."""

from collections import Counter

from clew.model.tables import CLAIM_TABLES, NODE_TABLES, TABLES
from clew.store import raw
from clew.store.checks.report import Report
from clew.store.held import Held

_Row = tuple[int, int, str, tuple[str | None, ...]]
_SPACES = {"node": NODE_TABLES, "claim": CLAIM_TABLES}
_OPERATOR = "facilities"
"""Whose operator is a claim that bears the facility's id."""


def check(report: Report) -> None:
    """Tell of every id that is there twice; of one id, all rows but the first."""
    for space, ids in twice(report.held).items():
        if ids:
            _tell(report, space, ids)


def twice(held: Held) -> dict[str, list[str]]:
    """Return the ids that are there more than once, by space (node, claim)."""
    return _in_rows(held) if held.few else _in_columns(held)


def _in_rows(held: Held) -> dict[str, list[str]]:
    found = {}
    for space, tables in _SPACES.items():
        count = Counter(cells["id"] for table in tables for _, _, cells in held.rows(table))
        if space == "claim":
            count.update(cells["id"] for _, _, cells in held.rows(_OPERATOR) if cells["operator"] is not None)
        found[space] = sorted(text for text, rows in count.items() if text is not None and rows > 1)
    return found


def _in_columns(held: Held) -> dict[str, list[str]]:
    selects = []
    for space, tables in _SPACES.items():
        ids = [f"SELECT id FROM raw.{table}" for table in tables if held.records[table]]
        if space == "claim" and held.has(_OPERATOR, "operator"):
            ids.append("SELECT id FROM raw.facilities WHERE operator IS NOT NULL")
        if ids:
            union = " UNION ALL ".join(ids)
            selects.append(f"SELECT '{space}', id FROM ({union}) WHERE id IS NOT NULL GROUP BY id HAVING count(*) > 1")
    found: dict[str, list[str]] = {space: [] for space in _SPACES}
    if selects:
        for space, text in held.con.execute(" UNION ALL ".join(selects)).fetchall():
            found[space].append(text)
    return {space: sorted(ids) for space, ids in found.items()}


def _tell(report: Report, space: str, ids: list[str]) -> None:
    rows: dict[str, list[_Row]] = {text: [] for text in ids}
    for table in _SPACES[space]:
        if report.held.records[table]:
            _collect(report.held, rows, table, "")
    if space == "claim" and report.held.has(_OPERATOR, "operator"):
        _collect(report.held, rows, _OPERATOR, "operator IS NOT NULL AND ")
    for text in sorted(rows):
        _tell_one(report, text, sorted(rows[text], key=lambda row: (*_place(report.held, row), row[2])))


def _collect(held: Held, rows: dict[str, list[_Row]], table: str, condition: str) -> None:
    names = ", ".join(raw.quoted(name) for name in TABLES[table].names)
    statement = f'SELECT source, "row", {names} FROM raw.{table} WHERE {condition}id IN (SELECT unnest(?))'
    for source, row, *cells in held.con.execute(statement, [list(rows)]).fetchall():
        rows[cells[0]].append((source, row, table, tuple(cells)))


def _place(held: Held, row: _Row) -> tuple[str, int]:
    return held.sources[row[0]].file, row[1]


def _tell_one(report: Report, text: str, rows: list[_Row]) -> None:
    first, *others = rows
    where = report.held.sources[first[0]]
    equal = all(row[2:] == first[2:] for row in others)
    hint = _hint(rows, equal=equal)
    found = None
    for source, row, _, _ in others:
        message = f"the id {text!r} is taken by {where.file}, {where.label}, row {first[1]}"
        found = report.add(source, row, "id", ("E-DUPLICATE", text, message, hint))
    if found is not None and not equal:
        message = f"the id {text!r} is also in {found.file}, {found.table}, row {found.row}"
        problem = report.located(first[0], first[1], "id", ("E-DUPLICATE", text, message, hint))
        report.unsound.append((first[0], first[1], problem))


def _hint(rows: list[_Row], *, equal: bool) -> str:
    if equal:
        return "the rows are equal: delete one"
    tables = {row[2] for row in rows}
    if tables <= set(NODE_TABLES):
        return "give one of them another id; parties, facilities, products, lots and documents share their ids"
    if _OPERATOR in tables:
        return "the operator of a facility is a claim that bears the facility's id: rename one of the two"
    return "give one of them another id; all claim tables share their ids"
