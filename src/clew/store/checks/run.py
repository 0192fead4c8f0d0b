"""All checks, in an order in which none trips over what another has to find."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from clew.store.checks import conditions, countries, identity, oddities, references
from clew.store.checks.report import Report
from clew.store.sources import Sources

if TYPE_CHECKING:
    import duckdb


def check(con: "duckdb.DuckDBPyConnection", sources: Sources, records: Mapping[str, int]) -> Report:
    """Check the raw records and put countries into their codes.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        A store with raw records and their names in normal form.
    records : mapping of str to int
        Rows by raw table.
    """
    report = Report(con, sources, records)
    countries.check(report)
    conditions.check(report)
    identity.check(report)
    references.check(report)
    oddities.check(report)
    return report
