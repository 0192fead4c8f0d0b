"""A policy file: reading it with clear errors, and stating in the result what was gone by."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from clew.errors import ClewError
from clew.model.policy import Policy

CODE = "E-POLICY"
KEYS = {
    "": ("proof", "handling_tasks", "subsidiary_share", "match", "costs", "host_countries"),
    "proof": ("issuers", "kinds", "outsiders"),
    "match": ("exact", "similar", "similar_from"),
}


def read_policy(path: str | None) -> Policy:
    """Read a policy file; what it does not say is as in the contract.

    Parameters
    ----------
    path : str or None
        A YAML file; None = the defaults.

    Raises
    ------
    ClewError
        If the file is no such policy: unknown key, wrong type, a number that makes no sense.
    """
    if path is None:
        return Policy()
    return policy_of(_yaml(path), path)


def _yaml(path: str) -> object:
    import yaml

    try:
        return yaml.load(Path(path).read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except OSError as error:
        raise ClewError(f"cannot read the policy {path}: {error.strerror}.", code=CODE) from error
    except yaml.YAMLError as error:
        raise ClewError(f"{path} is not YAML: {' '.join(str(error).split())}", code=CODE) from error


def policy_of(content: object, where: str) -> Policy:
    """Return the policy that the content of a file states."""
    top = _mapping(content if content is not None else {}, "", where)
    policy = Policy()
    if "proof" in top:
        proof = _mapping(top["proof"], "proof", where)
        policy = _proof(policy, {key: _count(value, f"proof.{key}", where) for key, value in proof.items()})
    if "handling_tasks" in top:
        policy = replace(policy, handling_tasks=_tasks(top["handling_tasks"], where))
    if "subsidiary_share" in top:
        policy = replace(policy, subsidiary_share=_number(top["subsidiary_share"], "subsidiary_share", where, 0, 100))
    if "match" in top:
        policy = _match(policy, _mapping(top["match"], "match", where), where)
    if "costs" in top:
        costs = _mapping(top["costs"], "costs", where, known=None)
        told = {key: _number(value, f"costs.{key}", where, 0, float("inf")) for key, value in costs.items()}
        policy = replace(policy, costs=MappingProxyType(dict(sorted(told.items()))))
    if "host_countries" in top:
        policy = replace(policy, host_countries=_countries(top["host_countries"], where))
    return policy


def policy_dict(policy: Policy) -> dict[str, Any]:
    """Return a policy as the result states it."""
    return {
        "proof": {"issuers": policy.issuers, "kinds": policy.kinds, "outsiders": policy.outsiders},
        "handling_tasks": list(policy.handling_tasks),
        "subsidiary_share": policy.subsidiary_share,
        "match": {
            "exact": "assumed",
            "similar": "unexcluded" if policy.similar_from is not None else "none",
            "similar_from": policy.similar_from if policy.similar_from is not None else Policy().similar_from,
        },
        "costs": dict(policy.costs),
        "host_countries": list(policy.host_countries),
    }


def _proof(policy: Policy, numbers: Mapping[str, int]) -> Policy:
    return replace(
        policy,
        issuers=numbers.get("issuers", policy.issuers),
        kinds=numbers.get("kinds", policy.kinds),
        outsiders=numbers.get("outsiders", policy.outsiders),
    )


def _match(policy: Policy, match: Mapping[str, Any], where: str) -> Policy:
    _word(match.get("exact", "assumed"), ("assumed",), "match.exact", where)
    similar = _word(match.get("similar", "unexcluded"), ("unexcluded", "none"), "match.similar", where)
    similar_from = policy.similar_from
    if "similar_from" in match:
        similar_from = _number(match["similar_from"], "match.similar_from", where, 0, 1)
    return replace(policy, similar_from=None if similar == "none" else similar_from)


def _mapping(value: object, at: str, where: str, known: Iterable[str] | None = ()) -> Mapping[str, Any]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise ClewError(f"{where}: {at or 'a policy'} must be a list of `key: value`, not {value!r}.", code=CODE)
    known = KEYS[at] if known == () else known
    for key in value:
        if known is not None and key not in known:
            from clew.trace.select import did_you_mean

            hint = f"{did_you_mean(key, known)} Known here: {', '.join(known)}.".strip()
            raise ClewError(f"{where}: unknown key {key!r}{f' in {at}' if at else ''}.", hint=hint, code=CODE)
    return value


def _count(value: object, at: str, where: str) -> int:
    number = _number(value, at, where, 0, float("inf"))
    if number != int(number):
        raise ClewError(f"{where}: {at} must be a whole number, not {value!r}.", code=CODE)
    return int(number)


def _number(value: object, at: str, where: str, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ClewError(f"{where}: {at} must be a number, not {value!r}.", code=CODE)
    if not low <= value <= high:
        allowed = f"from {low:g} to {high:g}" if high != float("inf") else f"{low:g} or more"
        raise ClewError(f"{where}: {at} is {value!r}; it must be {allowed}.", code=CODE)
    return float(value)


def _tasks(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(task, str) and task.strip() for task in value):
        raise ClewError(
            f"{where}: handling_tasks must be a list of words, not {value!r}.",
            hint="handling_tasks: [transport, loading, unloading, storage]",
            code=CODE,
        )
    return tuple(dict.fromkeys(task.strip().casefold() for task in value))


def _countries(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(code, str) and len(code.strip()) == 2 for code in value):
        raise ClewError(
            f"{where}: host_countries must be a list of country codes of two letters, not {value!r}.",
            hint="host_countries: [CN, RU]",
            code=CODE,
        )
    return tuple(sorted({code.strip().upper() for code in value}))


def _word(value: object, known: tuple[str, ...], at: str, where: str) -> str:
    if value is None:
        value = "none"
    if value not in known:
        hint = "An equal name is assumed, a similar one unexcluded or none; identifiers and decisions make more of it."
        raise ClewError(f"{where}: {at} must be {' or '.join(known)}, not {value!r}.", hint=hint, code=CODE)
    return str(value)
