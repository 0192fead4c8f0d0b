"""How much a search may do: work that is counted, so that it ends at the same place on every machine; and a moment."""

from dataclasses import dataclass
from time import monotonic
from typing import Self

from clew.engine.jit import WORTH_COMPILING

WORK, EACH = 50_000_000, 200
"""What a search may do, and how much more for each hop of its subgraph. A hop that is looked at in compiled code is 1.

On the machines that it was measured on, a second did thirty million: a search among 10,000 hops ends within two
seconds, one among half a million within five.
"""

PLAIN = 10
"""How much more work a hop is in a graph so small that nothing is compiled, with or without a compiler at hand."""

AGAIN, GRACE = 0.1, 0.5
"""What a search that goes on has at least: the part of its work, and the seconds."""


@dataclass
class Effort:
    """What a search may still do.

    Attributes
    ----------
    left : float
        Work.
    until : float
        A moment of `time.monotonic`; never by default.
    late : bool
        Whether time ended the search, rather than work: another run may differ.
    """

    left: float = WORK
    until: float = float("inf")
    late: bool = False

    @classmethod
    def of(cls, hops: int, seconds: float | None = None) -> Self:
        """Return what a search in a subgraph of some hops may do, within some seconds."""
        return cls(WORK + EACH * hops, float("inf") if seconds is None else monotonic() + seconds)

    def spend(self, work: float) -> None:
        """Say that work was done."""
        self.left -= work

    def is_over(self) -> bool:
        """Whether the search must end. Ask only where there is more to do: it is remembered if time is why."""
        if self.left > 0 and monotonic() >= self.until:
            self.late = True
        return self.left <= 0 or self.late

    def go_on(self) -> None:
        """Let a search go on for a little in any case."""
        self.left = max(self.left, AGAIN * WORK)
        if self.until < float("inf"):
            self.until = max(self.until, monotonic() + GRACE)

    @property
    def seconds(self) -> float:
        """How much time is left, a little in any case."""
        return max(self.until - monotonic(), 0.05)


def weight(hops: int) -> int:
    """Return how much work it is to look at one hop of a graph of so many."""
    return 1 if hops > WORTH_COMPILING else PLAIN
