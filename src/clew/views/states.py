"""Evidence as a visible state: a sign, a word, a color and a stroke each, so that none is told by color alone."""

from __future__ import annotations

from clew.model import look
from clew.model.look import BOX_COLORS, INK, STATE_COLORS, STATE_WIDTHS

SIGNS = {"documented": "●", "asserted": "◐", "missing": "○", "contradicted": "✕", "unexcluded": "·"}
WORDS = {
    "documented": "documented",
    "asserted": "asserted",
    "missing": "missing",
    "contradicted": "contradicted",
    "unexcluded": "not excluded",
}
MEANINGS = {
    "documented": "documented",
    "asserted": "asserted, papers missing",
    "missing": "assumed: a record is missing",
    "contradicted": "contradicted",
    "unexcluded": "not excluded",
}
"""State → what the legend says of it."""

STATES = look.STATES

REQUIREMENTS = {"met": "●", "silent": "·", "missing": "○", "contradicted": "✕"}
"""State of a requirement → its sign."""

KINDS = {
    "shipment": "shipped to",
    "entry": "entered",
    "process": "made into",
    "operation": "site and operator",
    "component": "becomes part of",
    "identity": "the same as",
    "lot_unrecorded": "lot not recorded",
    "lot_swap": "lots may be swapped",
    "inputs_unrecorded": "inputs not recorded",
    "inputs_unproven": "inputs not proven",
    "unidentified": "goods not identified",
}
"""Kind of hop → how it reads between two boxes."""

LIGHT = {"paper": "#ffffff", "ink": INK, "soft": "#566069", **BOX_COLORS, **STATE_COLORS}
DARK = {
    "paper": "#14171b", "ink": "#e6e9ec", "soft": "#a3adb7", "box": "#1c2026", "edge": "#75808b",
    "source": "#3a1f1e", "source_edge": "#ff8a80", "end": "#1d2d45", "end_edge": "#78aeed",
    "documented": "#a9bcd6", "asserted": "#e0a83a", "missing": "#ff8a80", "contradicted": "#c9a2ff",
    "unexcluded": "#98a2ac",
}  # fmt: skip

FONTS = '"Noto Sans","DejaVu Sans","Segoe UI","Helvetica Neue",Arial,"Noto Sans CJK SC","Noto Sans CJK KR",sans-serif'

_SHAPES = f"""
svg text {{ font-family: {FONTS}; font-size: 12px }}
svg .small {{ font-size: 11px }}
svg .strong {{ font-weight: bold }}
svg .line {{ fill: none; stroke-width: {STATE_WIDTHS["documented"]} }}
svg .asserted .line {{ stroke-dasharray: 2 4; stroke-linecap: round }}
svg .missing .line {{ stroke-dasharray: 9 5 }}
svg .contradicted .line {{ stroke-width: {STATE_WIDTHS["contradicted"]} }}
svg .unexcluded .line {{ stroke-width: {STATE_WIDTHS["unexcluded"]}; stroke-dasharray: 1 4 }}
svg .line.solid {{ stroke-dasharray: none; stroke-width: 1.5 }}
svg .chosen .box {{ stroke-width: 3 }}
svg .open .box {{ stroke-dasharray: 9 5 }}
"""


def _colors(color: dict[str, str]) -> str:
    lines = [
        f"svg .paper {{ fill: {color['paper']} }}",
        f"svg text {{ fill: {color['ink']} }}",
        f"svg .small {{ fill: {color['soft']} }}",
        f"svg .box {{ fill: {color['box']}; stroke: {color['edge']} }}",
        f"svg .open .box {{ stroke: {color['missing']} }}",
        f"svg .source .box {{ fill: {color['source']}; stroke: {color['source_edge']} }}",
        f"svg .end .box {{ fill: {color['end']}; stroke: {color['end_edge']} }}",
        f"svg .line {{ stroke: {color['documented']} }}",
    ]
    for state in SIGNS:
        lines.append(f"svg .{state} .line {{ stroke: {color[state]} }}")
        lines.append(f"svg .{state} .sign {{ fill: {color[state]} }}")
        hollow = state == "missing"
        fill = color["paper"] if hollow else color[state]
        lines.append(f"svg .bar.{state} {{ fill: {fill}{f'; stroke: {color[state]}' if hollow else ''} }}")
    return "\n".join(lines)


def style(scheme: str = "auto") -> str:
    """Return the style of pictures: ``light``, ``dark``, or ``auto``: as the reader has it."""
    if scheme == "dark":
        return f"{_SHAPES}{_colors(DARK)}\n"
    light = f"{_SHAPES}{_colors(LIGHT)}\n"
    return light if scheme == "light" else f"{light}@media (prefers-color-scheme: dark) {{\n{_colors(DARK)}\n}}\n"


STYLE = style()
