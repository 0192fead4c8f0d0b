"""References: every id that a row names exists, in a table where it makes sense."""

from collections import defaultdict

from clew.model.tables import CLAIM_TABLES, NODE_TABLES, TABLES, Column, Kind
from clew.store import raw
from clew.store.checks import hints
from clew.store.checks.report import Report

_BITS = {table: 1 << place for place, table in enumerate(NODE_TABLES)}
_HINTED = 50
"""Dangling ids for which a near one is sought: in a million ids each search takes a moment."""

_ONE = {"parties": "party", "facilities": "facility", "products": "product", "lots": "lot", "documents": "document"}


def check(report: Report) -> None:
    """Tell of every reference to nothing, or to something of the wrong kind."""
    _nodes(report)
    if report.has("workforces", "process"):
        _processes(report)
    if report.records["evidence"]:
        _claims(report)
    if report.records["same_as"]:
        _sameness(report)


def _columns(report: Report) -> list[tuple[str, Column]]:
    return [
        (table.name, column)
        for table in TABLES.values()
        for column in table.columns
        if column.kind is Kind.REFERENCE and column.refers[0] in NODE_TABLES and report.has(table.name, column.name)
    ]


def _nodes(report: Report) -> None:
    columns = _columns(report)
    if not columns:
        return
    selects = []
    for number, (table, column) in enumerate(columns):
        mask = sum(_BITS[name] for name in column.refers)
        name = raw.quoted(column.name)
        value = f"unnest(string_split({name}, '|'))" if column.several else name
        selects.append(
            f'SELECT {number} AS k, {mask} AS mask, source, "row", {value} AS id FROM raw.{table} WHERE {name} IS NOT NULL'
        )
    rows = report.con.execute(
        f'SELECT k, source, "row", c.id, n.bits FROM ({" UNION ALL ".join(selects)}) AS c LEFT JOIN ({_ids(report)}) AS n '
        f"ON n.id = c.id WHERE n.bits IS NULL OR n.bits & c.mask = 0"
    ).fetchall()
    searched = 0
    known: dict[tuple[str, ...], list[str]] = {}
    for k, source, row, value, bits in sorted(rows, key=lambda found: found[:4]):
        table, column = columns[k]
        if column.refers not in known:
            known[column.refers] = _known(report, column.refers)
        searched += bits is None
        near = hints.nearest(value, known[column.refers]) if bits is None and searched <= _HINTED else None
        report.add(source, row, column.name, _dangling(column, value, bits, near))


def _ids(report: Report) -> str:
    """Return SQL for every node id with the kinds of nodes that bear it."""
    selects = [f"SELECT id, {bit} AS bits FROM raw.{table}" for table, bit in _BITS.items() if report.records[table]]
    if not selects:
        return "SELECT CAST(NULL AS VARCHAR) AS id, 0 AS bits WHERE false"
    return f"SELECT id, bit_or(bits) AS bits FROM ({' UNION ALL '.join(selects)}) GROUP BY id"


def _known(report: Report, tables: tuple[str, ...]) -> list[str]:
    selects = " UNION ALL ".join(f"SELECT id FROM raw.{table} WHERE id IS NOT NULL" for table in tables)
    return sorted(text for (text,) in report.con.execute(selects).fetchall())


def _dangling(column: Column, value: str, bits: int | None, near: str | None) -> tuple[str, str, str, str]:
    wanted = " or ".join(_ONE[name] for name in column.refers)
    files = " or ".join(column.refers)
    if bits is not None:
        is_a = " and ".join(_ONE[name] for name, bit in _BITS.items() if bits & bit)
        message = f"{value!r} is a {is_a}, and {column.name} names a {wanted}"
        return "E-REFERENCE", value, message, f"name an id of {files}"
    message = f"there is no {wanted} {value!r}: it should be in {files}"
    if value == "*":
        hint = "leave the cell blank where the goods are not known"
    elif near is not None:
        hint = f"did you mean {near}? Or add {value} to {column.refers[0]}"
    else:
        hint = f"add a row with the id {value} to {column.refers[0]}"
    return "E-REFERENCE", value, message, hint


def _processes(report: Report) -> None:
    rows = report.con.execute(
        'SELECT w.source, w."row", w.process, p.id IS NOT NULL, p.at, w.at FROM raw.workforces AS w '
        "LEFT JOIN raw.processes AS p ON p.id = w.process "
        "WHERE w.process IS NOT NULL AND (p.id IS NULL OR p.at <> w.at) ORDER BY ALL"
    ).fetchall()
    known = _known(report, ("processes",)) if rows else []
    for source, row, value, exists, there, here in rows:
        if exists:
            message = f"the process {value!r} is at {there!r}, the workforce at {here!r}"
            report.add(
                source, row, "process", ("E-PROCESS", value, message, "a workforce works on a process at its place")
            )
        else:
            near = hints.nearest(value, known)
            hint = f"did you mean {near}?" if near else "add it to processes, or leave the cell blank"
            message = f"there is no process {value!r}: it should be in processes"
            report.add(source, row, "process", ("E-REFERENCE", value, message, hint))


def _claims(report: Report) -> None:
    ids = [f"SELECT id FROM raw.{table}" for table in CLAIM_TABLES if report.records[table]]
    if report.records["facilities"]:
        ids.append("SELECT id FROM raw.facilities WHERE operator IS NOT NULL")
    claims = " UNION ALL ".join(ids) or "SELECT CAST(NULL AS VARCHAR) AS id"
    rows = report.con.execute(
        f'SELECT e.source, e."row", e.claim, f.id IS NOT NULL FROM raw.evidence AS e LEFT JOIN raw.facilities AS f '
        f"ON f.id = e.claim WHERE e.claim IS NOT NULL AND e.claim NOT IN (SELECT id FROM ({claims}) WHERE id IS NOT NULL) "
        f"ORDER BY ALL"
    ).fetchall()
    known = sorted(text for (text,) in report.con.execute(claims).fetchall() if text is not None) if rows else []
    for place, (source, row, value, is_facility) in enumerate(rows):
        near = hints.nearest(value, known) if place < _HINTED else None
        if is_facility:
            message = f"the facility {value!r} has no operator on record, so there is no claim of that id"
            hint = "name its operator in facilities, or cite a row of operations"
        else:
            message = f"there is no claim {value!r}: it should be in {', '.join(CLAIM_TABLES)}"
            hint = f"did you mean {near}?" if near else "a claim is named by the id of its row"
        report.add(source, row, "claim", ("E-REFERENCE", value, message, hint))


def _sameness(report: Report) -> None:
    """Tell of a holder that is said to be an item."""
    kinds: dict[str, int] = defaultdict(int)
    rows = report.con.execute(
        f'SELECT s.source, s."row", s.a, s.b, a.bits, b.bits FROM raw.same_as AS s JOIN ({_ids(report)}) AS a ON a.id = s.a '
        f"JOIN ({_ids(report)}) AS b ON b.id = s.b WHERE (a.bits & 3 = 0) <> (b.bits & 3 = 0) ORDER BY 1, 2"
    ).fetchall()
    for source, row, one, other, bits, _ in rows:
        kinds[one] = bits
        message = (
            f"{one!r} is a holder and {other!r} an item" if bits & 3 else f"{one!r} is an item and {other!r} a holder"
        )
        report.add(source, row, "b", ("E-SAMENESS", other, message, "same_as joins two holders or two items"))
