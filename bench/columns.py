"""Columns of text from numpy arrays: ids, choices and partial dates, with blanks."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Table = dict[str, pa.Array]


def ids(letter: str, numbers: Ints) -> pa.Array:
    """Return ``letter`` + number; a negative number is blank."""
    text = pc.binary_join_element_wise(letter, pa.array(numbers).cast(pa.string()), "")
    return pc.if_else(pa.array(numbers >= 0), text, None)


def two_kinds(first: str, second: str, numbers: Ints, split: int) -> pa.Array:
    """Return ids of two kinds that share a numbering: those from ``split`` on are of the second."""
    return pc.if_else(pa.array(numbers < split), ids(first, numbers), ids(second, np.maximum(numbers - split, -1)))


def words(options: Sequence[str | None], numbers: Ints) -> pa.Array:
    """Return the options at these places; a negative place is blank."""
    return pa.array(list(options), pa.string()).take(pa.array(numbers, mask=numbers < 0))


def joined(first: pa.Array, second: pa.Array) -> pa.Array:
    """Return the values of a row, separated by ``|``; a blank one is left out."""
    return pc.coalesce(pc.binary_join_element_wise(first, second, "|"), first, second)


def blank(column: pa.Array, where: Flags) -> pa.Array:
    """Return the column with blanks where told."""
    return pc.if_else(pa.array(where), None, column)


def dates(days: Ints, coarse: Flags | None = None) -> pa.Array:
    """Return ISO dates of days since 1970-01-01; months only where ``coarse``."""
    text = pa.array(np.datetime_as_string(days.astype("datetime64[D]")))
    if coarse is None:
        return text
    return pc.if_else(pa.array(coarse), pc.utf8_slice_codeunits(text, 0, 7), text)


def heavy(rng: np.random.Generator, starts: Ints, sizes: Ints, power: float = 3.0) -> Ints:
    """Return a member of each group (start, size), the first ones much more often than the last."""
    return starts + (sizes * rng.random(len(starts)) ** power).astype(np.int64)
