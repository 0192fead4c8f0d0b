"""What is odd but possible: warnings that need more than one row."""

from difflib import get_close_matches

from clew.model.policy import HANDLING_TASKS
from clew.model.tables import TABLES
from clew.store.checks.report import Report

_LIKE_HANDLING = {
    "carrying": "transport",
    "delivery": "transport",
    "driving": "transport",
    "drivers": "transport",
    "driver": "transport",
    "forwarding": "transport",
    "haulage": "transport",
    "hauling": "transport",
    "logistics": "transport",
    "shipping": "transport",
    "transportation": "transport",
    "transporting": "transport",
    "trucking": "transport",
    "stevedoring": "loading",
    "longshoring": "loading",
    "cargo handling": "loading",
    "handling": "loading",
    "keeping": "storage",
    "stocking": "storage",
    "warehouse": "storage",
    "warehousing": "storage",
    "storing": "storage",
}


def check(report: Report) -> None:
    """Tell of cycles of bills, documents that nothing cites, parties of one name, tasks close to handling."""
    if report.records["bom"]:
        _cycles(report)
    if report.records["documents"]:
        _uncited(report)
    if report.records["parties"] > 1:
        _one_name(report)
    if report.has("workforces", "task"):
        _tasks(report)


def _cycles(report: Report) -> None:
    """Tell of bill lines that lie on a cycle: their product contains itself, by any number of lines."""
    lines = report.con.execute(
        'SELECT source, "row", product, component FROM raw.bom AS b WHERE product = component OR '
        "(component IN (SELECT product FROM raw.bom) AND product IN (SELECT component FROM raw.bom)) ORDER BY 1, 2"
    ).fetchall()
    if not lines:
        return
    cyclic = _on_cycles([(product, component) for _, _, product, component in lines])
    for source, row, product, component in lines:
        if (product, component) in cyclic:
            message = f"{product!r} contains itself, through its component {component!r}"
            hint = "is one of the lines the wrong way round? The way is traced as it stands"
            report.add(source, row, "component", ("W-BOM-CYCLE", component, message, hint))


def _on_cycles(pairs: list[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the pairs of which both ends lie in one strongly connected component (Tarjan, without recursion)."""
    into: dict[str, list[str]] = {}
    for product, component in pairs:
        into.setdefault(product, []).append(component)
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    group: dict[str, int] = {}
    stack: list[str] = []
    for root in into:
        if root in number:
            continue
        number[root] = low[root] = len(number)
        stack.append(root)
        work = [(root, iter(into.get(root, ())))]
        while work:
            node, rest = work[-1]
            child = next(rest, None)
            if child is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    while (member := stack.pop()) != node:
                        group[member] = number[node]
                    group[node] = number[node]
            elif child not in number:
                number[child] = low[child] = len(number)
                stack.append(child)
                work.append((child, iter(into.get(child, ()))))
            elif child not in group:
                low[node] = min(low[node], number[child])
    return {(product, component) for product, component in pairs if group[product] == group[component]}


def _uncited(report: Report) -> None:
    cited = [
        f"SELECT unnest(string_split(evidence, '|')) AS id FROM raw.{table.name} WHERE evidence IS NOT NULL"
        for table in TABLES.values()
        if "evidence" in table.names and report.has(table.name, "evidence")
    ]
    if report.records["evidence"]:
        cited.append("SELECT document AS id FROM raw.evidence")
    cites = " UNION ALL ".join(cited) or "SELECT CAST(NULL AS VARCHAR) AS id"
    rows = report.con.execute(
        f'SELECT source, "row", d.id FROM raw.documents AS d ANTI JOIN ({cites}) AS c ON c.id = d.id '
        f"WHERE d.id IS NOT NULL ORDER BY 1, 2"
    ).fetchall()
    for source, row, value in rows:
        hint = "name it in the column evidence of a claim, or in a row of evidence"
        report.add(source, row, "id", ("W-UNCITED", value, f"no claim cites the document {value!r}", hint))


def _one_name(report: Report) -> None:
    rows = report.con.execute(
        'SELECT n.norm, p.id, p.source, p."row", p.name FROM raw.parties AS p JOIN raw.norm AS n ON n.text = p.name '
        "WHERE n.norm IN (SELECT m.norm FROM raw.parties AS q JOIN raw.norm AS m ON m.text = q.name GROUP BY 1 "
        "HAVING count(*) > 1) ORDER BY 1, 2, 3, 4"
    ).fetchall()
    decided = set(report.con.execute("SELECT a, b FROM raw.same_as").fetchall()) if rows else set()
    for one, other in zip(rows, rows[1:], strict=False):
        if one[0] != other[0] or one[1] == other[1] or {(one[1], other[1]), (other[1], one[1])} & decided:
            continue
        message = f"the parties {one[1]!r} and {other[1]!r} have one name: {other[4]!r}"
        hint = "say in same_as whether they are the same or different"
        report.add(other[2], other[3], "name", ("W-SAME-NAME", other[4], message, hint))


def _tasks(report: Report) -> None:
    texts = report.con.execute("SELECT DISTINCT task FROM raw.workforces WHERE task IS NOT NULL").fetchall()
    close = {text: meant for (text,) in texts if (meant := _like_handling(text)) is not None}
    if not close:
        return
    statement = 'SELECT source, "row", task FROM raw.workforces WHERE task IN (SELECT unnest(?)) ORDER BY 1, 2'
    for source, row, value in report.con.execute(statement, [sorted(close)]).fetchall():
        message = f"the task {value!r} is read as production"
        hint = f"write {close[value]} if these people only handled goods ({', '.join(HANDLING_TASKS)})"
        report.add(source, row, "task", ("W-TASK", value, message, hint))


def _like_handling(text: str) -> str | None:
    task = " ".join(text.casefold().split())
    if task in HANDLING_TASKS:
        return None
    if task in _LIKE_HANDLING:
        return _LIKE_HANDLING[task]
    near = get_close_matches(task, HANDLING_TASKS, n=1, cutoff=0.8)
    return near[0] if near else None
