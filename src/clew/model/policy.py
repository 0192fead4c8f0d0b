"""What a user may set: the numbers of the contract, with its defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

HANDLING_TASKS = ("transport", "loading", "unloading", "storage")
HOST_COUNTRIES = ("CN", "RU")


@dataclass(frozen=True)
class Policy:
    """The numbers that a trace goes by.

    Attributes
    ----------
    issuers, kinds, outsiders : int
        How many issuers and kinds of documents, and how many outsiders among the issuers, a proof needs.
    handling_tasks : tuple of str
        Tasks (case folded) that are exposure, never production.
    subsidiary_share : float
        Percent; an owner of more than this brings a listing that covers subsidiaries with it.
    similar_from : float or None
        Jaro-Winkler similarity (0 to 1) from which two names are similar; None switches similar names off.
    costs : mapping of str to float
        Cost of a request by requirement, for plans.
    host_countries : tuple of str
        Country codes: sites there are asked first for their labor records (the Advisory of 2018).
    """

    issuers: int = 2
    kinds: int = 2
    outsiders: int = 1
    handling_tasks: tuple[str, ...] = HANDLING_TASKS
    subsidiary_share: float = 50.0
    similar_from: float | None = 0.92
    costs: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    host_countries: tuple[str, ...] = HOST_COUNTRIES
