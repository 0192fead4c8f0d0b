"""All tables of a supply graph: the one place for what a column means, its unit, codes and example.

Light on purpose (no pydantic): readers, checks, documentation and empty workbooks go by it.
`clew.model.records` has the same tables as classes; a test holds the two together.
"""

from clew.model.claim_tables import EVENTS, SUPPLIES
from clew.model.columns import Column, Kind, Table
from clew.model.node_tables import NODES
from clew.model.tie_tables import TIES

__all__ = ["CLAIM_TABLES", "NODE_TABLES", "SHORT_FORMS", "TABLES", "Column", "Kind", "Table"]

TABLES: dict[str, Table] = {table.name: table for table in (*NODES, *EVENTS, *TIES)}
"""The record types, by name, in the order of the contract."""

SHORT_FORMS: dict[str, Table] = {SUPPLIES.name: SUPPLIES}
"""Tables that are read as rows of another table."""

NODE_TABLES: tuple[str, ...] = tuple(table.name for table in NODES)
CLAIM_TABLES: tuple[str, ...] = tuple(table.name for table in TABLES.values() if table.claim)
