"""Conditions on one row: blank, no date, no number, no such word, start after end, and the like.

Each is an SQL predicate on a raw row; one statement counts them all, and only rows of those that are met are
fetched.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from clew.model.tables import TABLES, Column, Kind, Table
from clew.store import raw
from clew.store.checks import hints
from clew.store.checks.report import Report

_SPREADSHEET = (
    r"\d(\.\d+)?[eE]\+\d+|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|\d{1,2}-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"(-\d\d)?|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d\d|#(REF|N/A|NAME\?|VALUE|DIV/0)!?"
)


@dataclass(frozen=True)
class Condition:
    """Something that a row may do.

    Attributes
    ----------
    column : str
        Column that is told of.
    predicate : str
        SQL, true of a row that does it.
    message : str
        ``{}`` stands for the value.
    hint : callable
        From the value to a hint.
    """

    code: str
    column: str
    predicate: str
    message: str
    hint: Callable[[str], str]


def check(report: Report) -> None:
    """Tell of every row that meets a condition."""
    tables = {table.name: list(_conditions(report, table)) for table in TABLES.values() if report.records[table.name]}
    tables = {name: found for name, found in tables.items() if found}
    if not tables:
        return
    selects = (
        f"SELECT '{name}', [{', '.join(f'count(*) FILTER (WHERE {each.predicate})' for each in found)}] FROM raw.{name}"
        for name, found in tables.items()
    )
    counts = dict(report.con.execute(" UNION ALL ".join(selects)).fetchall())
    for name, found in tables.items():
        for condition, count in zip(found, counts[name], strict=True):
            if count:
                _tell(report, name, condition)


def _tell(report: Report, table: str, condition: Condition) -> None:
    rows = report.con.execute(
        f'SELECT source, "row", {raw.quoted(condition.column)} FROM raw.{table} WHERE {condition.predicate} ORDER BY 1, 2'
    ).fetchall()
    for source, row, value in rows:
        text = value or ""
        message = condition.message.replace("{}", repr(text))
        report.add(source, row, condition.column, (condition.code, text, message, condition.hint(text)))


def _conditions(report: Report, table: Table) -> Iterator[Condition]:
    for column in table.columns:
        if report.has(table.name, column.name):
            yield from _of_column(report, table, column)
    for first, last in table.periods:
        if report.has(table.name, first, last):
            predicate = (
                f"{_is_date(first)} AND {_is_date(last)} AND "
                f"rpad({raw.quoted(first)}, 10, '-00') > rpad({raw.quoted(last)}, 10, '-99')"
            )
            yield Condition("E-PERIOD", first, predicate, f"{first} {{}} is after {last}", lambda _: "swap the dates?")
    yield from _of_table(report, table)


def _of_column(report: Report, table: Table, column: Column) -> Iterator[Condition]:
    name = raw.quoted(column.name)
    if column.required and not (table.name == "shipments" and column.name == "id"):
        lacking = [n for n, source in report.sources.found.items() if column.name in source.absent]
        present = f" AND source NOT IN ({', '.join(map(str, lacking))})" if lacking else ""
        yield Condition(
            "E-MISSING", column.name, f"{name} IS NULL{present}", f"{column.name} is blank", lambda _: column.meaning
        )
    if column.kind is Kind.DATE:
        predicate = f"{name} IS NOT NULL AND NOT {_is_date(column.name)}"
        yield Condition("E-DATE", column.name, predicate, "{} is no date", hints.of_date)
    elif column.kind is Kind.NUMBER:
        yield from _of_number(column)
    elif column.kind is Kind.CODE:
        words = ", ".join(f"'{word}'" for word in column.codes)
        predicate = f"{name} IS NOT NULL AND lower({name}) NOT IN ({words})"
        message = f"{{}} is no {column.name} that is known"
        yield Condition("E-CODE", column.name, predicate, message, lambda value: hints.of_word(value, column.codes))
    elif column.kind is Kind.ID:
        message = "{} cannot be an id"
        hint = "an id may not hold a | and may not be *"
        yield Condition("E-ID", column.name, f"contains({name}, '|') OR {name} = '*'", message, lambda _: hint)
    if column.kind is Kind.ID or (column.kind is Kind.TEXT and column.name in ("name", "hs", "issuer", "listing")):
        yield Condition(
            "W-SPREADSHEET",
            column.name,
            f"regexp_full_match({name}, '{_SPREADSHEET}')",
            "{} looks like what a spreadsheet makes of something else",
            lambda _: "format the column as text and write the cell again",
        )


def _of_number(column: Column) -> Iterator[Condition]:
    name = raw.quoted(column.name)
    cast = f"TRY_CAST({name} AS DOUBLE)"
    yield Condition(
        "E-NUMBER",
        column.name,
        f"{name} IS NOT NULL AND ({cast} IS NULL OR NOT isfinite({cast}))",
        "{} is no number",
        hints.of_number,
    )
    bounds = []
    if column.least is not None:
        bounds.append(f"{cast} < {column.least}")
    if column.most is not None:
        bounds.append(f"{cast} > {column.most}")
    if bounds:
        wanted = f"at least {column.least:g}" if column.most is None else f"{column.least:g} to {column.most:g}"
        yield Condition(
            "E-RANGE",
            column.name,
            f"isfinite({cast}) AND ({' OR '.join(bounds)})",
            f"{{}} is out of range: {column.name} is {wanted} {column.unit}".rstrip(),
            lambda _: "is a minus, a point or a unit wrong?",
        )


def _of_table(report: Report, table: Table) -> Iterator[Condition]:
    for needs, condition in _SPECIAL.get(table.name, ()):
        if report.has(table.name, *needs):
            yield condition


def _is_date(column: str) -> str:
    """Return SQL that is true of a partial date and false of anything else, blank too."""
    name = raw.quoted(column)
    return (
        f"coalesce(regexp_full_match({name}, '\\d{{4}}(-\\d\\d(-\\d\\d)?)?') AND {name} >= '0001' AND "
        f"TRY_CAST({name} || substr('0000-01-01', length({name}) + 1) AS DATE) IS NOT NULL, false)"
    )


def _says(text: str) -> Callable[[str], str]:
    return lambda _: text


_SPECIAL: dict[str, tuple[tuple[tuple[str, ...], Condition], ...]] = {
    "products": (
        (
            ("hs",),
            Condition(
                "E-HS",
                "hs",
                "hs IS NOT NULL AND NOT regexp_full_match(regexp_replace(hs, '[. ]', '', 'g'), '\\d{2,10}')",
                "{} is no HS code",
                _says("an HS code has 2 to 10 digits, such as 1605.10; leave it blank if it is not known"),
            ),
        ),
        (
            ("hs",),
            Condition(
                "W-SPREADSHEET",
                "hs",
                "regexp_full_match(hs, '\\d+(\\.\\d+)?') AND length(regexp_replace(hs, '[. ]', '', 'g')) % 2 = 1",
                "{} has an odd number of digits: a spreadsheet may have taken a zero away",
                _says("format the column as text and write the code again"),
            ),
        ),
    ),
    "documents": (
        (
            ("sha256",),
            Condition(
                "E-SHA256",
                "sha256",
                "sha256 IS NOT NULL AND NOT regexp_full_match(sha256, '[0-9a-fA-F]{64}')",
                "{} is no SHA-256",
                _says("it has 64 hexadecimal digits; leave it blank if it is not known"),
            ),
        ),
    ),
    "facilities": (
        (
            ("evidence",),
            Condition(
                "W-EVIDENCE",
                "evidence",
                "evidence IS NOT NULL AND operator IS NULL",
                "the evidence {} speaks to the operator of the facility, and none is recorded",
                _says("name the operator, or cite the documents in operations"),
            ),
        ),
    ),
    "shipments": (
        (
            ("consignor", "consignee"),
            Condition(
                "W-SELF-SHIPMENT",
                "consignee",
                "consignor = consignee",
                "the goods were shipped to their own consignor, {}",
                _says("is one of the two wrong? Two places of one party are facilities"),
            ),
        ),
    ),
    "processes": (
        (
            ("kind", "inputs"),
            Condition(
                "E-EXTRACTION",
                "inputs",
                "lower(kind) = 'extraction' AND inputs IS NOT NULL",
                "an extraction has no inputs, this one has {}",
                _says("extraction is mined, grown, caught; if goods went in, it is a transformation"),
            ),
        ),
        (
            ("inputs", "outputs"),
            Condition(
                "W-INPUT-RETURNED",
                "outputs",
                "list_has_any(string_split(inputs, '|'), string_split(outputs, '|'))",
                "the process returns its own input: {}",
                _says("is it the same item before and after? Otherwise use two products"),
            ),
        ),
    ),
    "segregations": (
        (
            ("input", "output"),
            Condition(
                "E-SEGREGATION",
                "output",
                "input = output",
                "{} cannot be kept apart from itself",
                _says("name what did not go in, and into what"),
            ),
        ),
    ),
    "same_as": (
        (
            ("a", "b"),
            Condition("W-SAME-ITSELF", "b", "a = b", "{} is said to be itself", _says("is one of the ids wrong?")),
        ),
    ),
    "parties": (
        (
            ("identifiers",),
            Condition(
                "W-IDENTIFIER",
                "identifiers",
                "NOT regexp_full_match(identifiers, '[^:|]+:[^|]+(\\|[^:|]+:[^|]+)*')",
                "{} is not of the form SCHEME:value",
                _says("such as IMO:9074729 or LEI:5493001KJTIIGC8Y1R12"),
            ),
        ),
    ),
}
_SPECIAL["facilities"] += _SPECIAL["parties"]
