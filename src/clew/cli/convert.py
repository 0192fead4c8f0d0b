"""``clew convert``: a graph from one format to another."""

import click

from clew.cli.options import address_options


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
@click.option("--map", "mapping", metavar="FILE", help="How other people's tables and columns are called (YAML).")
@click.option("--encoding", default="utf-8", show_default=True, help="Encoding of CSV files.")
@click.option("--keep-going", is_flag=True, help="Convert the rows that are sound; write the others to a file.")
@address_options
def command(graphs: tuple[str, ...], folder_format: str, mapping: str | None, encoding: str, keep_going: bool) -> int:
    """Convert a supply graph from one format to another.

    OUT is a folder, or a file NAME.json, NAME.xlsx or NAME.clew (a saved case). Several IN are written as one.
    """
    if len(graphs) < 2:
        raise click.UsageError("say what to convert, and into what: clew convert IN OUT")
    from clew.cli.common import number
    from clew.formats import journal, load
    from clew.formats.write import write

    *paths, target = graphs
    loaded = load(paths, mapping=mapping, encoding=encoding, keep_going=keep_going)
    write(loaded, target, folder_format=folder_format)
    rows = sum(loaded.records.values())
    click.echo(f"wrote {target}: {rows:,} records of {len(loaded.records)} tables", err=True)
    kept, lost = journal.carry(paths, target)
    if kept or lost:
        click.echo(f"{number(kept, 'line')} of the journal came along, {lost:,} did not (docs/explorer.md)", err=True)
    if loaded.left_out:
        click.echo(f"{loaded.left_out:,} rows were left out, see {loaded.left_out_file}", err=True)
    return 0
