"""A pack in memory: rules, each with its kinds of sources, and the listings that they go by."""

from dataclasses import dataclass

from clew.model.dates import ALWAYS, EVER


@dataclass(frozen=True)
class Listing:
    """One row of a list under one rule: a party, or a place with goods.

    Attributes
    ----------
    id : str
        Stable id, unique in all packs together with `rule`.
    rule : str
        Code of the rule whose label it brings (one row of a list may stand under several rules).
    name : str
        Name as listed; of a place listing, words for people.
    aliases : tuple of str
        Other names, as listed.
    identifiers : tuple of str
        ``SCHEME:value``, for example ``IMO:9876543``.
    is_place : bool
        Whether it lists a place (its holders are found by country and region) or a party.
    subsidiaries : bool
        Whether it covers what the listed party owns.
    country : str or None
        Of a place: ISO 3166-1 alpha-2. (Of a party: descriptive.)
    regions : tuple of str
        Of a place: ISO 3166-2 codes and names that mean the region; empty = the whole country.
    goods : tuple of str
        Names of listed goods (or of the merchandise that an order names); empty = any goods.
    hs : tuple of str
        Candidate HS prefixes, digits only, of the goods.
    begins, ends : int
        Days in force, inclusive; `EVER` and `ALWAYS` where unbounded.
    notes : tuple of str
        Breadcrumbs: status, carve-outs, quoted words.
    """

    id: str
    rule: str
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    is_place: bool = False
    subsidiaries: bool = False
    country: str | None = None
    regions: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    hs: tuple[str, ...] = ()
    begins: int = EVER
    ends: int = ALWAYS
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A rule of a pack.

    Attributes
    ----------
    force : str
        ``presumption``, ``prohibition``, ``sanction`` or ``signal``.
    nationalities, conditions : tuple of str
        Workforces that are sources: ISO alpha-2 codes; conditions of the contract.
    begins, ends : int
        Days in force, inclusive.
    """

    code: str
    force: str
    citation: str
    begins: int = EVER
    ends: int = ALWAYS
    nationalities: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pack:
    """Rules and listings that are published and dated together.

    Attributes
    ----------
    retrieved : str
        Day up to which the list is known, ISO, possibly partial.
    sha256 : str
        Of the source table as published, or, of a pack curated by hand, of its own files.
    facts : tuple of str
        What is known of the list but not applied, and what a reader of every result must know.
    """

    name: str
    edition: str
    retrieved: str
    sha256: str
    superseded_by: str | None
    rules: tuple[Rule, ...]
    listings: tuple[Listing, ...]
    title: str = ""
    publisher: str = ""
    facts: tuple[str, ...] = ()
