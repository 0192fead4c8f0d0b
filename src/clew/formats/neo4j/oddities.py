"""What people drew or typed by hand that is no record: found and named by label and id, never left out in silence."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clew.formats.headers import MISSPELT, near_words
from clew.model.database import (
    LABELS,
    PLAIN,
    PLAIN_TYPES,
    RUN,
    SHORTHAND,
    SUPPORTS,
    TABLE_OF,
    TYPES,
    cites,
    references,
)
from clew.model.results_database import RESULT_LABELS
from clew.model.tables import TABLES
from clew.store.problems import Problem

if TYPE_CHECKING:
    import neo4j

SHOWN = 20
"""Nodes of one unknown label that are listed one by one; the number of all is told with each."""


def find(session: "neo4j.Session") -> list[Problem]:
    """Return every problem with labels and relationships."""
    counts = {
        record["l"]: record["c"] for record in session.run("MATCH (n) UNWIND labels(n) AS l RETURN l, count(*) AS c")
    }
    types = {record["t"] for record in session.run("CALL db.relationshipTypes() YIELD relationshipType AS t RETURN t")}
    found = [*_labels(session, counts), *_bare(session)]
    for table, label in LABELS.items():
        if counts.get(label):
            found += _references(session, table, label, types)
    for kind in PLAIN_TYPES:
        if kind in types:
            found += _plain(session, kind)
    return found


def _labels(session: "neo4j.Session", counts: dict[str, int]) -> Iterator[Problem]:
    """Yield unknown labels: an error where one looks misspelt, else one warning of all."""
    foreign = sorted(set(counts) - {*LABELS.values(), RUN, *RESULT_LABELS})
    others = []
    for label in foreign:
        near = near_words(label, list(TABLE_OF), alike=MISSPELT)
        if not near:
            others.append(label)
            continue
        statement = "MATCH (n) WHERE $label IN labels(n) RETURN n.id AS id ORDER BY n.id LIMIT $most"
        for record in session.run(statement, label=label, most=SHOWN):
            where = f"neo4j (:{label} {{id: {record['id']!r}}})"
            message = f"there is no label {label!r}; the node was not read ({counts[label]:,} nodes have it)"
            yield Problem(where, TABLE_OF[near[0]], 0, "", "E-LABEL", label, message, f"did you mean {near[0]}?")
    if others:
        message = f"{sum(counts[label] for label in others):,} nodes of other labels are no records and were not read"
        hint = "records are " + ", ".join(LABELS.values())
        yield Problem("neo4j", "", 0, "", "W-LABEL", ", ".join(others), f"{message} ({', '.join(others)})", hint)


def _bare(session: "neo4j.Session") -> Iterator[Problem]:
    """Yield nodes without a label that are tied to records as only records are."""
    kinds = "|".join(TYPES)
    statement = (
        f"MATCH (n)-[r:{kinds}]-(m) WHERE size(labels(n)) = 0 RETURN DISTINCT n.id AS id, elementId(n) AS e, "
        "labels(m)[0] AS l, m.id AS m, type(r) AS t ORDER BY e"
    )
    for record in session.run(statement):
        where = f"neo4j (node {record['e']}, id {record['id']!r})"
        message = (
            f"a node without a label has a relationship {record['t']} with (:{record['l']} {{id: {record['m']!r}}})"
        )
        yield Problem(where, "", 0, "", "E-LABEL", "", message, "give it a label, or delete it")


def _references(session: "neo4j.Session", table: str, label: str, types: set[str]) -> Iterator[Problem]:
    """Yield relationships from a record to what it does not name."""
    for column, kind in references(table):
        if kind in types:
            named = f"t.id IN n.`{column.name}`" if column.several else f"t.id = n.`{column.name}`"
            labels = [LABELS[target] for target in column.refers]
            statement = (
                f"MATCH (n:{label})-[r:{kind}]->(t) WHERE NOT coalesce({named}, false) OR "
                "NOT any(l IN labels(t) WHERE l IN $labels) RETURN n.id AS n, t.id AS t, labels(t) AS l, "
                "elementId(r) AS e ORDER BY n, t, e"
            )
            for record in session.run(statement, labels=labels):
                where = f"neo4j (:{label} {{id: {record['n']!r}}})"
                target = f"(:{':'.join(record['l'])} {{id: {record['t']!r}}})"
                message = f"its relationship {kind} leads to {target}, which its property {column.name} does not name"
                hint = f"set the property {column.name}, or delete the relationship: the property is the record"
                yield Problem(where, table, 0, column.name, "E-TIE", str(record["t"] or ""), message, hint)
    if cites(table) and SUPPORTS in types:
        statement = (
            f"MATCH (d)-[r:{SUPPORTS}]->(n:{label}) WHERE r.{SHORTHAND} AND NOT coalesce(d.id IN n.evidence, false) "
            "RETURN n.id AS n, d.id AS d ORDER BY n, d"
        )
        for record in session.run(statement):
            where = f"neo4j (:{label} {{id: {record['n']!r}}})"
            message = (
                f"a relationship SUPPORTS leads here from {record['d']!r}, which its property evidence does not name"
            )
            hint = f"set the property, or remove {SHORTHAND} from the relationship, or delete it"
            yield Problem(where, table, 0, "evidence", "E-TIE", str(record["d"] or ""), message, hint)


def _plain(session: "neo4j.Session", kind: str) -> Iterator[Problem]:
    """Yield plain relationships that stand for no claim."""
    tests = []
    for place, plain in enumerate(each for each in PLAIN if each.type == kind):
        start, end = (_names(plain.table, column, side) for column, side in zip(plain.columns, "ab", strict=True))
        tests.append((f"OPTIONAL MATCH (c{place}:{LABELS[plain.table]} {{id: r.claim}})", f"c{place}", start, end))
    lookups = " ".join(match for match, _, _, _ in tests)
    holds = " OR ".join(
        f"({name} IS NOT NULL AND {start.format(name)} AND {end.format(name)})" for _, name, start, end in tests
    )
    carried = ", ".join(name for _, name, _, _ in tests)
    statement = (
        f"MATCH (a)-[r:{kind}]->(b) WHERE any(l IN labels(a) + labels(b) WHERE l IN $labels) {lookups} "
        f"WITH a, b, r, {carried} WHERE NOT coalesce({holds}, false) RETURN a.id AS a, b.id AS b, labels(a) AS la, "
        "labels(b) AS lb, r.claim AS claim, elementId(r) AS e ORDER BY a, b, claim, e"
    )
    records = sorted({LABELS[each.table] for each in PLAIN if each.type == kind})
    for record in session.run(statement, labels=list(LABELS.values())):
        start = f"(:{':'.join(record['la'])} {{id: {record['a']!r}}})"
        end = f"(:{':'.join(record['lb'])} {{id: {record['b']!r}}})"
        claim = record["claim"]
        message = "it names no claim" if claim is None else f"no claim {claim!r} says so"
        hint = f"create a node {' or '.join(records)} that says it, or delete the relationship"
        yield Problem(f"neo4j {start}-[:{kind}]->{end}", "", 0, "claim", "E-TIE", str(claim or ""), message, hint)


def _names(table: str, column: str, side: str) -> str:
    several = column != "id" and TABLES[table].column(column).several
    return f"{side}.id {'IN' if several else '='} {{}}.`{column}`"
