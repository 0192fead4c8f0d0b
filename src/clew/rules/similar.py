"""Similar names: all pairs of two lists whose Jaro-Winkler similarity reaches a bound, none missed.

Notes
-----
A hundred thousand names against a few thousand are some 10^8 pairs, too many to compare one by one. Jaro's
similarity of a and b with m matching letters is at most (m/|a| + m/|b| + 1) / 3, and m at most the number of
letters that both hold, counted with repetition; a common prefix of p letters, at most four, adds 0.1 p (1 - Jaro).
So a pair that reaches s has m/|a| + m/|b| >= 3 (s - 0.1 p) / (1 - 0.1 p) - 1, and the common letters of all
pairs are one matrix product of zeros and ones ("holds the k-th e"). Only the few pairs that are left are compared.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789"
_BLOCK = 1000
"""Names multiplied at once: the block of common letters stays in the processor's cache."""

_PREFIX = 4
"""Letters of a common start that Winkler's similarity rewards."""

_FEW = 500
"""Pairs below which they are compared in a loop, without importing the batch functions."""

_SLACK = 1e-4
"""Kept below the bound, for sums in single precision."""


def similar_pairs(ours: Sequence[str], theirs: Sequence[str], similar_from: float) -> list[tuple[int, int, float]]:
    """Find all pairs of similar names that are not equal.

    Parameters
    ----------
    ours, theirs : sequence of str
        Distinct names in normal form.
    similar_from : float
        Jaro-Winkler similarity (0 to 1) from which two names are similar.

    Returns
    -------
    list of (int, int, float)
        Index in `ours`, index in `theirs`, similarity; sorted.
    """
    if not ours or not theirs:
        return []
    asked = [_least(similar_from, prefix) for prefix in range(_PREFIX + 1)]
    pairs = [(a, b) for a, b in zip(*_candidates(ours, theirs, asked), strict=True) if ours[a] != theirs[b]]
    if not pairs:
        return []
    scores = _scores([ours[a] for a, _ in pairs], [theirs[b] for _, b in pairs])
    return sorted((a, b, score) for (a, b), score in zip(pairs, scores, strict=True) if score >= similar_from)


def _least(similar_from: float, prefix: int) -> float:
    """Return the least m/|a| + m/|b| of a pair with a common prefix of so many letters."""
    return max(3.0 * (similar_from - 0.1 * prefix) / (1.0 - 0.1 * prefix) - 1.0, 0.0)


def _scores(ours: Sequence[str], theirs: Sequence[str]) -> list[float]:
    """Return the exact similarity of each pair."""
    from rapidfuzz.distance import JaroWinkler

    if len(ours) < _FEW:
        return [JaroWinkler.similarity(a, b) for a, b in zip(ours, theirs, strict=True)]
    import numpy as np
    from rapidfuzz import process

    scores = process.cpdist(ours, theirs, scorer=JaroWinkler.similarity, dtype=np.float64, workers=-1)
    return scores.tolist()  # type: ignore[no-any-return]


def _candidates(ours: Sequence[str], theirs: Sequence[str], by_prefix: Sequence[float]) -> tuple[list[int], list[int]]:
    """Return the pairs whose common letters allow the m/|a| + m/|b| that their common prefix asks for."""
    import numpy as np

    least, asked = by_prefix[_PREFIX], np.array(by_prefix)
    starts, other_starts = _starts(ours, 1), _starts(theirs, 2)

    counts, other = _counts(ours), _counts(theirs)
    most = np.minimum(counts.max(axis=0), other.max(axis=0))
    size, other_size = counts.sum(axis=1), other.sum(axis=1)
    order, other_order = np.argsort(size, kind="stable"), np.argsort(other_size, kind="stable")
    size, other_size = size[order], other_size[other_order]
    mine, their = _unary(counts[order], most), _unary(other[other_order], most).T.copy()
    left: list[Any] = []
    right: list[Any] = []
    for start, end in _blocks(size):
        length = int(size[start])
        # The shorter length over the longer one is at least `least` - 1, since m is at most the shorter.
        first = int(np.searchsorted(other_size, (least - 1.0) * length - _SLACK))
        last = int(np.searchsorted(other_size, length / max(least - 1.0, 1e-9) + _SLACK, side="right"))
        if first >= last or length == 0:
            continue
        unit = 1.0 / (1.0 / length + 1.0 / np.maximum(other_size[first:last], 1))
        common = mine[start:end] @ their[:, first:last]
        row, column = np.nonzero(common >= (least * unit - _SLACK).astype(np.float32))
        a, b = order[row + start], other_order[column + first]
        prefix = np.logical_and.accumulate(starts[a] == other_starts[b], axis=1).sum(axis=1)
        kept = common[row, column] >= asked[prefix] * unit[column] - _SLACK
        left.append(a[kept])
        right.append(b[kept])
    if not left:
        return [], []
    return np.concatenate(left).tolist(), np.concatenate(right).tolist()


def _starts(names: Sequence[str], pad: int) -> "NDArray[np.uint8]":
    """Return the first letters of each name, `pad` where a name is shorter."""
    import numpy as np

    text = "".join([name[:_PREFIX].ljust(_PREFIX, chr(pad)) for name in names])
    return np.frombuffer(text.encode("latin-1", "replace"), dtype=np.uint8).reshape(-1, _PREFIX)


def _blocks(size: "NDArray[np.int64]") -> list[tuple[int, int]]:
    """Cut sorted lengths into blocks of one length, none of more than `_BLOCK` names."""
    import numpy as np

    cuts = [0, *(np.flatnonzero(np.diff(size)) + 1).tolist(), len(size)]
    return [(start, min(start + _BLOCK, end)) for begin, end in pairwise(cuts) for start in range(begin, end, _BLOCK)]


def _counts(names: Sequence[str]) -> "NDArray[np.int64]":
    """Count each letter of each name: one row a name, one column a letter, the last for all other signs."""
    import numpy as np

    text = "\n".join(names)
    if text.count("\n") != len(names) - 1:
        text = "\n".join(name.replace("\n", " ") for name in names)
    signs = np.frombuffer(text.encode("latin-1", "replace"), dtype=np.uint8)
    column = np.full(256, len(_LETTERS), dtype=np.int64)
    column[np.frombuffer(_LETTERS, dtype=np.uint8)] = np.arange(len(_LETTERS))
    ends = signs == ord("\n")
    row = np.cumsum(ends)[~ends]
    width = len(_LETTERS) + 1
    found = np.bincount(row * width + column[signs[~ends]], minlength=len(names) * width)
    return found.reshape(len(names), width)


def _unary(counts: "NDArray[np.int64]", most: "NDArray[np.int64]") -> "NDArray[np.float32]":
    """Write counts as ones: a column for each letter and each k up to the most that matter, 1 if there are k."""
    import numpy as np

    found = np.zeros((len(counts), int(most.sum()) or 1), dtype=np.float32)
    at = 0
    for letter, limit in enumerate(most.tolist()):
        for least in range(1, limit + 1):
            np.greater_equal(counts[:, letter], least, out=found[:, at], casting="unsafe")
            at += 1
    return found
