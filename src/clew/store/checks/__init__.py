"""Checks of the raw records: every problem in one run, each with file, row, column, value and hint.

One file a kind: `conditions` looks at one row, `countries` at spellings, `identity` at ids, `references` at
what rows name, `oddities` at what is odd but possible.
"""

from clew.store.checks.report import Report
from clew.store.checks.run import check

__all__ = ["Report", "check"]
