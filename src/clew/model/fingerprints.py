"""The fingerprint of a chain: one hash of who, where, what and in which steps, and the steps that are hashed."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from clew.model.answers import HOP_KINDS

STEP_KINDS = (*HOP_KINDS[:6], "extraction", "production")
"""The kinds of steps, in order: the recorded hops, and what a process makes, from no inputs or from some."""

NOWHERE = bytes(2 * sha256().digest_size)
"""Stands for the source of an extraction or a production, and for the entry."""


class Who(NamedTuple):
    """A holder as a fingerprint sees it: id, name in normal form, country and region as recorded (empty if not)."""

    holder: str
    name: str
    country: str
    region: str


class What(NamedTuple):
    """A product as a fingerprint sees it: id (``*``: nobody identified it), name in normal form, digits of its HS."""

    product: str
    name: str
    hs: str


class Place(NamedTuple):
    """Goods at a holder; lots are their products."""

    who: Who
    what: What


class Step(NamedTuple):
    """One step of a chain.

    Attributes
    ----------
    kind : str
        One of `STEP_KINDS`.
    source : Place or None
        None for an extraction or a production.
    target : Place or None
        None for the entry.
    """

    kind: str
    source: Place | None
    target: Place | None

    @property
    def digest(self) -> bytes:
        """SHA-256 of the number of the kind (one byte) and the digests of who and what of both places."""
        return sha256(bytes([STEP_KINDS.index(self.kind)]) + _place(self.source) + _place(self.target)).digest()


def digest(words: Iterable[str]) -> bytes:
    """Return SHA-256 of a holder or product: of its words as a JSON array without blanks, in UTF-8."""
    return sha256(json.dumps(list(words), ensure_ascii=False, separators=(",", ":")).encode()).digest()


def _place(place: Place | None) -> bytes:
    return NOWHERE if place is None else digest(place.who) + digest(place.what)


def fingerprint(steps: Iterable[Step]) -> str:
    """Return the fingerprint of a chain: SHA-256 of the digests of its steps, each once, sorted, one after another."""
    return sha256(b"".join(sorted({step.digest for step in steps}))).hexdigest()
