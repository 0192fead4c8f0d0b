"""Ids: unique among nodes and, separately, among claims."""

from clew.model.tables import CLAIM_TABLES, NODE_TABLES, TABLES
from clew.store import raw
from clew.store.checks.report import Report

_Row = tuple[int, int, str, tuple[object, ...]]


def check(report: Report) -> None:
    """Tell of every id that is there twice; rows that are equal in all columns but their place are told too."""
    parts = [_ids(report, NODE_TABLES, "node"), _ids(report, CLAIM_TABLES, "claim")]
    selects = [
        f"SELECT '{space}', id FROM ({ids}) WHERE id IS NOT NULL GROUP BY id HAVING count(*) > 1"
        for space, ids in zip(("node", "claim"), parts, strict=True)
        if ids
    ]
    if not selects:
        return
    twice: dict[str, list[str]] = {"node": [], "claim": []}
    for space, text in report.con.execute(" UNION ALL ".join(selects)).fetchall():
        twice[space].append(text)
    for space, tables in (("node", NODE_TABLES), ("claim", CLAIM_TABLES)):
        if twice[space]:
            _tell(report, tables, space, twice[space])


def _ids(report: Report, tables: tuple[str, ...], space: str) -> str:
    selects = [f"SELECT id FROM raw.{table}" for table in tables if report.records[table]]
    if space == "claim" and report.has("facilities", "operator"):
        selects.append("SELECT id FROM raw.facilities WHERE operator IS NOT NULL")
    return " UNION ALL ".join(selects)


def _tell(report: Report, tables: tuple[str, ...], space: str, ids: list[str]) -> None:
    rows: dict[str, list[_Row]] = {text: [] for text in ids}
    for table in tables:
        if report.records[table]:
            _collect(report, rows, table, "")
    if space == "claim" and report.has("facilities", "operator"):
        _collect(report, rows, "facilities", "operator IS NOT NULL AND ")
    for text in sorted(rows):
        _tell_one(report, text, sorted(rows[text], key=lambda row: (_place(report, row), row[2])))


def _collect(report: Report, rows: dict[str, list[_Row]], table: str, condition: str) -> None:
    names = ", ".join(raw.quoted(name) for name in TABLES[table].names)
    statement = f'SELECT source, "row", {names} FROM raw.{table} WHERE {condition}id IN (SELECT unnest(?))'
    for source, row, *cells in report.con.execute(statement, [list(rows)]).fetchall():
        rows[cells[0]].append((source, row, table, tuple(cells)))


def _place(report: Report, row: _Row) -> tuple[str, int]:
    return report.sources[row[0]].file, row[1]


def _tell_one(report: Report, text: str, rows: list[_Row]) -> None:
    first, *others = rows
    where = report.sources[first[0]]
    equal = all(row[2:] == first[2:] for row in others)
    hint = "the rows are equal: delete one" if equal else "give one of them another id"
    if first[2] == "facilities" or any(row[2] == "facilities" for row in others):
        hint = "the operator of a facility is a claim that bears the facility's id; rename one of the two"
        if all(row[2] in NODE_TABLES for row in rows):
            hint = "ids are unique among parties, facilities, products, lots and documents together"
    for source, row, _, _ in others:
        message = f"the id {text!r} is taken by {where.file}, {where.label}, row {first[1]}"
        found = report.add(source, row, "id", ("E-DUPLICATE", text, message, hint))
    if not equal:
        message = f"the id {text!r} is also in {found.file}, {found.table}, row {found.row}"
        problem = report.located(first[0], first[1], "id", "E-DUPLICATE", text, message, hint)
        report.unsound.append((first[0], first[1], problem))
