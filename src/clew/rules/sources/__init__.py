"""Where taint starts and what is missing at a stock: section 4 of the contract as SQL, one file a kind of source.

Each ``.sql`` file says in its header, in the words of the contract, what it finds. Those that depend on who is
who and on which claims stand run in the schema of a world (``real``; ``credulous``, in which rebuttals, proven
segregations and the ends of rules 8 and 10 are ignored) and collect what they find in its table ``source_found``;
``keep.sql`` keeps the strongest of both worlds. Days are integers; -10000000 is unbounded; -1 is no claim or listing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clew.model.policy import Policy
from clew.store.database import in_haste

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

REAL = "real"

_SOURCE_FOUND = (
    "CREATE OR REPLACE TABLE source_found (label INTEGER, node INTEGER, claim INTEGER, listing INTEGER,"
    " basis INTEGER, first_day INTEGER, first_proven INTEGER)"
)
_HANDLING = "CREATE OR REPLACE TABLE handling AS SELECT unnest($tasks::VARCHAR[]) AS task"
_NOT_LISTED = "CREATE OR REPLACE TABLE listed (listing INTEGER, holder INTEGER, basis INTEGER)"
_NOT_EMPLOYED = "CREATE OR REPLACE TABLE employed (claim INTEGER, listing INTEGER, basis INTEGER)"
_NO_LABOR = (
    "CREATE OR REPLACE TABLE labor_at (holder INTEGER, known BOOLEAN, unknown BOOLEAN);"
    "CREATE OR REPLACE TABLE labor_for (stock INTEGER, made BOOLEAN, known BOOLEAN, unknown BOOLEAN)"
)


@dataclass(frozen=True)
class _Present:
    """Which kinds of facts the tables hold at all; what is absent is not looked for.

    Of a `small` graph, statements are not optimized: planning them would take longer than running them.
    """

    matched: bool
    workforces: bool
    employers: bool
    declared: bool
    small: bool


def run(con: "DuckDBPyConnection", policy: Policy, worlds: Sequence[str]) -> None:
    """Make the tables `source`, `stock_gap` and `exposure` in the schema ``main``.

    Parameters
    ----------
    con : DuckDBPyConnection
        A store with the tables of the records, of the packs (`clew.rules.register`) and of the flow.
    policy : Policy
        Handling tasks and the share of ownership above which a subsidiary is covered.
    worlds : sequence of str
        Schemas that the flow ran in: ``real`` and, where it can differ, ``credulous``.

    Notes
    -----
    Listed places and goods are matched over distinct places and products, never over stocks. Leaves the
    connection in the schema ``main``. Nothing is checked: dangling references are the store's to find.
    """
    con.execute("SET schema='main'")
    present = _Present(*_row(con, _text("present")))
    con.execute(_HANDLING, {"tasks": list(policy.handling_tasks)})
    with in_haste(con, few=present.small):
        _script(con, "listed_goods")
        for world in worlds:
            con.execute(f"SET search_path='{world},main'")
            con.execute(_SOURCE_FOUND)
            _sources(con, policy, present, real=world == REAL)
        con.execute(f"SET search_path='{REAL},main'")
        _keep(con, worlds)
        _gaps(con, present)
        con.execute("SET schema='main'")


def _sources(con: "DuckDBPyConnection", policy: Policy, present: _Present, *, real: bool) -> None:
    """Fill `source_found` of the world that the connection is in."""
    places = _any(con, "place_listing")
    _script(con, "world_facts")
    if present.matched:
        con.execute(_text("listed"), {"share": policy.subsidiary_share})
        _script(con, "party")
    if present.workforces:
        _workforces(con, present)
    if places or real:
        _script(con, "holder_place")
    if places:
        _script(con, "place_stock")
        if _any(con, "place_stock"):
            _script(con, "place")
    if present.declared:
        _script(con, "origin")


def _workforces(con: "DuckDBPyConnection", present: _Present) -> None:
    """Follow the workforces that a rule names, or whose employer or recruiter is listed."""
    _script(con, "worker")
    if present.employers:
        if not present.matched:
            con.execute(_NOT_LISTED)
        _script(con, "employer")
    else:
        con.execute(_NOT_EMPLOYED)
    _script(con, "labor")
    if _any(con, "labor"):
        for name in ("sites", "site_goods", "workforce_making", "workforce_passing", "workforce_sent"):
            _script(con, name)


def _keep(con: "DuckDBPyConnection", worlds: Sequence[str]) -> None:
    """Join what the worlds found and keep the strongest."""
    both = " UNION ALL ".join(f"SELECT *, {world != REAL} AS ghost FROM {world}.source_found" for world in worlds)
    con.execute(f"CREATE OR REPLACE TEMP VIEW source_both AS {both}")
    _script(con, "keep")


def _gaps(con: "DuckDBPyConnection", present: _Present) -> None:
    """Make the local facts, of the real world."""
    _script(con, "place_gap")
    if present.workforces:
        _script(con, "labor_gap")
    else:
        con.execute(_NO_LABOR)
    _script(con, "stock_gap")
    _script(con, "exposure")


def _text(name: str) -> str:
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")


def _script(con: "DuckDBPyConnection", name: str) -> None:
    con.execute(_text(name))


def _any(con: "DuckDBPyConnection", table: str) -> bool:
    return bool(_row(con, f"SELECT EXISTS (SELECT 1 FROM {table})")[0])


def _row(con: "DuckDBPyConnection", query: str) -> tuple[bool, ...]:
    row = con.execute(query).fetchone()
    assert row is not None
    return row
