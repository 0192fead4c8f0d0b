"""Matching in plain Python, one holder and one listing at a time: the obviously right version.

The tables that `clew.rules.register` makes, and the SQL on them, agree with these functions (a test compares
them). Names and regions are compared in normal form (`clew.model.names.normal`), identifiers, codes and goods
with case folded.
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from clew.model.basis import Basis
from clew.model.dates import first_day, last_day
from clew.model.names import normal
from clew.model.policy import Policy
from clew.rules.pack import Listing

if TYPE_CHECKING:
    from clew.model.records import Match


def party_match(
    holder_names: Collection[str], identifiers: Collection[str], listing: Listing, policy: Policy
) -> Basis | None:
    """Return how a holder matches a party listing, before any decision.

    Parameters
    ----------
    holder_names : collection of str
        Name and aliases of the holder in normal form.
    identifiers : collection of str
        Its identifiers, stripped and case folded.
    listing : Listing
    policy : Policy
        `similar_from` is used.

    Returns
    -------
    Basis or None
        *Asserted* by identifier, *assumed* by an equal name or alias, *unexcluded* by a similar one; None if
        nothing matches or the listing is of a place.
    """
    if listing.is_place:
        return None
    if not {folded(identifier) for identifier in listing.identifiers}.isdisjoint(identifiers):
        return Basis.ASSERTED
    listed = {normal(name) for name in (listing.name, *listing.aliases)}
    if not listed.isdisjoint(holder_names):
        return Basis.ASSUMED
    if policy.similar_from is None:
        return None
    from rapidfuzz.distance import JaroWinkler

    similar = any(JaroWinkler.similarity(a, b) >= policy.similar_from for a in holder_names for b in listed if a and b)
    return Basis.UNEXCLUDED if similar else None


def good_match(goods: Iterable[str], product_name: str, hs: str, listing: Listing) -> Basis | None:
    """Return how a product is one of the goods that a listing names.

    Parameters
    ----------
    goods : iterable of str
        The product's `good`, as recorded.
    product_name : str
        Its name, as recorded; ``""`` for unidentified goods.
    hs : str
        Its HS code; only the digits count.
    listing : Listing

    Returns
    -------
    Basis or None
        *Asserted* if one of the goods is listed, or the listing is for any goods; *assumed* if the product's
        name is a listed good, or its HS code and a candidate mapping are of one line; else None.
    """
    if not listing.goods or not {folded(good) for good in listing.goods}.isdisjoint(folded(good) for good in goods):
        return Basis.ASSERTED
    name = normal(product_name)
    if name and name in {normal(good) for good in listing.goods}:
        return Basis.ASSUMED
    digits = "".join(sign for sign in hs if sign.isascii() and sign.isdigit())
    if len(digits) >= 2 and any(digits.startswith(code) or code.startswith(digits) for code in listing.hs):
        return Basis.ASSUMED
    return None


def in_region(region: str | None, listing: Listing) -> bool:
    """Tell whether a recorded region is one of those that a place listing names."""
    if not region or not listing.regions:
        return False
    names = {one for listed in listing.regions for one in (folded(listed), normal(listed))}
    return folded(region) in names or normal(region) in names


def decided(matches: "Iterable[Match]", listing: Listing) -> str | None:
    """Return what people decided of one holder and a party listing.

    Parameters
    ----------
    matches : iterable of Match
        Decisions on this holder, on any listings.
    listing : Listing

    Returns
    -------
    str or None
        ``"confirmed"``, ``"rejected"``, or None if nobody decided. The latest decision counts, and on one day
        (on days that may be one) ``confirmed``: if some confirmation may be as late as every rejection.
    """
    if listing.is_place:
        return None
    name = normal(listing.name)
    own = [m for m in matches if folded(m.listing) == folded(listing.id) or normal(m.listing) == name]
    confirmed = [last_day(match.date) for match in own if match.decision == "confirmed"]
    rejected = [first_day(match.date) for match in own if match.decision == "rejected"]
    if confirmed and (not rejected or max(confirmed) >= max(rejected)):
        return "confirmed"
    return "rejected" if rejected else None


def folded(text: str) -> str:
    """Return a code, an identifier or a good as it is compared: stripped, case folded."""
    return text.strip().casefold()
