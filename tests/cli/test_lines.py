"""Wrapping: hanging indents, wide signs, long words, terminals without the signs."""

import io

import pytest

from clew.cli.lines import Lines, cells, padded, wrapped


class Stream(io.StringIO):
    encoding = "ascii"


def test_lines_break_between_words() -> None:
    assert list(wrapped("aa bb cc", 5)) == ["aa bb", "cc"]


def test_a_long_word_is_broken() -> None:
    assert list(wrapped("aaaaaaa b", 3)) == ["aaa", "aaa", "a b"]


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("新疆", 4), ("Açaí", 4)])
def test_wide_signs_take_two_columns(text: str, width: int) -> None:
    assert cells(text) == width
    assert padded(text, 6) == text + " " * (6 - width)


def test_wide_text_fits() -> None:
    assert list(wrapped("新疆新疆 新疆", 8)) == ["新疆新疆", "新疆"]


def test_a_label_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    stream = Stream()
    Lines(stream, colour=False).write("◐→ " + "word " * 8, indent=2, label="path")
    assert stream.getvalue() == "  path   +> word word word word word\n         word word word\n"


def test_colour_says_nothing_alone() -> None:
    plain, coloured = io.StringIO(), io.StringIO()
    Lines(plain, colour=False).write("text", bold=True, fg="red")
    Lines(coloured, colour=True).write("text", bold=True, fg="red")
    assert plain.getvalue() == "text\n"
    assert coloured.getvalue() == "\x1b[31m\x1b[1mtext\x1b[0m\n"


def test_a_name_cannot_steer_the_terminal() -> None:
    stream = io.StringIO()
    Lines(stream, colour=False).write("a\x1b[2Jb\nc")
    assert stream.getvalue() == "a\ufffd[2Jb\ufffdc\n"
