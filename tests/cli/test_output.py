"""Where the data goes: whole files or none, folders refused, standard output by a dash."""

import stat
from pathlib import Path

import pytest

from clew.cli.common import output
from clew.errors import ClewError


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    with output(str(tmp_path / "a.json")) as stream:
        stream.write("後\n")
        assert [path.name for path in tmp_path.glob("a.json")] == []
    assert (tmp_path / "a.json").read_bytes() == "後\n".encode()
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) & 0o400


@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
def test_an_interrupt_leaves_the_old_file_and_nothing_else(tmp_path: Path, error: type[BaseException]) -> None:
    (tmp_path / "a.json").write_text("old")
    with pytest.raises(error), output(str(tmp_path / "a.json")) as stream:
        stream.write("half")
        raise error
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.json": "old"}


@pytest.mark.parametrize("path", [None, "-"])
def test_a_dash_is_standard_output(path: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    with output(path) as stream:
        stream.write("text")
    assert capsys.readouterr().out == "text"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClewError, match="is a folder"), output(str(tmp_path)):
        raise AssertionError


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(ClewError, match=r"gone does not exist"), output(str(tmp_path / "gone" / "a.json")):
        raise AssertionError
