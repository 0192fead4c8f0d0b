"""The Cypher of a push: labels, types and property names from the model, everything else as parameters."""

from collections.abc import Sequence
from functools import cache

from clew.model.database import (
    KEY,
    LABELS,
    MARK,
    PLAIN_TYPES,
    REBUTS,
    RUN,
    SHORTHAND,
    SUPPORTS,
    TYPES,
    plains,
    references,
)
from clew.model.results_database import LINKS, RESULT_LABELS


@cache
def create(label: str) -> str:
    """Create nodes: ``rows`` are their properties."""
    return f"UNWIND $rows AS row CREATE (n:{label}) SET n = row"


@cache
def change(label: str) -> str:
    """Set properties of nodes that are there; those that the contract does not know stay."""
    return f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n += row"


@cache
def tie(kind: str, start: str, end: str) -> str:
    """Create relationships: ``rows`` are start id, end id, properties."""
    return (
        f"UNWIND $rows AS row MATCH (a:{start} {{id: row[0]}}) USING INDEX a:{start}(id) "
        f"MATCH (b:{end} {{id: row[1]}}) USING INDEX b:{end}(id) "
        f"CREATE (a)-[r:{kind}]->(b) SET r = row[2]"
    )


def untie(table: str) -> list[str]:
    """Delete the relationships that are drawn from nodes: ``rows`` are their ids."""
    label = LABELS[table]
    node = f"UNWIND $rows AS id MATCH (n:{label} {{id: id}})"
    kinds = "|".join(kind for _, kind in references(table))
    found = [f"{node}-[r:{kinds}]->() DELETE r"] if kinds else []
    found.append(f"{node}<-[r:{SUPPORTS}]-() WHERE r.{SHORTHAND} DELETE r")
    for kind in sorted({plain.type for plain in plains(table)}):
        found.append(f"UNWIND $rows AS id MATCH ()-[r:{kind}]->() WHERE r.claim = id DELETE r")
    return found


@cache
def unlink(label: str) -> str:
    """Delete what ties results to nodes of ids ``rows``."""
    return f"UNWIND $rows AS id MATCH (n:{label} {{id: id}})<-[r:{'|'.join(LINKS)}]-() DELETE r"


@cache
def delete(label: str) -> str:
    """Delete nodes without relationships, of ids ``rows``, that a push wrote."""
    return f"UNWIND $rows AS id MATCH (n:{label} {{id: id}}) WHERE n.{MARK} IS NOT NULL DELETE n"


@cache
def delete_evidence(kind: str) -> str:
    """Delete evidence relationships of keys ``rows``."""
    return f"UNWIND $rows AS key MATCH ()-[r:{kind}]->() WHERE r.{KEY} = key DELETE r"


@cache
def attached(label: str) -> str:
    """Find what other people tied to nodes of ids ``rows``: their relationships, or ours to their nodes."""
    evidence = f"(type(r) IN ['{SUPPORTS}', '{REBUTS}'] AND r.{KEY} IS NULL AND r.{SHORTHAND} IS NULL)"
    bare = f"(type(r) IN {_listed(PLAIN_TYPES)} AND r.claim IS NULL)"
    return (
        f"UNWIND $rows AS id MATCH (n:{label} {{id: id}})-[r]-(m) WHERE n.{MARK} IS NOT NULL AND NOT any(l IN "
        f"labels(m) WHERE l IN {_listed(RESULT_LABELS)}) AND (NOT type(r) IN "
        f"{_listed(TYPES)} OR {evidence} OR {bare} OR m.{MARK} IS NULL) "
        "RETURN n.id AS id, type(r) AS kind ORDER BY id, kind"
    )


def _listed(words: Sequence[str]) -> str:
    return "[" + ", ".join(f"'{word}'" for word in words) + "]"


BEGIN = f"MERGE (r:{RUN} {{id: $id}}) SET r.kind = $kind, r.name = $name, r.state = 'writing', r.clew = $clew"
END = f"MATCH (r:{RUN} {{id: $id}}) SET r.state = 'complete', r.records = $records"
FORGET = f"MATCH (r:{RUN}) WHERE r.kind = 'graph' AND r.id <> $id DELETE r"
