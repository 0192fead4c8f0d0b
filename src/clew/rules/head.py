"""The YAML file of a pack: its rules, where it is from, and what must be true of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from clew.errors import ClewError
from clew.model.dates import ALWAYS, EVER, day_range
from clew.rules.pack import Rule

FORCES = ("presumption", "prohibition", "sanction", "signal")
CONDITIONS = ("forced", "bonded", "prison", "indentured", "state_transfer", "forced_child")
_REQUIRED = ("pack", "title", "publisher", "edition", "retrieved", "superseded_by", "rules", "assertions")
_OPTIONAL = ("source", "table", "defaults", "facts")
_RULE_KEYS = ("code", "force", "citation", "begins", "ends", "workforce", "parties", "places", "about")
_Kind = TypeVar("_Kind", dict[str, Any], list[Any])
_NOTHING = ("", "null", "none", "~")
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
    data, content = read_yaml(path)
    problems = _Problems()
    for key in _REQUIRED:
        problems.unless(key in data, f"{key}: missing")
    for key in sorted(map(str, set(data) - {*_REQUIRED, *_OPTIONAL})):
        problems.append(f"{key}: unknown key (known: {', '.join((*_REQUIRED, *_OPTIONAL))})")
    sha256 = str(_part(data, "source", {}, problems).get("sha256") or "")
    problems.unless(not sha256 or _SHA256.fullmatch(sha256), "source.sha256: not 64 hexadecimal digits in lower case")
    assertions = _part(data, "assertions", {}, problems)
    problems.unless(assertions, "assertions: none, but a pack states what must be true of it")
    defaults, facts = _part(data, "defaults", {}, problems), _part(data, "facts", [], problems)
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
            superseded_by=None if data["superseded_by"] in _NOTHING else str(data["superseded_by"]),
            sha256=sha256,
            table=None if table in _NOTHING else str(table),
            defaults={str(key): str(value) for key, value in defaults.items()},
            rules=rules,
            assertions=assertions,
            facts=tuple(" ".join(str(fact).split()) for fact in facts),
        ),
        content,
    )


def read_yaml(path: Path) -> tuple[dict[str, Any], bytes]:
    """Return a YAML file as a mapping, and its bytes; raise `ClewError` if it is none.

    All values stay text: ``NO`` is Norway and ``0702`` a code, not false and not 450.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
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


def _part(data: Mapping[str, Any], key: str, empty: _Kind, problems: _Problems) -> _Kind:
    """Return a part of a file that is a list or a mapping; an empty one if it is missing or something else."""
    found = data.get(key) or empty
    if isinstance(found, type(empty)):
        return found
    problems.append(f"{key}: {found!r} is not a {'mapping of keys' if isinstance(empty, dict) else 'list'}")
    return empty


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
    for key in ("parties", "places"):
        problems.unless(data.get(key, "no") in ("yes", "no"), f"{where}.{key}: neither yes nor no")
    for key in ("code", "force", "citation"):
        problems.unless(data.get(key), f"{where}.{key}: missing")
    for key in sorted(map(str, set(data) - set(_RULE_KEYS))):
        problems.append(f"{where}.{key}: unknown key (known: {', '.join(_RULE_KEYS)})")
    code, force = str(data.get("code")), str(data.get("force"))
    problems.unless(_CODE.fullmatch(code), f"{where}.code: {code!r} is not like US-1307-LABOR")
    problems.unless(force in FORCES, f"{where}.force: {force!r} is none of {', '.join(FORCES)}")
    workforce = _part(data, "workforce", {}, problems)
    nationalities = tuple(map(str, _part(workforce, "nationality", [], problems)))
    conditions = tuple(map(str, _part(workforce, "condition", [], problems)))
    for country in nationalities:
        problems.unless(
            re.fullmatch("[A-Z]{2}", country), f"{where}.workforce.nationality: {country!r} is no ISO alpha-2 code"
        )
    for condition in conditions:
        problems.unless(
            condition in CONDITIONS, f"{where}.workforce.condition: {condition!r} is none of {', '.join(CONDITIONS)}"
        )
    kinds = bool(workforce) or "yes" in (data.get("parties"), data.get("places"))
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
