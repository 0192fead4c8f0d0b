"""Options that several commands share."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

_READING = (
    click.option("--map", "mapping", metavar="FILE", help="How other people's tables and columns are called (YAML)."),
    click.option("--encoding", default="utf-8", show_default=True, help="Encoding of CSV files."),
    click.option("--keep-going", is_flag=True, help="Go on with the rows that are sound; write the others to a file."),
)
_LAW = (
    click.option(
        "--pack", "packs", metavar="NAME|FILE", multiple=True, help="Only this pack; `default` = all built-in ones."
    ),
    click.option("--as-of", metavar="DATE", help="Rules in force on this day, instead of on the entry's own."),
    click.option("--policy", metavar="FILE", help="The numbers to go by (YAML): proof, matching, handling tasks."),
)


def _asked(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """Return a callback that keeps what was asked beside an address until a database is opened."""

    def keep(_: click.Context, __: click.Parameter, value: Any) -> None:  # noqa: ANN401
        from clew.formats.neo4j.access import ask

        ask(**{name: value})

    return keep


_ADDRESS = (
    click.option(
        "--database",
        metavar="NAME",
        expose_value=False,
        callback=_asked("database"),
        help="Database on the server, where a GRAPH is a neo4j:// address.",
    ),
    click.option(
        "--incomplete",
        is_flag=True,
        expose_value=False,
        callback=_asked("incomplete"),
        help="Read a neo4j:// address even though a push into it did not end.",
    ),
)


def address_options(command: Command) -> Command:
    """Add what a command can be told about the address of a graph database."""
    for option in reversed(_ADDRESS):
        command = option(command)
    return command


def output_options(each: str, whole: str = "One JSON document.") -> Callable[[Command], Command]:
    """Add how and where a command writes: ``form`` and ``path``; `each` says what stands in one line of JSON."""
    options = (
        click.option("--json", "form", flag_value="json", help=whole),
        click.option("--ndjson", "form", flag_value="ndjson", help=each),
        click.option("-o", "--output", "path", metavar="FILE", help="Write here; `-` is standard output."),
    )

    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


_REACH = (
    click.option("--from", "source", metavar="HOLDER", help="What the goods or labor of a holder can reach."),
    click.option("--to", "target", metavar="HOLDER/ITEM", help="Everything upstream of a stock."),
)
_CHAIN = click.option(
    "--chain", type=click.Choice(["full", "witness"]), help="Whole lists of what is open, or one of each."
)


def reach_options(command: Command) -> Command:
    """Add what is asked without entries, and how long lists are: ``source``, ``target``, ``chain``."""
    for option in reversed((*_REACH, _CHAIN)):
        command = option(command)
    return command


def graph_options(command: Command) -> Command:
    """Add what a command that traces a graph can be told about it: ``packs`` … ``keep_going``."""
    for option in reversed((*_LAW, *_READING, *_ADDRESS)):
        command = option(command)
    return command
