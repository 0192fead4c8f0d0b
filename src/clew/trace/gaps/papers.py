"""Gaps of the papers themselves: untranslated, redacted, not there, or not the file whose hash is on record."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from clew.trace.gaps.case import Case, Found

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
        for kind, sentence in _wrong(case, language, translated, redacted, (file, sha256), files > 0):
            for claim in claims:
                told = sentence.format(document=document, whom=case.whom(claim))
                about = frozenset(claims)
                yield Found(kind, told, case.of(claim), claim=claim, document=document, about=about, once=True)


def _wrong(
    case: Case,
    language: str | None,
    translated: str | None,
    redacted: str | None,
    file: tuple[str | None, str | None],
    files: bool,
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a document: kinds, and sentences with ``{document}`` and ``{whom}`` in them."""
    foreign = language and language.strip().casefold() not in ENGLISH
    if _is(translated, "no") or (translated is None and foreign):
        told = _plain(language or "a foreign language")
        yield (
            "untranslated",
            f"Document {{document}} is in {told} and no translation is in hand: have it translated, and ask {{whom}} "
            "for a certified translation.",
        )
    if _is(redacted, "yes"):
        yield "redacted", "Parts of document {document} are blacked out: ask {whom} for it whole."
    name, sha256 = file
    if name is None:
        if files:
            yield "file_unnamed", "No file of document {document} is on record: ask {whom} for it."
    elif "://" not in name and case.folders:
        yield from _file(case, name, sha256)


def _plain(text: str) -> str:
    """Return a text of the records that goes into a sentence with words to fill in."""
    return text.replace("{", "{{").replace("}", "}}")


def _file(case: Case, file: str, sha256: str | None) -> Iterator[tuple[str, str]]:
    digests = [_digest(folder / file, needed=sha256 is not None) for folder in case.folders]
    there = [digest for digest in digests if digest is not None]
    if not there:
        told = f"Document {{document}} names the file {_plain(file)}, which is not there: ask {{whom}} for it."
        yield "file_absent", told
    elif sha256 and sha256.strip().casefold() not in there:
        yield (
            "file_differs",
            f"The file {_plain(file)} of document {{document}} is not the one whose SHA-256 is on record: find out "
            "which is right, and why it was changed; ask {whom} for the original.",
        )


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
