"""A push of a saved result: verdicts, findings, paths, frontier and gaps, under a run of their own."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clew import __version__
from clew.errors import ClewError
from clew.formats.neo4j.access import session
from clew.model.database import LABELS, RUN
from clew.model.results_database import HOLDS, LINKS, VERDICT, result_constraints
from clew.push import runs, statements
from clew.push.graph import make, prepare
from clew.push.told import Told, tell

if TYPE_CHECKING:
    import neo4j

_BATCH = 4000
_END = (
    f"MATCH (r:{RUN} {{id: $id}}) SET r.state = 'complete', r.graph_sha256 = $sha256, "
    "r.packs = $packs, r.as_of = $as_of"
)


@dataclass(frozen=True)
class PushedResult:
    """What a push of a result did.

    Attributes
    ----------
    written : bool
        False if the same result was there already.
    unfound : int
        Records that the result names and the database lacks.
    """

    name: str
    run: str
    counts: dict[str, int]
    written: bool
    unfound: int

    def document(self) -> dict[str, object]:
        """Return it as plain data."""
        return {
            "clew": __version__,
            "name": self.name,
            "run": self.run,
            "counts": self.counts,
            "written": self.written,
            "unfound": self.unfound,
        }


def read_result(path: str) -> dict[str, Any] | None:
    """Return the result in a file; None if the file is a GRAPH.

    Raises
    ------
    clew.errors.ClewError
        If it is a result that cannot be pushed.
    """
    file = Path(path)
    if file.suffix.lower() != ".json" or not file.is_file():
        return None
    try:
        document = json.loads(file.read_bytes())
    except ValueError:
        return None
    if not isinstance(document, dict) or "clew" not in document:
        return None
    from pydantic import ValidationError

    from clew.model.results import Result

    try:
        Result.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        message = f"{path}: this is no whole result of clew trace: {where}: {first['msg']}"
        raise ClewError(message, hint="write it by clew trace GRAPH --json -o result.json", code="E-FORMAT") from None
    return document


def push_result(result: dict[str, Any], address: str) -> PushedResult:
    """Write a result into a database; the same result twice changes nothing.

    Raises
    ------
    clew.errors.ClewError
        If the database cannot be reached or refuses.
    """
    text = json.dumps(result, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    run = sha256(text.encode()).hexdigest()
    told = tell(result, run)
    name = str(result["graph"]["name"])
    with session(address) as opened:
        there = {each["id"]: each["state"] for each in runs.all_runs(opened)}
        if there.get(run) == "complete":
            return PushedResult(name, run, told.counts, written=False, unfound=0)
        prepare(opened)
        make(opened, result_constraints())
        if run in there:
            runs.empty(opened, run)
        opened.run(statements.BEGIN, id=run, kind="result", name=name, clew=__version__).consume()
        unfound = _write(opened, told, run)
        packs = [f"{pack['pack']} {pack['edition']}" for pack in result["packs"]]
        end = {"id": run, "sha256": result["graph"]["sha256"], "packs": packs, "as_of": result["as_of"]}
        opened.run(_END, end).consume()
    return PushedResult(name, run, told.counts, written=True, unfound=unfound)


def _write(opened: "neo4j.Session", told: Told, run: str) -> int:
    """Write nodes and relationships; return how many records were not there to be tied to."""
    for label, nodes in told.nodes.items():
        for rows in _parts(nodes.values()):
            opened.run(statements.create(label), rows=rows).consume()
    verdicts = [[run, own, {}] for own in told.nodes.get(VERDICT, {})]
    told.ties[HOLDS, RUN, VERDICT] = verdicts
    unfound = 0
    for (kind, start, end), ties in sorted(told.ties.items()):
        for rows in _parts(ties):
            made = opened.run(statements.tie(kind, start, end), rows=rows).consume()
            if kind in LINKS and end in LABELS.values():
                unfound += len(rows) - made.counters.relationships_created
    return max(0, unfound - told.doubled)


def _parts(rows: Iterable[Any]) -> Iterable[list[Any]]:
    listed = list(rows)
    return (listed[start : start + _BATCH] for start in range(0, len(listed), _BATCH))
