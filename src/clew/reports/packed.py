"""Data in which every value stands once: what many entries of a report share is written once and numbered.

JSON again: ``{"shapes": [names…], "shared": [value…], "value": value}``. In a value a number is that of a shared
value, which stands before those that need it; a list begins with 0, an object with the number of its shape, from 1 on,
and then what stands under its names; a number is ``{"": number}``; all else stands for itself.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

LEAST = 6
"""Letters of a text from which on it is shared."""

Packed = dict[str, Any]


class _Pool:
    """Every value that occurs, once, those within a value before it."""

    def __init__(self) -> None:
        self.number: dict[Hashable, int] = {}
        self.values: list[tuple[Any, ...]] = []
        self.uses: list[int] = []
        self.shapes: dict[tuple[str, ...], int] = {}

    def add(self, value: Any) -> int:  # noqa: ANN401
        """Return the number of a value."""
        key: tuple[Any, ...]
        if isinstance(value, dict):
            names = tuple(sorted(value))
            shape = self.shapes.setdefault(names, len(self.shapes) + 1)
            key = (shape, *[self.add(value[name]) for name in names])
        elif isinstance(value, list | tuple):
            key = (0, *[self.add(each) for each in value])
        else:
            key = (type(value), value, str(value))  # the text tells 0.0 from -0.0
        found = self.number.get(key)
        if found is None:
            found = self.number[key] = len(self.values)
            self.values.append(key)
            self.uses.append(0)
            if isinstance(key[0], int):
                for part in key[1:]:
                    self.uses[part] += 1
        return found


def pack(value: Any) -> Packed:  # noqa: ANN401
    """Return a value of JSON with all that occurs twice in it written once; the same value gives the same."""
    pool = _Pool()
    shared: list[Any] = []
    written: list[Any] = []
    pool.add(value)
    for key, uses in zip(pool.values, pool.uses, strict=True):
        kind, *parts = key
        if isinstance(kind, int):
            told: Any = [kind, *(written[part] for part in parts)]
            long = True
        else:
            told = parts[0]
            long = isinstance(told, str) and len(told) >= LEAST
            told = {"": told} if kind in {int, float} else told
        if long and uses > 1:
            shared.append(told)
            told = len(shared) - 1
        written.append(told)
    return {"shapes": [list(names) for names in pool.shapes], "shared": shared, "value": written[-1]}


def unpack(packed: Packed) -> Any:  # noqa: ANN401
    """Return the value of what `pack` made.

    Raises
    ------
    ValueError
        If it is not of that form.
    """
    try:
        shapes, known = packed["shapes"], list[Any]()

        def value(told: Any) -> Any:  # noqa: ANN401
            if isinstance(told, list):
                kind, *parts = told
                found = [value(part) for part in parts]
                return dict(zip(shapes[kind - 1], found, strict=True)) if kind else found
            if isinstance(told, dict):
                return told[""]
            return known[told] if type(told) is int else told

        for each in packed["shared"]:
            known.append(value(each))
        return value(packed["value"])
    except (LookupError, TypeError) as error:
        raise ValueError("not packed") from error
