"""One file, one format, reading or writing records.

`load` reads what a user names into a store, `load_graph` a `clew.model.graph.Graph`; `to_graph` is the way back.
"""

from clew.formats.load import load
from clew.formats.loaded import Loaded
from clew.formats.memory import load_graph, to_graph

__all__ = ["Loaded", "load", "load_graph", "to_graph"]
