"""The paths of an entry, the best first, over all levels down to one: each with its basis and its source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from clew.engine.cutout import Subgraph
from clew.engine.subgraph import Session
from clew.engine.tellings import Teller, Telling
from clew.engine.walks import Walk, Walks
from clew.model.answers import Hop, Source
from clew.model.basis import Basis


@dataclass(frozen=True)
class Path:
    """A path of a rule, in words.

    Attributes
    ----------
    basis : Basis
        The strongest level at which it is one: that of its weakest hop or source, weaker where only days that are
        not proven stand in the way of a stronger one.
    hops : tuple of Hop
        From source to entry; empty where the entry itself is the source.
    """

    rule: str
    basis: Basis
    source: Source
    hops: tuple[Hop, ...]


def best_first(session: Session, entry: str, level: int, rules: Iterable[str] | None = None) -> Iterator[Path]:
    """Yield all paths of a level or stronger: by basis, hops, list of (holder, item, claim), rule. Holds one path."""
    above: Subgraph | None = None
    rules = None if rules is None else tuple(rules)
    for each in range(4, level - 1, -1):
        cut = session.pruned(entry, each, rules)
        if not len(cut.source) or (above is not None and _same(cut, above)):
            continue
        teller = Teller(cut)
        for walk in Walks(cut).shortest_first():
            for telling in teller.tell(walk):
                if telling.basis == each:
                    yield in_words(cut, walk, telling)
        above = cut


def _same(cut: Subgraph, above: Subgraph) -> bool:
    """Whether a level adds nothing to a stronger one."""
    dated = cut.level > 1
    return dated and np.array_equal(cut.hop, above.hop) and np.array_equal(cut.source, above.source)


def in_words(cut: Subgraph, walk: Walk, telling: Telling) -> Path:
    """Return a path in words."""
    session = cut.session
    source = session.words.sources(session.labels.sources, [telling.source])[0]
    hops = tuple([cut.real_hop(*pair) for pair in walk.pairs])
    return Path(session.labels.rules[telling.rule][0], Basis(telling.basis), source, hops)
