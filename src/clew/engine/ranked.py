"""The paths of an entry, the best first, over all levels down to one: each with its basis and its source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clew.engine.cutout import Subgraph
from clew.engine.subgraph import Session
from clew.engine.tellings import Teller, Telling
from clew.engine.walks import Walk, Walks
from clew.engine.whole import whole
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


def best_first(
    session: Session, entry: str, level: int, rules: Iterable[str] | None = None, strongest: int = 4
) -> Iterator[Path]:
    """Yield all paths of a level or stronger: by basis, hops, list of (holder, item, claim), rule. Holds one path.

    Parameters
    ----------
    strongest : int
        A level above which there is none.

    Notes
    -----
    The paths of stronger levels are found again, and passed over, at weaker ones.
    """
    rules = None if rules is None else tuple(rules)
    for each in range(strongest, level - 1, -1):
        view = whole(session, entry, each, rules)
        teller = Teller(view)
        for walk in Walks(view).shortest_first():
            for telling in teller.tell(walk):
                if telling.basis == each:
                    yield in_words(view, walk, telling)


def in_words(cut: Subgraph, walk: Walk, telling: Telling) -> Path:
    """Return a path in words."""
    session = cut.session
    source = session.words.sources(session.labels.sources, [telling.source])[0]
    hops = tuple([cut.real_hop(*pair) for pair in walk.pairs])
    return Path(session.labels.rules[telling.rule][0], Basis(telling.basis), source, hops)
