"""Records that lack a relationship that is drawn beside them: a person deleted it, or changed what it says.

The server lists the nodes of a table that have fewer than their properties name, with those they have; what the graph
draws decides, since not everything that is named is a record of it.
"""

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from clew.model.database import LABELS, MARK, SHORTHAND, SUPPORTS, Plain, cites, plains, references
from clew.model.tables import NODE_TABLES, TABLES
from clew.push.difference import Difference, labels_of
from clew.push.draw import Drawing, draw

if TYPE_CHECKING:
    import neo4j

_BATCH = 5000
_BETWEEN = "\x1f"
_LONG = 200
"""Ties of one node above which the server does not compare each with each."""


def find(opened: "neo4j.Session", work: Difference) -> None:
    """Set the state of records to ``redrawn`` that a push wrote, that are as in the graph, and that lack a tie."""
    tables = [table for table in LABELS if work.counts[table].pushed and _asked(table)]
    label_of = labels_of(work.con, NODE_TABLES) if tables else {}
    for table in tables:
        found = iter(opened.run(_asked(table), between=_BETWEEN))
        while batch := {record["id"]: record["drawn"] for record in islice(found, _BATCH)}:
            told = ((row[0], _told(draw(table, [row], label_of))) for row in work.among(table, list(batch)))
            work.redraw(table, [own for own, ties in told if not set(batch[own]).issuperset(ties)])


def _told(drawing: Drawing) -> Iterator[str]:
    """Yield the ties of one record as the server tells them: type, and the ids of the other ends."""
    for (kind, _, _), ties in drawing.ties.items():
        for start, end, said in ties:
            if "claim" in said:
                yield _BETWEEN.join((kind, start, end))
            else:
                yield _BETWEEN.join((kind, start if said else end))


@cache
def _asked(table: str) -> str:
    """Return the Cypher that lists the nodes of a table that may lack a tie: ``id``, and ``drawn`` as `_told` tells it.

    Empty if nothing is drawn from its records.
    """
    named, drawn = _referred(table)
    pairs, made = "0", "[]"
    for plain in plains(table):
        start, end = (f"n.`{name}`" for name in plain.columns)
        if any(name != "id" and TABLES[table].column(name).several for name in plain.columns):
            pairs = f"size({_list(start)}) * size({_list(end)})"
            made = _plainly(table, plain, f"a.id IN {_list(start)}", f"b.id IN {_list(end)}")
        else:
            named.append(f"['{plain.type}' + $between + {start} + $between + {end}]")
            drawn.append(_plainly(table, plain))
    if not drawn:
        return ""
    return (
        f"MATCH (n:{LABELS[table]}) WHERE n.{MARK} IS NOT NULL WITH n, {' + '.join(named)} AS named, "
        f"{' + '.join(drawn)} AS drawn, {pairs} AS pairs, {made} AS made WHERE size(made) < pairs OR "
        f"size(named) > {_LONG} OR any(x IN named WHERE x IS NOT NULL AND NOT x IN drawn) "
        "RETURN n.id AS id, drawn + made AS drawn"
    )


def _referred(table: str) -> tuple[list[str], list[str]]:
    """Return lists, in Cypher, of the ties that the properties of a node name, and of those that are drawn."""
    kinds = [kind for _, kind in references(table)]
    named, drawn = [], []
    if kinds:
        drawn.append(f"[(n)-[r:{'|'.join(kinds)}]->(t) | type(r) + $between + t.id]")
    for column, kind in references(table):
        own = f"n.`{column.name}`"
        told = f"'{kind}' + $between + "
        named.append(f"[x IN {_list(own)} | {told}x]" if column.several else f"[{told}{own}]")
    if cites(table):
        told = f"'{SUPPORTS}' + $between + "
        named.append(f"[x IN {_list('n.evidence')} | {told}x]")
        drawn.append(f"[(n)<-[r:{SUPPORTS}]-(t) WHERE r.{SHORTHAND} | {told}t.id]")
    return named, drawn


def _plainly(table: str, plain: Plain, *more: str) -> str:
    """Return a list, in Cypher, of the plain relationships of a node that say what it says."""
    tests = ["r.claim = n.id"]
    for name, column in plain.properties.items():
        own = f"n.`{column}`"
        if name == "item":
            tests.append(f"{_list('r.item')} = {_list(own)}")
        else:
            tests.append(f"coalesce(r.`{name}`, '') = coalesce({own}, '')")
    told = f"DISTINCT '{plain.type}' + $between + a.id + $between + b.id"
    return f"COLLECT {{ MATCH (a)-[r:{plain.type}]->(b) WHERE {' AND '.join([*tests, *more])} RETURN {told} }}"


def _list(own: str) -> str:
    return f"[] + coalesce({own}, [])"
