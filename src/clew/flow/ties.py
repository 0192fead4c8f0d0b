"""Sameness (rule 6): which holders, and which items, are one, how sure, and by which claim.

The basis between two is that of the strongest chain of links between them, which is as strong as its weakest
link: two are the same at a level if they hang together by links of that level or stronger.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import TYPE_CHECKING

from clew.flow import script
from clew.flow.components import Forest
from clew.model.basis import LEVELS

if TYPE_CHECKING:
    import duckdb

MANY = 32
"""Holders above which those that are the same are joined through hubs, not pair by pair."""

_Link = tuple[int, int, int]
"""Basis, and two numbers that it makes one."""

_EMPTY = """
CREATE TABLE tied (holder INTEGER, documented INTEGER, asserted INTEGER, assumed INTEGER, unexcluded INTEGER);
CREATE TABLE tied_pair (a INTEGER, b INTEGER, basis UTINYINT, claim INTEGER);
CREATE TABLE tied_circle (circle INTEGER, basis UTINYINT, holder INTEGER, enters BOOLEAN, leaves BOOLEAN);
CREATE TABLE same_item (a INTEGER, b INTEGER, basis UTINYINT, claim INTEGER);
CREATE VIEW same_holder AS
SELECT a.holder AS a, b.holder AS b,
    CASE WHEN a.documented = b.documented THEN 4 WHEN a.asserted = b.asserted THEN 3
        WHEN a.assumed = b.assumed THEN 2 ELSE 1 END :: UTINYINT AS basis
FROM tied AS a JOIN tied AS b ON b.unexcluded = a.unexcluded AND b.holder <> a.holder;
"""


@dataclass
class Links:
    """The links on record, of holders or of items.

    Attributes
    ----------
    links : list of (basis, a, b)
        Enough of them to hold everything together that hangs together.
    claims : dict
        For two numbers (smaller first) and a basis, the smallest claim that says that they are one.
    """

    links: list[_Link] = field(default_factory=list)
    claims: dict[_Link, int] = field(default_factory=dict)

    def add_claim(self, basis: int, a: int, b: int, claim: int) -> None:
        """Add what a claim says."""
        self.links.append((basis, a, b))
        key = (basis, min(a, b), max(a, b))
        self.claims[key] = min(claim, self.claims.get(key, claim))

    def levels(self) -> dict[int, dict[int, int]]:
        """Return for each level, strongest first, the component of every number that has a link."""
        forest = Forest({number for _, a, b in self.links for number in (a, b)})
        found = {}
        for level in LEVELS:
            for basis, a, b in self.links:
                if basis == level:
                    forest.tie(a, b)
            found[int(level)] = forest.roots()
        return found

    def pairs(self, circles: "Iterable[Circle]") -> Iterator[tuple[int, int, int, int]]:
        """Yield (a, b, basis, claim or -1) for the ordered pairs of circles."""
        for circle in circles:
            for one, other in permutations(circle.parts, 2):
                for a in one:
                    for b in other:
                        key = (circle.basis, min(a, b), max(a, b))
                        yield a, b, circle.basis, self.claims.get(key, -1)

    def claimed_pairs(self, circles: "Iterable[Circle]") -> Iterator[tuple[int, int, int, int]]:
        """Yield (a, b, basis, claim) for the ordered pairs of circles that a claim makes one."""
        for circle in circles:
            part_of = {number: place for place, part in enumerate(circle.parts) for number in part}
            for (basis, a, b), claim in self.claims.items():
                if basis == circle.basis and part_of.get(a, -1) != part_of.get(b, -1) and {a, b} <= part_of.keys():
                    yield from ((a, b, basis, claim), (b, a, basis, claim))


@dataclass(frozen=True)
class Circle:
    """What is the same at a level, in parts within which it is the same at a stronger one already."""

    basis: int
    parts: tuple[tuple[int, ...], ...]

    @property
    def members(self) -> tuple[int, ...]:
        """All numbers of the circle."""
        return tuple(number for part in self.parts for number in part)


def circles(levels: dict[int, dict[int, int]]) -> list[Circle]:
    """Return the circles of all levels; every pair of numbers that are the same is in just one, in two parts."""
    found = []
    stronger: dict[int, int] = {}
    for basis, component in levels.items():
        parts: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number in sorted(component):
            parts[component[number]][stronger.get(number, number)].append(number)
        found += [
            Circle(basis, tuple(tuple(part) for part in within.values()))
            for _, within in sorted(parts.items())
            if len(within) > 1
        ]
        stronger = component
    return found


def word_links(heads: dict[int, frozenset[int]], apart: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield enough pairs to hold together the holders that share a word.

    Parameters
    ----------
    heads : dict
        For each holder that bears the word its heads: two are of one house if they share one.
    apart : set of (int, int)
        Pairs, in both orders, that were decided to be different.

    Notes
    -----
    A search over all pairs but those of one house or decided apart, which visits each holder once; each step
    looks at those that are not found yet.
    """
    rest = sorted(heads)
    while rest:
        queue = [rest.pop(0)]
        while queue and rest:
            here = queue.pop()
            linked = [b for b in rest if heads[here].isdisjoint(heads[b]) and (here, b) not in apart]
            found = set(linked)
            rest = [b for b in rest if b not in found]
            queue += linked
            yield from ((here, b) for b in linked)


def read(con: "duckdb.DuckDBPyConnection") -> tuple[Links, Links]:
    """Return the links of holders and those of items that the world at hand has."""
    holders, items = Links(), Links()
    apart: set[tuple[int, int]] = set()
    words: dict[tuple[int, str], dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for word, a, b, is_item, different, basis, claim in con.execute(script.text("sets/links")).fetchall():
        if word is not None:
            words[basis, word][a].add(b)
        elif different:
            if not is_item:
                apart |= {(a, b), (b, a)}
        else:
            (items if is_item else holders).add_claim(basis, a, b, claim)
    for (basis, _), bearers in sorted(words.items()):
        heads = {holder: frozenset(found) for holder, found in bearers.items()}
        holders.links += [(basis, a, b) for a, b in word_links(heads, apart)]
    return holders, items


def run(con: "duckdb.DuckDBPyConnection", *, any_links: bool) -> tuple[int, int, int]:
    """Make the tables of sameness in the world at hand; empty ones if there are no links to follow.

    Returns
    -------
    tuple of int
        How many holders, circles that need hubs, and pairs of items there are.
    """
    con.execute(_EMPTY)
    if not any_links:
        return 0, 0, 0
    holders, items = read(con)
    levels = holders.levels()
    _fill(con, "tied", [(number, *(level[number] for level in levels.values())) for number in sorted(levels[1])])
    found = circles(levels)
    few = [circle for circle in found if len(circle.members) <= MANY]
    many = [circle for circle in found if len(circle.members) > MANY]
    _fill(con, "tied_pair", sorted([*holders.pairs(few), *holders.claimed_pairs(many)]))
    _fill(con, "tied_circle", list(_gates(many, holders)))
    item_pairs = sorted(items.pairs(circles(items.levels())))
    _fill(con, "same_item", item_pairs)
    return len(levels[1]), len(many), len(item_pairs)


def _gates(many: list[Circle], links: Links) -> Iterator[tuple[int, int, int, bool, bool]]:
    """Yield (circle, basis, holder, enters, leaves), a circle for each hub, that join just the pairs without a claim.

    Notes
    -----
    Holders that may lead to the same others enter one hub: those that are no part with others by who they are
    one with by a claim (such pairs have hops of their own), those of a larger part apart from these.
    """
    number = 0
    for circle in many:
        claimed: dict[int, set[int]] = defaultdict(set)
        for a, b, _, _ in links.claimed_pairs([circle]):
            claimed[a].add(b)
        gates: dict[tuple[tuple[int, ...], frozenset[int]], set[int]] = defaultdict(set)
        for part in circle.parts:
            for holder in part:
                gates[part if len(part) > 1 else (), frozenset(claimed[holder])].add(holder)
        for (part, others), entering in gates.items():
            closed = others.union(part)
            if entering.issuperset(set(circle.members) - closed) and len(entering) == 1:
                continue
            for holder in circle.members:
                if holder in entering or holder not in closed:
                    yield number, circle.basis, holder, holder in entering, holder not in closed
            number += 1


def _fill(con: "duckdb.DuckDBPyConnection", table: str, rows: Sequence[tuple[int, ...]]) -> None:
    """Insert rows of whole numbers into a table."""
    if not rows:
        return
    import numpy as np

    columns = np.array(rows, dtype=np.int32).T
    con.register("filling", {f"c{place}": np.ascontiguousarray(column) for place, column in enumerate(columns)})
    con.execute(f"INSERT INTO {table} SELECT * FROM filling")
    con.unregister("filling")
