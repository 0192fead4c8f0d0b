"""The command ``clew``: one module a command."""

import importlib

import click

COMMANDS = {
    "check": "clew.cli.check",
    "convert": "clew.cli.convert",
    "new": "clew.cli.new",
    "rules": "clew.cli.rules",
    "schema": "clew.cli.schema",
    "trace": "clew.cli.trace",
}
