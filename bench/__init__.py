"""Benchmarks: a seeded generator of tiered supply graphs, and what clew and its peers do with them."""
