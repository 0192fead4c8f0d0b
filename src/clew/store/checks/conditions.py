"""Conditions on one row: every row that meets one is told.

In columns, one statement counts them all, and only the rows of those that are met are fetched.
"""

from collections.abc import Iterator

from clew.model.tables import TABLES, Table
from clew.store import raw
from clew.store.checks import of_columns
from clew.store.checks.condition import Condition
from clew.store.checks.of_tables import SPECIAL
from clew.store.checks.report import Report
from clew.store.held import Held

_Met = tuple[str, Condition, int, int, str | None]


def check(report: Report) -> None:
    """Tell of every row that meets a condition."""
    for _, condition, source, row, value in met(report.held):
        text = value or ""
        message = condition.message.replace("{}", repr(text))
        report.add(source, row, condition.column, (condition.code, text, message, condition.hint(text)))


def met(held: Held) -> Iterator[_Met]:
    """Yield every row that meets a condition: table, condition, source, row, value."""
    tables = [(table.name, list(_conditions(held, table))) for table in TABLES.values() if held.records[table.name]]
    return _in_rows(held, tables) if held.few else _in_columns(held, tables)


def _conditions(held: Held, table: Table) -> Iterator[Condition]:
    yield from of_columns.conditions(held, table)
    for needs, condition in SPECIAL.get(table.name, ()):
        if held.has(table.name, *needs):
            yield condition


def _in_rows(held: Held, tables: list[tuple[str, list[Condition]]]) -> Iterator[_Met]:
    for table, conditions in tables:
        for condition in conditions:
            for source, row, cells in held.rows(table):
                if condition.test(cells) and source not in condition.lacking:
                    yield table, condition, source, row, cells[condition.column]


def _in_columns(held: Held, tables: list[tuple[str, list[Condition]]]) -> Iterator[_Met]:
    selects = []
    for place, (name, conditions) in enumerate(tables):
        if conditions:
            numbers = ", ".join(_count(name, condition) for condition in conditions)
            selects.append(f"SELECT {place}, [{numbers}] FROM raw.{name}")
    counts = dict(held.con.execute(" UNION ALL ".join(selects)).fetchall()) if selects else {}
    for place, (table, conditions) in enumerate(tables):
        for condition, count in zip(conditions, counts.get(place, ()), strict=True):
            if count:
                name = raw.quoted(condition.column)
                statement = f'SELECT source, "row", {name} FROM raw.{table} WHERE {condition.predicate} ORDER BY 1, 2'
                for source, row, value in held.con.execute(statement).fetchall():
                    yield table, condition, source, row, value


def _count(table: str, condition: Condition) -> str:
    """Return SQL for how many rows (or values) may meet a condition."""
    if not condition.by_value:
        return f"count(*) FILTER (WHERE {condition.quick or condition.predicate})"
    values = f"SELECT DISTINCT {raw.quoted(condition.column)} FROM raw.{table}"
    return f"(SELECT count(*) FROM ({values}) WHERE {condition.predicate})"
