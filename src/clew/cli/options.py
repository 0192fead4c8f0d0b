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


def graph_options(command: Command) -> Command:
    """Add what a command that traces a graph can be told about it: ``packs`` … ``keep_going``."""
    for option in reversed((*_LAW, *_READING)):
        command = option(command)
    return command
