"""``clew diff``: what changed between two results, two graphs, or two editions of a list, and because of what."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clew.errors import ClewError
from clew.trace import diff_bom
from clew.trace.derive import quiet
from clew.trace.diff_because import Because, law_changes
from clew.trace.diff_entries import Entry, entry_changes
from clew.trace.diff_records import Change, record_changes
from clew.trace.run import Request, Trace, run
from clew.trace.select import did_you_mean

if TYPE_CHECKING:
    from clew.model.fingerprints import Step


@dataclass(frozen=True)
class Side:
    """One of the two that are compared.

    Attributes
    ----------
    name : str
        What it is called.
    result : mapping
        As ``clew trace --json`` gives it.
    trace : Trace or None
        None where a saved result was read.
    """

    name: str
    result: Mapping[str, Any]
    trace: Trace | None

    @property
    def entries(self) -> dict[str, Entry]:
        """Its entries by id."""
        return {entry["entry"]: entry for entry in self.result["entries"]}


def side(where: str, request: Request, progress: Callable[[str], None] = quiet) -> Side:
    """Return a side: a saved result, or a graph that is traced.

    Raises
    ------
    ClewError
        If it is neither, or the graph cannot be traced.
    """
    saved = _saved(where)
    if saved is not None:
        return Side(Path(where).name, saved, None)
    trace = run(replace(request, graphs=[where]), progress)
    return Side(trace.loaded.name, trace.result(), trace)


def _saved(where: str) -> dict[str, Any] | None:
    """Return a saved result, None if a file is none (a GRAPH may be a JSON document too)."""
    path = Path(where)
    if path.suffix.lower() != ".json" or not path.is_file():
        return None
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return None
    if not isinstance(document, dict) or not {"clew", "packs"} <= document.keys():
        return None
    if diff_bom.is_bom(document):
        return diff_bom.as_entries(document)
    if "entries" not in document or "from" in document:
        raise ClewError(
            f"{where}: this result has no entries to compare.",
            hint="clew diff compares results of `clew trace` (without --from and --to) and of `clew bom`, graphs, and "
            "editions of packs.",
            code="E-RESULT",
        )
    return document


def diff(before: Side, after: Side, entries: Sequence[str] = ()) -> dict[str, Any]:
    """Return what differs between two sides.

    Parameters
    ----------
    entries : sequence of str
        Ids of the entries to compare; empty = all.

    Raises
    ------
    ClewError
        If neither side has an entry that is asked for.
    """
    bills = [diff_bom.is_bom(each.result) for each in (before, after)]
    if bills[0] != bills[1]:
        other = (before, after)[bills[0]].name
        raise ClewError(
            f"{other} is no result of `clew bom`, but the other side is.",
            hint="Save one of it too: clew bom GRAPH -o bom.json",
            code="E-RESULT",
        )
    old, new = before.entries, after.entries
    both = {*old, *new}
    for entry in entries:
        if entry not in both:
            hint = did_you_mean(entry, sorted(both)) or f"There are {', '.join(sorted(both)[:5]) or 'none'}."
            raise ClewError(f"there is no entry {entry!r} on either side.", hint=hint, code="E-ENTRY")
    because = Because(_records(before, after), _laws(before, after), _settings(before, after))
    chosen = sorted(set(entries or both))
    shared = [entry for entry in chosen if entry in old and entry in new]
    changes = [each for entry in chosen for each in entry_changes(entry, old.get(entry), new.get(entry), because)]
    lines = diff_bom.told(before.result, after.result, changes, shared, because) if bills[0] else {}
    return {
        "before": _head(before),
        "after": _head(after),
        "compared": len(chosen),
        "entries": changes,
        **lines,
        "fingerprints": list(_fingerprints(before, after, shared)),
    }


def _head(one: Side) -> dict[str, Any]:
    packs = [{"pack": pack["pack"], "edition": pack["edition"]} for pack in one.result["packs"]]
    return {"name": one.name, "sha256": one.result["graph"]["sha256"], "packs": packs, "as_of": one.result["as_of"]}


def _records(before: Side, after: Side) -> list[Change]:
    """Return the records that differ; of saved results, the claims that only one of them names."""
    if before.result["graph"]["sha256"] == after.result["graph"]["sha256"]:
        return []
    if before.trace is not None and after.trace is not None:
        return record_changes(before.trace.loaded.con, after.trace.loaded.con)
    old, new = before.result["located"], after.result["located"]
    found = [(claim, new[claim], "first named") for claim in new if claim not in old]
    found += [(claim, old[claim], "no longer named") for claim in old if claim not in new]
    changes = [
        Change(where["table"], claim, word, claim, frozenset({claim}), where["file"], where["row"])
        for claim, where, word in found
    ]
    return sorted([*changes, *_other_documents(before, after)], key=lambda change: (change.table, change.record))


def _other_documents(before: Side, after: Side) -> Iterator[Change]:
    """Yield claims of paths that other documents count for than before."""
    old, new = _documents(before), _documents(after)
    for claim in sorted(old.keys() & new.keys()):
        where = after.result["located"].get(claim)
        if old[claim] != new[claim] and where:
            yield Change(where["table"], claim, "documents", claim, frozenset({claim}), where["file"], where["row"])


def _documents(one: Side) -> dict[str, tuple[str, ...]]:
    hops = (hop for entry in one.result["entries"] for finding in entry["findings"] for hop in finding["path"]["hops"])
    return {hop["claim"]: tuple(hop["documents"]) for hop in hops if hop["claim"]}


def _laws(before: Side, after: Side) -> list[dict[str, Any]]:
    if before.trace is not None and after.trace is not None:
        return law_changes(before.trace.packs, after.trace.packs)
    old, new = ({pack["pack"]: pack for pack in each.result["packs"]} for each in (before, after))
    found = []
    for name in sorted({*old, *new}):
        if name not in old or name not in new:
            found.append({"what": "pack", "pack": name, "change": "added" if name in new else "removed"})
        elif (old[name]["edition"], old[name]["sha256"]) != (new[name]["edition"], new[name]["sha256"]):
            found.append({"what": "pack", "pack": name, "change": "changed"})
    return found


def _settings(before: Side, after: Side) -> list[dict[str, Any]]:
    found = []
    if before.result["policy"] != after.result["policy"]:
        keys = {*before.result["policy"], *after.result["policy"]}
        differing = sorted(key for key in keys if before.result["policy"].get(key) != after.result["policy"].get(key))
        found += [{"what": "policy", "policy": key, "change": "changed"} for key in differing]
    if before.result["as_of"] != after.result["as_of"]:
        found.append({"what": "as_of", "change": f"{before.result['as_of']} → {after.result['as_of']}"})
    if None in (before.trace, after.trace) and before.result["graph"]["sha256"] != after.result["graph"]["sha256"]:
        found.append({"what": "graph", "change": "the records differ; compare the graphs to see which"})
    return found


def _fingerprints(before: Side, after: Side, entries: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the entries whose chains differ in who, where, what or in which steps, and the steps."""
    old, new = before.entries, after.entries
    prints = {entry: (old[entry].get("fingerprint"), new[entry].get("fingerprint")) for entry in entries}
    differing = [entry for entry, (one, other) in prints.items() if one and other and one != other]
    if not differing:
        return
    steps = _steps(before, differing), _steps(after, differing)
    for entry in differing:
        told: dict[str, Any] = {"appeared": None, "gone": None}
        if steps[0] is not None and steps[1] is not None:
            from clew.trace.fingerprint import differences, step_words

            found = differences(steps[0][entry], steps[1][entry])
            told = {"appeared": list(map(step_words, found.appeared)), "gone": list(map(step_words, found.gone))}
        yield {"entry": entry, "before": old[entry].get("fingerprint"), "after": new[entry].get("fingerprint"), **told}


def _steps(one: Side, entries: Sequence[str]) -> dict[str, tuple[Step, ...]] | None:
    if one.trace is None:
        return None
    from clew.trace.fingerprint import chain_parts
    from clew.trace.select import entries_by_id

    con = one.trace.loaded.con
    return chain_parts(con, entries_by_id(con, entries))
