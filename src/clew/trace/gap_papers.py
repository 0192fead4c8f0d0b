"""Gaps of the papers themselves: untranslated, redacted, not there, or not the file whose hash is on record."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path
from typing import Any

from clew.trace.gap_case import Case, Found

KINDS = ("file_differs", "file_absent", "untranslated", "redacted", "file_unnamed")
ENGLISH = {"en", "eng", "english"}

_PAPERS = """
SELECT d.id, any_value(d.language), any_value(d.translated), any_value(d.redacted), any_value(d.file),
    any_value(d.sha256), list(DISTINCT c.id ORDER BY c.id)
FROM gap_claim AS g JOIN claim AS c ON c.claim = g.claim JOIN evidence AS e ON e.claim = g.claim
JOIN document AS d ON d.document = e.document GROUP BY d.id ORDER BY d.id
"""


def find(case: Case) -> Iterator[Found]:
    """Yield the gaps of the documents that the claims cite.

    Notes
    -----
    Files are looked for relative to the folder of each graph; an address (``https:…``) is not fetched. A document
    that names no file is a gap only where others do.
    """
    [(files,)] = case.con.execute("SELECT count(*) FROM document WHERE file IS NOT NULL").fetchall()
    for document, language, translated, redacted, file, sha256, claims in case.con.execute(_PAPERS).fetchall():
        paper = _Paper(case, document, tuple(claims))
        if _is(translated, "no") or (translated is None and language and language.strip().casefold() not in ENGLISH):
            yield paper.gap("untranslated", "{document} is in {language} and no translation is in hand: have it "
                            "translated, and ask {whom} for a certified translation.", language=language or
                            "a foreign language")  # fmt: skip
        if _is(redacted, "yes"):
            yield paper.gap("redacted", "Parts of {document} are blacked out: ask {whom} for it whole.")
        if file is None:
            if files:
                yield paper.gap("file_unnamed", "No file of {document} is on record: ask {whom} for it.")
        elif "://" not in file and case.folders:
            yield from _file(paper, file, sha256)


class _Paper:
    """Makes the gaps of one document."""

    def __init__(self, case: Case, document: str, claims: tuple[str, ...]) -> None:
        self.case, self.document, self.claims = case, document, claims

    def gap(self, kind: str, sentence: str, **words: Any) -> Found:  # noqa: ANN401
        first = self.claims[0]
        told = sentence.format(document=f"document {self.document}", whom=self.case.whom(first), **words)
        return Found(
            kind,
            told[:1].upper() + told[1:],
            self.case.of(first),
            claim=first,
            document=self.document,
            about=frozenset(self.claims),
        )


def _file(paper: _Paper, file: str, sha256: str | None) -> Iterator[Found]:
    digests = [_digest(folder / file, needed=sha256 is not None) for folder in paper.case.folders]
    there = [digest for digest in digests if digest is not None]
    if not there:
        yield paper.gap("file_absent", "{document} names the file {file}, which is not there: ask {whom} for it.",
                        file=file)  # fmt: skip
    elif sha256 and sha256.strip().casefold() not in there:
        yield paper.gap("file_differs", "The file {file} of {document} is not the one whose SHA-256 is on record: "
                        "find out which is right, and why it was changed; ask {whom} for the original.",
                        file=file)  # fmt: skip


def _digest(path: Path, *, needed: bool) -> str | None:
    """Return the hash of a file ("" if it is not needed), None if there is none that can be read."""
    try:
        if not path.is_file():
            return None
        if not needed:
            return ""
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def _is(value: str | None, word: str) -> bool:
    return value is not None and value.strip().casefold() == word
