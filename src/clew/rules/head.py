"""The YAML file of a pack: its rules, where it is from, and what must be true of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clew.errors import ClewError
from clew.model.dates import ALWAYS, EVER, day_range
from clew.rules.pack import Rule

FORCES = ("presumption", "prohibition", "sanction", "signal")
CONDITIONS = ("forced", "bonded", "prison", "indentured", "state_transfer", "forced_child")
_REQUIRED = ("pack", "title", "publisher", "edition", "retrieved", "superseded_by", "rules", "assertions")
_OPTIONAL = ("source", "table", "defaults", "facts")
_RULE_KEYS = ("code", "force", "citation", "begins", "ends", "workforce", "parties", "places", "about")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)+")


@dataclass(frozen=True)
class Head:
    """What the YAML file of a pack says; `table` is the file name of its rows, None if it has none."""

    name: str
    title: str
    publisher: str
    edition: str
    retrieved: str
    superseded_by: str | None
    sha256: str
    table: str | None
    defaults: Mapping[str, str]
    rules: tuple[Rule, ...]
    assertions: Mapping[str, Any]
    facts: tuple[str, ...]


class _Problems(list[str]):
    """What is wrong with a file, all of it."""

    def unless(self, good: object, message: str) -> None:
        """Note a problem unless something holds."""
        if not good:
            self.append(message)


def read_head(path: Path) -> tuple[Head, bytes]:
    """Read the YAML file of a pack.

    Returns
    -------
    Head
    bytes
        The file itself.

    Raises
    ------
    ClewError
        With every problem of the file, each with its key.
    """
    data, content = _mapping(path)
    problems = _Problems()
    for key in _REQUIRED:
        problems.unless(key in data, f"{key}: missing")
    for key in sorted(map(str, set(data) - {*_REQUIRED, *_OPTIONAL})):
        problems.append(f"{key}: unknown key (known: {', '.join((*_REQUIRED, *_OPTIONAL))})")
    source = data.get("source") or {}
    sha256 = str(source.get("sha256") or "") if isinstance(source, dict) else ""
    problems.unless(not sha256 or _SHA256.fullmatch(sha256), "source.sha256: not 64 hexadecimal digits in lower case")
    assertions = data.get("assertions")
    problems.unless(isinstance(assertions, dict) and assertions, "assertions: a pack states what must be true of it")
    retrieved = str(data.get("retrieved") or "")
    _day(retrieved, "retrieved", problems)
    rules = _rules(data.get("rules"), problems)
    table = data.get("table", f"{path.stem}.csv")
    if problems:
        _raise(path, problems)
    return (
        Head(
            name=str(data["pack"]),
            title=str(data["title"]),
            publisher=str(data["publisher"]),
            edition=str(data["edition"]),
            retrieved=retrieved,
            superseded_by=None if data["superseded_by"] is None else str(data["superseded_by"]),
            sha256=sha256,
            table=None if table in (None, "none") else str(table),
            defaults={str(key): str(value) for key, value in (data.get("defaults") or {}).items()},
            rules=rules,
            assertions=assertions or {},
            facts=tuple(" ".join(str(fact).split()) for fact in data.get("facts") or ()),
        ),
        content,
    )


def _mapping(path: Path) -> tuple[dict[str, Any], bytes]:
    """Return a YAML file as a mapping, and its bytes."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = path.read_bytes()
    try:
        data = yaml.load(content, Loader=loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ClewError(
            f"{path.name}: not YAML: {error}", hint="see docs/packs.md for an example", code="pack"
        ) from None
    if not isinstance(data, dict):
        _raise(path, ["the file is not a mapping of keys (pack, title, rules, assertions, …)"])
    return data, content


def _raise(path: Path, problems: list[str]) -> None:
    raise ClewError(
        f"{path.name}: {len(problems)} problem(s) in the pack:\n  " + "\n  ".join(problems),
        hint="docs/packs.md explains every key",
        code="pack",
    )


def _day(text: str, where: str, problems: _Problems) -> tuple[int, int]:
    """Return the days of a partial date, all days if it is blank or wrong (then with a problem)."""
    if text:
        try:
            return day_range(text)
        except ValueError:
            problems.append(f"{where}: {text!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)")
    return EVER, ALWAYS


def _rules(data: object, problems: _Problems) -> tuple[Rule, ...]:
    """Return the rules of a pack, sorted by code."""
    if not isinstance(data, list) or not data:
        problems.append("rules: not a list of rules")
        return ()
    rules = [_rule(item, f"rules[{number}]", problems) for number, item in enumerate(data)]
    codes = [rule.code for rule in rules]
    problems.unless(len(set(codes)) == len(codes), f"rules: a code stands twice ({', '.join(sorted(codes))})")
    return tuple(sorted(rules, key=lambda rule: rule.code))


def _rule(item: object, where: str, problems: _Problems) -> Rule:
    """Return one rule."""
    data: dict[str, Any] = item if isinstance(item, dict) else {}
    for key in ("code", "force", "citation"):
        problems.unless(data.get(key), f"{where}.{key}: missing")
    for key in sorted(map(str, set(data) - set(_RULE_KEYS))):
        problems.append(f"{where}.{key}: unknown key (known: {', '.join(_RULE_KEYS)})")
    code, force = str(data.get("code")), str(data.get("force"))
    problems.unless(_CODE.fullmatch(code), f"{where}.code: {code!r} is not like US-1307-LABOR")
    problems.unless(force in FORCES, f"{where}.force: {force!r} is none of {', '.join(FORCES)}")
    workforce = data.get("workforce") or {}
    nationalities = tuple(map(str, workforce.get("nationality") or ()))
    conditions = tuple(map(str, workforce.get("condition") or ()))
    for country in nationalities:
        problems.unless(
            re.fullmatch("[A-Z]{2}", country), f"{where}.workforce.nationality: {country!r} is no ISO alpha-2 code"
        )
    for condition in conditions:
        problems.unless(
            condition in CONDITIONS, f"{where}.workforce.condition: {condition!r} is none of {', '.join(CONDITIONS)}"
        )
    kinds = bool(workforce) or bool(data.get("parties")) or bool(data.get("places"))
    problems.unless(kinds, f"{where}: no kind of sources (workforce, parties: yes, places: yes)")
    return Rule(
        code=code,
        force=force,
        citation=" ".join(str(data.get("citation")).split()),
        begins=_day(str(data.get("begins") or ""), f"{where}.begins", problems)[0],
        ends=_day(str(data.get("ends") or ""), f"{where}.ends", problems)[1],
        nationalities=nationalities,
        conditions=conditions,
    )
