"""``clew schema``: the files of graph_schema/."""

from pathlib import Path

import click


@click.command("schema", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("folder", metavar="[FOLDER]", default="graph_schema", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file is stale.")
def command(folder: Path, check: bool) -> int:
    """Write graph_schema/: JSON Schemas, every column explained, Neo4j constraints."""
    from clew.formats import schema

    if not check:
        names = schema.write(folder)
        click.echo(f"wrote {', '.join(names)} to {folder}", err=True)
        return 0
    stale = schema.stale(folder)
    for name in stale:
        click.echo(f"{folder / name} is stale: run `clew schema`", err=True)
    return int(bool(stale))
