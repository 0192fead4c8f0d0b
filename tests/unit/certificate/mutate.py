"""Every small change of a certificate: each value, each part left out, each moved; with the digest made anew."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from clew.engine.reference.verify import digest
from clew.model.certificates import LEVEL_WORDS

Plain = dict[str, Any]
BASES = LEVEL_WORDS[:4]
UNSEEN = {"digest", "certificate"}
"""Made anew; and the number of the form, which a reader of files refuses before."""


def mutations(made: Plain) -> Iterator[tuple[str, Plain]]:
    """Yield (what was changed, changed certificate of the right form, its digest that of the change)."""
    for place in sorted(_places(made), key=str):
        if place[0] in UNSEEN:
            continue
        for what, value in _changes(_at(made, place), place):
            changed = deepcopy(made)
            _put(changed, place, value)
            changed["digest"] = digest(changed)
            yield f"{'.'.join(map(str, place))}: {what}", changed


GONE = object()
Place = tuple[str | int, ...]


def _places(made: Plain) -> list[Place]:
    found: list[Place] = []
    waiting: list[tuple[Place, object]] = [((), made)]
    while waiting:
        place, value = waiting.pop()
        if place:
            found.append(place)
        if isinstance(value, dict):
            waiting += [((*place, key), part) for key, part in value.items()]
        elif isinstance(value, list):
            waiting += [((*place, number), part) for number, part in enumerate(value)]
    return found


def _at(value: Any, place: Place) -> Any:
    for key in place:
        value = value[key]
    return value


def _put(value: Any, place: Place, part: object) -> None:
    for key in place[:-1]:
        value = value[key]
    if part is GONE:
        del value[place[-1]]
    else:
        value[place[-1]] = part


def _changes(value: Any, place: Place) -> Iterator[tuple[str, object]]:
    """Yield other values of the same form."""
    key = place[-1]
    if isinstance(key, int) or "until" in place[:-1]:
        yield "dropped", GONE
    if isinstance(value, list):
        yield from _lists(value)
    elif value in BASES and key not in {"not_at", "similar"}:
        other = BASES[BASES.index(value) - 1]
        yield f"raised to {other}", other
    elif isinstance(value, bool):
        yield "flipped", not value
    elif isinstance(value, int | float):
        yield "one more", value + 1
    elif isinstance(value, str):
        yield from _texts(value, place)
    elif value is None and key in {"first", "last", "as_of"}:
        yield "dated", "2019-05-05"


def _lists(value: list[Any]) -> Iterator[tuple[str, object]]:
    if len(value) > 1 and value[0] != value[-1]:
        yield "turned round", value[::-1]
    if value:
        yield "first one twice", [value[0], *value]


CODES = {
    "verdict": ("reached", "no_path"),
    "force": ("signal", "sanction"),
    "kind": (),
    "status": ("unexcluded", "not_reached"),
    "not_at": ("documented", "rebutted"),
    "similar": ("none", "unexcluded"),
    "exact": (),
    "as_of": ("2020-01-01",),
}
KINDS = {
    "frontier": ("root", "left_too_early"),
    "unscreened": ("place", "good"),
    "hops": ("shipment", "process"),
}


def _texts(value: str, place: Place) -> Iterator[tuple[str, object]]:
    key = place[-1]
    if key == "kind":
        words = next(words for name, words in KINDS.items() if name in place)
    elif key in CODES:
        words = CODES[str(key)]
    elif key == "sha256" and place[0] == "graph":
        words = ("0" * 64,)
    elif len(place) >= 2 and place[-2] == "until":
        words = ("always", "never", "2019-05-05")
    elif len(value) == 10 and value[4] == value[7] == "-":
        words = (value[:9] + ("1" if value[9] == "2" else "2"),)
    else:
        words = (value + "x",)
    yield from ((f"{value} is {word}", word) for word in words if word != value)
