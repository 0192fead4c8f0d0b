"""What is odd but possible: warnings that need more than one row."""

from collections import Counter
from itertools import pairwise

from clew.model.policy import HANDLING_TASKS
from clew.model.tables import TABLES
from clew.store.checks.report import Report
from clew.store.held import Held

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
    held = report.held
    if held.records["bom"]:
        _cycles(report)
    if held.records["documents"]:
        _uncited(report)
    if held.records["parties"] > 1:
        _one_name(report)
    if held.has("workforces", "task"):
        _tasks(report)


def _cycles(report: Report) -> None:
    """Tell of bill lines that lie on a cycle: their product contains itself, by any number of lines."""
    lines = report.held.con.execute(
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
    held = report.held
    for source, row, value in sorted(_uncited_in_rows(held) if held.few else _uncited_in_columns(held)):
        hint = "name it in the column evidence of a claim, or in a row of evidence"
        report.add(source, row, "id", ("W-UNCITED", value, f"no claim cites the document {value!r}", hint))


def _citing(held: Held) -> list[str]:
    return [name for name, table in TABLES.items() if "evidence" in table.names and held.has(name, "evidence")]


def _uncited_in_rows(held: Held) -> list[tuple[int, int, str]]:
    cited = {
        value
        for name in _citing(held)
        for _, _, cells in held.rows(name)
        for value in (cells["evidence"] or "").split("|")
    }
    cited |= {cells["document"] or "" for _, _, cells in held.rows("evidence")}
    documents = [(source, row, cells["id"]) for source, row, cells in held.rows("documents")]
    return [(source, row, text) for source, row, text in documents if text is not None and text not in cited]


def _uncited_in_columns(held: Held) -> list[tuple[int, int, str]]:
    cites = [
        f"SELECT unnest(string_split(evidence, '|')) AS id FROM raw.{name} WHERE evidence IS NOT NULL"
        for name in _citing(held)
    ]
    cites.append("SELECT document AS id FROM raw.evidence")
    statement = (
        f'SELECT source, "row", d.id FROM raw.documents AS d ANTI JOIN ({" UNION ALL ".join(cites)}) AS c '
        "ON c.id = d.id WHERE d.id IS NOT NULL"
    )
    return held.con.execute(statement).fetchall()


_Named = tuple[str, str, int, int, str]


def _one_name(report: Report) -> None:
    held = report.held
    rows = sorted(_named_in_rows(held) if held.few else _named_in_columns(held))
    decided = set(held.con.execute("SELECT a, b FROM raw.same_as").fetchall()) if rows else set()
    for one, other in pairwise(rows):
        if one[0] != other[0] or one[1] == other[1] or {(one[1], other[1]), (other[1], one[1])} & decided:
            continue
        message = f"the parties {one[1]!r} and {other[1]!r} have one name: {other[4]!r}"
        hint = "say in same_as whether they are the same or different"
        report.add(other[2], other[3], "name", ("W-SAME-NAME", other[4], message, hint))


def _named_in_rows(held: Held) -> list[_Named]:
    """Return the parties that share their name: normal form, id, source, row, name."""
    from clew.model.names import normal_column

    parties = [
        (cells["id"], source, row, cells["name"])
        for source, row, cells in held.rows("parties")
        if cells["id"] is not None and cells["name"] is not None
    ]
    norms = normal_column([str(name) for *_, name in parties])
    count = Counter(norms)
    return [
        (norm, str(party), source, row, str(name))
        for norm, (party, source, row, name) in zip(norms, parties, strict=True)
        if count[norm] > 1
    ]


def _named_in_columns(held: Held) -> list[_Named]:
    held.norms()
    return held.con.execute(
        'SELECT n.norm, p.id, p.source, p."row", p.name FROM raw.parties AS p JOIN raw.norm AS n ON n.text = p.name '
        "WHERE p.id IS NOT NULL AND n.norm IN (SELECT m.norm FROM raw.parties AS q JOIN raw.norm AS m "
        "ON m.text = q.name WHERE q.id IS NOT NULL GROUP BY 1 HAVING count(*) > 1)"
    ).fetchall()


def _tasks(report: Report) -> None:
    texts = report.held.con.execute("SELECT DISTINCT task FROM raw.workforces WHERE task IS NOT NULL").fetchall()
    close = {text: meant for (text,) in texts if (meant := _like_handling(text)) is not None}
    if not close:
        return
    statement = 'SELECT source, "row", task FROM raw.workforces WHERE task IN (SELECT unnest(?)) ORDER BY 1, 2'
    for source, row, value in report.held.con.execute(statement, [sorted(close)]).fetchall():
        message = f"the task {value!r} is read as production"
        hint = f"write {close[value]} if these people only handled goods ({', '.join(HANDLING_TASKS)})"
        report.add(source, row, "task", ("W-TASK", value, message, hint))


def _like_handling(text: str) -> str | None:
    task = " ".join(text.casefold().split())
    if task in HANDLING_TASKS:
        return None
    if task in _LIKE_HANDLING:
        return _LIKE_HANDLING[task]
    from difflib import get_close_matches

    near = get_close_matches(task, HANDLING_TASKS, n=1, cutoff=0.8)
    return near[0] if near else None
