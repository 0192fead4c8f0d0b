"""The result of ``clew diff`` as pydantic classes: the source of its JSON Schema, and a check of it in tests."""

from typing import Literal

from clew.model.results import Day, Part, Text


class Edition(Part):
    """A pack that a side was asked with."""

    pack: Text
    edition: str


class SideResult(Part):
    """One of the two that are compared."""

    name: Text
    sha256: str
    packs: tuple[Edition, ...]
    as_of: Day | None


class Cause(Part):
    """A record, listing, rule, pack or setting that changed, or a bill that is bad, and bears on a difference."""

    what: Literal["record", "listing", "rule", "pack", "policy", "as_of", "graph", "bill", "more"]
    table: Text | None = None
    record: str | None = None
    pack: Text | None = None
    rule: Text | None = None
    listing: Text | None = None
    policy: Text | None = None
    change: Text
    file: str | None = None
    row: int | None = None


class EntryChange(Part):
    """What differs of an entry: the entry itself or its verdict (`rule` is null), or a finding (bases).

    Of results of bills, an entry is a product at a holder, ``HOLDER/PRODUCT``.
    """

    entry: Text
    rule: Text | None
    change: Literal["appeared", "gone", "basis", "verdict"]
    before: Text | None
    after: Text | None
    because: tuple[Cause, ...]
    in_force: bool | None = None


class LineChange(EntryChange):
    """What differs of a component line of a product, in the same way; `bom` is its id, `holder` who answers for it."""

    bom: Text
    holder: Text
    component: Text


class FingerprintChange(Part):
    """A chain that differs, and the steps that do (null where a saved result holds none)."""

    entry: Text
    before: Text
    after: Text
    appeared: tuple[Text, ...] | None
    gone: tuple[Text, ...] | None


class DiffResult(Part):
    """The result of ``clew diff --json``."""

    before: SideResult
    after: SideResult
    compared: int
    entries: tuple[EntryChange, ...]
    lines: tuple[LineChange, ...] | None = None
    fingerprints: tuple[FingerprintChange, ...]
