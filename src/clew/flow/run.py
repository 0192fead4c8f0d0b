"""The flow from the store to numbered nodes and hops, in the real world and in the credulous one."""

from typing import TYPE_CHECKING

from clew.flow import script, status
from clew.flow.world import CREDULOUS, REAL, Sizes, World
from clew.model.policy import Policy

if TYPE_CHECKING:
    import duckdb

_MACROS = "CREATE OR REPLACE MACRO ever() AS -10000000; CREATE OR REPLACE MACRO always() AS 10000000"
_PROVEN = """
SELECT coalesce(bool_or(s.rebutted), false), coalesce(bool_or(s.complete_proven OR s.proven AND c.kind <> 'segregation'), false),
    coalesce(bool_or(s.proven AND c.kind = 'segregation'), false)
FROM claim_status AS s JOIN claim AS c ON c.claim = s.claim
WHERE s.rebutted OR s.proven OR s.complete_proven
"""
_SCRAP = ("mark", "way", "way_in", "way_group", "flow_hop")


def run(con: "duckdb.DuckDBPyConnection", policy: Policy) -> tuple[str, ...]:
    """Work out which flows exist, and how sure each is (sections 2 and 3 of the contract).

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        A built store.
    policy : Policy
        What a proof needs.

    Returns
    -------
    tuple of str
        The schemas of the worlds in which stocks or their sets may differ: ``("real",)``, or with
        ``"credulous"`` if something is rebutted. Segregations and ends change hops only, so where nothing else
        differs there is no such world, only hops marked `ghost`.

    Notes
    -----
    See the package's docstring for the tables. Afterwards unqualified names mean those of ``main`` again.
    """
    con.execute(_MACROS)
    status.run(con, policy)
    rebutted, ends, cuts = _proofs(con)
    sizes = Sizes.of(con)
    real = World(con, REAL, sizes)
    real.collect()
    worlds = [real]
    if rebutted:
        worlds.append(World(con, CREDULOUS, sizes))
        worlds[1].collect()
    _number(con, worlds)
    hubs = _lead(real, 0, ends=ends, cuts=cuts)
    if rebutted:
        hubs = _lead(worlds[1], hubs, ends=False, cuts=False)
    elif script.number(con, "SELECT (SELECT count(*) FROM real.ended) + (SELECT count(*) FROM real.cut)"):
        worlds.append(World(con, CREDULOUS, sizes, behind=REAL))
        hubs = _lead_without_proof(worlds[1], hubs)
    _gather(con, worlds, hubs)
    return (REAL, CREDULOUS) if rebutted else (REAL,)


def _proofs(con: "duckdb.DuckDBPyConnection") -> tuple[bool, bool, bool]:
    """Return whether anything is rebutted, may end rules 8 or 10, is segregated, all by proof."""
    row = con.execute(_PROVEN).fetchone()
    assert row is not None
    rebutted, ends, cuts = row
    return rebutted, ends, cuts


def _number(con: "duckdb.DuckDBPyConnection", worlds: list[World]) -> None:
    """Number the stocks of all worlds, and the entries."""
    con.execute("SET search_path='main'")
    marked = " UNION ALL ".join(f"SELECT holder, item FROM {world.name}.mark" for world in worlds)
    script.run(con, "graph/stock", marked=marked)
    script.run(con, "graph/entry")


def _lead(world: World, first_hub: int, *, ends: bool, cuts: bool) -> int:
    """Write all hops of a world; return the number of the next hub."""
    world.hold()
    world.aim(ends=ends, cuts=cuts)
    return world.infer(world.record(first_hub))


def _lead_without_proof(world: World, first_hub: int) -> int:
    """Write the hops that only proof takes away; return the number of the next hub."""
    world.enter()
    script.run(world.con, "sets/empty", "graph/ghost_target")
    return world.infer(first_hub)


def _gather(con: "duckdb.DuckDBPyConnection", worlds: list[World], hubs: int) -> None:
    """Make the tables of the graph in ``main``, and drop what they were made of."""
    con.execute("SET search_path='main'")
    script.run(con, "graph/node", hubs=hubs)
    script.run(con, "graph/hop", ghosts=script.text("graph/ghost_hop") if len(worlds) > 1 else "")
    con.execute(f"SET search_path='main,{REAL}'")
    script.run(con, "graph/made", "graph/open")
    con.execute("SET search_path='main'")
    for world in worlds:
        con.execute(";".join(f"DROP TABLE IF EXISTS {world.name}.{table}" for table in _SCRAP))
