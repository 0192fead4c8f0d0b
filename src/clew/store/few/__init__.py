"""The typed tables of few records, worked out in memory: the same as ``sql/*.sql``, which many records take.

One statement of SQL costs more than all the rows of a small table. A test holds the two together.
"""

from clew.store.few import claims, nodes, ties
from clew.store.few.numbers import Few
from clew.store.held import Held


def build(held: Held) -> None:
    """Fill the typed tables, which are empty."""
    few = Few(held, held.norms())
    nodes.build(few)
    claims.build(few)
    ties.build(few)
