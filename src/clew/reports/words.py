"""Cells and lines that several formats share: one place says them, so that all say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from clew.views.states import MEANINGS, SIGNS, WORDS
from clew.views.text import count, visible

Plain = Mapping[str, Any]


MOST = 800
"""Signs of one text that pages show: longer ones are whole in JSON, XLSX and CSV."""


ROWS = 100
"""Rows of a long list that pages show; how many more there are is said, and JSON and XLSX have them all."""


def first(rows: Sequence[Plain], what: str) -> tuple[Sequence[Plain], str]:
    """Return the rows that pages show, and what is said of the others, "" if there are none."""
    more = len(rows) - ROWS
    return rows[:ROWS], f"And {more:,} more {what}: .xlsx and .json have them all." if more > 0 else ""


def brief(text: object) -> str:
    """Return a text as pages show it: cut if it is very long, with how much is not shown."""
    told = visible(text)
    return told if len(told) <= MOST else f"{told[:MOST]}… ({len(told) - MOST:,} more signs: see .json)"


def end_words(end: Plain) -> str:
    """Say where goods are: holder, country, goods; or the entry."""
    if "entry" in end:
        return f"entry {end['entry']}"
    return f"{end['name']} ({end['country'] or 'country unknown'}): {end['goods']}"


def state_words(step: Plain) -> str:
    """Say how sure a step is: sign and word."""
    return f"{SIGNS[step['state']]} {WORDS[step['state']]}"


def days(first: str | None, last: str | None) -> str:
    """Say from when to when."""
    if first is None and last is None:
        return ""
    return str(first) if first == last else f"{first or '…'} to {last or '…'}"


def paper_words(document: Plain) -> str:
    """Say what a document is: kind, title, issuer, day, hash."""
    parts = [document["kind"], document["title"], document["issuer"] and f"by {document['issuer']}", document["issued"]]
    return ", ".join(str(part) for part in parts if part)


def cited(step: Plain) -> str:
    """Say which documents speak to a step."""
    return ", ".join(
        f"{each['number']} {each['document']}"
        + ("" if each["stance"] == "supports the claim" else f" ({each['stance']})")
        for each in step["documents"]
    )


def met(step: Plain, state: str) -> list[str]:
    """Return the requirements of a step that are met, or missing, with what they prove."""
    return [f"{each['requirement']} {each['proves']}" for each in step["requirements"] if each["state"] == state]


def badge(path: Plain) -> str:
    """Say how many steps of a path are gaps, and how many are asserted without all their papers."""
    gaps = count(path["gaps"], "gap") if path["gaps"] else "no gap"
    gaps = f"rebutted; {gaps}" if path["basis"] == "rebutted" else gaps
    return f"{gaps}, {path['asserted']} short of papers" if path["asserted"] else gaps


def open_words(each: Plain) -> str:
    """Say what is open."""
    behind = "not proven: " if each["level"] == "not proven" else ""
    return f"{behind}{each['who']}: {each['why']}"


def open_counts(entry: Plain) -> str:
    """Say how much is open, in the chain and behind it."""
    behind = sum(each["level"] == "not proven" for each in entry["open"])
    chain = len(entry["open"]) - behind
    return f"In the chain: {chain:,}. Behind it, where nothing proves that the records are all: {behind:,}."


def trip(step: Plain) -> str:
    """Say when goods can have left, and from when they can have been there."""
    left = f"left by {step['last']}" if step["last"] else ""
    there = f"there from {step['first']}" if step["first"] else ""
    return ", ".join(filter(None, [left, there]))


def sentence(text: str) -> str:
    """Return a text that begins as a sentence does."""
    return text[:1].upper() + text[1:]


LEGEND = "; ".join(f"{SIGNS[state]} {meaning}" for state, meaning in MEANINGS.items())


def path_title(path: Plain) -> str:
    """Say from where to where a path leads."""
    start = path["source"]["words"] if path["source"] else "source"
    return f"{start} → entry {path['entry']}"


def path_law(path: Plain) -> list[str]:
    """Say by which rule a path counts, how sure it is, and whether the rule is in force."""
    law = f"{path['rule']} ({path['force']})" + (f": {path['citation']}" if path["citation"] else "")
    edition = [f"List: {path['pack']}, edition {path['edition']}"] if path["pack"] else []
    force = [] if path["in_force"] else ["Not in force on the day of the entry: it does not count for the verdict."]
    more = path["other_sources"]
    other = [f"Other sources of the same finding: {more}"] if more else []
    return [law, *edition, f"Basis: {path['basis']}, {badge(path)}", *force, *other]


def verdict_title(verdict: str) -> str:
    """Say a verdict as people read it."""
    return {"no_path": "no path in the data supplied"}.get(verdict, verdict)


def summary_lines(report: Plain) -> list[tuple[str, str]]:
    """Return the summary as labels and values."""
    told = report["summary"]
    verdicts = ", ".join(f"{number} {verdict_title(verdict)}" for verdict, number in told["verdicts"].items())
    rows = [
        ("Entries", f"{told['entries']:,} ({verdicts})"),
        ("Paths", f"{told['paths']:,}, the best of each rule and entry"),
        ("By rule", ", ".join(f"{rule} {number}" for rule, number in told["by_rule"].items())),
        ("By basis", ", ".join(f"{basis} {number}" for basis, number in told["by_basis"].items())),
        (
            "Most paths go through",
            ", ".join(f"{each['name']} ({each['paths']})" for each in told["most_paths_through"]),
        ),
        ("Requests", f"{told['requests']:,}"),
        ("Graph", f"{report['graph']['name']}, sha256 {report['graph']['sha256']}"),
        ("Rules as of", report["as_of"] or "the day of each entry"),
    ]
    left_out = report["graph"]["left_out"]
    rows += [("Left out", f"{left_out:,} rows that were not sound: not in this report")] if left_out else []
    return [(label, value) for label, value in rows if value]


def footer(report: Plain) -> str:
    """Say by which hashes this report is known."""
    return f"clew {report['clew']} · graph {report['graph']['sha256']} · report {report['digest']}"
