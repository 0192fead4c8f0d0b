"""Elements of HTML, made one by one: what is written in them is text, never markup."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from clew.views.text import QUOTES, spelled

VOID = frozenset({"input", "br"})
"""Elements that hold nothing."""


class Html(str):
    """Markup that was made here; any other text is escaped."""

    __slots__ = ()


Inside = Html | str | int | None | Iterable["Inside"]
"""What an element can hold: elements, texts, counts, lists of these; what is empty is not shown."""


def el(kind: str, *inside: Inside, **attributes: object) -> Html:
    """Return an element.

    Parameters
    ----------
    kind : str
        Its tag, and its classes after points: ``p.quiet``.
    attributes : str, int or bool
        With ``_`` for ``-``; None and False are left out, True has no value.
    """
    tag, *classes = kind.split(".")
    told = {"class": " ".join(each for each in classes if each) or None, **attributes}
    head = "".join(_attribute(name.strip("_").replace("_", "-"), value) for name, value in told.items())
    return Html(f"<{tag}{head}>" if tag in VOID else f"<{tag}{head}>{together(*inside)}</{tag}>")


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{_escaped(str(value))}"'


def together(*inside: Inside) -> Html:
    """Return elements and texts one after the other."""
    made: list[str] = []
    waiting: list[Inside] = list(reversed(inside))
    while waiting:
        each = waiting.pop()
        if isinstance(each, Html):
            made.append(str(each))
        elif isinstance(each, str | int) and not isinstance(each, bool):
            made.append(_escaped(str(each)))
        elif each is not None and not isinstance(each, bool):
            waiting.extend(reversed(list(each)))
    return Html("".join(made))


def _escaped(text: str) -> str:
    return escape(spelled(text), QUOTES)
