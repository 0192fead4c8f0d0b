"""The result of ``clew gaps`` as pydantic classes: the source of its JSON Schema, and a check of it in tests."""

from typing import Literal

from clew.model.results import HopResult, Part, Text, Verdict


class RecordAt(Part):
    """A workforce, or a process without inputs, at a holder upstream: no hop, but documents show it."""

    at: Text
    kind: Literal["process", "workforce"]
    claim: Text


class MatrixRow(Part):
    """A requirement of the claim of a hop, and which documents make it what it is."""

    hop: HopResult | RecordAt
    requirement: Text
    state: Literal["met", "silent", "missing", "contradicted"]
    documents: tuple[Text, ...]


class GapToAsk(Part):
    """Something that is missing: what to ask, of whom (ids of holders), and which findings hang on it (rules)."""

    kind: Text
    claim: Text | None = None
    holder: Text | None = None
    item: Text | None = None
    document: Text | None = None
    requirement: Text | None
    source: Text | None
    ask: Text
    of: tuple[Text, ...]
    hangs_on_it: tuple[Text, ...]
    indicators: tuple[Text, ...] | None = None


class EntryGaps(Part):
    """Everything that is missing behind one entry; with `complete` false, what its findings and witnesses show."""

    entry: Text
    verdict: Verdict
    complete: bool
    matrix: tuple[MatrixRow, ...]
    gaps: tuple[GapToAsk, ...]


class GapsResult(Part):
    """The result of ``clew gaps --json``."""

    entries: tuple[EntryGaps, ...]
