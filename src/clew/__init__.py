"""clew traces supply graphs: every path, its evidence, its gaps, and what would settle it."""

__version__ = "0.1.0"
