"""Many records: an embedded DuckDB database, typed and checked, with every problem located."""
