"""References: every id that a row names exists, in a table where it makes sense."""

from clew.model.tables import CLAIM_TABLES, Column
from clew.store.checks import dangling, hints
from clew.store.checks.dangling import BITS, HOLDER_BITS, Dangling
from clew.store.checks.report import Report

_HINTED = 50
"""Dangling ids for which a near one is sought: in a million ids each search takes a moment."""

_ONE = {"parties": "party", "facilities": "facility", "products": "product", "lots": "lot", "documents": "document"}


def check(report: Report) -> None:
    """Tell of every reference to nothing, or to something of the wrong kind."""
    _nodes(report)
    _claims(report)
    if report.held.has("workforces", "process"):
        _processes(report)
    if report.held.records["same_as"]:
        _sameness(report)


def _nodes(report: Report) -> None:
    found = dangling.nodes(report.held)
    columns = dangling.columns(report.held) if found else []
    known: dict[tuple[str, ...], list[str]] = {}
    searched = 0
    for cell in found:
        _, column = columns[cell.place]
        near = None
        if not cell.bits and searched < _HINTED:
            searched += 1
            if column.refers not in known:
                known[column.refers] = _known(report, column.refers)
            near = hints.nearest(cell.value, known[column.refers])
        report.add(cell.source, cell.row, column.name, _said(column, cell, near))


def _known(report: Report, tables: tuple[str, ...]) -> list[str]:
    selects = " UNION ALL ".join(f"SELECT id FROM raw.{table} WHERE id IS NOT NULL" for table in tables)
    return sorted(text for (text,) in report.held.con.execute(selects).fetchall())


def _said(column: Column, cell: Dangling, near: str | None) -> tuple[str, str, str, str]:
    wanted = " or ".join(_ONE[name] for name in column.refers)
    tables = " or ".join(column.refers)
    value = cell.value
    if cell.bits:
        is_a = " and ".join(_ONE[name] for name, bit in BITS.items() if cell.bits & bit)
        message = f"{value!r} is a {is_a}, and {column.name} names a {wanted}"
        return "E-REFERENCE", value, message, f"name an id of {tables}"
    message = f"there is no {wanted} {value!r}: it should be in {tables}"
    if value == "*":
        return "E-REFERENCE", value, message, "leave the cell blank where the goods are not known"
    if near is not None:
        return "E-REFERENCE", value, message, f"did you mean {near}? Or add {value} to {column.refers[0]}"
    return "E-REFERENCE", value, message, f"add a row with the id {value} to {column.refers[0]}"


def _claims(report: Report) -> None:
    found = dangling.claims(report.held)
    if not found:
        return
    ids = report.held.con.execute(dangling.claim_ids(report.held)).fetchall()
    known = sorted(text for (text,) in ids if text is not None)
    for place, (source, row, value, is_facility) in enumerate(found):
        if is_facility:
            message = f"the facility {value!r} has no operator on record, so there is no claim of that id"
            hint = "name its operator in facilities, or cite a row of operations"
        else:
            near = hints.nearest(value, known) if place < _HINTED else None
            message = f"there is no claim {value!r}: it should be in {', '.join(CLAIM_TABLES)}"
            hint = f"did you mean {near}?" if near else "a claim is named by the id of its row"
        report.add(source, row, "claim", ("E-REFERENCE", value, message, hint))


def _processes(report: Report) -> None:
    """Tell of workforces whose process is none, or is elsewhere."""
    rows = report.held.con.execute(
        'SELECT w.source, w."row", w.process, p.id IS NOT NULL, p.at, w.at FROM raw.workforces AS w '
        "LEFT JOIN raw.processes AS p ON p.id = w.process "
        "WHERE w.process IS NOT NULL AND (p.id IS NULL OR p.at <> w.at) ORDER BY ALL"
    ).fetchall()
    known = _known(report, ("processes",)) if rows else []
    for source, row, value, exists, there, here in rows:
        if exists:
            message = f"the process {value!r} is at {there!r}, the workforce at {here!r}"
            hint = "a workforce works on a process at its own place"
            report.add(source, row, "process", ("E-PROCESS", value, message, hint))
            continue
        near = hints.nearest(value, known)
        hint = f"did you mean {near}?" if near else "add it to processes, or leave the cell blank"
        message = f"there is no process {value!r}: it should be in processes"
        report.add(source, row, "process", ("E-REFERENCE", value, message, hint))


def _sameness(report: Report) -> None:
    """Tell of a holder that is said to be an item."""
    ids = dangling.ids_sql(report.held)
    rows = report.held.con.execute(
        f'SELECT s.source, s."row", s.a, s.b, a.bits FROM raw.same_as AS s JOIN ({ids}) AS a ON a.id = s.a '
        f"JOIN ({ids}) AS b ON b.id = s.b "
        f"WHERE (a.bits & {HOLDER_BITS} = 0) <> (b.bits & {HOLDER_BITS} = 0) ORDER BY 1, 2"
    ).fetchall()
    for source, row, one, other, bits in rows:
        words = ("a holder", "an item") if bits & HOLDER_BITS else ("an item", "a holder")
        message = f"{one!r} is {words[0]} and {other!r} {words[1]}"
        report.add(source, row, "b", ("E-SAMENESS", other, message, "same_as joins two holders or two items"))
