"""A scene as one HTML file that can be dragged and zoomed, by pyvis, with everything of its that asks or runs removed.

pyvis calls content networks, sets no encoding, and takes titles for markup. So its page is made with the library
inline, all that it would load is stripped, titles and ids are plain numbers and text, and a policy forbids requests.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from clew.errors import ClewError
from clew.views.graphs import numbers
from clew.views.layout import HEIGHT, WIDTH, place
from clew.views.states import FONTS, LIGHT, MEANINGS, SIGNS, WORDS
from clew.views.text import cut, inert, visible

if TYPE_CHECKING:
    from clew.views.scene import Scene

POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_LOADED = re.compile(r"<script[^>]*\bsrc=[^>]*>.*?</script>|<link\b[^>]*>", re.DOTALL)
_DATA = re.compile(r"^ *(?:nodes|edges) = new vis\.DataSet\(.*$", re.MULTILINE)
_DASHES: dict[str, Any] = {
    "documented": False,
    "asserted": [2, 4],
    "missing": [9, 5],
    "contradicted": False,
    "unexcluded": [1, 4],
}

_OPENING = """<script>
(function () {
  const all = () => network.fit(), near = () => network.moveTo({ scale: 0.8, position: (function () {
    const at = network.getPositions(["FIRST"])["FIRST"];
    return { x: at.x + network.body.container.clientWidth / 1.6 - WIDTH, y: at.y };
  })() });
  document.getElementById("all").onclick = all;
  document.getElementById("near").onclick = near;
  if (network.getScale() < 0.5) near();
})();
</script>"""
"""A picture that would have to be shrunk until nobody can read it opens at its first source instead."""


def page(scene: Scene) -> str:
    """Return the page.

    Raises
    ------
    ClewError
        If the extra is not installed.
    """
    try:
        from pyvis.network import Network
    except ImportError as error:
        raise ClewError(
            "a page to drag and zoom needs pyvis.", hint="pip install 'clew[view]'", code="E-EXTRA"
        ) from error
    net = Network(height="80vh", width="100%", directed=True, cdn_resources="in_line")
    places, name = place(scene.boxes, scene.lines), numbers(scene)
    for box in sorted(scene.boxes, key=lambda each: int(name[each.key][1:])):
        kind = {"source": "source", "end": "end"}.get(box.data.get("class", ""), "")
        x, y = places.at[box.key]
        fill, edge = (LIGHT[kind], LIGHT[f"{kind}_edge"]) if kind else (LIGHT["box"], LIGHT["edge"])
        label = "\n".join(cut(line, 240) for line in box.lines)
        net.add_node(
            name[box.key], label=label, title=_plain(box.title), shape="box",
            x=x * 1.15 + WIDTH / 2, y=y * 1.25 + HEIGHT / 2,
            physics=False, color={"background": fill, "border": edge},
            font={"face": FONTS, "align": "left", "size": 13, "color": LIGHT["ink"]},
            shapeProperties={"borderDashes": [9, 5] if box.data.get("class") == "open" else False},
            widthConstraint={"minimum": WIDTH},
        )  # fmt: skip
    for line in scene.lines:
        net.add_edge(
            name[line.tail], name[line.head], label=f"{SIGNS[line.state]} {WORDS[line.state]}\n{visible(line.words)}",
            title=_plain(f"{WORDS[line.state]}: {line.words}"), color=LIGHT[line.state], dashes=_DASHES[line.state],
            width=1 if line.state == "unexcluded" else 2,
            font={"size": 11, "face": FONTS}, smooth={"type": "cubicBezier"},
        )  # fmt: skip
    net.set_options(json.dumps({"physics": {"enabled": False}, "interaction": {"keyboard": True, "hover": True}}))
    return _hardened(net.generate_html(notebook=False), scene)


def _plain(text: str) -> str:
    """Return a title that pyvis takes for no markup: it makes elements of all titles once one holds a certain word."""
    return re.sub("href", "h·ref", visible(text), flags=re.IGNORECASE)


def _hardened(html: str, scene: Scene) -> str:
    html = _LOADED.sub("", html)
    # Data stands in a script, each set in one line: nothing in it may end that script or begin a comment.
    html = _DATA.sub(_scripted, html)
    head = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>clew</title>'
    html = html.replace("<head>", f"<head>{head}", 1)
    states = sorted({line.state for line in scene.lines}, key=list(SIGNS).index)
    legend = "; ".join(f"{SIGNS[state]} {MEANINGS[state]}" for state in states)
    notes = (scene.title, *scene.notes, legend, "Drag to move, scroll to zoom; the keys of arrows, + and - do too.")
    words = "".join(f"<p style='margin:6px 0'>{inert(note)}</p>" for note in notes if note)
    keys, opening = _opening(scene)
    below = f'<div style="font:13px sans-serif;padding:6px 12px">{keys}{words}</div>{opening}'
    return html.replace("</body>", f"{below}</body>", 1) + "\n"


def _opening(scene: Scene) -> tuple[str, str]:
    """Return buttons that show all or begin at the farthest source, and what makes them work; nothing without boxes."""
    if not scene.boxes:
        return "", ""
    first = min(scene.boxes, key=lambda box: (box.data.get("class") != "source", box.column, box.sort, box.key))
    keys = '<button id="all">All of it</button> <button id="near">Legible, from the first source on</button>'
    return keys, _OPENING.replace("FIRST", numbers(scene)[first.key]).replace("WIDTH", str(WIDTH))


def _scripted(match: re.Match[str]) -> str:
    return match[0].replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
