"""Conditions that follow from what a column is: blank, no date, no number, no such word, start after end."""

from collections.abc import Iterator

from clew.model.tables import Column, Kind, Table
from clew.store import raw
from clew.store.checks import hints
from clew.store.checks.condition import Condition, is_date, is_date_sql, matches, number, number_sql, says
from clew.store.held import Cells, Held

_SPREADSHEET = (
    r"[0-9]([.][0-9]+)?[eE][+][0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}"
    r"|[0-9]{1,2}-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(-[0-9]{2})?"
    r"|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-[0-9]{2}|#(REF|N/A|NAME[?]|VALUE|DIV/0)!?"
)
_MAY_BE_TURNED = ("name", "hs", "issuer", "listing")


def conditions(held: Held, table: Table) -> Iterator[Condition]:
    """Yield the conditions of every column of a table that some file has, and of its periods."""
    for column in table.columns:
        if held.has(table.name, column.name):
            yield from _of_column(held, table, column)
    for first, last in table.periods:
        if held.has(table.name, first, last):
            yield _period(first, last)


def _of_column(held: Held, table: Table, column: Column) -> Iterator[Condition]:
    if column.required:
        yield _missing(held, column)
    if column.kind is Kind.DATE:
        yield _date(column)
        yield _year(column)
    elif column.kind is Kind.NUMBER:
        yield from _number(column)
    elif column.kind is Kind.CODE:
        yield _word(column)
    elif column.kind is Kind.ID:
        yield _ID
    if column.kind is Kind.ID or (column.kind is Kind.TEXT and column.name in _MAY_BE_TURNED):
        yield _turned(column)


_ID = Condition(
    "E-ID",
    "id",
    lambda cells: "|" in (cells["id"] or "") or cells["id"] == "*",
    "(contains(id, '|') OR id = '*')",
    "{} cannot be an id",
    says("an id may not hold a | and may not be *"),
)


def _turned(column: Column) -> Condition:
    test, predicate = matches(column.name, _SPREADSHEET)
    message = "{} looks like what a spreadsheet makes of something else"
    hint = says("format the column as text and write the cell again")
    quick = " OR ".join(f"contains({raw.quoted(column.name)}, '{mark}')" for mark in ("+", "-", "#"))
    return Condition("W-SPREADSHEET", column.name, test, predicate, message, hint, quick=f"({quick})")


def _missing(held: Held, column: Column) -> Condition:
    lacking = tuple(place for place, source in held.sources.found.items() if column.name in source.absent)
    predicate = f"{raw.quoted(column.name)} IS NULL"
    if lacking:
        predicate = f"({predicate} AND source NOT IN ({', '.join(map(str, lacking))}))"
    message = f"{column.name} is blank"
    hint = says(f"every row needs it: {column.meaning}")
    return Condition(
        "E-MISSING", column.name, lambda cells: cells[column.name] is None, predicate, message, hint, lacking
    )


def _date(column: Column) -> Condition:
    def test(cells: Cells) -> bool:
        text = cells[column.name]
        return text is not None and not is_date(text)

    name = raw.quoted(column.name)
    predicate = f"({name} IS NOT NULL AND NOT {is_date_sql(column.name)})"
    return Condition("E-DATE", column.name, test, predicate, "{} is no date", hints.of_date, by_value=True)


def _year(column: Column) -> Condition:
    def test(cells: Cells) -> bool:
        text = cells[column.name]
        return text is not None and is_date(text) and not "1900" <= text < "2100"

    name = raw.quoted(column.name)
    quick = f"({name} < '1900' OR {name} >= '2100')"
    predicate = f"({is_date_sql(column.name)} AND {quick})"
    hint = says("four digits of the year? In a --map file, %y reads two digits and %Y four")
    return Condition("W-YEAR", column.name, test, predicate, "{} is a date of another century", hint, quick=quick)


def _number(column: Column) -> Iterator[Condition]:
    name = column.name

    def is_none(cells: Cells) -> bool:
        return cells[name] is not None and number(cells[name]) is None

    predicate = f"({raw.quoted(name)} IS NOT NULL AND ({number_sql(name)}) IS NULL)"
    quoted = raw.quoted(name)
    marks = " OR ".join(f"contains({quoted}, '{mark}')" for mark in ("_", "x", "X"))
    quick = f"({quoted} IS NOT NULL AND (coalesce(NOT isfinite(TRY_CAST({quoted} AS DOUBLE)), true) OR {marks}))"
    yield Condition("E-NUMBER", name, is_none, predicate, "{} is no number", hints.of_number, quick=quick)
    if column.least is None and column.most is None:
        return
    least = float("-inf") if column.least is None else column.least
    most = float("inf") if column.most is None else column.most

    def is_beyond(cells: Cells) -> bool:
        value = number(cells[name])
        return value is not None and not least <= value <= most

    bounds = [f"({number_sql(name)}) < {column.least}"] if column.least is not None else []
    bounds += [f"({number_sql(name)}) > {column.most}"] if column.most is not None else []
    wanted = f"at least {least:g}" if column.most is None else f"{least:g} to {most:g}"
    message = f"{{}} is out of range: {name} is {wanted} {column.unit}".rstrip()
    hint = says("is a minus, a point or a unit wrong?")
    beyond = f"({' OR '.join(bounds)})"
    quick = beyond.replace(f"({number_sql(name)})", f"TRY_CAST({quoted} AS DOUBLE)")
    yield Condition("E-RANGE", name, is_beyond, beyond, message, hint, quick=quick)


def _word(column: Column) -> Condition:
    def test(cells: Cells) -> bool:
        text = cells[column.name]
        return text is not None and text.lower() not in column.codes

    name = raw.quoted(column.name)
    words = ", ".join(f"'{word}'" for word in column.codes)
    predicate = f"({name} IS NOT NULL AND lower({name}) NOT IN ({words}))"
    message = f"{{}} is no {column.name} that is known"
    return Condition("E-CODE", column.name, test, predicate, message, lambda value: hints.of_word(value, column.codes))


def _period(first: str, last: str) -> Condition:
    def test(cells: Cells) -> bool:
        one, other = cells[first], cells[last]
        if one is None or other is None or not is_date(one) or not is_date(other):
            return False
        return one + "-00-00"[len(one) - 4 :] > other + "-99-99"[len(other) - 4 :]

    later = f"rpad({raw.quoted(first)}, 10, '-00') > rpad({raw.quoted(last)}, 10, '-99')"
    quick = f"{raw.quoted(first)} > {raw.quoted(last)}"
    predicate = f"({is_date_sql(first)} AND {is_date_sql(last)} AND {later})"
    message = f"{first} {{}} is after {last}"
    return Condition("E-PERIOD", first, test, predicate, message, says("swap the dates?"), quick=quick)
