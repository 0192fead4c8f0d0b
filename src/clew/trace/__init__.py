"""The questions that users ask of a graph."""
