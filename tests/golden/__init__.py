"""Golden tests: the sample graphs, traced."""
