"""Writing into a graph database: graphs and saved results, in runs that are marked complete at their end."""

from clew.push.graph import Pushed, push_graph

__all__ = ["Pushed", "push_graph"]
