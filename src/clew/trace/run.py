"""A trace from files to a result: load, packs, flow, sources, engine, and the dressing, in this order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Literal

from clew import __version__
from clew.errors import ClewError
from clew.model.answers import Answer
from clew.model.dates import day_range, iso
from clew.model.policy import Policy
from clew.rules.pack import Pack
from clew.trace import reach
from clew.trace.derive import STEPS as DERIVED
from clew.trace.derive import derive, quiet
from clew.trace.dress import Dresser
from clew.trace.editions import pack_dict
from clew.trace.facts import look_up
from clew.trace.policy import policy_dict
from clew.trace.select import entries_by_id
from clew.trace.virtual import add_virtual_entries

if TYPE_CHECKING:
    from clew.formats import Loaded

STEPS = ("reading", *DERIVED, "tracing", "looking up records")
"""What a trace does, in order, in the words of its progress."""


@dataclass(frozen=True)
class Request:
    """What is to be traced.

    Attributes
    ----------
    graphs : sequence of str
        Files, folders or addresses, read as one graph.
    entries : sequence of str
        Ids of the entries to trace; empty = all.
    packs : sequence of str
        Names or files of packs; empty = all built-in ones.
    as_of : str or None
        A day: rules in force on it, instead of on the entry's own.
    chain : str or None
        ``full``, ``witness``, or None: full for named entries and on small graphs.
    source, target : str or None
        A holder whose reach is asked, or a stock (``HOLDER/ITEM``) whose upstream is.
    """

    graphs: Sequence[str]
    entries: Sequence[str] = ()
    packs: Sequence[str] = ()
    as_of: str | None = None
    chain: Literal["full", "witness"] | None = None
    policy: Policy = field(default_factory=Policy)
    mapping: str | None = None
    encoding: str = "utf-8"
    keep_going: bool = False
    source: str | None = None
    target: str | None = None
    engine: Literal["arrays", "reference"] = "arrays"


@dataclass(frozen=True)
class Trace:
    """A result that is dressed as it is read.

    Attributes
    ----------
    answers : tuple of Answer
        One an entry, in order of entry id.
    dresser : Dresser
        Makes the public form of them.
    head : dict
        The keys of the result that come before its entries.
    packs : tuple of Pack
        The packs that were asked.
    asked : (str, str) or None
        ``from`` and a holder, or ``to`` and a stock, where reach was asked instead of entries.
    ends : tuple of dict
        Where that reach ends.
    """

    loaded: Loaded
    answers: tuple[Answer, ...]
    dresser: Dresser
    head: dict[str, Any]
    packs: tuple[Pack, ...]
    asked: tuple[str, str] | None = None
    ends: tuple[dict[str, Any], ...] = ()

    def entries(self) -> Iterator[dict[str, Any]]:
        """Yield the entries of the result."""
        return (self.dresser.entry(answer) for answer in self.answers)

    @property
    def would_compile(self) -> bool:
        """Whether the graph is so large that the extra ``fast``, which is missing, would help."""
        from clew.engine import would_compile

        return would_compile(self.loaded.con.execute("SELECT count(*) FROM hop").fetchall()[0][0])

    def result(self) -> dict[str, Any]:
        """Return the whole result."""
        entries = list(self.entries())
        located = self.dresser.located(entries)
        if self.asked is None:
            return {**self.head, "entries": entries, "located": located}
        found = {"sources": entries[0]["findings"]} if self.asked[0] == "to" else {"entries": entries}
        return {**self.head, self.asked[0]: self.asked[1], **found, "ends": list(self.ends), "located": located}


@dataclass(frozen=True)
class Begun:
    """A graph that is read and sound, and the packs to ask: what a trace begins with."""

    request: Request
    loaded: Loaded
    packs: tuple[Pack, ...]
    wanted: tuple[int, ...] | None
    virtual: bool

    @property
    def registered(self) -> tuple[Pack, ...]:
        """The packs, and for ``--from`` the one that lists its holder."""
        return (*self.packs, reach.PACK) if self.request.source else self.packs

    @property
    def entries(self) -> int:
        """How many entries there are to trace."""
        if self.wanted is not None:
            return len(self.wanted)
        return int(self.loaded.con.execute("SELECT count(*) FROM entry").fetchall()[0][0])

    def derive(self, progress: Callable[[str], None] = quiet) -> None:
        """Make the hops and sources, of which every question is asked; nothing is answered yet."""
        if not self.loaded.few:
            # The database leaves Python idle while it derives from many records; what answers is imported meanwhile.
            Thread(target=import_module, args=("clew.engine.answering",)).start()
        derive(self.loaded.con, self.registered, self.request.policy, progress, few=self.loaded.few)


def run(request: Request, progress: Callable[[str], None] = quiet) -> Trace:
    """Trace a graph.

    Parameters
    ----------
    request : Request
        What to trace, and how.
    progress : callable
        Told each of `STEPS` when it begins.

    Raises
    ------
    ClewError
        If the input, a pack, an id or a date is wrong.
    """
    return finish(begin(request, progress), progress)


def begin(request: Request, progress: Callable[[str], None] = quiet) -> Begun:
    """Read what a trace needs: whatever a user can have wrong is found here.

    Raises
    ------
    ClewError
        As `run` does.
    """
    day_of(request.as_of)
    if request.source and request.target:
        raise ClewError(
            "--from and --to cannot be asked together.", hint="Ask them one after the other.", code="E-USAGE"
        )
    from clew import formats, rules

    packs = rules.load_packs(list(request.packs) or None)
    progress(STEPS[0])
    loaded = formats.load(
        request.graphs, mapping=request.mapping, encoding=request.encoding, keep_going=request.keep_going
    )
    wanted, virtual = _prepare(loaded, request)
    return Begun(request, loaded, tuple(packs), None if wanted is None else tuple(wanted), virtual)


def finish(begun: Begun, progress: Callable[[str], None] = quiet) -> Trace:
    """Trace what is read."""
    request, loaded, packs = begun.request, begun.loaded, begun.packs
    as_of = day_of(request.as_of)
    begun.derive(progress)
    progress(STEPS[4])
    answers = _answer(begun, progress)
    progress(STEPS[5])
    asked: tuple[str, str] | None = None
    ends: list[dict[str, Any]] = []
    if request.source:
        asked, ends = ("from", request.source), reach.downstream_ends(loaded.con)
        answers = reach.only_reached(answers, {rule.code: rule for pack in begun.registered for rule in pack.rules})
    elif request.target:
        asked, ends = ("to", request.target), reach.upstream_ends(answers[0])
    told = (*packs, reach.RULE_ONLY) if request.source else packs
    dresser = Dresser.of(look_up(loaded.con, answers), told, virtual=begun.virtual)
    return Trace(loaded, tuple(answers), dresser, head_of(loaded, packs, request, as_of), packs, asked, tuple(ends))


def _prepare(loaded: Loaded, request: Request) -> tuple[list[int] | None, bool]:
    """Return the claims of the entries to trace (None = all), and whether entries are made up."""
    if request.target:
        return [reach.add_target(loaded.con, request.target)], True
    virtual = add_virtual_entries(loaded.con) > 0
    if request.source:
        reach.mark_source(loaded.con, request.source)
    return (entries_by_id(loaded.con, request.entries) if request.entries else None), virtual


def _answer(begun: Begun, progress: Callable[[str], None]) -> list[Answer]:
    request = begun.request
    if request.engine == "reference":
        return _by_reference(begun.loaded, begun.registered, request, begun.wanted)
    from clew.engine import answering

    return answering.answer(
        begun.loaded.con,
        entries=begun.wanted,
        complete=None if request.chain is None else request.chain == "full",
        as_of=days_of(request.as_of),
        progress=lambda stage, done, total: progress(f"{STEPS[4]}: {stage} ({done} of {total})"),
    )


def _by_reference(
    loaded: Loaded, packs: Sequence[Pack], request: Request, wanted: Sequence[int] | None
) -> list[Answer]:
    """Answer by the naive reference, which sees the records only: no entries that are made up."""
    from clew.engine import reference
    from clew.formats import to_graph

    answers = reference.answer(to_graph(loaded.con), packs, request.policy, request.as_of)
    return [answer for answer in answers if wanted is None or answer.entry in request.entries]


def head_of(loaded: Loaded, packs: Sequence[Pack], request: Request, as_of: int | None) -> dict[str, Any]:
    """Return what a result says before its entries: of the graph, the packs, the policy and the day."""
    latest = as_of if as_of is not None else _latest_entry(loaded)
    return {
        "clew": __version__,
        "graph": {
            "name": loaded.name,
            "sha256": loaded.sha256,
            "records": dict(sorted(loaded.records.items())),
            "left_out": loaded.left_out,
            **({"left_out_file": Path(loaded.left_out_file).name} if loaded.left_out_file else {}),
        },
        "packs": [pack_dict(pack, latest) for pack in sorted(packs, key=lambda pack: pack.name)],
        "policy": policy_dict(request.policy),
        "as_of": None if as_of is None else iso(as_of),
    }


def _latest_entry(loaded: Loaded) -> int | None:
    found = loaded.con.execute("SELECT max(last_day) FROM entry WHERE NOT coalesce(is_virtual, false)").fetchone()
    return found[0] if found else None


def days_of(text: str | None) -> tuple[int, int] | None:
    """Return the day of ``--as-of`` as a range of days, see `day_of`."""
    day = day_of(text)
    return None if day is None else (day, day)


def day_of(text: str | None) -> int | None:
    """Return the day of ``--as-of``.

    Raises
    ------
    ClewError
        If it is no day.
    """
    if text is None:
        return None
    try:
        first, last = day_range(text)
    except ValueError as error:
        raise ClewError(f"--as-of {text!r} is not a day.", hint="Write it as 2024-05-09.", code="E-AS-OF") from error
    if first != last:
        raise ClewError(f"--as-of {text!r} is not one day.", hint=f"For example {text[:4]}-12-31.", code="E-AS-OF")
    return first
