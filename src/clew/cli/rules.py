"""``clew rules``: the packs of rules and lists: which there are, what they say, whether they hold."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from clew.errors import ClewError

if TYPE_CHECKING:
    from clew.rules import Listing, Pack, Rule

_SHOWN = 20
_HELP = {"help_option_names": ["-h", "--help"]}


@click.group("rules", context_settings=_HELP)
def command() -> None:
    """List, show and check the packs of rules and lists."""


@command.command("list", context_settings=_HELP)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def list_packs(as_json: bool) -> None:
    """List the built-in packs: edition, age, rules and number of listings."""
    from clew.rules import load_packs

    packs = load_packs()
    if as_json:
        _echo_json({"packs": [_pack(pack) for pack in packs]})
        return
    for pack in packs:
        click.echo(click.style(pack.name, bold=True) + f"  {pack.title}")
        click.echo(f"  edition {pack.edition}, {_count(len(pack.listings), 'listing')}")
        if pack.superseded_by:
            click.echo(f"  superseded by {pack.superseded_by}")
        for rule in pack.rules:
            click.echo(f"  {rule.code:<18} {rule.force}")


@command.command("show", context_settings=_HELP)
@click.argument("what", metavar="NAME|CODE|FILE")
@click.option("--all", "whole", is_flag=True, help=f"All listings, not only the first {_SHOWN}.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document, with all listings.")
def show(what: str, whole: bool, as_json: bool) -> None:
    """Show a pack or a rule: citation, origin, what is known of it, and its listings."""
    pack, rules = _find(what)
    codes = {rule.code for rule in rules}
    listings = [listing for listing in pack.listings if listing.rule in codes]
    if as_json:
        rows = [_listing(listing) for listing in listings]
        _echo_json(_pack(pack) | {"rules": [_rule(rule) for rule in rules], "listings": rows})
        return
    click.echo(click.style(pack.name, bold=True) + f"  {pack.title}")
    click.echo(f"  published by {pack.publisher}; edition {pack.edition}; known to {pack.retrieved}")
    click.echo(f"  sha256 {pack.sha256}")
    for note in _notes(pack):
        click.echo(f"  {note}")
    for rule in rules:
        click.echo(click.style(f"\n{rule.code}", bold=True) + f"  {rule.force}{_days(rule)}")
        click.echo(f"  {rule.citation}")
        if rule.nationalities or rule.conditions:
            click.echo(f"  workforces: {', '.join((*rule.nationalities, *rule.conditions))}")
    shown = listings if whole else listings[:_SHOWN]
    if shown:
        click.echo("")
    for listing in shown:
        click.echo(_line(listing))
    if len(shown) < len(listings):
        click.echo(f"… and {len(listings) - len(shown)} more (--all)")


@command.command("check", context_settings=_HELP)
@click.argument("files", metavar="[FILE]…", nargs=-1)
def check(files: tuple[str, ...]) -> None:
    """Check packs: counts, ids, codes, dates, and the cases beside each.

    Without FILE, all built-in packs.
    """
    from clew.rules.check import check_packs
    from clew.rules.load import pack_files

    checked, problems = check_packs([path for name in files or ("default",) for path in pack_files(name)])
    for one in checked:
        state = _count(len(one.problems), "problem") if one.problems else "holds"
        counts = f"{_count(len(one.pack.listings), 'listing')}, {_count(one.cases, 'case')}"
        click.echo(f"{one.pack.name}: {counts}: {state}")
        problems += one.problems
    if problems:
        raise ClewError(
            "\n".join(problems), hint="docs/packs.md explains packs, their assertions and their cases", code="pack"
        )


def _find(what: str) -> tuple[Pack, tuple[Rule, ...]]:
    """Return the pack of that name or file, or the one that holds the rule of that code, and the rules meant."""
    from clew.rules import BUILT_IN, load_packs

    if what != "default" and not what.isupper():
        pack = load_packs([what])[0]
        return pack, pack.rules
    for pack in load_packs():
        rules = tuple(rule for rule in pack.rules if rule.code == what)
        if rules:
            return pack, rules
    codes = ", ".join(rule.code for pack in load_packs() for rule in pack.rules)
    raise ClewError(
        f"there is no pack or rule {what!r}", hint=f"packs: {', '.join(BUILT_IN)}; rules: {codes}", code="pack"
    )


def _notes(pack: Pack) -> tuple[str, ...]:
    """Return what is to be said of a pack today."""
    import datetime

    from clew.rules import age_notes

    return age_notes(pack, (datetime.datetime.now(tz=datetime.UTC).date() - datetime.date(1970, 1, 1)).days)


def _line(listing: Listing) -> str:
    """Return a listing in one line."""
    parts = [listing.id, listing.name]
    if listing.aliases:
        parts.append(f"also {_some(listing.aliases)}")
    if listing.identifiers:
        parts.append(_some(listing.identifiers))
    if listing.regions:
        parts.append(f"regions {_some(listing.regions)}")
    if listing.subsidiaries:
        parts.append("with what it owns")
    if listing.goods:
        parts.append(f"goods {_some(listing.goods)}")
    return "; ".join(parts) + _days(listing)


def _some(values: tuple[str, ...]) -> str:
    return ", ".join(values[:4]) + (f" and {len(values) - 4} more" if len(values) > 4 else "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _days(thing: Rule | Listing) -> str:
    from clew.model.dates import iso

    begins, ends = iso(thing.begins), iso(thing.ends)
    return (f", from {begins}" if begins else "") + (f", until {ends}" if ends else "")


def _pack(pack: Pack) -> dict[str, Any]:
    keys = ("edition", "retrieved", "sha256", "superseded_by", "title", "publisher", "facts")
    rules = [_rule(rule) for rule in pack.rules]
    return {"pack": pack.name, **_plain(pack, keys), "rules": rules, "listings": len(pack.listings)}


def _rule(rule: Rule) -> dict[str, Any]:
    return _plain(rule, ("code", "force", "citation", "nationalities", "conditions")) | _period(rule)


def _listing(listing: Listing) -> dict[str, Any]:
    keys = ("id", "rule", "name", "aliases", "identifiers", "is_place", "subsidiaries", "country", "regions", "goods")
    return _plain(listing, (*keys, "hs", "notes")) | _period(listing)


def _period(thing: Rule | Listing) -> dict[str, Any]:
    from clew.model.dates import iso

    return {"begins": iso(thing.begins), "ends": iso(thing.ends)}


def _plain(thing: object, keys: Iterable[str]) -> dict[str, Any]:
    return {key: getattr(thing, key) for key in keys}


def _echo_json(document: dict[str, Any]) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))
