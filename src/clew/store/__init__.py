"""Many records: an embedded DuckDB database, typed and checked, with every problem located.

`open_store` opens a database, `raw.create` makes the tables of text that readers fill, `build` makes
the typed tables (``sql/schema.sql``) that everything else reads.
"""

from clew.store.build import build
from clew.store.database import open_store

__all__ = ["build", "open_store"]
