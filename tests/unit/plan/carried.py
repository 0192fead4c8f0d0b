"""Plans carried out: their answers turned into records, and traced anew by the naive reference."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from clew.engine import reference
from clew.formats import case as saved
from clew.formats import load, load_graph, to_graph
from clew.model.answers import Answer
from clew.model.basis import Basis
from clew.model.graph import Graph
from clew.trace.plan.plan import Plan, find_plan
from clew.trace.plan.trial import change, edits_of
from clew.trace.run import Request
from tests.graphs import TEST_PACKS


@contextmanager
def saved_case(graph: Graph) -> Iterator[str]:
    """The path of a graph as a saved case."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "graph.clew"
        con = load_graph(graph).con
        saved.write(con, path)
        con.close()
        yield str(path)


def plan_of(path: str, entry: str, basis: Basis, **options: float) -> tuple[Plan, Request]:
    """The plan of an entry of a saved case, by the packs of the tests."""
    request = Request(graphs=(path,))
    with patch("clew.rules.load_packs", return_value=TEST_PACKS):
        return find_plan(request, entry, basis=basis, **options), request


def hoped_graph(plan: Plan, request: Request, *, chain: bool = False) -> Graph:
    """The records with the answers of a plan in them."""
    asked = (*plan.requests, *(plan.chain if chain else ()))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "hoped.clew"
        saved.write(plan.case.con, path)
        change(path, edits_of(plan.case, request, asked, plan.inputs, int(plan.basis)))
        return to_graph(load([str(path)]).con)


def carried_out(plan: Plan, request: Request, *, chain: bool = False) -> Answer:
    """What the reference answers on the records with the answers of a plan in them."""
    answers = reference.answer(hoped_graph(plan, request, chain=chain), TEST_PACKS, request.policy, request.as_of)
    return next(answer for answer in answers if answer.entry == plan.case.entry)


def strongest(answer: Answer) -> Basis | None:
    """The strongest basis of the findings that count."""
    return max((f.basis for f in answer.findings if f.in_force and f.basis is not None), default=None)
