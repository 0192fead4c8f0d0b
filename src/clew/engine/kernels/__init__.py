"""Loops over columns, compiled when the graph is large: one idea a module, no module needs another."""
