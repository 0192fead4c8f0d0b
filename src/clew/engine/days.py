"""Days as ranks: the days on which anything can arrive, numbered, so that sweeps need no search."""

from typing import TYPE_CHECKING

import numpy as np

from clew.engine.jit import NEVER
from clew.model.dates import ALWAYS, EVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Days = NDArray[np.int32]


class Calendar:
    """The distinct days of arrival, in order; `EVER` is rank 0.

    Parameters
    ----------
    *days : arrays
        Every day that goods can arrive on: first days of hops, of sources and of other seeds.

    Notes
    -----
    Linear (a table over the span of days) where the span is no larger than a few times the arrays.
    """

    def __init__(self, *days: "Days") -> None:
        parts = [part[part > EVER] for part in days]
        found = np.concatenate(parts) if parts else np.empty(0, np.int32)
        self._table: NDArray[np.int32] | None = None
        self._low = int(found.min()) if len(found) else 0
        span = int(found.max()) - self._low + 1 if len(found) else 0
        if 0 < span <= 4 * len(found) + 1000:
            seen = np.zeros(span, np.bool_)
            seen[found - self._low] = True
            self._table = np.cumsum(seen, dtype=np.int32)
            distinct = np.flatnonzero(seen) + self._low
        else:
            distinct = np.unique(found)
        self.days: NDArray[np.int64] = np.concatenate(([EVER], distinct)).astype(np.int64)

    def __len__(self) -> int:
        return len(self.days)

    def rank(self, days: "Days") -> "Days":
        """Return for each day the number of the last day of arrival on or before it, -1 before all.

        For days that are in the calendar, this is their own number. `ALWAYS` and later become `NEVER`.
        """
        if self._table is not None:
            places = np.clip(days - self._low, 0, len(self._table) - 1)
            ranks = self._table[places]
            ranks[days < self._low] = 0
            ranks[days < EVER] = -1
        else:
            ranks = (np.searchsorted(self.days, days, side="right") - 1).astype(np.int32)
        ranks[days >= ALWAYS] = NEVER
        return ranks.astype(np.int32, copy=False)
