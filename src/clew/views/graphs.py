"""Scenes in the languages of other programs: DOT, Mermaid, GraphML, GEXF; every text in them is inert."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clew.views.states import LIGHT, SIGNS, WORDS
from clew.views.text import visible

if TYPE_CHECKING:
    from clew.views.scene import Line, Scene

DASHES = {
    "documented": "solid",
    "asserted": "dotted",
    "missing": "dashed",
    "contradicted": "bold",
    "unexcluded": "dotted",
}
FILLS = {"source": ("source", "source_edge"), "end": ("end", "end_edge")}
ARROWS = {"documented": "-->", "asserted": "-.->", "missing": "-.->", "contradicted": "==>", "unexcluded": "-.->"}


def numbers(scene: Scene) -> dict[str, str]:
    """Return a plain name for each box, in order of its column and sort."""
    ordered = sorted(scene.boxes, key=lambda box: (box.column, box.sort, box.key))
    return {box.key: f"n{k}" for k, box in enumerate(ordered)}


def dot(scene: Scene) -> str:
    """Return a scene for Graphviz; labels are plain strings, never of its HTML kind."""
    name = numbers(scene)
    out = [
        f"// {visible(scene.title)}",
        "digraph clew {",
        "  rankdir=LR;",
        '  node [shape=box, style="rounded,filled"];',
    ]
    for box in sorted(scene.boxes, key=lambda each: int(name[each.key][1:])):
        fill, edge = FILLS.get(box.data.get("class", ""), ("box", "edge"))
        label = "\\n".join(_dotted(line) for line in box.lines)
        out.append(
            f'  {name[box.key]} [label="{label}", tooltip="{_dotted(box.title)}", fillcolor="{LIGHT[fill]}", '
            f'color="{LIGHT[edge]}"];'
        )
    for line in scene.lines:
        label = _dotted(f"{SIGNS[line.state]} {WORDS[line.state]}: {line.words}")
        out.append(
            f'  {name[line.tail]} -> {name[line.head]} [label="{label}", style={DASHES[line.state]}, '
            f'color="{LIGHT[line.state]}"];'
        )
    out += [f"  // {visible(note)}" for note in scene.notes]
    return "\n".join([*out, "}\n"])


def _dotted(text: str) -> str:
    return visible(text).replace("\\", "\\\\").replace('"', '\\"')


def mermaid(scene: Scene) -> str:
    """Return a scene for Mermaid: letters that it or HTML could read as more than text become entity codes."""
    name = numbers(scene)
    out = ["flowchart LR", f"  accTitle: {_mermaid(scene.title)}"]
    for box in sorted(scene.boxes, key=lambda each: int(name[each.key][1:])):
        out.append(f'  {name[box.key]}["{"<br/>".join(_mermaid(line) for line in box.lines)}"]')
    for line in scene.lines:
        label = _mermaid(f"{SIGNS[line.state]} {WORDS[line.state]}: {line.words}")
        out.append(f'  {name[line.tail]} {ARROWS[line.state]}|"{label}"| {name[line.head]}')
    for kind, (fill, edge) in FILLS.items():
        members = [name[box.key] for box in scene.boxes if box.data.get("class") == kind]
        if members:
            out.append(f"  classDef {kind} fill:{LIGHT[fill]},stroke:{LIGHT[edge]},color:{LIGHT['ink']}")
            out.append(f"  class {','.join(sorted(members, key=lambda each: int(each[1:])))} {kind}")
    out += [f"  %% {_mermaid(note)}" for note in scene.notes]
    return "\n".join(out) + "\n"


def _mermaid(text: str) -> str:
    return "".join(
        sign if sign.isalnum() or sign in " .,:·…●◐○✕→‹›()+/-" else f"#{ord(sign)};" for sign in visible(text)
    )


def exchanged(scene: Scene, suffix: str) -> str:
    """Return a scene as ``graphml`` or ``gexf``, through networkx."""
    import io

    graph = _network(scene)
    stream = io.BytesIO()
    if suffix == "graphml":
        from networkx import write_graphml_xml

        write_graphml_xml(graph, stream)
        return stream.getvalue().decode() + "\n"
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    # It writes today's date into a file that is to have the same bytes every day.
    for meta in writer.xml.findall("meta"):
        writer.xml.remove(meta)
    writer.write(stream)
    return stream.getvalue().decode() + "\n"


def _network(scene: Scene) -> Any:  # noqa: ANN401
    import networkx

    name = numbers(scene)
    graph = networkx.MultiDiGraph()
    for box in sorted(scene.boxes, key=lambda each: int(name[each.key][1:])):
        kind = box.data.get("class") or "stock"
        graph.add_node(
            name[box.key], label=visible(" · ".join(box.lines)), kind=kind, column=box.column, title=visible(box.title)
        )
    for number, line in enumerate(scene.lines):
        graph.add_edge(name[line.tail], name[line.head], key=str(number), **_told(line))
    return graph


def _told(line: Line) -> dict[str, str]:
    return {
        "state": WORDS[line.state],
        "relation": visible(line.words),
        "label": f"{SIGNS[line.state]} {visible(line.words)}",
    }
