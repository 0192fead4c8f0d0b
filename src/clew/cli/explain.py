"""``clew explain``: the certificate of a verdict, for machines or in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from clew.cli.common import Progress, colour, output
from clew.cli.jsonout import compact, write_document
from clew.cli.options import graph_options, output_options


@click.command("explain", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("graphs", metavar="GRAPH…", nargs=-1, required=True)
@click.argument("entry", metavar="ENTRY")
@graph_options
@output_options("The certificate, as one line of JSON.", "The certificate, as one JSON document.")
def command(entry: str, form: str | None, path: str | None, policy: str | None, **asked: Any) -> int:  # noqa: ANN401
    """Say why an entry has its verdict, or why not: a certificate that `clew verify` checks.

    For every rule: the paths by which it reaches the entry, each hop with the rule of tracing and the records that
    make it, or the closed set of stocks around the entry in which it has no source; with the proof relied on, and
    what is open.
    """
    from clew.trace.certificate import explain
    from clew.trace.policy import read_policy
    from clew.trace.run import STEPS, Request

    form = form or {".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson"}.get(Path(path or "").suffix.lower())
    progress = Progress(STEPS)
    try:
        certificate, trace = explain(Request(policy=read_policy(policy), **asked), entry, progress)
    finally:
        progress.close()
    with output(path) as stream:
        if form == "json":
            write_document(certificate, stream)
        elif form == "ndjson":
            stream.write(compact(certificate) + "\n")
        else:
            from clew.cli.explained import write_text

            write_text(certificate, trace, stream, colour=colour() and path in {None, "-"})
    return 0
