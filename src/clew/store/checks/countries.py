"""Countries: any usual spelling becomes its code, each distinct spelling once."""

from clew.model import countries
from clew.model.tables import TABLES, Kind
from clew.store.checks.report import Report


def check(report: Report) -> None:
    """Replace spellings of countries by codes; tell of those that are none."""
    columns = [
        (table.name, column.name)
        for table in TABLES.values()
        for column in table.columns
        if column.kind is Kind.COUNTRY and report.has(table.name, column.name)
    ]
    if not columns:
        return
    selects = (f"SELECT DISTINCT {column} AS text FROM raw.{table}" for table, column in columns)
    texts = [str(text) for (text,) in report.rows(" UNION ".join(selects)) if text is not None]
    others = sorted(text for text in texts if text not in countries.CODES)
    if not others:
        return
    codes = {text: countries.code(text) for text in others}
    known = {text: code for text, code in codes.items() if code is not None}
    for table, column in columns:
        if len(known) < len(codes):
            _tell(report, table, column, [text for text, code in codes.items() if code is None])
        if known:
            report.con.execute(
                f"UPDATE raw.{table} SET {column} = c.code FROM (SELECT unnest(CAST(? AS VARCHAR[])) AS text, "
                f"unnest(CAST(? AS VARCHAR[])) AS code) AS c WHERE {column} = c.text",
                [list(known), list(known.values())],
            )


def _tell(report: Report, table: str, column: str, unknown: list[str]) -> None:
    statement = f'SELECT source, "row", {column} FROM raw.{table} WHERE {column} IN (SELECT unnest(?)) ORDER BY 1, 2'
    hints = {text: countries.hint(text) for text in unknown}
    for source, row, value in report.rows(statement, unknown):
        text = str(value)
        several = countries.folded(text) in countries.AMBIGUOUS
        message = f"{text!r} may be more than one country" if several else f"{text!r} is no country"
        report.add(int(str(source)), int(str(row)), column, ("E-COUNTRY", text, message, hints[text]))
