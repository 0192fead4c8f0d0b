"""The fingerprints of chains as other questions want them: the steps that are hashed, and what differs between two."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from clew.model.fingerprints import Place, Step, What, Who, fingerprint

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Difference", "Place", "Step", "What", "Who", "chain_parts", "differences", "fingerprint", "step_words"]


class Difference(NamedTuple):
    """What differs between two chains: steps that only the later one has, and steps that only the earlier one had."""

    appeared: tuple[Step, ...]
    gone: tuple[Step, ...]


def chain_parts(con: DuckDBPyConnection, entries: Iterable[int]) -> dict[str, tuple[Step, ...]]:
    """Return the steps of the chains of some entries, by entry id.

    Parameters
    ----------
    con : DuckDBPyConnection
        The store of a trace (`Trace.loaded.con`).
    entries : iterable of int
        Claim numbers, as `trace.select.entries_by_id` returns them.

    Notes
    -----
    `fingerprint` of the steps is what the result of a trace says for that entry.
    """
    from clew.engine.fingerprints import steps_of

    return dict(steps_of(con, entries))


def differences(before: Iterable[Step], after: Iterable[Step]) -> Difference:
    """Return what differs between two chains, sorted."""
    old, new = set(before), set(after)
    return Difference(tuple(sorted(new - old, key=_order)), tuple(sorted(old - new, key=_order)))


def _order(step: Step) -> tuple[str, ...]:
    """Return the order of steps: by places, then by kind."""
    places = (step.source, step.target)
    return (*(word for place in places for word in ((*place.who, *place.what) if place else ("",) * 7)), step.kind)


def step_words(step: Step) -> str:
    """Say a step in words, for example ``shipment: mill [p1, CN], yarn [y] → plant [p2, VN], yarn [y]``."""
    if step.source is None:
        return f"{step.kind}: {_words(step.target)}"
    return f"{step.kind}: {_words(step.source)} → {_words(step.target)}"


def _words(place: Place | None) -> str:
    if place is None:
        return "entry"
    who, what = place
    where = ", ".join(filter(None, (who.holder, who.country, who.region)))
    goods = "unidentified goods" if what.product == "*" else f"{what.name} [{what.product}]"
    return f"{who.name} [{where}], {goods}"
