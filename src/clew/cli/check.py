"""``clew check``: a summary of the records and every problem, with a hint."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

import click

from clew.cli.common import colour, output
from clew.cli.options import address_options

if TYPE_CHECKING:
    from clew.formats import Loaded
    from clew.store.problems import Problem

_ERRORS = 2


@click.command("check", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("graphs", metavar="GRAPH…", nargs=-1, required=True)
@click.option("--map", "mapping", metavar="FILE", help="How other people's tables and columns are called (YAML).")
@click.option("--encoding", default="utf-8", show_default=True, help="Encoding of CSV files.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.option("-o", "--output", "path", metavar="FILE", help="Write here; `-` is standard output.")
@address_options
def command(graphs: tuple[str, ...], mapping: str | None, encoding: str, as_json: bool, path: str | None) -> int:
    """Check a supply graph: a summary of the records, and every problem with a hint.

    Exits with 2 if anything keeps the graph from being traced.
    """
    from clew.formats import load

    loaded = load(graphs, mapping=mapping, encoding=encoding, check_only=True)
    as_json = as_json or (path or "").endswith(".json")
    with output(path) as stream:
        if as_json:
            json.dump(document(loaded), stream, ensure_ascii=False, indent=1)
            stream.write("\n")
        else:
            write_text(loaded, stream, colour=colour() and path in (None, "-"))
    return _ERRORS if any(problem.is_error for problem in loaded.problems) else 0


def document(loaded: "Loaded") -> dict[str, object]:
    """Return what a check found as plain data."""
    from clew import __version__

    errors = sum(problem.is_error for problem in loaded.problems)
    return {
        "clew": __version__,
        "graph": {"name": loaded.name, "sha256": loaded.sha256, "records": loaded.records},
        "errors": errors,
        "warnings": len(loaded.problems) - errors,
        "problems": [
            {
                "code": problem.code,
                "level": "error" if problem.is_error else "warning",
                "file": problem.file,
                "table": problem.table,
                "row": problem.row or None,
                "column": problem.column or None,
                "value": problem.value,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in loaded.problems
        ],
    }


def write_text(loaded: "Loaded", stream: TextIO, *, colour: bool) -> None:
    """Write what a check found for people."""
    stream.write(f"{loaded.name}: {sum(loaded.records.values()):,} records\n")
    width = max(map(len, loaded.records), default=0)
    for table, rows in loaded.records.items():
        stream.write(f"  {table:<{width}}  {rows:>9,}\n")
    errors = [problem for problem in loaded.problems if problem.is_error]
    warnings = [problem for problem in loaded.problems if not problem.is_error]
    _write_problems(stream, "error", errors, "red" if colour else None)
    _write_problems(stream, "warning", warnings, "yellow" if colour else None)
    if errors:
        stream.write("\nNothing can be traced until the errors are mended (or --keep-going leaves these rows out).\n")
    elif loaded.records:
        stream.write("\nThe records can be traced: clew trace\n")
    if loaded.problems:
        stream.write("What each code means: docs/errors.md\n")


def _write_problems(stream: TextIO, word: str, problems: Sequence["Problem"], colour: str | None) -> None:
    if not problems:
        return
    stream.write(f"\n{len(problems):,} {word}{'s' * (len(problems) != 1)}\n")
    for problem in problems:
        head = f"  {problem.where}: " if problem.where else "  "
        code = click.style(problem.code, fg=colour, bold=True) if colour else problem.code
        stream.write(f"{head}{problem.message}  [{code}]\n")
        if problem.hint:
            stream.write(f"      {problem.hint}\n")
