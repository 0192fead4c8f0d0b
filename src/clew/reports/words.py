"""Cells and lines that several formats share: one place says them, so that all say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from clew.model.requirements import requirements
from clew.views.states import MEANINGS, REQUIREMENTS, SIGNS, WORDS
from clew.views.text import count, visible

Plain = Mapping[str, Any]
Row = TypeVar("Row")


MOST = 800
"""Signs of one text that pages show: longer ones are whole in JSON, XLSX and CSV."""


ROWS = 100
"""Rows of a long list that pages show; how many more there are is said, and JSON and XLSX have them all."""


RESTS = 20
"""Lines of what one path rests on without a record that pages show; a page a path is what a reader wants."""


def first(rows: Sequence[Row], what: str) -> tuple[Sequence[Row], str]:
    """Return the rows that pages show, and what is said of the others, "" if there are none."""
    more = len(rows) - ROWS
    return rows[:ROWS], f"And {more:,} more {what}: .xlsx and .json have them all." if more > 0 else ""


def rests(path: Plain) -> list[str]:
    """Return what a path rests on without a record, each once, and how many more there are."""
    times: Counter[str] = Counter(path["breadcrumbs"])
    lines = [text if number == 1 else f"{text} ({number:,} times)" for text, number in times.items()]
    more = len(lines) - RESTS
    return lines[:RESTS] + ([f"And {more:,} more: .json has them all."] if more > 0 else [])


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


MATRIX_LEGEND = "● met; · only by a document of another time; ○ missing; ✕ a document speaks against it; blank: none"


def met(step: Plain) -> list[str]:
    """Return the requirements of a step that are met, with what they prove."""
    return [f"{each['requirement']} {each['proves']}" for each in step["requirements"] if each["state"] == "met"]


def unmet(step: Plain, *, marked: bool = False) -> list[str]:
    """Return the requirements of a step that are not met: sign, what they prove, why, and the request for them."""
    why = {"silent": " (a document is of another time)", "contradicted": " (a document speaks against it)"}
    return [
        (f"{REQUIREMENTS[each['state']]} " if marked else "")
        + f"{each['requirement']} {each['proves']}{why.get(each['state'], '')}"
        + (f" → {each['request']}" if each["request"] else "")
        for each in step["requirements"]
        if each["state"] != "met"
    ]


def matrix_heads(matrix: Plain) -> list[str]:
    """Return the heads of a table of hop × requirement."""
    return ["Steps", "Record", *matrix["requirements"]]


def matrix_rows(matrix: Plain) -> list[list[str]]:
    """Return the rows of a table of hop × requirement: signs, "" where a requirement is not asked."""
    return [
        [
            ", ".join(row["steps"]),
            f"{row['kind']} {row['claim']}" if row["claim"] else f"○ no record: {row['kind']}",
            *(REQUIREMENTS.get(row["states"].get(code, ""), "") for code in matrix["requirements"]),
        ]
        for row in matrix["rows"]
    ]


def matrix_key(matrix: Plain) -> str:
    """Say what the requirements of a table are, and what its signs mean."""
    proves = {each.code: each.proves for each in requirements()}
    return "; ".join([MATRIX_LEGEND, *(f"{code} {proves[code]}" for code in matrix["requirements"])])


OTHERS = (
    "Other paths through the same parties: paths of the same rule to the same entry, as sure as the one shown or "
    "surer, that differ from it in one step or more and are at no party or facility where it is not"
)


def others(path: Plain) -> str:
    """Say how many other paths run through the same parties."""
    found = path["others"]
    if found is None:
        return "not counted"
    return f"{found['paths']:,}" if found["exact"] else f"at least {found['paths']:,}"


def spoken_against(entry: Plain) -> list[str]:
    """Say what is contradicted, what is rebutted, and what else a document on the paths speaks against."""
    disputed = [("contradicted", each) for each in entry["contradictions"]]
    disputed += [("rebutted" if each["rebutted"] else "counter-evidence", each) for each in entry["against"]]
    return [f"{how}: {each['claim_kind']} {each['claim']}: {cited(each)}" for how, each in disputed]


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
    """Say how much is open, in the chain and behind it; of a stock that is asked about, its ends say so."""
    if not entry["verdict"]:
        return "Where what is upstream ends is listed below."
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
    return f"{start} → {'entry' if path['verdict'] else 'stock'} {path['entry']}"


def path_law(path: Plain) -> list[str]:
    """Say by which rule a path counts, how sure it is, and whether the rule is in force."""
    law = f"{path['rule']} ({path['force']})" + (f": {path['citation']}" if path["citation"] else "")
    edition = [f"List: {path['pack']}, edition {path['edition']}"] if path["pack"] else []
    force = [] if path["in_force"] else ["Not in force on the day of the entry: it does not count for the verdict."]
    more = path["other_sources"]
    other = [f"Other sources of the same finding: {more}"] if more else []
    beside = f"Other paths through the same parties: {others(path)}"
    sure = f"Basis: {path['basis']}, {badge(path)}. A lead, not a determination."
    return [law, *edition, sure, *force, *other, beside]


def verdict_title(verdict: str) -> str:
    """Say a verdict as people read it."""
    return {"no_path": "no path in the data supplied"}.get(verdict, verdict)


def summary_lines(report: Plain) -> list[tuple[str, str]]:
    """Return the summary as labels and values."""
    told = report["summary"]
    verdicts = ", ".join(
        f"{number} {verdict_title(verdict) or 'stock'}" for verdict, number in told["verdicts"].items()
    )
    way, of = next(iter((report["asked"] or {}).items()), ("", ""))
    asked = {"from": f"what the goods or labor of {of} can reach", "to": f"what is upstream of {of}"}
    rows = [
        ("Asked", asked.get(way, "")),
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
        ("Lists", "; ".join(f"{each['pack']}, edition {each['edition']}" for each in report["packs"])),
    ]
    left_out = report["graph"]["left_out"]
    rows += [("Left out", f"{left_out:,} rows that were not sound: not in this report")] if left_out else []
    return [(label, value) for label, value in rows if value]


def entry_title(entry: Plain) -> str:
    """Say which entry, or which stock that is asked about."""
    return f"{entry['number']} {'Entry' if entry['verdict'] else 'Stock'} {entry['entry']}"


def ended(report: Plain) -> list[str]:
    """Say where a reach ends that was asked for, one line an end."""
    return [f"{each['who']}: {each['why']}" for each in report["ends"]]


def contents(report: Plain) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return for each entry its title, and the title and badge of each of its paths."""
    return [
        (
            ": ".join(filter(None, [entry_title(entry), verdict_title(entry["verdict"])])),
            [(f"{path['number']} {path['rule']}: {path_title(path)}", badge(path)) for path in entry["paths"]],
        )
        for entry in report["entries"]
    ]


NO_CERTIFICATE = "This report carries no certificate: clew explain writes one for each entry."


def certified(report: Plain) -> list[list[str]]:
    """Return entry, verdict and digest of each certificate that the report carries as data."""
    return [[each["entry"], each["verdict"], each["digest"]] for each in report["certificates"]]


def footer(report: Plain) -> str:
    """Say by which hashes this report, its graph and its lists are known; those of lists are whole in their table."""
    lists = ", ".join(f"{each['pack']} {each['sha256'][:12]}…" for each in report["packs"])
    return f"clew {report['clew']} · graph {report['graph']['sha256']} · report {report['digest']} · lists {lists}"
