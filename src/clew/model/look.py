"""How evidence and boxes look wherever clew draws them: in pictures, reports, the explorer, and in Neo4j Browser."""

from collections.abc import Mapping

STATES: Mapping[str, str] = {
    "documented": "documented",
    "asserted": "asserted",
    "assumed": "missing",
    "unexcluded": "unexcluded",
}
"""Basis → state."""

STATE_COLORS: Mapping[str, str] = {
    "documented": "#3d4f66",
    "asserted": "#8a5c00",
    "missing": "#b3261e",
    "contradicted": "#6f3ab5",
    "unexcluded": "#6b737c",
}
"""State of a hop → color of its line on a light ground."""

STATE_WIDTHS: Mapping[str, int] = {
    "documented": 2,
    "asserted": 2,
    "missing": 2,
    "contradicted": 3,
    "unexcluded": 1,
}
"""State of a hop → width of its line."""

BOX_COLORS: Mapping[str, str] = {
    "box": "#fbfcfd",
    "edge": "#87919b",
    "source": "#fdecea",
    "source_edge": "#b3261e",
    "end": "#e6effb",
    "end_edge": "#1a5fb4",
}
"""Part of a box → its color on a light ground: sources red, entries blue, the rest near white."""
INK = "#1d232b"
