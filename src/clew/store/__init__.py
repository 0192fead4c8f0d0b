"""Many records: an embedded DuckDB database, typed and checked, with every problem located.

``open_store(path=None, *, threads=1)`` opens a database, ``raw.create(con)`` makes the tables of text that
readers fill, ``check(held)`` returns a `Report` of every problem in them, ``build(held)`` makes the typed
tables (``sql/schema.sql``) that everything else reads.
"""

from clew.store.build import build
from clew.store.checks import Report, check
from clew.store.database import open_store
from clew.store.problems import Problem

__all__ = ["Problem", "Report", "build", "check", "open_store"]
