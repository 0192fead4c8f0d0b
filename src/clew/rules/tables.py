"""The tables of rules and listings in a store: `rule`, `listing` and what hangs on them."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from clew.rules.match import folded
from clew.rules.pack import Listing, Pack, Rule
from clew.rules.spelled import normal_forms
from clew.store.database import given

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Label = tuple[int, int, int]
"""Number of the rule, first and last day in force (the last before the first: never in force)."""


def make_tables(con: "DuckDBPyConnection", packs: Sequence[Pack]) -> None:
    """Make the tables of the rules and listings of packs.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
    packs : sequence of Pack
        Rule codes and (listing id, rule) are unique in them (`load_packs` sees to it).
    """
    rules = sorted((rule for pack in packs for rule in pack.rules), key=lambda rule: rule.code)
    listings = sorted((one for pack in packs for one in pack.listings), key=lambda one: (one.id, one.rule))
    number = {rule.code: at for at, rule in enumerate(rules)}
    of_rule: list[Label] = [(at, rule.begins, rule.ends) for at, rule in enumerate(rules)]
    of_listing = [_in_force(of_rule[number[one.rule]], one) for one in listings]
    labels = sorted({*of_rule, *of_listing})
    at_label = {label: at for at, label in enumerate(labels)}
    make_table(
        con,
        "rule",
        ("rule", "INTEGER", range(len(rules))),
        ("code", "VARCHAR", [rule.code for rule in rules]),
        ("force", "VARCHAR", [rule.force for rule in rules]),
        ("begins", "INTEGER", [rule.begins for rule in rules]),
        ("ends", "INTEGER", [rule.ends for rule in rules]),
    )
    make_table(
        con,
        "label",
        ("label", "INTEGER", range(len(labels))),
        ("rule", "INTEGER", [label[0] for label in labels]),
        ("begins", "INTEGER", [label[1] for label in labels]),
        ("ends", "INTEGER", [label[2] for label in labels]),
    )
    _rule_workforce(con, rules, [at_label[label] for label in of_rule])
    _listing(con, listings, number, [at_label[label] for label in of_listing])
    _details(con, listings)


def make_table(con: "DuckDBPyConnection", name: str, *columns: tuple[str, str, Sequence[Any]]) -> None:
    """Make a table of columns in memory: name, type (INTEGER, BOOLEAN, VARCHAR) and values of each.

    Notes
    -----
    The columns are handed over as numpy arrays, for which neither pandas nor pyarrow is needed: 5,000 rows
    take 2 ms, against 150 ms as VALUES.
    """
    import numpy as np

    kinds: dict[str, Any] = {"INTEGER": np.int32, "BOOLEAN": np.bool_, "VARCHAR": object}
    if not len(columns[0][2]):
        declared = ", ".join(f"{column} {kind}" for column, kind, _ in columns)
        con.execute(f"CREATE OR REPLACE TABLE {name} ({declared})")
        return
    arrays = {column: np.array(values, dtype=kinds[kind]) for column, kind, values in columns}
    with given(con, **arrays):
        con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM given")


def _in_force(rule: Label, listing: Listing) -> Label:
    """Return the days on which both a rule and its listing are in force."""
    return rule[0], max(rule[1], listing.begins), min(rule[2], listing.ends)


def _rule_workforce(con: "DuckDBPyConnection", rules: Sequence[Rule], labels: Sequence[int]) -> None:
    """Make the table of the workforces that are sources: a row a nationality or condition."""
    rows: list[tuple[int, str | None, str | None, int]] = []
    for at, (rule, label) in enumerate(zip(rules, labels, strict=True)):
        rows += [(at, nationality, None, label) for nationality in sorted(rule.nationalities)]
        rows += [(at, None, condition, label) for condition in sorted(rule.conditions)]
    make_table(
        con,
        "rule_workforce",
        ("rule", "INTEGER", [row[0] for row in rows]),
        ("nationality", "VARCHAR", [row[1] for row in rows]),
        ("condition", "VARCHAR", [row[2] for row in rows]),
        ("label", "INTEGER", [row[3] for row in rows]),
    )


def _listing(
    con: "DuckDBPyConnection", listings: Sequence[Listing], number: dict[str, int], labels: Sequence[int]
) -> None:
    """Make the table of listings."""
    make_table(
        con,
        "listing",
        ("listing", "INTEGER", range(len(listings))),
        ("id", "VARCHAR", [one.id for one in listings]),
        ("rule", "INTEGER", [number[one.rule] for one in listings]),
        ("name", "VARCHAR", [one.name for one in listings]),
        ("is_place", "BOOLEAN", [one.is_place for one in listings]),
        ("subsidiaries", "BOOLEAN", [one.subsidiaries for one in listings]),
        ("country", "VARCHAR", [one.country for one in listings]),
        ("goods_any", "BOOLEAN", [not one.goods for one in listings]),
        ("region_any", "BOOLEAN", [not one.regions for one in listings]),
        ("begins", "INTEGER", [one.begins for one in listings]),
        ("ends", "INTEGER", [one.ends for one in listings]),
        ("label", "INTEGER", labels),
    )


def _details(con: "DuckDBPyConnection", listings: Sequence[Listing]) -> None:
    """Make the tables of names, identifiers, regions, goods and HS candidates."""

    def pairs(values: Callable[[Listing], Sequence[str]]) -> tuple[list[int], list[str]]:
        found = [(at, value) for at, one in enumerate(listings) for value in values(one)]
        return [at for at, _ in found], [value for _, value in found]

    named, names = pairs(lambda one: () if one.is_place else (one.name, *one.aliases))
    placed, regions = pairs(lambda one: one.regions)
    sold, goods = pairs(lambda one: one.goods)
    norm = normal_forms({*names, *regions, *goods})
    fold = {text: folded(text) for text in {*regions, *goods}}
    _make(con, "listing_name", ("name_norm",), [(at, norm[name]) for at, name in zip(named, names, strict=True)])
    at, identifiers = pairs(lambda one: one.identifiers)
    _make(con, "listing_identifier", ("identifier",), zip(at, map(folded, identifiers), strict=True))
    region = [(at, way[name]) for at, name in zip(placed, regions, strict=True) for way in (fold, norm)]
    _make(con, "listing_region", ("code_or_name_norm",), region)
    good = [(at, fold[name], norm[name]) for at, name in zip(sold, goods, strict=True)]
    _make(con, "listing_good", ("good", "good_norm"), good)
    at, codes = pairs(lambda one: one.hs)
    _make(con, "listing_hs", ("hs",), zip(at, codes, strict=True))


def _make(con: "DuckDBPyConnection", table: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """Make a table of listings and one or two texts each, sorted, without repetition."""
    kept = list(zip(*sorted(dict.fromkeys(rows)), strict=True)) or [()] * (len(columns) + 1)
    texts = [(column, "VARCHAR", values) for column, values in zip(columns, kept[1:], strict=True)]
    make_table(con, table, ("listing", "INTEGER", kept[0]), *texts)
