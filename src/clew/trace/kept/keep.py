"""A case's result, kept beside it: written after a trace, and opened instead of one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from hashlib import file_digest
from pathlib import Path

from clew.errors import ClewError
from clew.formats import Loaded
from clew.rules import Pack, load_packs
from clew.store import Problem, beside
from clew.store.database import meanwhile
from clew.store.memory import uncollected
from clew.trace.dress import Dresser
from clew.trace.facts import look_up
from clew.trace.kept.answers import Reader, Writer
from clew.trace.kept.grounds import WORDS, grounds
from clew.trace.kept.known import Grounds, remember, remembered
from clew.trace.run import Request, Trace, day_of

SUFFIX = ".traced"


class Keeper:
    """Keeps and finds the result of a request.

    Attributes
    ----------
    path : Path
        Where the result is kept, beside the case.
    why : str
        Why a result that is there was not used; empty if there is none, or if it was.
    """

    def __init__(self, request: Request) -> None:
        self._request = request
        self._case = Path(request.graphs[0])
        self.path = self._case.with_name(self._case.name + SUFFIX)
        self.why = ""
        self.look()

    @classmethod
    def of(cls, request: Request) -> Keeper | None:
        """Return the keeper of a request; None if it is not the whole result of one case as it is."""
        case = Path(request.graphs[0])
        part = request.entries or request.source or request.target
        other = request.mapping or request.keep_going or request.engine != "arrays"
        if len(request.graphs) > 1 or part or other or case.suffix.lower() != ".clew" or not case.is_file():
            return None
        return cls(request)

    def look(self) -> None:
        """Look at the case as it is now, before it is read: what its result depends on is worked out meanwhile."""
        self._read = _stamp(self._case)
        self._now = meanwhile(self._grounds)

    def _grounds(self) -> tuple[Grounds, tuple[Pack, ...]]:
        packs = load_packs(list(self._request.packs) or None)
        return grounds(self._request, packs), packs

    def find(self) -> Trace | None:
        """Return the trace that was kept, if a trace of the case as it is would give the same.

        Raises
        ------
        ClewError
            If the case cannot be read, or what is asked is wrong.
        """
        import duckdb

        day_of(self._request.as_of)
        self.why = ""
        try:
            with self.path.open("rb") as file:
                found = remembered(file_digest(file, "sha256").hexdigest())
        except FileNotFoundError:
            return None
        except OSError as error:
            self.why = f"it cannot be read ({error.strerror})"
            return None
        if found is None:
            self.why = "it was not kept by you on this machine"
            return None
        now, packs = self._now()
        self.why = ", ".join(words for name, words in WORDS.items() if found.get(name) != now[name])
        if self.why:
            return None
        try:
            return _opened(self.path, packs)
        except duckdb.Error as error:
            self.why = f"it cannot be opened ({str(error).splitlines()[0]})"
            return None

    def keep(self, trace: Trace) -> str:
        """Keep a trace of the case.

        Returns
        -------
        str
            Why it was not kept; empty if it was.
        """
        import duckdb

        unfinished = self.path.with_name(f".{self.path.name}.unfinished")
        con = trace.loaded.con.cursor()
        try:
            found, _ = self._now()
            if _stamp(self._case) != self._read:
                return "the case has changed since it was read"
            unfinished.unlink(missing_ok=True)
            beside.keep(con, unfinished, _texts(trace))
            with unfinished.open("rb") as file:
                remember(file_digest(file, "sha256").hexdigest(), found)
            unfinished.replace(self.path)
        except (OSError, duckdb.Error, ClewError) as error:
            return str(error).splitlines()[0]
        finally:
            con.close()
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
        return ""


def _stamp(path: Path) -> tuple[int, int, int]:
    """Return what changes when somebody writes into a file."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _texts(trace: Trace) -> dict[str, list[str]]:
    loaded = trace.loaded
    about = {"name": loaded.name, "sha256": loaded.sha256, "records": loaded.records, "virtual": trace.dresser.virtual}
    writer = Writer()
    answers = [_json(writer.plain(answer)) for answer in trace.answers]
    return {
        "head": [_json(trace.head)],
        "about": [_json(about)],
        "problems": [_json(asdict(problem)) for problem in loaded.problems],
        "hops": [_json(hop) for hop in writer.hops],
        "answers": answers,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _opened(path: Path, packs: Sequence[Pack]) -> Trace:
    con = beside.opened(path)
    with uncollected():
        head, about, problems, hops, answers = (
            [json.loads(text) for text in beside.kept_texts(con, name)]
            for name in ("head", "about", "problems", "hops", "answers")
        )
        reader = Reader(hops)
        made = tuple(reader.answer(each) for each in answers)
        dresser = Dresser.of(look_up(con, made), packs, virtual=about[0]["virtual"])
    found = tuple(Problem(**each) for each in problems)
    loaded = Loaded(con, about[0]["name"], found, 0, None, about[0]["sha256"], about[0]["records"])
    return Trace(loaded, made, dresser, head[0], tuple(packs))
