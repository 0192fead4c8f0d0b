"""The findings of a saved result in the graph database: labels, and relationship types by how sure a hop is."""

from collections.abc import Mapping

from clew.model.look import STATES

VERDICT, FINDING, STOCK, GAP = "Verdict", "Finding", "Stock", "Gap"
RESULT_LABELS: tuple[str, ...] = (VERDICT, FINDING, STOCK, GAP)
"""Every node of a result bears one of these, a property ``run``, and an ``id`` that begins with that of the run."""

HOPS: Mapping[str, str] = {
    "documented": "HOP_DOCUMENTED",
    "asserted": "HOP_ASSERTED",
    "assumed": "HOP_ASSUMED",
    "unexcluded": "HOP_UNEXCLUDED",
    "contradicted": "HOP_CONTRADICTED",
}
"""State of a hop → its relationship type, so that Bloom and Browser draw each in a color of its own."""

OPEN: Mapping[str, str] = {"frontier": "FRONTIER", "unscreened": "UNSCREENED", "labor_unrecorded": "LABOR_UNRECORDED"}
"""List of a chain → relationship type from the verdict to the stock or holder."""

OF_ENTRY, AT_HOLDER, OF_ITEM, ABOUT = "OF_ENTRY", "AT_HOLDER", "OF_ITEM", "ABOUT"
LINKS: tuple[str, ...] = (OF_ENTRY, AT_HOLDER, OF_ITEM, ABOUT, *OPEN.values())
"""Relationship types that may lead from a result to a record."""

HOLDS, HAS, MISSES, STARTS_AT = "HOLDS", "HAS", "MISSES", "STARTS_AT"
RESULT_TYPES: tuple[str, ...] = tuple(sorted({*HOPS.values(), *LINKS, HOLDS, HAS, MISSES, STARTS_AT}))
"""Every relationship type of a result."""

STATE_OF: Mapping[str, str] = {kind: STATES.get(basis, basis) for basis, kind in HOPS.items()}
"""Relationship type of a hop → its state in `clew.model.look`."""


def result_constraints() -> list[str]:
    """Return the constraints and indexes of results as Cypher."""
    lines = []
    for label in RESULT_LABELS:
        lines.append(f"CREATE CONSTRAINT clew_{label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE")
        lines.append(f"CREATE INDEX clew_{label.lower()}_run IF NOT EXISTS FOR (n:{label}) ON (n.run)")
    return lines
