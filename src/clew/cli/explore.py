"""``clew explore``: the explorer, in a browser on this machine."""

from __future__ import annotations

import gc
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import click

from clew.cli.common import Progress, number
from clew.cli.options import graph_options
from clew.errors import ClewError

if TYPE_CHECKING:
    from clew.explorer.desk import Desk
    from clew.trace.run import Request


@click.command("explore", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("graphs", metavar="GRAPH…", nargs=-1, required=True)
@click.option("--case", metavar="FILE", help="Save notes and decisions in this new case (NAME.clew), made of GRAPH.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Of loopback.  [default: any that is free]")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@graph_options
def command(case: str | None, port: int, policy: str | None, *, no_browser: bool, **asked: Any) -> int:  # noqa: ANN401
    """Explore a traced graph in a browser: paths, evidence, gaps, neighborhoods, search.

    The server answers on loopback only, to one browser that is let in by the address that is printed. Of a saved
    case (.clew) notes and decisions are saved in it; --case makes one. Ctrl-C ends it.
    """
    from clew.trace.policy import read_policy
    from clew.trace.run import STEPS, Request

    _require()
    gc.enable()  # unlike other commands, this one runs for hours
    # The database leaves a processor free while it reads; the server is imported meanwhile.
    Thread(target=import_module, args=("clew.explorer.serve",)).start()
    from clew.explorer.desk import Desk

    request = Request(policy=read_policy(policy), **asked)
    request, where = _case(request, case)
    progress = Progress(STEPS)
    try:
        desk = Desk(request, where, progress, later=True)
    finally:
        progress.close()
    from clew.explorer.serve import Server

    server = Server(desk, port)
    _say(desk, server, where)
    if not no_browser:
        import webbrowser

        webbrowser.open(server.address)

    def work() -> None:
        try:
            desk.trace(progress)
        finally:
            progress.close()
        desk.warm()
        _keep(desk)

    server.run_beside(work)
    click.echo("explorer stopped", err=True)
    return 0


def _require() -> None:
    for name in ("starlette", "uvicorn"):
        if find_spec(name) is None:
            hint = "pip install 'clew[explore]'"
            raise ClewError(f"the explorer needs {name}, which is not installed.", hint=hint, code="E-EXTRA")


def _case(request: Request, case: str | None) -> tuple[Request, Path | None]:
    """Return what to trace and where to save: a case that is named, or the only GRAPH if it is one."""
    from dataclasses import replace

    if case is None:
        only = Path(request.graphs[0]) if len(request.graphs) == 1 else None
        saved = only is not None and only.suffix.lower() == ".clew" and only.is_file()
        return request, only if saved else None
    path = Path(case)
    if path.suffix.lower() != ".clew":
        raise ClewError(f"--case {case!r} is no name of a case.", hint="Name it NAME.clew.", code="E-OUTPUT")
    if path.exists():
        raise ClewError(f"{case} is there already.", hint=f"clew explore {case} goes on with it.", code="E-OUTPUT")
    from clew.formats import journal, load
    from clew.formats.write import write

    loaded = load(request.graphs, mapping=request.mapping, encoding=request.encoding, keep_going=request.keep_going)
    write(loaded, path)
    loaded.con.close()
    journal.carry(request.graphs, case)
    return replace(request, graphs=(case,), mapping=None, encoding="utf-8", keep_going=False), path


def _keep(desk: Desk) -> None:
    why = desk.keep()
    if why and desk.keeper:
        click.echo(f"note: the result is not kept in {desk.keeper.path}: {why}", err=True)


def _say(desk: Desk, server: Any, where: Path | None) -> None:  # noqa: ANN401
    saving = f"notes and decisions are saved in {where}" if where else "nothing is saved: --case NAME.clew makes a case"
    entries = number(desk.entries, "entry")
    if desk.keeper and desk.is_kept:
        told = f"{entries}, from {desk.keeper.path}: nothing that the result depends on has changed since"
    else:
        told = f"tracing {entries}"
    if desk.keeper and desk.keeper.why:
        click.echo(f"note: {desk.keeper.path} is not used: {desk.keeper.why}", err=True)
    click.echo(f"{told}; {saving}", err=True)
    click.echo(server.address)
