"""Small graphs written in a line, and their sources and local facts in words."""

from collections import defaultdict
from typing import Any

from clew import formats
from clew.model.basis import Basis
from clew.model.dates import iso
from clew.model.graph import Graph
from clew.model.policy import Policy
from clew.rules.pack import Pack
from clew.trace.derive import derive
from tests.graph_packs import TEST_PACKS

ONE_DOCUMENT = Policy(issuers=1, kinds=1, outsiders=1, similar_from=None)
"""A single document of an outsider proves."""

PROOF = {
    "documents": "id kind issuer period_start period_end; paper production_record lab 2000 2040;"
    " list payroll lab 2000 2040; ship bol lab 2000 2040; bill inv lab 2000 2040"
}


def graph(**tables: str) -> Graph:
    """A graph from tables of words: rows end with ``;``, first the columns; ``-`` is blank, ``_`` in a name a space."""
    return Graph.model_validate({name: rows(name, text) for name, text in tables.items()})


def rows(table: str, text: str) -> list[dict[str, Any]]:
    columns, *body = (line.split() for line in text.split(";"))
    found = []
    for line in body:
        assert len(line) == len(columns), f"{table}: {line}"
        row = {name: words(name, word) for name, word in zip(columns, line, strict=True) if word != "-"}
        if table in ("parties", "facilities", "products"):
            row.setdefault("name", row["id"])
        found.append({name: several(table, name, word) for name, word in row.items()})
    return found


def words(column: str, word: str) -> str:
    return word.replace("_", " ") if column in ("name", "aliases", "employer", "recruiter", "region") else word


def several(table: str, column: str, word: str) -> str | tuple[str, ...]:
    many = ("inputs", "outputs", "aliases", "identifiers", "evidence", "good")
    if column in many or (column == "item" and table in ("shipments", "entries")):
        return tuple(word.split("|"))
    return word


class Told:
    """What `sources.run` found in a graph."""

    def __init__(self, records: Graph, packs: tuple[Pack, ...] = TEST_PACKS, policy: Policy = ONE_DOCUMENT) -> None:
        self.con = formats.load_graph(records).con
        derive(self.con, packs, policy)

    def sources(self, rule: str, *, ghost: bool = False) -> dict[str, set[str]]:
        """Of a rule: by stock ``holder/item`` or entry, ``basis from first day, proven first day``."""
        found = self.con.execute(
            """
            SELECT coalesce(h.id || '/' || i.id, e.id), x.basis, x.first_day, x.first_proven
            FROM source x
            JOIN label l ON l.label = x.label
            JOIN rule r ON r.rule = l.rule
            LEFT JOIN stock s ON s.stock = x.node
            LEFT JOIN holder h ON h.holder = s.holder
            LEFT JOIN item i ON i.item = s.item
            LEFT JOIN entry_node n ON n.node = x.node
            LEFT JOIN claim e ON e.claim = n.claim
            WHERE r.code = $rule AND x.ghost = $ghost
            """,
            {"rule": rule, "ghost": ghost},
        ).fetchall()
        told = defaultdict(set)
        for where, basis, first, proven in found:
            days = (iso(first) or "ever", iso(proven) or "ever")
            told[where].add(Basis(basis).word + ("" if days == ("ever", "ever") else f" {days[0]} {days[1]}"))
        return dict(told)

    def because(self, rule: str) -> set[tuple[str, str | None, str | None]]:
        """Of a rule: stock or entry, claim, listing."""
        found = self.con.execute(
            """
            SELECT coalesce(h.id || '/' || i.id, 'entry'), c.id, g.id
            FROM source x
            JOIN label l ON l.label = x.label
            JOIN rule r ON r.rule = l.rule
            LEFT JOIN stock s ON s.stock = x.node
            LEFT JOIN holder h ON h.holder = s.holder
            LEFT JOIN item i ON i.item = s.item
            LEFT JOIN claim c ON c.claim = x.claim
            LEFT JOIN listing g ON g.listing = x.listing
            WHERE r.code = $rule
            """,
            {"rule": rule},
        ).fetchall()
        return set(found)

    def gaps(self, stock: str) -> set[str]:
        """The gaps of a stock: ``place``, ``region``, ``operator``, ``good``, ``labor``, ``wide``."""
        row = self.con.execute(
            """
            SELECT g.place, g.operator, g.good, g.labor, g.wide
            FROM stock_gap g
            JOIN stock s ON s.stock = g.stock
            JOIN holder h ON h.holder = s.holder
            JOIN item i ON i.item = s.item
            WHERE h.id || '/' || i.id = $stock
            """,
            {"stock": stock},
        ).fetchone()
        assert row is not None, f"no stock {stock}"
        place, *flags = row
        names = {name for name, flag in zip(("operator", "good", "labor", "wide"), flags, strict=True) if flag}
        return names | ({("", "place", "region")[place]} - {""})
