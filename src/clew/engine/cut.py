"""The cheapest set of requests that breaks every way to an entry: a label cut, with the bound that is proven.

One request may settle many hops, so this is no minimum cut of a network (and NP-hard). Rows are ways that were found,
each with the requests that break it; a set that hits all rows is tried on the subgraph, and what it leaves gives new
rows (implicit hitting set: Moreno-Centeno & Karp, 2013).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from clew.engine.cutflow import minimum_cut
from clew.engine.cutsolver import Condition, Hit, Row, exact, greedy, packed, solver_installed
from clew.engine.cutways import Ways
from clew.engine.effort import Effort

TOLERANCE = 1e-6


@dataclass(frozen=True)
class Plan:
    """Requests that break every way, and what is known of how cheap such a set can be.

    Attributes
    ----------
    requests : tuple of int
        Ascending.
    cost, bound : float
        No plan is cheaper than `bound`.
    optimal : bool
        Whether the plan is as cheap as the bound.
    rows : int
        How many ways were looked at.
    """

    requests: Row
    cost: float
    bound: float
    optimal: bool
    rows: int


@dataclass
class Cutter:
    """Searches plans; what was learnt of one search is kept for the next.

    Attributes
    ----------
    ways : Ways
        Every way left has a row: those that no request breaks are put aside.
    cost : list of float
        Of each request; positive.
    liking : list of int
        Of plans that cost the same, that with the least sum is told.
    exact : bool, optional
        Whether the integer program is asked, rather than greedy alone; by default if its solver is installed.
    """

    ways: Ways
    cost: list[float]
    liking: list[int]
    exact: bool | None = None
    conditions: list[Condition] = field(default_factory=list)
    _rows: dict[Row, None] = field(default_factory=dict)
    _sure: dict[Row, None] = field(default_factory=dict)
    bound: float = 0.0

    def __post_init__(self) -> None:
        if self.exact is None:
            self.exact = solver_installed()

    def plan(self, effort: Effort) -> Plan:
        """Return the best plan that is found with some effort, with what is proven by then."""
        best = self._first(effort)
        while self.exact and self._is_open(best) and not self._is_over(effort):
            hit = exact(list(self._rows), self.conditions, self.cost, self.liking, effort)
            if hit is None:
                break
            self._raise_bound(hit, effort)
            if not self._look(hit.requests, effort):
                best = min(best, hit.requests, key=self._rank)
                break
            best = min(best, self._completed(hit.requests, effort, best), key=self._rank)
        return self._told(best)

    def _first(self, effort: Effort) -> Row:
        """Return a plan to begin with: the greedy one, or the better of it and of that of the minimum cut."""
        self._look((), effort)
        begun = greedy(list(self._rows), self.conditions, self.cost, self.liking)
        is_whole = not self._look(begun, effort)
        self.bound = max(self.bound, packed(list(self._sure), self.cost))
        cut = None if is_whole and not self._is_open(begun) else minimum_cut(self.ways, self.cost, effort)
        if cut is None:
            return self._completed(begun, effort)
        best = self._completed(cut, effort)
        return min(best, self._completed(begun, effort, best), key=self._rank) if self._is_open(best) else best

    def _is_open(self, best: Row) -> bool:
        """Whether a better plan may be found."""
        return self._cost(best) > self.bound + TOLERANCE or bool(self._broken(best))

    def _told(self, best: Row) -> Plan:
        cost = self._cost(best)
        return Plan(best, cost, min(self.bound, cost), cost <= self.bound + TOLERANCE, len(self._rows))

    def _rank(self, requests: Sequence[int]) -> tuple[int, float, int]:
        liked = sum(self.liking[request] for request in requests)
        return len(self._broken(requests)), self._cost(requests), liked

    def _broken(self, requests: Sequence[int]) -> list[Condition]:
        """Return the conditions that do not hold."""
        chosen = set(requests)
        return [
            condition
            for condition in self.conditions
            if chosen.issuperset(condition.premise) and not chosen & set(condition.wanted)
        ]

    def _cost(self, requests: Sequence[int]) -> float:
        return sum(self.cost[request] for request in requests)

    def _raise_bound(self, hit: Hit, effort: Effort) -> None:
        """Take the bound of the program; where it holds rows that only hubs make, ask one without them."""
        if not self.conditions and len(self._sure) == len(self._rows):
            self.bound = max(self.bound, hit.bound)
        elif hit.bound > self.bound + TOLERANCE:
            sure = exact(list(self._sure), (), self.cost, self.liking, effort) if self._sure else None
            self.bound = max(self.bound, sure.bound if sure else 0.0)

    def _look(self, requests: Row, effort: Effort) -> bool:
        """Find ways that requests leave, none sharing a request with another; return whether there is any."""
        ways, taken = self.ways, [*requests]
        ways.settle(requests)
        found = False
        while (way := ways.way()) is not None:
            found = True
            row = ways.row(way)
            self._rows[row] = None
            if (sure := ways.row_on_record(way)) is not None:
                self._sure[sure] = None
            ways.settle(row)
            taken += row
            if self._is_over(effort):
                break
        ways.settle(taken, -1)
        return found

    def _is_over(self, effort: Effort) -> bool:
        """Whether a search must end; what was done for its ways is counted."""
        work, self.ways.looked = self.ways.looked, 0
        effort.spend(work)
        return effort.is_over()

    def _completed(self, requests: Row, effort: Effort, best: Row | None = None) -> Row:
        """Return requests with others added, one way after the other, until all ways are broken; no needless ones.

        With `best`, a plan that is known already, that one when the effort is over.
        """
        ways, chosen = self.ways, list(requests)
        ways.settle(chosen)
        while (way := ways.way()) is not None:
            row = ways.row(way)
            self._rows[row] = None
            if (sure := ways.row_on_record(way)) is not None:
                self._sure[sure] = None
            added = min(row, key=lambda each: (self.cost[each] / ways.settles(each), self.liking[each], each))
            chosen.append(added)
            ways.settle((added,))
            if best is not None and self._is_over(effort):
                ways.settle(chosen, -1)
                return best
        ways.settle(chosen, -1)
        return self._without_needless(chosen, effort)

    def _without_needless(self, chosen: list[int], effort: Effort) -> Row:
        """Leave out, the dearest first, each request without which no way is left; what conditions ask stays."""
        ways, kept = self.ways, set(chosen)
        asked = {request for condition in self.conditions for request in condition.wanted}
        ways.settle(kept)
        for request in sorted(kept - asked, key=lambda each: (-self.cost[each], -self.liking[each], -each)):
            if self._is_over(effort):
                break
            ways.settle((request,), -1)
            if ways.way() is None:
                kept.discard(request)
            else:
                ways.settle((request,))
        ways.settle(kept, -1)
        return tuple(sorted(kept))
