"""``clew convert``: a graph from one format to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from clew.cli.options import address_options

if TYPE_CHECKING:
    from clew.formats import Loaded


@click.command("convert", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("graphs", metavar="IN… OUT", nargs=-1, required=True)
@click.option(
    "--format",
    "folder_format",
    type=click.Choice(["csv", "jsonl", "parquet"]),
    default="csv",
    show_default=True,
    help="Format of the tables where OUT is a folder.",
)
@click.option(
    "--to",
    "kind",
    type=click.Choice(["neo4j-import"]),
    help="OUT is a folder of tables for Neo4j's bulk importer, with the command that reads them.",
)
@click.option("--map", "mapping", metavar="FILE", help="How other people's tables and columns are called (YAML).")
@click.option("--encoding", default="utf-8", show_default=True, help="Encoding of CSV files.")
@click.option("--keep-going", is_flag=True, help="Convert the rows that are sound; write the others to a file.")
@address_options
def command(
    graphs: tuple[str, ...], folder_format: str, kind: str | None, mapping: str | None, encoding: str, keep_going: bool
) -> int:
    """Convert a supply graph from one format to another.

    OUT is a folder, or a file NAME.json, NAME.xlsx or NAME.clew (a saved case). Several IN are written as one. With
    --to neo4j-import it is a folder that neo4j-admin reads, for graphs too large for `clew push`.
    """
    if len(graphs) < 2:
        raise click.UsageError("say what to convert, and into what: clew convert IN OUT")
    from clew.cli.common import number
    from clew.formats import journal, load
    from clew.formats.write import write

    *paths, target = graphs
    loaded = load(paths, mapping=mapping, encoding=encoding, keep_going=keep_going)
    if kind is not None:
        _import(loaded, target)
        return 0
    write(loaded, target, folder_format=folder_format)
    rows = sum(loaded.records.values())
    click.echo(f"wrote {target}: {rows:,} records of {len(loaded.records)} tables", err=True)
    kept, lost = journal.carry(paths, target)
    if kept or lost:
        click.echo(f"{number(kept, 'line')} of the journal came along, {lost:,} did not (docs/explorer.md)", err=True)
    _tell_left_out(loaded)
    return 0


def _tell_left_out(loaded: Loaded) -> None:
    if loaded.left_out:
        click.echo(f"{loaded.left_out:,} rows were left out, see {loaded.left_out_file}", err=True)


def _import(loaded: Loaded, target: str) -> None:
    from pathlib import Path

    from clew.cli.common import number
    from clew.push.bulk import README, write_import
    from clew.push.draw import not_drawn

    done = write_import(loaded, Path(target))
    files = number(len(done.nodes) + len(done.ties), "table")
    records = sum(loaded.records.values())
    click.echo(f"wrote {target}: {records:,} records as {done.rows:,} nodes and relationships in {files}", err=True)
    click.echo(f"the command that imports them is in {Path(target) / README}", err=True)
    if done.skipped:
        click.echo(not_drawn(done.skipped), err=True)
    _tell_left_out(loaded)
