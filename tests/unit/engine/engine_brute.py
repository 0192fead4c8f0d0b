"""The engine's answers by brute force: explicit pairs instead of hubs, walks one by one, no cleverness."""

from itertools import product

from clew.engine.graph import KINDS
from clew.model.answers import Chain, Finding, Hop, Source, Stock
from clew.model.basis import Basis
from clew.model.dates import ALWAYS, EVER

NEVER = 10**9


class Brute:
    def __init__(self, tables):
        self.t = tables
        self.n = len(tables.stocks)
        low, high = self.n, tables.first_entry
        self.pairs = []
        for tail, head, kind, basis, claim, first, last, proven, ghost in tables.hop:
            if tail < low and not low <= head < high:
                self.pairs.append((tail, head, kind, basis, claim, first, last, proven, ghost))
        into = [h for h in tables.hop if low <= h[1] < high]
        out = [h for h in tables.hop if low <= h[0] < high]
        for a, b in product(into, out):
            if a[1] == b[0] and a[0] != b[1]:
                self.pairs.append((a[0], b[1], b[2], min(a[3], b[3]), b[4], b[5], b[6], b[7], a[8] or b[8]))

    def hops(self, level):
        """(tail, head, kind, basis, claim, first, last as they hold, raw first, raw last)."""
        for tail, head, kind, basis, claim, first, last, proven, ghost in self.pairs:
            if (ghost and level > 0) or basis < level:
                continue
            free = level <= 1 and not proven
            yield tail, head, kind, basis, claim, EVER if free else first, ALWAYS if free else last, first, last

    def arrivals(self, seeds, level):
        day = {}
        for node, t in seeds:
            day[node] = min(day.get(node, NEVER), t)
        hops = list(self.hops(level))
        changed = True
        while changed:
            changed = False
            for tail, head, _, _, _, first, last, *_ in hops:
                t = day.get(tail, NEVER)
                if t <= last and max(t, first) < day.get(head, NEVER):
                    day[head] = max(t, first)
                    changed = True
        return day

    def sources(self, rule, status, entry, level, as_of=None):
        first, last = as_of or self.t.entries[entry]
        for label, node, basis, begin, proven, claim, listing, ghost in self.t.source:
            _, its, begins, ends = self.t.label[label]
            if its != rule or (begins <= last and ends >= first) != status:
                continue
            if (ghost and level > 0) or basis < level:
                continue
            yield node, begin if level >= 2 else proven, claim, listing, basis

    def reaches(self, node, day, entry, level):
        return self.t.first_entry + entry in self.arrivals([(node, day)], level)

    def said(self, node):
        return None if node >= self.n else Stock(*self.names(node))

    def names(self, node):
        holder, item = self.t.stocks[node]
        return f"h{holder:07d}", f"i{item:07d}" if item else "*"

    def source(self, row):
        node, _, claim, listing, basis = row
        return Source(
            self.said(node),
            f"c{claim:07d}" if claim >= 0 else None,
            f"l{listing}" if listing >= 0 else None,
            Basis(basis),
        )

    def best(self, sources, entry, level):
        """All walks by number of hops; the smallest list of (holder, item, claim)."""
        goal = self.t.first_entry + entry
        hops = list(self.hops(level))
        walks = {(node, day): () for node, day, *_ in sources}
        walks = [(node, day, ()) for node, day in walks]
        for _ in range(len(self.t.stocks) + 2):
            done = [way for node, _, way in walks if node == goal]
            if done:
                return min(done, key=self.order)
            longer = {}
            for node, day, way in walks:
                for hop in hops:
                    if hop[0] == node and day <= hop[6]:
                        key = (hop[1], max(day, hop[5]), *way, hop)
                        longer[key] = (hop[1], max(day, hop[5]), (*way, hop))
            walks = list(longer.values())
        raise AssertionError("no way")

    def order(self, way):
        return [(*self.names(h[0]), f"c{h[4]:07d}" if h[4] >= 0 else "") for h in way], [(-h[3], h[2]) for h in way]

    def findings(self, entry, as_of=None):
        found = []
        for rule, code, *_ in self.t.rule:
            for status in (True, False):
                for level in (4, 3, 2, 1, 0):
                    sources = list(self.sources(rule, status, entry, level, as_of))
                    good = [s for s in sources if self.reaches(s[0], s[1], entry, level)]
                    if good:
                        way = self.best(sources, entry, level)
                        path = tuple(self.hop(h) for h in way)
                        strongest = {}
                        for s in sorted(good, key=lambda source: source[4]):
                            strongest[s[0], s[2], s[3]] = self.source(s)
                        said = set(strongest.values())
                        found.append((code, status, level, said, path))
                        break
        return found

    def hop(self, h):
        tail, head, kind, basis, claim, _, _, first, last = h
        return Hop(
            self.said(tail),
            self.said(head),
            KINDS[kind],
            Basis(basis),
            f"c{claim:07d}" if claim >= 0 else None,
            first,
            last,
        )

    def chain(self, entry, level):
        t = self.t
        made = {row[0] for row in t.stock_made}
        extracted = {row[0]: row[2] for row in t.stock_made if row[1]}
        hops = list(self.hops(level))
        product = {k for k, (_, item) in enumerate(t.stocks) if item not in t.lots}
        graph = [h for h in hops if h[2] <= 6 or (h[2] == 7 and h[1] in product)]
        member = {n for h in graph for n in h[:2] if n < self.n} | made
        behind = {n: {n} for n in range(self.n)}
        for _ in range(self.n):
            for h in graph:
                if h[1] < self.n:
                    behind[h[1]] |= behind[h[0]]
        opened = {(s, kind) for s, kind in t.stock_open if level <= 1 or kind != "unproven_complete"}
        for s in member:
            same = {n for n in behind[s] if s in behind[n]}
            if behind[s] == same and not same & set(extracted):
                opened.add((s, "root"))
        stocks = {s for s, _ in opened}
        seeds = [(s, EVER) for s in stocks] + [(s, d if level >= 2 else EVER) for s, d in extracted.items()]
        sure = self.arrivals(seeds, level)
        early = set()
        while True:
            rest = self.arrivals([(h[1], h[5]) for h in early], level)
            now = {h for h in hops if h[2] <= 6 and h[6] < (sure[h[0]] if h[0] in sure else rest.get(h[0], -NEVER))}
            if now <= early:
                break
            early |= now
        frontier = {row for row in opened if self.reaches(row[0], EVER, entry, level)}
        frontier |= {(h[0], "left_too_early") for h in early if self.reaches(h[1], h[5], entry, level)}
        own = {h[1] for h in hops if h[2] == 5 and h[1] < self.n and t.stocks[h[0]][0] == t.stocks[h[1]][0]}
        there = made | stocks | own
        gaps = {row[0]: row[1:] for row in t.stock_gap}
        screened, labor, making = set(), set(), set()
        for s in range(self.n):
            if not self.reaches(s, EVER, entry, level):
                continue
            place, operator, good, hands, wide = gaps.get(s, (0, False, False, False, False))
            if s in member and place:
                screened.add((s, ("", "place", "region")[place]))
            if s in member and operator:
                screened.add((s, "operator"))
            if s in there and good:
                screened.add((s, "good"))
            if hands and (s in there or (level <= 1 and wide and s in member)):
                labor.add(self.names(s)[0])
            if s in there:
                making.add(self.names(s)[0])
        named = lambda rows: tuple(sorted((self.said(s), kind) for s, kind in rows))  # noqa: E731
        return Chain(named(frontier), named(screened), tuple(sorted(labor)), len(making))

    def exposures(self, entry):
        tasks = dict(self.t.workforce)
        reach = {self.names(s)[0] for s in range(self.n) if self.reaches(s, EVER, entry, 2)}
        return tuple(
            sorted(
                (f"c{c:07d}", f"{tasks[c]}: handling, not production")
                for h, c in self.t.exposure
                if f"h{h:07d}" in reach
            )
        )


def as_brute(finding: Finding):
    return (
        finding.rule, finding.in_force, int(finding.basis) if finding.basis else 0, set(finding.sources), finding.path
    )  # fmt: skip
