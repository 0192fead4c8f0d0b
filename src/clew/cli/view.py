"""``clew view``: pictures of paths, and files of them for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clew.cli.common import output
from clew.cli.options import graph_options, reach_options
from clew.errors import ClewError

if TYPE_CHECKING:
    from clew.cli.seen import Seen
    from clew.views.scene import Scene

REACHED = "FROM"
"""The rule of what ``--from`` asks for."""

SUFFIXES = (".svg", ".html", ".dot", ".mmd", ".graphml", ".gexf")


@click.command("view", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("graphs", metavar="GRAPH… [ENTRY]", nargs=-1, required=True)
@click.option("-o", "--output", "path", metavar="FILE", required=True, help=f"Write here: {' '.join(SUFFIXES)}")
@click.option("--entry", "entries", metavar="ID", multiple=True, help="Only this entry line (may be repeated).")
@click.option("--rule", metavar="CODE", help="Only the best path of this rule.")
@click.option("--board", is_flag=True, help="Instead of paths all stocks, by tier and country (.svg).")
@click.option("--result", "saved", metavar="FILE", help="Draw this saved result of `clew trace`; nothing is traced.")
@click.option(
    "--scheme", type=click.Choice(["auto", "light", "dark"]), default="auto", show_default=True, help="Colors of .svg."
)
@reach_options
@graph_options
def command(
    graphs: tuple[str, ...],
    path: str,
    entries: tuple[str, ...],
    rule: str | None,
    board: bool,
    saved: str | None,
    scheme: str,
    **asked: Any,  # noqa: ANN401
) -> None:
    """Draw the best paths of entries, sources on the left, entries on the right, gaps dashed and named.

    With --from only the paths that begin at what this holder made, sent or worked on; with --to those to a stock.

    By the suffix of FILE: .svg a picture; .html a page to drag and zoom (extra `view`); .dot .mmd .graphml .gexf for
    Graphviz, Mermaid and others. At most 300 boxes are drawn; what is left out is counted.
    """
    from clew.cli.seen import see

    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise ClewError(
            f"{path}: no picture has the suffix {suffix or '(none)'}.",
            hint=f"There are {' '.join(SUFFIXES)}",
            code="E-OUTPUT",
        )
    graphs, entries = apart(graphs, entries)
    if board:
        if suffix != ".svg" or saved or rule or asked["source"] or asked["target"]:
            raise click.UsageError("--board draws a traced graph as .svg, without --result, --rule, --from and --to.")
        drawn = _board(see(graphs, entries, None, **asked), asked["as_of"], scheme)
        with output(path) as stream:
            stream.write(drawn)
        return
    seen = see(graphs, entries, saved, **asked)
    scene = _scene(seen, rule or (REACHED if "from" in seen.case.result else None))
    written = _written(scene, suffix, scheme)
    with output(path) as stream:
        stream.write(written)
    for note in scene.notes:
        click.echo(f"note: {note}", err=True)


def apart(graphs: tuple[str, ...], entries: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return graphs and entries: words after the first that are no file or folder are entries."""
    from clew.cli.gaps import split

    found, named = split(graphs)
    return found, tuple(dict.fromkeys((*entries, *named)))


def _board(seen: Seen, as_of: str | None, scheme: str) -> str:
    from clew.engine.subgraph import Session
    from clew.trace.run import days_of
    from clew.views.board import draw, of

    return draw(of(Session(seen.con, days_of(as_of))), scheme=scheme)


def _scene(seen: Seen, rule: str | None) -> Scene:
    from clew.views.scenes import entries_scene, path_scene

    entries = seen.case.entries
    if rule is None:
        return entries_scene(seen.case, entries)
    codes = sorted({finding["rule"] for entry in entries for finding in entry["findings"]})
    if rule not in codes:
        from clew.trace.select import did_you_mean

        hint = did_you_mean(rule, codes) or f"There are findings of: {', '.join(codes) or 'no rule'}."
        raise ClewError(f"no finding here is of the rule {rule!r}.", hint=hint, code="E-RULE")
    kept = [
        {**entry, "findings": found}
        for entry in entries
        if (found := [finding for finding in entry["findings"] if finding["rule"] == rule])
    ]
    return path_scene(seen.case, kept[0], kept[0]["findings"][0]) if len(kept) == 1 else entries_scene(seen.case, kept)


def _written(scene: Scene, suffix: str, scheme: str) -> str:
    if suffix == ".svg":
        from clew.views.svg import picture

        return picture(scene, scheme=scheme)
    if suffix == ".html":
        from clew.views.page import page

        return page(scene)
    from clew.views import graphs

    if suffix == ".dot":
        return graphs.dot(scene)
    return graphs.mermaid(scene) if suffix == ".mmd" else graphs.exchanged(scene, suffix[1:])
