"""``clew new``: an empty graph to fill in."""

import click


@click.command("new", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("target", metavar="FOLDER|NAME.xlsx")
def command(target: str) -> int:
    """Write an empty workbook or folder of tables, every column explained, to fill in."""
    from clew.formats import blank

    files = blank.write(target)
    click.echo(f"wrote {target}" + (f" ({len(files)} files)" if len(files) > 1 else ""), err=True)
    click.echo(f"fill it in, then: clew check {target}", err=True)
    return 0
