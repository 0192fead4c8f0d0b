"""The engines under one face: a graph in memory in, answers out."""

from collections.abc import Callable, Sequence

from clew.engine import reference
from clew.model.answers import Answer
from clew.model.graph import Graph
from clew.model.policy import Policy
from clew.rules.pack import Pack

Engine = Callable[[Graph, Sequence[Pack], Policy], list[Answer]]


def arrays(graph: Graph, packs: Sequence[Pack], policy: Policy) -> list[Answer]:
    """The flow rules in SQL and the array engine, as `clew trace` runs them."""
    from clew import formats
    from clew.engine import answering
    from clew.trace.derive import derive

    con = formats.load_graph(graph).con
    try:
        derive(con, packs, policy)
        return answering.answer(con, complete=True)
    finally:
        con.close()


def naive(graph: Graph, packs: Sequence[Pack], policy: Policy) -> list[Answer]:
    """The naive reference."""
    return reference.answer(graph, packs, policy)


ENGINES: dict[str, Engine] = {"arrays": arrays, "reference": naive}
