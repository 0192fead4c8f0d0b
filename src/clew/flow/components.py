"""Connected components: which numbers hang together by ties, for few ties and for very many."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def labels(count: int, a: "NDArray[np.integer]", b: "NDArray[np.integer]") -> "NDArray[np.int32]":
    """Return the component of each number below `count`, called by its smallest member.

    Parameters
    ----------
    count : int
        Number of members.
    a, b : array of int, shape (ties,)
        Each ``a[i]`` is tied to ``b[i]``.

    Notes
    -----
    Each round hangs the larger root of every tie under the smaller one and then shortens all ways to the roots;
    the number of rounds is about the logarithm of the longest chain.
    """
    import numpy as np

    found = np.arange(count, dtype=np.int32)
    a, b = a.astype(np.int64), b.astype(np.int64)
    while True:
        low, high = np.minimum(found[a], found[b]), np.maximum(found[a], found[b])
        loose = low < high
        if not loose.any():
            return found
        a, b = a[loose], b[loose]
        np.minimum.at(found, high[loose], low[loose])
        while True:
            further = found[found]
            if np.array_equal(further, found):
                break
            found = further


class Forest:
    """Components of few numbers, to which ties are added one by one."""

    def __init__(self, members: Iterable[int]) -> None:
        self._parent = {member: member for member in members}

    def root(self, member: int) -> int:
        """Return the smallest number of the component of a member."""
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def tie(self, a: int, b: int) -> None:
        """Make two components one."""
        low, high = sorted((self.root(a), self.root(b)))
        self._parent[high] = low

    def roots(self) -> dict[int, int]:
        """Return the component of every member."""
        return {member: self.root(member) for member in self._parent}
