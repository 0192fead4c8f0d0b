"""Random supply graphs for tests: `graphs()` for hypothesis, `random_graph` for thousands, `shuffled` rows.

All are valid by construction and hold every record type, with every optional column blank at times.
"""

import random

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from clew.model.graph import Graph
from tests.graph_draft import draw_graph
from tests.graph_packs import TEST_PACKS

__all__ = ["TEST_PACKS", "graphs", "random_graph", "shuffled", "without_evidence"]


@st.composite
def _drawn(draw: DrawFn) -> Graph:
    return draw_graph(lambda count: draw(st.integers(0, count - 1)))


def graphs() -> SearchStrategy[Graph]:
    """Return a strategy of small graphs, which shrink towards few records and plain values."""
    return _drawn()


def random_graph(rng: random.Random) -> Graph:
    """Return a graph of the same variety as `graphs()`, many times faster."""
    return draw_graph(lambda count: int(rng.random() * count))


def shuffled(graph: Graph, rng: random.Random) -> Graph:
    """Return the same records, the rows of each table in another order."""
    tables = {name: list(getattr(graph, name)) for name in Graph.model_fields}
    for rows in tables.values():
        rng.shuffle(rows)
    return Graph(**{name: tuple(rows) for name, rows in tables.items()})


def without_evidence(graph: Graph) -> Graph:
    """Return the graph with no document cited anywhere."""
    bare = {
        name: tuple(
            row.model_copy(update={"evidence": ()}) if hasattr(row, "evidence") else row for row in getattr(graph, name)
        )
        for name in Graph.model_fields
    }
    return Graph(**{**bare, "documents": (), "evidence": ()})
