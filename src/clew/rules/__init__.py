"""Packs of rules and lists: loading, checking, matching.

A pack is two files: ``NAME.yaml`` (its rules, its origin, what must be true of it) and ``NAME.csv`` (its rows).
`load_packs` reads packs into memory, `register` makes their tables in a store, with the holders that match;
`clew.rules.match` says the same in plain Python, one holder and one listing at a time.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clew.rules.load import BUILT_IN, load_packs
from clew.rules.notes import age_notes
from clew.rules.pack import Listing, Pack, Rule

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from clew.model.policy import Policy

__all__ = ["BUILT_IN", "Listing", "Pack", "Rule", "age_notes", "load_packs", "register"]


def register(con: "DuckDBPyConnection", packs: Sequence[Pack], policy: "Policy") -> None:
    """Make the tables of rules, listings and matches in a store.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        A store with its typed tables (`holder`, `holder_name`, `holder_identifier`, `match`).
    packs : sequence of Pack
    policy : Policy
        `similar_from` is used.

    Notes
    -----
    Makes ``rule``, ``rule_workforce``, ``listing``, ``listing_name``, ``listing_identifier``,
    ``listing_region``, ``listing_good``, ``listing_hs``, ``label``, ``holder_match`` and ``holder_rejected``.
    """
    from clew.rules.matches import match_holders
    from clew.rules.tables import make_tables

    make_tables(con, packs)
    match_holders(con, policy)
