"""The flow from the store to numbered nodes and hops, in the real world and in the credulous one."""

from typing import TYPE_CHECKING

from clew.flow import script, status
from clew.flow.status import Proofs
from clew.flow.world import CREDULOUS, REAL, Sizes, World
from clew.model.policy import Policy
from clew.store.database import in_haste

if TYPE_CHECKING:
    import duckdb

_MACROS = "CREATE OR REPLACE MACRO ever() AS -10000000; CREATE OR REPLACE MACRO always() AS 10000000"
_SHARED = (
    "trip", "work", "runs", "head", "house", "same_holder", "same_item", "bill_hop", "target", "held",
    "recv", "made", "sent", "used", "out_of", "near", "have", "receipt",
)  # fmt: skip
_MANY = 10_000
"""Stocks from which on it pays to drop what the graph was made of."""

_FEW = 3_000
"""Records below which statements are not optimized: planning them would take longer than running them."""

_SCRAP = ("mark", "returned", "way", "way_group", "hub", "flow_hop", "bill_target", "bill_way")


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
        The schemas of the worlds in which claims stand or fall differently: ``("real",)``, or with
        ``"credulous"`` if something is rebutted. Segregations and ends change hops only, so where nothing else
        differs there is no such world, only hops marked `ghost`.

    Notes
    -----
    See the package's docstring for the tables. Afterwards unqualified names mean those of ``main`` again.
    """
    con.execute(_MACROS)
    sizes = Sizes.of(con)
    with in_haste(con, few=sizes.shipments + sizes.processes + sizes.bills < _FEW):
        return _work_out(con, status.run(con, policy), sizes)


def _work_out(con: "duckdb.DuckDBPyConnection", proofs: Proofs, sizes: Sizes) -> tuple[str, ...]:
    """Make the sets and hops of each world, and the graph of all."""
    real = World(con, REAL, sizes)
    real.collect()
    worlds = [real]
    if proofs.rebutted_flows:
        worlds.append(World(con, CREDULOUS, sizes))
        worlds[1].collect()
    stocks = _hold(con, worlds)
    real.aim(ends=proofs.ends > 0, cuts=proofs.cuts > 0)
    node = real.infer(real.record(stocks))
    if proofs.rebutted_flows:
        worlds[1].enter()
        worlds[1].aim(ends=False, cuts=False)
        node = worlds[1].infer(worlds[1].record(node))
    elif proofs.rebutted or proofs.ends or proofs.cuts:
        worlds.append(World(con, CREDULOUS, sizes, behind=REAL))
        node = _without_proof(worlds[1], node, proofs)
    _gather(con, worlds, stocks, node - stocks, sizes)
    return (REAL, CREDULOUS) if proofs.rebutted else (REAL,)


def _hold(con: "duckdb.DuckDBPyConnection", worlds: list[World]) -> int:
    """Number the stocks of all worlds, gather what is held of each, and return how many there are."""
    if len(worlds) > 1:
        marked = " UNION ALL ".join(f"SELECT holder, item FROM {world.name}.mark" for world in worlds)
        con.execute("SET search_path='main'")
        script.run(con, "graph/stock", marked=marked)
    for world in reversed(worlds):
        world.hold(numbered=len(worlds) > 1)
    if len(worlds) == 1:
        con.execute("CREATE TABLE main.stock AS SELECT stock, holder, item FROM held")
    return script.number(con, "SELECT count(*) FROM main.stock")


def _without_proof(world: World, first_node: int, proofs: Proofs) -> int:
    """Write the hops that segregations and ends take away; return the next node.

    Notes
    -----
    No flow is rebutted: every set is that of the real world, and stands here under the same name.
    """
    con, node = world.con, first_node
    world.enter()
    if proofs.ends or proofs.cuts:
        script.run(con, "sets/empty", "graph/ghost_target")
        node = world.infer(first_node)
        con.execute("DROP TABLE target; DROP TABLE bill_hop")
    if proofs.rebutted:
        con.execute(";".join(f"CREATE VIEW {world.name}.{name} AS FROM {REAL}.{name}" for name in _SHARED))
        con.execute("CREATE VIEW standing AS SELECT claim, basis, proven FROM main.claim_status")
    return node


def _gather(con: "duckdb.DuckDBPyConnection", worlds: list[World], stocks: int, hubs: int, sizes: Sizes) -> None:
    """Make the tables of the graph in ``main``, and drop what they were made of."""
    con.execute(f"SET search_path='main,{REAL}'")
    script.run(con, "graph/node", stocks=stocks, hubs=hubs)
    ghosts = any(world.has_hops for world in worlds[1:])
    script.run(con, "graph/hop", ghosts=script.text("graph/ghost_hop") if ghosts else "")
    script.run(con, "graph/stock_facts")
    facts = {
        "graph/made": sizes.processes,
        "graph/made_by_bill": sizes.bills,
        "graph/unidentified": sizes.unidentified,
    }
    script.run(con, *(name for name, needed in facts.items() if needed))
    con.execute("SET search_path='main'")
    if stocks > _MANY:
        con.execute(";".join(f"DROP TABLE IF EXISTS {world.name}.{table}" for world in worlds for table in _SCRAP))
