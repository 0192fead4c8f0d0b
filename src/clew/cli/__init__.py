"""The command ``clew``: one module a command, imported only when that command is called."""

import gc
import importlib
import sys
from collections.abc import Sequence

import click

from clew import __version__

COMMANDS = {
    "bom": "Give every top product of the bills of materials a verdict, and every component line beneath it.",
    "check": "Check a supply graph: a summary of the records, and every problem with a hint.",
    "convert": "Convert a supply graph from one format to another.",
    "diff": "Say what changed between two results, graphs or editions: verdicts, findings, chains, each with its "
    "cause.",
    "explain": "Say why an entry has its verdict, or why not: a certificate that `clew verify` checks.",
    "explore": "Explore a traced graph in a browser: paths, evidence, gaps, neighborhoods, search.",
    "gaps": "List what is missing behind entries: hop × requirement, and every gap with what to ask of whom.",
    "new": "Write an empty workbook or folder of tables, every column explained, to fill in.",
    "paths": "List the paths of an entry, the best first, how many there are, and what every one of them shares.",
    "plan": "Plan what to ask for: the fewest requests that would break every path, and how few it can be.",
    "push": "Write a supply graph, or a saved result, into a Neo4j database.",
    "report": "Write the path report: summary, a page a path with its steps and papers, requests, documents, lists.",
    "rules": "List, show and check the packs of rules and lists.",
    "schema": "Write graph_schema/: JSON Schemas, every column explained, Neo4j constraints.",
    "trace": "Trace every entry line: verdict, findings, best path, chain and gaps.",
    "view": "Draw the best paths of entries, sources on the left, entries on the right, gaps dashed and named.",
    "verify": "Check a certificate against the records alone, without the engine that made it.",
}
"""Name of each command → the first sentence of its help (a test compares them)."""


class Commands(click.Group):
    """A group whose commands are modules of this package: ``--help`` imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, None if there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"clew.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called; a misspelt one is answered with the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from clew.trace.select import did_you_mean

            ctx.fail(f"there is no command {args[0]!r}. {did_you_mean(args[0], COMMANDS)}".strip())
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="clew")
@click.option("--debug", is_flag=True, help="Show a traceback of an unexpected error (anywhere on the line).")
def group(debug: bool) -> None:
    """Trace supply graphs: every path from forced labor or a listed good to an entry line, and its gaps.

    GRAPH is a folder of tables (CSV, Parquet, JSONL), one JSON document, one .xlsx workbook, a saved case (.clew)
    or the address of a Neo4j database (neo4j://HOST:PORT). Data goes to standard output, words and progress to
    standard error.
    """


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    gc.disable()  # modules, records and answers are many objects, next to none of them in circles
    arguments = list(sys.argv[1:] if args is None else args)
    debug = "--debug" in arguments
    code = run([argument for argument in arguments if argument != "--debug"], debug=debug)
    gc.freeze()  # nor is anything to be found in what ends with the process
    sys.exit(code)


def run(arguments: Sequence[str], *, debug: bool = False) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    arguments : sequence of str
        What follows ``clew`` on the line.
    debug : bool
        Whether an unexpected error is raised, with its traceback, instead of told in a line.

    Returns
    -------
    int
        0 it ran; 1 it ran and found what ``--fail-on`` names; 2 it could not run; 3 an unexpected error;
        130 it was interrupted.
    """
    try:
        code = group.main(list(arguments), prog_name="clew", standalone_mode=False)
    except Exception as error:
        if debug and not isinstance(error, click.ClickException):
            raise
        from clew.cli.common import tell

        return tell(error)
    except KeyboardInterrupt:
        click.echo("interrupted", err=True)
        return 130
    return code if isinstance(code, int) else 0
