"""The questions of docs/neo4j.md, each with its sample, its Cypher and its answer.

``python -m tests.database.questions`` writes what a server answers now into the page: read the change before it lands.
"""

import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.neo4j.server import PASSWORD, Server

from clew.cli import run

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "neo4j.md"
_QUESTION = re.compile(r"### (.*?)\nOn `(.*?)`:\n\n```cypher\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Question:
    title: str
    sample: str
    cypher: str
    answer: str


def questions() -> list[Question]:
    """All questions of the page, in order."""
    return [Question(*found) for found in _QUESTION.findall(PAGE.read_text(encoding="utf-8"))]


def table(header: list[str], rows: list[list[Any]]) -> str:
    """An answer as text, a line a row."""
    lines = [header, *([_shown(value) for value in row] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(header))]
    return "".join("  ".join(map(str.ljust, line, widths)).rstrip() + "\n" for line in lines)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def runs_of(sample: str, address: str, query: Callable[..., list[Any]]) -> dict[str, str]:
    """Push a sample and two results of it: with one pack, and with all; return the ids of the runs."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "before.json", Path(folder) / "after.json"
        pack = ("--pack", "us-dol-tvpra")
        commands = [
            ["push", sample, address, "-o", str(Path(folder) / "done.txt")],
            ["trace", sample, *pack, "--json", "-o", str(before)],
            ["trace", sample, "--json", "-o", str(after)],
            ["push", str(before), address, "-o", str(Path(folder) / "before.txt")],
            ["push", str(after), address, "-o", str(Path(folder) / "after.txt")],
        ]
        for command in commands:
            assert run(command) == 0, command
    statement = "MATCH (r:ClewRun {kind: 'result'}) RETURN r.id ORDER BY size(r.packs)"
    [[one], [other]] = query(statement)
    return {"before": one, "after": other, "run": other}


def main() -> None:
    """Write every answer into the page."""
    import neo4j

    os.environ |= {"NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": PASSWORD}
    os.chdir(ROOT)
    server = Server(brief=True).start()
    page = PAGE.read_text(encoding="utf-8")
    try:
        with neo4j.GraphDatabase.driver(server.address, auth=("neo4j", PASSWORD)) as driver:

            def query(statement: str, **parameters: Any) -> list[Any]:
                return [record.values() for record in driver.execute_query(statement, parameters).records]

            for sample in sorted({each.sample for each in questions()}):
                query("MATCH (n) DETACH DELETE n")
                runs = runs_of(sample, server.address, query)
                for each in questions():
                    if each.sample == sample:
                        found = driver.execute_query(each.cypher, runs)
                        answer = table(list(found.keys), [record.values() for record in found.records])
                        old = f"{each.cypher}```\n\n```text\n{each.answer}```"
                        page = page.replace(old, f"{each.cypher}```\n\n```text\n{answer}```")
    finally:
        server.stop()
    PAGE.write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
