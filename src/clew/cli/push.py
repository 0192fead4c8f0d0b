"""``clew push``: a graph, or a saved result, into Neo4j."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from clew.cli.common import Progress, number, output
from clew.cli.options import address_options
from clew.errors import ClewError

if TYPE_CHECKING:
    from clew.push import Pushed
    from clew.push.result import PushedResult


@click.command("push", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("what", metavar="GRAPH…|RESULT ADDRESS", nargs=-1, required=True)
@click.option("--replace", is_flag=True, help="Take away what earlier pushes wrote and this graph lacks.")
@click.option("--runs", is_flag=True, help="List the pushes in the database, and write nothing.")
@click.option("--remove", metavar="RUN", help="Remove the findings of this run (of a RESULT), and write nothing.")
@click.option("--map", "mapping", metavar="FILE", help="How other people's tables and columns are called (YAML).")
@click.option("--encoding", default="utf-8", show_default=True, help="Encoding of CSV files.")
@click.option("--keep-going", is_flag=True, help="Push the rows that are sound; write the others to a file.")
@click.option("--json", "as_json", is_flag=True, help="What was done, as one JSON document.")
@click.option("-o", "--output", "path", metavar="FILE", help="Write here; `-` is standard output.")
@address_options
def command(
    what: tuple[str, ...],
    replace: bool,
    runs: bool,
    remove: str | None,
    as_json: bool,
    path: str | None,
    **reading: Any,  # noqa: ANN401
) -> int:
    """Write a supply graph, or a saved result, into a Neo4j database.

    ADDRESS is neo4j://HOST:PORT or bolt://HOST:PORT, with +s for encryption. User and password come from
    NEO4J_USERNAME and NEO4J_PASSWORD, or are asked for. The same push twice changes nothing; one that was broken off
    goes on where it stopped. RESULT is the file that `clew trace --json -o` wrote: its findings, paths, gaps and
    verdicts become a run of their own. `clew push --runs ADDRESS` lists what is there.
    """
    from clew.formats.neo4j.access import is_address

    *graphs, address = what
    if not is_address(address):
        raise ClewError(
            f"{address} is no address of a database",
            hint="say what to push, and where to: clew push GRAPH neo4j://HOST:PORT",
            code="E-ADDRESS",
        )
    if runs or remove:
        if graphs:
            raise click.UsageError("--runs and --remove take an ADDRESS, and nothing to push")
        return _of_runs(address, remove, as_json=as_json, path=path)
    if not graphs:
        raise click.UsageError("say what to push: clew push GRAPH ADDRESS")
    from clew.push.result import read_result

    result = read_result(graphs[0]) if len(graphs) == 1 else None
    if result is not None:
        from clew.push.result import push_result

        if replace:
            raise click.UsageError("--replace is for graphs; --remove RUN removes the findings of a run")
        done = push_result(result, address)
        _write(done.document(), _told_result(done, address), as_json=as_json, path=path)
        return 0
    pushed = _push(graphs, address, replace, reading)
    _write(pushed.document(), _told(pushed, address), as_json=as_json, path=path)
    return 0


def _push(graphs: list[str], address: str, replace: bool, reading: dict[str, Any]) -> Pushed:
    from clew.formats import load
    from clew.push.graph import STEPS, push_graph

    progress = Progress(STEPS)
    try:
        progress(STEPS[0])
        loaded = load(graphs, **reading)
        if loaded.left_out:
            told = f"{number(loaded.left_out, 'row')} left out, see {loaded.left_out_file}"
            click.echo(told, err=True)
        return push_graph(loaded, address, replace=replace, progress=progress)
    finally:
        progress.close()


def _of_runs(address: str, remove: str | None, *, as_json: bool, path: str | None) -> int:
    from clew.push import runs

    if remove:
        gone = runs.remove(address, remove)
        _write({"removed": remove, "nodes": gone}, [f"removed run {remove}: {number(gone, 'node')}"], as_json, path)
        return 0
    found = runs.listed(address)
    lines = [f"{run['id'][:16]}  {run['kind']:<6}  {run['state']:<8}  {run['name']}" for run in found]
    _write({"runs": found}, lines or ["no push in this database"], as_json, path)
    return 0


def _write(document: dict[str, object], lines: list[str], as_json: bool, path: str | None) -> None:
    import json

    with output(path) as stream:
        if as_json or (path or "").endswith(".json"):
            json.dump(document, stream, ensure_ascii=False, indent=1)
            stream.write("\n")
        else:
            stream.write("\n".join(lines) + "\n")


def _told(done: Pushed, address: str) -> list[str]:
    from clew.push.draw import not_drawn

    held = sum(done.database_records.values())
    lines = [
        f"{done.name}: {number(sum(done.records.values()), 'record')} in {address}",
        f"  written {done.added:,} · changed {done.changed:,} · removed {done.removed:,}",
        f"  graph     {done.sha256}",
        f"  database  {done.database_sha256}  ({number(held, 'record')})",
    ]
    if done.redrawn:
        lines.append(f"  {number(done.redrawn, 'record')} lacked relationships beside them, which are drawn again")
    if done.kept:
        typed = f", {done.typed:,} of them typed by hand" if done.typed else ""
        lines.append(f"  the database holds {number(done.kept, 'record')} that the graph lacks{typed}")
    elif done.sha256 == done.database_sha256:
        lines.append("  the database holds this graph and nothing else")
    if done.skipped:
        lines.append(f"  {not_drawn(done.skipped)}")
    return lines


def _told_result(done: PushedResult, address: str) -> list[str]:
    lines = [f"{done.name}: run {done.run} in {address}" + ("" if done.written else " (it was there already)")]
    lines.append("  " + " · ".join(f"{number(count, word)}" for word, count in done.counts.items()))
    if done.unfound:
        lines.append(f"  {number(done.unfound, 'record')} named by the result are not in the database: push the graph")
    return lines
