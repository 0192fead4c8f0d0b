"""One world: the sets and hops of section 3, with all that stands or also with what was rebutted."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clew.flow import script, ties

if TYPE_CHECKING:
    import duckdb

REAL = "real"
CREDULOUS = "credulous"

_SIZES = """
SELECT 'shipments', count(*) FROM shipment UNION ALL SELECT 'processes', count(*) FROM process
UNION ALL SELECT 'bills', count(*) FROM bom UNION ALL SELECT 'operations', count(*) FROM operation
UNION ALL SELECT 'lots', count(*) FROM item WHERE is_lot
UNION ALL SELECT 'unidentified', count(*) FROM moved WHERE item = 0
UNION ALL SELECT 'same', count(*) FROM same_as
UNION ALL SELECT 'shared', count(*) - count(DISTINCT name_norm) FROM holder_name
UNION ALL SELECT 'shared', count(*) - count(DISTINCT identifier) FROM holder_identifier
"""


@dataclass(frozen=True)
class Sizes:
    """How many records there are of what some rules need: a rule that has nothing to say is not run.

    Attributes
    ----------
    unidentified : int
        Shipments and entries of `*`.
    ties : int
        Claims of sameness, and names and identifiers that a holder shares with an earlier one.
    """

    shipments: int
    processes: int
    bills: int
    operations: int
    lots: int
    unidentified: int
    ties: int

    @classmethod
    def of(cls, con: "duckdb.DuckDBPyConnection") -> "Sizes":
        """Count the records of a store."""
        found = Counter[str]()
        for name, count in con.execute(_SIZES).fetchall():
            found[name] += count
        found["ties"] = found.pop("same") + found.pop("shared")
        return cls(**found)


class World:
    """A schema of the store in which one world is worked out.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        The store.
    name : str
        `REAL` or `CREDULOUS`.
    sizes : Sizes
        What is on record.
    behind : str, optional
        The world that is asked for tables that this one does not have.

    Attributes
    ----------
    has_hops : bool
        Whether its hops are written.
    """

    def __init__(self, con: "duckdb.DuckDBPyConnection", name: str, sizes: Sizes, behind: str = "") -> None:
        self.con, self.name, self.sizes = con, name, sizes
        self._path = ",".join(schema for schema in (name, behind, "main") if schema)
        self.has_hops = False
        self._tied = self._circles = self._same_items = 0
        con.execute(f"CREATE SCHEMA {name}")

    def enter(self) -> None:
        """Make unqualified names mean the tables of this world."""
        self.con.execute(f"SET search_path='{self._path}'")

    def collect(self) -> None:
        """Find out what is received, made, sent and used where: the table `mark` and what it comes from."""
        con = self.con
        self.enter()
        where = " WHERE NOT rebutted" if self.name == REAL else ""
        con.execute(f"CREATE VIEW standing AS SELECT claim, basis, proven FROM main.claim_status{where}")
        script.run(con, "sets/empty", "sets/trip", "sets/work", "sets/house")
        self._tied, self._circles, self._same_items = ties.run(con, any_links=self.sizes.ties > 0)
        if self.sizes.operations:
            script.run(con, "sets/returned", "sets/returned_to_house", "sets/mark", "sets/counted_at_plants")
        else:
            script.run(con, "sets/returned", "sets/mark")
        if self.sizes.bills:
            self._follow_bills()
        if self.sizes.operations:
            script.run(con, "sets/of_operators")
        if self.sizes.operations or self._tied:
            script.run(con, "sets/of_houses")
        if self._tied:
            script.run(con, "sets/of_same_holders")
        if self._same_items:
            script.run(con, "sets/of_same_items")

    def _follow_bills(self) -> None:
        """Follow bills of materials to the components of components (rule 5), until nothing is added."""
        script.run(self.con, "sets/bill_way")
        while self.con.execute(script.text("sets/bill_round")).fetchall()[0][0]:
            pass
        script.run(self.con, "sets/bill_hop")

    def hold(self, *, numbered: bool) -> None:
        """Gather the sets of the contract by stock; number the stocks, unless the table `stock` did."""
        self.enter()
        script.run(self.con, "sets/held", numbered=script.text("graph/look_up" if numbered else "graph/number"))
        script.run(self.con, "sets/names")

    def aim(self, *, ends: bool, cuts: bool) -> None:
        """Find the stocks that inferred hops may lead into, and what proof takes from them."""
        script.run(self.con, "sets/target", *(["sets/ended"] if ends else []), *(["sets/cut"] if cuts else []))

    def record(self, first_node: int) -> int:
        """Write the recorded hops (rules 1 to 6), with hubs numbered from a node on; return the next node."""
        sizes = self.sizes
        rules = {
            "01_shipment": sizes.shipments,
            "02_entry": True,
            "03_process": sizes.processes,
            "04_operation": sizes.operations,
            "05_component": sizes.bills,
            "06_identity": self._tied or self._same_items,
        }
        script.run(self.con, *(name for name, needed in rules.items() if needed))
        if not self._circles:
            return first_node
        script.run(self.con, "06_identity_hubs", first_node=first_node)
        hubs = script.number(self.con, "SELECT count(*) FROM circle_hub")
        self.con.execute("DROP TABLE circle_hub; DROP TABLE circle_item")
        return first_node + hubs

    def infer(self, first_node: int) -> int:
        """Write the inferred hops (rules 7 to 11), with hubs numbered from a node on; return the next node."""
        rules = {
            "07_lot_unrecorded": self.sizes.lots,
            "08_lot_swap": self.sizes.lots,
            "09_inputs_unrecorded": True,
            "10_inputs_unproven": True,
            "11_unidentified": self.sizes.unidentified,
        }
        script.run(self.con, *(name for name, needed in rules.items() if needed))
        if self.name == CREDULOUS:
            script.run(self.con, "graph/ghost_way")
        script.run(self.con, "graph/way_group", first_node=first_node)
        hubs = script.number(self.con, "SELECT count(*) FROM hub")
        if hubs:
            script.run(self.con, "graph/hub", first_node=first_node)
        script.run(self.con, "graph/straight")
        self.has_hops = True
        return first_node + hubs
