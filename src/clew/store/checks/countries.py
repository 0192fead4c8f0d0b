"""Countries: any usual spelling becomes its code, each distinct spelling once."""

from clew.model import countries
from clew.model.tables import TABLES, Kind
from clew.store.checks.report import Report
from clew.store.held import Held

_COLUMNS = [
    (table.name, column.name) for table in TABLES.values() for column in table.columns if column.kind is Kind.COUNTRY
]


def check(report: Report) -> None:
    """Replace spellings of countries by codes; tell of those that are none."""
    held = report.held
    columns = [(table, column) for table, column in _COLUMNS if held.has(table, column)]
    texts = _in_rows(held, columns) if held.few else _in_columns(held, columns)
    codes = {text: countries.code(text) for text in sorted(texts - countries.CODES)}
    known = {text: code for text, code in codes.items() if code is not None}
    unknown = {text: countries.hint(text) for text, code in codes.items() if code is None}
    for table, column in columns:
        if unknown:
            _tell(report, table, column, unknown)
        if known:
            held.con.execute(
                f"UPDATE raw.{table} SET {column} = c.code FROM (SELECT unnest(CAST(? AS VARCHAR[])) AS text, "
                f"unnest(CAST(? AS VARCHAR[])) AS code) AS c WHERE {column} = c.text",
                [list(known), list(known.values())],
            )
    if known:
        held.forget()


def _in_rows(held: Held, columns: list[tuple[str, str]]) -> set[str]:
    texts = {cells[column] for table, column in columns for _, _, cells in held.rows(table)}
    return {text for text in texts if text is not None}


def _in_columns(held: Held, columns: list[tuple[str, str]]) -> set[str]:
    if not columns:
        return set()
    selects = " UNION ".join(f"SELECT DISTINCT {column} AS text FROM raw.{table}" for table, column in columns)
    return {text for (text,) in held.con.execute(selects).fetchall() if text is not None}


def _tell(report: Report, table: str, column: str, unknown: dict[str, str]) -> None:
    statement = f'SELECT source, "row", {column} FROM raw.{table} WHERE {column} IN (SELECT unnest(?)) ORDER BY 1, 2'
    for source, row, text in report.held.con.execute(statement, [list(unknown)]).fetchall():
        several = countries.folded(text) in countries.AMBIGUOUS
        message = f"{text!r} may be more than one country" if several else f"{text!r} is no country"
        report.add(source, row, column, ("E-COUNTRY", text, message, unknown[text]))
