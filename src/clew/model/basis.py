"""How sure a hop or a finding is: the four bases of the contract, ordered by strength."""

from enum import IntEnum


class Basis(IntEnum):
    """Strength of a hop, a source or a finding; a larger number is stronger.

    Notes
    -----
    The weaker of two bases is ``min(a, b)``; a way is as strong as its weakest hop.
    """

    UNEXCLUDED = 1
    ASSUMED = 2
    ASSERTED = 3
    DOCUMENTED = 4

    @property
    def word(self) -> str:
        """The word that results use, for example ``"assumed"``."""
        return self.name.lower()


LEVELS: tuple[Basis, ...] = tuple(sorted(Basis, reverse=True))
"""All bases, strongest first: the levels at which a label is sought."""
