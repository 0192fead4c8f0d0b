"""Names in normal form: what makes two spellings of one name equal.

The normal form of a name is its text without case, accents, scripts and punctuation (NFKC, case folded,
transliterated by anyascii), its words one space apart, ``&`` read as ``and``, apostrophes dropped, initials
joined (``S.A.`` = ``SA``), and organization forms unified by the table ``organization_forms.csv``
(``Co., Ltd.`` = ``Company Limited`` = ``有限公司``); a form that stands in front goes to the end
(``OOO Vostok`` = ``Vostok LLC``). Nothing else is dropped: two firms that differ in a word stay two.
"""

import csv
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

_END = "\0"
"""Stands between two names while all of them are one text; no white space to `str.split`."""

_KEPT = b"abcdefghijklmnopqrstuvwxyz0123456789\0"
_KEPT_OR_SPACE = bytes(code if code in _KEPT else 32 for code in range(256))
_DROPPED = b"'`"
_IN_FRONT = ("co ltd", "llc", "jsc", "gmbh", "doo", "pt")
"""Forms that are a form wherever they stand; ``co`` or ``as`` in front may be a word."""

_INITIALS = re.compile(r"(?<= [a-z]) (?=[a-z] )")
_FORMS_FILE = Path(__file__).with_name("organization_forms.csv")


class _Forms(NamedTuple):
    """Organization forms: of one word, of several, in other scripts, and those that move to the end."""

    words: dict[str, str]
    phrases: tuple[tuple[str, str], ...]
    glyphs: tuple[tuple[str, str], ...]
    letters: re.Pattern[str]
    letter_forms: dict[str, str]
    in_front: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=1 << 16)
def normal(text: str) -> str:
    """Return the normal form of a name.

    Parameters
    ----------
    text : str
        A name as written.

    Returns
    -------
    str
        Lower-case letters and digits in words one space apart; the case-folded text itself if no
        letter or digit is left, and ``""`` of blank text.
    """
    return normal_column([text])[0]


def normal_column(names: Sequence[str]) -> list[str]:
    """Return the normal forms of many names.

    Parameters
    ----------
    names : sequence of str

    Returns
    -------
    list of str
        The same as `normal` of each, in the same order.

    Notes
    -----
    All names are treated as one text, so nearly all work is done by C code: a few microseconds a name.
    """
    if not names:
        return []
    plain = list(names)
    strange = [at for at, name in enumerate(plain) if not name.isascii()]
    for at, name in zip(strange, _latin([plain[at] for at in strange]), strict=True):
        plain[at] = name
    text = _joined(plain).lower().replace("&", " and ")
    text = text.encode("ascii").translate(_KEPT_OR_SPACE, _DROPPED).decode("ascii")
    text = f" {' '.join(text.replace(_END, f' {_END} ').split())} "
    found = [name.strip() for name in _unified(_INITIALS.sub("", text)).split(_END)]
    if "" in found:
        found = [name or names[at].strip().casefold() for at, name in enumerate(found)]
    return found


def _joined(names: Sequence[str]) -> str:
    """Return all names as one text, with `_END` between two."""
    text = _END.join(names)
    if text.count(_END) != len(names) - 1:
        text = _END.join([name.replace(_END, " ") for name in names])
    return text


def _unified(text: str) -> str:
    """Return a text of words, each between two spaces, with its organization forms unified."""
    forms = _forms()
    get = forms.words.get
    text = f" {' '.join([get(word, word) for word in text.split()])} "
    for phrase, unified in forms.phrases:
        if phrase in text:
            text = text.replace(phrase, unified)
    for form, in_front in forms.in_front:
        if f"{_END} {form} " in text or text.startswith(f" {form} "):
            text = in_front.sub(rf"\1 \2{form} ", text)
    return text


def _latin(names: Sequence[str]) -> list[str]:
    """Return names in ASCII letters, after the organization forms of other scripts are unified."""
    if not names:
        return []
    from anyascii import anyascii

    text = normalize("NFKC", normalize("NFKC", _joined(names)).casefold())
    forms = _forms()
    for form, unified in forms.glyphs:
        if form in text:
            text = text.replace(form, f" {unified} ")
    strange = [sign for sign in set(text) if not sign.isascii()]
    if any("Ѐ" <= sign <= "ӿ" for sign in strange):
        text = forms.letters.sub(lambda found: f" {forms.letter_forms[found[0]]} ", text)
    return text.translate({ord(sign): anyascii(sign).replace(_END, " ") for sign in strange}).split(_END)


@cache
def _forms() -> _Forms:
    """Read the table of organization forms."""
    with _FORMS_FILE.open(encoding="utf-8", newline="") as file:
        rows = [(row["form"], row["as"]) for row in csv.DictReader(file)]
    latin = [(form, unified) for form, unified in rows if form.isascii() and form[0].isalpha()]
    words = {form: unified for form, unified in latin if " " not in form}
    phrases: dict[str, str] = {}
    for form, unified in latin:
        if " " in form:
            phrases[f" {' '.join(words.get(word, word) for word in form.split())} "] = f" {unified} "
    others = sorted((row for row in rows if row not in latin), key=lambda row: (-len(row[0]), row[0]))
    alphabetic = {form: unified for form, unified in others if "Ѐ" <= form[0] <= "ӿ"}
    return _Forms(
        words=words,
        phrases=tuple(sorted(phrases.items(), key=lambda pair: (-len(pair[0].split()), pair[0]))),
        glyphs=tuple(row for row in others if row[0] not in alphabetic),
        letters=re.compile(rf"(?<!\w)(?:{'|'.join(alphabetic)})(?!\w)"),
        letter_forms=alphabetic,
        in_front=tuple((form, re.compile(rf"(^|{_END}) {form} ([^{_END}]+ )")) for form in _IN_FRONT),
    )
